"""Where in the text of a TOML file a fault lies: TOML gives values, and no places."""

from __future__ import annotations

import re
from typing import Any

from ptofix.isa.raw_table import TableFault
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.source import SourceFile, Span
from ptofix.text.toml import TOMLDecodeError, parse_toml

_HEADER = re.compile(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(?:#.*)?$")
_PARSER_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")


def parsed(source: SourceFile) -> dict[str, Any]:
    try:
        return parse_toml(source.text)
    except TOMLDecodeError as problem:
        place = _PARSER_PLACE.search(str(problem))
        line = min(int(place[1]), source.line_count) if place else source.line_count
        raise error(_PARSER_PLACE.sub("", str(problem)), _line_place(source, line)) from None


def placed(source: SourceFile, fault: TableFault, header: str, number: int) -> PtofixError:
    """The error for a fault in the table under the `number`-th header of that name, counted from 0.

    TOML gives no places: they are looked up in the text.
    """
    first, last = _block(source, header, number, fault.form)
    key = re.compile(rf'\s*"?{re.escape(fault.key)}"?\s*=')
    at = next((line for line in range(first, last + 1) if fault.key and key.match(source.line_text(line))), first)
    spelled = re.compile(rf"(?<![\w.]){re.escape(fault.text)}(?![\w.])")
    for line in range(at, last + 1) if fault.text else ():
        if match := spelled.search(source.line_text(line)):
            start = source.line_start(line)
            return error(fault.message, Place(source, Span(start + match.start(), start + match.end())))
    return error(fault.message, _line_place(source, at))


def _block(source: SourceFile, header: str, number: int, form: int | None) -> tuple[int, int]:
    """First and last line of a table, or of one form of an op; the whole file if it has no such header."""
    texts = ((line, _HEADER.match(source.line_text(line))) for line in range(1, source.line_count + 1))
    headers = [(line, match[1]) for line, match in texts if match]
    ends = [line - 1 for line, _ in headers[1:]] + [source.line_count]
    blocks = [(name, line, end) for (line, name), end in zip(headers, ends)]
    tables = [index for index, (name, _, _) in enumerate(blocks) if name == header]
    index = tables[number] + (0 if form is None else form + 1) if number < len(tables) else len(blocks)
    return blocks[index][1:] if index < len(blocks) else (1, source.line_count)


def _line_place(source: SourceFile, line: int) -> Place:
    start = source.line_start(line)
    return Place(source, Span(start, start + max(1, len(source.line_text(line)))))
