"""PF1xx: orders that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ptofix.order.effects import Footprint, meeting
from ptofix.order.model import ProgramOrder
from ptofix.program.places import slots_in
from ptofix.program.program import Instruction, TileOp
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
            program = order.program
            for given in program.reached:
                handed = given.action.hands_over if isinstance(given.action, TileOp) else None
                if handed is None or not isinstance(given.action, TileOp):
                    continue
                pipe = next((f" of pipe {one.pipe.flag_id}" for one in given.action.operands if one.pipe), "")
                for used, footprint in _uses_after(order, given, slots_in(handed.place), handed.is_free):
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


def _uses_after(
    order: ProgramOrder, given: Instruction, slots: frozenset[Symbol], is_free: bool
) -> Iterator[tuple[Instruction, Footprint]]:
    """What uses a slot on some path from where it is handed over to where the tensor is bound to the next one.

    Not what reads a slot that the other core only reads.
    """
    program = order.program
    sites: dict[int, list[Footprint]] = {}
    for site in order.effects.sites if slots else ():
        sites.setdefault(site.instruction.index, []).extend(site.footprints)
    seen, pending = set[int](), [*given.successors] if slots else []
    while pending:
        place = pending.pop()
        if place in seen:
            continue
        seen.add(place)
        instruction = program.instructions[place]
        if _binds(instruction, slots):
            continue
        touched = (one for one in sites.get(place, ()) if not one.signal and one.place is not None)
        used = next((x for x in touched if x.place and slots_in(x.place) & slots and (x.write or is_free)), None)
        if used is not None:
            yield instruction, used
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
