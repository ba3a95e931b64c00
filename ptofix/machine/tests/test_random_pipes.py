"""A sample of random kernels of two cores with pipes; many: `python benchmarks/random_pipes.py`."""

from __future__ import annotations

import pytest

from ptofix.machine.tests.pipes_judged import judged


@pytest.mark.parametrize("seed", [1, 6, 11])
def test_what_is_in_order_runs_in_any_schedule(seed: int) -> None:
    found = judged(seed, faulty=False, mutants_of_each=4)
    assert not found.faults
    assert found.in_order
    assert not found.hang


@pytest.mark.parametrize("seed", range(1000, 1008))
def test_what_one_core_does_wrong_is_found(seed: int) -> None:
    assert not judged(seed, faulty=True, mutants_of_each=1).faults
