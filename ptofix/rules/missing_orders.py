"""PF1xx: orders that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ptofix.order.effects import meeting
from ptofix.rules import messages
from ptofix.rules.messages import statement_of
from ptofix.rules.races import by_cause, ordered_as_scalar
from ptofix.rules.rule import Finding, RaceRule, Rule, missing_pairs, race_fix
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class ReadBeforeWriteDone(RaceRule):
    """A read that may start before an earlier write on the same pipe is done.

    What: on some path no barrier of the pipe, drain inside an op or round trip through another pipe separates the two.

    Why it matters: a pipe may start an op before the previous one has written its results; the reader sees old bytes.

    Example:
        TADD(v3, v1, v2);
        TMUL(v4, v3, v1);   // PF101: put `pipe_barrier(PIPE_V);` between the two

    Limits: --model says which pairs count as ordered (docs/model.md). Global memory is left out, and so are pairs with
    a statement that is not understood (PF501).
    """

    code = "PF101"
    name = "read-before-write-done"
    kind = "RAW"
    same_pipe = True


class OverwriteBeforeReadDone(RaceRule):
    """An overwrite that may start before an earlier read on the same pipe is done.

    Why it matters: two names can share bytes that no value connects (a reshape, a subview, two tiles at one address).
    The assembler's graph-sync-solver misses exactly these.

    Example:
        TADD(v3, v1, v2);
        TMULS(v5, v4, s);   // PF102: v5 was placed on the bytes of v1

    Limits: those of PF101.
    """

    code = "PF102"
    name = "overwrite-before-read-done"
    kind = "WAR"
    same_pipe = True


class WriteBeforeWriteDone(RaceRule):
    """A write that may start before an earlier write on the same pipe is done.

    Why it matters: the bytes may end up with the older value. Two loads into one tile are undecided: no assembler puts
    a barrier of PIPE_MTE2 between them, and no document says whether one overtakes the other.

    Example:
        TMATMUL(acc, a, b);
        TMATMUL_ACC(acc, acc, c, d);   // PF101, with this as a second kind: both write acc

    Limits: those of PF101.
    """

    code = "PF103"
    name = "write-before-write-done"
    kind = "WAW"
    same_pipe = True


class ReadBeforeWriteDoneBetweenPipes(RaceRule):
    """A read that may start before an earlier write on another pipe is done.

    What: on some path no chain of flags, `pipe_barrier(PIPE_ALL)` or drain inside an op makes the writer finish first.

    Why it matters: without a flag the reader starts as soon as its own pipe is free.

    Example:
        TLOAD(v1, g);
        TADD(v2, v1, v1);   // PF104: set a flag from PIPE_MTE2 to PIPE_V after the load, wait for it before the add

    Limits: both pipes and the id name a flag (hw.flag-key, PF305). In global memory only accesses that certainly meet
    count (docs/model.md). Waits inside TPUSH, TPOP, TALLOC and TFREE order nothing. Otherwise as PF101.
    """

    code = "PF104"
    name = "read-before-write-done-between-pipes"
    kind = "RAW"
    same_pipe = False


class OverwriteBeforeReadDoneBetweenPipes(RaceRule):
    """An overwrite that may start before an earlier read on another pipe is done.

    Why it matters: typically the next iteration of a loop loads into a buffer that a slow store still reads.

    Example:
        TSTORE(g, v1);
        TADD(v1, v2, v3);   // PF105: the store may still be reading v1

    Limits: those of PF104.
    """

    code = "PF105"
    name = "overwrite-before-read-done-between-pipes"
    kind = "WAR"
    same_pipe = False


class WriteBeforeWriteDoneBetweenPipes(RaceRule):
    """A write that may start before an earlier write on another pipe is done.

    Why it matters: the bytes may end up with the older value.

    Example:
        TEXPANDS(v1, s);
        TLOAD(v1, g);   // PF106: the fill may come last

    Limits: those of PF104.
    """

    code = "PF106"
    name = "write-before-write-done-between-pipes"
    kind = "WAW"
    same_pipe = False


class HiddenScratch(Rule):
    """Two ops in a row that share scratch memory which no operand names.

    What: row-expands with a column-major per-row operand, and some other ops, use a fixed scratch area at byte 188416
    of UB. The broadcast of the second may overwrite what the arithmetic of the first still reads.

    Why it matters: the assembler does not know the scratch, so no mode puts a barrier there. The headers rely on the
    pipe to read before it overwrites, which is not documented.

    Example:
        TROWEXPANDDIV(v1, v1, v5);
        TROWEXPANDDIV(v2, v2, v6);   // PF110: put `pipe_barrier(PIPE_V);` between, or allow it with a reason

    Limits: `--model ops`, which knows operands only, does not see it. Under `default` a pair at least 16 vector repeats
    apart counts as ordered (hw.repeat-distance).
    """

    code = "PF110"
    name = "hidden-scratch"
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
    """A TCI with a scratch tile that the assembler orders as work of the scalar unit.

    What: `TCI(dst, start, tmp)` runs on PIPE_V in the headers, but assembler 0.45 to 0.60 puts flags of PIPE_S around
    it.

    Why it matters: what follows may read the tile before it is filled (PTOAS #1499, #1532).

    Example:
        TCI<…>(v8, v4, v10);
        set_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);
        wait_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);
        TSTORE(v7, v8);   // PF111: put `pipe_barrier(PIPE_ALL);` after the TCI, or use flags of PIPE_V

    Limits: it replaces PF101 to PF106 where such a TCI is the earlier op.
    """

    code = "PF111"
    name = "iota-ordered-as-scalar"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if ordered_as_scalar(race):
                why = Note("with a scratch tile TCI runs on PIPE_V; the assembler orders it as PIPE_S")
                yield self.report(subject, race, (why,))


class SignalBeforeData(RaceRule):
    """A signal that may be given before the data that it announces is stored.

    What: `TNOTIFY` signals on PIPE_S, and an earlier store on PIPE_MTE3 or PIPE_FIX may not be done: no flag to PIPE_S,
    `pipe_barrier(PIPE_ALL)` or barrier of the store's pipe is between them. Or `TPUSH` (`TFREE`) hands over a slot in
    global memory that another pipe than the one it follows (FIX or MTE3 for TPUSH, MTE2 for TFREE) stores into (uses).

    Why it matters: the waiting core reads old data. The barrier inside TNOTIFY comes after the signal, and
    assembler 0.60 puts nothing before it (PTOAS #711).

    Example:
        TSTORE(g, v1);
        pto::comm::TNOTIFY(signal, 1, pto::comm::NotifyOp::Set);   // PF112: a flag from PIPE_MTE3 to PIPE_S helps

    Limits: every earlier store counts, loads do not. That a barrier of the pipe is enough is hw.barrier-before-signal.
    Caches and `dsb` are not judged. Of slots only those count that a TALLOC or TPOP of the same iteration bound.
    """

    code = "PF112"
    name = "signal-before-data"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if race.on_signal:
                yield self.report(subject, race)


RULES: tuple[Rule, ...] = (
    ReadBeforeWriteDone(),
    OverwriteBeforeReadDone(),
    WriteBeforeWriteDone(),
    ReadBeforeWriteDoneBetweenPipes(),
    OverwriteBeforeReadDoneBetweenPipes(),
    WriteBeforeWriteDoneBetweenPipes(),
    HiddenScratch(),
    IotaOrderedAsScalar(),
    SignalBeforeData(),
)
