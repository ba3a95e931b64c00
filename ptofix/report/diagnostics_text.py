"""Findings for people: each with its source line and caret, then one summary line per file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ptofix.commands.check import Report
from ptofix.text.diagnostics import Severity, render


def text(reports: Sequence[Report]) -> str:
    parts: list[str] = []
    for report in reports:
        parts += [render(finding.diagnostic) for finding in report.findings]
        parts += [report.table] if report.table else []
        parts.append(summary(report))
    return "".join(f"{part}\n" for part in parts)


def summary(report: Report) -> str:
    """`fa.cpp: 2 errors, 1 note (model default); 14 pairs rest on hw.repeat-distance`."""
    counts = Counter(finding.severity for finding in report.findings)
    found = [plural(counts[severity], severity.value) for severity in Severity if counts[severity]]
    line = f"{report.source.name}: {', '.join(found) or 'nothing found'} (model {report.model.name})"
    if report.suppressed:
        line += f"; {len(report.suppressed)} allowed by comments"
    for name, count in report.rests_on.items():
        line += f"; {plural(count, 'pair')} rest{'s' if count == 1 else ''} on {name}"
    return line


def plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
