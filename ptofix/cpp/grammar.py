"""lark's part: the parse of one statement as a *template*, nested lists that JSON can hold.

A template is `[kind, field, …]` with the name of a node's class and its fields in order; a field is a text, None, a
template, a list `["", item, …]` of templates or texts, or the number of a hole (see shapes.py). Imported only when a
statement shape is met that the cache does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from ptofix.cpp.lexer import Lexeme

GRAMMAR = Path(__file__).with_name("language.lark")

STARTS = ("statement", "header", "label", "enumerators")

Template = Any  # list | str | int | None


class _LexemeLexer(Lexer):
    """Feeds lexemes that are made already to lark's parser."""

    def __init__(self, lexer_conf: Any) -> None:
        del lexer_conf

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        for lexeme in data:
            yield Token(lexeme.type, lexeme.text)


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR.read_text(), parser="lalr", lexer=_LexemeLexer, start=[*STARTS], maybe_placeholders=True)


def parse_lexemes(lexemes: list[Lexeme], start: str, holes: dict[int, int]) -> Template | None:
    """The template of what `lexemes` spell, or None if the language does not have it.

    `start` is one of STARTS. `holes` maps the index of a lexeme to the number of the hole that is there.
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
        rule = str(node.data)
        children = [_template(child, depth + 1) for child in node.children]
        if rule in _SPECIAL:
            return _SPECIAL[rule](node, children)
        return ["".join(part.capitalize() for part in rule.split("_")), *_without_punctuation(node, children)]
    if node is None:
        return None
    return int(node[1:]) if node.startswith("\0") else str(node)


_PUNCTUATION = frozenset(("ARROW", "CAST_OPEN", "CAST_CLOSE", "LAUNCH_OPEN", "LAUNCH_CLOSE", "TLT", "TGT"))


def _is_token(child: Any, *kinds: str) -> bool:
    return isinstance(child, Token) and child.type in kinds


def _without_punctuation(node: Any, children: list[Template]) -> list[Template]:
    """The children that are fields. `=` is between others, or is the operator of an assignment."""
    dropped = _PUNCTUATION if str(node.data) == "assign" else _PUNCTUATION | {"EQUAL"}
    return [template for child, template in zip(node.children, children) if not _is_token(child, *dropped)]


def _list(_: Any, children: list[Template]) -> Template:
    return ["", *children]


def _type(node: Any, children: list[Template]) -> Template:
    """Qualifiers are before and after the name."""
    core = next(i for i, child in enumerate(node.children) if isinstance(child, Tree))
    name, arguments = children[core]
    return ["Type", ["", *children[:core]], name, arguments, ["", *children[core + 1 :]]]


def _constant(node: Any, children: list[Template]) -> Template:
    if _is_token(node.children[-1], "STRING"):
        return ["String", children[-1]]
    return ["Unary", "-", ["Number", children[1]]] if len(children) == 2 else ["Number", children[0]]


_SPECIAL: dict[str, Callable[[Any, list[Template]], Template]] = {
    "args": _list,
    "sizes": _list,
    "texts": _list,
    "parameters": _list,
    "template": lambda _, children: ["", *children[1:-1]],
    "named": lambda _, children: (children[0], children[1] if len(children) > 1 else [""]),
    "builtin": lambda _, children: (" ".join(children), [""]),
    "construct_type": lambda _, children: ["Type", [""], children[0], [""], [""]],
    "class_name": lambda _, children: ["Type", [""], children[0], [""], [""]],
    "type": _type,
    "parameter": lambda _, children: ["Parameter", children[0], children[1], children[3]],
    "constant": _constant,
    "enumerators": lambda _, children: ["Enumerators", ["", *children]],
}
