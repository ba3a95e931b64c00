"""Random kernels: no rewrite loses an order on any path, and analysis, checker and brute force agree."""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.proof import explore
from ptofix.testing.kernels import KernelShape, kernel, kernel_of_seed, shape_of_seed
from ptofix.testing.pair_kernels import pair_kernel
from ptofix.testing.soundness import examine, examine_pairs, redundant

# The checker follows every state of every flag, which random flags make many of: it may give up early here.
FEW_STATES = patch.object(explore, "_MOST_STATES", 10_000)
BOUNDED = settings(max_examples=25, deadline=None, derandomize=True, database=None)


@BOUNDED
@given(st.data())
def test_no_order_is_lost(data: st.DataObject) -> None:
    text = kernel(lambda ways: data.draw(st.integers(0, ways - 1)), KernelShape(statements=5))
    with FEW_STATES:
        report = examine(text, rounds=2, most_paths=12)
    assert not report.bugs, text


@settings(BOUNDED, max_examples=8)
@given(st.data())
def test_no_order_is_lost_with_sizes_set_at_run_time(data: st.DataObject) -> None:
    """A path has one size where the analysis may have to take any."""
    text = kernel(lambda ways: data.draw(st.integers(0, ways - 1)), KernelShape(statements=5, sizes=70, rebinds=4))
    with FEW_STATES:
        report = examine(text, rounds=2, most_paths=12)
    assert not report.bugs, text


@pytest.mark.parametrize("seed", range(12))
def test_no_order_is_lost_in_kernels_of_any_shape(seed: int) -> None:
    text = kernel_of_seed(seed, shape_of_seed(seed))
    report = examine(text, rounds=3, most_paths=12, with_proof=False)
    assert not report.bugs, text


@pytest.mark.parametrize("seed", range(0, 60, 20))
def test_small_kernels_of_many_ops(seed: int) -> None:
    """Distances of single pairs: nothing is lost, and no mutant that lacks a needed barrier is proved."""
    needed = 0
    for number in range(seed, seed + 20):
        text = pair_kernel(Random(number).randrange)
        report = examine_pairs(text)
        assert not report.bugs, text
        needed += report.counts["mutants", "default", "refuted"]
    assert needed > 5


def test_redundant_barriers_are_found() -> None:
    """On kernels whose tiles keep their addresses, all that is truly redundant is found."""
    found = kept = 0
    for seed in range(100, 106):
        report = redundant(kernel_of_seed(seed, KernelShape(rebinds=0, flags=10)), most_paths=30)
        assert not report.bugs
        found += sum(
            n for key, n in report.counts.items() if key[0] == "barriers" and key[2:] == ("redundant", "found")
        )
        kept += sum(n for key, n in report.counts.items() if key[0] == "barriers" and key[2:] == ("redundant", "kept"))
    assert found / (found + kept) >= 0.95


@settings(BOUNDED, max_examples=6)
@given(st.data())
def test_no_order_is_lost_between_columns_of_a_tile(data: st.DataObject) -> None:
    """Brute force counts every byte, where the analysis and the checker count rows."""
    shape = KernelShape(statements=5, columns=80, rebinds=2)
    text = kernel(lambda ways: data.draw(st.integers(0, ways - 1)), shape)
    with FEW_STATES:
        report = examine(text, rounds=2, most_paths=8)
    assert not report.bugs, text
