"""The cheapest set of things that hits all of a family of sets, of which one asks for those that a choice misses.

Where to put barriers or flags is such a problem: each way that leaves a pair unordered is a set of places of
which one is needed, and there are far too many ways to list them. So the family grows: the cheapest choice for what is
known is asked what it misses, until it misses nothing (implicit hitting sets). What it costs on the way is a lower
bound. HiGHS finds the choices (the extra `solver`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, NamedTuple, TypeVar

from ptofix.text.diagnostics import error

Thing = TypeVar("Thing", bound=Hashable)

_ROUNDS_OF_A_LOOP = 8
_MOST_ASKED = 300
_MOST_NODES = 5_000  # of a search; a limit in seconds would make results depend on the machine


class UncoverableError(Exception):
    """There is a set without any thing in it."""


class CostBound(NamedTuple):
    """In executions, each loop taken to have eight rounds: what was chosen costs this, and nothing costs less than."""

    cost: int
    at_least: int

    def __str__(self) -> str:
        if self.cost == self.at_least:
            return f"{self.cost} executions, the minimum"
        return f"{self.cost} executions, where the minimum is {self.at_least} or more"


def executions(loops: int) -> int:
    """How often something inside so many loops is taken to run."""
    return int(_ROUNDS_OF_A_LOOP**loops)


@dataclass(frozen=True)
class Cover(Generic[Thing]):
    """`things` meet every set; None if the search was given up. None costs less than `at_least`."""

    things: frozenset[Thing] | None
    at_least: int


def cheapest_cover(
    cost: Callable[[Thing], int], missed: Callable[[frozenset[Thing]], Iterable[frozenset[Thing]]]
) -> Cover[Thing]:
    """Ask `missed` for sets that a choice does not meet, until there are none.

    Raises UncoverableError; PtofixError where HiGHS is not installed.
    """
    search = _Search(cost)
    chosen: frozenset[Thing] = frozenset()
    at_least = 0
    for _ in range(_MOST_ASKED):
        sets = list(dict.fromkeys(missed(chosen)))
        if not sets:
            return Cover(chosen, at_least)
        if not all(sets):
            raise UncoverableError
        search.demand(sets)
        chosen, at_least = search.solve()
    return Cover(None, at_least)


def _silent_solver() -> Any:
    """HiGHS, which writes nothing: standard output is the C++. Raises PtofixError where it is not installed."""
    try:
        from highspy import Highs
    except ImportError:
        raise error("the solver HiGHS is not installed", help="pip install 'ptofix[solver]'") from None

    class Silent(Highs):
        def enableCallbacks(self) -> None:
            """The first thing that the constructor asks of the solver, which introduces itself there."""
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver = Silent()  # type: ignore[no-untyped-call]
    solver.silent()  # versions whose constructor asks for nothing
    return solver


class _Search(Generic[Thing]):
    """The cheapest choice that meets the sets which are known so far."""

    def __init__(self, cost: Callable[[Thing], int]) -> None:
        self.cost = cost
        self.columns: dict[Thing, int] = {}
        self.highs = _silent_solver()
        for option, value in (
            ("threads", 1),
            ("mip_abs_gap", 0.5),
            ("mip_rel_gap", 0.0),
            ("mip_max_nodes", _MOST_NODES),
        ):
            self.highs.setOptionValue(option, value)

    def demand(self, sets: Iterable[frozenset[Thing]]) -> None:
        for wanted in sets:
            for thing in wanted:
                if thing not in self.columns:
                    self.columns[thing] = len(self.columns)
                    self.highs.addBinary(obj=float(self.cost(thing)))
            columns = sorted(self.columns[thing] for thing in wanted)
            self.highs.addRow(1.0, self.highs.inf, len(columns), columns, [1.0] * len(columns))

    def solve(self) -> tuple[frozenset[Thing], int]:
        """A choice, and a lower bound for any."""
        self.highs.run()
        values = self.highs.getSolution().col_value
        chosen = frozenset(thing for thing, column in self.columns.items() if values[column] > 0.5)
        return chosen, ceil(self.highs.getInfo().mip_dual_bound - 1e-6)
