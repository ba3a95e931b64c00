"""Findings that are known already: a file of them, by what they are about rather than by where they are.

The key of a finding has its rule, level, function, ops, pipes and bytes; or, where the rule is not about two accesses,
its message and statement. The numbers that an assembler gives to values, and lines, are no part of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from ptofix.rules.checking import Checked
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Place, error
from ptofix.text.json_text import parse_json
from ptofix.text.source import SourceFile, Span

VERSION = 1
_LENGTH = 32
_VALUE = re.compile(r"\bv\d+\b", re.ASCII)
_LINES = re.compile(r"\b(lines?|path) \d+(?:(?:, | and | → )(?:\d+|…))*", re.ASCII)
# Of `Finding.data`: lines, and what depends on a place elsewhere in the text.
_ELSEWHERE = ("lines", "path", "orders", "apart")


class KnownFinding(Struct, frozen=True):
    """One kind of finding in a file, how often it is there, and what it said when it was written down."""

    key: str
    code: str
    function: str
    message: str
    count: int


def key_of(finding: Finding) -> str:
    """Equal for the same finding in another assembly of the same kernel."""
    # With the level: what was undecided and is an error now is news.
    about = [finding.severity.value, identity(finding)]
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:_LENGTH]


def identity(finding: Finding) -> list[Any]:
    """What makes it this finding, in JSON values."""
    return [finding.code, finding.function, _about(finding)]


def _about(finding: Finding) -> Any:
    data = finding.data
    if "overlaps" in data:
        sides = [(data[side]["op"], data[side]["pipe"]) for side in ("earlier", "later")]
        met = {
            (o["kind"], *(_plain(o[s]) for s in ("earlier", "later")), o["memory"], o["start"], o["end"])
            for o in data["overlaps"]
        }
        return [data["core"], sides, sorted(met, key=repr)]
    place = finding.place
    statement = " ".join(place.source.text[place.span.start : place.span.end].split())
    return [
        _plain(finding.message.partition("; ")[0] if "orders" in data else finding.message),
        _plain(statement),
        {name: value for name, value in data.items() if name not in _ELSEWHERE},
    ]


def _plain(text: str) -> str:
    return _LINES.sub(r"\1", _VALUE.sub("v", text))


def without_known(checked: Checked, known: Mapping[str, int]) -> Checked:
    """With the findings that are known set apart, each as often as it is known."""
    remaining = Counter(known)
    new: list[Finding] = []
    found: list[Finding] = []
    for finding in checked.findings:
        key = key_of(finding)
        remaining[key] -= 1
        (found if remaining[key] >= 0 else new).append(finding)
    return replace(checked, findings=tuple(new), known=tuple(found))


def known_findings(checked: Checked) -> tuple[KnownFinding, ...]:
    """What a baseline says of one file: all findings, notes too."""
    by_key: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        by_key.setdefault(key_of(finding), []).append(finding)
    return tuple(
        KnownFinding(key, same[0].code, same[0].function, same[0].message, len(same)) for key, same in by_key.items()
    )


def baseline_text(path: str, files: Iterable[tuple[str, tuple[KnownFinding, ...]]]) -> str:
    """The baseline at `path` for some files with what is known of them."""
    named = {_relative(path, name): [asdict(one) for one in found] for name, found in files if found}
    return json.dumps({"version": VERSION, "files": dict(sorted(named.items()))}, indent=1, ensure_ascii=False) + "\n"


def known_of(path: str, baseline: Mapping[str, Mapping[str, int]], name: str) -> Mapping[str, int]:
    """What the baseline at `path` has of a file: key → how often."""
    return baseline.get(_relative(path, name), {})


def _relative(path: str, name: str) -> str:
    """A baseline may be moved together with its files."""
    if name == "-":
        return name
    below = os.path.relpath(os.path.realpath(name), os.path.dirname(os.path.realpath(path)))
    return below.replace(os.sep, "/")


def read_baseline(source: SourceFile) -> dict[str, dict[str, int]]:
    """File → key → how often. Raises PtofixError for a text that is no baseline."""
    try:
        document = parse_json(source.text)
    except json.JSONDecodeError as problem:
        raise error(f"not a baseline: {problem.msg}", Place(source, Span(problem.pos, problem.pos + 1))) from None
    try:
        if document["version"] != VERSION:
            raise error(f"a baseline of version {document['version']}, not {VERSION}", Place(source, Span(0, 1)))
        found = {name: {one["key"]: one["count"] for one in known} for name, known in document["files"].items()}
    except (KeyError, TypeError, AttributeError):
        found = {"": {"": None}}
    counts = [one for known in found.values() for one in known.items()]
    if not all(isinstance(key, str) and type(count) is int for key, count in counts):
        raise error(
            "not a baseline: `version` or `files` is not as `ptofix check` writes it", Place(source, Span(0, 1))
        )
    return found


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """One for each finding of a file, none of them twice: those that are alike are counted in the order of the text."""
    found = list(findings)
    seen: Counter[str] = Counter()
    made: dict[int, str] = {}
    for finding in sorted(found, key=lambda one: one.place.span):
        about = json.dumps(identity(finding), sort_keys=True)
        seen[about] += 1
        text = f"{about}\0{seen[about]}"
        made[id(finding)] = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_LENGTH]
    return (made[id(finding)] for finding in found)
