"""`ptofix pipes`: the table of pipes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct

from ptofix.cpp.parser import parse
from ptofix.program.pipe_uses import PipeUse, pipe_uses
from ptofix.program.pipes import PipeType
from ptofix.text.columns import columns
from ptofix.text.source import SourceFile

_HEAD = ("kernel", "FlagID", "direction", "SlotSize", "SlotNum", "LocalSlotNum", "IsNoSplit", "EN_UNIT_FLAG", "uses")


class PipeRow(Struct, frozen=True):
    """A TPipe type of a kernel: its template arguments as they are there, and how often each core uses it.

    `type` has their values, None where they are not plain constants.
    """

    kernel: str
    arguments: tuple[str, ...]
    type: PipeType | None
    uses: dict[str, int]


def pipe_rows(source: SourceFile) -> list[PipeRow]:
    """One per different type of a kernel, in text order. Raises PtofixError."""
    found: dict[tuple[str, ...], list[PipeUse]] = {}
    for use in pipe_uses(parse(source)):
        found.setdefault((use.kernel, *_cells(use.type, use.arguments)), []).append(use)
    return [
        PipeRow(uses[0].kernel, uses[0].arguments, uses[0].type, dict(Counter(use.core for use in uses)))
        for uses in found.values()
    ]


def pipe_table(source: SourceFile) -> str:
    """One line per row of `pipe_rows`. Raises PtofixError."""
    rows = pipe_rows(source)
    if not rows:
        return f"{source.name}: no pipes"
    table = [_HEAD, *((row.kernel, *_cells(row.type, row.arguments), _count(row)) for row in rows)]
    return "\n".join(columns(table, left=len(_HEAD)))


def pipe_data(source: SourceFile) -> dict[str, Any]:
    """The same for machines. Raises PtofixError."""
    pipes = [
        {"kernel": row.kernel, **dict(zip(_HEAD[1:], _cells(row.type, row.arguments))), "uses": row.uses}
        for row in pipe_rows(source)
    ]
    return {"file": source.name, "pipes": pipes}


def _cells(pipe: PipeType | None, arguments: tuple[str, ...]) -> tuple[str, ...]:
    if pipe is None:
        return (*arguments, *[""] * 7)[:7]
    numbers = (pipe.slot_size, pipe.slot_num, pipe.local_slot_num)
    return (str(pipe.flag_id), pipe.direction, *map(str, numbers), pipe.is_no_split, pipe.en_unit_flag)


def _count(row: PipeRow) -> str:
    return ", ".join(f"{core} {count}" for core, count in row.uses.items())
