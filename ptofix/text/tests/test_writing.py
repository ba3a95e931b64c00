"""Writing files: each whole, and all or none."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from ptofix.text.diagnostics import PtofixError
from ptofix.text.writing import OutputFile, write_all, write_atomically


def test_writing_keeps_permissions_and_leaves_nothing_after(tmp_path: Path) -> None:
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


def three(tmp_path: Path, names: tuple[str, str, str] = ("a", "b", "c")) -> list[OutputFile]:
    """Outputs of which the first two replace something."""
    for name in names[:2]:
        (tmp_path / name).write_text(f"old {name}")
    return [OutputFile(str(tmp_path / name), f"new {name}") for name in names]


def contents(tmp_path: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in tmp_path.iterdir() if path.is_file()}


def test_all(tmp_path: Path) -> None:
    write_all(three(tmp_path))
    assert contents(tmp_path) == {"a": "new a", "b": "new b", "c": "new c"}


@pytest.mark.parametrize("position", range(4))
def test_one_that_cannot_be_written_keeps_all_as_they_were(tmp_path: Path, position: int) -> None:
    outputs = three(tmp_path)
    missing = str(tmp_path / "no such folder" / "x")
    outputs.insert(position, OutputFile(missing, "x"))
    with pytest.raises(FileNotFoundError) as caught:
        write_all(outputs)
    assert caught.value.filename == missing
    assert contents(tmp_path) == {"a": "old a", "b": "old b"}


def test_a_device_that_is_full_keeps_all_as_they_were(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="/dev/full"):
        write_all([*three(tmp_path), OutputFile("/dev/full", "x")])
    assert contents(tmp_path) == {"a": "old a", "b": "old b"}


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_move_that_fails_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    replace, calls = os.replace, 0

    def sometimes(source: str, target: str) -> None:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise PermissionError(1, "not permitted")
        replace(source, target)

    monkeypatch.setattr(os, "replace", sometimes)
    with pytest.raises(PermissionError):
        write_all(three(tmp_path))
    assert contents(tmp_path) == {"a": "old a", "b": "old b"}


def test_one_file_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old a")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with pytest.raises(PtofixError, match="would be written twice"):
        write_all([OutputFile(str(tmp_path / "a"), "x"), OutputFile(str(tmp_path / "link"), "y")])
    assert (tmp_path / "a").read_text() == "old a"
