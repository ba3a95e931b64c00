"""`narrow-barrier-all`: pipe_barrier(PIPE_ALL) becomes what its pairs need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from ptofix.cpp.parser import Statement
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.order.effects import Site
from ptofix.order.flags import flag_counts
from ptofix.order.model import Globally, Model, ProgramOrder
from ptofix.order.unrolled import in_rounds
from ptofix.placement.engine import Engine, Placed, Wanted
from ptofix.placement.groups import SharingEngines, groups_of, place_all
from ptofix.placement.raised_again import sets_to_move
from ptofix.program.program import Barrier, Instruction, Opaque, Program, TileOp
from ptofix.rewriting.edits import removal
from ptofix.rewriting.job import Job, SyncPass
from ptofix.rewriting.placing import add, idle_engines, instead_of
from ptofix.rules.kinds_of_core import on_their_core
from ptofix.text.source import Edit, Span


@dataclass(frozen=True)
class NarrowBarrierAll(SyncPass):
    """Put flags and barriers of one pipe in place of every pipe_barrier(PIPE_ALL).

    What: finds the pairs of accesses that only barriers of all pipes keep in order, puts in a flag or a barrier of one
    pipe for each of them, and takes the barriers out. One with no pair of its own is dropped. A set that is in
    front of the wait for the earlier raise of its flag goes after it, so that no flag is up twice; and orders that
    `check` misses are put in on the way.

    Why it matters: pipe_barrier(PIPE_ALL) stops every pipe and the scalar unit, too. The assembler falls back to it
    when it finds no free event id, mostly in the hot loop.

    Example:
        for (…) { TLOAD(x, g); pipe_barrier(PIPE_ALL); TEXP(y, x); … }
    becomes
        for (…) { TLOAD(x, g); set_flag(MTE2, V, 0); wait_flag(MTE2, V, 0); TEXP(y, x); … }

    Safety: no order of the input is lost (`ptofix verify`). Flags are put in before the first barrier goes, so every
    prefix under --bisect-limit is sound.

    Limits: a barrier after which no work follows stays, as it is not known what waits for the end of the kernel; so
    do those of a function with a call that is not understood.
    """

    name: ClassVar[str] = "narrow-barrier-all"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        programs = on_their_core(job.tree, job.program_file.programs)
        missing = job.subject(self.memory_model).is_missing
        engines = [_engine(job, program, self.memory_model, missing, self.solves) for program in programs]
        all_groups = groups_of(engines)
        concerned = [group for group in all_groups if _barriers(group)]
        beside = [engine for group in all_groups if group not in concerned for engine in group.engines]
        beside += idle_engines(job, self.memory_model)
        groups, unplaced = place_all((engine for group in concerned for engine in group.engines), beside)
        stay = {statement: one.reason for one in unplaced for statement in _barriers(one.group)}
        for statement, reason in stay.items():
            job.missed("PIPE_ALL", "unplaceable", reason, statement.place)
        for group, placed in groups:
            _narrow(job, group, placed, [statement for statement in _barriers(group) if statement not in stay])


def _move_sets(job: Job, group: SharingEngines) -> None:
    """A set before the wait that takes the earlier raise of its flag goes after that wait."""
    for statement, wait in sets_to_move(*(flag_counts(in_rounds(engine.program)) for engine in group.engines)):
        taken_out = removal(job.tree, statement, f"{statement.text.rstrip(';')}: moved", job.strip)
        put_in = Edit(Span(wait.span.end, wait.span.end), f" {statement.text}")
        message = f"{statement.text.rstrip(';')} moved after the wait for its earlier raise"
        job.accept([taken_out, put_in], "flags", "moved", message, statement.place)


def _engine(job: Job, program: Program, model: Model, is_missing: Wanted, solves: bool) -> Engine:
    """Orders that would be lost are put in, and those that are missing already."""
    order = ProgramOrder(program, model)
    known = {(one.index, other.index) for one, other in (*order.cross.unordered, *order.in_global_memory.unordered)}
    for pipe in PIPES:
        hazards = order.on(pipe, globally=Globally.MODEL).hazards()
        known |= {(hazard.earlier.index, hazard.later.index) for hazard in hazards}

    ahead, passed = _barriers_around(order.program)

    def is_new(earlier: Site, later: Site) -> bool:
        if (earlier.index, later.index) not in known or is_missing(earlier, later):
            return True
        # Out of order on one path, it may be in order on another one because of a barrier.
        return bool(ahead[earlier.instruction.index] & passed[later.instruction.index])

    last = _last_barriers(program)
    return Engine(job.tree, program, model, lambda i: _is_all(i) and i.statement not in last, is_new, solves)


def _barriers_around(program: Program) -> tuple[list[int], list[int]]:
    """Of each instruction the barriers of all pipes that control may come to, and those it may have passed, as bits."""
    barriers = [instruction.index for instruction in program.instructions if _is_all(instruction)]
    bits = {index: 1 << number for number, index in enumerate(barriers)}
    successors = [instruction.successors for instruction in program.instructions]
    ahead = _collected(successors, bits, reversed(range(len(successors))))
    return ahead, _collected(program.predecessors, bits, range(len(successors)))


def _collected(neighbours: Sequence[Sequence[int]], bits: Mapping[int, int], order: Iterable[int]) -> list[int]:
    """Of each instruction the bits of all that it leads to."""
    found, order = [0] * len(neighbours), list(order)
    changed = True
    while changed:
        changed = False
        for index in order:
            more = found[index]
            for neighbour in neighbours[index]:
                more |= found[neighbour] | bits.get(neighbour, 0)
            if more != found[index]:
                found[index], changed = more, True
    return found


def _is_all(instruction: Instruction) -> bool:
    return instruction.action == Barrier(Pipe.ALL) and instruction.statement is not None


def _barriers(group: SharingEngines) -> list[Statement]:
    instructions = (instruction for engine in group.engines for instruction in engine.program.reached)
    found = {i.statement for i in instructions if _is_all(i) and i.statement is not None}
    return sorted(found, key=lambda statement: statement.span)


def _last_barriers(program: Program) -> set[Statement]:
    """Barriers of all pipes after which no work follows."""
    is_work = [isinstance(i.action, (TileOp, Opaque)) for i in program.instructions]
    pending = [index for index, does in enumerate(is_work) if does]
    before: set[int] = set()
    while pending:
        for predecessor in program.predecessors[pending.pop()]:
            if predecessor not in before:
                before.add(predecessor)
                pending.append(predecessor)
    return {i.statement for i in program.instructions if _is_all(i) and i.index not in before and i.statement}


def _narrow(job: Job, group: SharingEngines, placed: list[Placed], barriers: list[Statement]) -> None:
    if not add(job, group.engines, placed, "PIPE_ALL"):
        return
    _move_sets(job, group)
    last = {statement for engine in group.engines for statement in _last_barriers(engine.program)}
    for statement in barriers:
        if statement in last:
            job.missed("PIPE_ALL", "last", "no work follows: it waits for the end", statement.place)
            continue
        near = instead_of(statement.span.start, placed)
        what = "narrowed" if near else "dropped"
        edit = removal(job.tree, statement, f"pipe_barrier(PIPE_ALL): {what}", job.strip)
        message = f"pipe_barrier(PIPE_ALL) {what}" + (f" to {', '.join(near)}" if near else "")
        job.accept([edit], "PIPE_ALL", what, message, statement.place)
