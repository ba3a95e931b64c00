"""Matrix unit and fix-pipe take turns with an accumulator by the unit flag (hw.unit-flag).

A product waits until the flag of the bytes that it writes is down, and the last one of a turn (Final) raises it; a
store waits until it is up, and lowers it. An accumulator is followed if all that touches its bytes takes turns, and
touches exactly these bytes: then it makes no difference of how many bytes one flag is. And on every path products and
stores must alternate, which is a count of one flag.

Only accesses of these bytes are in order by it: a store may start while the product is at work on later blocks.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.evidence.assumptions import UNIT_FLAG
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Space
from ptofix.isa.call import FINAL
from ptofix.order.effects import Effects, Footprint, Site
from ptofix.program.program import Instruction, Program, Region, TileOp

_DOWN, _UP = 1, 2


class OutOfTurn(NamedTuple):
    """A product that comes while the flag is up, a store while it is down, or an exit with the flag up.

    `certain` if so on every path that gets there. `doubt`: why the flag may do something else.
    """

    instruction: Instruction
    accumulator: Region
    is_up: bool
    certain: bool
    doubt: str = ""


OUT_OF_TURN = "products and stores do not alternate"
_WITHOUT_MODE = "a call without a mode touches its bytes"
_STORED_IN_PART = "what a store of mode Partial does to it is said nowhere"
_COUNTED = (_WITHOUT_MODE, _STORED_IN_PART)
"""Where the flag may do something else, and is counted all the same."""


class AccumulatorTurns(Struct, frozen=True):
    """`doubts`: why a site that takes turns is not followed. The sets are those of sites, as bits, per accumulator."""

    products: dict[Region, int] = field(default_factory=dict)
    stores: dict[Region, int] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    out_of_turn: tuple[OutOfTurn, ...] = ()

    def orders(self, effects: Effects) -> Effects:
        """`effects` without the conflicts that turns keep in order.

        A product and a store never meet. Two products do within one turn: after a store in between they are settled.
        """
        conflicts, settled = [*effects.conflicts], dict(effects.settled)
        for accumulator, products in self.products.items():
            stores = self.stores[accumulator]
            for site in effects.of(products):
                conflicts[site.index] &= ~stores
            for site in effects.of(stores):
                conflicts[site.index] &= ~products
                settled[site.instruction.index] = settled.get(site.instruction.index, 0) | products
        return replace(effects, conflicts=conflicts, settled=settled)


def unit_flags(effects: Effects, is_assumed: bool = True) -> AccumulatorTurns:
    """The accumulators of a program on which turns are taken, if it is assumed that the unit flag orders them."""
    mine = {site.index: mode for site in effects.sites if (mode := _mode(site))}
    if not mine:
        return AccumulatorTurns()
    if not is_assumed:
        return AccumulatorTurns(doubts=dict.fromkeys(mine, f"{UNIT_FLAG} is not assumed"))
    doubts, touched = dict[int, str](), dict[int, Region]()
    foreign = [site for site in effects.sites if site.index not in mine]
    if any(site.opaque for site in foreign):
        return AccumulatorTurns(doubts=dict.fromkeys(mine, "what is not understood may raise or lower it"))
    for index in mine:
        regions = _accumulators(effects.sites[index])
        if len(regions) == 1 and len(effects.forms[effects.sites[index].instruction.index]) == 1:
            touched[index] = regions.pop()
        else:
            doubts[index] = "which bytes of the accumulator they touch is not known"
    whole = [f.region for site in effects.sites for f in _in_accumulator(site) if site.index in doubts]
    others = [f.region for site in foreign for f in _in_accumulator(site)]
    partial = {
        where for index, where in touched.items() if effects.sites[index].pipe == Pipe.FIX and mine[index] != FINAL
    }
    wrong: dict[Region, str] = {}
    for accumulator in dict.fromkeys(touched.values()):
        if any(map(accumulator.overlaps, whole)):
            wrong[accumulator] = "a call with a mode may touch other bytes of it"
        elif any(map(accumulator.overlaps, others)):
            wrong[accumulator] = _WITHOUT_MODE
        elif any(other != accumulator and accumulator.overlaps(other) for other in touched.values()):
            wrong[accumulator] = "tiles of several sizes share its bytes"
        elif accumulator in partial:
            wrong[accumulator] = _STORED_IN_PART
    sites = {
        where: [effects.sites[i] for i, at in touched.items() if at == where]
        for where in dict.fromkeys(touched.values())
        if wrong.get(where, _WITHOUT_MODE) in _COUNTED
    }
    out_of_turn = [one for where, found in sites.items() for one in _out_of_turn(effects.program, where, found)]
    out_of_turn = [one._replace(doubt=wrong.get(one.accumulator, "")) for one in out_of_turn]
    wrong = dict.fromkeys((one.accumulator for one in out_of_turn), OUT_OF_TURN) | wrong
    doubts.update((index, wrong[where]) for index, where in touched.items() if where in wrong)
    sets = {where: found for where, found in sites.items() if where not in wrong}
    return AccumulatorTurns(
        {where: sum(site.bit for site in found if site.pipe == Pipe.M) for where, found in sets.items()},
        {where: sum(site.bit for site in found if site.pipe == Pipe.FIX) for where, found in sets.items()},
        doubts,
        tuple(sorted(out_of_turn, key=lambda one: one.instruction.index)),
    )


def _mode(site: Site) -> str:
    action = site.instruction.action
    if not isinstance(action, TileOp) or site.pipe not in (Pipe.M, Pipe.FIX):
        return ""
    return action.call.unit_flag if _in_accumulator(site) else ""


def _in_accumulator(site: Site) -> list[Footprint]:
    memory = (
        site.instruction.action.call.arch.memories[Space.ACC].memory
        if isinstance(site.instruction.action, TileOp)
        else ""
    )
    return [footprint for footprint in site.footprints if footprint.region.memory == memory]


def _accumulators(site: Site) -> set[Region]:
    """The regions that it touches, none if one is not exact."""
    found = _in_accumulator(site)
    exact = all(one.base is not None and one.rows is None for one in found)
    return {one.region for one in found} if exact else set()


def _out_of_turn(program: Program, accumulator: Region, sites: list[Site]) -> list[OutOfTurn]:
    """What goes wrong with the flag of an accumulator that only `sites` touch; where it can be up or down, as bits."""
    at = {site.instruction.index: site for site in sites}
    before = [0] * len(program.instructions)
    before[0] = _DOWN
    pending = deque([0])
    while pending:
        index = pending.popleft()
        behind = before[index]
        if index in at:
            awaited = _UP if at[index].pipe == Pipe.FIX else _DOWN
            passes = behind & awaited or awaited  # a path that waits forever ends, unless no path goes on
            behind = (_UP | _DOWN) ^ passes if _mode(at[index]) == FINAL else passes
        for successor in program.instructions[index].successors:
            if behind & ~before[successor]:
                before[successor] |= behind
                pending.append(successor)
    found = []
    for instruction, flag in zip(program.instructions, before):
        site = at.get(instruction.index)
        awaited = _UP if site is not None and site.pipe == Pipe.FIX else _DOWN
        if (site is not None or instruction is program.exit) and flag & ~awaited:
            found.append(OutOfTurn(instruction, accumulator, awaited == _DOWN, not flag & awaited))
    return found
