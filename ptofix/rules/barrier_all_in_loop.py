"""PF201."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.order.model import ProgramOrder
from ptofix.order.paths import leaves_open, path_in, tree_from
from ptofix.program.program import Barrier, Instruction, Join, Program
from ptofix.rules.messages import call_name, free_event, line_of, statement_of
from ptofix.rules.races import Race, RaceKey, is_left_out, races
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity

_MOST_PAIRS = 4


class BarrierAllInLoop(Rule):
    """A barrier of all pipes inside a loop.

    What: the finding lists the pairs of pipes that it alone separates, and what would do that instead.

    Why it matters: it stops every pipe of the core in each iteration. The assembler falls back to it if it finds no
    free event id.

    Example:
        for (...) {
          TLOAD(v1, g);
          pipe_barrier(PIPE_ALL);   // PF201: a flag from PIPE_MTE2 to PIPE_V is enough
          TADD(v2, v1, v1);
        }

    Limits: slow, never wrong. The pairs are those that are unordered without all such barriers of the function.
    """

    code = "PF201"
    name = "barrier-all-in-loop"
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
    gone = {instruction.index for instruction in barriers}
    instructions = [replace(i, action=Join()) if i.index in gone else i for i in order.program.instructions]
    without = ProgramOrder(
        Program(order.program.function, order.program.core, instructions, order.program.arch), order.model
    )
    found: dict[int, list[Race]] = {index: [] for index in gone}
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
            for index in gone.intersection(path):
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
