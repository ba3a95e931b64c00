"""What `ptofix evidence` lists is what `check --model strict` reports on PIPE_V, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.evidence.entry import read_entry
from ptofix.evidence.grade import Grade
from ptofix.order.model import STRICT
from ptofix.report.evidence import LeftOpen, evidence_toml
from ptofix.rules.checking import check_subject, subject_of
from ptofix.rules.left_open import OpenPair, left_open
from ptofix.rules.subject import Subject
from ptofix.testing.corpus import CPP, NO_SYNC
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.text.source import SourceFile
from ptofix.text.toml import parse_toml

TEXTS = [*sorted(CPP.glob("*.v0.45.insert-sync.cpp")), *sorted(NO_SYNC.rglob("[!f]*.cpp"))]
_OTHERS = re.compile(r"\d+ more access(es)? on PIPE_V .* unordered with it")


def subject(text: str, name: str = "t.cpp") -> Subject:
    return subject_of(SourceFile(name, text), STRICT)


def agrees_with_check(judged: Subject) -> int:
    """How many pairs both have. Of many before one access `check` lists a few and counts the others."""
    reported: set[tuple[int, int, str]] = set()
    counted: set[tuple[int, str]] = set()
    for finding in check_subject(judged).findings:
        sides = [finding.data.get(side, {}) for side in ("earlier", "later")]
        if finding.code.startswith("PF1") and all(side.get("pipe") == "V" for side in sides):
            kind = finding.data["kind"]
            reported.add((sides[0]["line"], sides[1]["line"], kind))
            if any(_OTHERS.match(note.message) for note in finding.notes):
                counted.add((sides[1]["line"], kind))
    listed = {(site.earlier.line, site.later.line, p.hazard) for p in left_open([judged]) for site in p.sites}
    assert reported <= listed
    assert {(later, kind) for _, later, kind in listed - reported} <= counted
    return len(listed)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_pair_of_the_corpus_is_one_that_check_reports(path: Path) -> None:
    judged = subject(path.read_text(), path.name)
    if judged.other_hardware is None:
        agrees_with_check(judged)


@pytest.mark.parametrize("name", ["fa_q1024_s256_p3", "h_final_div_pair"])
def test_every_barrier_that_is_gone_leaves_pairs(name: str) -> None:
    text = (CPP / f"{name}.v0.45.insert-sync.cpp").read_text().replace("pipe_barrier(PIPE_V);", "")
    assert agrees_with_check(subject(text)) > 0


def test_random_kernels() -> None:
    met = sum(agrees_with_check(subject(kernel_of_seed(seed, shape_of_seed(seed)))) for seed in range(24))
    assert met > 40


# ---- what a pair is ----

TILES = "\n".join(
    f"Tile<TileType::Vec, float, 32, 128, BLayout::RowMajor, 32, 128, SLayout::NoneBox> v{i}; TASSIGN(v{i}, {base});"
    for i, base in ((1, 0), (2, 16384), (3, 32768), (4, 8192))
)


def pairs(body: str) -> list[OpenPair]:
    head = "__global__ AICORE void kernel(__gm__ float* gm, int32_t n, float s) {\n#if defined(__DAV_VEC__)\n"
    return left_open([subject(f"{head}{TILES}\n{body}\n#endif\n}}\n")])


def test_a_read_after_a_write_forward_on_one_tile() -> None:
    [pair] = pairs("TADD(v1, v3, v3);\nTEXP(v2, v1);")
    assert (pair.earlier, pair.later, pair.hazard, pair.order) == ("TADD", "TEXP", "RAW", "RAW")
    assert pair.conditions == ("same-tile", "contiguous", "long", "forward")
    assert pair.repeats == (64, 64)


def test_other_bytes_of_one_tile_are_not_the_same_tile() -> None:
    [pair] = [one for one in pairs("TADD(v1, v2, v2);\nTEXP(v3, v4);") if one.hazard == "RAW"]
    assert pair.conditions == ("contiguous", "long", "forward")


def test_round_a_loop_is_not_forward() -> None:
    found = pairs("for (int32_t i = 0; i < n; i += 1) {\nTEXP(v2, v1);\nTADD(v1, v3, v3);\n}")
    carried = [one for one in found if (one.earlier, one.later, one.hazard) == ("TADD", "TEXP", "RAW")]
    assert [one.conditions for one in carried] == [("same-tile", "contiguous", "long")]


def test_a_write_after_a_write_has_no_order_of_evidence() -> None:
    [pair] = [one for one in pairs("TADD(v1, v2, v2);\nTMUL(v1, v3, v3);") if one.hazard == "WAW"]
    assert (pair.order, pair.conditions, pair.grade) == ("", (), Grade.SHIPPED)  # by TADD as a producer


def test_ops_between_count_as_repeats() -> None:
    [pair] = [one for one in pairs("TADD(v1, v2, v2);\nTEXP(v3, v2);\nTMUL(v3, v1, v1);") if one.earlier == "TADD"]
    near = [one for one in pairs("TADD(v1, v2, v2);\nTMUL(v3, v1, v1);") if one.earlier == "TADD"]
    assert pair.repeats is not None
    assert near[0].repeats is not None
    assert pair.repeats[0] > near[0].repeats[0]


def test_entries_for_evidence_can_be_read_and_give_the_grade() -> None:
    found = pairs("TDIV(v1, v3, v3);\nTNOT(v2, v1);")
    text = evidence_toml(LeftOpen((), tuple(found), (), 0))
    entries = [read_entry(one) for one in parse_toml(text)["evidence"]]
    assert [entry.orders for entry in entries if entry.order == "RAW"] == [(("TDIV", "TNOT"),)]
    assert {entry.grade for entry in entries} == {Grade.PRACTISED}
