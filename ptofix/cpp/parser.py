"""The structured tree of a file: statements, blocks, labels and preprocessor regions, nested as in the text.

Raises PtofixError for text whose brackets, braces or preprocessor conditionals do not match. Everything else is
accepted: a statement or block head that the grammar does not know becomes Opaque.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ptofix.cpp.scanner import Item, ItemKind, scan
from ptofix.cpp.shapes import ShapeTable, holes_of, shape_table
from ptofix.cpp.tree import Node, build
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span


@dataclass(eq=False)
class Statement:
    """A statement, block head or label; `node` is built on first use."""

    source: SourceFile
    span: Span
    template: Any
    has_holes: bool

    @property
    def text(self) -> str:
        return self.source.text[self.span.start : self.span.end]

    @cached_property
    def node(self) -> Node:
        return build(self.template, lambda: holes_of(self.text))

    @property
    def place(self) -> Place:
        return Place(self.source, self.span)

    @property
    def line(self) -> int:
        return self.source.line_column(self.span.start)[0]


@dataclass(eq=False)
class Block:
    """`head { body }`."""

    head: Statement
    body: list[Element]
    close: Item


@dataclass(eq=False)
class Arm:
    """One arm of a preprocessor conditional: its directive and what it guards."""

    directive: Item
    condition: str  # "if …", "elif …" or "else", blanks normalised
    body: list[Element] = field(default_factory=list)


@dataclass(eq=False)
class Conditional:
    """`#if … #elif … #else … #endif`."""

    arms: list[Arm]
    end: Item


@dataclass(eq=False)
class Directive:
    """Any other preprocessor line."""

    item: Item
    text: str


Element = Statement | Block | Conditional | Directive


@dataclass(eq=False)
class Tree:
    source: SourceFile
    items: list[Item]
    body: list[Element]

    def print(self) -> str:
        """The text, put together from items and the trivia before each: equal to the source's text."""
        text, parts, position = self.source.text, [], 0
        for item in self.items:
            parts += [text[position : item.start], text[item.start : item.end]]
            position = item.end
        parts.append(text[position:])
        return "".join(parts)


def parse(source: SourceFile) -> Tree:
    """Parse a whole file. Raises PtofixError."""
    items = scan(source)
    table = shape_table()
    body = _Nesting(source, table).nest(items)
    table.save()
    return Tree(source, items, body)


def scan_nested(source: SourceFile) -> list[Item]:
    """The items of a file whose braces and conditionals are checked to match, but whose statements are not parsed.

    Raises PtofixError as `parse` does.
    """
    items = scan(source)
    _Nesting(source, None).nest(items)
    return items


_START = {ItemKind.STATEMENT: "statement", ItemKind.OPEN: "header", ItemKind.LABEL: "label"}
_CONDITIONAL_WORDS = {"if", "ifdef", "ifndef", "elif", "else", "endif"}


class _Nesting:
    """Nests items by braces and preprocessor conditionals."""

    def __init__(self, source: SourceFile, table: ShapeTable | None) -> None:
        self.source = source
        self.table = table

    def nest(self, items: list[Item]) -> list[Element]:
        top: list[Element] = []
        body = top
        # What is open: (kind, opening item, list that goes on after it, what is being built).
        stack: list[tuple[str, Item, list[Element], Any]] = []
        for item in items:
            kind = item.kind
            if kind in (ItemKind.STATEMENT, ItemKind.LABEL):
                body.append(self.statement(item))
            elif kind is ItemKind.OPEN:
                block = Block(self.statement(item), [], item)
                body.append(block)
                stack.append(("block", item, body, block))
                body = block.body
            elif kind is ItemKind.CLOSE:
                if not stack or stack[-1][0] != "block":
                    raise self.failure(item, "`}` closes nothing", stack)
                _, _, body, block = stack.pop()
                block.close = item
            else:
                word, condition = self.directive(item)
                if word not in _CONDITIONAL_WORDS:
                    body.append(Directive(item, condition))
                elif word.startswith("if"):
                    conditional = Conditional([Arm(item, condition)], item)
                    body.append(conditional)
                    stack.append(("conditional", item, body, conditional))
                    body = conditional.arms[0].body
                else:
                    if not stack or stack[-1][0] != "conditional":
                        raise self.failure(item, f"`#{word}` without `#if` in the same block", stack)
                    _, _, outer, conditional = stack[-1]
                    if word == "endif":
                        conditional.end = item
                        stack.pop()
                        body = outer
                    else:
                        conditional.arms.append(Arm(item, condition))
                        body = conditional.arms[-1].body
        if stack:
            raise self.failure(stack[-1][1], "never closed", stack[:-1])
        return top

    def statement(self, item: Item) -> Statement:
        if self.table is None:
            return Statement(self.source, Span(item.start, item.end), None, False)
        template, has_holes = self.table.template(self.source.text[item.start : item.end], _START[item.kind])
        return Statement(self.source, Span(item.start, item.end), template, has_holes)

    def directive(self, item: Item) -> tuple[str, str]:
        text = " ".join(self.source.text[item.start + 1 : item.end].replace("\\\n", " ").replace("\\\r\n", " ").split())
        return text.split("(")[0].split(" ")[0], text

    def failure(self, item: Item, message: str, stack: list[tuple[str, Item, list[Element], Any]]) -> Exception:
        end = item.start + len(self.source.text[item.start : item.end].splitlines()[0])
        place = Place(self.source, Span(item.start, end))
        if not stack:
            return error(message, place)
        opened = stack[-1][1]
        return error(
            f"{message} (the last thing opened is on line {Place(self.source, Span(opened.start, opened.end)).line})",
            place,
        )
