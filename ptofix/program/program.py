"""The program of one core of one kernel function: instructions and the control flow between them.

An instruction is one statement that can matter to synchronisation. Statements without effect on pipes or on-chip
memory are not in the program; the bindings they make (addresses, constants) are already resolved in the operands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp.parser import Statement
from ptofix.hardware.core_flags import CoreFlag
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import Arch
from ptofix.isa.call import OpCall
from ptofix.program.pipes import PipeType
from ptofix.program.places import GlobalPlace
from ptofix.program.recurrences import Periods, RoundCount
from ptofix.text.diagnostics import Place
from ptofix.text.source import Span


class Region(NamedTuple):
    """Bytes `[start, end)` of one on-chip memory."""

    memory: str
    start: int
    end: int

    def overlaps(self, other: Region) -> bool:
        return self.memory == other.memory and self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return f"{self.memory}[{self.start}, {self.end})" if self.start < self.end else self.memory


class Operand(Struct, frozen=True):
    """One argument of an op.

    `bases` are the start addresses the tile can have here (more than one after a branch), None if unknown.
    `slots` widens the tile to that many consecutive buffers of its size (tile TPOP with unknown index).
    `pipe` is the type of the TPipe, if the argument is one. `by_layout`: there are two bases, by the version of the
    headers in use, so that the first of one tile never meets the second of another. `place`: where in global
    memory a tensor is, None if it may be anywhere. `is_signal`: it tells another device or core of data, which may lie
    anywhere. `decides`: where control continues depends on its value, so it is read before anything after it.
    `inside`: taken not to wrap onto other tiles where it reaches out of its memory.
    """

    text: str
    bases: tuple[int, ...] | None = None
    slots: int = 1
    unknown: str = ""  # why the address is unknown
    pipe: PipeType | None = None
    by_layout: bool = False
    place: GlobalPlace | None = None
    is_signal: bool = False
    decides: bool = False
    inside: bool = False


class Barrier(Struct, frozen=True):
    """`pipe_barrier(PIPE_…)`."""

    pipe: Pipe


class SetFlag(Struct, frozen=True):
    """`set_flag`; `event` None if it is known only at run time: it is one of `among` then, or any if that is None."""

    source: Pipe
    target: Pipe
    event: int | None
    among: frozenset[int] | None = None


class WaitFlag(Struct, frozen=True):
    """`wait_flag(PIPE_source, PIPE_target, event)`; `event` is None where it is not known, `among` as of a set."""

    source: Pipe
    target: Pipe
    event: int | None
    among: frozenset[int] | None = None


def possible_ids(sync: SetFlag | WaitFlag) -> frozenset[int] | None:
    """The ids that the flag can have, None for any."""
    return sync.among if sync.event is None else frozenset((sync.event,))


class HandOver(NamedTuple):
    """After the work of `pipe` the other core may read a slot in global memory, or write to it if `is_free`."""

    pipe: Pipe
    place: GlobalPlace
    is_free: bool


class CoreSignal(NamedTuple):
    """A flag between the cores that a call gives after the work of `pipe`, or waits for, where that is None."""

    flag: CoreFlag
    pipe: Pipe | None


class RoundTrip(NamedTuple):
    """By way of the other core, what `pipe` does before a call that gives a flag comes before a wait for another.

    It is all that is done, or that the pipe has waited for, where trip `number` starts, and done where it `returns`.
    """

    number: int
    pipe: Pipe
    returns: bool


class TileOp(Struct, frozen=True):
    """A call of an op of the ISA table; `operands` run beside `call.operands`.

    `hands_over` is what it tells the other core of, `signal` the flag that it gives or waits for.
    """

    call: OpCall
    operands: tuple[Operand, ...]
    hands_over: HandOver | None = None
    signal: CoreSignal | None = None
    round_trips: tuple[RoundTrip, ...] = ()


class Opaque(Struct, frozen=True):
    """A call that may do anything: it touches everything on every pipe, may raise or take any flag, orders nothing.

    `given` are the tiles that it may know by name, where they are.
    """

    reason: str
    given: tuple[Operand, ...] = ()


class Join(Struct, frozen=True):
    """No statement of its own: a place where control flow meets (loop head, label, function entry and exit)."""


Action = Barrier | SetFlag | WaitFlag | TileOp | Opaque | Join


class Counter(Struct, frozen=True):
    """How the rounds of a loop follow each other, as far as something in the loop recurs.

    Counted is by how many rounds lie after, or, where the `first` is None and so may be any, by the loop's variable;
    one round later the count is `step` more. Each round begins at instruction `head`, to which a way from inside the
    loop is the end of a round. `rounds` if it is sure that the loop runs so often and is left at the end only, and the
    rest by the period of the loop tells which round is the last. The variable `grows` by that much a round.
    """

    loop: int
    head: int
    variable: str
    first: int | None
    step: int
    rounds: int | None
    grows: int = 1


class Trips(Struct, frozen=True):
    """How often a loop runs that nothing leaves before its end. Each round begins at instruction `head`."""

    loop: int
    head: int
    rounds: RoundCount


class ByRound(Struct, frozen=True):
    """What an instruction does in each round of the loops around it.

    `periods` are loops by number, lowest first, and after how many rounds of each all is as before; the key of an
    action has the rest of each count by its period. No way leads through the instruction in rounds that have no action.
    """

    periods: Periods
    actions: Mapping[tuple[int, ...], Action]


class Round(NamedTuple):
    """The rounds of a loop over `variable` in which its count leaves the rest `residue` by `period`."""

    loop: int
    variable: str
    residue: int
    period: int


class Instruction(Struct, eq=False):
    """`loops` are the loops around the instruction, by a number each, outermost first.

    `calls` are the statements that call the function of the file in which the statement is, outermost first.
    `action` is what holds in all rounds, `by_round` what is known of each where that is more. A copy of an instruction
    for some rounds only has them in `rounds`.
    """

    index: int
    action: Action
    statement: Statement | None
    loops: tuple[int, ...]
    successors: list[int] = field(default_factory=list)
    calls: tuple[Statement, ...] = ()
    by_round: ByRound | None = None
    rounds: tuple[Round, ...] = ()


class FlagUser(Struct, frozen=True, eq=False):
    """A TPipe, or a call that gives or awaits flags between the cores: `name` and where it is, and the flags.

    `doubt` is why it may use others than these, or none of them. `beside` are the pipes that exist there already.
    `pipe` is what a TPipe is, `loops` are those around it, by number.
    """

    name: str
    statement: Statement
    flags: frozenset[CoreFlag]
    doubt: str = ""
    beside: tuple[FlagUser, ...] = ()
    pipe: PipeType | None = None
    loops: tuple[int, ...] = ()


class Program(Struct, eq=False, dict=True):
    """What one function of a file does on one core ("cube" or "vector"), with what it calls in the same file.

    Instruction 0 is the entry, the last one the exit. `counters` has one for each loop of a `by_round`, `trips` one for
    each loop whose rounds are known by number.
    `asks_callers`: it is an unmarked entry, and nothing is said of what is in flight around it: callers.idle would.
    """

    function: str
    core: str
    instructions: list[Instruction]
    arch: Arch
    counters: tuple[Counter, ...] = ()
    asks_callers: bool = False
    flag_users: tuple[FlagUser, ...] = ()
    trips: tuple[Trips, ...] = ()

    @property
    def entry(self) -> Instruction:
        return self.instructions[0]

    @property
    def exit(self) -> Instruction:
        return self.instructions[-1]

    def with_nothing_around(self) -> Program:
        """The same as if nothing was in flight around it."""
        entry, *inner, leave = self.instructions
        instructions = [replace(entry, action=Join()), *inner, replace(leave, action=Join())]
        return replace(self, instructions=instructions, asks_callers=False)

    def with_idle_callers(self) -> Program:
        """The same under callers.idle."""
        return self.with_nothing_around() if self.asks_callers else self

    @cached_property
    def _by_statement(self) -> dict[Statement, frozenset[int]]:
        found: dict[Statement, list[int]] = {}
        for instruction in self.instructions:
            if instruction.statement is not None:
                found.setdefault(instruction.statement, []).append(instruction.index)
        return {statement: frozenset(copies) for statement, copies in found.items()}

    def copies_of(self, index: int) -> frozenset[int]:
        """All instructions that one's statement is: one per call of its function, and per round of a rotating loop."""
        statement = self.instructions[index].statement
        return frozenset((index,)) if statement is None else self._by_statement[statement]

    @cached_property
    def reached(self) -> list[Instruction]:
        """The instructions to which a way leads from the entry."""
        met, pending = {0}, [0]
        while pending:
            more = set(self.instructions[pending.pop()].successors) - met
            met |= more
            pending += more
        return [instruction for instruction in self.instructions if instruction.index in met]

    @cached_property
    def predecessors(self) -> list[list[int]]:
        """Per instruction, those it can follow directly."""
        before: list[list[int]] = [[] for _ in self.instructions]
        for instruction in self.instructions:
            for successor in instruction.successors:
                before[successor].append(instruction.index)
        return before

    @cached_property
    def back_edges(self) -> list[tuple[int, int]]:
        """Those that lead back in the text, or to the same instruction: from, to."""
        return [(one.index, to) for one in self.instructions for to in one.successors if to <= one.index]


class Refusal(Struct, frozen=True):
    """A function that is not analysed: what it holds at `place` is outside of the closed language.

    `span` is the whole function; `function` is "" and the span the whole text where it concerns the whole file.
    """

    function: str
    span: Span
    place: Place
    reason: str

    def __str__(self) -> str:
        what = f"`{self.function}`" if self.function else "the file"
        return f"{what} is not analysed: {self.reason}"


class ProgramFile(Struct, frozen=True):
    """The programs of a file, and the functions that none is made of.

    `idle` are programs in which nothing happens: what is put in would be the first of them to do anything.
    """

    programs: tuple[Program, ...]
    refusals: tuple[Refusal, ...] = ()
    idle: tuple[Program, ...] = ()

    def with_idle_callers(self) -> ProgramFile:
        """The same under callers.idle."""
        programs, idle = ([one.with_idle_callers() for one in those] for those in (self.programs, self.idle))
        return ProgramFile(tuple(programs), self.refusals, tuple(idle))

    def refuses(self, span: Span) -> Refusal | None:
        """The refusal that covers a statement."""
        return next((r for r in self.refusals if r.span.start <= span.start and span.end <= r.span.end), None)
