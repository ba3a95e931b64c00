"""Which part of one kernel corresponds to which part of the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Paired = tuple[T | None, T | None]


def paired(a: Sequence[T], b: Sequence[T], *keys: Callable[[T], Hashable]) -> list[Paired[T]]:
    """Each of `a` with the first unpaired one of `b` that has its key: by the first key, the rest by the next."""
    partner: dict[int, T] = {}
    unpaired = list(b)
    for key in keys:
        for number, item in enumerate(a):
            found = next((other for other in unpaired if key(other) == key(item)), None)
            if number not in partner and found is not None:
                partner[number] = found
                unpaired.remove(found)
    return [*((item, partner.get(number)) for number, item in enumerate(a)), *((None, other) for other in unpaired)]


def aligned(a: Sequence[T], b: Sequence[T], key: Callable[[T], Hashable]) -> list[Paired[T]]:
    """Two sequences beside each other, equal keys where the order allows it."""
    pairs: list[Paired[T]] = []
    matcher = SequenceMatcher(None, [key(item) for item in a], [key(item) for item in b], autojunk=False)
    for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(a[a_start:a_end], b[b_start:b_end])
        else:
            pairs += ((item, None) for item in a[a_start:a_end])
            pairs += ((None, item) for item in b[b_start:b_end])
    return pairs
