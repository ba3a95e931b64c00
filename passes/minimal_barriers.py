"""`minimal-barriers`: the fewest PIPE_V barriers, wherever they go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ptofix.cpp.parser import Statement
from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import Candidate, candidates, describe
from ptofix.order.covering import CostBound
from ptofix.order.fewest_barriers import InsertionPoint, Placement
from ptofix.order.inflight import PipeOrder
from ptofix.order.least import least_places
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Program
from ptofix.rewriting.edits import removal
from ptofix.rewriting.job import Job, SolvingPass
from ptofix.text.source import Edit, Span


@dataclass(frozen=True)
class MinimalBarriers(SolvingPass):
    """Keep every hazard apart with as few PIPE_V barriers as possible, moving them where that helps.

    What: finds the smallest set of places on straight-line code, and a small one round loops and branches, preferring
    places outside loops; with `solver=highs` the one that is executed the fewest times, each loop taken to have eight
    rounds, and a remark gives a lower bound for any. Barriers that are at such a place stay; others go; missing ones
    are put in.

    Why it matters: the assembler decides barrier by barrier before each consumer; one barrier can often serve
    several producers and consumers.

    Example:
        TADD(v1, v2, v3); pipe_barrier(PIPE_V); TEXP(v4, v1); pipe_barrier(PIPE_V); TMUL(v5, v1, v1);
    becomes
        TADD(v1, v2, v3); pipe_barrier(PIPE_V); TEXP(v4, v1); /* … */ TMUL(v5, v1, v1);

    Safety: every pair on the vector pipe that touches common bytes, one of the two writing, has a drain between, or is
    ordered by flags, or is far enough apart under hw.repeat-distance (model `default`). That includes pairs that the
    input leaves unordered: for those alone a barrier may be added beyond the number that there was, and a remark
    names them. New barriers are made before old ones go, so every
    prefix under --bisect-limit is sound.

    Limits: a function with a call that is not understood is left as it is. Best effort across loops and branches
    without the solver. Barriers outside the core sections stay as they are.
    """

    name: ClassVar[str] = "minimal-barriers"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        model = self.memory_model
        orders = job.orders(model)
        found = candidates(orders, Pipe.V)
        left_alone: list[Program] = []
        judged: set[Candidate] = set()
        for order in orders:
            own = [c for c in found if len(c.where) == 1 and c.where[0][0] is order and c.kept_unasked is None]
            opaque = [site for site in order.effects.sites if site.opaque]
            unknown = next((site.opaque for site in opaque), "")
            if order.program.asks_callers and all(site.instruction.statement is None for site in opaque):
                if any(site.pipe == Pipe.V and not site.opaque for site in order.effects.sites):
                    left_alone.append(order.program)
            elif unknown:
                message = f"`{order.program.function}` has something that may touch anything: {unknown}"
                job.note("PIPE_V", "opaque", message)
            elif order.effects.on_pipe[Pipe.V] and _place(job, order, own, self.solves):
                judged.update(own)
        for candidate in found:
            if candidate not in judged:
                _left_out(job, candidate, left_alone)
        job.note_callers("PIPE_V", left_alone, "is left alone")


def _left_out(job: Job, candidate: Candidate, left_alone: list[Program]) -> None:
    """A barrier that no set of places is about stays."""
    programs = [order.program for order, _ in candidate.where]
    if candidate.kept_unasked is not None:
        why = candidate.kept_unasked
    elif any(program in left_alone for program in programs):
        why = "callers", "anything may be in flight when the function is called"
    elif len(programs) > 1:
        why = "shared", "several cores run it"
    elif any(order.effects.on_pipe[Pipe.V] for order, _ in candidate.where):
        why = "opaque", "its function has something that may touch anything, or a hazard that no barrier can order"
    else:
        why = "idle", "nothing else on its core uses the pipe"
    job.missed("PIPE_V", *why, candidate.statement.place)


def _place(job: Job, order: ProgramOrder, own: list[Candidate], solves: bool) -> bool:
    """False where no barriers can order all."""
    pipe = order.on(Pipe.V)
    by_instruction = {c.where[0][1].index: c for c in own}
    missing = list(pipe.hazards())
    solution = _least(pipe, set(by_instruction)) if solves else _fewest(pipe, set(by_instruction))
    if solution is None:
        message = f"`{order.program.function}` has a hazard that no barrier can order"
        job.note("PIPE_V", "unplaceable", message)
        return False
    places, kept, bound = solution
    if bound is not None:
        job.note("PIPE_V", "bound", f"`{order.program.function}`: barriers of {bound}")
    supports = _supports(order, places, by_instruction.keys() - kept)
    if len(places) + len(kept) > len(own):
        for hazard in missing:
            job.note("PIPE_V", "missing", f"`{order.program.function}` has a missing order: {describe(hazard)}")
    for spot in sorted(places, key=lambda p: (p.instruction, p.behind)):
        if spot.instruction not in order.cross.reached:
            continue  # it never runs, and no verdict covers it
        standing = _standing_at(order, spot, by_instruction)
        if standing is not None:
            kept.add(standing)
            continue
        target = order.program.instructions[spot.instruction]
        assert target.statement is not None
        edit = _insertion(target.statement, spot.behind)
        if edit in job.edits:
            continue  # put in for the other core
        if not job.accept([edit], "PIPE_V", "added", "added pipe_barrier(PIPE_V)", target.statement.place):
            return True
    for index, candidate in by_instruction.items():
        statement = candidate.statement
        if index in kept:
            job.missed("PIPE_V", "needed", "a barrier is needed here", statement.place)
        else:
            edit = removal(job.tree, statement, "pipe_barrier(PIPE_V): not in the smallest set", job.strip)
            message, support = "removed pipe_barrier(PIPE_V)", supports.get(index)
            assumed = () if support is None else tuple(sorted(support.rests_on))
            job.accept([edit], "PIPE_V", "minimal", message, statement.place, assumed, support and support.grade)
    return True


def _supports(order: ProgramOrder, places: set[InsertionPoint], removals: Iterable[int]) -> dict[int, Support]:
    """By barrier: what keeps the pairs around it apart that distance alone keeps apart once it is removed."""
    safe = order.model.safe_distance
    free = order.on(Pipe.V, safe.counted_only)
    removed = set(removals)
    free.barriers -= removed
    found: dict[int, Support] = {}
    for hazard, between in Placement(free, places).met():
        one = order.grading.support(safe, between, hazard.earlier, hazard.later)
        assert one is not None  # the places are enough
        first, last = hazard.earlier.instruction.index, hazard.later.instruction.index
        within = {b for b in removed if (first < b < last if first < last else b > first or b < last)}
        for barrier in within or removed:
            found[barrier] = found[barrier].and_also(one) if barrier in found else one
    return found


_Solution = tuple[set[InsertionPoint], set[int], CostBound | None]


def _least(pipe: PipeOrder, own: set[int]) -> _Solution | None:
    """The cheapest places of all, with a solver."""
    pipe.barriers -= own
    places, bound = least_places(pipe)
    return None if places is None else (places, set(), bound)


def _fewest(pipe: PipeOrder, own: set[int]) -> _Solution | None:
    """Where barriers go, and which of its `own` stay; None if there is a pair that none of them can order.

    Places found anew may be more round branches and loops. Then all barriers are thinned out, so that none
    is added but for a pair that they leave unordered.
    """
    pipe.barriers -= own
    anew = Placement(pipe)
    solved = anew.solve()
    if solved and len(anew.places) < max(1, len(own)):
        return anew.places, set(), None
    pipe.barriers |= own
    repair = Placement(pipe)
    if not repair.solve():
        return None
    kept = set(own)
    for barrier in sorted(own, key=lambda index: (-len(anew.instructions[index].loops), index)):
        pipe.barriers.discard(barrier)
        if repair.is_safe(repair.places):
            kept.discard(barrier)
        else:
            pipe.barriers.add(barrier)
    if solved and len(anew.places) <= len(repair.places) + len(kept):
        return anew.places, set(), None
    return repair.places, kept, None


def _standing_at(order: ProgramOrder, place: InsertionPoint, barriers: dict[int, Candidate]) -> int | None:
    """A barrier of the input that has the same effect as one at `place`: no vector work lies between the two."""
    instructions, predecessors = order.program.instructions, order.program.predecessors
    here = instructions[place.instruction]
    if place.behind and here.index in barriers:
        return here.index
    while True:
        if place.behind:
            following = here.successors
            if len(following) != 1 or len(predecessors[following[0]]) != 1:
                return None
            here = instructions[following[0]]
        else:
            before = predecessors[here.index]
            if len(before) != 1 or len(instructions[before[0]].successors) != 1:
                return None
            here = instructions[before[0]]
        if here.index in barriers:
            return here.index
        if any(getattr(step, "pipe", None) == Pipe.V for step in order.effects.steps(here.index)):
            return None


def _insertion(target: Statement, behind: bool) -> Edit:
    """On the line of the statement, so that line numbers still match the assembler's file.

    The edit takes in the statement's last or first character: between two statements without a blank it would be
    said of both otherwise.
    """
    text = "pipe_barrier(PIPE_V); /* ptofix: added */"
    if behind:
        return Edit(Span(target.span.end - 1, target.span.end), f"{target.text[-1]} {text}")
    return Edit(Span(target.span.start, target.span.start + 1), f"{text} {target.text[0]}")
