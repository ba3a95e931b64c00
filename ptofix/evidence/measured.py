"""Distances that somebody measured on a device, pair by pair, in the place of one constant (measured_file.py)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from ptofix.text.cache import cached_toml

RAW, WAR = "RAW", "WAR"

CLASSES_PATH = Path(__file__).with_name("latency_classes.toml")

SPELLINGS = {"float32_t": "float", "float16_t": "half", "int": "int32_t"}
"""Types that are another's second name."""


@cache
def _tables() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    document = cached_toml(CLASSES_PATH)
    return {table: {name: tuple(ops) for name, ops in rows.items()} for table, rows in document.items()}


def latency_classes() -> Mapping[str, tuple[str, ...]]:
    """The ops of each class."""
    return _tables()["classes"]


def latency_calls() -> Mapping[str, tuple[str, ...]]:
    """The ops by how a probe calls them."""
    return _tables()["calls"]


@cache
def _class_of() -> Mapping[str, str]:
    return {op: name for name, ops in latency_classes().items() for op in ops}


class MeasuredPair(NamedTuple):
    """`later` is safe after `earlier` if it is `repeats` and `margin` apart.

    As a read of what `earlier` writes, and so in any way (`order` RAW); or as a write of what it reads (WAR).
    """

    earlier: str
    later: str
    dtype: str
    repeats: int
    margin: int
    trials: int
    order: str = RAW


class MeasuredDistances(Struct, frozen=True, dict=True):
    """What a file says, and the file's content by its hash."""

    file: str
    sha256: str
    device: str
    date: str
    pairs: tuple[MeasuredPair, ...]

    def asked(self, earlier: str, later: str, dtype: str | None, kind: str) -> int | None:
        """The repeats that keep two ops apart, None if no number is known to. Ops are as C++ spells them.

        What was measured for a read after a write keeps any hazard of the two apart; a WAR may have fewer of its own.
        """
        first, second = (_class_of().get(name.removeprefix("pto::"), "") for name in (earlier, later))
        key = first, second, SPELLINGS.get(dtype or "", dtype or "")
        found = (self._by_key.get((*key, order)) for order in (RAW, *((WAR,) if kind == WAR else ())))
        return min((repeats for repeats in found if repeats is not None), default=None)

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str, str, str], int]:
        return {(pair.earlier, pair.later, pair.dtype, pair.order): pair.repeats + pair.margin for pair in self.pairs}

    @cached_property
    def most(self) -> int:
        """More than that is asked of no pair."""
        return max(self._by_key.values(), default=0)
