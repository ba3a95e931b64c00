"""PF101."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class ReadBeforeWriteDone(RaceRule):
    """A read that may start before an earlier write on the same pipe is done.

    What: one op reads bytes that an earlier op on the same pipe writes, and on some path neither a barrier of that
    pipe, nor a drain inside an op, nor a round trip through another pipe lies between the two.

    Why it matters: a pipe starts its work in order but may start an op before the one in front of it has written its
    results. The reader then sees old bytes, now and then, on real hardware only.

    Example:
        TADD(v3, v1, v2);
        TMUL(v4, v3, v1);   // PF101: v3 may not be written yet
    Put `pipe_barrier(PIPE_V);` between the two.

    Limits: which pairs count as ordered depends on --model. `ops` takes each call as one access and no assumption;
    `strict` adds the micro-steps, the drains inside ops and the hidden scratch; `default` adds hw.repeat-distance.
    Global memory is not looked at, nor are pairs with a statement that is not understood (PF501).
    """

    code = "PF101"
    name = "read-before-write-done"
    kind = "RAW"
    same_pipe = True
