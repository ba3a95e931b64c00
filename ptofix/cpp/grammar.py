"""lark's part: the parse of one statement as a *template*, a nested list that JSON can hold.

A template node is `[rule, child, …]`; a leaf is a token's text, or the index of a hole (see shapes.py).
Imported only when a statement shape is met that the cache does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from ptofix.cpp.lexer import Lexeme

GRAMMAR = Path(__file__).with_name("statement.lark")

STARTS = ("statement", "header", "label")

Template = Any  # list[str | list | child] | int | str | None


class _LexemeLexer(Lexer):
    """Feeds lexemes that are made already to lark's parser."""

    def __init__(self, lexer_conf: Any) -> None:
        del lexer_conf

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        for lexeme in data:
            yield Token(lexeme.type, lexeme.text)


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR.read_text(), parser="lalr", lexer=_LexemeLexer, start=[*STARTS])


def parse_lexemes(lexemes: list[Lexeme], start: str, holes: dict[int, int]) -> Template | None:
    """The template of what `lexemes` spell, or None if the grammar does not know it.

    `start` is one of STARTS. `holes` maps the index of a lexeme to the number of the hole that stands there.
    """
    marked = [lexeme._replace(text=f"\0{holes[i]}") if i in holes else lexeme for i, lexeme in enumerate(lexemes)]
    try:
        return _template(_parser().parse(marked, start=start))
    except (UnexpectedInput, RecursionError):
        return None


# No assembler nests deeper, and every reader of a template may walk it recursively.
_DEEPEST = 100


def _template(node: Any, depth: int = 0) -> Template:
    """Raises RecursionError for a node that is nested too deeply."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(node, Tree):
        return [str(node.data), *(_template(child, depth + 1) for child in node.children)]
    if node is None:
        return None
    return int(node[1:]) if node.startswith("\0") else str(node)
