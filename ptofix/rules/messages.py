"""Findings in words: where things are in the text, flags, and a race with an interleaving that breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any

from ptofix.cpp.parser import Statement
from ptofix.evidence.assumptions import ACCUMULATOR_DISTANCE
from ptofix.evidence.grade import GRADES
from ptofix.evidence.pairs import products
from ptofix.hardware.pipe import Pipe
from ptofix.isa.walk import NEVER
from ptofix.order.cross import FlagKey
from ptofix.order.effects import Footprint, meeting, meeting_bytes, shown
from ptofix.order.flags import FlagMisuse
from ptofix.order.grades import SafeDistance
from ptofix.order.paths import lines
from ptofix.program.program import Barrier, Instruction, Program, SetFlag, TileOp, WaitFlag
from ptofix.rules.races import Race, RaceKey
from ptofix.text.diagnostics import Note, Place, Severity
from ptofix.text.order_words import IN_ORDER, Acceptance, Apart, in_order_words, missing_words, repeats_apart
from ptofix.text.plural import plural
from ptofix.text.recording import line_words
from ptofix.text.source import Span

EVENT_IDS = 8
_MOST_LINES = 12


# ---- places ----


def statement_of(instruction: Instruction) -> Statement:
    """The statement of an instruction that has one."""
    assert instruction.statement is not None
    return instruction.statement


def line_of(instruction: Instruction) -> str:
    """`line 12`, of a recording with its place in the source."""
    statement = statement_of(instruction)
    return line_words(statement.source, statement.line)


def call_name(instruction: Instruction) -> str:
    """The name of the op, or the first words of another statement."""
    if isinstance(instruction.action, TileOp):
        return instruction.action.call.name.removeprefix("member.").removeprefix("element.")
    return statement_of(instruction).text.partition("(")[0].strip()


def operand_place(instruction: Instruction, footprint: Footprint) -> Place:
    """The operand that a footprint is of, or the whole statement where it is not named."""
    statement = statement_of(instruction)
    name = footprint.name.partition(" ")[0]
    arguments = argument_spans(statement.text)
    named = [span for span in arguments if statement.text[span.start : span.end] == name]
    if (
        footprint.access is not None
        and footprint.access.operand is not None
        and footprint.access.operand < len(arguments)
    ):
        chosen = arguments[footprint.access.operand]
        if chosen in named:
            return _inside(statement, chosen)
    if named:
        return _inside(statement, named[0 if footprint.write else -1])
    return statement.place


def _inside(statement: Statement, span: Span) -> Place:
    return Place(statement.source, Span(statement.span.start + span.start, statement.span.start + span.end))


def argument_spans(text: str) -> list[Span]:
    """The arguments of the last call that closes in `text`, without the blanks around them."""
    end = text.rfind(")")
    depth, position = 0, end
    while position >= 0:
        depth += (text[position] in ")]}") - (text[position] in "([{")
        if depth == 0:
            break
        position -= 1
    if end < 0 or position < 0:
        return []
    cuts, depth = [position], 0
    for i in range(position + 1, end):
        depth += (text[i] in "([{<") - (text[i] in ")]}>")
        if text[i] == "," and depth == 0:
            cuts.append(i)
    spans = []
    for start, stop in zip(cuts, [*cuts[1:], end]):
        inner = text[start + 1 : stop]
        left = start + 1 + len(inner) - len(inner.lstrip())
        spans.append(Span(left, max(left, start + 1 + len(inner.rstrip()))))
    return spans


# ---- flags ----


def flag_name(instruction: Instruction) -> str:
    """`PIPE_V → PIPE_MTE3, EVENT_ID0`."""
    action = instruction.action
    assert isinstance(action, (SetFlag, WaitFlag))
    event = "whatever its id," if action.event is None else f"EVENT_ID{action.event}"
    return f"PIPE_{action.source} → PIPE_{action.target}, {event}"


def key_name(key: FlagKey) -> str:
    *pipes, event = key
    return f"{' → '.join(f'PIPE_{pipe}' for pipe in pipes)}, EVENT_ID{event}"


def other_sets(misuse: FlagMisuse) -> tuple[Note, ...]:
    return tuple(Note("set here", statement_of(other).place) for other in misuse.others if other.statement is not None)


def on_paths(certain: bool) -> str:
    return "" if certain else " on some path"


def either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


# ---- what is not decided ----


def hanging(orders: int) -> str:
    """How many orders depend on a place that was not understood."""
    if not orders:
        return ""
    return "; 1 order depends on it" if orders == 1 else f"; {orders} orders depend on it"


# ---- races ----


def race_message(race: Race, acceptance: Acceptance | None = None) -> str:
    """Is the order missing, missing under something, or there by distance? And what may happen."""
    words = order_words(race, acceptance)
    return f"{words}{'; without that,' if words.startswith(IN_ORDER) else ':'} {race_event(race)}"


def order_words(race: Race, acceptance: Acceptance | None = None) -> str:
    """The first words on a race, the same as of all verbs; `acceptance` is what would take the order for one."""
    known = apart(race)
    if known is not None and known.grade in _accepted(race):
        return in_order_words(known)
    return missing_words(acceptance, known if acceptance is not None else None)


def _accepted(race: Race) -> set[str]:
    return {name for name, grade in GRADES.items() if grade <= race.order.model.evidence}


def apart(race: Race) -> Apart | None:
    """The repeats between the two, or the blocks of their accumulator, if these keep the two apart, of any grade."""
    known = race.support if race.same_pipe and race.order.model.safe_distance.repeats is not None else None
    if known is None:
        return None
    if race.earlier.pipe == Pipe.M:
        blocks = race.order.grading.blocks_between(race.earlier, race.later)
        return Apart(blocks, str(known.grade), known.rests_on, in_blocks=True)
    return Apart(race.repeats if race.repeats < NEVER else None, str(known.grade), known.rests_on)


def race_event(race: Race) -> str:
    """What may happen, since nothing orders the two."""
    kind, first, second = race.main
    earlier, later = call_name(race.earlier.instruction), call_name(race.later.instruction)
    same = "" if first.name == second.name else f" (the bytes of `{first.name}`)"
    subject = f"`{second.name}`{same}"
    where = (
        f"on PIPE_{race.later.pipe}"
        if race.same_pipe
        else f"between PIPE_{race.earlier.pipe} and PIPE_{race.later.pipe}"
    )
    if race.on_signal and second.handed:
        done = (
            "give back a slot that `{}` still uses" if second.write else "hand over a slot that `{}` has not stored yet"
        )
        return f"`{later}` may {done.format(earlier)}: nothing orders the two {where}"
    if race.on_signal:
        return f"`{later}` may announce data that `{earlier}` has not stored yet: nothing orders the two {where}"
    verb = {
        "RAW": f"may read {subject} before `{earlier}` has written it",
        "WAR": f"may overwrite {subject} while `{earlier}` is still reading it",
        "WAW": f"may write {subject} before `{earlier}` has written it",
    }[kind]
    return f"`{later}` {verb}: nothing orders the two {where}"


def race_notes(race: Race) -> tuple[Note, ...]:
    _, first, second = race.main
    done = "written" if first.write else "read"
    earlier = race.earlier.instruction
    shared = "" if race.on_signal else f"; they share {meeting(first, second)}"
    found = [
        Note(
            f"{done} here by `{call_name(earlier)}` on PIPE_{race.earlier.pipe}: `{first.name}`, {shown(first)}"
            f"{shared}",
            operand_place(earlier, first),
        ),
        interleaving(race),
        *(Note(words) for words in rounds_apart(race)),
    ]
    if len(race.overlaps) > 1:
        found.append(Note(f"{len(race.overlaps)} pairs of operands overlap: {folded(race)}"))
    return tuple(found)


def race_severity(far_enough: frozenset[RaceKey], race: Race, otherwise: Severity) -> Severity:
    """A note if the two are in order by distance alone; undecided if only the grade for that is missing."""
    if race.key in far_enough:
        return Severity.UNDECIDED
    known = apart(race)
    return Severity.NOTE if known is not None and known.grade in _accepted(race) else otherwise


def distance_notes(race: Race) -> tuple[Note, ...]:
    """How far apart the two are and would have to be, where the model counts that and it is not enough."""
    safe = race.order.model.safe_distance
    if race.support is not None:
        return ()
    if race.earlier.pipe == race.later.pipe == Pipe.M:
        return _accumulator_notes(race, safe)
    if safe.repeats is None or not race.same_pipe:
        return ()
    asks = "; ".join(race.order.grading.asks(safe, race.earlier, race.later))
    return (Note(f"{repeats_apart(race.repeats if race.repeats < NEVER else None)}; {asks}"),)


def _accumulator_notes(race: Race, safe: SafeDistance) -> tuple[Note, ...]:
    """The same of two products into one accumulator."""
    blocks = race.order.grading.blocks_between(race.earlier, race.later)
    if not blocks or ACCUMULATOR_DISTANCE not in safe.assumed:
        return ()
    return (Note(f"{blocks} blocks of the accumulator apart; {ACCUMULATOR_DISTANCE} needs {products().blocks}"),)


def others_note(others: Collection[Race]) -> tuple[Note, ...]:
    """Of how many races only the count is reported."""
    if not others:
        return ()
    at = sorted(statement_of(race.earlier.instruction).line for race in others)
    where = f"line {at[0]}" if at[0] == at[-1] else f"lines {at[0]} to {at[-1]}"
    pipe = next(iter(others)).earlier.pipe
    more, are = ("1 more access", "is") if len(others) == 1 else (f"{len(others)} more accesses", "are")
    return (Note(f"{more} on PIPE_{pipe} ({where}) {are} unordered with it too, and not listed"),)


def rounds_apart(race: Race) -> list[str]:
    """`round i of the loop over v9 writes the bytes that round i-1 still reads`, for each loop with copies of both."""
    kind, found = race.main[0], []
    later_does = "reads" if kind == "RAW" else "writes"
    earlier_does = "reads" if kind == "WAR" else "writes"
    for here in race.later.instruction.rounds:
        residues = [next((r.residue for r in i.rounds if r.loop == here.loop), None) for i in race.path]
        apart = sum(a != b for a, b in pairwise(residues))
        if apart and None not in residues:
            loop = f"loop over `{here.variable}`" if here.variable else "loop"
            found.append(
                f"round i of the {loop} {later_does} the bytes that round i-{apart} still "
                f"{earlier_does}: seen where i % {here.period} is {here.residue}"
            )
    return found


def folded(race: Race) -> str:
    """How many overlaps of each kind, and where."""
    kinds = Counter(kind for kind, _, _ in race.overlaps)
    pairs = "; ".join(f"{k} {_pair(a, b)}" for k, a, b in race.overlaps[:4])
    more = "; …" if len(race.overlaps) > 4 else ""
    return f"{', '.join(f'{count} {kind}' for kind, count in kinds.items())} ({pairs}{more})"


def _pair(first: Footprint, second: Footprint) -> str:
    names = first.name if first.name == second.name else f"{first.name}/{second.name}"
    return f"{names} {meeting(first, second)}"


def interleaving(race: Race) -> Note:
    """One order of events that breaks, along one path."""
    kind, first, second = race.main
    earlier, later = call_name(race.earlier.instruction), call_name(race.later.instruction)
    doing, done = ("writing", "reading") if first.write else ("reading", "writing")
    if kind == "WAW":
        done = "writing"
    what = f"`{later}` may start {done} `{second.name}` while `{earlier}` is still {doing} `{first.name}`"
    text = f"on {path_words(race.path)}: {what}"
    between = _no_help(race)
    if not between:
        return Note(f"{text}; no barrier or flag is between them on this path")
    inside = [(i.index, i.action) for i in race.path[1:-1]]
    flags = {(a.source, a.target, a.event) for _, a in inside if isinstance(a, (SetFlag, WaitFlag))}
    barriers = {index for index, a in inside if isinstance(a, Barrier)}
    found = " and ".join(plural(len(some), what) for some, what in ((flags, "flag"), (barriers, "barrier")) if some)
    are = "is" if len(flags) + len(barriers) == 1 else "are"
    return Note(
        f"{text}; between them on this path: {'; '.join(between)}",
        brief=f"{text}; between them on this path {are} {found}, none for this pair (-v: why)",
    )


def path_words(path: list[Instruction]) -> str:
    """`the path 60 → 62 → 64`, with the round trips of loops named."""
    numbers = lines(path)
    shown = [str(number) for number in numbers]
    if len(shown) > _MOST_LINES:
        half = _MOST_LINES // 2
        shown = [*shown[:half], "…", *shown[-half:]]
    again = any(after.index <= before.index for before, after in pairwise(path))
    return f"the path {' → '.join(shown)}{' (round a loop)' if again else ''}"


def _no_help(race: Race) -> list[str]:
    """The synchronisation on the path, and why it does not order the pair."""
    found: dict[tuple[str, str], list[int]] = {}
    for instruction in race.path[1:-1]:
        line = statement_of(instruction).line if instruction.statement else 0
        match instruction.action:
            case Barrier(pipe):
                key = (f"pipe_barrier(PIPE_{pipe})", f"which orders PIPE_{pipe} only")
            case SetFlag(source, target):
                key = (f"set_flag(PIPE_{source}, PIPE_{target})", _why(source, target, race))
            case WaitFlag(source, target):
                key = (f"wait_flag(PIPE_{source}, PIPE_{target})", _why(source, target, race))
            case _:
                continue
        found.setdefault(key, []).append(line)
    return [
        f"{call} (line{'s' if len(at) > 1 else ''} {', '.join(map(str, dict.fromkeys(at)))}), {why}"
        for (call, why), at in found.items()
    ]


def _why(source: str, target: str, race: Race) -> str:
    if (source, target) == (race.earlier.pipe, race.later.pipe):
        return "which does not cover this access"
    return f"which only makes PIPE_{target} wait for PIPE_{source}"


def race_help(race: Race) -> str:
    later, earlier = line_of(race.later.instruction), line_of(race.earlier.instruction)
    if race.same_pipe:
        unless = "to rely on no distance, " if order_words(race).startswith(IN_ORDER) else ""
        return f"{unless}put `pipe_barrier(PIPE_{race.later.pipe});` before {later}"
    source, target = race.earlier.pipe, race.later.pipe
    event = free_event(race.order.program, source, target)
    if event is None:
        return f"no event id from PIPE_{source} to PIPE_{target} is free; free one, or use `pipe_barrier(PIPE_ALL);`"
    flag = f"(PIPE_{source}, PIPE_{target}, EVENT_ID{event});"
    return f"put `set_flag{flag}` after {earlier} and `wait_flag{flag}` before {later}, on every path"


def free_event(program: Program, source: str, target: str) -> int | None:
    """An event id of a pipe pair that the program does not use."""
    used = {
        instruction.action.event
        for instruction in program.instructions
        if isinstance(instruction.action, (SetFlag, WaitFlag))
        and (instruction.action.source, instruction.action.target) == (source, target)
    }
    free = [event for event in range(EVENT_IDS) if event not in used]
    return free[0] if free and None not in used else None


def race_data(race: Race) -> dict[str, Any]:
    """The race for machines."""
    return {
        "kind": race.kind,
        "core": race.order.program.core,
        "earlier": _side(race.earlier.instruction, race.earlier.pipe),
        "later": _side(race.later.instruction, race.later.pipe),
        "overlaps": [{"kind": k, "earlier": a.name, "later": b.name, **_bytes(a, b)} for k, a, b in race.overlaps],
        "path": lines(race.path),
    }


def _side(instruction: Instruction, pipe: str) -> dict[str, Any]:
    return {"op": call_name(instruction), "line": statement_of(instruction).line, "pipe": pipe}


def _bytes(first: Footprint, second: Footprint) -> dict[str, Any]:
    shared = meeting_bytes(first, second)
    return {"memory": shared.memory, "start": shared.start, "end": shared.end}
