"""PF105."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class OverwriteBeforeReadDoneBetweenPipes(RaceRule):
    """An overwrite that may start before an earlier read on another pipe is done.

    Why it matters: typically the next iteration of a loop loads into a buffer that a slow store still reads.

    Example:
        TSTORE(g, v1);
        TADD(v1, v2, v3);   // PF105: the store may still be reading v1

    Limits: those of PF104.
    """

    code = "PF105"
    name = "overwrite-before-read-done-between-pipes"
    kind = "WAR"
    same_pipe = False
