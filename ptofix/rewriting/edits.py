"""Edits that several passes make."""

from __future__ import annotations

import re
from bisect import bisect_left

from ptofix.cpp.parser import Statement, Tree
from ptofix.cpp.scanner import ItemKind
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
