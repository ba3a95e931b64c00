"""Findings as one page that needs nothing else: totals, and each file folded. Every text of the input is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ptofix.report.diagnostics_text import full_text_of, summary
from ptofix.report.totals import Totals, by_kernel, by_rule, one_line
from ptofix.report.unicode import printable
from ptofix.report.unusable import UnusableFile
from ptofix.rules.checking import Checked

_STYLE = """
body { font: 14px system-ui, sans-serif; margin: 2em; color: #222; background: #fff; }
table { border-collapse: collapse; margin: .5em 0 1em; }
th, td { padding: .15em .7em; text-align: left; border-bottom: 1px solid #ddd; }
td.count { text-align: right; font-variant-numeric: tabular-nums; }
p.unusable { background: #ffe0e0; padding: .3em .7em; }
summary { cursor: pointer; padding: .15em 0; }
""".strip()


def html_of(checked: Checked) -> str:
    """One file."""
    head = _text(summary(checked).splitlines()[-1])
    return f"<details><summary>{head}</summary><pre>{_text(full_text_of(checked))}</pre></details>\n"


def html(parts: Sequence[str], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """The page: per rule, per kernel, then the files."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><title>ptofix check</title>',
        f"<style>\n{_STYLE}\n</style></head><body>",
        f"<h1>{_text(one_line(totals))}</h1>",
        *(f'<p class="unusable">{_text(f"{f.name}: {e.message}")}</p>' for f in unusable for e in f.errors),
        *_table(("rule", "", "errors", "undecided", "notes", "kernels"), _rules(totals)),
        *_table(("kernel", "", "errors", "undecided", "notes"), _kernels(totals)),
    ]
    return "\n".join([*lines, "".join(parts), "</body></html>", ""])


def _rules(totals: Totals) -> list[tuple[str | int, ...]]:
    return [(row.code, row.name, *row.levels, row.kernels) for row in by_rule(totals)]


def _kernels(totals: Totals) -> list[tuple[str | int, ...]]:
    return [(row.file, row.function, *row.levels) for row in by_kernel(totals)]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    yield f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for row in rows:
        cells = (
            f'<td class="count">{cell}</td>' if isinstance(cell, int) else f"<td>{_text(cell)}</td>" for cell in row
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _text(found: str) -> str:
    return escape(printable(found))
