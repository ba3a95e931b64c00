"""Why a barrier is kept, or what orders the pairs around it without it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from heapq import heappop, heappush

from msgspec.structs import replace

from ptofix.evidence.assumptions import BY_DISTANCE
from ptofix.hardware.pipe import Pipe
from ptofix.isa.walk import NEVER
from ptofix.order.effects import Hazard, distance
from ptofix.order.inflight import PipeOrder
from ptofix.order.model import DEFAULT, Globally, ProgramOrder
from ptofix.order.paths import shortest
from ptofix.program.program import Barrier, Instruction, SetFlag, WaitFlag
from ptofix.report.explanations.words import at_line, pair_words, without_it
from ptofix.rules.barriers import needed_for_all
from ptofix.rules.messages import path_words
from ptofix.rules.races import races
from ptofix.text.order_words import Acceptance, Apart, acceptance, in_order_words, missing_words, repeats_apart
from ptofix.text.plural import plural

_MOST_PAIRS = 20


def barrier(order: ProgramOrder, instruction: Instruction) -> Iterator[str]:
    """Lines on one barrier in one program."""
    assert isinstance(instruction.action, Barrier)
    pipe = instruction.action.pipe
    if instruction.index not in order.cross.reached:
        yield "not reached: no path from the function's entry leads here"
        return
    if order.waits_for_ever:
        yield f"`run` keeps it: {order.waits_for_ever}"
    if pipe == Pipe.ALL:
        yield from _all_pipes(order, instruction)
    else:
        yield from _one_pipe(order, order.on(pipe, globally=Globally.MODEL), instruction)


def _all_pipes(order: ProgramOrder, instruction: Instruction) -> Iterator[str]:
    known = races(order, may_meet=True)
    needed = needed_for_all(order, [instruction], {race.key for race in known}, may_meet=True)[instruction.index]
    if not needed:
        yield "redundant: no pair was found that only this barrier orders"
        return
    yield f"kept: it alone orders {plural(len(needed), 'pair')}"
    for race in needed[:_MOST_PAIRS]:
        hazard = Hazard(race.earlier, race.later)
        yield f"  {pair_words(hazard)} (PIPE_{race.earlier.pipe} → PIPE_{race.later.pipe})"
        yield from without_it(hazard)
    if len(needed) > _MOST_PAIRS:
        yield f"  and {len(needed) - _MOST_PAIRS} more"


def _one_pipe(order: ProgramOrder, solved: PipeOrder, instruction: Instruction) -> Iterator[str]:
    needed = list(solved.conflicts_without(instruction.index))
    if needed:
        accepting = _acceptances(order, solved, instruction)
        yield f"kept: it alone orders {plural(len(needed), 'pair')}"
        for hazard, between in needed[:_MOST_PAIRS]:
            yield f"  {pair_words(hazard)}"
            accepted = accepting(hazard, between)
            known = solved.support(between, hazard.earlier, hazard.later)
            apart = None if known is None else Apart(_repeats_apart(hazard, between), str(known.grade), known.rests_on)
            yield from without_it(hazard, missing_words(accepted, apart))
            if solved.safe_distance.repeats is not None and solved.pipe == Pipe.V and accepted is None:
                asks = "; ".join(solved.grading.asks(solved.safe_distance, hazard.earlier, hazard.later))
                yield f"    {_apart(hazard, between)}; {asks}"
            yield f"    {path_words(path_through(order, solved, hazard, instruction.index))}"
        if len(needed) > _MOST_PAIRS:
            yield f"  and {len(needed) - _MOST_PAIRS} more"
        return
    yield "redundant: every pair that it separates is ordered without it"
    near = list(near_pairs(solved, instruction.index))
    yield from _by_grade(order, solved, instruction.index)
    for hazard in near[:_MOST_PAIRS]:
        yield f"  {pair_words(hazard)}"
        path = path_through(order, solved, hazard, instruction.index)
        yield f"    {path_words(path)}"
        yield f"    {reason(order, solved, hazard, path, instruction.index)}"
    if len(near) > _MOST_PAIRS:
        yield f"  and {len(near) - _MOST_PAIRS} more pairs"
    if not near:
        yield f"  no op that may be in flight on PIPE_{solved.pipe} here shares bytes with one after it"
    yield from _bounds(order, solved, instruction.index)


def _by_grade(order: ProgramOrder, solved: PipeOrder, barrier: int) -> Iterator[str]:
    """How many pairs only distance keeps apart, by what supports it."""
    apart = order.on(solved.pipe, solved.safe_distance.counted_only).closest_without(barrier)
    known = [solved.support(between, hazard.earlier, hazard.later) for hazard, between in apart]
    found = Counter((tuple(sorted(one.rests_on)), one.grade) for one in known if one is not None)
    for names in sorted({names for names, _ in found}):
        graded = {grade: count for (by, grade), count in sorted(found.items()) if by == names}
        counts = ", ".join(f"{count} {grade}" for grade, count in graded.items())
        alone = f"{' and '.join(names)} alone (`ptofix explain {names[0]}`)"
        yield f"  {plural(sum(graded.values()), 'pair')} by {alone}: {counts}"


def _acceptances(
    order: ProgramOrder, solved: PipeOrder, instruction: Instruction
) -> Callable[[Hazard, int], Acceptance | None]:
    """Which other options would take a pair that only the barrier orders for one that distance keeps apart."""
    model = order.model
    off = () if model.name != DEFAULT.name else BY_DISTANCE - model.assumed
    lenient: PipeOrder | None = None
    near: dict[tuple[int, int], int] = {}
    if model.micro_steps and solved.pipe == Pipe.V and (model.name != DEFAULT.name or off):
        other = replace(model, name=DEFAULT.name, assumed=model.assumed | BY_DISTANCE)
        lenient = order.under(other).on(solved.pipe)
        near = {(h.earlier.index, h.later.index): apart for h, apart in lenient.conflicts_without(instruction.index)}

    def accepting(hazard: Hazard, between: int) -> Acceptance | None:
        pair = hazard.earlier.index, hazard.later.index
        if lenient is not None and pair not in near:
            return acceptance(model.name, off, str(model.evidence), "")
        judged, apart = (solved, between) if lenient is None else (lenient, near[pair])
        known = judged.support(apart, hazard.earlier, hazard.later)
        return None if known is None else acceptance(model.name, off, str(model.evidence), str(known.grade))

    return accepting


def _repeats_apart(hazard: Hazard, between: int) -> int | None:
    apart = between + distance(hazard.earlier, hazard.later)
    return apart if apart < NEVER else None


def _apart(hazard: Hazard, between: int) -> str:
    inside = f", {between} of them in ops between the two" if between else ""
    return f"{repeats_apart(_repeats_apart(hazard, between))}{inside}"


def _stops(solved: PipeOrder, index: int) -> bool:
    return solved.drains(index) or index in solved.barriers


def _bounds(order: ProgramOrder, solved: PipeOrder, barrier: int) -> Iterator[str]:
    """The drains before and after the barrier, which order earlier and later work."""
    instructions = order.program.instructions
    for word, forward in (("earlier", False), ("later", True)):
        drains = [instructions[i] for i in _region(solved, barrier, forward) if _stops(solved, i)]
        if drains:
            shown = ", ".join(_drain_words(drain) for drain in drains[:4]) + (", …" if len(drains) > 4 else "")
            yield f"  {word} work is ordered by {shown}"


def _drain_words(instruction: Instruction) -> str:
    inside = "" if isinstance(instruction.action, Barrier) else "the drain inside "
    return f"{inside}{at_line(instruction)}"


def _region(solved: PipeOrder, barrier: int, forward: bool) -> list[int]:
    """Instructions up to and with the nearest drains, in one direction."""
    program = solved.effects.program
    step = (lambda i: program.instructions[i].successors) if forward else (lambda i: program.predecessors[i])
    seen: dict[int, None] = {}
    pending = deque(step(barrier))
    while pending:
        index = pending.popleft()
        if index in seen or index == barrier:
            continue
        seen[index] = None
        if not _stops(solved, index):
            pending.extend(step(index))
    return sorted(seen)


def near_pairs(solved: PipeOrder, barrier: int) -> Iterator[Hazard]:
    """Conflicting pairs before and after the barrier with no drain of the pipe between them and it."""
    before = [site for index in _region(solved, barrier, False) for form in solved.nodes[index] for site in form.tails]
    after = [site for index in _region(solved, barrier, True) for form in solved.nodes[index] for site in form.heads]
    for later in after:
        for earlier in before:
            if solved.effects.conflicts[later.index] >> earlier.index & 1:
                yield Hazard(earlier, later)


def path_through(order: ProgramOrder, solved: PipeOrder, hazard: Hazard, barrier: int) -> list[Instruction]:
    """From the earlier op through the barrier to the later one, past as few drains as can be."""
    program = order.program
    start, goal = hazard.earlier.instruction.index, hazard.later.instruction.index

    def lets_pass(index: int) -> bool:
        return not _stops(solved, index)

    first = shortest(program, start, barrier, lets_pass) or shortest(program, start, barrier) or [start, barrier]
    second = shortest(program, barrier, goal, lets_pass) or shortest(program, barrier, goal) or [barrier, goal]
    return [program.instructions[i] for i in [*first, *second[1:]]]


def reason(order: ProgramOrder, solved: PipeOrder, hazard: Hazard, path: list[Instruction], barrier: int) -> str:
    """What orders a pair on its path, apart from the barrier."""
    keep = order.cross.keep
    for position, instruction in enumerate(path[1:-1], start=1):
        if instruction.index == barrier:
            continue
        if not keep[instruction.index].get(solved.pipe, -1) >> hazard.earlier.index & 1:
            return f"in order by {_flag_words(path, position, solved.pipe)}"
        if _stops(solved, instruction.index):
            return f"in order by {_drain_words(instruction)}"
    if solved.safe_distance.repeats is not None and solved.pipe == Pipe.V:
        between = _repeats(solved, hazard, barrier)
        known = solved.support(between, hazard.earlier, hazard.later)
        if known is not None and solved.is_safe(between, hazard.earlier, hazard.later):
            return in_order_words(Apart(_repeats_apart(hazard, between), str(known.grade), known.rests_on))
    return "ordered on every other path to it"


def _flag_words(path: list[Instruction], position: int, pipe: Pipe) -> str:
    last = path[position]
    if not isinstance(last.action, WaitFlag):
        return _drain_words(last)
    chain = _round_trip(path, position, pipe)
    if not chain:
        return f"the flag awaited by {at_line(last)}"
    return f"a flag round trip: {', '.join(map(at_line, chain))}"


def _round_trip(path: list[Instruction], position: int, pipe: Pipe) -> list[Instruction]:
    """The sets and waits that lead from `pipe` to the wait at `position`, as far as they are on the path."""
    wait = path[position].action
    assert isinstance(wait, WaitFlag)
    for set_at in range(position - 1, -1, -1):
        if path[set_at].action != SetFlag(wait.source, wait.target, wait.event):
            continue
        if wait.source == pipe:
            return [path[set_at], path[position]]
        for wait_at in range(set_at - 1, -1, -1):
            earlier = path[wait_at].action
            if isinstance(earlier, WaitFlag) and earlier.target == wait.source:
                found = _round_trip(path, wait_at, pipe)
                if found:
                    return [*found, path[set_at], path[position]]
        return []
    return []


def _repeats(solved: PipeOrder, hazard: Hazard, barrier: int) -> int:
    """Fewest vector repeats of other ops from one site through the barrier to the other."""
    program = solved.effects.program

    def cheapest(start: int, goal: int) -> int:
        best = {start: 0}
        pending = [(0, start)]
        while pending:
            cost, index = heappop(pending)
            for successor in program.instructions[index].successors:
                if successor == goal:
                    return cost
                added = cost + min(form.repeats for form in solved.nodes[successor])
                if added < best.get(successor, added + 1) and not _stops(solved, successor):
                    best[successor] = added
                    heappush(pending, (added, successor))
        return 0

    first = cheapest(hazard.earlier.instruction.index, barrier)
    return first + cheapest(barrier, hazard.later.instruction.index)
