"""Which fences to keep: as few executions as possible, and no fence that others make superfluous.

Fences are tried from the most often executed and the shortest on, and one is taken only if those before leave some of
its pairs unordered. On straight-line code that is the transitive reduction. At the end those go that later ones made
superfluous. A solver finds the cheapest choice (order/covering.py): for each pair that a choice
leaves unordered it gets the fences of which one is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from ptofix.order.covering import CostBound, Cover, cheapest_cover, executions
from ptofix.order.effects import Site
from ptofix.placement.fences import FlagFence
from ptofix.placement.reach import Reach

Pair = tuple[Site, Site]


class Selection(Struct):
    """`pairs` are what must be ordered, by the number of the fence that was made for them."""

    reach: Reach
    fences: list[FlagFence]
    pairs: dict[int, list[Pair]]
    forced: set[int]
    chosen: set[int] = field(default_factory=set)
    enabled: int = 0  # the flags of those chosen, as bits
    rests_on: dict[int, int] = field(default_factory=dict)  # per site, the flags its order rests on
    serves: dict[int, set[Site]] = field(default_factory=dict)  # per fence, the sites whose order rests, or did, on it

    def run(self) -> list[int]:
        """The numbers of the fences that are taken."""
        for number in sorted(self.pairs, key=self._cost):
            if number in self.forced or not self._all_ordered(self.pairs[number]):
                self.chosen.add(number)
                self.enabled |= self.reach.flags_of(number)
        columns = self._columns()
        for earlier, later in columns.items():
            self._note(earlier, self.reach.ordered(earlier, later, self.enabled)[1])
        for number in sorted(self.pairs, key=self._cost, reverse=True):
            if number in self.chosen and number not in self.forced:
                self._try_without(number, columns)
        return sorted(self.chosen)

    def cheapest(self) -> tuple[list[int], CostBound]:
        """The numbers of the fences that are cheapest, where none waits for more than a pair needs.

        Raises PtofixError where there is no solver.
        """
        greedy = self.run()
        needed = {number for number in greedy if number in self.forced or not self._is_ordered_without(number)}
        at_least = sum(map(self._executions, needed))
        if len(needed) < len(greedy):
            cover: Cover[int] = cheapest_cover(self._executions, lambda chosen: self._missed(chosen, needed))
            at_least = max(at_least, cover.at_least)
            if cover.things is not None:
                greedy = sorted(cover.things)
        return greedy, CostBound(sum(map(self._executions, greedy)), at_least)

    def _executions(self, number: int) -> int:
        return executions(self.fences[number].depth)

    def _is_ordered_without(self, number: int) -> bool:
        """Whether all the others order what a fence was made for."""
        others = self.reach.every & ~self.reach.flags_of(number)
        columns = _by_earlier(self.pairs[number]).items()
        return all(self.reach.ordered(earlier, later, others)[0] for earlier, later in columns)

    def _missed(self, chosen: frozenset[int], needed: set[int]) -> Iterator[frozenset[int]]:
        if not needed <= chosen:
            yield from (frozenset((number,)) for number in needed)
            return
        enabled = sum(self.reach.flags_of(number) for number in chosen)
        order = sorted(range(len(self.fences)), key=lambda number: (self._executions(number), number))
        for earlier, later in self._columns().items():
            if not self.reach.ordered(earlier, later, enabled)[0]:
                open_ = (site for site in later if not self.reach.ordered(earlier, [site], enabled)[0])
                yield self.reach.cut(earlier, next(open_), enabled, order)

    def _cost(self, number: int) -> tuple[int, int, int, int]:
        fence = self.fences[number]
        length = fence.before - fence.behind
        if fence.loop is not None:
            length += len(fence.sequence.units)
        return -fence.depth, fence.loop is not None, length, number

    def _all_ordered(self, pairs: Iterable[Pair]) -> bool:
        columns = _by_earlier(pairs).items()
        return all(self.reach.ordered(earlier, later, self.enabled)[0] for earlier, later in columns)

    def _columns(self) -> dict[Site, list[Site]]:
        return _by_earlier(pair for number in self.pairs for pair in self.pairs[number])

    def _note(self, earlier: Site, flags: int) -> None:
        """What the order of a site rests on."""
        self.rests_on[earlier.index] = flags
        for number in self.reach.fences_of(flags):
            self.serves.setdefault(number, set()).add(earlier)

    def _try_without(self, number: int, columns: dict[Site, list[Site]]) -> None:
        bits = self.reach.flags_of(number)
        found: dict[Site, int] = {}
        for earlier in sorted(self.serves.get(number, ()), key=lambda site: site.index):
            if self.rests_on[earlier.index] & bits:
                complete, found[earlier] = self.reach.ordered(earlier, columns[earlier], self.enabled & ~bits)
                if not complete:
                    return
        self.chosen.discard(number)
        self.enabled &= ~bits
        for earlier, flags in found.items():
            self._note(earlier, flags)


def _by_earlier(pairs: Iterable[Pair]) -> dict[Site, list[Site]]:
    found: dict[Site, list[Site]] = {}
    for earlier, later in pairs:
        found.setdefault(earlier, []).append(later)
    return found
