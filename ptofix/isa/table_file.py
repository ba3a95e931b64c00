"""The texts of ops.toml and evidence.toml, judged as a whole; what is wrong with one is said with its line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ptofix.evidence.entry import read_entry
from ptofix.isa.raw_table import RawTable, TableFault
from ptofix.isa.reading import Limits, read_op, read_scratch
from ptofix.isa.row import AREAS
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.source import SourceFile, Span
from ptofix.text.toml import TOMLDecodeError, parse_toml

_HEADER = re.compile(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(?:#.*)?$")
_PARSER_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_TOP = ("meta", "scratch", "op")


class Meta(NamedTuple):
    """`[meta]`: which hardware, headers and assembler the table is about."""

    target: str
    isa_commit: str
    assembler_commit: str


def checked(source: SourceFile, limits: Limits) -> dict[str, Any]:
    """The values of the file, if rows can be made of them. Raises PtofixError."""
    document = _parsed(source)
    try:
        _check_top(document)
    except TableFault as fault:
        raise _placed(source, fault, "", 0) from None
    for name, values in document["scratch"].items():
        try:
            read_scratch(values, limits)
        except TableFault as fault:
            raise _placed(source, fault, f"scratch.{name}", 0) from None
    try:
        _read_meta(document["meta"])
    except TableFault as fault:
        raise _placed(source, fault, "meta", 0) from None
    taken: set[tuple[str, str]] = set()
    for number, values in enumerate(document["op"]):
        try:
            row = read_op(values, limits)
            if row.since and row.since not in _later_versions():
                raise TableFault(f"`{row.since}` is no version of the headers behind the first", "since", row.since)
            for name in row.names:
                if (name, row.since) in taken:
                    raise TableFault(f"`{name}` has two rows", "names", name)
                if row.since and (name, "") not in taken:
                    raise TableFault(f"`{name}` has no row for older headers in front of this one", "names", name)
                later = _later_versions()[_later_versions().index(row.since) + 1 :] if row.since else _later_versions()
                if any((name, version) in taken for version in later):
                    raise TableFault(f"`{name}` has a row for newer headers in front of this one", "names", name)
                taken.add((name, row.since))
        except TableFault as fault:
            raise _placed(source, fault, "op", number) from None
    return document


def checked_evidence(source: SourceFile) -> dict[str, Any]:
    """The values of evidence.toml, if entries can be made of them. Raises PtofixError."""
    document = _parsed(source)
    try:
        RawTable(document, ("evidence",))
        if not isinstance(document.get("evidence"), list):
            raise TableFault("`evidence` is missing, or is no list of tables")
    except TableFault as fault:
        raise _placed(source, fault, "", 0) from None
    taken: set[object] = set()
    for number, values in enumerate(document["evidence"]):
        try:
            entry = read_entry(values)
            for order in entry.orders:
                if (entry.order, order, entry.grade) in taken:
                    text = " -> ".join(order)
                    raise TableFault(f"`{text}` has the grade `{entry.grade}` twice", "orders", text)
                taken.add((entry.order, order, entry.grade))
        except TableFault as fault:
            raise _placed(source, fault, "evidence", number) from None
    return document


def _parsed(source: SourceFile) -> dict[str, Any]:
    try:
        return parse_toml(source.text)
    except TOMLDecodeError as problem:
        place = _PARSER_PLACE.search(str(problem))
        line = min(int(place[1]), source.line_count) if place else source.line_count
        raise error(_PARSER_PLACE.sub("", str(problem)), _line_place(source, line)) from None


@cache
def _later_versions() -> tuple[str, ...]:
    """The names of the known versions of the headers but for the first."""
    document = parse_toml(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))
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


def _placed(source: SourceFile, fault: TableFault, header: str, number: int) -> PtofixError:
    """The error for a fault in the table under the `number`-th header of that name, counted from 0.

    TOML gives no places: they are looked up in the text.
    """
    first, last = _block(source, header, number, fault.form)
    key = re.compile(rf'\s*"?{re.escape(fault.key)}"?\s*=')
    at = next((line for line in range(first, last + 1) if fault.key and key.match(source.line_text(line))), first)
    spelled = re.compile(rf"(?<![\w.]){re.escape(fault.text)}(?![\w.])")
    for line in range(at, last + 1) if fault.text else ():
        if match := spelled.search(source.line_text(line)):
            start = source.line_start(line)
            return error(fault.message, Place(source, Span(start + match.start(), start + match.end())))
    return error(fault.message, _line_place(source, at))


def _block(source: SourceFile, header: str, number: int, form: int | None) -> tuple[int, int]:
    """First and last line of a table, or of one form of an op; the whole file if it has no such header."""
    texts = ((line, _HEADER.match(source.line_text(line))) for line in range(1, source.line_count + 1))
    headers = [(line, match[1]) for line, match in texts if match]
    ends = [line - 1 for line, _ in headers[1:]] + [source.line_count]
    blocks = [(name, line, end) for (line, name), end in zip(headers, ends)]
    tables = [index for index, (name, _, _) in enumerate(blocks) if name == header]
    index = tables[number] + (0 if form is None else form + 1) if number < len(tables) else len(blocks)
    return blocks[index][1:] if index < len(blocks) else (1, source.line_count)


def _line_place(source: SourceFile, line: int) -> Place:
    start = source.line_start(line)
    return Place(source, Span(start, start + max(1, len(source.line_text(line)))))
