"""PF105."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class OverwriteBeforeReadDoneBetweenPipes(RaceRule):
    """An overwrite that may start before an earlier read on another pipe is done.

    What: one op writes bytes that an op on another pipe reads, and on some path nothing makes the reader finish first.

    Why it matters: typically a buffer that the next round of a loop loads into while a slow store still reads it.

    Example:
        TSTORE(g, v1);
        TADD(v1, v2, v3);   // PF105: the store may still be reading v1

    Put `set_flag(PIPE_MTE3, PIPE_V, id);` after the store and the matching `wait_flag` before the add.

    Limits: a flag is named by both of its pipes and its id (hw.flag-key; see PF305). In global memory only accesses
    count that are sure to meet (docs/model.md). Pairs with a statement that is not understood are left out (PF501).
    Waits inside TPUSH, TPOP, TALLOC and TFREE order nothing.
    """

    code = "PF105"
    name = "overwrite-before-read-done-between-pipes"
    kind = "WAR"
    same_pipe = False
