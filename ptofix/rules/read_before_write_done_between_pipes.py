"""PF104."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


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
