"""The machine judges the passes, and they judge it, on the small kernels of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.evidence.assumptions import BY_DISTANCE
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import SOLVER, SYNCHRONISED, ran, same
from ptofix.tests.build import run
from ptofix.text.source import SourceFile

LAZY, RANDOM = Schedule("lazy"), Schedule("random", 7)

# By `check`: an order is missing, on a path that these arguments take.
WRONG = {
    "d_exp_rowsum_dependent.v0.37dev", "d_exp_rowsum_dependent.v0.45", "e_exp_rowsum_independent.v0.37dev",
    "e_exp_rowsum_independent.v0.45", "h_final_div_pair.v0.37dev", "h_final_div_pair.v0.45",
    "m_cube_double_buffer.v0.37dev", "n_address_reuse.v0.37dev", "n_address_reuse.v0.45", "n_address_reuse.v0.60",
    "o_subview_alias.v0.37dev", "o_subview_alias.v0.45",
}  # fmt: skip


@pytest.mark.parametrize("path", [p for p in SYNCHRONISED if ".v0.37" not in p.name], ids=lambda path: path.stem)
def test_what_the_passes_make_gives_the_same_bits_without_a_race(path: Path) -> None:
    text = path.read_text()
    outcome, expected = ran(path, text, Schedule())
    assert not outcome.races
    assert not outcome.blocked
    results = {text} | {
        run(SourceFile(str(path), text), pipeline).source.text
        for pipeline in ("remove-barriers", "drop-redundant-barriers", "minimal-barriers")
    }
    for result in results:
        for schedule in (LAZY, RANDOM):
            outcome, arrays = ran(path, result, schedule)
            assert not outcome.races
            assert not outcome.blocked
            assert same(arrays, expected)


@pytest.mark.parametrize("path", SOLVER, ids=lambda path: path.stem)
def test_missing_orders_are_races(path: Path) -> None:
    """Where every product into an accumulator has its barrier: that long ones need none is an assumption."""
    outcome, _ = ran(path, path.read_text(), Schedule("lazy", assumed=BY_DISTANCE))
    assert bool(outcome.races) is (path.name.removesuffix(".graph-sync-solver.cpp") in WRONG)


def test_a_long_accumulation_keeps_its_order() -> None:
    [path] = [path for path in SOLVER if path.name.startswith("m_cube_double_buffer.v0.37")]
    expected = ran(path, path.read_text(), Schedule())[1]
    for schedule in (LAZY, RANDOM, Schedule("eager")):
        outcome, arrays = ran(path, path.read_text(), schedule)
        assert not outcome.races
        assert same(arrays, expected)
