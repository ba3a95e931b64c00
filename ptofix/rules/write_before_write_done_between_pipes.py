"""PF106."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class WriteBeforeWriteDoneBetweenPipes(RaceRule):
    """A write that may start before an earlier write on another pipe is done.

    What: two ops on different pipes write the same bytes, and on some path nothing makes the first finish first.

    Why it matters: the bytes may end up with the older value.

    Example:
        TEXPANDS(v1, s);
        TLOAD(v1, g);   // PF106: the fill may come last

    Put `set_flag(PIPE_V, PIPE_MTE2, id);` after the fill and the matching `wait_flag` before the load.

    Limits: a flag is named by both of its pipes and its id (hw.flag-key; see PF305). In global memory only accesses
    count that are sure to meet (docs/model.md). Pairs with a statement that is not understood are left out (PF501).
    Waits inside TPUSH, TPOP, TALLOC and TFREE order nothing.
    """

    code = "PF106"
    name = "write-before-write-done-between-pipes"
    kind = "WAW"
    same_pipe = False
