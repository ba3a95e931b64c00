"""Which `ptoas` is the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.mlir.assembler import find_assembler

OWN = "#!/usr/bin/python3\nfrom ptofix.commands.ptoas_wrapper import main\n"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PATH is `first`, where `ptoas` is ptofix, and `second`, with a real one."""
    _program(tmp_path / "first" / "ptoas", OWN)
    _program(tmp_path / "second" / "ptoas", "#!/bin/sh\n")
    monkeypatch.delenv("PTOFIX_PTOAS", raising=False)
    monkeypatch.delenv("PTOAS", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'first'}:{tmp_path / 'second'}")
    return tmp_path


def _program(path: Path, text: str) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_ptofix_is_not_the_assembler(folders: Path) -> None:
    assert find_assembler() == str(folders / "second" / "ptoas")


def test_the_name_that_builds_use(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    third = _program(folders / "third", "#!/bin/sh\n")
    monkeypatch.setenv("PTOAS", third)
    assert find_assembler() == third
    monkeypatch.setenv("PTOAS", _program(folders / "first" / "ptofix-ptoas", OWN))
    assert find_assembler() == str(folders / "second" / "ptoas")


def test_the_name_of_ptofix_comes_first_and_alone(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTOAS", _program(folders / "third", "#!/bin/sh\n"))
    fourth = _program(folders / "fourth", "#!/bin/sh\n")
    monkeypatch.setenv("PTOFIX_PTOAS", fourth)
    assert find_assembler() == fourth
    monkeypatch.setenv("PTOFIX_PTOAS", str(folders / "first" / "ptoas"))
    assert find_assembler() is None
