"""A comparison for people: tables as columns, and of the streams what differs."""

from __future__ import annotations

from ptofix.report.comparison.result import ComparedRow, ComparedTable, Comparison, OpStream, StreamOp, Value
from ptofix.report.comparison.side import KernelSide
from ptofix.text.columns import columns
from ptofix.text.recording import recording_lines


def text(comparison: Comparison) -> str:
    lines = [f"A: {comparison.a.source.name}", f"B: {comparison.b.source.name}"]
    for side in (comparison.a, comparison.b):
        lines += recording_lines(side.source)
    lines += outside("A", comparison.a) + outside("B", comparison.b)
    for table in comparison.tables:
        lines += _table(table)
    for stream in comparison.streams:
        lines += _stream(stream)
    return "".join(f"{line}\n" for line in [*lines, "", f"{comparison.view}: {comparison.verdict}"])


def outside(side: str, kernel: KernelSide) -> list[str]:
    """What is not in the language, with its place."""
    lines = []
    for found in kernel.outside:
        function = f"`{found.function}`" if found.function else "the whole file"
        what = (
            f"{function} is read by its spelling only"
            if found.whole_function
            else f"in {function}, shown but not understood"
        )
        lines.append(f"{side} not in the language: {found.place}: {what}: {found.reason}")
    return lines


def _table(table: ComparedTable) -> list[str]:
    rows = [row for row in table.rows if not (table.brief and row.equal)]
    title = f"{table.name}{', where they differ' if table.brief else ''}:"
    if not rows:
        return ["", f"{title} none"]
    cells = [(*table.heads, "A", "B"), *((*(part or "-" for part in row.key), *_values(row)) for row in rows)]
    notes = ["", *("" if row.equal else "  differs" for row in rows)]
    lines = columns(cells, left=len(table.heads))
    return ["", title, *(f"  {line}{note}" for line, note in zip(lines, notes))]


def _values(row: ComparedRow) -> tuple[str, str]:
    return value(row.a), value(row.b)


def value(found: Value) -> str:
    """A value of a row; `-` for none."""
    return "-" if found is None or found == "" else str(found)


def _stream(stream: OpStream) -> list[str]:
    """The ops that have none beside them, with the lines where they are."""
    pairs = [pair for pair in stream.pairs if not pair.equal]
    if not pairs:
        return []
    where = " ".join(part for part in (stream.function, stream.core, stream.segment, stream.stage) if part)
    rows = [(*_op(pair.a), *_op(pair.b)) for pair in pairs]
    return ["", f"stream of {where}:", *(f"  {line}" for line in columns([("A", "line", "B", "line"), *rows], left=4))]


def _op(op: StreamOp | None) -> tuple[str, str]:
    return ("-", "") if op is None else (f"{op.name} {op.pipe}".strip(), str(op.line))
