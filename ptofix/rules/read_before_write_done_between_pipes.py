"""PF104."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class ReadBeforeWriteDoneBetweenPipes(RaceRule):
    """A read that may start before an earlier write on another pipe is done.

    What: one op reads bytes that an op on another pipe writes, and on some path no chain of flags, no
    `pipe_barrier(PIPE_ALL)` and no drain inside an op makes the writer finish first.

    Why it matters: without a flag the reader starts as soon as its own pipe is free.

    Example:
        TLOAD(v1, g);
        TADD(v2, v1, v1);   // PF104: the load may still be in flight

    Put `set_flag(PIPE_MTE2, PIPE_V, id);` after the load and `wait_flag(PIPE_MTE2, PIPE_V, id);` before the add.

    Limits: a flag is named by both of its pipes and its id (hw.flag-key; see PF305). In global memory only accesses
    count that are sure to meet (docs/model.md). Pairs with a statement that is not understood are left out (PF501).
    Waits inside TPUSH, TPOP, TALLOC and TFREE order nothing.
    """

    code = "PF104"
    name = "read-before-write-done-between-pipes"
    kind = "RAW"
    same_pipe = False
