"""PF202."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import BARRIER_PIPES, candidates
from ptofix.order.grades import NO_DISTANCE
from ptofix.program.executions import Executions, by_source_line, executions
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity

_MOST_PLACES = 3


class RedundantBarriers(Rule):
    """Barriers that separate nothing.

    What: one note per pipe on the `pipe_barrier`s that are redundant, each by itself. For a recording, one per line of
    the source, with the number of executions.

    Why it matters: every barrier stops its pipe until the last result is written. `ptofix run --pattern proven` removes
    them.

    Example:
        TADD(v3, v1, v2);
        pipe_barrier(PIPE_V);   // PF202: nothing after it uses what is before it
        TMUL(v4, v1, v2);

    Limits: two redundant barriers may each depend on the other, so fewer can be removed than are counted.
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
            every_place = [candidate.statement.place for candidate in every]
            lines = by_source_line(every_place, places, executions(subject.tree)) if places[0].recorded_from else []
            notes += tuple(Note(str(line)) for line in lines)
            count = f"{len(redundant)} of {len(every)} `pipe_barrier(PIPE_{pipe})`"
            yield self.finding(
                f"{count} {'is' if len(redundant) == 1 else 'are'} redundant, each by itself{assumed}",
                places[0],
                notes,
                _advice(bool(lines), pipe),
                pipe=pipe,
                lines=[place.line for place in places],
                without_assumption=free,
                **_data(lines),
            )


def _advice(recorded: bool, pipe: Pipe) -> str:
    if pipe != Pipe.V:
        return ""
    if recorded:
        return "`ptofix run --pattern proven --remarks all` says which can go together; it does not change the source"
    return "`ptofix run --pattern proven` removes as many as can go together"


def _data(lines: Sequence[Executions]) -> dict[str, Any]:
    """What the machine form says of the lines of a recording's source."""
    rows = [{"file": x.place.file, "line": x.place.line, "redundant": x.some, "executions": x.all} for x in lines]
    return {"by_source_line": rows} if rows else {}
