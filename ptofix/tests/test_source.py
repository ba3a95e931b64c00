"""Source text: positions and edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.text.source import (
    Edit,
    OverlappingEditsError,
    SourceFile,
    Span,
    apply_edits,
    decode,
    encode,
    read_source,
)


def test_bytes_survive_decoding() -> None:
    data = bytes(range(256)) + "→\r\n\ufeff".encode()
    assert encode(decode(data)) == data


def test_lines_and_columns_for_every_newline_style() -> None:
    source = SourceFile("f", "a\nbc\r\nd\re")
    assert source.line_count == 4
    assert [source.line_text(line) for line in range(1, 5)] == ["a", "bc", "d", "e"]
    assert [source.line_column(source.line_start(line)) for line in range(1, 5)] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert source.line_column(3) == (2, 2)
    assert source.line_column(len(source.text)) == (4, 2)


def test_edits_are_made_from_left_to_right_whatever_their_order() -> None:
    edits = [Edit(Span(4, 5), "E"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "+")]
    assert apply_edits("abcde", edits) == "b+cdE"
    assert apply_edits("abc", []) == "abc"


def test_neighbouring_edits_are_no_overlap() -> None:
    assert apply_edits("abcd", [Edit(Span(0, 2), "x"), Edit(Span(2, 4), "y")]) == "xy"


@pytest.mark.parametrize("second", [Span(1, 2), Span(2, 4), Span(0, 5), Span(1, 3)])
def test_overlapping_edits_are_an_error(second: Span) -> None:
    with pytest.raises(OverlappingEditsError, match="overlaps"):
        apply_edits("abcdef", [Edit(Span(1, 3), "x"), Edit(second, "y")])


def test_reading_does_not_translate_newlines(tmp_path: Path) -> None:
    (tmp_path / "a.cpp").write_bytes(b"a\r\nb\rc\xff")
    assert encode(read_source(str(tmp_path / "a.cpp")).text) == b"a\r\nb\rc\xff"
