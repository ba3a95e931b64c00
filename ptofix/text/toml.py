"""TOML reading on every supported Python (`tomllib` came with 3.11)."""

from __future__ import annotations

import re
import sys
from typing import Any

from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span

if sys.version_info >= (3, 11):
    from tomllib import TOMLDecodeError, loads
else:
    from tomli import TOMLDecodeError, loads

__all__ = ["TOMLDecodeError", "parse_toml", "toml_document"]

_PARSER_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_toml(text: str) -> dict[str, Any]:
    """The document in `text`. Raises TOMLDecodeError."""
    try:
        document: dict[str, Any] = loads(text)
    except TOMLDecodeError:
        raise
    except ValueError:  # of a number with more digits than Python converts
        raise TOMLDecodeError("a number with too many digits") from None
    except RecursionError:
        raise TOMLDecodeError("tables or lists are nested too deeply") from None
    return document


def toml_document(source: SourceFile) -> dict[str, Any]:
    """The document in a file that somebody else wrote. Raises PtofixError."""
    try:
        return parse_toml(source.text)
    except TOMLDecodeError as problem:
        found = _PARSER_PLACE.search(str(problem))
        start = len(source.text.rstrip())
        if found and found[1]:
            start = source.line_start(int(found[1])) + int(found[2]) - 1
        raise error(_PARSER_PLACE.sub("", str(problem)), Place(source, Span(start, start + 1))) from None
