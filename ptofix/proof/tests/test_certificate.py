"""Certificates: what they say, that they survive JSON, and that no change to one goes unseen."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from msgspec import structs

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import FLAG_KEY
from ptofix.headers.versions import assumed_headers
from ptofix.program.build import program_file
from ptofix.program.program import Barrier as BarrierAction
from ptofix.proof.certificate import Certificate, OrderedBy, certify, recheck
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.testing.pairs import pairs_separated

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


@pytest.mark.parametrize(
    ("where", "value", "message"),
    [
        (("schema",), "ptofix-certificate/0", "the certificate has schema `ptofix-certificate/0`"),
        (("headers", "fingerprints"), [], "`headers.fingerprints` is not what belongs there"),
        (("headers", "fingerprints", "TADD"), 3, "`headers.fingerprints.TADD` is not what belongs there"),
    ],
)
def test_a_certificate_with_another_value(where: tuple[str, ...], value: object, message: str) -> None:
    data = json.loads(made().to_json())
    inner = data
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    with pytest.raises(ValueError, match=message):
        Certificate.from_json(json.dumps(data))


def test_false_claims_about_headers_and_about_what_was_judged_are_found() -> None:
    certificate = made()
    own = certificate.headers
    contradicting = structs.replace(own, fingerprints={**own.fingerprints, "TADD": "0"})
    fewer = structs.replace(own, fingerprints={op: x for op, x in own.fingerprints.items() if op != "TADD"})
    for claim, reason in (
        (structs.replace(certificate, headers=contradicting), "not those of the version"),
        (
            structs.replace(certificate, headers=fewer),
            "the certificate is about other headers (--headers names them): TADD",
        ),
        (structs.replace(certificate, not_judged=("something",)), "what was not judged"),
        (structs.replace(certificate, compared="something"), "what was not judged"),
    ):
        found = recheck(claim, BEFORE, AFTER, assumed_headers())
        assert isinstance(found, Undecided)
        assert reason in found.reason


def test_every_false_claim_is_found() -> None:
    certificate = made()
    first = certificate.removed[0]
    farther = structs.replace(first.pairs[0], ordered_by=(OrderedBy("repeat-distance", (), 4096),))
    claims = [
        structs.replace(certificate, before_sha256="0" * 64),
        structs.replace(certificate, removed=certificate.removed[1:]),
        structs.replace(certificate, added=certificate.removed[:1]),
        structs.replace(certificate, rests_on=()),
        structs.replace(certificate, assumptions=("hw.magic",)),
        structs.replace(certificate, assumptions=()),
        structs.replace(certificate, model="strict", assumptions=()),
    ]
    for pairs in (first.pairs[1:], (farther, *first.pairs[1:]), (*first.pairs, farther)):
        removed = (structs.replace(first, pairs=pairs), *certificate.removed[1:])
        claims.append(structs.replace(certificate, removed=removed))
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


def test_the_checker_depends_on_nothing_it_checks() -> None:
    for path in Path(__file__).parents[1].glob("*.py"):
        imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
        assert not any(f"{node.module}.".startswith(f"{name}.") for node in imports for name in FORBIDDEN), path
