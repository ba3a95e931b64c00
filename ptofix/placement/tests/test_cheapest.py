"""Flags that a solver chose: no other choice of the same fences is cheaper and orders every pair."""

from __future__ import annotations

from itertools import combinations

import pytest

from ptofix.order.covering import CostBound
from ptofix.order.model import STRICT
from ptofix.placement.engine import Engine
from ptofix.placement.selection import Selection
from ptofix.placement.sequences import synchronises
from ptofix.placement.tests.kernels import missing, verdict_of
from ptofix.program.build import program_file
from ptofix.program.program import Instruction
from ptofix.proof.verdict import Proved
from ptofix.rules.kinds_of_core import on_their_core
from ptofix.testing.corpus import NO_SYNC
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import run, tree
from ptofix.text.source import SourceFile, read_source

_MOST_FENCES = 11


def _is_sync(instruction: Instruction) -> bool:
    return instruction.statement is not None and synchronises(instruction.statement)


def cost(selection: Selection, choice: tuple[int, ...]) -> int:
    return sum(8 ** selection.fences[number].depth for number in choice)


def least(selection: Selection) -> int:
    """By trying every choice."""
    every_pair = [pair for pairs in selection.pairs.values() for pair in pairs]
    costs = []
    for size in range(len(selection.fences) + 1):
        for choice in combinations(range(len(selection.fences)), size):
            enabled = sum(selection.reach.flags_of(number) for number in choice)
            if all(selection.reach.ordered(earlier, [later], enabled)[0] for earlier, later in every_pair):
                costs.append(cost(selection, choice))
    return min(costs)


SOURCES = {
    **{f"seed{seed}": SourceFile("k.cpp", kernel_of_seed(seed, shape_of_seed(seed))) for seed in (28, 164, 206, 286)},
    **{
        name: read_source(str(NO_SYNC / f"{name}.v0.45.no-sync.cpp"))
        for name in ("g_gu_loop", "i_loop_carried", "n_address_reuse", "p_gu_in_branches")
    },
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_no_choice_is_cheaper(source: SourceFile, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Selection, list[int], CostBound]] = []
    cheapest = Selection.cheapest

    def watched(selection: Selection) -> tuple[list[int], CostBound]:
        chosen, bound = cheapest(selection)
        asked.append((selection, chosen, bound))
        return chosen, bound

    monkeypatch.setattr(Selection, "cheapest", watched)
    parsed = tree(source)
    for program in on_their_core(parsed, program_file(parsed, idle_callers=True).programs):
        assert Engine(parsed, program, STRICT, _is_sync, solves=True).placed
    compared = 0
    for selection, chosen, bound in asked:
        if len(selection.fences) <= _MOST_FENCES:
            assert bound == CostBound(least(selection), least(selection))
            assert bound.cost == cost(selection, tuple(chosen))
            compared += 1
    assert compared


def test_fewer_than_greedy() -> None:
    """In the kernel of two divisions fences of two loops make each other superfluous."""
    source = read_source(str(NO_SYNC / "h_final_div_pair.v0.45.no-sync.cpp"))
    greedy, solved = run(source, "resynchronise"), run(source, "resynchronise{solver=highs}")
    assert solved.source.text.count("set_flag") < greedy.source.text.count("set_flag")
    assert isinstance(verdict_of(solved.source), Proved)
    assert not missing(solved.source)
    said = " ".join(remark.message for remark in solved.remarks)
    assert "flags of 169 executions, the minimum; barriers of one pipe of 137 executions, the minimum" in said
