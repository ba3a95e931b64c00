"""What keeps two accesses of the vector pipe apart by distance alone: evidence.toml, and what follows for a pair.

The callers find out which conditions a pair meets; what follows from them is here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from ptofix.evidence.assumptions import (
    ACCUMULATOR_DISTANCE,
    BY_DISTANCE,
    READ_BEFORE_WRITE,
    REPEAT_DISTANCE,
    assumptions,
    repeats_asked,
)
from ptofix.evidence.entry import Entry, read_entry
from ptofix.evidence.grade import GRADES, Grade
from ptofix.evidence.measured import RAW, WAR
from ptofix.isa.table import judges
from ptofix.text.cache import cached

PATH = Path(__file__).with_name("evidence.toml")

COUNTED = "counted"
"""Both accesses are made repeat by repeat, in a known order, as a grade as a producer asks. Block copies are not."""

WAW = "WAW"


class Support(NamedTuple):
    """Two accesses so many vector repeats apart are in order: how well that is supported, and by which assumptions."""

    repeats: int
    grade: Grade
    rests_on: frozenset[str]

    def and_also(self, other: Support) -> Support:
        """What both need."""
        return Support(max(self.repeats, other.repeats), max(self.grade, other.grade), self.rests_on | other.rests_on)


class Products(Struct, frozen=True):
    """What hw.accumulator-distance requires: `blocks` of so many rows and columns, of products by some ops."""

    ops: frozenset[str]
    blocks: int
    rows: int
    cols: int
    support: Support

    def blocks_of(self, op: str, size: tuple[int, int] | None) -> int:
        """The whole blocks of a product of that size, rows and columns; 0 where it is not known, or no such product."""
        if op.removeprefix("pto::") not in self.ops or size is None:
            return 0
        return size[0] // self.rows * (size[1] // self.cols)


@cache
def products() -> Products:
    asked = assumptions()[ACCUMULATOR_DISTANCE].parameters
    support = Support(0, GRADES[asked["grade"]], frozenset((ACCUMULATOR_DISTANCE,)))
    return Products(frozenset(asked["ops"]), asked["blocks"], asked["block_rows"], asked["block_cols"], support)


def _build() -> Any:
    """evidence.toml as plain values, every one of which was understood. Raises PtofixError."""
    from ptofix.evidence.pairs_file import checked_evidence  # only on a cold start
    from ptofix.text.source import SourceFile

    return checked_evidence(SourceFile(str(PATH), PATH.read_text(encoding="utf-8")))


@cache
def entries() -> tuple[Entry, ...]:
    """In the order of the file."""
    own = sorted(path for kind in ("*.py", "*.toml") for path in PATH.parent.glob(kind))
    document = cached("evidence", (*(path.read_bytes() for path in own), *judges()), _build)
    return tuple(map(read_entry, document["evidence"]))


@cache
def _by_order() -> dict[tuple[str, str, str], list[Entry]]:
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries():
        for order in entry.orders:
            found.setdefault((entry.order, *order), []).append(entry)
    return found


@cache
def grades_as_producer() -> dict[str, Grade]:
    """The best grade that each op has as the producer of a read after write, under whatever conditions."""
    found: dict[str, Grade] = {}
    for entry in entries():
        for producer, _ in entry.orders if entry.order == RAW else ():
            found[producer] = min(entry.grade, found.get(producer, entry.grade))
    return found


@cache
def fewest_repeats(kind: str) -> int:
    """So many are needed at least for any pair of that kind of hazard."""
    if kind != WAR:
        return repeats_asked(REPEAT_DISTANCE)
    short = (entry.repeats for entry in entries() if entry.order == WAR)
    return min(short, default=repeats_asked(READ_BEFORE_WRITE))


def supports(kind: str, earlier: str, later: str, holds: Callable[[str], bool]) -> tuple[Support, ...]:
    """All that may keep a pair apart that is a RAW, WAR or WAW hazard, by which conditions hold.

    The ops are as C++ spells them.
    """
    order = kind, earlier.removeprefix("pto::"), later.removeprefix("pto::")
    met = [entry for entry in _by_order().get(order, ()) if all(map(holds, entry.when))]
    as_producer = grades_as_producer().get(order[1], Grade.EXTRAPOLATED)
    if kind != RAW and not holds(COUNTED):
        as_producer = Grade.EXTRAPOLATED
    far, read = repeats_asked(REPEAT_DISTANCE), repeats_asked(READ_BEFORE_WRITE)
    if kind == WAR:
        alone = frozenset((READ_BEFORE_WRITE,))
        return (*(Support(entry.repeats, entry.grade, alone) for entry in met), Support(read, as_producer, alone))
    alone = frozenset((REPEAT_DISTANCE,))
    found = [Support(far, min((entry.grade for entry in met), default=Grade.EXTRAPOLATED), alone)]
    if kind == WAW and as_producer < found[0].grade:
        found.append(Support(max(far, read), as_producer, BY_DISTANCE))
    return tuple(found)
