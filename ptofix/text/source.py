"""Source text with positions, and byte-exact edits to it.

Text is decoded as UTF-8 with surrogate escapes and without newline translation, so that decoding and encoding
again gives the same bytes whatever the input holds. All offsets in ptofix are offsets into that text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

_LINE_END = re.compile(r"\r\n|\n|\r")

STDIN_NAME = "<stdin>"
TEXT_NAME = "<text>"  # of a text that nobody gave a name


class Span(NamedTuple):
    """Half-open range of text offsets."""

    start: int
    end: int


class SourceFile(Struct, frozen=True, dict=True):
    """One input text and the name it is reported under."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"SourceFile({self.name!r})"  # the text of a kernel is too long for a message

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in _LINE_END.finditer(self.text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Text of `line` (counted from 1) without its line ending."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_start(self, line: int) -> int:
        """Offset of the first character of `line` (counted from 1)."""
        return self._line_starts[line - 1]

    @property
    def line_count(self) -> int:
        return len(self._line_starts)

    def to_bytes(self) -> bytes:
        return encode(self.text)


class Edit(Struct, frozen=True):
    """Replace the text in `span` by `replacement`."""

    span: Span
    replacement: str


class OverlappingEditsError(ValueError):
    """Two edits touch the same text: a bug in the pass that made them."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all `edits` made. Raises OverlappingEditsError if two of them touch the same text."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < position:
            raise OverlappingEditsError(f"edit at offset {edit.span.start} overlaps the edit that ends at {position}")
        parts += [text[position : edit.span.start], edit.replacement]
        position = edit.span.end
    parts.append(text[position:])
    return "".join(parts)


def decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def read_source(path: str) -> SourceFile:
    """Read the file at `path`, or standard input for `-`. Raises OSError."""
    if path == "-":
        return SourceFile(STDIN_NAME, decode(sys.stdin.buffer.read()))
    return SourceFile(path, decode(Path(path).read_bytes()))
