"""Messages about a place in an input, in the one form that every verb prints:

fa.cpp:12:3: error: message [PF101]
    TADD(v1, v2, v3);
    ^~~~
fa.cpp:10:3: note: written here

Under a line of a recording is where it is from: `recorded from softmax.hpp:97, called from fa.cpp:310`.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from ptofix.text.recording import SourcePlace, from_words, recorded_from, without_place
from ptofix.text.source import SourceFile, Span


class Severity(Enum):
    """Of what is UNDECIDED it is not known whether it is an error: something was not understood."""

    ERROR = "error"
    UNDECIDED = "undecided"
    NOTE = "note"


class Place(Struct, frozen=True):
    """A span of one source file."""

    source: SourceFile
    span: Span

    def __str__(self) -> str:
        line, column = self.source.line_column(self.span.start)
        return f"{self.source.name}:{line}:{column}"

    @property
    def line(self) -> int:
        return self.source.line_column(self.span.start)[0]

    @property
    def column(self) -> int:
        return self.source.line_column(self.span.start)[1]

    @property
    def recorded_from(self) -> tuple[SourcePlace, ...]:
        """Of a place in a recording: where it is from in the source, and the calls that led there."""
        return recorded_from(self.source, self.line)

    @property
    def from_words(self) -> str:
        """The same in words, "" for none."""
        return from_words(self.source, self.line)


def line_place(source: SourceFile, line: int) -> Place:
    """What is in `line` (counted from 1) without the blanks around it."""
    text, start = source.line_text(line), source.line_start(line)
    return Place(source, Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip())))


class Note(Struct, frozen=True):
    """A second place that belongs to a diagnostic (`place` None: a remark without a place).

    `brief` is a shorter message, for a reader who has not asked for all.
    """

    message: str
    place: Place | None = None
    brief: str = ""


class Diagnostic(Struct, frozen=True):
    """One finding. `code` is stable across releases; `help` says what to do."""

    severity: Severity
    message: str
    place: Place | None = None
    code: str = ""
    notes: tuple[Note, ...] = ()
    help: str = ""


class PtofixError(Exception):
    """Unusable input or arguments: the command prints the diagnostics and exits with 2."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(render(d) for d in self.diagnostics)


def error(message: str, place: Place | None = None, notes: tuple[Note, ...] = (), help: str = "") -> PtofixError:
    """The exception for one error; write `raise error(…)`."""
    return PtofixError([Diagnostic(Severity.ERROR, message, place, notes=notes, help=help)])


def render(diagnostic: Diagnostic, in_full: bool = True) -> str:
    """Text form of `diagnostic`, with source line and caret where it has a place."""
    code = f" [{diagnostic.code}]" if diagnostic.code else ""
    lines = [_head(diagnostic.place, diagnostic.severity.value, diagnostic.message + code)]
    lines += _excerpt(diagnostic.place)
    for note in diagnostic.notes:
        lines.append(_head(note.place, "note", note.message if in_full else note.brief or note.message))
        lines += _excerpt(note.place)
    if diagnostic.help:
        lines.append(f"help: {diagnostic.help}")
    return "\n".join(lines)


def _head(place: Place | None, severity: str, message: str) -> str:
    return f"{place or 'ptofix'}: {severity}: {message}"


def _excerpt(place: Place | None) -> list[str]:
    if place is None:
        return []
    line, column = place.source.line_column(place.span.start)
    text = without_place(place.source, line)
    width = max(1, min(place.span.end - place.span.start, len(text) - column + 1))
    # Tabs are kept so that the caret is under its text however wide a tab is shown.
    indent = "".join("\t" if c == "\t" else " " for c in text[: column - 1])
    recorded = [f"    recorded from {place.from_words}"] if place.from_words else []
    return [f"    {text}", f"    {indent}^{'~' * (width - 1)}", *recorded]
