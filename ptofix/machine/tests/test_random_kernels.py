"""A sample of random kernels; many: `python benchmarks/random_kernels.py`."""

from __future__ import annotations

import pytest

from ptofix.machine.tests.random_judged import judged


@pytest.mark.parametrize("seed", [2, 3, 7])
def test_the_machine_the_passes_and_the_checker_agree(seed: int) -> None:
    found = judged(seed, mutants_of_each=3, statements=4)
    assert not found.faults
    assert found.results
