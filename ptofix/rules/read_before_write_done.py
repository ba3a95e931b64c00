"""PF101."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class ReadBeforeWriteDone(RaceRule):
    """A read that may start before an earlier write on the same pipe is done.

    What: one op reads bytes that an earlier op on the same pipe writes, and on some path no barrier of that pipe, drain
    inside an op, or round trip through another pipe is between them.

    Why it matters: a pipe may start an op before the previous one has written its results. The reader then sees old
    bytes, now and then, on real hardware only.

    Example:
        TADD(v3, v1, v2);
        TMUL(v4, v3, v1);   // PF101: v3 may not be written yet

    Put `pipe_barrier(PIPE_V);` between the two.

    Limits: which pairs count as ordered depends on --model (docs/model.md). Global memory is not looked at, nor are
    pairs with a statement that is not understood (PF501).
    """

    code = "PF101"
    name = "read-before-write-done"
    kind = "RAW"
    same_pipe = True
