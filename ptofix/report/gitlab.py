"""Findings as a code quality report of GitLab, which shows them in merge requests.

Form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Sequence
from typing import Any

from ptofix.report.document import printable
from ptofix.report.totals import Totals, UnusableFile
from ptofix.rules.baseline import fingerprints
from ptofix.rules.checking import Checked
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Diagnostic, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.UNDECIDED: "minor", Severity.NOTE: "info"}
_UNUSABLE = "unusable-file"


def gitlab_part(checked: Checked) -> list[dict[str, Any]]:
    """The issues of one file."""
    name = checked.source.name
    return [_issue(name, found, mark) for found, mark in zip(checked.findings, fingerprints(checked.findings))]


def gitlab_text(parts: Sequence[list[dict[str, Any]]], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """The issues of all files, those that could not be checked first. There is no place for totals."""
    del totals
    issues = [_problem(file.name, error) for file in unusable for error in file.errors]
    issues += [issue for part in parts for issue in part]
    return json.dumps(printable(issues), indent=2) + "\n"


def _issue(name: str, finding: Finding, mark: str) -> dict[str, Any]:
    source = finding.place.source
    lines = [source.line_column(offset)[0] for offset in finding.place.span]
    recorded = f" (recorded from {finding.place.from_words})" if finding.place.from_words else ""
    undecided = "undecided: " if finding.severity is Severity.UNDECIDED else ""
    return {
        "description": undecided + finding.message + recorded,
        "check_name": finding.code,
        "fingerprint": _of_file(name, mark),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": _path(name), "lines": {"begin": lines[0], "end": lines[1]}},
    }


def _problem(name: str, error: Diagnostic) -> dict[str, Any]:
    return {
        "description": error.message,
        "check_name": _UNUSABLE,
        "fingerprint": _of_file(name, error.message),
        "severity": "blocker",
        "location": {"path": _path(name), "lines": {"begin": error.place.line if error.place else 1}},
    }


def _of_file(name: str, mark: str) -> str:
    """GitLab requires a fingerprint to be unique among all files."""
    return hashlib.sha256(f"{_path(name)}\0{mark}".encode("utf-8", "surrogateescape")).hexdigest()


def _path(name: str) -> str:
    """GitLab finds a file by its path below the repository, without `./` in front."""
    return posixpath.normpath(name.replace("\\", "/"))
