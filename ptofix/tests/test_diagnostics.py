"""How messages look."""

from __future__ import annotations

from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity, error, render
from ptofix.text.source import SourceFile, Span

SOURCE = SourceFile("fa.cpp", "a;\n\tTADD(v1,\r\n  v2);\n")


def place(start: int, end: int) -> Place:
    return Place(SOURCE, Span(start, end))


def test_a_message_with_everything() -> None:
    text = render(
        Diagnostic(
            Severity.UNDECIDED,
            "read here",
            place(4, 8),
            "PF101",
            (Note("written here", place(0, 2)), Note("so")),
            "do it",
        )
    )
    assert text.splitlines() == [
        "fa.cpp:2:2: undecided: read here [PF101]",
        "    \tTADD(v1,",
        "    \t^~~~",
        "fa.cpp:1:1: note: written here",
        "    a;",
        "    ^~",
        "ptofix: note: so",
        "help: do it",
    ]


def test_a_span_over_lines_is_underlined_to_the_end_of_its_first_line() -> None:
    assert render(Diagnostic(Severity.ERROR, "m", place(4, 19))).splitlines()[2] == "    \t^~~~~~~~"


def test_an_empty_span_has_a_caret() -> None:
    assert render(Diagnostic(Severity.ERROR, "m", place(5, 5))).splitlines()[2] == "    \t ^"


def test_a_span_after_the_text_has_a_caret() -> None:
    end = len(SOURCE.text)
    assert render(Diagnostic(Severity.ERROR, "m", place(end, end + 1))).splitlines() == [
        "fa.cpp:4:1: error: m", "    ", "    ^",
    ]  # fmt: skip


def test_a_message_without_a_place() -> None:
    assert render(Diagnostic(Severity.ERROR, "m")) == "ptofix: error: m"
    assert str(error("m", help="h")) == "ptofix: error: m\nhelp: h"


def test_several_diagnostics_are_one_error() -> None:
    both = PtofixError([Diagnostic(Severity.ERROR, "a"), Diagnostic(Severity.ERROR, "b")])
    assert str(both) == "ptofix: error: a\nptofix: error: b"
