"""Findings for machines. Lines and columns count from 1; columns count characters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ptofix.order.model import IDLE_CALLERS
from ptofix.report.headers import headers_data
from ptofix.report.unicode import printable
from ptofix.report.unusable import UnusableFile
from ptofix.rules.checking import Checked
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Diagnostic, Place

VERSION = 1


def json_text(files: Sequence[Checked], unusable: Sequence[UnusableFile] = ()) -> str:
    errors = [{"file": file.name, **_error(error)} for file in unusable for error in file.errors]
    document = {"version": VERSION, "files": [_file(checked) for checked in files], "errors": errors}
    return json.dumps(printable(document), indent=2) + "\n"


def _file(checked: Checked) -> dict[str, Any]:
    return {
        "file": checked.source.name,
        "model": checked.model.name,
        "assumed": sorted({*checked.model.assumed, *([IDLE_CALLERS] if checked.model.idle_callers else [])}),
        "evidence": str(checked.model.evidence),
        "headers": None if checked.headers is None else headers_data(checked.headers, checked.ops),
        "clean": checked.clean,
        "rests_on": checked.rests_on,
        "findings": [_finding(finding) for finding in checked.findings],
        "not_analysed": [
            {"function": refusal.function, "reason": refusal.reason, "place": place(refusal.place)}
            for refusal in checked.not_analysed
        ],
        "suppressed": [{**_finding(entry.finding), "reason": entry.reason} for entry in checked.suppressed],
    }


def _error(error: Diagnostic) -> dict[str, Any]:
    return {"message": error.message, "place": place(error.place) if error.place else None, "help": error.help}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": place(finding.place),
        "notes": [
            {"message": note.message, "place": place(note.place) if note.place else None} for note in finding.notes
        ],
        "help": finding.help,
        "data": finding.data,
    }


def place(where: Place) -> dict[str, Any]:
    line, column = where.source.line_column(where.span.start)
    end_line, end_column = where.source.line_column(where.span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
