"""Knowing less never proves more, and silences no error: a fixed sample of what `benchmarks/less_knowledge.py` runs."""

from __future__ import annotations

import inspect
from dataclasses import replace
from random import Random

import pytest

from ptofix.evidence.assumptions import assumptions
from ptofix.isa.architecture import A2A3, Arch
from ptofix.proof import check as checker
from ptofix.proof.explore import Lockstep
from ptofix.testing.less_judged import judged
from ptofix.testing.less_knowledge import KINDS, KnownTexts, less, verdict, word
from ptofix.testing.ordered_kernels import kernel_of_seed as ordered_kernel_of_seed

KERNEL = """\
#include "pto/pto-inst.hpp"
using namespace pto;
static AICORE inline void drain(int32_t x) {
  pipe_barrier(PIPE_ALL);
}
extern "C" __global__ AICORE void k(__gm__ float* g0, int32_t n) {
#if defined(__DAV_VEC__)
  Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null> t0;
  TASSIGN(t0, (uint64_t) 0);
  GlobalTensor<float, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND> a(g0);
  TADD(t0, t0, t0);
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  TSTORE(a, t0);
  drain(1);
#endif
}
"""
FLAG = """\
  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
"""
PAIR = KnownTexts(KERNEL, KERNEL.replace(FLAG, ""))
WHAT_IS_ASKED = {"before", "after", "claims", "across_versions"}
# `measured` asks for other distances, not for fewer facts; the fields of the hardware are no knowledge of a text, and
# `older` names other facts.
HARDWARE = {"name", "memories", "pipes", "event_ids", "older"}


def test_everything_that_a_verdict_rests_on_can_be_taken_away() -> None:
    """A new parameter of the checker, or field of what is known of the hardware, needs a kind here."""
    known = set(inspect.signature(checker.check).parameters) - WHAT_IS_ASKED - {"measured"}
    known = known - {"arch"} | ({*Arch.__struct_fields__} - HARDWARE)
    assert known <= KINDS.keys()
    assert {name for name, one in assumptions().items() if one.switchable} <= PAIR.assumptions
    assert {*Lockstep.__struct_fields__} >= {"model", "flag_key", "safe_distance", "distinct"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_takes_something_away(kind: str) -> None:
    assert word(verdict(PAIR)) == "refuted"
    lesser = less(PAIR, kind, Random(1))
    assert lesser is not None
    assert lesser != PAIR
    assert len(lesser.forgotten) == 1
    assert word(verdict(lesser)) != "proved"


def test_every_assumption_and_op_can_be_forgotten() -> None:
    for name in PAIR.assumptions:
        assert word(verdict(replace(PAIR, assumptions=PAIR.assumptions - {name}))) == "refuted"
    forgotten = {less(PAIR, kind, Random(seed)).forgotten[0] for kind in ("not_known", "table") for seed in range(40)}  # type: ignore[union-attr]
    assert forgotten == {f"{what} of {op}" for what in ("header", "row") for op in ("TADD", "TSTORE", "TASSIGN")}
    for op in ("TADD", "TSTORE"):
        assert op in A2A3.ops.names()
        assert word(verdict(replace(PAIR, no_row=frozenset((op,))))) != "proved"
        assert word(verdict(replace(PAIR, not_known=frozenset((op,))))) != "proved"


def test_what_is_known_no_more_may_have_ordered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The property fails where what is not reliable orders nothing in `before`, as it once was."""
    monkeypatch.setattr(checker, "_doubts", lambda *_: ())
    assert any(judged(seed, drops=6).faults for seed in range(1, 80, 4))


@pytest.mark.parametrize("seed", range(12))
def test_less_knowledge_proves_no_more_and_silences_no_error(seed: int) -> None:
    assert judged(seed, 2).faults == []


def test_ordered_kernels_of_few_statements_can_be_made() -> None:
    for seed in range(300):
        assert ordered_kernel_of_seed(seed, 2)
