"""Edits that several passes make, and the barriers that a user names by line number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ptofix.cpp import nodes
from ptofix.cpp.parser import Statement, Tree
from ptofix.cpp.scanner import ItemKind
from ptofix.program.pipes import decimal
from ptofix.rewriting.job import Job
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import Edit, Span

_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


def removal(tree: Tree, statement: Statement, what: str, strip: bool) -> Edit:
    """Take a statement out: leave a comment that says so, or drop it (`strip`) with its line if nothing else is on it.

    The comment takes as many lines as the statement did, so that line numbers still match the assembler's file. After
    a label, a null statement stays.
    """
    stays = ";" if is_labelled(tree, statement) else ""
    if not strip:
        newlines = "".join(c for c in statement.text if c in "\r\n")
        plain = " ".join(_COMMENT.sub(" ", what).split())
        return Edit(statement.span, f"/* ptofix: removed {plain} */{stays}{newlines}")
    if stays:
        return Edit(statement.span, stays)
    text = statement.source.text
    start, end = statement.span
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    stop = end
    while stop < len(text) and text[stop] in " \t":
        stop += 1
    alone = (start == 0 or text[start - 1] in "\r\n") and (stop == len(text) or text[stop] in "\r\n")
    if not alone:
        return Edit(statement.span, "")
    if text.startswith("\r\n", stop):
        stop += 2
    elif stop < len(text):
        stop += 1
    return Edit(Span(start, stop), "")


def is_labelled(tree: Tree, statement: Statement) -> bool:
    """Whether a label is in front: what follows may not be a statement, or may not be after a label."""
    index = bisect_left(tree.items, statement.span.start, key=lambda item: item.start)
    before = [item for item in tree.items[max(0, index - 20) : index] if item.kind is not ItemKind.DIRECTIVE]
    return bool(before) and before[-1].kind is ItemKind.LABEL


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
