"""PF112."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, RaceRule
from ptofix.rules.subject import Subject


class SignalBeforeData(RaceRule):
    """A signal that may be given before the data that it is about is stored.

    What: `TNOTIFY` writes its signal on PIPE_S, and a store in front of it, on PIPE_MTE3 or PIPE_FIX, may not be done
    on some path: neither a flag to PIPE_S, `pipe_barrier(PIPE_ALL)` nor a barrier of the store's pipe stands between.
    Or `TPUSH` hands over a slot in global memory, behind the work of PIPE_FIX on the cube core and of PIPE_MTE3 on the
    vector core, in which another pipe stores; or `TFREE` gives one back, behind that of PIPE_MTE2, that another uses.

    Why it matters: who waits for the signal reads what was there before. The barrier that TNOTIFY has inside comes
    behind the signal. Assembler 0.60 puts nothing in front of it, 0.45 barriers of both pipes that copy (PTOAS #711).

    Example:
        TSTORE(g, v1);
        pto::comm::TNOTIFY(signal, 1, pto::comm::NotifyOp::Set);   // PF112: the store may still be going on
    Put `set_flag(PIPE_MTE3, PIPE_S, id);` behind the store and the matching `wait_flag` before the signal.

    Limits: every store in front counts, as nothing says what a signal is about; loads, which a signal may also stand
    for, do not, but no rewrite lets one be passed. That a barrier of the pipe is enough is hw.barrier-before-signal.
    Whether the other device sees what is stored is a matter of caches and `dsb`, which is not judged. Of a slot only
    what is sure to be the one that is handed over counts: that a TALLOC or TPOP of the same round bound.
    """

    code = "PF112"
    name = "signal-before-data"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if race.on_signal:
                yield self.report(subject, race)
