"""PF103."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class WriteBeforeWriteDone(RaceRule):
    """A write that may start before an earlier write on the same pipe is done.

    What: two ops on one pipe write the same bytes, and on some path nothing makes the first finish before the second
    starts.

    Why it matters: the bytes may end up with the older value.

    Example:
        TMATMUL(acc, a, b);
        TMATMUL_ACC(acc, acc, c, d);   // PF101, with this as a second kind: acc is written by both

    Put `pipe_barrier(PIPE_M);` between the two.

    Two loads into one tile are a note only: the assembler never puts a barrier of PIPE_MTE2 between them.

    Limits: which pairs count as ordered depends on --model (docs/model.md). Global memory is not looked at, nor are
    pairs with a statement that is not understood (PF501).
    """

    code = "PF103"
    name = "write-before-write-done"
    kind = "WAW"
    same_pipe = True
