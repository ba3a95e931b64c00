"""Findings as SARIF 2.1.0, for code-scanning services."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ptofix.report.diagnostics_json import place
from ptofix.report.document import printable
from ptofix.report.headers import header_warnings, headers_data
from ptofix.report.totals import Totals, UnusableFile, totals_data
from ptofix.rules.baseline import fingerprints
from ptofix.rules.checking import Checked
from ptofix.rules.registry import CodePage, page_markdown, pages
from ptofix.rules.rule import Finding, Fix
from ptofix.text.diagnostics import Diagnostic, Note, Place, Severity, line_place
from ptofix.text.recording import recording_words
from ptofix.text.source import SourceFile, encode

HELP = "urn:ptofix:rule:"
"""A name and no address, where nobody says where the pages are published; `help` holds each of them."""

FINGERPRINT = "ptofix/v1"

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


# A rule that had too little to decide is `open`, and what is not `fail` has no level (SARIF 2.1.0, 3.27.9 and 3.27.10).
_LEVELS = {Severity.ERROR: "error", Severity.UNDECIDED: "none", Severity.NOTE: "note"}
_KINDS = {Severity.ERROR: "fail", Severity.UNDECIDED: "open", Severity.NOTE: "fail"}


def sarif_text(parts: Sequence[dict[str, Any]], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """One run with the results of all files."""
    run = {
        "tool": {"driver": driver(totals.docs_url)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(parts, unusable)],
        "results": [result for part in parts for result in part["results"]],
        "properties": totals_data(totals),
    }
    return json.dumps(printable({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2) + "\n"


def driver(docs_url: str) -> dict[str, Any]:
    from importlib.metadata import version  # slow to import, and needed for this form only

    return {
        "name": "ptofix",
        "version": version("ptofix"),
        "semanticVersion": version("ptofix"),
        "rules": [_rule(page, docs_url) for page in pages().values()],
    }


def _rule(page: CodePage, docs_url: str) -> dict[str, Any]:
    published = f"{docs_url.rstrip('/')}/rules.html#{page.code.lower()}"
    return {
        "id": page.code,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.what},
        "help": {"text": str(page), "markdown": page_markdown(page)},
        "helpUri": published if docs_url else f"{HELP}{page.code}",
        "defaultConfiguration": {"level": _LEVELS[Severity(page.severity)]},
    }


def sarif_part(checked: Checked) -> dict[str, Any]:
    """One file: its results, what its headers change, and which they are."""
    headers = None if checked.headers is None else headers_data(checked.headers, checked.ops)
    notifications = [*_recording(checked), *_headers_changed(checked)]
    return {"results": sarif_results(checked), "notifications": notifications, "headers": headers}


def _invocation(parts: Sequence[dict[str, Any]], unusable: Sequence[UnusableFile]) -> dict[str, Any]:
    """Whether every file could be checked, what was wrong with the others, and which headers the findings are about."""
    problems = [_notification(file.name, error) for file in unusable for error in file.errors]
    notifications = problems + [entry for part in parts for entry in part["notifications"]]
    invocation = {"executionSuccessful": not problems, "toolExecutionNotifications": notifications}
    about = [part["headers"] for part in parts if part["headers"] is not None]
    if not about:
        return invocation
    fingerprints = {op: value for headers in about for op, value in headers["fingerprints"].items()}
    not_as_known = sorted({op for headers in about for op in headers["not_as_known"]})
    merged = {**about[0], "fingerprints": fingerprints, "not_as_known": not_as_known}
    return {**invocation, "properties": {"headers": merged}}


def _recording(checked: Checked) -> list[dict[str, Any]]:
    """What a recording is of."""
    words = recording_words(checked.source)
    where = {"physicalLocation": _artifact(checked.source.name)}
    return [{"level": "note", "message": {"text": words}, "locations": [where]}] if words else []


def _headers_changed(checked: Checked) -> list[dict[str, Any]]:
    if checked.headers is None:
        return []
    where = {"physicalLocation": _artifact(checked.source.name)}
    texts = header_warnings(checked.headers, checked.ops)
    return [{"level": "warning", "message": {"text": text}, "locations": [where]} for text in texts]


def _notification(name: str, error: Diagnostic) -> dict[str, Any]:
    text = "\n".join([error.message, *([f"help: {error.help}"] if error.help else [])])
    where = location(error.place) if error.place else {"physicalLocation": _artifact(name)}
    return {"level": "error", "message": {"text": text}, "locations": [where]}


def sarif_results(checked: Checked) -> list[dict[str, Any]]:
    """The results of one file."""
    every = [*checked.findings, *(entry.finding for entry in checked.suppressed)]
    found = [_result(finding, mark) for finding, mark in zip(every, fingerprints(every))]
    for entry, result in zip(checked.suppressed, found[len(checked.findings) :]):
        result["suppressions"] = [{"kind": "inSource", "justification": entry.reason}]
    return found


def _result(finding: Finding, mark: str) -> dict[str, Any]:
    remarks = [note.message for note in finding.notes if note.place is None]
    recorded = [f"recorded from {finding.place.from_words}"] if finding.place.from_words else []
    text = "\n".join([finding.message, *recorded, *remarks, *([f"help: {finding.help}"] if finding.help else [])])
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": list(pages()).index(finding.code),
        "level": _LEVELS[finding.severity],
        "kind": _KINDS[finding.severity],
        "message": {"text": text},
        "locations": [location(finding.place)],
        "partialFingerprints": {FINGERPRINT: mark},
    }
    related = [_related(i, note, note.place) for i, note in enumerate(finding.notes) if note.place is not None]
    related += _recorded(finding.place, len(finding.notes))
    if related:
        result["relatedLocations"] = related
    if "path" in finding.data:
        result["codeFlows"] = [_code_flow(finding)]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix, finding.place.source)]
    return result


def _code_flow(finding: Finding) -> dict[str, Any]:
    """From the access that is still under way to the one that does not wait for it, line by line."""
    source = finding.place.source
    ends = [finding.data["earlier"], finding.data["later"]]
    first = next((note.place for note in finding.notes if note.place is not None), None)
    steps = [(location(first or line_place(source, ends[0]["line"])), f"`{ends[0]['op']}` on PIPE_{ends[0]['pipe']}")]
    steps += [
        (location(line_place(source, line)), source.line_text(line).strip()) for line in finding.data["path"][1:-1]
    ]
    steps.append((location(finding.place), f"`{ends[1]['op']}` on PIPE_{ends[1]['pipe']}, which may not wait for it"))
    flow = [
        {"location": {**where, "message": {"text": text}}, "executionOrder": number}
        for number, (where, text) in enumerate(steps, start=1)
    ]
    return {"threadFlows": [{"locations": flow}]}


def _fix(fix: Fix, source: SourceFile) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(Place(source, edit.span)), "insertedContent": {"text": edit.replacement}}
        for edit in fix.edits
    ]
    changes = [{**_artifact(source.name), "replacements": replacements}]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def location(where: Place) -> dict[str, Any]:
    return {"physicalLocation": {**_artifact(where.source.name), "region": _region(where)}}


def _region(where: Place) -> dict[str, int]:
    at = place(where)
    return {
        "startLine": at["line"],
        "startColumn": at["column"],
        "endLine": at["end_line"],
        "endColumn": at["end_column"],
    }


def _artifact(name: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(encode(name.replace("\\", "/")))}}


def _recorded(where: Place, number: int) -> list[dict[str, Any]]:
    """Where a recording is from, and the calls that led there, as places of their own."""
    return [
        {
            "id": number + depth,
            "message": {"text": "called from here" if depth else "recorded from here"},
            "physicalLocation": {**_artifact(file), "region": {"startLine": line}},
        }
        for depth, (file, line) in enumerate(where.recorded_from)
    ]


def _related(number: int, note: Note, where: Place) -> dict[str, Any]:
    return {"id": number, "message": {"text": note.message}, **location(where)}
