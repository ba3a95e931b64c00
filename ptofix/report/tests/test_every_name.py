"""Everything with a name that ptofix prints has a page, and the pages of ops say what the op table says."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptofix.evidence.grade import GRADES
from ptofix.isa.architecture import A2A3
from ptofix.order.model import MODELS
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.report import listings
from ptofix.report.listings import every_name, explanation
from ptofix.report.words import words
from ptofix.text.diagnostics import PtofixError, Severity

MAKERS = {"accept": 2, "missed": 1, "note": 1, "Mismatch": 0}
"""Who makes remarks, and where in its arguments the reason is."""

COMPUTED = {"raw", "war", "waw", "opaque", "repeat-distance", "independent", "internal-drain"}
"""Reasons that are no literals where a remark is made: `reason_word`, the basis of a pattern."""


def reasons() -> Iterator[str]:
    for kind in RemoveBarriers.__mro__[:2]:
        for path in Path(inspect.getfile(kind)).parent.rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and path.parent.name != "tests":
                    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                    if name in MAKERS and len(call.args) > MAKERS[name]:
                        reason = call.args[MAKERS[name]]
                        if isinstance(reason, ast.Constant):
                            yield str(reason.value)


def test_every_reason_has_a_page() -> None:
    found = {*reasons()}
    assert {"evidence", "redundant", "not-same-bytes", "endpoints-differ"} <= found
    printed = {*found, *COMPUTED, *GRADES, *MODELS, *(level.value for level in Severity)}
    missing = printed - {word.name for word in words()}
    assert not missing, f"ptofix/report/words.toml has nothing on {missing}"


def test_every_name_has_a_page() -> None:
    for name in every_name():
        assert name in explanation(name) or name.casefold() in explanation(name).casefold()


def test_a_word_of_two_kinds_has_two_pages() -> None:
    assert explanation("minimal").count("minimal: ") == 2


def test_no_word_is_defined_twice() -> None:
    known = [(word.name, word.kind) for word in words()]
    assert len(set(known)) == len(known)


def test_an_op() -> None:
    said = explanation("TROWEXPANDMUL")
    assert "operands: dst (written), src0 (read), src1 (read)" in said
    assert "form 1, where src1.layout is RowMajor" in said
    assert "1. PIPE_V: reads src1; writes scratch" in said
    assert "2. drain: pipe_barrier(PIPE_V) inside the op" in said
    assert "TRowExpandBinOp.hpp" in said
    assert "TROWEXPANDMUL → TADD TROWEXPANDDIV, " not in said  # each side by itself
    assert "  TROWEXPANDMUL → TADD TROWEXPANDDIV: practised, " in said
    assert re.search(r"  TROWEXPANDMUL → TABS TADD .*, TABS .* → TROWEXPANDMUL: shipped, observed in ", said)


def test_an_op_that_headers_changed() -> None:
    said = explanation("TCMP")
    assert said.index("in headers before that") < said.index("in headers since august")
    assert said.count("source: ") == 2


def test_ops_by_their_other_spelling() -> None:
    assert explanation("pto::TADD") == explanation("TADD")
    assert "pto::comm::TPUT" in A2A3.ops.names()
    assert explanation("pto::comm::TPUT").startswith("op pto::comm::TPUT")


@pytest.mark.parametrize(
    ("asked", "offered"),
    [("TROWSUN", "TROWSUM"), ("pf11", "PF110"), ("tad", "TADD"), ("drop", "drop-redundant-barriers")],
)
def test_near_matches(asked: str, offered: str) -> None:
    with pytest.raises(PtofixError) as caught:
        explanation(asked)
    [problem] = caught.value.diagnostics
    assert problem.message == f"no code, op, pattern, pass, assumption, reason or grade is called `{asked}`"
    assert offered in problem.help.removeprefix("similar names: ").split(", ")


def test_an_unknown_name_points_to_lists_and_glossary() -> None:
    with pytest.raises(PtofixError) as caught:
        listings.explanation("q")
    [problem] = caught.value.diagnostics
    assert "docs/glossary.md" in problem.help
