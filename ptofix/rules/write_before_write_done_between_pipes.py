"""PF106."""

from __future__ import annotations

from ptofix.rules.rule import RaceRule


class WriteBeforeWriteDoneBetweenPipes(RaceRule):
    """A write that may start before an earlier write on another pipe is done.

    Why it matters: the bytes may end up with the older value.

    Example:
        TEXPANDS(v1, s);
        TLOAD(v1, g);   // PF106: the fill may come last

    Limits: those of PF104.
    """

    code = "PF106"
    name = "write-before-write-done-between-pipes"
    kind = "WAW"
    same_pipe = False
