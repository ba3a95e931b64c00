"""PF3xx: flags, their ids, and the pipes that they are between."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.hardware.core_flags import GREATEST_COUNT
from ptofix.hardware.other_hardware import OTHER
from ptofix.order.cross import by_source_pipe
from ptofix.order.flags import FlagMisuse, MisuseKind, UncertainWait, flag_counts
from ptofix.order.model import ProgramOrder
from ptofix.order.unit_flags import OUT_OF_TURN, OutOfTurn
from ptofix.program.conditionals import tells_cores_apart
from ptofix.program.program import FlagUser, Instruction, Program, SetFlag, TileOp, WaitFlag
from ptofix.rules import messages
from ptofix.rules.between_cores import disagreements
from ptofix.rules.kinds_of_core import for_another_core, pipes_of
from ptofix.rules.messages import (
    EVENT_IDS,
    call_name,
    either,
    flag_name,
    key_name,
    on_paths,
    operand_place,
    statement_of,
)
from ptofix.rules.rule import Finding, FlagMisuseRule, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.undecided import flags_at_run_time
from ptofix.text.diagnostics import Note, Severity
from ptofix.text.plural import halves_of_flags, plural


class FlagLeftRaised(FlagMisuseRule):
    code = "PF301"
    on_any_hardware = True
    kind = MisuseKind.LEFT_RAISED
    advice = "every set needs one wait after it on every path"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is still raised when the function ends"


class WaitNeverSet(FlagMisuseRule):
    code = "PF302"
    on_any_hardware = True
    kind = MisuseKind.NEVER_SET
    advice = "put the matching set_flag before it, after what is to be waited for, on every path"

    def message(self, misuse: FlagMisuse) -> str:
        return f"nothing sets the flag {flag_name(misuse.instruction)} that is waited for here"

    def run(self, subject: Subject) -> Iterator[Finding]:
        yield from super().run(subject)
        for counts in subject.flags:
            for wait in counts.uncertain_waits():
                message = self._uncertain(wait) + on_paths(wait.certain)
                yield self.finding(message, statement_of(wait.instruction).place, (), self.advice, Severity.UNDECIDED)

    def _uncertain(self, wait: UncertainWait) -> str:
        action = wait.instruction.action
        assert isinstance(action, WaitFlag)
        if wait.unraised:
            ids = either(f"EVENT_ID{one}" for one in sorted(wait.unraised))
            return f"this may wait for PIPE_{action.source} → PIPE_{action.target}, {ids}, which nothing sets"
        return f"this waits for {flag_name(wait.instruction).removesuffix(',')}, and what is set may be another flag"


class FlagSetAgain(FlagMisuseRule):
    code = "PF303"
    severity = Severity.UNDECIDED
    on_any_hardware = True
    kind = MisuseKind.SET_AGAIN
    advice = "wait for the first one before the second set, or use another event id"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is set while it is still raised"


class EventIdAtRunTime(Rule):
    code = "PF304"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for judged in subject.judged:
            program = judged.program
            for (source, target), instruction in flags_at_run_time(program).items():
                orders = len(judged.hanging.flags.get((source, target), ()))
                yield self.finding(
                    f"an event id from PIPE_{source} to PIPE_{target} is known only at run time: "
                    "their waits are not counted as ordering anything",
                    statement_of(instruction).place,
                    (Note(f"in `{program.function}`, on the {program.core} core"),),
                    orders=orders,
                )


_MOST_PLACES = 3
_KINDS = (MisuseKind.LEFT_RAISED, MisuseKind.NEVER_SET, MisuseKind.SET_AGAIN)


class FlagIdentity(Rule):
    code = "PF305"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        """One finding per function and core, at the first place."""
        if FLAG_KEY not in subject.model.assumed:
            return
        known = {race.key for race in subject.races}
        for order in subject.orders_by_other_identity:
            matched = {i for counts in subject.flags if counts.program is order.program for i in counts.misuses}
            remarks = [
                Note(
                    f"{flag_name(i.instruction)} is {i.kind.value}{on_paths(i.certain)}",
                    statement_of(i.instruction).place,
                )
                for i in flag_counts(order.program, by_source_pipe).misuses
                if i.kind in _KINDS and i not in matched
            ]
            pairs = [
                Note(messages.race_event(race), operand_place(race.later.instruction, race.main[2]))
                for race in subject.races_by_other_identity
                if race.order is order and race.key not in known
            ]
            notes = [*pairs, *remarks]
            if notes:
                place = notes[0].place
                assert place is not None
                more = (Note(f"and {len(notes) - _MOST_PLACES} more"),) if len(notes) > _MOST_PLACES else ()
                where = f"in `{order.program.function}`, on the {order.program.core} core"
                what = f"{plural(len(pairs), 'pair')} of accesses and {halves_of_flags(len(remarks))}"
                yield self.finding(
                    f"{where}, {what} would not be in order if source pipe and id alone named a flag",
                    place,
                    (*notes[:_MOST_PLACES], *more),
                    "use each event id of a pipe for one target only",
                    pairs=len(pairs),
                    flags=len(remarks),
                )


class PipeNotOnCore(Rule):
    code = "PF306"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        found = {core: list(self.on_core(subject, core)) for core in subject.arch.pipes}
        if tells_cores_apart(subject.tree.body):
            for findings in found.values():
                yield from findings
        elif all(found.values()):
            first = sorted((findings[0] for findings in found.values()), key=lambda finding: finding.place.span)
            yield self.finding(
                "the file has work for both kinds of core, and nothing in it tells them apart: "
                "which it is for is undecided",
                first[0].place,
                tuple(Note(finding.message, finding.place) for finding in first),
                severity=Severity.UNDECIDED,
            )

    def on_core(self, subject: Subject, core: str) -> Iterator[Finding]:
        there = subject.arch.pipes[core]
        elsewhere = set(for_another_core(subject.tree, subject.programs_of_all_cores))
        programs = [p for p in subject.programs_of_all_cores if p.core == core and p not in elsewhere]
        for instruction in (instruction for program in programs for instruction in program.reached):
            for pipe in sorted(pipes_of(instruction.action) - there):
                yield self.finding(
                    f"the {core} core has no PIPE_{pipe}",
                    statement_of(instruction).place,
                    (Note(f"its pipes are {', '.join(f'PIPE_{name}' for name in sorted(there))}"),),
                    f"is this text for A5? Then `--arch {OTHER}`" if subject.may_be_for_other else "",
                    core=core,
                    pipe=pipe,
                )


class EventIdOutOfRange(Rule):
    code = "PF307"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            for instruction in program.reached:
                action = instruction.action
                event = action.event if isinstance(action, (SetFlag, WaitFlag)) else None
                if event is not None and not 0 <= event < EVENT_IDS:
                    message = f"event id {event} does not exist: ids are 0 to {EVENT_IDS - 1}"
                    yield self.finding(message, statement_of(instruction).place)


class EventIdOfHeader(FlagMisuseRule):
    code = "PF308"
    severity = Severity.ERROR
    kind = MisuseKind.USED_BY_HEADER
    advice = "use another event id around this op, or wait for the flag before it"

    def message(self, misuse: FlagMisuse) -> str:
        return f"`{call_name(misuse.instruction)}` uses the flag {key_name(misuse.key)} inside, and it is raised here"


class UnitFlagOutOfTurn(Rule):
    code = "PF309"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            for one in order.unit_flags.out_of_turn:
                where, certain = one.instruction, one.certain
                severity = Severity.UNDECIDED if one.doubt or not certain else self.severity
                notes = (Note(f"it may do something else: {one.doubt}"),) if one.doubt else ()
                is_op = isinstance(where.action, TileOp)
                place = statement_of(where).place if is_op else subject.head(order.program)
                yield self.finding(_turn_words(one) + on_paths(certain), place, notes, _turn_advice(one), severity)
            yield from self._not_followed(order)

    def _not_followed(self, order: ProgramOrder) -> Iterator[Finding]:
        """One finding for each reason: what is not followed may wait forever."""
        flags = order.unit_flags
        counted = {one.instruction.index for one in flags.out_of_turn}
        first: dict[str, Instruction] = {}
        for index, doubt in flags.doubts.items():
            instruction = order.effects.sites[index].instruction
            if instruction.index not in counted:
                first.setdefault(doubt, instruction)
        for doubt, instruction in first.items():
            if doubt != OUT_OF_TURN:
                message = f"`{call_name(instruction)}` may wait forever: its unit flag is not followed"
                place = statement_of(instruction).place
                yield self.finding(message, place, (Note(doubt),), "", Severity.UNDECIDED)


def _turn_words(one: OutOfTurn) -> str:
    where = f"the unit flag of {one.accumulator}"
    if not isinstance(one.instruction.action, TileOp):
        return f"{where} is still up when the function ends"
    name, does = call_name(one.instruction), "lowers" if one.is_up else "raises"
    return f"`{name}` waits for {where}, which nothing {does}"


def _turn_advice(one: OutOfTurn) -> str:
    store = "store the accumulator with `STPhase::Final`, or push it through a pipe with EN_UNIT_FLAG, after"
    return f"{store} each product of mode Final" if one.is_up else "give the last product before it `AccPhase::Final`"


class SharedCoreFlag(Rule):
    code = "PF310"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            for user in program.flag_users:
                for other in user.beside:
                    yield from self._shared(program, user, other)

    def _shared(self, program: Program, user: FlagUser, other: FlagUser) -> Iterator[Finding]:
        """One finding for two that use flags at the same time."""
        same = sorted(user.flags & other.flags)
        numbers = sorted({flag.number for flag in user.flags} & {flag.number for flag in other.flags})
        if not numbers:
            return
        notes = (
            Note(f"`{other.name}` uses it from here on", other.statement.place),
            Note(f"in `{program.function}`, on the {program.core} core"),
        )
        if user.doubt:
            message = f"`{user.name}` may use a flag of `{other.name}`: {user.doubt}"
            yield self.finding(message, user.statement.place, notes, _OTHER_NUMBERS, Severity.UNDECIDED)
        elif same:
            flags = " and ".join(map(str, same))
            message = f"`{user.name}` uses {flags}, and so does `{other.name}`: each takes the signals of the other"
            yield self.finding(message, user.statement.place, notes, _OTHER_NUMBERS)
        else:
            flags = " and ".join(f"flag {number}" for number in numbers)
            message = (
                f"`{user.name}` uses {flags} between the cores in one direction, `{other.name}` in the other: "
                "whether these are two counters is not documented"
            )
            yield self.finding(message, user.statement.place, notes, _OTHER_NUMBERS, Severity.UNDECIDED)


_OTHER_NUMBERS = "a pipe uses FlagID and the number after it, one of DIR_BOTH also the two after these: use others"


class CoreFlagOverflow(Rule):
    code = "PF312"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            for user in program.flag_users:
                flags = None if user.pipe is None else user.pipe.flags_from(program.core)
                if user.pipe is not None and flags is not None and user.pipe.slot_num > GREATEST_COUNT:
                    slots = user.pipe.slot_num
                    yield self.finding(
                        f"`{user.name}` has {slots} slots, so {flags.ready} may be given {slots} times before it is "
                        f"awaited: it counts to {GREATEST_COUNT}",
                        user.statement.place,
                        (Note(f"in `{program.function}`, on the {program.core} core"),),
                        f"use at most {GREATEST_COUNT} slots",
                    )


class CoresDisagree(Rule):
    code = "PF311"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for cores in subject.of_both_cores:
            for found in disagreements(cores):
                program = cores[found.step.core]
                given = " and ".join(f"{subject.spelled(program, name)} = {n}" for name, n in found.launch.items())
                example = (Note(f"for instance with {given}"),) if given else ()
                where = Note(f"in `{program.function}`, on the {program.core} core")
                severity = self.severity if found.certain else Severity.UNDECIDED
                place = statement_of(found.step.instruction).place
                yield self.finding(found.message, place, (*found.notes, *example, where), severity=severity)


RULES: tuple[Rule, ...] = (
    FlagLeftRaised(),
    WaitNeverSet(),
    FlagSetAgain(),
    EventIdAtRunTime(),
    FlagIdentity(),
    PipeNotOnCore(),
    EventIdOutOfRange(),
    EventIdOfHeader(),
    UnitFlagOutOfTurn(),
    SharedCoreFlag(),
    CoresDisagree(),
    CoreFlagOverflow(),
)
