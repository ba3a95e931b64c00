"""`remove-barrier-lines`: barriers by line number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.cpp import nodes
from ptofix.cpp.parser import Statement, statements
from ptofix.program.pipes import decimal
from ptofix.rewrite.edits import removal
from ptofix.rewrite.job import Job, Pass
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import Span


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
        by_line: dict[int, Statement] = {}
        for statement in statements(job.tree.body):
            if _is_vector_barrier(statement):
                by_line[statement.line] = statement
        for text in dict.fromkeys(self.lines):
            line = decimal(text) or 0
            if not 1 <= line <= job.source.line_count:
                raise error(f"`{text}` is not a line of `{job.source.name}`")
            if line not in by_line:
                start = job.source.line_start(line)
                end = start + len(job.source.line_text(line))
                raise error(f"line {line} has no `pipe_barrier(PIPE_V)`", Place(job.source, Span(start, end)))
            statement = by_line[line]
            edit = removal(job.tree, statement, "pipe_barrier(PIPE_V): by line number, not checked", job.strip)
            job.accept([edit], "by line", "unchecked", "removed pipe_barrier(PIPE_V), not checked", statement.place)


def _is_vector_barrier(statement: Statement) -> bool:
    match statement.node:
        case nodes.Expression(nodes.Call(nodes.Name("pipe_barrier"), (nodes.Name("PIPE_V"),))):
            return True
        case _:
            return False
