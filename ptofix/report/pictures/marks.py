"""What there is to say of each barrier and flag of a kernel, and of each finding, with the pairs that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ptofix.cpp.parser import Statement
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import BARRIER_PIPES, Candidate, candidates
from ptofix.order.effects import GLOBAL_MEMORY, Hazard, Site
from ptofix.order.flags import flag_counts
from ptofix.order.model import Globally, ProgramOrder
from ptofix.program.program import Barrier, Instruction, SetFlag, WaitFlag
from ptofix.report.explanations.barrier import near_pairs, path_through, reason
from ptofix.report.explanations.words import pair_words
from ptofix.report.pictures.lanes import LaneNumbers
from ptofix.report.pictures.picture import Mark, Status, TouchPair
from ptofix.rewriting.job import Remark, RemarkKind
from ptofix.rules.barriers import needed_for_all
from ptofix.rules.messages import flag_name, race_event, race_notes, statement_of
from ptofix.rules.races import Race, is_left_out, on_chip, races
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Place, Severity
from ptofix.text.plural import plural
from ptofix.text.recording import line_words

_MOST_PAIRS = 24
_MOST_REASONS = 6
_STATUS = {Severity.ERROR: Status.MISSING, Severity.UNDECIDED: Status.UNDECIDED, Severity.NOTE: Status.NOTE}

Lanes = list[LaneNumbers]
Said = Mapping[int, Remark]
"""What a run said of a barrier, by the place of its statement."""


# ---- barriers ----


def barrier_marks(lanes: Lanes, said: Said, moved: bool) -> Iterator[Mark]:
    """One per barrier. What a run removed is away in the orders of `lanes`, so nothing rests on it.

    Unless it added others (`moved`), which are in none of the orders: then nothing is said of the pairs around it.
    """
    orders = [lane.order for lane in lanes]
    done: set[Statement] = set()
    for pipe in BARRIER_PIPES:
        for candidate in candidates(orders, pipe):
            done.add(candidate.statement)
            remark = said.get(candidate.statement.span.start)
            if moved and remark is not None and remark.kind is RemarkKind.PASSED:
                title = f"pipe_barrier(PIPE_{pipe}) is removed: others are put where they are needed"
                yield _mark(candidate.statement, Status.REMOVED, title, _remark_facts(remark))
            else:
                yield _barrier(lanes, candidate, remark)
    others: dict[Statement, list[tuple[int, Hazard]]] = {}
    pipes: dict[Statement, Pipe] = {}
    for number, lane in enumerate(lanes):
        every = [(i, i.action.pipe) for i in lane.order.program.instructions if isinstance(i.action, Barrier)]
        needed = _needed_for_all(lane.order, [i for i, pipe in every if pipe == Pipe.ALL])
        for instruction, pipe in every:
            statement = statement_of(instruction)
            found = [Hazard(race.earlier, race.later) for race in needed.get(instruction.index, [])]
            if statement not in done and pipe != Pipe.ALL:
                found = _alone(lane.order, pipe, instruction)
            others.setdefault(statement, []).extend((number, hazard) for hazard in found)
            pipes[statement] = pipe
    for statement in others.keys() - done:
        yield _other_barrier(lanes, statement, pipes[statement], others[statement])


def added_marks(remarks: Iterable[Remark]) -> Iterator[Mark]:
    """Where a run put barriers in."""
    for remark in remarks:
        if remark.place is not None:
            yield Mark(*remark.place.span, Status.ADDED, f"{remark.message}, at this statement")


def _barrier(lanes: Lanes, candidate: Candidate, remark: Remark | None) -> Mark:
    name = f"pipe_barrier(PIPE_{candidate.pipe})"
    where = list(_places(lanes, candidate))
    removed = remark is not None and remark.kind is RemarkKind.PASSED
    facts = _remark_facts(remark)
    if candidate.kept_unasked is not None:
        title = f"{name} is kept: {candidate.kept_unasked[1]}"
        return _mark(candidate.statement, Status.REMOVED if removed else Status.KEPT, title, facts)
    needed = [(n, hazard) for n, order, i in where for hazard in _alone(order, candidate.pipe, i)]
    if needed:
        pairs = [_pair(lanes, number, hazard) for number, hazard in needed[:_MOST_PAIRS]]
        count = plural(len(needed), "pair")
        title = f"removed, and nothing orders {count}" if removed else f"kept: it alone orders {count}"
        status = Status.MISSING if removed else Status.KEPT
        return _mark(candidate.statement, status, f"{name} is {title}", [*facts, *_more(len(needed))], pairs)
    near = [(n, order, i, hazard) for n, order, i in where for hazard in near_pairs(order.on(candidate.pipe), i.index)]
    pairs = []
    for rank, (number, order, instruction, hazard) in enumerate(near[:_MOST_PAIRS]):
        why = _reason(order, candidate.pipe, instruction, hazard) if rank < _MOST_REASONS else ""
        pairs.append(_pair(lanes, number, hazard, why))
    around = f"{plural(len(near), 'pair')} around it" if near else "no pair around it shares bytes"
    if near:
        around += " is in order without it" if len(near) == 1 else " are in order without it"
    title = f"{name} is removed: {around}" if removed else f"{name} could go by itself: {around}"
    status = Status.REMOVED if removed else Status.SPARE
    return _mark(candidate.statement, status, title, [*facts, *_more(len(near))], pairs)


def _places(lanes: Lanes, candidate: Candidate) -> Iterator[tuple[int, ProgramOrder, Instruction]]:
    numbers = {id(lane.order): number for number, lane in enumerate(lanes)}
    for order, instruction in candidate.where:
        yield numbers[id(order)], order, instruction


def _alone(order: ProgramOrder, pipe: Pipe, barrier: Instruction) -> list[Hazard]:
    return [hazard for hazard, _ in order.on(pipe, globally=Globally.MODEL).conflicts_without(barrier.index)]


def _reason(order: ProgramOrder, pipe: Pipe, barrier: Instruction, hazard: Hazard) -> str:
    solved = order.on(pipe)
    path = path_through(order, solved, hazard, barrier.index)
    return reason(order, solved, hazard, path, barrier.index)


def _remark_facts(remark: Remark | None) -> list[str]:
    """What the run said of it."""
    if remark is None:
        return []
    rests = f", rests on {', '.join(remark.assumptions)}" if remark.assumptions else ""
    grade = "" if remark.grade is None else f" ({remark.grade})"
    return [f"{remark.pass_name}: {remark.label}: {remark.message} [{remark.reason}]{rests}{grade}"]


def _needed_for_all(order: ProgramOrder, barriers: list[Instruction]) -> dict[int, list[Race]]:
    if not barriers:
        return {}
    return needed_for_all(order, barriers, {race.key for race in races(order, may_meet=True)}, may_meet=True)


def _other_barrier(lanes: Lanes, statement: Statement, pipe: Pipe, needed: list[tuple[int, Hazard]]) -> Mark:
    """A barrier of all pipes, or of one that copies, which only runs that ask for it by name remove."""
    name = f"pipe_barrier(PIPE_{pipe})"
    if not needed and pipe != Pipe.ALL:
        return _mark(statement, Status.SPARE, f"{name} could go by itself: no pair around it shares bytes", ())
    if not needed:
        return _mark(statement, Status.KEPT, f"{name} is kept: no pair was found that it separates", ())
    count = plural(len(needed), "pair")
    alone = f"it separates {count} that such barriers alone order" if pipe == Pipe.ALL else f"it alone orders {count}"
    shown = needed[:_MOST_PAIRS]
    facts = [*_more(len(needed)), *_off_the_map(hazard for _, hazard in shown)]
    return _mark(statement, Status.KEPT, f"{name} is kept: {alone}", facts, [_pair(lanes, *each) for each in shown])


def _off_the_map(hazards: Iterable[Hazard]) -> list[str]:
    """Pairs in global memory, of which there is no map."""
    return [pair_words(hazard) for hazard in hazards if hazard.overlaps[0][1].region.memory == GLOBAL_MEMORY]


# ---- flags ----


def flag_marks(lanes: Lanes) -> Iterator[Mark]:
    """One per set and wait: the nearest pairs that are in order through it, whether something else orders them too."""
    found: dict[Statement, list[tuple[int, Instruction, list[Instruction], list[Hazard]]]] = {}
    for number, lane in enumerate(lanes):
        counts = flag_counts(lane.order.program)
        taken: dict[int, list[tuple[Instruction, list[Hazard]]]] = {}
        for wait, following in _waits(lane.order):
            key = counts.key_of(wait)
            sets = [] if key is None else list(counts.sets_before(wait.index, key))
            hazards = list(_through(lane.order, wait, sets, following))
            found.setdefault(statement_of(wait), []).append((number, wait, sets, hazards))
            for one in sets:
                taken.setdefault(one.index, []).append((wait, hazards))
        for instruction in lane.order.program.instructions:
            if isinstance(instruction.action, SetFlag):
                waits = taken.get(instruction.index, [])
                hazards = list({(h.earlier.index, h.later.index): h for _, several in waits for h in several}.values())
                entry = (number, instruction, [wait for wait, _ in waits], hazards)
                found.setdefault(statement_of(instruction), []).append(entry)
    for statement, entries in sorted(found.items(), key=lambda item: item[0].span):
        yield _flag(lanes, statement, entries)


def _flag(
    lanes: Lanes, statement: Statement, entries: list[tuple[int, Instruction, list[Instruction], list[Hazard]]]
) -> Mark:
    instruction = entries[0][1]
    is_set = isinstance(instruction.action, SetFlag)
    partners = sorted({statement_of(other).line for _, _, others, _ in entries for other in others if other.statement})
    lines = ", ".join(map(str, partners)) or "nothing"
    facts = [f"taken by the wait on line {lines}" if is_set else f"takes what is set on line {lines}"]
    found = (_pair(lanes, number, hazard) for number, _, _, hazards in entries for hazard in hazards)
    pairs = list(dict.fromkeys(pair for pair in found if pair is not None))
    elsewhere = list(dict.fromkeys(_off_the_map(hazard for _, _, _, hazards in entries for hazard in hazards)))
    if pairs or elsewhere:
        near = plural(len(pairs) + len(elsewhere), "nearest pair")
        title = f"{near} in order through it; something else may order them too"
    else:
        title = "no pair of these two pipes near it shares bytes"
    kind = "set" if is_set else "wait"
    return Mark(
        statement.span.start,
        statement.span.end,
        Status.FLAG,
        f"{kind} {flag_name(instruction)}: {title}",
        (*facts, *_more(len(pairs)), *elsewhere[:_MOST_PAIRS]),
        tuple(pairs[:_MOST_PAIRS]),
        partners=tuple(partners),
    )


def _waits(order: ProgramOrder) -> Iterator[tuple[Instruction, range]]:
    """Each wait, and the instructions after it up to the next one between the same pipes."""
    following: dict[tuple[Pipe, Pipe], int] = {}
    found = []
    for instruction in reversed(order.program.instructions):
        action = instruction.action
        if isinstance(action, WaitFlag):
            pipes = (action.source, action.target)
            end = following.get(pipes, len(order.program.instructions))
            found.append((instruction, range(instruction.index + 1, end)))
            following[pipes] = instruction.index
    yield from reversed(found)


def _through(order: ProgramOrder, wait: Instruction, sets: list[Instruction], following: range) -> Iterator[Hazard]:
    """For each access after a wait, the last one before a set that the wait guarantees to be done."""
    action = wait.action
    assert isinstance(action, WaitFlag)
    kept = order.cross.keep[wait.index].get(action.target)
    if kept is None or not sets:
        return
    effects, met = order.effects, order.in_global_memory.effects.conflicts
    done = effects.on_pipe[action.source] & ~kept
    for index in following:
        for later in effects.steps(index):
            if isinstance(later, Site) and later.pipe == action.target and not later.opaque:
                conflicts = effects.conflicts[later.index] | met[later.index]
                earlier = _last_before(order, conflicts & done, sets[-1], wait)
                hazard = None if earlier is None else Hazard(earlier, later)
                if hazard is not None and (on_chip(hazard) or _off_the_map([hazard])):
                    yield hazard


def _last_before(order: ProgramOrder, sites: int, flag: Instruction, wait: Instruction) -> Site | None:
    """The last of `sites` before a set, else the last in a loop around the wait: of the previous iteration."""
    known = [site for site in order.effects.of(sites) if not site.opaque]
    before = [site for site in known if site.instruction.index < flag.index]
    last_round = [site for site in known if set(site.instruction.loops).intersection(wait.loops)]
    return next(iter([*before[-1:], *last_round[-1:]]), None)


# ---- findings ----


def finding_marks(lanes: Lanes, findings: Iterable[Finding]) -> Iterator[Mark]:
    """One per finding: for a race both accesses, and the path on which nothing orders them."""
    for finding in findings:
        facts = [f"{n.message}{f' ({_line(n.place)})' if n.place else ''}" for n in finding.notes]
        if finding.help:
            facts.append(f"help: {finding.help}")
        span = finding.place.span
        yield Mark(
            span.start,
            max(span.end, span.start + 1),
            _STATUS[finding.severity],
            f"{finding.message} [{finding.code}]",
            tuple(facts),
            tuple(_pairs_of_data(lanes, finding.data)),
            tuple(finding.data.get("path", ())),
        )


def _line(place: Place) -> str:
    return line_words(place.source, place.line)


def _pairs_of_data(lanes: Lanes, data: Mapping[str, Any]) -> Iterator[TouchPair]:
    """The accesses that the machine form of a race names."""
    for overlap in data.get("overlaps", ())[:_MOST_PAIRS]:
        for number, lane in enumerate(lanes):
            ends = [_touch_at(lane, data[side], overlap, overlap[side]) for side in ("earlier", "later")]
            if lane.lane.core == data["core"] and None not in ends:
                words = f"{overlap['kind']} {overlap['memory']}[{overlap['start']}, {overlap['end']})"
                yield TouchPair(number, ends[0] or 0, ends[1] or 0, words)
                break


def _touch_at(lane: LaneNumbers, side: Mapping[str, Any], overlap: Mapping[str, Any], name: str) -> int | None:
    short = name.partition(" (")[0]
    for number, touch in enumerate(lane.lane.touches):
        where = (lane.lane.columns[touch.column].line, touch.pipe, touch.memory, touch.name)
        meets = touch.start < overlap["end"] and overlap["start"] < touch.end
        if meets and where == (side["line"], side["pipe"], overlap["memory"], short):
            return number
    return None


def new_race_marks(lanes: Lanes, known: set[object]) -> Iterator[Mark]:
    """Pairs that the removals of a run left without an order, if nobody proved them."""
    for number, lane in enumerate(lanes):
        for race in races(lane.order):
            if race.key not in known and not is_left_out(race):
                statement = statement_of(race.later.instruction)
                facts = tuple(note.message for note in race_notes(race))
                path = tuple(statement_of(i).line for i in race.path if i.statement)
                pair = _pair(lanes, number, Hazard(race.earlier, race.later))
                title = f"{race_event(race)}, now that the barrier is removed"
                yield Mark(*statement.span, Status.MISSING, title, facts, (pair,) if pair else (), path)


# ---- shared ----


def _mark(
    statement: Statement, status: Status, title: str, facts: Iterable[str], pairs: Iterable[TouchPair | None] = ()
) -> Mark:
    return Mark(
        statement.span.start,
        statement.span.end,
        status,
        title,
        tuple(facts),
        tuple(dict.fromkeys(pair for pair in pairs if pair is not None)),
    )


def _pair(lanes: Lanes, number: int, hazard: Hazard, why: str = "") -> TouchPair | None:
    """The pair in its lane, None where one end is not in the text or may be anything."""
    for _, first, second in on_chip(hazard):
        earlier, later = lanes[number].touch(hazard.earlier, first), lanes[number].touch(hazard.later, second)
        if earlier is not None and later is not None:
            return TouchPair(number, earlier, later, pair_words(hazard).partition(": ")[2], why)
    return None


def _more(count: int) -> list[str]:
    return [f"{_MOST_PAIRS} of {count} pairs are listed"] if count > _MOST_PAIRS else []
