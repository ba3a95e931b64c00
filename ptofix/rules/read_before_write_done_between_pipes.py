"""PF104."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class ReadBeforeWriteDoneBetweenPipes(RaceRule):
    """A read that may start before an earlier write on another pipe is done.

    What: one op reads bytes that an op on another pipe writes, and on some path no chain of flags, no
    `pipe_barrier(PIPE_ALL)` and no drain inside an op makes the writer finish first.

    Why it matters: pipes run side by side. Without a flag the reader starts as soon as its own pipe is free.

    Example:
        TLOAD(v1, g);
        TADD(v2, v1, v1);   // PF104: the load may still be going on
    Put `set_flag(PIPE_MTE2, PIPE_V, id);` behind the load and `wait_flag(PIPE_MTE2, PIPE_V, id);` before the add.

    Limits: a flag is named by both of its pipes and its id (hw.flag-key; see PF305). In global memory only
    accesses count that are sure to meet: behind one argument, at offsets that differ by a constant, in one round of the
    loops that they hang on (docs/model.md). Pairs with a statement that is not understood are left out (PF501). Waits
    inside TPUSH, TPOP, TALLOC and TFREE order nothing.
    """

    code = "PF104"
    name = "read-before-write-done-between-pipes"
    kind = "RAW"
    same_pipe = False
