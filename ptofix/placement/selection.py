"""Which fences stand: as few executions as possible, and no fence that others make superfluous.

Fences are tried from the most often executed and the shortest on, and one is taken only if those before leave some of
its pairs unordered. On straight-line code that is the transitive reduction. At the end those go that later ones made
superfluous.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ptofix.order.effects import Site
from ptofix.placement.fences import FlagFence
from ptofix.placement.reach import Reach

Pair = tuple[Site, Site]


@dataclass
class Selection:
    """`pairs` are what must be ordered, by the number of the fence that was made for them."""

    reach: Reach
    fences: list[FlagFence]
    pairs: dict[int, list[Pair]]
    forced: set[int]
    chosen: int = 0  # bits
    used: dict[int, int] = field(default_factory=dict)  # per site, the fences its order rests on

    def run(self) -> list[int]:
        """The numbers of the fences that are taken."""
        for number in sorted(self.pairs, key=self._cost):
            if number in self.forced or not self._all_ordered(self.pairs[number]):
                self.chosen |= 1 << number
        columns = self._columns()
        for earlier, later in columns.items():
            self.used[earlier.index] = self.reach.ordered(earlier, later, self.chosen)[1]
        for number in sorted(self.pairs, key=self._cost, reverse=True):
            if self.chosen >> number & 1 and number not in self.forced:
                self._try_without(number, columns)
        return [number for number in range(len(self.fences)) if self.chosen >> number & 1]

    def _cost(self, number: int) -> tuple[int, int, int, int]:
        fence = self.fences[number]
        length = fence.before - fence.behind
        if fence.loop is not None:
            length += len(fence.sequence.units)
        return -fence.depth, fence.loop is not None, length, number

    def _all_ordered(self, pairs: Iterable[Pair]) -> bool:
        return all(self.reach.ordered(earlier, later, self.chosen)[0] for earlier, later in _by_earlier(pairs).items())

    def _columns(self) -> dict[Site, list[Site]]:
        return _by_earlier(pair for number in self.pairs for pair in self.pairs[number])

    def _try_without(self, number: int, columns: dict[Site, list[Site]]) -> None:
        without = self.chosen & ~(1 << number)
        found: dict[int, int] = {}
        for earlier, later in columns.items():
            if self.used[earlier.index] >> number & 1:
                complete, found[earlier.index] = self.reach.ordered(earlier, later, without)
                if not complete:
                    return
        self.chosen = without
        self.used.update(found)


def _by_earlier(pairs: Iterable[Pair]) -> dict[Site, list[Site]]:
    found: dict[Site, list[Site]] = {}
    for earlier, later in pairs:
        found.setdefault(earlier, []).append(later)
    return found
