"""Findings as SARIF 2.1.0, for code-scanning services."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ptofix.commands.check import Report
from ptofix.report.diagnostics_json import place
from ptofix.report.unicode import printable
from ptofix.rules.base import Rule
from ptofix.rules.finding import Finding
from ptofix.rules.page import page, summary_line
from ptofix.rules.registry import RULES
from ptofix.text.diagnostics import Note, Place
from ptofix.text.source import encode

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_text(reports: Sequence[Report]) -> str:
    results = [result for report in reports for result in _results(report)]
    driver = {"name": "ptofix", "rules": [_rule(rule) for rule in RULES]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps(printable({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": summary_line(rule)},
        "fullDescription": {"text": page(rule)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _results(report: Report) -> list[dict[str, Any]]:
    found = [_result(finding) for finding in report.findings]
    for entry in report.suppressed:
        allowed = {"kind": "inSource", "justification": entry.reason}
        found.append({**_result(entry.finding), "suppressions": [allowed]})
    return found


def _result(finding: Finding) -> dict[str, Any]:
    remarks = [note.message for note in finding.notes if note.place is None]
    text = "\n".join([finding.message, *remarks, *([f"help: {finding.help}"] if finding.help else [])])
    result = {
        "ruleId": finding.code,
        "ruleIndex": next(i for i, rule in enumerate(RULES) if rule.code == finding.code),
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [_location(finding.place)],
    }
    related = [_related(i, note, note.place) for i, note in enumerate(finding.notes) if note.place is not None]
    return {**result, "relatedLocations": related} if related else result


def _location(where: Place) -> dict[str, Any]:
    at = place(where)
    region = {
        "startLine": at["line"],
        "startColumn": at["column"],
        "endLine": at["end_line"],
        "endColumn": at["end_column"],
    }
    uri = quote(encode(where.source.name.replace("\\", "/")))
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _related(number: int, note: Note, where: Place) -> dict[str, Any]:
    return {"id": number, "message": {"text": note.message}, **_location(where)}
