"""Run a program that records a kernel, and read what it wrote."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ptofix.record.symbols import Symbols
from ptofix.text.diagnostics import error

MOST_SECONDS = 120  # of the kernel, which then says where it is
_MORE_SECONDS = 30  # in which it has to say so


class RecordedLine(NamedTuple):
    """A line of a recording, and the places of the calls that led to it, innermost first."""

    text: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text} // {' < '.join(self.places)}" if self.places else self.text


class Recorded(NamedTuple):
    """One core's launch: the parameters of its function, declarations that hold for all of it, and statements."""

    parameters: tuple[str, ...]
    declarations: tuple[RecordedLine, ...]
    statements: tuple[RecordedLine, ...]
    touched: tuple[str, ...] = ()  # arguments of zeros that the scalar unit reads or writes itself
    apart: bool = False  # the second vector core takes other branches, which are not here


class Given(NamedTuple):
    """What a parameter is given: a file with the bytes of an array ("-" for zero), a number, or nothing."""

    name: str
    kind: str  # "array" | "number" | "none"
    value: str


class LaunchSetup(NamedTuple):
    block: int
    blocks: int
    subblock: int
    most_statements: int


class CannotRecordError(Exception):
    """The kernel does something that no recording can be made of; where, innermost first."""

    def __init__(self, why: str, places: tuple[str, ...]) -> None:
        super().__init__(why)
        self.why, self.places = why, places


def recorded(program: Path, launch: LaunchSetup, given: Sequence[Given], symbols: Symbols) -> Recorded:
    """Run `program`. Raises CannotRecordError, and PtofixError where the kernel does not end."""
    out = program.with_suffix(f".trace{launch.subblock}")
    numbers = (launch.most_statements, launch.block, launch.blocks, launch.subblock, MOST_SECONDS)
    command = [str(program), str(out), *map(str, numbers), *(word for one in given for word in one)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            timeout=MOST_SECONDS + _MORE_SECONDS, env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise error(f"the kernel runs for more than {MOST_SECONDS} seconds: is there a loop without an end?") from None
    except OSError as problem:
        raise error(f"the recording program cannot be run: {problem.strerror}") from None
    if not out.exists():
        raise error("the recording program wrote nothing")
    lines = [line.split("\t") for line in out.read_text(encoding="utf-8", errors="replace").splitlines()]
    places = symbols.places({word for _, _, calls in lines for word in calls.split()})
    by_kind: dict[str, list[RecordedLine]] = {kind: [] for kind in "PDSEMZ"}
    for kind, text, calls in lines:
        by_kind[kind].append(RecordedLine(text, tuple(place for word in calls.split() for place in places[word])))
    for refused in by_kind["E"]:
        raise CannotRecordError(refused.text, refused.places)
    if not by_kind["Z"]:
        said = done.stderr.decode(errors="replace").strip()
        raise error(f"the kernel ended its program (exit code {done.returncode})" + (f": {said}" if said else ""))
    parameters, touched = (tuple(line.text for line in by_kind[kind]) for kind in "PM")
    return Recorded(parameters, tuple(by_kind["D"]), tuple(by_kind["S"]), touched)
