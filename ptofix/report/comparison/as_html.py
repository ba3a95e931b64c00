"""A comparison as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.report.comparison.as_text import outside, value
from ptofix.report.comparison.result import ComparedTable, Comparison, OpStream, StreamOp
from ptofix.report.page import DIFFERS, cell, escaped, table, tables_page
from ptofix.text.plural import plural


def html(comparison: Comparison) -> str:
    names = (comparison.a.source.name, comparison.b.source.name)
    body = [f"<h1>{escaped(f'{comparison.view}: {comparison.verdict}')}</h1>"]
    body += [f"<p>{side}: <code>{escaped(name)}</code></p>" for side, name in zip("AB", names)]
    for side, kernel in (("A", comparison.a), ("B", comparison.b)):
        body += [f'<p class="problem">{escaped(line)}</p>' for line in outside(side, kernel)]
    for one in comparison.tables:
        body += _table(one)
    body += ["<h2>streams</h2>"] if comparison.streams else []
    for stream in comparison.streams:
        body += _stream(stream)
    return tables_page(f"compare: {comparison.view}", body)


def _table(found: ComparedTable) -> Iterator[str]:
    yield f"<h2>{escaped(found.name)}</h2>"
    rows = [
        (*_differs(row.equal), *map(cell, row.key), *(cell(value(side), "count") for side in (row.a, row.b)))
        for row in found.rows
    ]
    yield from table([*found.heads, "A", "B"], rows)


def _stream(stream: OpStream) -> Iterator[str]:
    """Side by side, folded; open where the sides differ."""
    where = " ".join(part for part in (stream.function, stream.core, stream.segment, stream.stage) if part)
    differing = sum(not pair.equal for pair in stream.pairs)
    head = f"{where}: {plural(len(stream.pairs), 'op')}{f', {differing} differ' if differing else ''}"
    opened = "><summary" if stream.equal else ' open><summary class="differs"'
    yield f"<details{opened}>{escaped(head)}</summary>"
    rows = [(*_differs(pair.equal), *_op(pair.a), *_op(pair.b)) for pair in stream.pairs]
    yield from table(["line", "A", "line", "B"], rows)
    yield "</details>"


def _op(op: StreamOp | None) -> tuple[str, str]:
    if op is None:
        return cell("", "line"), cell("", "op")
    return cell(op.line, "line"), cell(f"{op.name} {op.pipe}".strip(), "op")


def _differs(equal: bool) -> tuple[str, ...]:
    return () if equal else (DIFFERS,)
