"""The pages of docs/: their fenced blocks, and running what is in them as a reader would."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ptofix.commands.cli import main

_FENCE = re.compile(r"^ *```([\w-]*)$")
_FOR_A_SHELL = re.compile(r"[|<>&;$*=]")


@dataclass(frozen=True)
class FencedBlock:
    """A fenced block of a page: what kind it says it is, its text, and the line of its first line."""

    page: Path
    line: int
    kind: str
    text: str


@dataclass(frozen=True)
class PageStep:
    """A command of a `console` block, and what the page says that it prints."""

    page: Path
    line: int
    command: str
    printed: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(page: Path) -> list[FencedBlock]:
    """Every fenced block, in order."""
    found, kind, begin, inside = [], None, 0, list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if fence is None:
            inside.append(line)
        elif kind is None:
            kind, begin, inside = fence[1], number + 1, []
        else:
            found.append(FencedBlock(page, begin, kind, "\n".join(inside)))
            kind = None
    return found


def steps(block: FencedBlock) -> Iterator[PageStep]:
    """The commands of a `console` block: each begins with `$ `, and what it prints is below."""
    command, begin, printed = "", 0, list[str]()
    for number, line in enumerate(block.text.splitlines(), block.line):
        if line.startswith("$ "):
            if command:
                yield PageStep(block.page, begin, command, "\n".join(printed))
            command, begin, printed = line[2:], number, []
        else:
            printed.append(line)
    if command:
        yield PageStep(block.page, begin, command, "\n".join(printed))


def output_of(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a command prints in a folder, standard error included. ptofix itself runs in this process."""
    words = shlex.split(command)
    if words[0] != "ptofix" or _FOR_A_SHELL.search(command):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.stdout
    before, data = os.getcwd(), io.BytesIO()
    printed = io.TextIOWrapper(data, encoding="utf-8", write_through=True)  # with a buffer: texts are written as bytes
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), contextlib.suppress(SystemExit):
            main(words[1:])
    finally:
        os.chdir(before)
    return data.getvalue().decode()


def is_as_said(printed: str, said: str) -> bool:
    """Whether a page tells what was printed. A line `…` stands for any lines, `…` in a line for any text."""
    wanted = "".join(r"(?:.*\n)*" if line.strip() == "…" else _line(line) for line in said.splitlines())
    return re.fullmatch(wanted, printed if not printed or printed.endswith("\n") else printed + "\n") is not None


def _line(line: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in line.rstrip().split("…")) + r" *\n"


def environment() -> dict[str, str]:
    """As a reader's: the commands of this environment, and no settings of the tests."""
    scripts = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
