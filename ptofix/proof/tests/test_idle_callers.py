"""callers.idle: taken for granted only where it is asked for by name, named where it was needed, and no excuse."""

from __future__ import annotations

import pytest

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.proof.certificate import Certificate, certify, recheck
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.text.source import SourceFile

TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox> {0}; TASSIGN({0}, {1});"
TILES = " ".join(TILE.format(name, 4096 * n) for n, name in enumerate("abc"))
FIRST = "pipe_barrier(PIPE_V);\nTADD(b, a, a);"
ENTRY = f"AICORE void entry(__gm__ float* gm) {{{{ {TILES}\n{{}}\n}}}}\n"
ASKED = frozenset((IDLE_CALLERS,))


def verdict(before: str, after: str, assumed: frozenset[str] = ASKED) -> Verdict:
    return check(SourceFile("before.cpp", before), SourceFile("after.cpp", after), "strict", assumed)


def without_barrier(text: str) -> str:
    return text.replace("pipe_barrier(PIPE_V);", "", 1)


def test_a_barrier_before_everything_rests_on_the_assumption() -> None:
    before = ENTRY.format(FIRST)
    assert isinstance(verdict(before, without_barrier(before), frozenset()), Refuted)
    proved = verdict(before, without_barrier(before))
    assert isinstance(proved, Proved)
    assert proved.assumptions == (IDLE_CALLERS,)


@pytest.mark.parametrize(
    "before",
    [
        "__global__ " + ENTRY.format(FIRST),
        ENTRY.format(
            f"TADD(c, a, a);\n{FIRST.replace('b, a, a', 'b, c, c')}\npipe_barrier(PIPE_V);\nTABS(a, b);"
        ).replace("pipe_barrier(PIPE_V);", "pipe_barrier(PIPE_V); pipe_barrier(PIPE_V);"),
    ],
    ids=["marked", "two in a row"],
)
def test_where_it_is_not_needed_no_proof_rests_on_it(before: str) -> None:
    proved = verdict(before, without_barrier(before))
    assert isinstance(proved, Proved)
    assert proved.assumptions == ()


@pytest.mark.parametrize(
    "before",
    [
        ENTRY.format(f"TADD(a, c, c);\n{FIRST}"),
        ENTRY.format(FIRST).replace("AICORE", 'extern "C" AICORE'),
        ENTRY.format(FIRST).replace("AICORE", "inline AICORE"),
        ENTRY.format(FIRST) + "AICORE void other(__gm__ float* gm) { undeclared(&entry); }\n",
    ],
    ids=["a pair inside", "linkage", "inline", "named by another function"],
)
def test_it_excuses_nothing_else(before: str) -> None:
    assert not isinstance(verdict(before, without_barrier(before)), Proved)


def test_certificates_name_it() -> None:
    text = ENTRY.format(FIRST)
    before, after = SourceFile("before.cpp", text), SourceFile("after.cpp", without_barrier(text))
    assert isinstance(certify(before, after, "strict", frozenset()), Refuted)
    certificate = certify(before, after, "strict", ASKED)
    assert isinstance(certificate, Certificate)
    assert certificate.assumptions == certificate.rests_on == (IDLE_CALLERS,)
    assert isinstance(recheck(certificate, before, after), Proved)
    silent = Certificate.from_json(
        certificate.to_json().replace(f'"rests_on": [\n  "{IDLE_CALLERS}"\n ]', '"rests_on": []')
    )
    assert silent.rests_on == ()
    assert isinstance(recheck(silent, before, after), Undecided)
    hidden = Certificate.from_json(certificate.to_json().replace(f'  "{IDLE_CALLERS}"\n', ""))
    assert hidden.assumptions == ()
    assert isinstance(recheck(hidden, before, after), Refuted)
