"""Tokens of C++ text, exact enough to tell texts apart: what is equal here is equal for every compiler.

The text is cut into *logical lines*: a line, with those after it as long as a splice, a comment or a raw string goes
on. Every logical line starts outside of all of them, so two that are equal to the letter have equal tokens, and only
the others are ever cut into tokens. Where it costs nothing the tokens are coarser than the compiler's: operators
without a blank between them are one token, and so is a whole directive, which is compared to the letter.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Token(Struct, frozen=True):
    text: str
    start: int
    end: int


class Line(Struct, frozen=True):
    """A logical line, with its line end."""

    text: str
    start: int


class UnclearTextError(Exception):
    """The text has, at the offset that is the argument, what compilers read in different ways."""


_TOKEN = re.compile(
    r"""
    (?P<blank> [ \t\r\n]+ | //[^\n]* | /\*.*?\*/ )
  | (?P<open> /\* | (?:u8|[uUL])?R" )
  | (?P<token>
        (?:u8|[uUL])?(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')\w*
      | \.?[0-9](?:[eEpP][-+]|'?[\w.])*
      | [^\x00-\x23\x25-/:-@\[\]^`{-\x7f]+  # what is left of ASCII is [\w$\\]: said so, it compiles in no time
      | (?:[-+*%&|^=<>!?:~\#@`]|\.(?![0-9])|/(?![/*]))+
      | [()\[\]{};,]
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_RAW_STRING = re.compile(r'(?:u8|[uUL])?R"([^()\\\s]*)\(.*?\)\1"\w*', re.DOTALL)
_SPLICE = re.compile(r"\\\r?\n")
# A lone carriage return, trigraphs, a splice that has blanks in it, and other line breaks and control characters.
_UNCLEAR = tuple(
    map(
        re.compile,
        (r"\r(?!\n)", r"\?\?[=/'()!<>-]", r"\\[ \t]+\r?\n", r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
    )
)


def logical_lines(text: str) -> list[Line]:
    """All of `text`. Raises UnclearTextError."""
    for pattern in _UNCLEAR:
        unclear = pattern.search(text)
        if unclear is not None:
            raise UnclearTextError(unclear.start())
    lines: list[Line] = []
    start, pending = 0, ""
    if not ("/*" in text or 'R"' in text or "\\\n" in text or "\\\r\n" in text or text.endswith("\\")):
        for line in text.split("\n"):  # nothing in the text can go on after the end of a line
            lines.append(Line(f"{line}\n", start))
            start += len(line) + 1
        return lines
    for line in text.split("\n"):
        pending += f"{line}\n"
        # Most lines have nothing in them that could go on after their end, and then nothing is open before them.
        simple = not ("/*" in line or 'R"' in line or line.endswith(("\\", "\\\r"))) and len(pending) == len(line) + 1
        if not simple and (_SPLICE.search(pending, len(pending) - 3) or _cut(pending, start) is None):
            continue
        lines.append(Line(pending, start))
        start += len(pending)
        pending = ""
    if pending:
        raise UnclearTextError(min(start, len(text)))
    return lines


def tokens(line: Line) -> list[Token]:
    """The tokens of a logical line. Raises UnclearTextError.

    With a splice in it, its tokens all have its place; with a raw string as well, it is one token to the letter.
    """
    text = _spliced(line.text)
    if text is line.text:
        found = _directive(text, _cut(text, line.start) or [])
        return [Token(text[a:b], line.start + a, line.start + b) for a, b in found]
    end = line.start + len(line.text)
    if 'R"' in text:
        return [Token(line.text, line.start, end)]
    return [Token(text[a:b], line.start, end) for a, b in _directive(text, _cut(text, line.start) or [])]


def _directive(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A directive is one token."""
    if found and text.startswith(("#", "%:"), found[0][0]):
        return [(found[0][0], len(text.rstrip()))]
    return found


def _spliced(text: str) -> str:
    return _SPLICE.sub("", text) if "\\\n" in text or "\\\r\n" in text else text


def _cut(text: str, start: int) -> list[tuple[int, int]] | None:
    """Where the tokens of `text` without its splices begin and end; None where a comment or raw string is not over.

    Raises UnclearTextError, at `start`, for a quote that nothing closes.
    """
    text = _spliced(text)
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is not None and match.lastgroup == "open":
            match = _RAW_STRING.match(text, position)
            if match is None:
                return None
        if match is None:
            raise UnclearTextError(start)
        if match.lastgroup != "blank":
            found.append((position, match.end()))
        position = match.end()
    return found
