"""PF101."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


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
