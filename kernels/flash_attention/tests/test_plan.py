"""What the knobs must keep to, and how it is said."""

from __future__ import annotations

import itertools

import pytest
from launches import built

from plan import KV_SPLITS, QK_PRELOADS, S1_TILES, UB_BYTES, UB_HIDDEN_SCRATCH, WORK_BYTES, KnobError, Plan
from ptofix.mlir.builder import finish
from ptofix.mlir.lint import lint, memory_table

ALL = list(itertools.product(S1_TILES, QK_PRELOADS, KV_SPLITS))


@pytest.mark.parametrize(
    ("knobs", "message"),
    [
        ((0, 256, 3), "q_rows is 0; it must be a positive multiple of 128"),
        ((-128, 256, 3), "q_rows is -128"),
        ((100, 256, 3), "q_rows is 100"),
        ((128, 128, 3), "s1_tile is 128; it must be one of 256, 512"),
        ((128, 256, 2), "qk_preload is 2; it must be one of 3, 4, 7"),
        ((128, 256, 3, 3), "kv_split is 3; it must be one of 1, 2, 4"),
    ],
)
def test_knobs_that_do_not_fit(knobs: tuple[int, ...], message: str) -> None:
    with pytest.raises(KnobError, match=message):
        Plan(*knobs)


@pytest.mark.parametrize(
    ("kv_split", "s1", "message"),
    [
        (1, 1000, "S1 is 1000; it must be a positive multiple of s1_tile [*] kv_split, 256"),
        (2, 1792, "S1 is 1792; it must be a positive multiple of s1_tile [*] kv_split, 512"),
        (1, 512, "s1_tile [*] kv_split [*] qk_preload are 768"),
        (4, 2048, "s1_tile [*] kv_split [*] qk_preload are 3072"),
        (1, 0, "S1 is 0"),
    ],
)
def test_s1_that_does_not_fit(kv_split: int, s1: int, message: str) -> None:
    with pytest.raises(KnobError, match=message):
        Plan(128, 256, 3, kv_split).check_s1(s1)


def test_the_least_s1_fits() -> None:
    Plan(128, 256, 3).check_s1(768)
    Plan(128, 512, 4, 4).check_s1(8192)


@pytest.mark.parametrize(("s1_tile", "qk_preload", "kv_split"), ALL)
def test_the_plan_counts_the_bytes_of_the_tiles(s1_tile: int, qk_preload: int, kv_split: int) -> None:
    plan = Plan(1024, s1_tile, qk_preload, kv_split)
    module = finish(built(plan))
    assert lint(module) == ()
    uses = {use.function: use for use in memory_table(module) if use.memory == "UB"}
    assert uses["fa_vector"].bytes == plan.ub_bytes <= UB_BYTES - UB_HIDDEN_SCRATCH
    assert all(use.bytes <= use.budget - UB_HIDDEN_SCRATCH for use in uses.values())
    assert plan.slice_rows * plan.s1_tile * 4 == WORK_BYTES
    assert plan.exp_ring == plan.qk_preload
