"""Source text: positions, edits, and writing files."""

from __future__ import annotations

import os
import stat
import threading
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
    write_atomically,
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


def test_writing_keeps_permissions_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "a.cpp"
    target.write_text("old")
    target.chmod(0o640)
    write_atomically(str(target), "new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.cpp"]


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_atomically(str(tmp_path / "a.cpp"), "new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.cpp").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    target, link = tmp_path / "deep" / "a.cpp", tmp_path / "link.cpp"
    target.write_text("old")
    link.symlink_to(target)
    write_atomically(str(link), "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_what_is_no_regular_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_atomically(str(pipe), "text")
    reader.join(10)
    assert received == [b"text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.cpp"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(str(target), "new")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.cpp"]


def test_reading_does_not_translate_newlines(tmp_path: Path) -> None:
    (tmp_path / "a.cpp").write_bytes(b"a\r\nb\rc\xff")
    assert encode(read_source(str(tmp_path / "a.cpp")).text) == b"a\r\nb\rc\xff"
