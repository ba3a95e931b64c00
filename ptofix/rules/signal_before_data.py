"""PF112."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, RaceRule
from ptofix.rules.subject import Subject


class SignalBeforeData(RaceRule):
    """A signal that may be given before the data that it is about is stored.

    What: `TNOTIFY` writes its signal on PIPE_S, and on some path an earlier store on PIPE_MTE3 or PIPE_FIX may not be
    done: there is no flag to PIPE_S, `pipe_barrier(PIPE_ALL)` or barrier of the store's pipe between. Or `TPUSH` hands
    over a slot in global memory after the work of PIPE_FIX (cube core) or PIPE_MTE3 (vector core), and another pipe
    stores into it; or `TFREE` returns one after the work of PIPE_MTE2, and another pipe uses it.

    Why it matters: whoever waits for the signal reads old data. The barrier inside TNOTIFY comes after the signal.
    Assembler 0.60 puts nothing before it, 0.45 barriers of both pipes that copy (PTOAS #711).

    Example:
        TSTORE(g, v1);
        pto::comm::TNOTIFY(signal, 1, pto::comm::NotifyOp::Set);   // PF112: the store may still be in flight

    Put `set_flag(PIPE_MTE3, PIPE_S, id);` after the store and the matching `wait_flag` before the signal.

    Limits: every earlier store counts, as nothing says what a signal is about; loads do not. That a barrier of the pipe
    is enough is hw.barrier-before-signal. Caches and `dsb` are not judged. Of a slot only what a TALLOC or TPOP of the
    same round bound counts.
    """

    code = "PF112"
    name = "signal-before-data"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if race.on_signal:
                yield self.report(subject, race)
