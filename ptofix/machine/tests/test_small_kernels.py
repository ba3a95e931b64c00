"""The machine judges the passes and the checker, and they judge it, on the small kernels of the corpus."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ptofix.arch.grade import Grade
from ptofix.machine.run import Outcome, Schedule
from ptofix.machine.tests.kernels import SOLVER, SYNCHRONISED, ran, same
from ptofix.proof.check import check
from ptofix.proof.verdict import Refuted
from ptofix.tests.build import run
from ptofix.text.source import SourceFile, read_source

LAZY, RANDOM = Schedule("lazy"), Schedule("random", 7)
STRICTLY = Schedule("lazy", distance=False)

SYNCHRONISATION = ("pipe_barrier(PIPE_V)", "set_flag", "wait_flag")

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
    outcome, _ = ran(path, path.read_text(), LAZY)
    assert bool(outcome.races) is (path.name.removesuffix(".graph-sync-solver.cpp") in WRONG)


def _pairs(outcome: Outcome) -> set[tuple[str, int, int]]:
    return {(race.kind, race.earlier.line, race.later.line) for race in outcome.races}


@pytest.mark.parametrize("path", [p for p in SYNCHRONISED if ".v0.45" in p.name], ids=lambda path: path.stem)
def test_a_race_without_a_statement_is_a_refutation(path: Path) -> None:
    """Some barriers and flags are deleted: what the machine shows wrong, the checker refutes.

    `python benchmarks/machine.py` deletes all of them.
    """
    source = read_source(str(path))
    lines = source.text.splitlines(keepends=True)
    cases = [(LAZY, "default"), (STRICTLY, "strict")]
    before = [_pairs(ran(path, source.text, schedule, rounds=2)[0]) for schedule, _ in cases]
    statements = [n for n, line in enumerate(lines) if line.lstrip().startswith(SYNCHRONISATION)]
    shown = 0
    for number in Random(path.name).sample(statements, min(4, len(statements))):
        text = "".join([*lines[:number], "\n", *lines[number + 1 :]])
        for (schedule, model), known in zip(cases, before):
            outcome, _ = ran(path, text, schedule, rounds=2)
            if _pairs(outcome) - known or outcome.blocked:
                shown += 1
                verdict = check(source, SourceFile(source.name, text), model, evidence=Grade.EXTRAPOLATED)
                assert isinstance(verdict, Refuted), (number + 1, model)
    assert shown or len(statements) < 4  # of those that are left out some is needed
