"""Barriers that a user names by line number."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.cpp import nodes
from ptofix.cpp.parser import Statement
from ptofix.program.pipes import decimal
from ptofix.rewriting.job import Job
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import Span


def barriers_on(lines: Iterable[str], job: Job) -> list[Statement]:
    """The PIPE_V barriers on these lines, counted from 1. Raises PtofixError for a line that has none."""
    by_line = {statement.line: statement for statement in job.tree.statements if _is_vector_barrier(statement)}
    return [_barrier_on(text, by_line, job) for text in dict.fromkeys(lines)]


def _barrier_on(text: str, by_line: dict[int, Statement], job: Job) -> Statement:
    line = decimal(text) or 0
    if not 1 <= line <= job.source.line_count:
        raise error(f"`{text}` is not a line of `{job.source.name}`")
    if line not in by_line:
        start = job.source.line_start(line)
        end = start + len(job.source.line_text(line))
        raise error(f"line {line} has no `pipe_barrier(PIPE_V)`", Place(job.source, Span(start, end)))
    return by_line[line]


def _is_vector_barrier(statement: Statement) -> bool:
    match statement.node:
        case nodes.Expression(nodes.Call(nodes.Name("pipe_barrier"), (nodes.Name("PIPE_V"),))):
            return True
        case _:
            return False
