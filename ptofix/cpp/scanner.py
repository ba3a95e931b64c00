"""Split C++ text into *items*: statements, block openings and closings, labels and preprocessor lines.

The scanner knows just enough C++ to find where a statement ends (strings, comments, brackets). Everything between
two items is trivia (blanks, comments) and belongs to the item that follows it; what is after the last item
belongs to the file. Items and trivia together cover every character of the text.
"""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span


class ItemKind(Enum):
    STATEMENT = "statement"  # up to and with its `;`
    OPEN = "open"  # what comes before a `{`, and the brace
    CLOSE = "close"  # a `}`
    LABEL = "label"  # up to and with its `:`
    DIRECTIVE = "directive"  # a line that starts with `#`, with its continuation lines


class Item(Struct, frozen=True):
    kind: ItemKind
    start: int
    end: int


# One statement on one line, without strings, braces, labels or a second semicolon, and perhaps a comment to its end:
# almost every line.
_PLAIN_LINE = re.compile(r"[ \t]*([A-Za-z_][^;{}\"'#/\\\r\n]*;)[ \t]*(?://[^\\\r\n]*)?(?=\r?\n|$)")

_STRING = (
    r"""(?<!\w)(?:u8|[uUL])?R"(?P<{fence}>[^()\s\\]*)\(.*?\)(?P={fence})"|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'"""
)
_NUMBER = r"\d(?:'?\w)*"
_QUOTED = _STRING.format(fence="quoted")  # `fence` is a name in the pattern, and each name is there once

_PIECE = re.compile(
    rf"""
    (?P<blank>\s+)
  | (?P<comment>//(?:\\\r?\n|[^\r\n])*|/\*.*?\*/)
  | (?P<directive>\#(?:\\\r?\n|{_QUOTED}|(?<!\w){_NUMBER}|/\*.*?\*/|(?!//)[^\r\n])*)
  | (?P<string>{_STRING.format(fence="fence")})
  | (?P<open>[(\[])
  | (?P<close>[)\]])
  | (?P<lbrace>\{{)
  | (?P<rbrace>\}})
  | (?P<semicolon>;)
  | (?P<scope>::)
  | (?P<colon>:)
  | (?P<word>{_NUMBER}|\w+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)

_COMMENT_OR_QUOTED = re.compile(rf"/\*.*?\*/|{_STRING.format(fence='fence')}", re.DOTALL | re.ASCII)

_LABEL_HEAD = re.compile(r"case\b.*|[A-Za-z_]\w*", re.DOTALL)
# `type name` before a brace declares and initialises; a keyword opens a block.
_LIST_INITIALISED = re.compile(
    r"(?!(?:struct|class|enum|union|namespace|extern|else|do|try|switch|template)\b)[A-Za-z_][\w:\s]*\s[A-Za-z_]\w*\s*",
    re.ASCII,
)
# No type holds it, and Python converts no such number.
_TOO_MANY_DIGITS = re.compile(r"(?<!\w)\d[\d']{1000,}", re.ASCII)
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


def scan(source: SourceFile) -> list[Item]:
    """The items of `source` in order.

    Raises PtofixError for control characters, numbers of a thousand digits, unclosed comments, strings and brackets.
    """
    text = source.text
    control = _CONTROL.search(text)
    if control is not None:
        raise error(f"control character {ord(control[0]):#04x} in the text", Place(source, Span(*control.span())))
    for number in _TOO_MANY_DIGITS.finditer(text):
        if _is_in_code(text, number.start()):
            raise error("a number with too many digits", Place(source, Span(*number.span())))
    items: list[Item] = []
    position, size = 0, len(text)
    start = -1  # of the statement being read, -1 between statements
    brackets: list[int] = []  # offsets of the brackets and initialiser braces open inside that statement

    while position < size:
        if start < 0:
            plain = _PLAIN_LINE.match(text, position)
            if plain is not None and _is_one_statement(plain[1]):
                items.append(Item(ItemKind.STATEMENT, plain.start(1), plain.end(1)))
                position = plain.end()
                continue
        piece = _PIECE.match(text, position)
        assert piece is not None, "the last alternative matches any character"
        kind, begin, position = piece.lastgroup, position, piece.end()
        if kind == "blank" or kind == "comment":
            continue
        if kind == "directive" and start < 0:
            items.append(Item(ItemKind.DIRECTIVE, begin, position))
            continue
        if kind == "other" and (piece[0] in "\"'" or text.startswith("/*", begin)):
            raise error("unclosed string or comment", Place(source, Span(begin, begin + 1)))
        if start < 0:
            start = begin
        if kind == "open" or (kind == "lbrace" and (brackets or _opens_a_list(text[start:begin]))):
            brackets.append(begin)
        elif kind == "close" or (kind == "rbrace" and brackets):
            if not brackets or text[brackets.pop()] + piece[0] not in ("()", "[]", "{}"):
                raise error(f"`{piece[0]}` closes nothing", Place(source, Span(begin, position)))
        elif brackets:
            continue
        elif kind == "semicolon":
            items.append(Item(ItemKind.STATEMENT, start, position))
            start = -1
        elif kind == "lbrace":
            items.append(Item(ItemKind.OPEN, start, position))
            start = -1
        elif kind == "rbrace":
            if start != begin:
                items.append(Item(ItemKind.STATEMENT, start, begin))
            items.append(Item(ItemKind.CLOSE, begin, position))
            start = -1
        elif kind == "colon" and _LABEL_HEAD.fullmatch(text, start, begin) and "?" not in text[start:begin]:
            items.append(Item(ItemKind.LABEL, start, position))
            start = -1
    if brackets:
        raise error("unclosed bracket", Place(source, Span(brackets[-1], brackets[-1] + 1)))
    if start >= 0:
        raise error("text ends inside a statement", Place(source, Span(start, start + 1)))
    return items


def without_comments(directive: str) -> str:
    """A preprocessor line with a blank in place of each comment, as a compiler reads it."""
    if "/*" not in directive:
        return directive
    return _COMMENT_OR_QUOTED.sub(lambda found: " " if found[0].startswith("/*") else found[0], directive)


def _is_in_code(text: str, place: int) -> bool:
    """Whether what is at a place is neither in a comment nor in a string."""
    pieces = (piece for piece in _PIECE.finditer(text) if piece.end() > place)
    return next(pieces).lastgroup not in ("comment", "string")


def _opens_a_list(head: str) -> bool:
    """Whether a brace after `head` opens an initialiser list rather than a block. Brackets in `head` are closed."""
    if _LIST_INITIALISED.fullmatch(head) or re.match(r"return\b", head):
        return True
    depth = 0
    for at, character in enumerate(head):
        depth += (character in "([") - (character in ")]")
        if character == "=" and depth == 0 and head[at - 1 : at] not in "!<>=" and head[at + 1 : at + 2] != "=":
            return True
    return False


_SINGLE_COLON = re.compile(r":(?<!::)(?!:)")


def _is_one_statement(line: str) -> bool:
    """Whether brackets are closed on the line and no label is in front."""
    return line.count("(") == line.count(")") and line.count("[") == line.count("]") and not _SINGLE_COLON.search(line)
