"""PF1xx: orders that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ptofix.order.effects import Footprint, meeting
from ptofix.order.model import ProgramOrder
from ptofix.program.places import slots_in
from ptofix.program.program import HandOver, Instruction, Program, TileOp
from ptofix.program.recurrences import Symbol
from ptofix.rules import messages
from ptofix.rules.messages import call_name, statement_of
from ptofix.rules.races import Race, by_cause, ordered_as_scalar
from ptofix.rules.rule import Finding, RaceRule, Rule, missing_pairs, race_fix
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class MissingOrder(RaceRule):
    """Two accesses of one kind, on one pipe or on two. PF111 and PF112 have their own."""

    def __init__(self, code: str, kind: str, same_pipe: bool) -> None:
        self.code, self.kind, self.same_pipe = code, kind, same_pipe

    def run(self, subject: Subject) -> Iterator[Finding]:
        mine = (race for race in (*subject.missing, *subject.at_short_distance) if self.is_mine(race))
        for race, others in by_cause(mine, subject.kind_of_support):
            yield self.report(subject, race, messages.others_note(others), others)

    def is_mine(self, race: Race) -> bool:
        """Whether the rule is about such a race."""
        same = (race.kind, race.same_pipe, race.on_scratch) == (self.kind, self.same_pipe, False)
        return same and not ordered_as_scalar(race) and not race.on_signal


class HiddenScratch(Rule):
    code = "PF110"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        on_scratch = (race for race in (*subject.missing, *subject.at_short_distance) if race.on_scratch)
        for race, others in by_cause(on_scratch, subject.kind_of_support):
            first, second = race.main[1:]
            earlier = race.earlier.instruction
            message = f"{messages.race_message(race, subject.acceptance(race))} (no operand names these bytes)"
            shared = meeting(first, second)
            notes = [
                Note(f"scratch in use here, {first.region}; they share {shared}", statement_of(earlier).place),
                messages.interleaving(race),
            ]
            notes += [*messages.distance_notes(race), *messages.others_note(others)]
            place = statement_of(race.later.instruction).place
            help = messages.race_help(race)
            severity = messages.race_severity(subject.far_enough, race, self.severity)
            finding = self.finding(message, place, tuple(notes), help, severity, **messages.race_data(race))
            yield replace(finding, fix=race_fix(subject, race), missing=missing_pairs(subject, (race, *others)))


class IotaOrderedAsScalar(RaceRule):
    code = "PF111"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if ordered_as_scalar(race):
                why = Note("with a scratch tile TCI runs on PIPE_V; the assembler orders it as PIPE_S")
                yield self.report(subject, race, (why,))


class SignalBeforeData(RaceRule):
    code = "PF112"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if race.on_signal:
                yield self.report(subject, race)


class SlotAfterHandOver(Rule):
    code = "PF113"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            program, users, ahead = order.program, _users(order), lowest_ahead(order.program)
            for given in program.reached:
                handed = given.action.hands_over if isinstance(given.action, TileOp) else None
                if handed is None or not isinstance(given.action, TileOp):
                    continue
                pipe = next((f" of pipe {one.pipe.flag_id}" for one in given.action.operands if one.pipe), "")
                for used, footprint in _uses_after(program, given, handed, users, ahead):
                    does = "writes to" if footprint.write else "reads"
                    after, other = ("gave it back", "fill") if handed.is_free else ("handed it over", "read")
                    yield self.finding(
                        f"`{call_name(used)}` {does} a slot{pipe} after `{call_name(given)}` {after}: "
                        f"the other core may {other} it",
                        messages.operand_place(used, footprint),
                        (
                            Note("handed over here", statement_of(given).place),
                            Note(f"in `{program.function}`, on the {program.core} core"),
                        ),
                        f"move it before `{call_name(given)}`",
                    )


Users = dict[int, list[Footprint]]
"""By instruction, what it touches of a slot."""


def _users(order: ProgramOrder) -> dict[Symbol, Users]:
    found: dict[Symbol, Users] = {}
    for site in order.effects.sites:
        for one in site.footprints:
            for slot in () if one.place is None or one.signal else slots_in(one.place):
                found.setdefault(slot, {}).setdefault(site.instruction.index, []).append(one)
    return found


def lowest_ahead(program: Program) -> list[int]:
    """Per instruction, the first one of the text that control may come to by going back from there on, or the end."""
    lowest = len(program.instructions)
    in_one_step = [lowest] * lowest
    for instruction in reversed(program.instructions):
        lowest = min((lowest, *(after for after in instruction.successors if after <= instruction.index)))
        in_one_step[instruction.index] = lowest
    found: list[int] = []
    for index, back in enumerate(in_one_step):
        found.append(min(back, found[back]) if back < index else back)
    return found


def _uses_after(
    program: Program, given: Instruction, handed: HandOver, users: Mapping[Symbol, Users], ahead: Sequence[int]
) -> Iterator[tuple[Instruction, Footprint]]:
    """What uses a slot on some path from where it is handed over to where the tensor is bound to the next one.

    Not what reads a slot that the other core only reads. `users` of slots, `ahead` as `lowest_ahead` has it: nothing
    is looked for where no path leads to a user any more.
    """
    slots = slots_in(handed.place)
    used: Users = {}
    for slot in slots:
        for index, touched in users.get(slot, {}).items():
            used.setdefault(index, []).extend(one for one in touched if one.write or handed.is_free)
    last = max((index for index, touched in used.items() if touched), default=-1)
    seen, pending = set[int](), [*given.successors]
    while pending:
        place = pending.pop()
        if place in seen or (place > last and ahead[place] > last):
            continue
        seen.add(place)
        instruction = program.instructions[place]
        if _binds(instruction, slots):
            continue
        if used.get(place):
            yield instruction, used[place][0]
        pending += instruction.successors


def _binds(instruction: Instruction, slots: frozenset[Symbol]) -> bool:
    """Whether it binds a tensor to the next of these slots."""
    action = instruction.action
    if not isinstance(action, TileOp) or action.call.arch.fifo_step(action.call.name) not in ("alloc", "pop"):
        return False
    return any(one.place is not None and slots_in(one.place) & slots for one in action.operands)


RULES: tuple[Rule, ...] = (
    MissingOrder("PF101", "RAW", same_pipe=True),
    MissingOrder("PF102", "WAR", same_pipe=True),
    MissingOrder("PF103", "WAW", same_pipe=True),
    MissingOrder("PF104", "RAW", same_pipe=False),
    MissingOrder("PF105", "WAR", same_pipe=False),
    MissingOrder("PF106", "WAW", same_pipe=False),
    HiddenScratch(),
    IotaOrderedAsScalar(),
    SignalBeforeData(),
    SlotAfterHandOver(),
)
