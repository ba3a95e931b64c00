"""PF112."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, RaceRule
from ptofix.rules.subject import Subject


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
