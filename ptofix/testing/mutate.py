"""Mutants: every single change of one barrier or flag of a kernel, and nothing else.

Statements move past their neighbour in the same block, which may be a whole loop or branch, so the control flow stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ptofix.cpp import nodes
from ptofix.cpp.parser import Arm, Block, Conditional, Element, Statement, Tree, parse
from ptofix.text.source import Edit, SourceFile, Span, apply_edits

_SYNC = re.compile(r"\s*(pipe_barrier|set_flag|wait_flag)\s*\(")
_EVENT = re.compile(r"(\w+)\s*,\s*(\w+)\s*,\s*EVENT_ID(\d)")
EVENTS = 8

KINDS = ("delete", "up", "down", "swap", "renumber")


@dataclass(frozen=True)
class Mutant:
    """`statement` is what was changed (its text and line in the original), `with_` what it moved past or became."""

    kind: str
    line: int
    statement: str
    with_: str
    text: str


@dataclass(frozen=True)
class _Item:
    """A statement or a whole block among its neighbours."""

    span: Span
    sync: bool


def mutants(source: SourceFile) -> list[Mutant]:
    """All mutants of the kernel functions of a text. Raises PtofixError for text that cannot be parsed."""
    made: list[Mutant] = []
    for body in _bodies(parse(source)):
        syncs = [s for s in _statements(body) if _SYNC.match(s.text)]
        for first, second in zip(syncs, islice(syncs, 1, None)):
            if first.text != second.text:
                made.append(_exchange(source, "swap", first.span, second.span))
        for statement in syncs:
            made.append(_mutant(source, "delete", statement.span, "", [Edit(statement.span, "")]))
            made.extend(_renumbered(source, statement, syncs))
        made.extend(_moved(source, body))
    return made


def _bodies(parsed: Tree) -> Iterator[list[Element]]:
    """The bodies of kernel functions: helpers of the assembler are `inline` and are left alone."""
    for element in parsed.body:
        if isinstance(element, Block) and "AICORE" in element.head.text and " inline " not in element.head.text:
            yield element.body


def _statements(body: list[Element]) -> Iterator[Statement]:
    for element in body:
        match element:
            case Statement():
                yield element
            case Block():
                yield from _statements(element.body)
            case Conditional(arms):
                for arm in arms:
                    yield from _statements(arm.body)


def _moved(source: SourceFile, body: list[Element]) -> Iterator[Mutant]:
    """Each sync statement past its neighbour above and below, in this list and in all that it contains."""
    items = list(_items(body))
    for above, below in zip(items, islice(items, 1, None)):
        if source.text[above.span.end : below.span.start].count("#"):
            continue  # a preprocessor line between them
        if below.sync and not above.sync:
            yield _exchange(source, "up", below.span, above.span)
        elif above.sync and not below.sync:
            yield _exchange(source, "down", above.span, below.span)
    for element in body:
        arms: list[Arm] | list[Block] = []
        match element:
            case Block():
                arms = [element]
            case Conditional():
                arms = element.arms
        for arm in arms:
            yield from _moved(source, arm.body)


def _items(body: list[Element]) -> Iterator[_Item]:
    """What can be beside a statement; an `if` with all of its arms is one item."""
    last: _Item | None = None
    for element in body:
        match element:
            case Block(Statement(node=nodes.Else() | nodes.ElseIf())) if last is not None:
                last = _Item(Span(last.span.start, element.close.end), False)
                continue
            case Statement(node=nodes.Empty()):
                continue  # the `;` after a block's brace
            case Statement():
                item = _Item(element.span, bool(_SYNC.match(element.text)))
            case Block():
                item = _Item(Span(element.head.span.start, element.close.end), False)
            case _:
                continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _exchange(source: SourceFile, kind: str, moved: Span, other: Span) -> Mutant:
    text = source.text
    edits = [Edit(moved, text[other.start : other.end]), Edit(other, text[moved.start : moved.end])]
    return _mutant(source, kind, moved, text[other.start : other.end], edits)


def _renumbered(source: SourceFile, statement: Statement, syncs: list[Statement]) -> Iterator[Mutant]:
    """Another id of the same two pipes, for each that is used, and one that is not: unused ones are all alike."""
    found = _EVENT.search(statement.text)
    if found is None:
        return
    flags = [m for s in syncs if (m := _EVENT.search(s.text)) is not None]
    used = {int(m[3]) for m in flags if m.group(1, 2) == found.group(1, 2)}
    fresh = next((i for i in range(EVENTS) if i not in used), None)
    start = statement.span.start + found.start(3)
    for event in sorted({*used, *([] if fresh is None else [fresh])} - {int(found[3])}):
        edit = Edit(Span(start, start + 1), str(event))
        yield _mutant(source, "renumber", statement.span, f"EVENT_ID{event}", [edit])


def _mutant(source: SourceFile, kind: str, span: Span, with_: str, edits: list[Edit]) -> Mutant:
    line = source.line_column(span.start)[0]
    statement = source.text[span.start : span.end]
    return Mutant(kind, line, statement, " ".join(with_.split())[:60], apply_edits(source.text, edits))
