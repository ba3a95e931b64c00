"""PF102."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class OverwriteBeforeReadDone(RaceRule):
    """An overwrite that may start before an earlier read on the same pipe is done.

    Why it matters: two names can share bytes that no value connects (a reshape, a subview, two tiles at one address).
    The assembler's graph-sync-solver misses exactly these.

    Example:
        TADD(v3, v1, v2);
        TMULS(v5, v4, s);   // PF102: v5 was placed on the bytes of v1

    Limits: those of PF101.
    """

    code = "PF102"
    name = "overwrite-before-read-done"
    kind = "WAR"
    same_pipe = True
