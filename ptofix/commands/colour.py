"""Colours for people: of messages and findings, never of rewritten texts or of reports."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO, cast

CHOICES = ("auto", "always", "never")

_HEAD = re.compile(r"^(?P<place>.+?): (?P<level>error|undecided|warning|note): ", re.M)
_CARET = re.compile(r"^(?P<indent>    \s*)(?P<caret>\^~*)$", re.M)
_HELP = re.compile(r"^help: ", re.M)

_BOLD, _CYAN, _GREEN, _END = "\x1b[1m", "\x1b[36m", "\x1b[32m", "\x1b[0m"
_LEVELS = {"error": "\x1b[1;31m", "undecided": "\x1b[1;33m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}


def paint(text: str) -> str:
    """`text` with places, levels, carets and help in colour; without the codes it is the same text."""
    text = _HEAD.sub(lambda m: f"{_BOLD}{m['place']}:{_END} {_LEVELS[m['level']]}{m['level']}:{_END} ", text)
    text = _CARET.sub(lambda m: f"{m['indent']}{_GREEN}{m['caret']}{_END}", text)
    return _HELP.sub(f"{_CYAN}help:{_END} ", text)


def wanted(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what is written to `stream`: `auto` for terminals, unless NO_COLOR is set (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return not environment.get("NO_COLOR") and environment.get("TERM") != "dumb" and stream.isatty()


class _PaintedStream:
    """A stream for text; `buffer` is not painted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(paint(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def colours(choice: str) -> Iterator[None]:
    """With standard output and standard error painted where that is wanted."""
    streams = sys.stdout, sys.stderr
    painted = [
        cast(TextIO, _PaintedStream(stream)) if wanted(choice, stream, os.environ) else stream for stream in streams
    ]
    sys.stdout, sys.stderr = painted
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams


def as_on_stdout(text: str) -> str:
    """`text` as standard output would show it, for what is written to its buffer."""
    return paint(text) if isinstance(sys.stdout, _PaintedStream) else text
