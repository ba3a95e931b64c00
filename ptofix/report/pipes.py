"""`ptofix pipes`: the table of pipes."""

from __future__ import annotations

from ptofix.cpp.parser import parse
from ptofix.program.pipe_uses import PipeUse, pipe_uses
from ptofix.text.source import SourceFile

_HEAD = ("kernel", "FlagID", "direction", "SlotSize", "SlotNum", "LocalSlotNum", "IsNoSplit", "EN_UNIT_FLAG", "uses")


def pipe_table(source: SourceFile) -> str:
    """One row per different TPipe type of a kernel, with how often each side uses it. Raises PtofixError."""
    rows: dict[tuple[str, ...], list[PipeUse]] = {}
    for use in pipe_uses(parse(source)):
        rows.setdefault((use.kernel, *_cells(use)), []).append(use)
    if not rows:
        return f"{source.name}: no pipes"
    table = [_HEAD, *((*key, _count(uses)) for key, uses in rows.items())]
    widths = [max(len(row[i]) for row in table) for i in range(len(_HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in table)


def _cells(use: PipeUse) -> tuple[str, ...]:
    if use.type is None:
        return (*use.arguments, *[""] * 7)[:7]
    pipe = use.type
    numbers = (pipe.slot_size, pipe.slot_num, pipe.local_slot_num)
    return (str(pipe.flag_id), pipe.direction, *map(str, numbers), pipe.is_no_split, pipe.en_unit_flag)


def _count(uses: list[PipeUse]) -> str:
    cores = [use.core for use in uses]
    return ", ".join(f"{core} {cores.count(core)}" for core in dict.fromkeys(cores))
