"""PF202."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.arch.pipe import Pipe
from ptofix.order.barriers import BARRIER_PIPES, candidates
from ptofix.order.grades import NO_DISTANCE
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity

_MOST_PLACES = 3


class RedundantBarriers(Rule):
    """Barriers that keep nothing apart.

    What: for each pipe one note on the `pipe_barrier`s that could go, each by itself, because everything they order is
    ordered without them; the first few are shown.

    Why it matters: every barrier stops its pipe until the last result is written.

    Example:
        TADD(v3, v1, v2);
        pipe_barrier(PIPE_V);   // PF202: nothing behind it uses what is in front of it
        TMUL(v4, v1, v2);
    `ptofix run --pattern proven` removes them, with a proof each.

    Limits: a note, never an error. Two redundant barriers can be each other's reason, so fewer may go than are counted.
    """

    code = "PF202"
    name = "redundant-barriers"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        for pipe in BARRIER_PIPES:
            every = candidates(subject.as_called.orders, pipe)
            redundant = [candidate for candidate in every if candidate.is_redundant()]
            if not redundant:
                continue
            free = sum(candidate.is_redundant(NO_DISTANCE) for candidate in redundant)
            assumed = f", {len(redundant) - free} of them by distance alone" if free < len(redundant) else ""
            places = [candidate.statement.place for candidate in redundant]
            notes = tuple(Note("and this one", place) for place in places[1:_MOST_PLACES])
            if len(places) > _MOST_PLACES:
                notes += (Note(f"and {len(places) - _MOST_PLACES} more"),)
            count = f"{len(redundant)} of {len(every)} `pipe_barrier(PIPE_{pipe})`"
            yield self.finding(
                f"{count} {'is' if len(redundant) == 1 else 'are'} redundant, each by itself{assumed}",
                places[0],
                notes,
                "`ptofix run --pattern proven` removes what can go together" if pipe == Pipe.V else "",
                pipe=pipe,
                lines=[place.line for place in places],
                without_assumption=free,
            )
