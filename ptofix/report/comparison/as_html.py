"""A comparison as one page that needs nothing else: no script, no other file. Every text of the input is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ptofix.report.comparison.as_text import outside, value
from ptofix.report.comparison.result import ComparedTable, Comparison, OpStream, StreamOp
from ptofix.report.unicode import printable

_STYLE = """
body { font: 14px system-ui, sans-serif; margin: 2em; color: #222; background: #fff; }
table { border-collapse: collapse; margin: .5em 0 1em; }
th, td { padding: .15em .7em; text-align: left; border-bottom: 1px solid #ddd; }
th { position: sticky; top: 0; background: #eee; }
td.value { text-align: right; font-variant-numeric: tabular-nums; }
td.line { text-align: right; color: #888; }
td.op { font-family: ui-monospace, monospace; min-width: 16em; }
tr.differs td { background: #fff0d0; }
p.outside { background: #ffe0e0; padding: .3em .7em; }
summary { cursor: pointer; padding: .15em 0; }
summary.differs { font-weight: bold; }
""".strip()


def html(comparison: Comparison) -> str:
    names = (comparison.a.source.name, comparison.b.source.name)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f"<title>{_text(f'ptofix compare: {comparison.view}')}</title>",
        f"<style>\n{_STYLE}\n</style></head><body>",
        f"<h1>{_text(f'{comparison.view}: {comparison.verdict}')}</h1>",
        *(f"<p>{side}: <code>{_text(name)}</code></p>" for side, name in zip("AB", names)),
    ]
    for side, kernel in (("A", comparison.a), ("B", comparison.b)):
        parts += [f'<p class="outside">{_text(line)}</p>' for line in outside(side, kernel)]
    for table in comparison.tables:
        parts += _table(table)
    if comparison.streams:
        parts.append("<h2>streams</h2>")
    for stream in comparison.streams:
        parts += _stream(stream)
    return "\n".join([*parts, "</body></html>", ""])


def _text(found: str) -> str:
    """`found` as text of the page, whatever is in it."""
    return escape(printable(found))


def _table(table: ComparedTable) -> Iterator[str]:
    yield f"<h2>{_text(table.name)}</h2>"
    yield f"<table><tr>{_heads([*table.heads, 'A', 'B'])}</tr>"
    for row in table.rows:
        cells = "".join(f"<td>{_text(part)}</td>" for part in row.key)
        cells += "".join(f'<td class="value">{_text(value(found))}</td>' for found in (row.a, row.b))
        yield f"<tr{_differs(row.equal)}>{cells}</tr>"
    yield "</table>"


def _stream(stream: OpStream) -> Iterator[str]:
    """Side by side, folded; open where the sides differ."""
    where = " ".join(part for part in (stream.function, stream.core, stream.segment, stream.stage) if part)
    differing = sum(not pair.equal for pair in stream.pairs)
    note = f", {differing} differ" if differing else ""
    summary = _text(f"{where}: {len(stream.pairs)} ops{note}")
    yield f"<details{'' if stream.equal else ' open'}><summary{_differs(stream.equal)}>{summary}</summary>"
    yield f"<table><tr>{_heads(['line', 'A', 'line', 'B'])}</tr>"
    for pair in stream.pairs:
        yield f"<tr{_differs(pair.equal)}>{_op(pair.a)}{_op(pair.b)}</tr>"
    yield "</table></details>"


def _heads(names: Iterable[str]) -> str:
    return "".join(f"<th>{_text(name)}</th>" for name in names)


def _op(op: StreamOp | None) -> str:
    if op is None:
        return '<td class="line"></td><td class="op"></td>'
    return f'<td class="line">{op.line}</td><td class="op">{_text(f"{op.name} {op.pipe}".strip())}</td>'


def _differs(equal: bool) -> str:
    return "" if equal else ' class="differs"'
