"""Who relies on hw.repeat-distance: evidence.toml, and from it the grade of a pair of ops.

The callers find out which conditions a pair keeps; what follows from them is told here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ptofix.arch.architecture import A2A3
from ptofix.arch.grade import GRADES, Grade
from ptofix.arch.reading import RawTable, TableFault
from ptofix.text.cache import cached

PATH = Path(__file__).with_name("evidence.toml")

SAME_TILE, CONTIGUOUS, LONG, HIDDEN, FORWARD = "same-tile", "contiguous", "long", "hidden", "forward"
CONDITIONS = (SAME_TILE, CONTIGUOUS, LONG, HIDDEN, FORWARD)

RAW, WAR = "RAW", "WAR"

_ORDER = re.compile(r"(\w+) -> (\w+)")


class Entry(NamedTuple):
    """One `[[evidence]]`: the pairs (earlier op, later op) that have the grade `when` all of the conditions hold."""

    orders: tuple[tuple[str, str], ...]
    order: str
    grade: Grade
    when: tuple[str, ...]
    source: str


def read_entry(values: Any) -> Entry:
    """Raises TableFault."""
    raw = RawTable(values, ("orders", "order", "grade", "when", "source"))
    orders = []
    for text in raw.texts("orders"):
        match = _ORDER.fullmatch(text)
        if match is None:
            raise TableFault(f"`{text}` is no order: `PRODUCER -> CONSUMER`", "orders", text)
        for name in match.groups():
            if A2A3.classify(name) != "tile-op":
                raise TableFault(f"`{name}` is no op of the op table with known effects", "orders", name)
        orders.append((match[1], match[2]))
    if not orders:
        raise TableFault("`orders` is missing")
    order = raw.choice("order", (RAW, WAR))
    grade = GRADES[raw.choice("grade", [str(grade) for grade in Grade if grade is not Grade.EXTRAPOLATED])]
    if not raw.texts("when"):
        raise TableFault("`when` is missing")
    for word in raw.texts("when"):
        if word not in CONDITIONS:
            raise TableFault(f"unknown condition `{word}`; it must be one of {', '.join(CONDITIONS)}", "when", word)
    return Entry(tuple(orders), order, grade, raw.texts("when"), raw.text("source"))


def _build() -> Any:
    """evidence.toml as plain values, every one of which was understood. Raises PtofixError."""
    from ptofix.arch.table_file import checked_evidence  # only on a cold start
    from ptofix.text.source import SourceFile

    return checked_evidence(SourceFile(str(PATH), PATH.read_text(encoding="utf-8")))


@cache
def entries() -> tuple[Entry, ...]:
    """In the order of the file."""
    folder = PATH.parent
    judges = (PATH, A2A3.table, *(folder / name for name in ("evidence.py", "reading.py", "table_file.py", "table.py")))
    document = cached("evidence", (judge.read_bytes() for judge in judges), _build)
    return tuple(map(read_entry, document["evidence"]))


@cache
def _by_order() -> dict[tuple[str, str, str], list[Entry]]:
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries():
        for order in entry.orders:
            found.setdefault((entry.order, *order), []).append(entry)
    return found


def grade_of_order(kind: str, earlier: str, later: str, holds: Callable[[str], bool]) -> Grade:
    """The best grade of a pair, RAW or WAR, by which conditions hold; the ops are as C++ spells them."""
    order = kind, earlier.removeprefix("pto::"), later.removeprefix("pto::")
    grades = (entry.grade for entry in _by_order().get(order, ()) if all(map(holds, entry.when)))
    return min(grades, default=Grade.EXTRAPOLATED)
