"""The barriers of a file as candidates for removal, each in every program that runs it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp.parser import Statement
from ptofix.evidence.grade import Grade
from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Hazard, Site, meeting
from ptofix.order.grades import SafeDistance
from ptofix.order.model import Flags, Globally, Model, ProgramOrder
from ptofix.program.program import Barrier, Instruction, Opaque, Program

BARRIER_PIPES = (Pipe.V, Pipe.M, Pipe.MTE1, Pipe.FIX)
"""Pipes whose barriers are about on-chip memory, and may turn out to be redundant."""

TRIED_PIPES = (*BARRIER_PIPES, Pipe.MTE2, Pipe.MTE3)
"""Pipes whose barriers can be tried: those of the last two are about global memory."""


class Candidate(Struct, frozen=True, eq=False):
    """One `pipe_barrier(PIPE_…)` statement and the instructions it is (one per core that compiles it)."""

    statement: Statement
    pipe: Pipe
    where: tuple[tuple[ProgramOrder, Instruction], ...]

    @property
    def kept_unasked(self) -> tuple[str, str] | None:
        """Why nothing could be proved without it, whatever it orders: a stable word, and in a sentence."""
        if not all(instruction.index in order.cross.reached for order, instruction in self.where):
            return "unreached", "no path from the function's entry reaches the barrier"
        return next((("endless", order.waits_for_ever) for order, _ in self.where if order.waits_for_ever), None)

    @property
    def depth(self) -> int:
        """Loops around the statement."""
        return max(len(instruction.loops) for _, instruction in self.where)

    def needed_for(self) -> Iterator[tuple[Hazard, int]]:
        """Pairs that nothing but this barrier keeps apart, with the repeats between them."""
        for order, instruction in self.where:
            yield from order.on(self.pipe, globally=Globally.MODEL).conflicts_without(instruction.index)

    def keeps_apart(self) -> Hazard:
        """One of these, for a barrier that is needed."""
        on_pipe = ((order.on(self.pipe, globally=Globally.MODEL), instruction) for order, instruction in self.where)
        found = (order.conflicts_without(instruction.index, every=False) for order, instruction in on_pipe)
        return next(hazard for pairs in found for hazard, _ in pairs)

    def is_redundant(
        self, safe: SafeDistance | None = None, flags: Flags = Flags.MODEL, globally: Globally = Globally.MODEL
    ) -> bool:
        return self.kept_unasked is None and all(
            order.on(self.pipe, safe, flags, globally).is_redundant(instruction.index)
            for order, instruction in self.where
        )

    def rests_on_arguments(self) -> bool:
        """For a redundant barrier: whether that is true only if arguments are distinct memory."""
        return not self.is_redundant(globally=Globally.ONE_PLACE)

    def rests_on_flag_key(self) -> bool:
        """For a redundant barrier: whether that is true under one identity of a flag only."""
        return not self.is_redundant(flags=Flags.NONE) and not self.is_redundant(flags=Flags.BOTH_KEYS)

    def lacks_evidence(self, safe: SafeDistance) -> bool:
        """For a barrier that is needed under `safe`: whether it would not be if all pairs had the grade for it."""
        return safe.weakest is not Grade.EXTRAPOLATED and self.is_redundant(replace(safe, weakest=Grade.EXTRAPOLATED))

    def support(self) -> Support | None:
        """For a redundant barrier: what keeps the pairs apart that without it are so by distance alone, if any."""
        found: Support | None = None
        for order, instruction in self.where:
            safe = order.model.safe_distance
            counted = order.on(self.pipe, safe.counted_only)
            for hazard, between in counted.closest_without(instruction.index, every=False):
                one = order.grading.support(safe, between, hazard.earlier, hazard.later)
                assert one is not None  # the barrier is redundant
                found = one if found is None else found.and_also(one)
        return found

    def remove(self) -> None:
        """Let every later question be asked without this barrier."""
        for order, instruction in self.where:
            order.remove(instruction.index, self.pipe)


def orders_of(programs: list[Program], model: Model) -> list[ProgramOrder]:
    return [ProgramOrder(program, model) for program in programs]


def candidates(orders: list[ProgramOrder], pipe: Pipe) -> list[Candidate]:
    """The barriers of `pipe` in all programs, in text order."""
    where: dict[Statement, list[tuple[ProgramOrder, Instruction]]] = {}
    for order in orders:
        for instruction in order.program.instructions:
            if isinstance(instruction.action, Barrier) and instruction.action.pipe == pipe:
                assert instruction.statement is not None
                where.setdefault(instruction.statement, []).append((order, instruction))
    return [
        Candidate(statement, pipe, tuple(places))
        for statement, places in sorted(where.items(), key=lambda item: item[0].span)
    ]


def trials(orders: list[ProgramOrder], pipe: Pipe) -> list[Candidate]:
    """The barriers of `pipe` in the order in which their removal is tried: the most often executed first."""
    return sorted(candidates(orders, pipe), key=lambda candidate: (-candidate.depth, candidate.statement.span))


def describe(hazard: Hazard) -> str:
    """One line on a pair: what kind, which bytes, which statements."""
    kind, first, second = hazard.overlaps[0]
    more = f" (and {len(hazard.overlaps) - 1} more)" if len(hazard.overlaps) > 1 else ""
    if hazard.earlier.opaque or hazard.later.opaque:
        site = hazard.earlier if hazard.earlier.opaque else hazard.later
        return f"{title(site)} may touch anything: {site.opaque}"
    names = first.name if first.name == second.name else f"{first.name} and {second.name}"
    places = f"from {title(hazard.earlier)} to {title(hazard.later)}"
    return f"{kind} on {meeting(first, second)} ({names}) {places}{more}"


def reason_word(hazard: Hazard) -> str:
    """The stable word for why a barrier is kept: raw, war, waw or opaque."""
    return "opaque" if hazard.earlier.opaque or hazard.later.opaque else hazard.overlaps[0][0].lower()


def title(site: Site) -> str:
    """The op and line of a site."""
    statement = site.instruction.statement
    if statement is None:
        return "code outside the function"
    action = site.instruction.action
    name = "the statement" if isinstance(action, Opaque) else statement.text.partition("(")[0].partition("<")[0]
    return f"`{name.split()[-1] if name.split() else name}` (line {statement.line})"
