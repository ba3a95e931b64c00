"""The cheapest cover, against every choice; and what is said where there is none, or no solver."""

from __future__ import annotations

import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.order.covering import CostBound, UncoverableError, cheapest_cover
from ptofix.text.diagnostics import PtofixError

FAMILIES = st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=10)
COSTS = st.lists(st.sampled_from((1, 8, 64)), min_size=8, max_size=8)


@settings(deadline=None, derandomize=True, database=None)
@given(FAMILIES, COSTS)
def test_no_choice_is_cheaper(family: list[frozenset[int]], costs: list[int]) -> None:
    asked = []

    def missed(chosen: frozenset[int]) -> list[frozenset[int]]:
        asked.append(chosen)
        return [wanted for wanted in family if not wanted & chosen][:2]

    cover = cheapest_cover(costs.__getitem__, missed)
    choices = (set(choice) for size in range(9) for choice in combinations(range(8), size))
    least = min(sum(costs[thing] for thing in choice) for choice in choices if all(choice & s for s in family))
    assert cover.things is not None
    assert all(cover.things & wanted for wanted in family)
    assert sum(costs[thing] for thing in cover.things) == cover.at_least == least


def test_a_set_without_anything_is_met_by_nothing() -> None:
    with pytest.raises(UncoverableError):
        cheapest_cover(lambda _: 1, lambda _: [frozenset[int]()])


def test_a_search_that_does_not_end_is_given_up_with_its_bound() -> None:
    cover = cheapest_cover(lambda _: 1, lambda chosen: [frozenset((len(chosen),))])
    assert cover.things is None
    assert cover.at_least > 100


def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(PtofixError, match="HiGHS is not installed"):
        cheapest_cover(lambda _: 1, lambda _: [frozenset((1,))])


def test_bounds_in_words() -> None:
    assert str(CostBound(12, 12)) == "12 executions, the minimum"
    assert str(CostBound(12, 9)) == "12 executions, where the minimum is 9 or more"


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    family = [frozenset((1, 2)), frozenset((2, 3))]
    cover = cheapest_cover(lambda _: 1, lambda chosen: [wanted for wanted in family if not wanted & chosen])
    assert cover.things == frozenset((2,))
    assert capfd.readouterr() == ("", "")
