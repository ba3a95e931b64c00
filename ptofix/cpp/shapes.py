"""Statement shapes: the assembler repeats few statements, only with other value numbers and constants.

The *shape* of a statement is its text with every `vN`, which recordings call `tN`, `gN` or `pN`, and every plain
integer replaced by a hole. lark parses each shape once; the result is kept in the user's cache, so that a warm run does
not load lark at all. A statement whose numbers are where a hole could be misread (inside a string, say), or that calls
something by such a name, is its own shape, by exact text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from ptofix.cpp.nodes import KINDS, Node
from ptofix.text import cache as disk

# `vN` or the like as a word, or a plain integer. Its first character comes before what must not precede it, so that
# the search goes straight to the next one that may begin it.
_HOLE = re.compile(r"([gptv0-9](?:(?<=[gptv])(?<!\w[gptv])\d+\b|(?<=\d)(?<![\w.']\d)\d*(?![\w.'])))", re.ASCII)
_NAME_MARK, _NUMBER_MARK = "\1", "\2"  # no text holds them: the scanner refuses control characters

# A kernel has some 150; every run reads what is kept.
_MOST_SHAPES_KEPT = 1500
_MOST_SHAPES_IN_MEMORY = 6000
_MOST_NODES_IN_MEMORY = 2000  # of each shape
_NEW_SHAPES_PER_SAVE = 0.1  # of those kept before: writing takes as long as all of them
_BY_EXACT_TEXT = False

Leaf = str | int
"""A text of a shape, or the number of a hole."""


class PlainCall(Struct, frozen=True):
    """`name(argument, …);` whose arguments are names and numbers."""

    name: str
    arguments: tuple[Leaf, ...]


class PlainDeclaration(Struct, frozen=True):
    """`type name;`, `type name = value;` or `type name(value);`: the parts that are worth building by themselves."""

    type: Any
    type_holes: tuple[int, ...]
    name: Leaf
    value: Any  # a template, None without a value


class Shape(Struct, eq=False, dict=True):
    """What the statements of one shape have in common. `template` None: the language does not have them."""

    template: Any

    @property
    def kind(self) -> str:
        """The name of the node's class, "" outside of the language."""
        return self.template[0] if self.template is not None else ""

    def node(self, holes: list[str]) -> Node | None:
        """The node of the statement with these holes. Statements of one text share one."""
        if self.template is None:
            return None
        key = tuple(holes)
        node = self._nodes.get(key)
        if node is None:
            if len(self._nodes) >= _MOST_NODES_IN_MEMORY:
                self._nodes.clear()
            self._nodes[key] = node = build(self._prepared, holes)
        return node

    @cached_property
    def _prepared(self) -> Any:
        return _prepared(self.template)[0]

    @cached_property
    def _nodes(self) -> dict[tuple[str, ...], Node]:
        """By holes."""
        return {}

    @cached_property
    def _parts(self) -> list[Any]:
        return _parts(self.template)

    @cached_property
    def callees(self) -> tuple[str, ...]:
        """Names that are called, outermost first: `member.NAME` for a member, "" for what has no name."""
        return tuple(_callee_name(part[1]) for part in self._parts if part[0] == "Call")

    @cached_property
    def plain_callees(self) -> tuple[str, ...]:
        """Those that are plain names."""
        return tuple(part[1][1] for part in self._parts if part[0] == "Call" and part[1][0] == "Name")

    @cached_property
    def values(self) -> tuple[str | int, ...]:
        """Names that are used as values: texts, and numbers of holes."""
        return tuple(dict.fromkeys(_values(self.template)))

    @cached_property
    def types(self) -> tuple[str | int, ...]:
        """Names that are used as types."""
        return tuple(dict.fromkeys(part[2] for part in self._parts if part[0] == "Type"))

    @cached_property
    def follows_pointers(self) -> bool:
        """Whether a statement of this shape takes an address, or reads or writes through one."""
        return any(
            part[0] in ("Index", "PointerMember") or part[:2] in (["Unary", "&"], ["Unary", "*"])
            for part in self._parts
        )

    @cached_property
    def plain_call(self) -> PlainCall | None:
        match self.template:
            case ["Expression", ["Call", ["Name", name], ["", *arguments]]] if all(
                argument[0] in ("Name", "Number") for argument in arguments
            ):
                return PlainCall(name, tuple(argument[1] for argument in arguments))
        return None

    @cached_property
    def plain_declaration(self) -> PlainDeclaration | None:
        match self.template:
            case ["Declare", type_, name, [""], None]:
                return PlainDeclaration(type_, tuple(_holes_in(type_)), name, None)
            case ["Declare", type_, name, [""], ["Value", value]]:
                return PlainDeclaration(type_, tuple(_holes_in(type_)), name, value)
            case ["Declare", type_, name, [""], ["Arguments", ["", value]]]:
                return PlainDeclaration(type_, tuple(_holes_in(type_)), name, value)
        return None

    @cached_property
    def changes_names(self) -> bool:
        """Whether a statement of this shape assigns, steps, or takes an address."""
        return any(
            part[0] in ("Assign", "StepBefore", "StepBehind") or part[:2] == ["Unary", "&"] for part in self._parts
        )


OUTSIDE = Shape(None)


class SyntaxTable:
    """Shapes by text, for one or many parses. Templates are kept in the user's cache; `save` adds what was learnt."""

    def __init__(self) -> None:
        here = Path(__file__)
        sources = (
            here.with_name(name).read_bytes()
            for name in ("language.lark", "lexer.py", "grammar.py", "nodes.py", here.name)
        )
        self._path = disk.cache_path("shapes", sources)
        # As this user's ptofix has kept them: JSON, read when it is asked for. A full cache has ten times what a text
        # needs, and reading all of it took 25 ms.
        self._templates: dict[str, str] = disk.load(self._path) or {}
        self._used: dict[str, None] = {}
        self._learnt = 0
        self._saved = 0
        self._shapes: dict[tuple[str, str], Shape | None] = {}

    def shape(self, text: str, start: str) -> tuple[Shape, list[str]]:
        """The shape of `text` under the grammar's start rule, and what is in its holes.

        A shape that is one exact text has none.
        """
        parts = _HOLE.split(text)  # what is between holes, and the holes, in turn
        holes = parts[1::2]
        parts[1::2] = [_NUMBER_MARK if hole[0].isdigit() else _NAME_MARK for hole in holes]
        key = (start, "".join(parts))
        found = self._shapes.get(key)
        if found is not None:
            return found, holes
        if len(self._templates) > _MOST_SHAPES_IN_MEMORY:  # files by the thousand that have little in common
            self._templates = {known: self._templates[known] for known in islice(self._used, _MOST_SHAPES_KEPT)}
            self._used, self._shapes = dict.fromkeys(self._templates), {}
        if key not in self._shapes:
            template = self._template(f"{start}{key[1]}", text, start, with_holes=True)
            self._shapes[key] = shape = None if template is _BY_EXACT_TEXT else Shape(template)
            if shape is not None:
                return shape, holes
        exact = (start, f"={text}")
        if exact not in self._shapes:
            template = self._template(f"={start}{text}", text, start, with_holes=False)
            self._shapes[exact] = Shape(template)
        return self._shapes[exact] or OUTSIDE, []

    def save(self) -> None:
        """Keep what was learnt for the next run, beside what others kept meanwhile; of too much, what was used last.

        A process that has saved before waits until it is worth it: it may read a thousand files with a new shape each.
        """
        if self._learnt > _NEW_SHAPES_PER_SAVE * self._saved:
            known = (disk.load(self._path) or {}) | self._templates
            lately = list(islice(dict.fromkeys((*self._used, *known)), _MOST_SHAPES_KEPT))
            disk.store(self._path, {key: known[key] for key in lately})
            self._learnt, self._saved = 0, len(lately)

    def _template(self, key: str, text: str, start: str, with_holes: bool) -> Any:
        self._used[key] = None
        if key in self._templates:
            return json.loads(self._templates[key])
        template = _parse(text, start, with_holes)
        self._templates[key] = json.dumps(template, separators=(",", ":"))
        self._learnt += 1
        return template


def shared_table() -> SyntaxTable:
    """The table for all files of one process: what a shape is depends on nothing but its text."""
    return _table_of(disk.cache_directory())


@lru_cache(maxsize=1)
def _table_of(_: Path) -> SyntaxTable:
    return SyntaxTable()


def _parse(text: str, start: str, with_holes: bool) -> Any:
    from ptofix.cpp.grammar import parse_lexemes
    from ptofix.cpp.lexer import UnknownCharacterError, tokenize

    try:
        lexemes = tokenize(text)
    except UnknownCharacterError:
        return _BY_EXACT_TEXT if with_holes else None
    if not with_holes:
        return parse_lexemes(lexemes, start, {})
    at = {(lexeme.start, lexeme.end): i for i, lexeme in enumerate(lexemes)}
    holes = [match.span() for match in _HOLE.finditer(text)]
    if not all(span in at for span in holes):
        return _BY_EXACT_TEXT
    template = parse_lexemes(lexemes, start, {at[span]: number for number, span in enumerate(holes)})
    return _BY_EXACT_TEXT if any(map(_calls_hole, _parts(template))) else template


def build(template: Any, holes: list[str]) -> Any:
    """The value that a template stands for, prepared or not: a node, a tuple, a text or None."""
    kind = template.__class__
    if kind is int:
        return holes[template]
    if kind is _SharedType:
        return template.node(holes)
    if kind is not list:
        return template
    # Three of five fields are texts, None or holes: a call for each would be a fifteenth of all calls of a run.
    fields: list[Any] = [
        build(field, holes)
        if field.__class__ is list or field.__class__ is _SharedType
        else holes[field]
        if field.__class__ is int
        else field
        for field in template[1:]
    ]
    return KINDS[template[0]](*fields) if template[0] else tuple(fields)


class _SharedType(Struct, eq=False):
    """The template of a type: statements have many numbers in few types."""

    template: Any
    numbers: list[int]  # of its holes
    nodes: dict[tuple[str, ...], Node]

    def node(self, holes: list[str]) -> Node:
        key = tuple([holes[number] for number in self.numbers])
        found = self.nodes.get(key)
        if found is None:
            if len(self.nodes) >= _MOST_NODES_IN_MEMORY:
                self.nodes.clear()
            found = self.nodes[key] = build(self.template, holes)
        return found


def _prepared(template: Any) -> tuple[Any, list[int]]:
    """What is quicker to build, with the numbers of its holes: what has none is built, and types are shared."""
    if template.__class__ is int:
        return template, [template]
    if template.__class__ is not list:
        return template, []
    fields, numbers = [], list[int]()
    for field in template[1:]:
        prepared, own = _prepared(field)
        fields.append(prepared)
        numbers += own
    if not numbers:
        return KINDS[template[0]](*fields) if template[0] else tuple(fields), []
    whole = [template[0], *fields]
    return _SharedType(whole, numbers, {}) if template[0] == "Type" else whole, numbers


def _parts(template: Any) -> list[Any]:
    """Every node's template in `template`, outermost first."""
    found: list[Any] = []
    pending = [template]
    while pending:
        part = pending.pop()
        if isinstance(part, list):
            if part[0]:
                found.append(part)
            pending += reversed(part[1:])
    return found


def _holes_in(template: Any) -> list[int]:
    found: list[int] = []
    pending = [template]
    while pending:
        part = pending.pop()
        if isinstance(part, list):
            pending += reversed(part[1:])
        elif isinstance(part, int):
            found.append(part)
    return found


def _values(template: Any) -> Iterator[str | int]:
    if not isinstance(template, list):
        return
    kind, *fields = template
    if kind == "Call" and fields[0][0] in ("Name", "TemplateName", "StaticMember"):
        del fields[0]
    elif kind in ("Name", "TemplateName", "StaticMember"):
        yield fields[0]
    for child in fields:
        yield from _values(child)


def _calls_hole(part: Any) -> bool:
    """Whether a node's template is a call of what is named by a hole."""
    match part:
        case ["Call", ["Name" | "TemplateName" | "StaticMember", int(), *_], _] | ["Call", ["Member", _, int()], _]:
            return True
    return False


def _callee_name(callee: Any) -> str:
    """Of the template of what is called, "" for what has no name."""
    kind: str = callee[0]
    if kind == "Member":
        return f"member.{callee[2]}"
    if kind == "StaticMember":
        return f"{callee[1]}{callee[3]}"
    name: str = callee[1] if kind in ("Name", "TemplateName") else ""
    return name
