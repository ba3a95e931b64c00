"""Each worked example of docs/contributing.md, followed step by step on a copy of the sources."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from ptofix.testing.pages import FencedBlock, blocks, environment, is_as_said, output_of, steps

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "contributing.md"
LINES = PAGE.read_text(encoding="utf-8").splitlines()
SECTIONS = [line.removeprefix("## ") for line in LINES if line.startswith("## ")]
_EDIT = re.compile(r"(Append to|Create|Insert into) `([^`]+)`(?: before `([^`]+)`)?:")
_PATH = re.compile(r"`((?:ptofix|passes|lit_tests|kernels|benchmarks)/[\w./-]*)`")
_CREATED = [match[2] for line in LINES if (match := _EDIT.fullmatch(line)) and match[1] == "Create"]


def _section(block: FencedBlock) -> str:
    return next(line for line in reversed(LINES[: block.line]) if line.startswith("## ")).removeprefix("## ")


def _edit(block: FencedBlock) -> re.Match[str] | None:
    """What the paragraph before a block says is done with it."""
    before = [line for line in LINES[: block.line - 2] if line]
    return _EDIT.fullmatch(before[-1])


def _copy(folder: Path) -> dict[str, str]:
    """The sources in a folder, and an environment where `ptofix` and `python` work on them."""
    for name in ("ptofix", "passes"):  # with what Python has compiled: all but the changed files are the same
        shutil.copytree(REPOSITORY / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("tests"))
    (folder / "kernels").symlink_to(REPOSITORY / "kernels")
    (folder / "docs").mkdir()
    (folder / "bin").mkdir()
    for name, arguments in (("ptofix", "-m ptofix "), ("python", "")):
        script = folder / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
        script.chmod(0o755)
    found = environment()
    path = f"{folder / 'bin'}{os.pathsep}{found['PATH']}"
    return {**found, "PATH": path, "PYTHONPATH": str(folder)}


def _apply(edit: re.Match[str], text: str, folder: Path) -> None:
    path = folder / edit[2]
    path.parent.mkdir(parents=True, exist_ok=True)
    old = "" if edit[1] == "Create" else path.read_text(encoding="utf-8")
    at = len(old)
    if edit[1] == "Insert into":
        line = next(line for line in old.splitlines() if line.strip().startswith(edit[3]))
        at = old.index(line)
    path.write_text(f"{old[:at]}{text}\n{old[at:]}", encoding="utf-8")


@pytest.mark.parametrize("section", SECTIONS)
def test_the_example(section: str, tmp_path: Path) -> None:
    variables = _copy(tmp_path)
    commands = 0
    for block in (block for block in blocks(PAGE) if _section(block) == section):
        if block.kind == "console":
            for step in steps(block):
                printed = output_of(f": && {step.command}", tmp_path, variables)  # always by a shell: of the copy
                assert is_as_said(printed, step.printed), f"{step}: `{step.command}` prints\n{printed}"
                commands += 1
        else:
            edit = _edit(block)
            assert edit is not None, f"{PAGE.name}:{block.line}: what is done with this block?"
            _apply(edit, block.text, tmp_path)
    assert commands > 0


def test_every_path_on_the_page_is_there() -> None:
    named = {path for line in LINES for path in _PATH.findall(line)} - {*_CREATED}
    assert len(named) > 20
    assert [path for path in sorted(named) if not (REPOSITORY / path).exists()] == []
