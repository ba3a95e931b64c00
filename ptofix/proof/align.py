"""Weave two texts into one program: the same statements, and between them the synchronisation of the one and the other.

All statements but the synchronising ones must match in order. The control flow of the woven text is then that of both
inputs, so a path through it is one path through each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from ptofix.cpp.lexer import UnknownCharacterError, tokenize
from ptofix.cpp.parser import Tree, parse
from ptofix.cpp.scanner import ItemKind
from ptofix.program.build import build_programs
from ptofix.program.facts import facts
from ptofix.program.file import File
from ptofix.program.program import Program
from ptofix.proof.explore import AFTER, BEFORE, BOTH
from ptofix.proof.rename import canonical, without_bindings
from ptofix.proof.report import line_places
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile, Span

_ARGUMENTS = r"\s*\((?:[\w\s,:]|\(\s*(?:pto::)?event_t\s*\))*\)\s*;"
_SYNC = re.compile(rf"(?:pto::)?(?:pipe_barrier|set_flag|wait_flag){_ARGUMENTS}")
# FlagID, direction and slot size name the pipe; the numbers of slots behind them are what may be rewritten.
_TPIPE = re.compile(r"\bTPipe<\s*([^<>,]*,[^<>,]*,[^<>,]*)[^<>]*>")


@dataclass(frozen=True)
class Piece:
    """One statement, brace or directive: `key` is compared, None for synchronisation, "" for what does not matter."""

    text: str
    place: Place
    key: str | None

    @property
    def line(self) -> int:
        return self.place.line


class DifferError(Exception):
    """The inputs differ in more than synchronisation."""

    def __init__(self, reason: str, before: Place | None = None, after: Place | None = None) -> None:
        super().__init__(reason)
        self.reason, self.places = reason, (before, after)


Row = tuple[int, "Piece | None", "Piece | None"]


@dataclass(frozen=True)
class Woven:
    """Programs over one control-flow graph, with the operands of `before` and of `after`.

    `marks`: offset in the woven text of `before` → sides, line in `before`, line in `after` (0: not there).
    """

    before: SourceFile
    after: SourceFile
    programs: list[tuple[Program, Program]]
    marks: dict[int, tuple[int, int, int]]
    removed: tuple[Piece, ...]
    added: tuple[Piece, ...]
    renamed: bool

    def mark(self, program: Program, index: int) -> tuple[int, int, int]:
        """Of instruction `index` of a program of `before`."""
        statement = program.instructions[index].statement
        return (BOTH, 0, 0) if statement is None else self.marks[statement.span.start]


def weave(before: SourceFile, after: SourceFile) -> Woven:
    """Raises DifferError, and PtofixError for text that cannot be read."""
    trees = parse(before), parse(after)
    helpers = _sync_helpers(trees[0]) & _sync_helpers(trees[1])
    renamed = False
    try:
        rows = list(_rows(*(list(_pieces(t, helpers, None)) for t in trees)))
    except DifferError:
        rows = list(_rows(*(list(_pieces(t, helpers, canonical(t))) for t in trees)))
        renamed = True
    texts, marks = ["", ""], {}
    for sides, x, y in rows:
        marks[len(texts[0])] = (sides, x.line if x else 0, y.line if y else 0)
        for side, own, other in ((0, x, y), (1, y, x)):
            piece = own or (other if sides else None)
            texts[side] += f"{_text(piece, sides)}\n" if piece else ""
    first = build_programs(parse(SourceFile(before.name, texts[0])))
    second = first if texts[0] == texts[1] else build_programs(parse(SourceFile(after.name, texts[1])))
    if renamed:
        first, second = [without_bindings(p) for p in first], [without_bindings(p) for p in second]
    if [(p.function, p.core) for p in first] != [(p.function, p.core) for p in second]:
        raise DifferError("the two have different functions with effects on on-chip memory")
    seen = {i.statement.span.start for p in first for i in p.instructions if i.statement is not None}
    for offset, (sides, *lines) in marks.items():
        if sides in (BEFORE, AFTER) and offset not in seen:
            places = line_places(before, after, lines)
            raise DifferError("synchronisation differs in code that is not followed", *places)
    removed = tuple(x for sides, x, _ in rows if sides == BEFORE and x is not None)
    added = tuple(y for sides, _, y in rows if sides == AFTER and y is not None)
    return Woven(before, after, list(zip(first, second)), marks, removed, added, renamed)


def _text(piece: Piece, sides: int) -> str:
    """A helper that only one input calls orders all there is in `before`, and nothing in `after`: the safe reading."""
    if sides == BOTH or piece.key is not None or _SYNC.fullmatch(piece.text):
        return piece.text
    return "pipe_barrier(PIPE_ALL);" if sides == BEFORE else ";"


def _pieces(source_tree: Tree, helpers: frozenset[str], keys: dict[int, str] | None) -> Iterator[Piece]:
    source = source_tree.source
    for item in source_tree.items:
        text = source.text[item.start : item.end]
        key: str | None = text if keys is None else keys.get(item.start, _normal(text))
        helper = text.partition("(")[0].strip() in helpers and re.fullmatch(rf"\w+{_ARGUMENTS}", text)
        if item.kind is ItemKind.STATEMENT and (helper or _SYNC.fullmatch(text)):
            key = None
        yield Piece(text, Place(source, Span(item.start, item.end)), key)


def _sync_helpers(source_tree: Tree) -> frozenset[str]:
    """Functions of the file that do nothing but synchronise."""
    found = set()
    for name, function in File(source_tree).functions.items():
        inside = function.statements
        syncs = [s for s in inside if _SYNC.fullmatch(s.text)]
        harmless = all(s in syncs or (s.template and not facts(s).calls and not facts(s).changes_names) for s in inside)
        if syncs and harmless and not function.ambiguous:
            found.add(name)
    return frozenset(found)


def _rows(before: list[Piece], after: list[Piece]) -> Iterator[Row]:
    """Pieces side by side. Raises DifferError at the first pair that does not match."""
    nothing: tuple[list[Piece], Piece | None] = ([], None)
    for (gap, mine), (other_gap, other) in zip_longest(_gaps(before), _gaps(after), fillvalue=nothing):
        yield from ((0, piece, None) for piece in gap if piece.key == "")
        yield from ((0, None, piece) for piece in other_gap if piece.key == "")
        yield from _sync_rows(*([piece for piece in g if piece.key is None] for g in (gap, other_gap)))
        if mine is None and other is None:
            continue
        if mine is None or other is None or not (mine.key == other.key or _normal(mine.key) == _normal(other.key)):
            places = (None if piece is None else piece.place for piece in (mine, other))
            raise DifferError("the inputs differ in more than synchronisation", *places)
        yield BOTH, mine, other


def _gaps(pieces: list[Piece]) -> Iterator[tuple[list[Piece], Piece | None]]:
    gap: list[Piece] = []
    for piece in pieces:
        if piece.key:
            yield gap, piece
            gap = []
        else:
            gap.append(piece)
    yield gap, None


def _sync_rows(before: list[Piece], after: list[Piece]) -> Iterator[Row]:
    mine, other = (["".join(piece.text.split()) for piece in pieces] for pieces in (before, after))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((BOTH, x, y) for x, y in zip(before[i:i_end], after[j:j_end]))
        else:
            yield from ((BEFORE, piece, None) for piece in before[i:i_end])
            yield from ((AFTER, None, piece) for piece in after[j:j_end])


def _normal(text: str | None) -> str:
    """Without comments, blanks, and the numbers of slots of a TPipe."""
    text = _TPIPE.sub(r"TPipe<\1>", text or "")
    try:
        return " ".join(lexeme.text for lexeme in tokenize(text))
    except UnknownCharacterError:
        return " ".join(text.split())
