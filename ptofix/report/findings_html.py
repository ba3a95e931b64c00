"""Findings as one page that needs nothing else: totals, and each file folded."""

from __future__ import annotations

from collections.abc import Sequence

from ptofix.report.diagnostics_text import full_text_of, summary
from ptofix.report.page import cell, escaped, table, tables_page
from ptofix.report.totals import Totals, UnusableFile, by_kernel, by_rule, one_line
from ptofix.rules.checking import Checked


def html_of(checked: Checked) -> str:
    """One file; open if there is something to look at."""
    head = escaped(summary(checked).splitlines()[-1])
    opened = "" if checked.verdict.in_order else " open"
    return f"<details{opened}><summary>{head}</summary><pre>{escaped(full_text_of(checked))}</pre></details>\n"


def html(parts: Sequence[str], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """The page: per rule, per kernel, then the files."""
    rules = [map(cell, (row.code, row.name, *row.levels, row.kernels)) for row in by_rule(totals)]
    kernels = [map(cell, (row.file, row.function, *row.levels)) for row in by_kernel(totals)]
    body = [
        f"<h1>{escaped(one_line(totals))}</h1>",
        *(f'<p class="problem">{escaped(f"{f.name}: {e.message}")}</p>' for f in unusable for e in f.errors),
        *table(("rule", "", "errors", "undecided", "notes", "kernels"), map(tuple, rules)),
        *table(("kernel", "", "errors", "undecided", "notes"), map(tuple, kernels)),
        *parts,
    ]
    return tables_page("check", body)
