"""PF3xx: flags, their ids, and the pipes that they are between."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.hardware.other_hardware import OTHER
from ptofix.order.cross import by_source_pipe
from ptofix.order.flags import FlagMisuse, MisuseKind, UncertainWait, flag_counts
from ptofix.order.model import ProgramOrder
from ptofix.order.unit_flags import OUT_OF_TURN, OutOfTurn
from ptofix.program.conditionals import tells_cores_apart
from ptofix.program.program import Instruction, SetFlag, TileOp, WaitFlag
from ptofix.rules import messages
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
    """A flag that is still raised when the function ends.

    What: on some path no `wait_flag` takes a `set_flag`.

    Why it matters: flags outlive the kernel, so the first wait of the next kernel on the core passes at once.

    Example:
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
        TSTORE(g, v1);
        return;   // PF301: nothing waited

    Limits: branches count as independent, so a set and its wait under two conditions that always agree are undecided,
    "on some path". Nothing is said after a statement that is not understood (PF501). If ids are known only at run time
    (PF304), a flag is reported if every path has more sets than waits, whatever the ids are.
    """

    code = "PF301"
    name = "flag-left-raised"
    on_any_hardware = True
    kind = MisuseKind.LEFT_RAISED
    advice = "every set needs one wait after it on every path"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is still raised when the function ends"


class WaitNeverSet(FlagMisuseRule):
    """A wait for a flag that nothing sets.

    What: control can reach the `wait_flag` with no matching `set_flag` before it.

    Why it matters: the pipe waits for ever, and the kernel hangs.

    Example:
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);   // PF302: the load sets EVENT_ID2
        TADD(v2, v1, v1);

    Limits: as PF301 for branches and PF501. If ids are known only at run time (PF304), it is an error if nothing sets
    any flag that the wait may mean, or there are more waits than sets; undecided if nothing sets the flag for some of
    its ids, or every set before it may have another id.
    """

    code = "PF302"
    name = "wait-never-set"
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
    """A flag that is set while it is still raised.

    Why it matters: CANN's guide asks for sets and waits in pairs, and calls a flag a bit. If it is one, the second wait
    never ends. If flags count, as assembler 0.37 takes for granted in loops, the next wait may take the older raise, so
    it orders only what both sets cover.

    Example:
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        TLOAD(v2, g);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);   // PF303: nothing has waited for the first one

    Limits: as PF301.
    """

    code = "PF303"
    name = "flag-set-again"
    severity = Severity.UNDECIDED
    on_any_hardware = True
    kind = MisuseKind.SET_AGAIN
    advice = "wait for the first one before the second set, or use another event id"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is set while it is still raised"


class EventIdAtRunTime(Rule):
    """An event id that is known only at run time.

    What: one finding for each pair of pipes. Constants are followed through names and casts.

    Why it matters: any flag between the two pipes may be meant, so no wait between them orders anything. The pairs of
    accesses between them are counted here, not reported; of waits only those that never end (PF302).

    Example:
        wait_flag(PIPE_MTE2, PIPE_V, v12);   // PF304

    Limits: a note if no order depends on it.
    """

    code = "PF304"
    name = "event-id-at-run-time"
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
                    severity=self.severity if orders else Severity.NOTE,
                    orders=orders,
                )


_MOST_PLACES = 3
_KINDS = (MisuseKind.LEFT_RAISED, MisuseKind.NEVER_SET, MisuseKind.SET_AGAIN)


class FlagIdentity(Rule):
    """A result that depends on what identifies a flag.

    What: two identities of a flag are published: source pipe, target pipe and id (which every model assumes, as
    hw.flag-key), or source pipe and id alone. One note per function and core says what would be a finding under the
    second only.

    Why it matters: code that uses one id from one pipe to two targets at a time is right under the first identity only.

    Example:
        set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);   // PF305: under the other identity the same flag, set again

    Limits: with `--no-assume hw.flag-key` what fails under either identity is an error of its own kind.
    """

    code = "PF305"
    name = "flag-identity"
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
    """A pipe that the core does not have.

    What: the vector core has no M, MTE1 and FIX, the cube core no V.

    Why it matters: the device compiler rejects it at best; a wait for such a pipe never ends.

    Example:
        #if defined(__DAV_CUBE__)
        pipe_barrier(PIPE_V);   // PF306: the cube core has no vector pipe
        #endif

    Limits: both cores see statements outside every `__DAV_…__` region. A file without any such region is for the kind
    of core that its build chooses: the ops of each function say which, and a mixture is one finding, undecided.
    """

    code = "PF306"
    name = "pipe-not-on-core"
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
    """An event id that does not exist.

    Why it matters: there are eight ids, 0 to 7, for each pair of pipes; what another number does is not defined.

    Example:
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID8);   // PF307

    Limits: ids known only at run time are not checked (PF304).
    """

    code = "PF307"
    name = "event-id-out-of-range"
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
    """A flag that an op uses inside its header while it is raised outside.

    Why it matters: the wait inside may take the outer raise and pass too early, and the outer wait the inner one.

    Example:
        set_flag(PIPE_V, PIPE_S, EVENT_ID0);
        TSHL(v3, v1, v2);   // PF308: sets and awaits PIPE_V → PIPE_S, EVENT_ID0 inside
        wait_flag(PIPE_V, PIPE_S, EVENT_ID0);

    Limits: the ids are those of pto-isa at the commit that the op table names.
    """

    code = "PF308"
    name = "event-id-of-header"
    severity = Severity.ERROR
    kind = MisuseKind.USED_BY_HEADER
    advice = "use another event id around this op, or wait for the flag before it"

    def message(self, misuse: FlagMisuse) -> str:
        return f"`{call_name(misuse.instruction)}` uses the flag {key_name(misuse.key)} inside, and it is raised here"


class UnitFlagOutOfTurn(Rule):
    """A product or store that waits for a unit flag that is never raised or lowered.

    What: a product of mode Final (`AccPhase`) raises the unit flag of its accumulator, and a store of mode Final
    (`STPhase`, or TPUSH through a pipe with EN_UNIT_FLAG) lowers it. Here a store has no product of mode Final before
    it, a product has no store of the last result before it, or the function ends without that store.

    Why it matters: the pipe waits for ever, and the kernel hangs, or the next kernel on the core does.

    Example:
        TMATMUL<AccPhase::Partial>(c, a, b);
        TSTORE<STPhase::Final>(g, c);          // PF309: no product was the last one

    Limits: it rests on hw.unit-flag, and is undecided if only some paths do it. Also undecided, one finding for each
    reason: a call without a mode or a store of mode Partial touches the accumulator, tiles of several sizes share its
    bytes, the bytes are unknown, or something is not understood.
    """

    code = "PF309"
    name = "unit-flag-out-of-turn"
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
        """One finding for each reason: what is not followed may wait for ever."""
        flags = order.unit_flags
        counted = {one.instruction.index for one in flags.out_of_turn}
        first: dict[str, Instruction] = {}
        for index, doubt in flags.doubts.items():
            instruction = order.effects.sites[index].instruction
            if instruction.index not in counted:
                first.setdefault(doubt, instruction)
        for doubt, instruction in first.items():
            if doubt != OUT_OF_TURN:
                message = f"`{call_name(instruction)}` may wait for ever: its unit flag is not followed"
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
)
