"""The view `findings`: what `check` finds in two trees, kernel by kernel. Lines do not matter, since they move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ptofix.report.comparison.result import ComparedRow, ComparedTable, Comparison
from ptofix.report.comparison.side import KernelSide
from ptofix.text.source import SourceFile

FINDINGS = "findings"
_HEADS = ("file", "function", "level", "code", "what")
_NOWHERE = "no such file"

Found = Mapping[str, Sequence[Mapping[str, Any]]]
"""The findings of `check --format json`, by the file's name below its tree."""


def compare_findings(names: tuple[str, str], a: Found, b: Found) -> Comparison:
    """Each finding by file, function, level, rule and what it is about, with how often each side has it."""
    sides = [_side(name) for name in names]
    counts = [Counter((file, *_key(one)) for file, found in tree.items() for one in found) for tree in (a, b)]
    keys = sorted(counts[0].keys() | counts[1].keys())
    rows = [ComparedRow(key, *(count[key] for count in counts)) for key in keys]
    files = [ComparedRow((file,), *(_has(file, tree) for tree in (a, b))) for file in sorted(a.keys() | b.keys())]
    appear = sum((counts[1] - counts[0]).values())
    disappear = sum((counts[0] - counts[1]).values())
    stay = sum((counts[0] & counts[1]).values())
    total = [("appear", 0, appear), ("disappear", disappear, 0), ("stay", stay, stay)]
    tables = (
        ComparedTable("totals", ("findings",), tuple(ComparedRow((word,), x, y) for word, x, y in total)),
        ComparedTable("files", ("file",), tuple(files), brief=True),
        ComparedTable("findings", _HEADS, tuple(rows), brief=True),
    )
    return Comparison(FINDINGS, sides[0], sides[1], tables)


def _side(name: str) -> KernelSide:
    return KernelSide(SourceFile(name, ""), (), (), ())


def _has(file: str, tree: Found) -> str:
    return "checked" if file in tree else _NOWHERE


def _key(finding: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return finding["function"], finding["severity"], finding["code"], _about(finding)


def _about(finding: Mapping[str, Any]) -> str:
    """Both ops and the bytes where they meet; of what is no race the message."""
    data = finding["data"]
    if "overlaps" not in data:
        return str(finding["message"])
    ends = " → ".join(f"{data[end]['op']} ({data[end]['pipe']})" for end in ("earlier", "later"))
    meet = sorted({f"{o['kind']} {o['memory']}[{o['start']}, {o['end']})" for o in data["overlaps"]})
    return f"{ends}: {', '.join(meet)}"
