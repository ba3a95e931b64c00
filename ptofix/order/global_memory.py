"""Which sites meet in global memory: those that may, and those that are sure to.

Two places with different roots never meet, and two in one argument only if their bytes may be common in some rounds of
their loops. All of that rests on mem.arguments-distinct; without it all of global memory is one place.
A signal is about all that was stored before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from itertools import product
from operator import attrgetter, or_

from ptofix.cpp.parser import Statement
from ptofix.hardware.pipe import Pipe
from ptofix.order.apart import are_apart, meet_in_loops, moves_on
from ptofix.order.effects import GLOBAL_MEMORY, Effects, Footprint, Site
from ptofix.order.nearby import NearbyPlaces, Place
from ptofix.program.places import slots_in
from ptofix.program.program import Program
from ptofix.program.recurrences import Symbol


def may_meet(effects: Effects, distinct: bool) -> list[int]:
    """Per site, those that may touch the same bytes of global memory, one of the two writing."""
    if not distinct:
        return _meeting(effects, lambda _, __: True, lambda _: None)
    found = _meeting(effects, lambda first, second: not are_apart(first, second))
    if _goes_back_in_loops_only(effects.program):
        _let_rounds_go(effects, found)
    return found


def surely_meet(effects: Effects) -> list[int]:
    """Per site, those on other pipes that touch the same bytes in every round, one of the two writing; or signals."""
    found = _meeting(effects, lambda first, second: meet_in_loops(first, second) == frozenset(), same_terms=True)
    for site in effects.sites:
        if site.pipe == Pipe.S and any(is_given(footprint) and not footprint.handed for footprint in site.footprints):
            found[site.index] |= _stored(effects)
    return _on_other_pipes(effects, _with_slots(effects, found, lambda loops: not loops))


def meet_in_round(effects: Effects) -> list[int]:
    """Per site, those on other pipes that touch the same bytes in the same round, one of the two writing."""
    found = _meeting(effects, lambda first, second: bool(meet_in_loops(first, second)), same_terms=True)
    return _on_other_pipes(effects, _with_slots(effects, found, bool))


def _with_slots(effects: Effects, found: list[int], counts: Callable[[frozenset[int]], bool]) -> list[int]:
    """`found`, and what uses a slot that is handed over, in loops that count."""
    by_slot: dict[Symbol, list[tuple[Site, Footprint]]] = {}
    for site in effects.sites:
        for footprint in _touches(site):
            for slot in () if footprint.place is None else slots_in(footprint.place):
                by_slot.setdefault(slot, []).append((site, footprint))
    for users in by_slot.values():
        for site, signal in users if any(footprint.handed for _, footprint in users) else ():
            for other, used in users:
                loops = handed_in_loops(used, signal)
                if loops is not None and counts(loops):
                    found[site.index] |= other.bit
    return found


def _on_other_pipes(effects: Effects, found: list[int]) -> list[int]:
    return [sites & ~effects.on_pipe.get(site.pipe, 0) for site, sites in zip(effects.sites, found)]


def touches_global_memory(effects: Effects, pipe: Pipe) -> bool:
    """Whether some work of the pipe does."""
    sites = effects.of(effects.on_pipe.get(pipe, 0))
    return any(footprint.region.memory == GLOBAL_MEMORY for site in sites for footprint in site.footprints)


def round_starts(effects: Effects) -> dict[int, int]:
    """Per instruction at which a round of a loop begins, the sites whose places are others from there on."""
    by_loop: dict[int, int] = {}
    for site in effects.sites:
        for footprint in _touches(site):
            distance = None if footprint.place is None else footprint.place.distance
            for term in () if distance is None else distance.terms:
                by_loop[term.symbol.loop] = by_loop.get(term.symbol.loop, 0) | site.bit
    instructions, found = effects.program.instructions, dict[int, int]()
    for before in instructions:
        for after in (instructions[successor] for successor in before.successors):
            for loop in after.loops:
                if loop not in before.loops or (after.index <= before.index and loop == after.loops[-1]):
                    found[after.index] = found.get(after.index, 0) | by_loop.get(loop, 0)
    return found


def is_announced(stored: Footprint, later: Site, signal: Footprint) -> bool:
    """Whether the one stores what the other, after it, tells others of."""
    if signal.handed:
        return handed_in_loops(stored, signal) is not None
    return later.pipe == Pipe.S and is_given(signal) and stored.write and not stored.signal


def handed_in_loops(used: Footprint, signal: Footprint) -> frozenset[int] | None:
    """The loops in whose same round the one hands over the slot that the other uses; None if it is not sure to."""
    if (
        not signal.handed
        or used.signal
        or not (used.write or signal.write)
        or used.place is None
        or signal.place is None
    ):
        return None
    same = slots_in(used.place) & slots_in(signal.place)
    return frozenset(symbol.loop for symbol in same if symbol.loop) if same else None


def is_given(footprint: Footprint) -> bool:
    """Whether it is a signal to others."""
    return footprint.signal and (footprint.write or footprint.handed)


def _stored(effects: Effects) -> int:
    """Sites that write to global memory, other than signals."""
    sites = (site for site in effects.sites if any(t.write and not t.signal for t in _touches(site)))
    return reduce(or_, (site.bit for site in sites), 0)


def _touches(site: Site) -> Iterator[Footprint]:
    return (footprint for footprint in site.footprints if footprint.region.memory == GLOBAL_MEMORY)


def _meeting(
    effects: Effects,
    meet: Callable[[Place, Place], bool],
    place_of: Callable[[Footprint], Place] = attrgetter("place"),
    same_terms: bool = False,
) -> list[int]:
    """Per site, the earlier ones that touch a place which meets one of its own, one of the two writing.

    Nothing waits for a signal that is given, or for what decides where control goes on, and a signal comes after the
    work of its own pipe. Of known places only those with one root are asked for, and words that are handed over; with
    `same_terms` those alone meet whose distances depend on the same.
    """
    touched: dict[Place, int] = {}
    written: dict[Place, int] = {}
    for site in effects.sites:
        for footprint in _touches(site):
            place = place_of(footprint)
            if not is_given(footprint) and not footprint.decides:
                touched[place] = touched.get(place, 0) | site.bit
                if footprint.write:
                    written[place] = written.get(place, 0) | site.bit
    # Of many sites few differ in their place, and of many places few are near each other.
    places = NearbyPlaces(touched)
    touched_in = [_united(group.places, touched) for group in places.groups]
    written_in = [_united(group.places, written) for group in places.groups]
    around: dict[Place, int] = {}
    writers: dict[Place, int] = {}
    found = [0] * len(effects.sites)
    for site in effects.sites:
        for footprint in _touches(site):
            place = place_of(footprint)
            if place not in around:
                near = [other for other in places.near(place, same_terms) if meet(place, other)]
                groups = [] if same_terms else places.met_in_all_places(place)
                around[place] = reduce(or_, (touched_in[group] for group in groups), _united(near, touched))
                writers[place] = reduce(or_, (written_in[group] for group in groups), _united(near, written))
            own = effects.on_pipe.get(site.pipe, 0) if is_given(footprint) else 0
            found[site.index] |= (around if footprint.write else writers)[place] & ~own
    return found


def _united(places: Iterable[Place], sites: Mapping[Place, int]) -> int:
    """The sites of all of these places."""
    return reduce(or_, (sites.get(place, 0) for place in places), 0)


def _let_rounds_go(effects: Effects, found: list[int]) -> None:
    """Take out the pairs of one statement that meets itself in no other round."""
    by_statement: dict[Statement | None, list[Site]] = {}
    for site in effects.sites:
        if found[site.index]:
            by_statement.setdefault(site.instruction.statement, []).append(site)
    for sites in by_statement.values():
        for earlier, later in product(sites, sites):
            pairs = [
                (one, other) for one, other in product(_touches(earlier), _touches(later)) if one.write or other.write
            ]
            if all(are_apart(x.place, y.place) or _in_other_rounds(earlier, x, later, y) for x, y in pairs):
                found[later.index] &= ~earlier.bit


def _in_other_rounds(earlier: Site, first: Footprint, later: Site, second: Footprint) -> bool:
    """Whether the two are one statement, which each round of the loops around it takes to bytes of its own."""
    place, one, other = first.place, earlier.instruction, later.instruction
    return (
        place is not None
        and place == second.place
        and one.statement is other.statement
        and one.statement is not None
        and one.calls == other.calls
        and first.name == second.name
        and earlier.pipe == later.pipe
        and moves_on(place, one.loops)
    )


def not_known_to_meet(effects: Effects, earlier: Site, later: Site) -> Iterator[tuple[Footprint, Footprint]]:
    """What two sites on two pipes may have in common, one of the two writing, where it is not known whether they do.

    Left out are signals, and places that each round takes on: what two of them have in common in one round is known.
    """
    loops = earlier.instruction.loops
    in_one_round = loops == later.instruction.loops and _goes_back_in_loops_only(effects.program)
    for first, second in product(_touches(earlier), _touches(later)):
        place = first.place
        moves = in_one_round and place is not None and place == second.place and moves_on(place, loops)
        known = moves or first.signal or second.signal or are_apart(place, second.place)
        if earlier.pipe != later.pipe and (first.write or second.write) and not known:
            yield first, second


def _goes_back_in_loops_only(program: Program) -> bool:
    """Whether control comes to a statement again only by way of the next round of a loop: no jump leads back."""
    heads: dict[int, int] = {}
    for instruction in program.instructions:
        for successor in instruction.successors:
            if successor <= instruction.index:
                around = program.instructions[successor].loops
                if not around or instruction.loops[: len(around)] != around:
                    return False
                into = (program.instructions[before].loops for before in program.predecessors[successor])
                if all(around[-1] in loops for loops in into) or heads.setdefault(around[-1], successor) != successor:
                    return False
    return True
