"""What a finding is known by from one run to the next: not by its line, nor by the names that the assembler numbers."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from ptofix.rules.baseline import identity
from ptofix.rules.rule import Finding

_LENGTH = 32


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
