"""The structured tree of a file: statements, blocks, labels and preprocessor regions, nested as in the text.

Raises PtofixError for text whose brackets, braces or preprocessor conditionals do not match. Everything else is
accepted: a statement or block head outside of the language has no node.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from ptofix.cpp.literals import check_literals
from ptofix.cpp.nodes import Node
from ptofix.cpp.scanner import Item, ItemKind, scan, without_comments
from ptofix.cpp.shapes import Shape, SyntaxTable, shared_table
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span


class Statement(Struct, eq=False, dict=True):
    """A statement, block head, label or enumeration body; `holes` are what is in those of its shape.

    `node` is built on first use.
    """

    source: SourceFile
    span: Span
    shape: Shape
    holes: list[str]

    @property
    def text(self) -> str:
        return self.source.text[self.span.start : self.span.end]

    @cached_property
    def node(self) -> Node | None:
        return self.shape.node(self.holes)

    @property
    def place(self) -> Place:
        return Place(self.source, self.span)

    @cached_property
    def line(self) -> int:
        return self.source.line_column(self.span.start)[0]


class Block(Struct, eq=False):
    """`head { body }`."""

    head: Statement
    body: list[Element]
    close: Item

    @property
    def span(self) -> Span:
        return Span(self.head.span.start, self.close.end)


class Arm(Struct, eq=False):
    """One arm of a preprocessor conditional: its directive and what it guards."""

    directive: Item
    condition: str  # "if …", "elif …" or "else", blanks normalised
    body: list[Element] = field(default_factory=list)


class Conditional(Struct, eq=False):
    """`#if … #elif … #else … #endif`."""

    arms: list[Arm]
    end: Item

    @property
    def span(self) -> Span:
        return Span(self.arms[0].directive.start, self.end.end)


class Directive(Struct, eq=False):
    """Any other preprocessor line; `text` without the `#`, blanks normalised."""

    item: Item
    text: str

    @property
    def span(self) -> Span:
        return Span(self.item.start, self.item.end)


Element = Statement | Block | Conditional | Directive


class Tree(Struct, eq=False, dict=True):
    """`table` knows the shapes of the statements: hand it to the next parse of a similar text."""

    source: SourceFile
    items: list[Item]
    body: list[Element]
    table: SyntaxTable

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement, head and label of the file."""
        return statements(self.body)

    @cached_property
    def statement_at(self) -> dict[int, Statement]:
        """They by where they start."""
        return {statement.span.start: statement for statement in self.statements}

    @cached_property
    def directives(self) -> list[Directive]:
        """Every preprocessor line of the file that is no part of a conditional."""
        return directives(self.body)

    def print(self) -> str:
        """The text, put together from items and the trivia before each: equal to the source's text."""
        text, parts, position = self.source.text, [], 0
        for item in self.items:
            parts += [text[position : item.start], text[item.start : item.end]]
            position = item.end
        parts.append(text[position:])
        return "".join(parts)


def parse(source: SourceFile, table: SyntaxTable | None = None) -> Tree:
    """Parse a whole file, by default with the shapes that this process knows already. Raises PtofixError."""
    items = scan(source)
    check_literals(source, items)
    table = table or shared_table()
    body = _Nesting(source, table).nest(items)
    table.save()
    return Tree(source, items, body, table)


def statements(body: list[Element]) -> list[Statement]:
    """Every statement, head and label in `body`, in text order, whatever preprocessor arm it is in."""
    found: list[Statement] = []
    for element in body:
        if isinstance(element, Statement):
            found.append(element)
        elif isinstance(element, Block):
            found.append(element.head)
            found += statements(element.body)
        elif isinstance(element, Conditional):
            for arm in element.arms:
                found += statements(arm.body)
    return found


def directives(body: list[Element]) -> list[Directive]:
    """Every preprocessor line in `body` that is no part of a conditional."""
    found: list[Directive] = []
    for element in body:
        if isinstance(element, Directive):
            found.append(element)
        elif isinstance(element, Block):
            found += directives(element.body)
        elif isinstance(element, Conditional):
            for arm in element.arms:
                found += directives(arm.body)
    return found


_START = {ItemKind.STATEMENT: "statement", ItemKind.OPEN: "header", ItemKind.LABEL: "label"}
_CONDITIONAL_WORDS = {"if", "ifdef", "ifndef", "elif", "elifdef", "elifndef", "else", "endif"}
_SPLICE = re.compile(r"\\\r?\n")


class _Nesting:
    """Nests items by braces and preprocessor conditionals."""

    def __init__(self, source: SourceFile, table: SyntaxTable) -> None:
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
                in_enum = bool(stack) and isinstance(stack[-1][3], Block) and stack[-1][3].head.shape.kind == "Enum"
                body.append(self.statement(item, "enumerators" if in_enum else _START[kind]))
            elif kind is ItemKind.OPEN:
                block = Block(self.statement(item, _START[kind]), [], item)
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

    def statement(self, item: Item, start: str) -> Statement:
        text = self.source.text[item.start : item.end]
        shape, holes = self.table.shape(text, start)
        return Statement(self.source, Span(item.start, item.end), shape, holes)

    def directive(self, item: Item) -> tuple[str, str]:
        spliced = _SPLICE.sub("", self.source.text[item.start + 1 : item.end])
        text = " ".join(without_comments(spliced).split())
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
