"""The cheapest barriers of one pipe that keep every hazard apart, with loops and branches, and how cheap any can be.

A barrier of a pipe orders nothing but the pipe with itself. So each way from a site to a later one that conflicts with
it needs one of the places on that way, whatever else there is: the cheapest cover of these sets (covering.py).
Places between which the pipe has nothing to do and no path begins or ends are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from heapq import heappop, heappush

from ptofix.order.covering import CostBound, UncoverableError, cheapest_cover, executions
from ptofix.order.fewest_barriers import InsertionPoint, Placement
from ptofix.order.inflight import PipeOrder


def few_places(order: PipeOrder) -> tuple[set[InsertionPoint] | None, CostBound | None]:
    """Where barriers go beside those that `order` has; None if some pair cannot be kept apart by any.

    As few as the greedy search of fewest_barriers.py finds, of which no lower bound is known.
    """
    found = Placement(order)
    return (found.places if found.solve() else None), None


def least_places(order: PipeOrder) -> tuple[set[InsertionPoint] | None, CostBound | None]:
    """The same with a solver, and how cheap any places can be. Raises PtofixError where there is none."""
    problem = _Ways(order)
    try:
        cover = cheapest_cover(problem.cost, problem.missed)
    except UncoverableError:
        return None, None
    places = few_places(order)[0] if cover.things is None else set(cover.things)
    return places, CostBound(sum(map(problem.cost, places or ())), cover.at_least)


class _Ways:
    """From each site of a pipe to those that conflict with it, and the places for a barrier on them."""

    def __init__(self, order: PipeOrder) -> None:
        self.order = order
        self.placement = Placement(order)
        self.instructions = self.placement.instructions
        self.predecessors = self.placement.predecessors

    def cost(self, place: InsertionPoint) -> int:
        return executions(len(self.instructions[place.instruction].loops))

    def missed(self, places: frozenset[InsertionPoint]) -> Iterator[frozenset[InsertionPoint]]:
        """For each instruction that meets something in flight, the places on a shortest way from the nearest of it."""
        nearest: dict[tuple[int, bool], tuple[int, int]] = {}
        for hazard, _ in Placement(self.order, set(places)).met():
            earlier, later = hazard.earlier.instruction.index, hazard.later.instruction.index
            key = later, earlier < later
            nearest[key] = max(nearest.get(key, (-1, -1)), (earlier, hazard.earlier.index))
        wanted: dict[int, set[int]] = {}
        for (later, _), (_, site) in nearest.items():
            wanted.setdefault(site, set()).add(later)
        for site, later_ones in wanted.items():
            yield from self.ways(site, later_ones, places)

    def ways(
        self, site: int, later_ones: set[int], taken: frozenset[InsertionPoint]
    ) -> Iterator[frozenset[InsertionPoint]]:
        """The places on the way on which the fewest repeats, then places, lie, to each of the later ones that meet."""
        start = self.order.effects.sites[site].instruction.index
        came: dict[int, int] = {}
        left = set(later_ones)
        done: set[int] = set()
        pending: list[tuple[int, int, int, int]] = []
        if not self.own_place(start, True) & taken:
            for successor in self.instructions[start].successors:
                heappush(pending, (0, 1, successor, start))
        while pending and left:
            between, length, index, previous = heappop(pending)
            if index in done or self.own_place(index, False) & taken:
                continue
            done.add(index)
            came[index] = previous
            if index in left and any(True for _ in self.order.meet(index, {site: between})):
                left.discard(index)
                yield self.on_way(start, index, came)
            behind = None if index == start else self.order.pass_on(index, site, between)
            if behind is None or self.own_place(index, True) & taken:
                continue
            for successor in self.instructions[index].successors:
                if successor not in done:
                    heappush(pending, (behind, length + 1, successor, index))

    def on_way(self, start: int, end: int, came: dict[int, int]) -> frozenset[InsertionPoint]:
        found = set(self.own_place(end, False))
        index = came[end]
        while index != start:
            found |= self.own_place(index, False) | self.own_place(index, True)
            index = came[index]
        return frozenset(found | self.own_place(start, True))

    def own_place(self, index: int, behind: bool) -> frozenset[InsertionPoint]:
        """What names the place before, or after, an instruction; none if no barrier may be there."""
        return self.place_of[2 * index + behind]

    @cached_property
    def place_of(self) -> list[frozenset[InsertionPoint]]:
        """By twice the index of an instruction, one more for after it."""
        count = len(self.instructions)
        follows = [-1] * (2 * count)  # the point that is the same, further on
        for instruction in self.instructions:
            index = instruction.index
            if self.order.is_idle(index):
                follows[2 * index] = 2 * index + 1
            successors = instruction.successors
            if len(successors) == 1 and len(self.predecessors[successors[0]]) == 1 and successors[0] > index:
                follows[2 * index + 1] = 2 * successors[0]
        found: list[frozenset[InsertionPoint] | None] = [None] * (2 * count)
        for point in reversed(range(2 * count)):
            further = follows[point]
            known = found[further] if further >= 0 else None
            if known:
                found[point] = known
                continue
            place = InsertionPoint(point // 2, bool(point % 2))
            may = self.placement.may_stand(self.instructions[place.instruction], place.behind)
            found[point] = frozenset((place,)) if may else frozenset()
        # What may be only before others of its kind is there for all of them.
        for point in range(2 * count):
            further = follows[point]
            if further >= 0 and not found[further]:
                found[further] = found[point]
        return [one or frozenset() for one in found]
