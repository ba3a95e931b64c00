"""Findings for machines. Lines and columns count from 1; columns count characters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ptofix.commands.check import Report
from ptofix.report.unicode import printable
from ptofix.rules.finding import Finding
from ptofix.text.diagnostics import Place

VERSION = 1


def json_text(reports: Sequence[Report]) -> str:
    document = {"version": VERSION, "files": [_file(report) for report in reports]}
    return json.dumps(printable(document), indent=2) + "\n"


def _file(report: Report) -> dict[str, Any]:
    return {
        "file": report.source.name,
        "model": report.model.name,
        "assumed": sorted(report.model.assumed),
        "clean": report.clean,
        "rests_on": report.rests_on,
        "findings": [_finding(finding) for finding in report.findings],
        "suppressed": [{**_finding(entry.finding), "reason": entry.reason} for entry in report.suppressed],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": place(finding.place),
        "notes": [
            {"message": note.message, "place": None if note.place is None else place(note.place)}
            for note in finding.notes
        ],
        "help": finding.help,
        "data": finding.data,
    }


def place(where: Place) -> dict[str, Any]:
    line, column = where.source.line_column(where.span.start)
    end_line, end_column = where.source.line_column(where.span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
