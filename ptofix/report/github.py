"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

Form and escapes: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from ptofix.report.headers import header_warnings
from ptofix.report.totals import Totals, UnusableFile, one_line
from ptofix.rules.checking import Checked
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Diagnostic, Severity
from ptofix.text.recording import recording_words

_COMMANDS = {Severity.ERROR: "error", Severity.UNDECIDED: "warning", Severity.NOTE: "notice"}


def commands_of(checked: Checked) -> dict[str, str]:
    """A command for each finding of one file and each change of its headers, and what those are called."""
    lines = [*map(annotation, checked.findings), *_headers_changed(checked), *_recording(checked)]
    name = "" if checked.headers is None else str(checked.headers)
    return {"commands": "".join(f"{line}\n" for line in lines), "headers": name}


def commands(parts: Sequence[dict[str, str]], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """The commands of all files, with the headers once; more than one file end with their totals."""
    lines = [_error(file.name, error) for file in unusable for error in file.errors]
    headers = dict.fromkeys(part["headers"] for part in parts if part["headers"])
    lines += [f"::notice title=headers::{escape_data(f'checked for {name}')}" for name in headers]
    if len(totals.files) > 1:
        lines.append(f"::notice title=ptofix::{escape_data(one_line(totals))}")
    return "".join([*(part["commands"] for part in parts), *(f"{line}\n" for line in lines)])


def _recording(checked: Checked) -> list[str]:
    words = recording_words(checked.source)
    where = f"file={escape_property(checked.source.name)},title=recording"
    return [f"::notice {where}::{escape_data(words)}"] if words else []


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
    undecided = "undecided: " if finding.severity is Severity.UNDECIDED else ""  # the commands have no such level
    recorded = [f"recorded from {where.from_words}"] if where.from_words else []
    message = "\n".join(
        [undecided + finding.message, *recorded, *remarks, *([f"help: {finding.help}"] if finding.help else [])]
    )
    shown = ",".join(f"{name}={escape_property(str(value))}" for name, value in fields.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{escape_data(message)}"


def escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
