"""What a program does to on-chip memory, statement by statement. Copies of a statement share a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ptofix.cpp.parser import Statement
from ptofix.isa.architecture import Arch
from ptofix.order.effects import ANY_MEMORY, GLOBAL_MEMORY, Footprint, Site
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Barrier, Instruction, Opaque, SetFlag, TileOp, WaitFlag
from ptofix.report.pictures.picture import Column, Lane, Life, LoopColumns, Touch
from ptofix.rules.messages import call_name, statement_of
from ptofix.text.recording import recorded_from
from ptofix.text.source import Span

_INEXACT = "it may lie anywhere in these bytes"


class LaneNumbers:
    """A lane, and the numbers in it of what the analysis knows: columns by statement, touches by access."""

    def __init__(self, order: ProgramOrder) -> None:
        self.order = order
        self._columns: dict[Span, int] = {}
        self._touches: dict[Touch, int] = {}
        columns: list[Column] = []
        inside: dict[int, list[tuple[int, int]]] = {}  # per loop, its columns and how deep it lies
        anything: dict[int, None] = {}
        for instruction in order.program.instructions:
            if instruction.statement is None:
                continue
            column = self._columns.setdefault(instruction.statement.span, len(columns))
            if column == len(columns):
                columns.append(Column(instruction.statement.line, _word(instruction, instruction.statement)))
            for depth, loop in enumerate(instruction.loops):
                inside.setdefault(loop, []).append((column, depth))
            for step in order.effects.steps(instruction.index):
                if isinstance(step, Site) and step.opaque:
                    anything[column] = None
                elif isinstance(step, Site):
                    for touch in (self._touch(step, footprint) for footprint in step.footprints):
                        if touch is not None:
                            self._touches.setdefault(touch, len(self._touches))
        loops = sorted({LoopColumns(min(f)[0], max(f)[0], f[0][1]) for f in inside.values()})
        touches = tuple(self._touches)
        memories = tuple(_memories(order.program.arch, touches))
        lives = tuple(_lives(touches, loops))
        program = order.program
        self.lane = Lane(
            program.function, program.core, memories, tuple(columns), touches, lives, tuple(loops), tuple(anything)
        )

    def column(self, instruction: Instruction) -> int:
        return self._columns[statement_of(instruction).span]

    def touch(self, site: Site, footprint: Footprint) -> int | None:
        """The number of an access, None for one outside of on-chip memory or of the function."""
        found = self._touch(site, footprint)
        return None if found is None else self._touches.get(found)

    def _touch(self, site: Site, footprint: Footprint) -> Touch | None:
        memory, start, end = footprint.region
        if memory in (GLOBAL_MEMORY, ANY_MEMORY) or site.instruction.statement is None:
            return None
        hidden = footprint.access is not None and footprint.access.scratch is not None
        name, _, rest = footprint.name.partition(" (")
        lies = (rest.rstrip(")") or _INEXACT) if footprint.access is None else ""
        column = self.column(site.instruction)
        gaps = footprint.rows is not None
        return Touch(column, memory, start, end, footprint.write, name, str(site.pipe), lies, hidden, gaps)


def _word(instruction: Instruction, statement: Statement) -> str:
    recorded = recorded_from(statement.source, statement.line)
    return f"{_name(instruction)} ({recorded[0]})" if recorded else _name(instruction)


def _name(instruction: Instruction) -> str:
    match instruction.action:
        case Barrier(pipe):
            return f"barrier {pipe}"
        case SetFlag(source, target):
            return f"set {source}→{target}"
        case WaitFlag(source, target):
            return f"wait {source}→{target}"
        case TileOp() | Opaque():
            return call_name(instruction)
        case _:
            return ""


def _memories(arch: Arch, touches: Iterable[Touch]) -> Iterator[tuple[str, int]]:
    used = {touch.memory for touch in touches}
    for space in arch.memories.values():
        if space.memory in used:
            yield space.memory, space.capacity


def _lives(touches: Iterable[Touch], loops: list[LoopColumns]) -> Iterator[Life]:
    """From each write of some bytes to the last read of them in front of the next write.

    Only exact accesses count. What is read in a loop that it was not written in is needed until the loop ends; what is
    read in front of the write comes from the round before.
    """
    groups: dict[tuple[str, int, int], list[Touch]] = {}
    for touch in touches:
        if not touch.lies:
            groups.setdefault((touch.memory, touch.start, touch.end), []).append(touch)
    for (memory, start, end), group in sorted(groups.items()):
        for first, last, name, scratch in _values(group, loops):
            yield Life(memory, start, end, first, last, name, scratch)


def _values(group: list[Touch], loops: list[LoopColumns]) -> Iterator[tuple[int, int, str, bool]]:
    columns: dict[int, list[Touch]] = {}
    for touch in group:
        columns.setdefault(touch.column, []).append(touch)
    if all(touch.scratch for touch in group):  # no op reads what another one left there
        yield from ((column, column, touches[0].name, True) for column, touches in sorted(columns.items()))
        return
    values: list[list[Touch]] = []
    for column in sorted(columns):
        if not values or all(touch.write for touch in columns[column]):
            values.append([])
        values[-1] += columns[column]
    around = _round_a_loop(values, loops)
    for value in values:
        first, last = value[0].column, value[-1].column
        for loop in loops:
            if first < loop.first <= last <= loop.last:
                last = loop.last
        if around is not None:
            first = around.first if value is values[0] else first
            last = around.last if value is values[-1] else last
        names = [touch.name for touch in value if touch.write] or [value[0].name]
        yield first, last, names[0], False


def _round_a_loop(values: list[list[Touch]], loops: list[LoopColumns]) -> LoopColumns | None:
    """The outermost loop of which each round reads first what the one before wrote."""
    first, writes = values[0][0].column, [touch.column for value in values for touch in value if touch.write]
    if not writes or all(touch.write for touch in values[0] if touch.column == first):
        return None
    return next((loop for loop in loops if loop.first <= first and values[-1][-1].column <= loop.last), None)
