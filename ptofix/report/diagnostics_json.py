"""Findings for machines. Lines and columns count from 1; columns count characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.report.document import document
from ptofix.report.headers import headers_data
from ptofix.report.summary import measured_data
from ptofix.report.totals import Totals, UnusableFile, totals_data
from ptofix.rules.checking import Checked
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Diagnostic, Note, Place
from ptofix.text.recording import from_data, recording_words


def json_text(parts: Sequence[dict[str, Any]], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """One document with what was found in all files."""
    errors = [{"file": file.name, **_error(error)} for file in unusable for error in file.errors]
    return document("check", {"files": parts, "errors": errors, "totals": totals_data(totals)})


def json_file(checked: Checked) -> dict[str, Any]:
    """What was found in one file."""
    return {
        "file": checked.source.name,
        "recording": recording_words(checked.source) or None,
        "model": checked.model.name,
        "assumed": sorted({*checked.model.assumed, *([IDLE_CALLERS] if checked.model.idle_callers else [])}),
        "evidence": str(checked.model.evidence),
        "measured": measured_data(checked.model.measured),
        "headers": None if checked.headers is None else headers_data(checked.headers, checked.ops),
        "clean": checked.clean,
        "verdict": checked.verdict.data(),
        "rests_on": checked.rests_on,
        "findings": [_finding(finding) for finding in checked.findings],
        "left_out": _counted(checked.left_out),
        "known": _counted(checked.known),
        "off": _counted(checked.off),
        "not_analysed": [
            {"function": refusal.function, "reason": refusal.reason, "place": place(refusal.place)}
            for refusal in checked.not_analysed
        ],
        "suppressed": [{**_finding(entry.finding), "reason": entry.reason} for entry in checked.suppressed],
    }


def _counted(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Per code, how many findings of each level are counted but not shown."""
    found: dict[str, dict[str, int]] = {}
    for finding in findings:
        levels = found.setdefault(finding.code, {})
        levels[finding.severity.value] = levels.get(finding.severity.value, 0) + 1
    return [{"code": code, **levels} for code, levels in found.items()]


def _error(error: Diagnostic) -> dict[str, Any]:
    return {"message": error.message, "place": place(error.place) if error.place else None, "help": error.help}


def diagnostic_data(found: Diagnostic) -> dict[str, Any]:
    """One of a verb that is not `check`."""
    return {"severity": found.severity.value, **_error(found), "notes": _notes(found.notes)}


def _notes(notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [{"message": note.message, "place": place(note.place) if note.place else None} for note in notes]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "function": finding.function,
        "message": finding.message,
        "place": place(finding.place),
        "notes": _notes(finding.notes),
        "help": finding.help,
        "fix": _fix(finding),
        "data": finding.data,
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    """Each edit replaces a part of the source by `text`."""
    if finding.fix is None:
        return None
    source = finding.place.source
    edits = [{"place": place(Place(source, edit.span)), "text": edit.replacement} for edit in finding.fix.edits]
    return {"title": finding.fix.title, "edits": edits}


def place(where: Place) -> dict[str, Any]:
    line, column = where.source.line_column(where.span.start)
    end_line, end_column = where.source.line_column(where.span.end)
    found: dict[str, Any] = {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
    return {**found, **from_data(where.source, line)}
