"""Integer literals that no type of C++ holds: text that has one is no input."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ptofix.cpp.scanner import Item
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span

_BITS = 64
# A literal of more digits than this may be too great; few texts have one.
_LONG = re.compile(r"[0-9a-fA-F'][0-9a-fA-F']{16}")
_INTEGER = re.compile(
    r"(?:0[xX](?P<hex>[0-9a-fA-F]+)|0[bB](?P<binary>[01]+)|0(?P<octal>[0-7]*)|(?P<decimal>[1-9][0-9]*))[uUlLzZ]*"
)
_RADIX = {"hex": 16, "binary": 2, "octal": 8, "decimal": 10}


def check_literals(source: SourceFile, items: Iterable[Item]) -> None:
    """Raises PtofixError for an integer literal of more than 64 bits."""
    if _LONG.search(source.text) is None:
        return
    from ptofix.cpp.lexer import UnknownCharacterError, tokenize  # its expression takes 2 ms to compile

    for item in items:
        text = source.text[item.start : item.end]
        if _LONG.search(text) is None:
            continue
        try:
            lexemes = tokenize(text)
        except UnknownCharacterError:  # outside of the language, as the parser will say
            continue
        for lexeme in lexemes:
            if lexeme.type == "NUMBER" and is_too_great(lexeme.text):
                place = Place(source, Span(item.start + lexeme.start, item.start + lexeme.end))
                raise error("an integer literal of more than 64 bits", place)


def is_too_great(text: str) -> bool:
    """Whether a literal is an integer that does not fit in 64 bits."""
    match = _INTEGER.fullmatch(text.replace("'", ""))
    radix = next((name for name in _RADIX if match is not None and match[name] is not None), None)
    if match is None or radix is None:
        return False
    digits = match[radix].lstrip("0")
    return len(digits) > _BITS or int(digits or "0", _RADIX[radix]) >> _BITS != 0
