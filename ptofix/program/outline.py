"""What a program does, statement by statement, as plain facts: for showing and comparing, never for proving."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ptofix.isa.classes import work_of
from ptofix.program.program import Action, Barrier, Join, Opaque, Program, SetFlag, TileOp, WaitFlag
from ptofix.text.diagnostics import Place

SYNCHRONISATION = "synchronisation"


class OutlineEntry(Struct, frozen=True):
    """One statement. `kind` is a class of `ptofix.isa.classes`, or SYNCHRONISATION.

    `pipe` is that of an op or barrier, `A>B` for a flag. An op that does something with a slot of a TPipe says what
    in `slot` (pop, free, alloc, push), and with which in `fifo`. `loops` are the loops around it, outermost first.
    """

    name: str
    kind: str
    pipe: str
    loops: tuple[int, ...]
    place: Place
    slot: str = ""
    fifo: str = ""


class Outline(Struct, frozen=True):
    """What one function does on one core, in the order of the text."""

    function: str
    core: str
    entries: tuple[OutlineEntry, ...]


def outline(program: Program) -> Outline:
    """The outline of a program; calls that are not understood are entries that have the reason for a name."""
    return Outline(program.function, program.core, tuple(_entries(program)))


def _entries(program: Program) -> Iterator[OutlineEntry]:
    for instruction in program.instructions:
        statement = instruction.statement
        if statement is not None and not isinstance(instruction.action, Join):
            place = Place(statement.source, statement.span)
            yield _entry(instruction.action, instruction.loops, place)


def _entry(action: Action, loops: tuple[int, ...], place: Place) -> OutlineEntry:
    match action:
        case Barrier(pipe):
            return OutlineEntry("pipe_barrier", SYNCHRONISATION, pipe, loops, place)
        case SetFlag(source, target):
            return OutlineEntry("set_flag", SYNCHRONISATION, f"{source}>{target}", loops, place)
        case WaitFlag(source, target):
            return OutlineEntry("wait_flag", SYNCHRONISATION, f"{source}>{target}", loops, place)
        case TileOp(call, operands):
            work, slot = work_of(call), call.arch.fifo_step(call.name)
            fifo = next((str(o.pipe.flag_id) for o in operands if o.pipe is not None), "") if slot else ""
            return OutlineEntry(call.name, work.kind, work.pipe, loops, place, slot, fifo)
        case Opaque(reason):
            return OutlineEntry(reason, "unknown", "", loops, place)
        case Join():
            raise ValueError("a join is no statement")
