"""Certificates: what they say, that they survive JSON, and that no change to one goes unseen."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import pytest

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.program.program import Barrier as BarrierAction
from ptofix.proof.certificate import Certificate, OrderedBy, certify, recheck
from ptofix.proof.check import FLAG_KEY
from ptofix.proof.pairs import pairs_separated
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided

BODY = """
TADD(y, x, x);
{0}
TMUL(y, y, x);
set V MTE3 0
wait V MTE3 0
TSTORE(g, y);
set MTE3 V 0
wait MTE3 V 0
{1}
TADD(y, x, x);
{2}
TADD(a, b, c);
bar
TADD(c, a, a);
"""
BEFORE, AFTER = kernel(BODY.format("bar", "bar", "bar")), kernel(BODY.format("", "", ""))


def made() -> Certificate:
    found = certify(BEFORE, AFTER, assumptions=frozenset(("hw.repeat-distance", FLAG_KEY)))
    assert isinstance(found, Certificate)
    return found


def test_pairs_and_what_orders_them() -> None:
    certificate = made()
    assert certificate.rests_on == ("hw.repeat-distance",)
    first, second, third = certificate.removed
    assert {(p.kind, p.earlier_name, p.later_name, p.ordered_by[0].kind) for p in first.pairs} >= {
        ("RAW", "y", "y", "repeat-distance"), ("WAW", "y", "y", "repeat-distance")
    }  # fmt: skip
    assert {order.kind for pair in second.pairs for order in pair.ordered_by} == {"flags"}
    texts = [AFTER.line_text(line).strip() for line in second.pairs[0].ordered_by[0].lines]
    assert texts == [
        "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);",
        "set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);", "wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);",
    ]  # fmt: skip
    assert third.pairs == ()


def test_json_round_trip_and_recheck() -> None:
    certificate = made()
    read = Certificate.from_json(certificate.to_json())
    assert read == certificate
    assert isinstance(recheck(read, BEFORE, AFTER), Proved)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other"}', '{"schema": "ptofix-certificate/2"}'])
def test_text_that_is_no_certificate(text: str) -> None:
    with pytest.raises(ValueError, match=r"certificate|Expecting"):
        Certificate.from_json(text)


def test_every_false_claim_is_found() -> None:
    certificate = made()
    first = certificate.removed[0]
    farther = dataclasses.replace(first.pairs[0], ordered_by=(OrderedBy("repeat-distance", (), 4096),))
    claims = [
        dataclasses.replace(certificate, before_sha256="0" * 64),
        dataclasses.replace(certificate, removed=certificate.removed[1:]),
        dataclasses.replace(certificate, added=certificate.removed[:1]),
        dataclasses.replace(certificate, rests_on=()),
        dataclasses.replace(certificate, assumptions=("hw.magic",)),
        dataclasses.replace(certificate, assumptions=()),
        dataclasses.replace(certificate, model="strict", assumptions=()),
    ]
    for pairs in (first.pairs[1:], (farther, *first.pairs[1:]), (*first.pairs, farther)):
        removed = (dataclasses.replace(first, pairs=pairs), *certificate.removed[1:])
        claims.append(dataclasses.replace(certificate, removed=removed))
    for claim in claims:
        assert not isinstance(recheck(claim, BEFORE, AFTER), Proved)


def test_a_wrong_or_other_rewrite_has_no_certificate() -> None:
    lost = kernel(BODY.format("bar", "bar", "bar").replace("bar\nTADD(c", "TADD(c"))
    assert isinstance(certify(BEFORE, lost), Refuted)
    no_flags = BODY.replace("set MTE3 V 0\nwait MTE3 V 0\n", "")
    assert isinstance(certify(BEFORE, kernel(no_flags.format("bar", "bar ALL", "bar"))), Undecided)


def test_pairs_of_one_barrier() -> None:
    (program,) = program_file(parse(BEFORE)).programs
    barriers = [i.index for i in program.instructions if isinstance(i.action, BarrierAction)]
    kept = pairs_separated(program, barriers[-1])
    assert {(p.kind, p.earlier_name, p.later_name, p.ordered_by[0].kind) for p in kept} == {
        ("RAW", "a", "a", ""), ("WAR", "c", "c", "")
    }  # fmt: skip
    gone = pairs_separated(program, barriers[1], frozenset(barriers[:3]))
    assert {order.kind for pair in gone for order in pair.ordered_by} == {"flags"}


FORBIDDEN = ("ptofix.order", "ptofix.passes", "passes")
TRUSTED = (
    "tokens.py", "compare.py", "claims.py", "product.py", "accesses.py", "explore.py", "barrier_walk.py", "check.py",
    "across_versions.py",
)  # fmt: skip


def test_the_checker_is_small_and_depends_on_nothing_it_checks() -> None:
    """Lines of code of what a verdict rests on: no blanks, comments, docstrings and imports."""
    folder, lines = Path(__file__).parents[1], 0
    for path in folder.glob("*.py"):
        text = path.read_text()
        module = ast.parse(text)
        imports = [node for node in ast.walk(module) if isinstance(node, (ast.Import, ast.ImportFrom))]
        names = [node.module or "" for node in imports if isinstance(node, ast.ImportFrom)]
        assert not any(name == f or name.startswith(f"{f}.") for name in names for f in FORBIDDEN), path
        if path.name in TRUSTED:
            strings = [
                node.body[0]
                for node in ast.walk(module)
                if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
                and isinstance(node.body[0], ast.Expr)
                and isinstance(node.body[0].value, ast.Constant)
            ]
            skipped = {n for node in (*imports, *strings) for n in range(node.lineno, (node.end_lineno or 0) + 1)}
            numbered = enumerate(text.splitlines(), 1)
            lines += sum(1 for n, line in numbered if n not in skipped and line.strip() and line.strip()[0] != "#")
    # 500 were enough before texts were compared token by token, rewrites claimed, and versions compared in here.
    assert lines < 1000
