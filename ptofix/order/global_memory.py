"""Which sites meet in global memory: those that may, and those that are sure to.

Two places with different roots never meet, and two in one argument only if their bytes may be common in some rounds of
the loops that they hang on. All of that rests on mem.arguments-distinct; without it all of global memory is one place.
A signal is about all that was stored before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from itertools import product
from math import gcd
from operator import or_

from ptofix.arch.pipe import Pipe
from ptofix.cpp.parser import Statement
from ptofix.order.effects import GLOBAL_MEMORY, Effects, Footprint, Site
from ptofix.program.places import GlobalPlace
from ptofix.program.program import Program

ARGUMENTS = "mem.arguments-distinct"
BARRIER_BEFORE_SIGNAL = "hw.barrier-before-signal"


def may_meet(effects: Effects, distinct: bool) -> list[int]:
    """Per site, those that may touch the same bytes of global memory, one of the two writing."""
    if not distinct:
        return _meeting(effects, lambda _, __: True)
    found = _meeting(effects, lambda first, second: not _apart(first, second))
    if _goes_back_in_loops_only(effects.program):
        _let_rounds_go(effects, found)
    return found


def surely_meet(effects: Effects) -> list[int]:
    """Per site, those on other pipes that touch the same bytes in every round, one of the two writing; or signals."""
    found = _meeting(effects, is_common)
    for site in effects.sites:
        if any(is_given(footprint) for footprint in site.footprints) and site.pipe == Pipe.S:
            found[site.index] |= _stored(effects)
    return [sites & ~effects.on_pipe.get(site.pipe, 0) for site, sites in zip(effects.sites, found)]


def touches_global_memory(effects: Effects, pipe: Pipe) -> bool:
    """Whether some work of the pipe does."""
    sites = effects.of(effects.on_pipe.get(pipe, 0))
    return any(footprint.region.memory == GLOBAL_MEMORY for site in sites for footprint in site.footprints)


def is_common(first: GlobalPlace | None, second: GlobalPlace | None) -> bool:
    """Whether the two are sure to have a byte in common, whatever round it is."""
    if first is None or second is None or first.root != second.root:
        return False
    if first.distance is None or second.distance is None or first.extent is None or second.extent is None:
        return False
    if first.distance.loop is not None or second.distance.loop is not None:
        return False
    if first == second:
        return True
    start, end = first.distance.start, first.distance.start + first.extent.size
    solid = first.extent.solid and second.extent.solid
    return solid and start < second.distance.start + second.extent.size and second.distance.start < end


def is_announced(stored: Footprint, later: Site, signal: Footprint) -> bool:
    """Whether the one stores what the scalar unit, behind it, tells others of."""
    return later.pipe == Pipe.S and is_given(signal) and stored.write and not stored.signal


def is_given(footprint: Footprint) -> bool:
    """Whether it is a signal to others."""
    return footprint.signal and footprint.write


def _stored(effects: Effects) -> int:
    """Sites that write to global memory, other than signals."""
    sites = (site for site in effects.sites if any(t.write and not t.signal for t in _touches(site)))
    return reduce(or_, (site.bit for site in sites), 0)


def _touches(site: Site) -> Iterator[Footprint]:
    return (footprint for footprint in site.footprints if footprint.region.memory == GLOBAL_MEMORY)


def _meeting(effects: Effects, meet: Callable[[GlobalPlace | None, GlobalPlace | None], bool]) -> list[int]:
    """Per site, the earlier ones that touch a place which meets one of its own, one of the two writing.

    Nothing waits for a signal that is given, and one comes behind the work of its own pipe.
    """
    touched: dict[GlobalPlace | None, int] = {}
    written: dict[GlobalPlace | None, int] = {}
    for site in effects.sites:
        for footprint in _touches(site):
            if is_given(footprint):
                continue
            touched[footprint.place] = touched.get(footprint.place, 0) | site.bit
            if footprint.write:
                written[footprint.place] = written.get(footprint.place, 0) | site.bit
    # Of many sites few differ in their place.
    near = {place: [other for other in touched if meet(place, other)] for place in {**touched, None: 0}}
    around = {place: reduce(or_, (touched[other] for other in others), 0) for place, others in near.items()}
    writers = {place: reduce(or_, (written.get(other, 0) for other in others), 0) for place, others in near.items()}
    found = [0] * len(effects.sites)
    for site in effects.sites:
        for footprint in _touches(site):
            own = effects.on_pipe.get(site.pipe, 0) if is_given(footprint) else 0
            found[site.index] |= (around if footprint.write else writers)[footprint.place] & ~own
    return found


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
            if all(
                _apart(one.place, other.place) or _in_other_rounds(earlier, one, later, other) for one, other in pairs
            ):
                found[later.index] &= ~earlier.bit


def _apart(first: GlobalPlace | None, second: GlobalPlace | None) -> bool:
    """Whether the two have no byte in common, in whichever rounds of loops they are touched."""
    if first is None or second is None:
        return False
    if first.root != second.root:
        return True
    one, other = first.distance, second.distance
    if one is None or other is None or first.extent is None or second.extent is None:
        return False
    step = gcd(one.per_round, other.per_round, one.modulus, other.modulus)
    gap = other.start - one.start
    if step == 0:
        return gap >= first.extent.size or -gap >= second.extent.size
    gap %= step  # all that is known of the rounds is that they shift the two by multiples of this
    return gap >= first.extent.size and step - gap >= second.extent.size


def _in_other_rounds(earlier: Site, first: Footprint, later: Site, second: Footprint) -> bool:
    """Whether the two are one statement, which goes on by its own size or more from round to round of its only loop."""
    place, one, other = first.place, earlier.instruction, later.instruction
    if place is None or place != second.place or place.distance is None or place.extent is None:
        return False
    return (
        one.statement is other.statement
        and one.statement is not None
        and one.calls == other.calls
        and one.loops == (place.distance.loop,)
        and first.name == second.name
        and earlier.pipe == later.pipe
        and abs(place.distance.per_round) >= place.extent.size
    )


def _goes_back_in_loops_only(program: Program) -> bool:
    """Whether control comes to a statement again only by way of the next round of a loop: no jump leads back."""
    heads: dict[int, int] = {}
    for instruction in program.instructions:
        for successor in instruction.successors:
            if successor <= instruction.index:
                around = program.instructions[successor].loops
                if not around or instruction.loops[: len(around)] != around:
                    return False
                if heads.setdefault(around[-1], successor) != successor:
                    return False
    return True
