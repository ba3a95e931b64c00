"""What people see on a terminal: messages and findings in colour, never rewritten texts or reports; nothing of an input
works as a command to the terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO, cast

# Compiled when they are first used: on terminals, and for few texts.
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\udc80-\udc9f]"
_HEAD = r"(?m)^(?P<place>.+?): (?P<level>error|undecided|warning|note): "
_CARET = r"(?m)^(?P<indent>    \s*)(?P<caret>\^~*)$"
_HELP = r"(?m)^help: "

_BOLD, _CYAN, _GREEN, _END = "\x1b[1m", "\x1b[36m", "\x1b[32m", "\x1b[0m"
_LEVELS = {"error": "\x1b[1;31m", "undecided": "\x1b[1;33m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}


def paint(text: str) -> str:
    """`text` with places, levels, carets and help in colour; without the codes it is the same text."""
    text = re.sub(_HEAD, lambda m: f"{_BOLD}{m['place']}:{_END} {_LEVELS[m['level']]}{m['level']}:{_END} ", text)
    text = re.sub(_CARET, lambda m: f"{m['indent']}{_GREEN}{m['caret']}{_END}", text)
    return re.sub(_HELP, f"{_CYAN}help:{_END} ", text)


def visible(text: str) -> str:
    """`text` with control characters, and what turns the direction of writing, as escapes: `\\x1b`, `\\u202e`.

    So with bytes that are no UTF-8 (lone surrogates here) which an 8-bit terminal takes for a control character.
    """
    return text if text.isascii() and text.isprintable() else re.sub(_CONTROL, _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def wanted(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what is written to `stream`: `auto` for terminals, unless NO_COLOR is set (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return not environment.get("NO_COLOR") and environment.get("TERM") != "dumb" and stream.isatty()


class _ShownStream:
    """A stream for text, in colour if it should be; `buffer` is left as it is."""

    def __init__(self, stream: TextIO, in_colour: bool) -> None:
        self.stream, self.in_colour = stream, in_colour

    def write(self, text: str) -> int:
        return self.stream.write(self.shown(text))

    def shown(self, text: str) -> str:
        """The text with what controls a terminal made visible, and then in colour."""
        text = visible(text)
        return paint(text) if self.in_colour else text

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def terminal(stream: TextIO) -> TextIO:
    """The stream itself, for what moves on it."""
    return stream.stream if isinstance(stream, _ShownStream) else stream


@contextmanager
def colours(choice: str) -> Iterator[None]:
    """With standard output and standard error as people see them, and in colour where they should be."""
    streams = sys.stdout, sys.stderr
    plain = map(terminal, streams)
    shown = [cast(TextIO, _ShownStream(stream, wanted(choice, stream, os.environ))) for stream in plain]
    sys.stdout, sys.stderr = shown
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams
