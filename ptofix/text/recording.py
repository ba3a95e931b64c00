"""What a recording says of itself (`ptofix record`).

Its first line says what it is of, a comment after each statement where in the source that was, through which callers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ptofix.text.source import SourceFile

HEAD = "// ptofix record: "

# Compiled when it is first used: few texts are recordings.
_BEHIND = r"[ \t]*//[ \t]*(?P<chain>(?!//)\S(?:(?!//)[^<])*:\d+(?: < [^<]+:\d+)*)[ \t]*$"


class SourcePlace(NamedTuple):
    """A line of the source of a recording."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def is_recording(source: SourceFile) -> bool:
    return source.text.startswith(HEAD)


def recorded_from(source: SourceFile, line: int) -> tuple[SourcePlace, ...]:
    """Where a line of a recording comes from, and the calls that led there, innermost first; () if it does not say."""
    found = re.search(_BEHIND, source.line_text(line)) if is_recording(source) else None
    if found is None:
        return ()
    places = (place.rpartition(":") for place in found["chain"].split(" < "))
    return tuple(SourcePlace(file, int(number)) for file, _, number in places)


def from_data(source: SourceFile, line: int) -> dict[str, list[dict[str, str | int]]]:
    """The same for machines, as a key of what is at the line."""
    chain: list[dict[str, str | int]] = [{"file": file, "line": number} for file, number in recorded_from(source, line)]
    return {"recorded_from": chain} if chain else {}


def from_words(source: SourceFile, line: int) -> str:
    """`softmax.hpp:97, called from fa.cpp:310, fa.cpp:400`, "" where nothing says so."""
    first, *callers = [str(place) for place in recorded_from(source, line)] or [""]
    return f"{first}, called from {', '.join(callers)}" if callers else first


def line_words(source: SourceFile, line: int) -> str:
    """`line 12`, of a recording with its place in the source: `line 12 (softmax.hpp:97)`."""
    found = recorded_from(source, line)
    return f"line {line} ({found[0]})" if found else f"line {line}"


def without_place(source: SourceFile, line: int) -> str:
    """The text of a line, of a recording without the comment after it."""
    text = source.line_text(line)
    return re.sub(_BEHIND, "", text) if is_recording(source) else text


def recording_words(source: SourceFile) -> str:
    """What a recording is of, and so all that anything said of it is about; "" for another text."""
    if not is_recording(source):
        return ""
    what, _, file = source.line_text(1).removeprefix(HEAD).partition(" | ")
    of = f" of {file}" if file else ""
    more = "".join(f". {line.removeprefix('//').strip(' .')}" for line in _remarks(source))
    return f"a recording{of}: {what}; nothing is said of other launches, blocks or sizes{more}"


def _remarks(source: SourceFile) -> Iterator[str]:
    """The comments right after the first line: what it leaves out."""
    for line in range(2, source.line_count + 1):
        text = source.line_text(line)
        if not text.startswith("// "):
            return
        yield text


def recording_lines(source: SourceFile) -> Iterator[str]:
    """The same as a line of a summary, if there is something to say."""
    words = recording_words(source)
    if words:
        yield f"{source.name}: {words}"
