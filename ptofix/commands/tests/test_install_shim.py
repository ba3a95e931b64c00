"""`ptofix install-shim`, with a stand-in for the assembler, and builds that call `ptoas`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ptofix.commands.cli import main
from ptofix.commands.tests.stand_in import EMITTED, GENERIC, REPLAY, VARIABLES, barriers, stand_in

ROOT = Path(__file__).parents[3]


@pytest.fixture
def assembler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only `ptoas` on PATH."""
    for name in ("PTOFIX_PTOAS", *VARIABLES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REPLAY", str(REPLAY))
    monkeypatch.setenv("PTOFIX_EVIDENCE", "extrapolated")
    monkeypatch.setenv("ARGUMENTS", str(tmp_path / "arguments"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    path = stand_in(tmp_path / "real" / "ptoas")
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")
    return path


def _build(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A build that calls `ptoas`, with the shim's folder first on PATH."""
    path = f"{folder}:{os.environ['PATH']}"
    return subprocess.run(["sh", "-c", command], env={**os.environ, "PATH": path}, capture_output=True, text=True)


def test_a_build_that_calls_ptoas(assembler: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a folder's name"
    assert main(["install-shim", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{folder}/ptoas runs {assembler} through ptofix\nexport PATH=")
    done = _build(folder, f"ptoas --enable-insert-sync {GENERIC} -o {tmp_path}/k.cpp")
    assert (done.returncode, done.stdout) == (0, "")
    assert barriers(tmp_path / "k.cpp") == EMITTED - 2
    assert "gu: 2 done, 0 kept" in done.stderr
    assert (tmp_path / "arguments").read_text(encoding="utf-8").startswith("--enable-insert-sync\n")


def test_the_assembler_of_another_day(assembler: Path, tmp_path: Path) -> None:
    """PTOFIX_PTOAS counts more than what was found; an assembler that went away is not replaced by another."""
    other = stand_in(tmp_path / "other" / "ptoas")
    assert main(["install-shim", str(tmp_path / "bin")]) == 0
    assembler.unlink()
    done = _build(tmp_path / "bin", f"ptoas {GENERIC}")
    assert done.returncode == 127
    assert f"PTOFIX_PTOAS names `{assembler}`, which is ptofix or cannot be started" in done.stderr
    assert _build(tmp_path / "bin", f"PTOFIX_PTOAS={other} ptoas {GENERIC}").returncode == 0


def test_again_with_itself_on_path(assembler: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bin"
    assert main(["install-shim", str(folder)]) == 0
    before = (folder / "ptoas").read_bytes()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    assert main(["install-shim", str(folder)]) == 0
    assert (folder / "ptoas").read_bytes() == before
    assert str(assembler).encode() in before
    monkeypatch.setenv("PTOFIX_PTOAS", str(folder / "ptoas"))
    assert main(["install-shim", str(folder)]) == 2  # there is no assembler but the shim


def test_a_loop_through_somebody_elses_script_ends(assembler: Path, tmp_path: Path) -> None:
    """A script that ptofix cannot know to lead back to it."""
    folder = tmp_path / "bin"
    assert main(["install-shim", str(folder)]) == 0
    assembler.write_text(f'#!/bin/sh\nexec "{folder}/ptoas" "$@"\n', encoding="utf-8")
    done = _build(folder, f"ptoas {GENERIC}")
    assert done.returncode == 127
    assert "started as its own assembler" in done.stderr


@pytest.mark.parametrize("what", ["program", "link", "folder"])
def test_what_is_not_its_own_stays(
    what: str, assembler: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bin" / "ptoas"
    target.parent.mkdir()
    if what == "program":
        target.write_text("#!/bin/sh\n", encoding="utf-8")
    elif what == "link":
        target.symlink_to(assembler)
    else:
        target.mkdir()
    assert main(["install-shim", str(target.parent)]) == 2
    assert "is not ptofix's own, and stays as it is" in capsys.readouterr().err
    assert os.listdir(target.parent) == ["ptoas"]
    assert target.is_symlink() == (what == "link")


def test_nothing_to_stand_in_front_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("PTOFIX_PTOAS", "PTOAS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["install-shim", str(tmp_path / "bin")]) == 2
    assert "there is no `ptoas` for the shim to run" in capsys.readouterr().err
    assert not (tmp_path / "bin").exists()
