"""PF2xx: barriers, and what distance orders without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import BARRIER_PIPES, candidates
from ptofix.order.grades import NO_DISTANCE
from ptofix.order.model import ProgramOrder
from ptofix.order.paths import leaves_open, path_in, tree_from
from ptofix.program.executions import Executions, by_source_line, executions
from ptofix.program.program import Barrier, Instruction, Join, Program
from ptofix.rules.messages import call_name, free_event, line_of, operand_place, order_words, statement_of
from ptofix.rules.races import Race, RaceKey, is_left_out, races
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity

_MOST_PAIRS = 4


class BarrierAllInLoop(Rule):
    code = "PF201"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            inside = [i for i in order.program.instructions if i.loops and _is_barrier_all(i)]
            if inside:
                needed = needed_for_all(order, inside, {race.key for race in subject.races})
                for instruction in inside:
                    yield self.report(order, instruction, needed[instruction.index])

    def report(self, order: ProgramOrder, instruction: Instruction, needed: list[Race]) -> Finding:
        depth = len(instruction.loops)
        notes = tuple(Note(f"it keeps apart {_pair(race)}") for race in needed[:_MOST_PAIRS])
        if len(needed) > _MOST_PAIRS:
            notes += (Note(f"and {len(needed) - _MOST_PAIRS} more pairs"),)
        return self.finding(
            f"`pipe_barrier(PIPE_ALL)` inside {depth} loop{'s' if depth > 1 else ''} stops every pipe each time",
            statement_of(instruction).place,
            notes,
            _instead(order.program, needed),
            pairs=len(needed),
        )


def _is_barrier_all(instruction: Instruction) -> bool:
    return isinstance(instruction.action, Barrier) and instruction.action.pipe == Pipe.ALL


def needed_for_all(
    order: ProgramOrder, barriers: list[Instruction], known: set[RaceKey], may_meet: bool = False
) -> dict[int, list[Race]]:
    """Per barrier, the pairs beyond `known` that come unordered without `barriers` and that it is between.

    `may_meet` as for races.
    """
    removed = {instruction.index for instruction in barriers}
    instructions = [replace(i, action=Join()) if i.index in removed else i for i in order.program.instructions]
    without = ProgramOrder(
        Program(order.program.function, order.program.core, instructions, order.program.arch), order.model
    )
    found: dict[int, list[Race]] = {index: [] for index in removed}
    from_one: dict[tuple[int, Pipe], list[Race]] = {}
    for race in races(without, may_meet=may_meet):
        if race.key not in known and not is_left_out(race):
            from_one.setdefault((race.earlier.index, race.later.pipe), []).append(race)
    for (_, pipe), group in from_one.items():
        start = group[0].earlier.instruction.index
        goals = {race.later.instruction.index for race in group}
        tree = tree_from(without.program, start, goals, leaves_open(without, group[0].earlier, pipe))
        for race in group:
            path = path_in(tree, start, race.later.instruction.index) or []
            for index in removed.intersection(path):
                found[index].append(race)
    return found


def _pair(race: Race) -> str:
    earlier, later = race.earlier.instruction, race.later.instruction
    first = f"`{call_name(earlier)}` (PIPE_{race.earlier.pipe}, {line_of(earlier)})"
    second = f"`{call_name(later)}` (PIPE_{race.later.pipe}, {line_of(later)})"
    return f"{first} and {second}: {race.kind}"


def _instead(program: Program, needed: list[Race]) -> str:
    if not needed:
        return "no pair was found that needs it"
    parts = []
    for source, target in dict.fromkeys((race.earlier.pipe, race.later.pipe) for race in needed):
        if source == target:
            parts.append(f"`pipe_barrier(PIPE_{source});`")
            continue
        event = free_event(program, source, target)
        word = "a flag" if event is not None else "a flag (no event id is free)"
        parts.append(
            f"{word} from PIPE_{source} to PIPE_{target}" + (f", EVENT_ID{event}" if event is not None else "")
        )
    return f"instead it takes at most {' and '.join(parts)}"


class RedundantBarriers(Rule):
    code = "PF202"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        for pipe in BARRIER_PIPES:
            every = candidates(subject.as_called.orders, pipe)
            redundant = [candidate for candidate in every if candidate.is_redundant()]
            if not redundant:
                continue
            free = sum(candidate.is_redundant(NO_DISTANCE) for candidate in redundant)
            assumed = f", {len(redundant) - free} of them by distance alone" if free < len(redundant) else ""
            places = [candidate.statement.place for candidate in redundant]
            notes = tuple(Note("and this one", place) for place in places[1:_MOST_PLACES])
            if len(places) > _MOST_PLACES:
                notes += (Note(f"and {len(places) - _MOST_PLACES} more"),)
            every_place = [candidate.statement.place for candidate in every]
            lines = by_source_line(every_place, places, executions(subject.tree)) if places[0].recorded_from else []
            notes += tuple(Note(str(line)) for line in lines)
            count = f"{len(redundant)} of {len(every)} `pipe_barrier(PIPE_{pipe})`"
            yield self.finding(
                f"{count} {'is' if len(redundant) == 1 else 'are'} redundant, each by itself{assumed}",
                places[0],
                notes,
                _removal_advice(bool(lines), pipe),
                pipe=pipe,
                lines=[place.line for place in places],
                without_assumption=free,
                **_source_lines(lines),
            )


def _removal_advice(recorded: bool, pipe: Pipe) -> str:
    if pipe != Pipe.V:
        return ""
    if recorded:
        return "`ptofix run --pattern proven --remarks all` says which can go together; it does not change the source"
    return "`ptofix run --pattern proven` removes as many as can go together"


def _source_lines(lines: Sequence[Executions]) -> dict[str, Any]:
    """What the machine form says of the lines of a recording's source."""
    rows = [{"file": x.place.file, "line": x.place.line, "redundant": x.some, "executions": x.all} for x in lines]
    return {"by_source_line": rows} if rows else {}


_MOST_PLACES = 3
_MOST_LISTED = 200  # for machines; the message has the count of all


class OrderByDistance(Rule):
    code = "PF203"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        short = {race.key for race in subject.at_short_distance}
        for order in subject.orders:
            pairs = [race for race in subject.assumed_apart if race.order is order and race.key not in short]
            if pairs:
                yield self._report(order, sorted(pairs, key=_in_text_order))

    def _report(self, order: ProgramOrder, pairs: list[Race]) -> Finding:
        shown = [
            Note(f"{order_words(race)}: {_accesses(race)}", operand_place(race.later.instruction, race.main[2]))
            for race in pairs[:_MOST_PLACES]
        ]
        more = (Note(f"and {len(pairs) - _MOST_PLACES} more"),) if len(pairs) > _MOST_PLACES else ()
        count = "1 pair of accesses is" if len(pairs) == 1 else f"{len(pairs)} pairs of accesses are"
        place = operand_place(pairs[0].later.instruction, pairs[0].main[2])
        return self.finding(
            f"in `{order.program.function}`, on the {order.program.core} core, {count} in order by distance alone",
            place,
            (*shown, *more),
            "`ptofix explain FILE:LINE` explains each; under `--model strict` distance orders nothing",
            apart=[_apart_data(race) for race in pairs[:_MOST_LISTED]],
        )


def _in_text_order(race: Race) -> tuple[int, int]:
    return statement_of(race.later.instruction).span.start, statement_of(race.earlier.instruction).span.start


def _accesses(race: Race) -> str:
    earlier, later = statement_of(race.earlier.instruction), statement_of(race.later.instruction)
    return f"{race.kind} from line {earlier.line} to line {later.line}"


def _apart_data(race: Race) -> dict[str, object]:
    support = race.support
    assert support is not None
    blocks = race.order.grading.blocks_between(race.earlier, race.later)
    return {
        "kind": race.kind,
        "earlier": statement_of(race.earlier.instruction).line,
        "later": statement_of(race.later.instruction).line,
        **({"blocks": blocks} if race.earlier.pipe == Pipe.M else {"repeats": race.repeats}),
        "grade": str(support.grade),
        "rests_on": sorted(support.rests_on),
    }


RULES: tuple[Rule, ...] = (
    BarrierAllInLoop(),
    RedundantBarriers(),
    OrderByDistance(),
)
