"""PF111."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.races import ordered_as_scalar
from ptofix.rules.rule import Finding, RaceRule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note


class IotaOrderedAsScalar(RaceRule):
    """A TCI with a scratch tile that the assembler orders as work of the scalar unit.

    What: `TCI(dst, start, tmp)` runs on PIPE_V in the headers, but assembler 0.45 to 0.60 puts flags of PIPE_S around
    it.

    Why it matters: what follows may read the tile before it is filled (PTOAS #1499, #1532).

    Example:
        TCI<…>(v8, v4, v10);
        set_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);
        wait_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);
        TSTORE(v7, v8);   // PF111: put `pipe_barrier(PIPE_ALL);` after the TCI, or use flags of PIPE_V

    Limits: it replaces PF101 to PF106 where such a TCI is the earlier op.
    """

    code = "PF111"
    name = "iota-ordered-as-scalar"

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.missing:
            if ordered_as_scalar(race):
                why = Note("with a scratch tile TCI runs on PIPE_V; the assembler orders it as PIPE_S")
                yield self.report(subject, race, (why,))
