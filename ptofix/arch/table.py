"""The op table: ops.toml, from the disk cache on a warm start, as the rows that `expand` reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ptofix.arch.reading import read_op, read_scratch
from ptofix.arch.row import OpRow, ScratchArea
from ptofix.text.cache import cached

PATH = Path(__file__).with_name("ops.toml")


def _build() -> dict[str, Any]:
    """ops.toml as plain values, every one of which was understood. Raises PtofixError."""
    from ptofix.arch.table_file import checked  # only on a cold start
    from ptofix.text.source import SourceFile

    return checked(SourceFile(str(PATH), PATH.read_text(encoding="utf-8")))


@cache
def _document() -> dict[str, Any]:
    """The values of ops.toml. They are kept together with what judged them, so a warm start need not do it again."""
    folder = PATH.parent
    judges = [*sorted(folder.glob("*.py")), *sorted(folder.glob("*.toml"))]
    value: dict[str, Any] = cached("isa", (judge.read_bytes() for judge in judges), _build)
    return value


@cache
def _index() -> dict[str, int]:
    return {name: index for index, op in enumerate(_document()["op"]) for name in op["names"]}


@cache
def _row(index: int) -> OpRow:
    return read_op(_document()["op"][index])


def names() -> tuple[str, ...]:
    """The ops that have a row, in the order of the file."""
    return tuple(_index())


def row(name: str) -> OpRow | None:
    """The row of the op spelled `name` in C++ (`pto::TADD` counts as `TADD`), None if there is none."""
    index = _index().get(name)
    if index is None and name.startswith("pto::"):
        index = _index().get(name.removeprefix("pto::"))
    return None if index is None else _row(index)


@cache
def scratch(name: str) -> ScratchArea:
    """The hidden memory `[scratch.name]`."""
    return read_scratch(_document()["scratch"][name])


def header_events(name: str) -> tuple[int, ...]:
    """The event ids that the header of an op uses inside, of any version."""
    found = row(name)
    return () if found is None else found.events


def classify(name: str) -> str:
    """What kind of statement a call is: "tile-op" | "sync" | "pure" | "alias" | "unknown".

    sync: flags and barriers, which the caller models. pure: touches no tile and drains nothing. alias: only changes
    what a name denotes (`expand` lists the operands). unknown: not in the table, or there with a reason why.
    """
    found = row(name)
    return "unknown" if found is None or found.unknown is not None else found.kind
