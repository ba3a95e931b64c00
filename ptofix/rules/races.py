"""Unordered pairs of accesses, folded: one race per pair of statements, however many operands meet in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, reduce
from operator import or_

from msgspec import Struct

from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.isa.row import UNUSED_AREA
from ptofix.order.apart import meet_in_loops
from ptofix.order.effects import GLOBAL_MEMORY, Footprint, Hazard, Site, Touches, distance
from ptofix.order.global_memory import is_announced
from ptofix.order.grades import SafeDistance
from ptofix.order.model import Globally, ProgramOrder
from ptofix.order.paths import UnorderedPaths
from ptofix.program.program import Instruction, TileOp
from ptofix.text.source import Span

Overlap = tuple[str, Footprint, Footprint]
RaceKey = tuple[Span | None, Span | None, str, str, bool]

KINDS = ("RAW", "WAW", "WAR")
"""The first of these that a pair has names it."""


class Race(Struct, frozen=True, eq=False, dict=True):
    """`overlaps` are the operands that meet; `on_scratch` if they meet in hidden scratch memory only."""

    order: ProgramOrder
    earlier: Site
    later: Site
    overlaps: tuple[Overlap, ...]
    on_scratch: bool
    paths: UnorderedPaths  # of the races that were found with it

    @cached_property
    def kind(self) -> str:
        return min((kind for kind, _, _ in self.overlaps), key=KINDS.index)

    @cached_property
    def main(self) -> Overlap:
        """The overlap that stands for the race."""
        return next(overlap for overlap in self.overlaps if overlap[0] == self.kind)

    @property
    def same_pipe(self) -> bool:
        return self.earlier.pipe == self.later.pipe

    @property
    def on_signal(self) -> bool:
        """Whether the later one tells others of what the earlier one stores."""
        return is_announced(self.main[1], self.later, self.main[2])

    @cached_property
    def key(self) -> RaceKey:
        """Equal for one pair of statements, in whichever program of the file it was found."""
        spans = [s.statement.span if s.statement else None for s in (self.earlier.instruction, self.later.instruction)]
        return spans[0], spans[1], self.earlier.pipe, self.later.pipe, self.on_scratch

    @cached_property
    def path(self) -> list[Instruction]:
        """Instructions from one to the other on which nothing orders them."""
        return [self.order.program.instructions[i] for i in self.paths.between(self.earlier, self.later)]

    @property
    def repeats(self) -> int:
        """Fewest vector repeats from the one access to the other; only where the model counts them."""
        return self._between + distance(self.earlier, self.later)

    @cached_property
    def support(self) -> Support | None:
        """What keeps the two apart by distance alone, whatever its grade; None if nothing does."""
        return self.order.grading.support(self.order.model.safe_distance, self._between, self.earlier, self.later)

    @cached_property
    def _between(self) -> int:
        """Fewest vector repeats of other work between the two."""
        counted = self.order.on(self.earlier.pipe, self.order.model.safe_distance.counted_only)
        return (counted.states[self.later.instruction.index] or {}).get(self.earlier.index, 0)


_NEAREST = 5


def by_cause(found: Iterable[Race], level: Callable[[Race], object]) -> Iterator[tuple[Race, tuple[Race, ...]]]:
    """Of the races of one later access with work of one pipe the nearest few, the last of these with all the others.

    One barrier or flag before the later access is missing for them all; there may be as many as there are ops in
    front. Those of several kinds or levels are each others' business.
    """
    groups: dict[object, list[Race]] = {}
    for race in found:
        cause = (race.order, race.later.instruction, race.earlier.pipe, race.later.pipe, race.kind, level(race))
        groups.setdefault(cause, []).append(race)
    for races_there in groups.values():
        later = races_there[0].later.instruction.index
        # Before the later one from the nearest on, then those that come to it round a loop, the last one first.
        order = sorted(races_there, key=lambda race: (race.earlier.instruction.index >= later, -race.earlier.index))
        nearest, others = order[:_NEAREST], tuple(order[_NEAREST:])
        last = nearest[-1]
        yield from ((race, others if race is last else ()) for race in races_there if race in nearest)


def is_left_out(race: Race) -> bool:
    """Two loads on one pipe: no assembler orders them, and no document says whether they overtake each other."""
    return race.same_pipe and race.later.pipe == Pipe.MTE2


def is_never_left_out(race: Race) -> bool:
    """Whether the assembler orders the two wherever it is for A2/A3: work of the vector pipe that no distance keeps
    apart, and the tile that a TPOP copies, which only there is a copy that a flag has to wait for."""
    earlier = race.earlier.instruction.action
    popped = isinstance(earlier, TileOp) and earlier.call.name == "TPOP" and not race.same_pipe
    return popped or (race.support is None and race.same_pipe and race.later.pipe == Pipe.V)


def ordered_as_scalar(race: Race) -> bool:
    """Whether the earlier op is a TCI with scratch: work of V for the headers, of S for the assembler (PF111).

    Sources: pto-isa 3186c381 include/pto/npu/a2a3/TCI.hpp; PTOAS e32488c9 include/PTO/IR/PTOOps.td TCIOp::getPipe.
    """
    action = race.earlier.instruction.action
    return isinstance(action, TileOp) and action.call.name == "TCI" and race.earlier.pipe == "V"


def by_unit_flag(race: Race) -> bool:
    """Whether the two ops take turns by the unit flag, which is not followed there: it is not known if they race."""
    actions = race.earlier.instruction.action, race.later.instruction.action
    between = {race.earlier.pipe, race.later.pipe} == {Pipe.M, Pipe.FIX}
    return between and all(isinstance(action, TileOp) and action.call.unit_flag for action in actions)


def doubt_about_turns(race: Race) -> str:
    """Why the unit flag that the two ops take turns by is not followed."""
    doubts = race.order.unit_flags.doubts
    return next(doubts[site.index] for site in (race.earlier, race.later) if site.index in doubts)


def races(
    order: ProgramOrder, safe: SafeDistance | None = None, may_meet: bool = False, besides: SafeDistance | None = None
) -> list[Race]:
    """All races of a program, by the place of the later statement. Pairs with what is not understood are left out.

    `may_meet`: with those in global memory, on one pipe too, that are not known to be apart. `besides`: without the
    pairs that are near by this distance, too.
    """
    left_out = {(h.earlier.index, h.later.index) for h in _hazards(order, besides, may_meet)} if besides else ()
    overlaps_of = _Overlaps(order, may_meet)
    grouped: dict[tuple[int, int, str, str, bool], list[Hazard]] = {}
    for hazard in _hazards(order, safe, may_meet):
        earlier, later = hazard.earlier, hazard.later
        if earlier.opaque or later.opaque or (left_out and (earlier.index, later.index) in left_out):
            continue
        for on_scratch in overlaps_of.kinds(hazard):
            key = (later.instruction.index, earlier.instruction.index, earlier.pipe, later.pipe, on_scratch)
            grouped.setdefault(key, []).append(hazard)
    groups = sorted(grouped.items(), key=lambda item: item[0])
    paths = UnorderedPaths(order)
    return [_race(paths, [(o, h) for h in hazards for o in overlaps_of(h)], key[-1]) for key, hazards in groups]


def pairs_in_turn(order: ProgramOrder, without: ProgramOrder) -> int:
    """The pairs of statements that only the unit flag orders: as many as there are rounds, squared, so only counted.

    `without` is the order if the unit flag ordered nothing.
    """
    effects, turns = without.effects, order.unit_flags
    numbers: dict[object, int] = {}  # of a statement and a pipe; copies in several rounds have one
    by_site = [
        numbers.setdefault((site.instruction.statement and site.instruction.statement.span, site.pipe), len(numbers))
        for site in effects.sites
    ]
    found: dict[int, int] = {}

    def add(sites: int, later: int) -> None:
        if len(numbers) < len(effects.sites):
            sites = reduce(or_, (1 << by_site[site.index] for site in effects.of(sites)), 0)
        found[by_site[later]] = found.get(by_site[later], 0) | sites

    for sites, later in without.cross.open:
        for accumulator, products in turns.products.items():
            stores = turns.stores[accumulator]
            add(sites & (stores if later.bit & products else products if later.bit & stores else 0), later.index)
    with_turns = {(hazard.earlier.index, hazard.later.index) for hazard in order.on(Pipe.M).hazards()}
    for hazard in without.on(Pipe.M).hazards():
        if (hazard.earlier.index, hazard.later.index) not in with_turns:
            add(hazard.earlier.bit, hazard.later.index)
    return sum(sites.bit_count() for sites in found.values())


def opaque_pairs(order: ProgramOrder) -> Iterator[tuple[int, int, object]]:
    """Pairs that nothing orders, one of which may touch anything: the later one, the earlier one, both spans."""
    if not any(site.opaque for site in order.effects.sites):
        return
    for hazard in _hazards(order, None, False):
        if hazard.earlier.opaque or hazard.later.opaque:
            ends = (hazard.earlier.instruction, hazard.later.instruction)
            spans = tuple(end.statement.span if end.statement else None for end in ends)
            yield ends[1].index, ends[0].index, spans


def _hazards(order: ProgramOrder, safe: SafeDistance | None, may_meet: bool) -> Iterator[Hazard]:
    for pipe in PIPES:
        if order.effects.on_pipe[pipe]:
            yield from order.on(pipe, safe, globally=Globally.MODEL if may_meet else Globally.NONE).hazards()
    in_global_memory = order.in_global_memory.unordered if may_meet else order.races_in_global_memory
    for earlier, later in (*order.cross.unordered, *in_global_memory):
        yield Hazard(earlier, later)


class _Overlaps:
    """The overlaps of a hazard that matter; those on chip once for all sites that touch the same bytes."""

    def __init__(self, order: ProgramOrder, may_meet: bool) -> None:
        self.may_meet = may_meet
        self.known: dict[tuple[int, int], tuple[list[Overlap], list[bool]]] = {}
        numbers: dict[Touches, int] = {}  # of what several sites touch
        for site in order.effects.sites:
            if site.touches not in numbers:
                on_chip_only = all(footprint.place is None for footprint in site.footprints)
                numbers[site.touches] = len(numbers) if on_chip_only else -1
        self.touched = [numbers[site.touches] for site in order.effects.sites]

    def __call__(self, hazard: Hazard) -> list[Overlap]:
        return self._known(hazard)[0]

    def kinds(self, hazard: Hazard) -> list[bool]:
        """Whether some of these are on hidden scratch, and whether some are not."""
        return self._known(hazard)[1]

    def _known(self, hazard: Hazard) -> tuple[list[Overlap], list[bool]]:
        touched = self.touched[hazard.earlier.index], self.touched[hazard.later.index]
        if touched not in self.known or -1 in touched:
            overlaps = self._overlaps(hazard)
            self.known[touched] = overlaps, sorted({_is_scratch(overlap) for overlap in overlaps})
        return self.known[touched]

    def _overlaps(self, hazard: Hazard) -> list[Overlap]:
        return hazard.overlaps if self.may_meet else on_chip(hazard)


def _race(paths: UnorderedPaths, found: list[tuple[Overlap, Hazard]], on_scratch: bool) -> Race:
    chosen = [(overlap, hazard) for overlap, hazard in found if _is_scratch(overlap) is on_scratch]
    main = min(chosen, key=lambda pair: KINDS.index(pair[0][0]))[1]
    unique = {(k, a.region, b.region, a.name, b.name): (k, a, b) for (k, a, b), _ in chosen}
    return Race(paths.order, main.earlier, main.later, tuple(unique.values()), on_scratch, paths)


def on_chip(hazard: Hazard) -> list[Overlap]:
    """The overlaps that matter: with values that are used, and in global memory only where the two must overlap."""
    return [
        overlap
        for overlap in hazard.overlaps
        if not any(_is_unused(side) for side in overlap[1:])
        and (overlap[1].region.memory != GLOBAL_MEMORY or _is_sure(hazard, overlap))
    ]


def _is_sure(hazard: Hazard, overlap: Overlap) -> bool:
    """Of two accesses in global memory. Those on one pipe are left out (docs/model.md)."""
    _, first, second = overlap
    common = meet_in_loops(first.place, second.place) is not None or is_announced(first, hazard.later, second)
    return hazard.earlier.pipe != hazard.later.pipe and common


def _is_unused(footprint: Footprint) -> bool:
    return footprint.access is not None and footprint.access.scratch == UNUSED_AREA


def _is_scratch(overlap: Overlap) -> bool:
    """Whether two ops meet in the memory that no operand names."""
    return all(footprint.access is not None and footprint.access.scratch is not None for footprint in overlap[1:])
