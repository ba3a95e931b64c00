"""Delta debugging: a smallest part of a whole that still shows what the whole shows (Zeller's ddmin)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

Part = TypeVar("Part")


def smallest_part(whole: Sequence[Part], shows: Callable[[Sequence[Part]], bool]) -> list[Part]:
    """A part of `whole` that shows it while no part with one thing less does; `whole` does, nothing at all does not.

    `shows` is False for what cannot be tried, too: then what is left may hang together with it.
    """
    found, pieces = list(whole), 2
    while len(found) > 1:
        chunks = _split(found, pieces)
        others = [[one for other in chunks if other is not chunk for one in other] for chunk in chunks]
        smaller = next((part for part in (*chunks, *others) if shows(part)), None)
        if smaller is not None:
            pieces = 2 if smaller in chunks else max(pieces - 1, 2)
            found = smaller
        elif pieces < len(found):
            pieces = min(len(found), 2 * pieces)
        else:
            break
    return found


def _split(whole: list[Part], pieces: int) -> list[list[Part]]:
    """Into so many pieces of about one size."""
    ends = [len(whole) * number // pieces for number in range(pieces + 1)]
    return [whole[start:end] for start, end in pairwise(ends)]
