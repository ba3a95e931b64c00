"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

Form and escapes: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from ptofix.report.headers import header_warnings
from ptofix.report.unusable import UnusableFile
from ptofix.rules.checking import Checked
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def commands(files: Sequence[Checked], unusable: Sequence[UnusableFile] = ()) -> str:
    lines = [annotation(finding) for checked in files for finding in checked.findings]
    lines += [_error(file.name, error) for file in unusable for error in file.errors]
    lines += [line for checked in files for line in _headers_changed(checked)]
    headers = dict.fromkeys(str(checked.headers) for checked in files if checked.headers is not None)
    lines += [f"::notice title=headers::{escape_data(f'checked for {name}')}" for name in headers]
    return "".join(f"{line}\n" for line in lines)


def _headers_changed(checked: Checked) -> list[str]:
    if checked.headers is None:
        return []
    where = f"file={escape_property(checked.source.name)},title=headers"
    return [f"::warning {where}::{escape_data(text)}" for text in header_warnings(checked.headers, checked.ops)]


def _error(name: str, error: Diagnostic) -> str:
    line = f",line={error.place.line}" if error.place else ""
    return f"::error file={escape_property(name)}{line}::{escape_data(error.message)}"


def annotation(finding: Finding) -> str:
    where = finding.place
    line, column = where.source.line_column(where.span.start)
    end_line, end_column = where.source.line_column(where.span.end)
    fields = {"file": where.source.name, "line": line, "endLine": end_line, "col": column, "title": finding.code}
    if end_line == line:
        fields["endColumn"] = end_column
    remarks = [f"{note.place.line if note.place else 'note'}: {note.message}" for note in finding.notes]
    message = "\n".join([finding.message, *remarks, *([f"help: {finding.help}"] if finding.help else [])])
    shown = ",".join(f"{name}={escape_property(str(value))}" for name, value in fields.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{escape_data(message)}"


def escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
