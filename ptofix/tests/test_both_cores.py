"""Kernels whose cores share control flow: `fix` repairs them, or leaves them with a remark, and never fails inside."""

from __future__ import annotations

import pytest

from ptofix import PtofixError, rewrite
from ptofix.testing.both_cores import both_cores

HALVES_ON_TWO_CORES = """
__global__ AICORE void k(__gm__ float* g0, int32_t n) {
#if defined(__DAV_CUBE__)
set_flag(PIPE_FIX, PIPE_MTE2, EVENT_ID0);
#endif
#if defined(__DAV_VEC__)
Tile<TileType::Vec, float, 8, 8, BLayout::RowMajor, 8, 8, SLayout::NoneBox, 512, PadValue::Null> t0;
TASSIGN(t0, 0);
GlobalTensor<float, pto::Shape<1, 1, 1, 8, 8>, pto::Stride<64, 64, 64, 8, 1>, pto::Layout::ND> x(g0);
wait_flag(PIPE_FIX, PIPE_MTE2, EVENT_ID0);
TLOAD(t0, x);
#endif
return;
}
"""


@pytest.mark.parametrize("sync", ["missing", "narrow", "all"])
def test_halves_of_a_flag_on_two_cores(sync: str) -> None:
    """Neither can have its other half: the return before which that would go is of both cores."""
    made = rewrite(HALVES_ON_TWO_CORES, sync=sync)
    assert made.text.count("_flag(") == made.text.count("removed set_flag(") + made.text.count("removed wait_flag(")
    assert all(verification.proved for verification in made.verifications)


@pytest.mark.parametrize("sync", ["missing", "narrow", "all"])
def test_random_kernels_of_both_cores(sync: str) -> None:
    for seed in range(0, 40, 3):
        try:
            made = rewrite(both_cores(seed), sync=sync)
        except PtofixError as problem:
            if "is not proved, so it is not written: nothing can raise the flag" in str(problem):
                continue  # a wait that cannot be repaired waits forever: nothing that is made of it is proved
            raise AssertionError(f"seed {seed}: {problem}") from problem
        assert all(verification.proved for verification in made.verifications), seed


@pytest.mark.parametrize("seed", [8, 19, 23, 26, 28])
def test_what_never_runs_stays_as_it_is(seed: int) -> None:
    """After a return nothing is put in and nothing taken out: nobody could say what it means."""
    rewrite(both_cores(seed), sync="all")
