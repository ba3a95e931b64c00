"""The text of ops.toml, judged as a whole; what is wrong with one is said with its line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ptofix.isa.fault_places import parsed, placed
from ptofix.isa.raw_table import RawTable, TableFault
from ptofix.isa.reading import Limits, read_op, read_scratch
from ptofix.isa.row import AREAS
from ptofix.text.cache import cached_toml
from ptofix.text.source import SourceFile

_COMMIT = re.compile(r"[0-9a-f]{40}")
_TOP = ("meta", "scratch", "op")


class Meta(NamedTuple):
    """`[meta]`: which hardware, headers and assembler the table is about."""

    target: str
    isa_commit: str
    assembler_commit: str


def checked(source: SourceFile, limits: Limits) -> dict[str, Any]:
    """The values of the file, if rows can be made of them. Raises PtofixError."""
    document = parsed(source)
    try:
        _check_top(document)
    except TableFault as fault:
        raise placed(source, fault, "", 0) from None
    for name, values in document["scratch"].items():
        try:
            read_scratch(values, limits)
        except TableFault as fault:
            raise placed(source, fault, f"scratch.{name}", 0) from None
    try:
        _read_meta(document["meta"])
    except TableFault as fault:
        raise placed(source, fault, "meta", 0) from None
    taken: set[tuple[str, str]] = set()
    for number, values in enumerate(document["op"]):
        try:
            row = read_op(values, limits)
            if row.since and row.since not in _later_versions():
                raise TableFault(f"`{row.since}` is no version of the headers after the first", "since", row.since)
            for name in row.names:
                if (name, row.since) in taken:
                    raise TableFault(f"`{name}` has two rows", "names", name)
                if row.since and (name, "") not in taken:
                    raise TableFault(f"`{name}` has no row for older headers before this one", "names", name)
                later = _later_versions()[_later_versions().index(row.since) + 1 :] if row.since else _later_versions()
                if any((name, version) in taken for version in later):
                    raise TableFault(f"`{name}` has a row for newer headers before this one", "names", name)
                taken.add((name, row.since))
        except TableFault as fault:
            raise placed(source, fault, "op", number) from None
    return document


@cache
def _later_versions() -> tuple[str, ...]:
    """The names of the known versions of the headers but for the first."""
    document = cached_toml(Path(__file__).with_name("header_versions.toml"))
    return tuple(version["name"] for version in document["version"][1:])


def _read_meta(values: Any) -> Meta:
    """`[meta]`. Raises TableFault."""
    raw = RawTable(values, Meta._fields)
    for key in ("isa_commit", "assembler_commit"):
        if not _COMMIT.fullmatch(raw.text(key)):
            raise TableFault(f"`{key}` must be a commit in 40 digits", key)
    return Meta(raw.text("target"), raw.text("isa_commit"), raw.text("assembler_commit"))


def _check_top(document: dict[str, Any]) -> None:
    for key in document:
        if key not in _TOP:
            raise TableFault(f"unknown table `{key}`; the tables are {', '.join(_TOP)}", text=key)
    for key in _TOP:
        if not isinstance(document.get(key), list if key == "op" else dict):
            raise TableFault(f"`{key}` is missing, or is no {'list of tables' if key == 'op' else 'table'}", text=key)
    for name in AREAS.values():
        if name not in document["scratch"]:
            raise TableFault(f"`[scratch.{name}]` is missing", text="scratch")
    for name in document["scratch"]:
        if name not in AREAS.values():
            raise TableFault(f"`[scratch.{name}]` is memory that no step can name", text=f"scratch.{name}")
