"""`remove-barrier-lines`: barriers by line number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.rewriting.edits import barriers_on, removal
from ptofix.rewriting.job import Job, Pass


@dataclass(frozen=True)
class RemoveBarrierLines(Pass):
    """Experimental: remove the PIPE_V barriers on given lines, without any check.

    What: for trying out on a device what a barrier costs. Nothing is proved.

    Why it matters: a bisection on hardware needs to take single barriers away.

    Safety: none. It is refused together with patterns.

    Limits: a line without a PIPE_V barrier statement is an error.
    """

    name: ClassVar[str] = "remove-barrier-lines"
    language: ClassVar[str] = "cpp"
    unchecked: ClassVar[str] = "lines are taken on trust"

    lines: tuple[str, ...] = field(default=(), metadata={"help": "line numbers, counted from 1"})

    def run(self, job: Job) -> None:
        for statement in barriers_on(self.lines, job):
            edit = removal(job.tree, statement, "pipe_barrier(PIPE_V): by line number, not checked", job.strip)
            job.accept([edit], "by line", "unchecked", "removed pipe_barrier(PIPE_V), not checked", statement.place)
