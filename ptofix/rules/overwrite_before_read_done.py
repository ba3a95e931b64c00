"""PF102."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class OverwriteBeforeReadDone(RaceRule):
    """An overwrite that may start before an earlier read on the same pipe is done.

    What: one op writes bytes that an earlier op on the same pipe reads, and on some path nothing makes the reader
    finish first.

    Why it matters: two names can share bytes that no value connects: a reshape, a subview, or two tiles at one address.
    The assembler's graph-sync-solver misses exactly these.

    Example:
        TADD(v3, v1, v2);
        TMULS(v5, v4, s);   // PF102: v5 was placed on the bytes of v1

    Put `pipe_barrier(PIPE_V);` between the two.

    Limits: which pairs count as ordered depends on --model (docs/model.md). Global memory is not looked at, nor are
    pairs with a statement that is not understood (PF501).
    """

    code = "PF102"
    name = "overwrite-before-read-done"
    kind = "WAR"
    same_pipe = True
