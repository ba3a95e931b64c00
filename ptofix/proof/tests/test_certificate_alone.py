"""Certificates of one text: what they say, that they survive JSON, and that no change to one goes unseen."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from ptofix.evidence.assumptions import FLAG_KEY, IDLE_CALLERS
from ptofix.headers.versions import assumed_headers
from ptofix.proof import certificate_alone
from ptofix.proof.certificate_alone import CertificateAlone, certify_text, is_of_one_text, recheck_text
from ptofix.proof.check import MODELS, AcceptedEvidence
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted, Statistics, Undecided, Verdict
from ptofix.text.source import SourceFile

BODY = "TLOAD(a, g);\nset MTE2 V 0\nwait MTE2 V 0\nTADD(b, a, a);\nbar\nTMUL(c, b, b);\nTADD(x, x, x);\nTMUL(y, x, x);"
SOURCE, BARE = kernel(BODY), kernel(BODY.replace("bar\n", ""))


def asked(source: SourceFile, against: SourceFile | None = None, *more: str) -> tuple[CertificateAlone | None, Verdict]:
    taken = MODELS["default"] | {FLAG_KEY, *more}
    return certify_text(source, against, "default", taken, assumed_headers(), AcceptedEvidence())


def made(against: SourceFile | None = None) -> CertificateAlone:
    found, verdict = asked(SOURCE, against)
    assert isinstance(verdict, Proved)
    assert found is not None
    return found


def test_pairs_and_flags() -> None:
    certificate = made()
    assert certificate.rests_on == ("hw.repeat-distance",)
    lines = SOURCE.text.splitlines()
    raised, awaited, barrier = (
        next(n for n, line in enumerate(lines, 1) if word in line) for word in ("set_flag", "wait_flag", "barrier(")
    )
    found = {(p.earlier_name, p.later_name, o.kind, o.lines) for p in certificate.pairs for o in p.ordered_by}
    assert found >= {
        ("a", "a", "flags", (raised, awaited)),
        ("b", "b", "barrier", (barrier,)),
        ("x", "x", "repeat-distance", ()),
    }
    assert sum(certificate.pairs_by_grade.values()) > 0
    (flag,) = certificate.flags
    assert (flag.flag, flag.raised, flag.awaited) == (("MTE2", "V", "0"), (raised,), (awaited,))


@pytest.mark.parametrize("against", [None, BARE], ids=["alone", "against"])
def test_json_round_trip_and_recheck(against: SourceFile | None) -> None:
    read = CertificateAlone.from_json(made(against).to_json())
    assert read == made(against)
    assert isinstance(recheck_text(read, SOURCE, against), Proved)
    other = None if against is BARE else BARE
    assert not isinstance(recheck_text(read, SOURCE, other), Proved)


def test_every_false_claim_is_found() -> None:
    certificate = made()
    first, flag, own = certificate.pairs[0], certificate.flags[0], certificate.headers
    claims: dict[str, dict[str, Any]] = {
        "not the one that": {"sha256": "0" * 64},
        "nothing else may differ": {"against_sha256": "0" * 64},
        "is missing": {"pairs": certificate.pairs[1:]},
        "not ordered as claimed": {"pairs": (*certificate.pairs, structs.replace(first, start=1))},
        "the flags are not": {"flags": (structs.replace(flag, raised=(1,)),)},
        "the proof rests on": {"rests_on": ()},
        "what was not judged": {"not_judged": ()},
        "rest on repeats": {"pairs_by_grade": {}},
        "does not take": {"assumptions": ("hw.magic",)},
        "there is no evidence": {"evidence": "none"},
        "not those of the version": {"headers": structs.replace(own, fingerprints={"TADD": "0"})},
    }
    for reason, changed in claims.items():
        found = recheck_text(structs.replace(certificate, **changed), SOURCE)
        assert isinstance(found, Undecided), reason
        assert reason in found.reason
    strict = structs.replace(certificate, model="strict", assumptions=())
    assert isinstance(recheck_text(strict, SOURCE), Refuted)


def test_text_that_is_not_in_order_or_another_has_no_certificate() -> None:
    found, verdict = asked(BARE)
    assert (found, type(verdict)) == (None, Refuted)
    found, verdict = asked(SOURCE, kernel(BODY.replace("TMUL(c", "TADD(c")))
    assert (found, type(verdict)) == (None, Undecided)


def test_there_is_no_certificate_of_a_pair_that_nothing_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the verdict was: what orders each pair is found by itself."""
    proved = Proved((), Statistics(1, 0, 1, 0, 0))
    monkeypatch.setattr(certificate_alone, "check_alone", lambda *_: proved)
    found, verdict = asked(BARE)
    assert found is None
    assert isinstance(verdict, Undecided)
    assert "nothing is found that orders it" in verdict.reason


def test_callers_idle_is_named_where_it_is_needed() -> None:
    entry = SourceFile("k.cpp", SOURCE.text.replace("__global__ ", "").replace(", int32_t m", ""))
    assert isinstance(asked(entry)[1], Undecided)
    found, _ = asked(entry, None, IDLE_CALLERS)
    assert found is not None
    assert IDLE_CALLERS in found.rests_on
    assert isinstance(recheck_text(found, entry), Proved)
    assert IDLE_CALLERS not in made().rests_on


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "ptofix-certificate/4"}'])
def test_text_that_is_no_certificate(text: str) -> None:
    assert not is_of_one_text(text)
    with pytest.raises(ValueError, match=r"certificate|Expecting"):
        CertificateAlone.from_json(text)


def test_another_version() -> None:
    text = made().to_json().replace("certificate-alone/1", "certificate-alone/9")
    assert is_of_one_text(text)
    with pytest.raises(ValueError, match="this version reads"):
        CertificateAlone.from_json(text)
