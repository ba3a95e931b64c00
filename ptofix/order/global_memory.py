"""Which sites meet in global memory: those that may, and those that are sure to.

Two places with different roots never meet, and two in one argument only if their bytes may be common in some rounds of
the loops that they hang on. All of that rests on mem.arguments-distinct; without it all of global memory is one place.
A signal is about all that was stored before it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

from ptofix.arch.pipe import Pipe
from ptofix.order.effects import GLOBAL_MEMORY, Effects, Footprint, Site
from ptofix.program.places import GlobalPlace
from ptofix.program.program import Program

ARGUMENTS = "mem.arguments-distinct"
BARRIER_BEFORE_SIGNAL = "hw.barrier-before-signal"


def may_meet(effects: Effects, distinct: bool) -> list[int]:
    """Per site, those that may touch the same bytes of global memory, one of the two writing."""
    plain = _goes_back_in_loops_only(effects.program)

    def meet(earlier: Site, first: Footprint, later: Site, second: Footprint) -> bool:
        if not distinct:
            return True
        return not (_apart(first.place, second.place) or (plain and _in_other_rounds(earlier, first, later, second)))

    return _pairs(effects, meet)


def surely_meet(effects: Effects) -> list[int]:
    """Per site, those on other pipes that touch the same bytes in every round, one of the two writing; or signals."""

    def meet(earlier: Site, first: Footprint, later: Site, second: Footprint) -> bool:
        if earlier.pipe == later.pipe:
            return False
        return is_common(first.place, second.place) or is_announced(first, later, second)

    return _pairs(effects, meet)


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
    return later.pipe == Pipe.S and signal.signal and signal.write and stored.write and not stored.signal


def _pairs(effects: Effects, meet: Callable[[Site, Footprint, Site, Footprint], bool]) -> list[int]:
    touches = [
        (site, footprint)
        for site in effects.sites
        for footprint in site.footprints
        if footprint.region.memory == GLOBAL_MEMORY
    ]
    writes = [touch for touch in touches if touch[1].write]
    found = [0] * len(effects.sites)
    for one, other in ((one, other) for one in touches for other in writes):
        for (earlier, first), (later, second) in ((one, other), (other, one)):
            if found[later.index] & earlier.bit or not _may_be_wrong(earlier, first, later, second):
                continue
            if meet(earlier, first, later, second):
                found[later.index] |= earlier.bit
    return found


def _may_be_wrong(earlier: Site, first: Footprint, later: Site, second: Footprint) -> bool:
    """Nothing waits for a signal that is given, and one comes behind the work of its own pipe."""
    given = first.signal and first.write
    return not given and not (second.signal and second.write and earlier.pipe == later.pipe)


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
