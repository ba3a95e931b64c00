"""What a finding is known by from one run to the next: not by its line, nor by the names that the assembler numbers."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ptofix.rules.rule import Finding

_LINES = re.compile(r"\b(lines?) \d+(?:(?:, | → )\d+)*")
_VALUE = re.compile(r"\bv\d+\b")
_LENGTH = 32


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """One for each finding of a file, none of them twice: those that are alike are counted in the order of the text."""
    found = list(findings)
    seen: Counter[str] = Counter()
    made: dict[int, str] = {}
    for finding in sorted(found, key=lambda one: one.place.span):
        about = "\0".join(_about(finding))
        seen[about] += 1
        text = f"{about}\0{seen[about]}"
        made[id(finding)] = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_LENGTH]
    return (made[id(finding)] for finding in found)


def _about(finding: Finding) -> list[str]:
    """Rule, function, and both ops with the bytes where they meet; of what is no race its message."""
    return [finding.code, finding.function, *_race(finding.data)] if "overlaps" in finding.data else _said(finding)


def _race(data: dict[str, Any]) -> list[str]:
    ends = [f"{data[end]['op']} {data[end]['pipe']}" for end in ("earlier", "later")]
    meet = {f"{one['kind']} {one['memory']} {one['start']} {one['end']}" for one in data["overlaps"]}
    return [str(data["core"]), *ends, *sorted(meet)]


def _said(finding: Finding) -> list[str]:
    return [finding.code, finding.function, _VALUE.sub("v", _LINES.sub(r"\1", finding.message))]
