"""The calls that the headers get wrong, from bugs.toml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from ptofix.isa.call import OpCall, Unknown
from ptofix.isa.conditions import Condition, evaluate, parse_condition
from ptofix.isa.expand import expand
from ptofix.isa.operand import Operand
from ptofix.text.cache import cached_toml

PATH = Path(__file__).with_name("bugs.toml")


class KnownBug(Struct, frozen=True):
    """One `[[bug]]`. `versions` are names of versions of the headers (`ptofix.headers.versions`).

    `mask`: it matters where a later op uses the vector mask.
    """

    names: tuple[str, ...]
    operands: tuple[str, ...]
    when: tuple[Condition, ...]
    full: str | None
    mask: bool
    unknown: str | None
    text: str
    help: str
    versions: tuple[str, ...]
    source: str

    def meets(self, call: OpCall) -> bool:
        """Whether `call` certainly runs into it."""
        if call.name.removeprefix("pto::") not in self.names:
            return False
        if self.unknown is not None:
            found, tiles = expand(call), [operand.tile for operand in call.operands if operand.tile is not None]
            known = all(tile.element_bytes is not None for tile in tiles)  # the table has no 4-bit types, headers do
            return known and isinstance(found, Unknown) and self.unknown in found.reason
        operands = dict(zip(self.operands, call.operands))
        if len(call.operands) != len(self.operands) or not (self.full is None or _is_full(operands[self.full])):
            return False
        return evaluate(self.when, operands) is True


def _is_full(operand: Operand) -> bool:
    return operand.tile is not None and operand.tile.static_cols == operand.tile.cols


@lru_cache(maxsize=1)
def header_bugs() -> tuple[KnownBug, ...]:
    """In the order of the file. Raises ValueError for a condition that is none."""
    document = cached_toml(PATH)
    return tuple(
        KnownBug(
            names=tuple(entry["names"]),
            operands=tuple(entry.get("operands", "").split()),
            when=tuple(parse_condition(key, value) for key, value in entry.get("when", {}).items()),
            full=entry.get("full"),
            mask=entry.get("mask", False),
            unknown=entry.get("unknown"),
            text=entry["text"],
            help=entry["help"],
            versions=tuple(entry["versions"]),
            source=entry["source"],
        )
        for entry in document["bug"]
    )


def bugs_met(call: OpCall) -> Iterator[KnownBug]:
    """The bugs that `call` certainly runs into."""
    return (bug for bug in header_bugs() if bug.meets(call))
