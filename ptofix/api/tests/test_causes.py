"""Many pairs of one cause: few are reported, the others are counted, and what is missing is the same."""

from __future__ import annotations

import re

from ptofix import check
from ptofix.api.basis import basis
from ptofix.api.verifying import judge_alone
from ptofix.headers.versions import assumed_headers
from ptofix.order.model import STRICT
from ptofix.proof.verdict import Refuted
from ptofix.rules.checking import subject_of
from ptofix.text.source import SourceFile

TILE = "Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null>"


def _text(ops: int) -> SourceFile:
    """Each op writes what all before it wrote."""
    body = "TMULS(a, b, s);\n" * ops
    tiles = f"{TILE} a; TASSIGN(a, 0);\n{TILE} b; TASSIGN(b, 4096);\n"
    head = "__global__ AICORE void kernel(float s) {\n#if defined(__DAV_VEC__)\n"
    return SourceFile("k.cpp", f"{head}{tiles}{body}#endif\n}}\n")


def _pairs(ops: int) -> int:
    return ops * (ops - 1) // 2


def test_the_rest_is_counted() -> None:
    findings = [found for found in check(_text(20).text, model="strict", name="k.cpp") if found.code.startswith("PF10")]
    notes = [note.message for found in findings for note in found.notes]
    words = [re.search(r"^(\d+) more access(?:es)? .* unordered with it too", note) for note in notes]
    assert len(findings) == _pairs(5) + 15 * 5
    assert len(findings) + sum(int(match[1]) for match in words if match) == _pairs(20)


def test_the_nearest_are_reported() -> None:
    last = max(found.place.line for found in check(_text(20).text, model="strict", name="k.cpp"))
    of_last = [found.data for found in check(_text(20).text, model="strict") if found.place.line == last]
    assert [data["earlier"]["line"] for data in of_last] == list(range(last - 5, last))


def test_nothing_less_is_missing() -> None:
    assert len(list(subject_of(_text(20), STRICT).missing)) == _pairs(20)


def test_the_checker_counts_the_rest() -> None:
    verdict = judge_alone(_text(20), None, basis("strict", None, (), "", "", ""), assumed_headers()).verdict
    assert isinstance(verdict, Refuted)
    assert len(verdict.witnesses) + verdict.more == _pairs(20)
    assert len(verdict.witnesses) < _pairs(20)
