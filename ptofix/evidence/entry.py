"""One entry of evidence.toml: which pairs of ops it is about, under which conditions, and how well it is supported."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from msgspec import Struct

from ptofix.evidence.assumptions import READ_BEFORE_WRITE, REPEAT_DISTANCE, repeats_asked
from ptofix.evidence.grade import GRADES, Grade
from ptofix.evidence.measured import RAW, WAR
from ptofix.isa.raw_table import RawTable, TableFault

SAME_TILE, CONTIGUOUS, LONG, HIDDEN, FORWARD = "same-tile", "contiguous", "long", "hidden", "forward"
CONDITIONS = (SAME_TILE, CONTIGUOUS, LONG, HIDDEN, FORWARD)

_ORDER = re.compile(r"(\w+(?: \w+)*) -> (\w+(?: \w+)*)")


class Entry(Struct, frozen=True):
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


def read_entry(values: Any) -> Entry:
    """Raises TableFault."""
    raw = RawTable(values, ("orders", "order", "repeats", "grade", "when", "source"))
    orders: list[tuple[str, str]] = []
    for text in raw.texts("orders"):
        match = _ORDER.fullmatch(text)
        if match is None:
            raise TableFault(f"`{text}` is no order: `EARLIER… -> LATER…`", "orders", text)
        orders += product(*(side.split() for side in match.groups()))
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
