"""PF103."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


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
