"""Statement shapes: the assembler repeats few statements, only with other value numbers and constants.

The *shape* of a statement is its text with every `vN` and every plain integer replaced by a hole. lark parses each
shape once; the result is kept in memory and in the user's cache, so that a warm run does not load lark at all.
A statement whose numbers stand where a hole could be misread (inside a string, say) is its own shape, by exact text.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from ptofix.cpp.lexer import UnknownCharacterError, tokenize
from ptofix.text import cache as disk

_NAME_HOLE = re.compile(r"\bv\d+\b")
_NUMBER_HOLE = re.compile(r"(?<![\w.'])\d+(?![\w.'])")
_HOLE = re.compile(rf"{_NAME_HOLE.pattern}|{_NUMBER_HOLE.pattern}")
_NAME_MARK, _NUMBER_MARK = "\1", "\2"

_BY_EXACT_TEXT = False
# More shapes than any assembler makes: the input is something else, and not worth keeping.
_MOST_SHAPES_KEPT = 4000


class ShapeTable:
    """Templates by shape, `None` for shapes that the grammar does not know."""

    def __init__(self) -> None:
        here = Path(__file__)
        sources = (
            here.with_name(name).read_bytes() for name in ("statement.lark", "lexer.py", "grammar.py", here.name)
        )
        self._path = disk.cache_path("shapes", sources)
        self._templates: dict[str, Any] = disk.load(self._path) or {}
        self._kept = len(self._templates)

    def template(self, text: str, start: str) -> tuple[Any, bool]:
        """The template of `text` for the grammar's start rule, and whether its holes are to be filled from `text`."""
        shape = start + _NUMBER_HOLE.sub(_NUMBER_MARK, _NAME_HOLE.sub(_NAME_MARK, text))
        templates = self._templates
        if shape not in templates:
            templates[shape] = self._parse(text, start, with_holes=True)
        template = templates[shape]
        if template is not _BY_EXACT_TEXT:
            return template, True
        exact = f"={start}{text}"
        if exact not in templates:
            templates[exact] = self._parse(text, start, with_holes=False)
        return templates[exact], False

    def save(self) -> None:
        """Keep what was learnt for the next run."""
        if self._kept < len(self._templates) <= _MOST_SHAPES_KEPT:
            disk.store(self._path, self._templates)
            self._kept = len(self._templates)

    @staticmethod
    def _parse(text: str, start: str, with_holes: bool) -> Any:
        from ptofix.cpp.grammar import parse_lexemes

        if with_holes and (_NAME_MARK in text or _NUMBER_MARK in text):
            return _BY_EXACT_TEXT
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
        return parse_lexemes(lexemes, start, {at[span]: number for number, span in enumerate(holes)})


def holes_of(text: str) -> list[str]:
    """What stands in the holes of a statement."""
    return _HOLE.findall(text)


def nth_hole(text: str, number: int) -> str:
    """What stands in one hole of a statement."""
    return next(islice(_HOLE.finditer(text), number, None))[0]


@cache
def shape_table() -> ShapeTable:
    """The table that all parses of this process share."""
    return ShapeTable()
