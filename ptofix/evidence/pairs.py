"""What keeps two accesses of the vector pipe apart by distance alone: evidence.toml, and what follows for a pair.

The callers find out which conditions a pair meets; what follows from them is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from ptofix.evidence.assumptions import assumptions
from ptofix.evidence.grade import GRADES, Grade
from ptofix.evidence.measured import RAW as RAW
from ptofix.evidence.measured import WAR as WAR
from ptofix.isa.architecture import A2A3
from ptofix.isa.raw_table import RawTable, TableFault
from ptofix.text.cache import cached

PATH = Path(__file__).with_name("evidence.toml")

SAME_TILE, CONTIGUOUS, LONG, HIDDEN, FORWARD = "same-tile", "contiguous", "long", "hidden", "forward"
CONDITIONS = (SAME_TILE, CONTIGUOUS, LONG, HIDDEN, FORWARD)
COUNTED = "counted"
"""Both accesses are made repeat by repeat, in a known order, as a grade as a producer asks. Block copies are not."""

WAW = "WAW"

REPEAT_DISTANCE, READ_BEFORE_WRITE = "hw.repeat-distance", "hw.read-before-write"
BY_DISTANCE = frozenset((REPEAT_DISTANCE, READ_BEFORE_WRITE))
"""The assumptions by which repeats alone keep two accesses apart."""

ACCUMULATOR_DISTANCE = "hw.accumulator-distance"
"""The same of the matrix unit, in blocks of an accumulator. Only where a text is judged by itself."""
GRADED = BY_DISTANCE | {ACCUMULATOR_DISTANCE}
"""The assumptions of which each pair of ops has a grade."""

_ORDER = re.compile(r"(\w+(?: \w+)*) -> (\w+(?: \w+)*)")


class Entry(NamedTuple):
    """One `[[evidence]]`: the pairs (earlier op, later op) that have the grade when all of the conditions `when` hold.

    `spelled` has the pairs as the file groups them; `repeats` is how far apart they must be.
    """

    spelled: tuple[str, ...]
    orders: tuple[tuple[str, str], ...]
    order: str
    grade: Grade
    when: tuple[str, ...]
    source: str
    repeats: int


class Support(NamedTuple):
    """Two accesses so many vector repeats apart are in order: how well that is supported, and by which assumptions."""

    repeats: int
    grade: Grade
    rests_on: frozenset[str]

    def and_also(self, other: Support) -> Support:
        """What both need."""
        return Support(max(self.repeats, other.repeats), max(self.grade, other.grade), self.rests_on | other.rests_on)


def repeats_asked(assumption: str) -> int:
    """The repeats that one of BY_DISTANCE asks for, of any pair."""
    return int(assumptions()[assumption].parameters["repeats"])


class Products(NamedTuple):
    """What hw.accumulator-distance asks for: `blocks` of so many rows and columns, of products by some ops."""

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


def read_entry(values: Any) -> Entry:
    """Raises TableFault."""
    raw = RawTable(values, ("orders", "order", "repeats", "grade", "when", "source"))
    orders: list[tuple[str, str]] = []
    for text in raw.texts("orders"):
        match = _ORDER.fullmatch(text)
        if match is None:
            raise TableFault(f"`{text}` is no order: `EARLIER… -> LATER…`", "orders", text)
        earlier, later = (side.split() for side in match.groups())
        for name in (*earlier, *later):
            if A2A3.classify(name) != "tile-op":
                raise TableFault(f"`{name}` is no op of the op table with known effects", "orders", name)
        orders += product(earlier, later)
    if not orders:
        raise TableFault("`orders` is missing")
    order = raw.choice("order", (RAW, WAR))
    grade = GRADES[raw.choice("grade", [str(grade) for grade in Grade if grade is not Grade.EXTRAPOLATED])]
    if not raw.texts("when"):
        raise TableFault("`when` is missing")
    for word in raw.texts("when"):
        if word not in CONDITIONS:
            raise TableFault(f"unknown condition `{word}`; it must be one of {', '.join(CONDITIONS)}", "when", word)
    return Entry(
        raw.texts("orders"), tuple(orders), order, grade, raw.texts("when"), raw.text("source"), _repeats(raw, order)
    )


def _repeats(raw: RawTable, order: str) -> int:
    """Those of a WAR entry, which are fewer than for any pair; a RAW entry has none of its own."""
    if order == RAW:
        if raw.has("repeats"):
            raise TableFault("`repeats` is for WAR only", "repeats")
        return repeats_asked(REPEAT_DISTANCE)
    most = repeats_asked(READ_BEFORE_WRITE)
    if not raw.has("repeats"):
        raise TableFault("`repeats` is missing")
    if not 0 < raw.number("repeats") < most:
        raise TableFault(f"`repeats` of WAR must be from 1 to {most - 1}: {most} are enough for any pair", "repeats")
    return raw.number("repeats")


def _build() -> Any:
    """evidence.toml as plain values, every one of which was understood. Raises PtofixError."""
    from ptofix.evidence.pairs_file import checked_evidence  # only on a cold start
    from ptofix.text.source import SourceFile

    return checked_evidence(SourceFile(str(PATH), PATH.read_text(encoding="utf-8")))


@cache
def entries() -> tuple[Entry, ...]:
    """In the order of the file."""
    folder = PATH.parent
    names = ("assumptions.toml", "evidence.py", "reading.py", "table_file.py", "table.py")
    judges = (PATH, A2A3.table, *(folder / name for name in names))
    document = cached("evidence", (judge.read_bytes() for judge in judges), _build)
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
def observed() -> frozenset[tuple[str, str]]:
    """The ops (earlier, later) between which assemblers put a barrier unless the conditions of the entry hold."""
    shipped = (entry for entry in entries() if entry.grade is Grade.SHIPPED)
    return frozenset(order for entry in shipped for order in entry.orders)


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
