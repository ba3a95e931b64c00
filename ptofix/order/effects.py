"""What every instruction of a program reads and writes, as *sites* of byte ranges.

A site is one stage of one instruction: accesses on one pipe without a drain between them. Sets of sites are integers
used as bit sets (bit i is site i), which keeps the fixpoints of this package fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.hardware.tile import BLOCK, Rows, Space
from ptofix.isa.block_distance import min_distance
from ptofix.isa.call import Access
from ptofix.isa.expand import (
    Drain,
    Expansion,
    OpCall,
    Unknown,
    effects,
    expand,
    forms,
)
from ptofix.order.apart import are_apart, meet_in_loops
from ptofix.order.on_chip import Touched, meet
from ptofix.program.places import ANYWHERE, WORDS, GlobalPlace, slots_in
from ptofix.program.program import (
    Action,
    Barrier,
    HandOver,
    Instruction,
    Opaque,
    Operand,
    Program,
    Region,
    RoundTrip,
    TileOp,
)

ANY_MEMORY = "any memory"
GLOBAL_MEMORY = "GM"
REACHES_OUT = "it reaches out of its memory"


class Footprint(NamedTuple):
    """One access of a site: `name` is the operand's text, `base` its address where it is exactly known.

    With `rows`, counted from where the region starts, only those are touched.
    `layout` is the number of the headers' layout in which the bytes are these, 0 for any. `place` is that of a tensor,
    whose region is all of global memory. `signal`: it tells others of data, wherever that lies, or of a slot that is
    `handed` over, to be read there, or written. `decides`: where control goes on depends on it.
    """

    region: Region
    write: bool
    name: str
    access: Access | None = None
    base: int | None = None
    layout: int = 0
    place: GlobalPlace | None = None
    signal: bool = False
    handed: bool = False
    decides: bool = False
    rows: Rows | None = None

    @property
    def touched(self) -> Touched:
        """The bytes, on chip."""
        return Touched(self.region, self.rows)


class Touches:
    """What sites with equal footprints have in common: for those of a later site, what was worked out once."""

    def __init__(self) -> None:
        self.distances: dict[Touches, int] = {}
        self.overlaps: dict[Touches, list[tuple[str, Footprint, Footprint]]] = {}


class Site(Struct, frozen=True, eq=False):
    """One stage of `instruction` on one pipe; `repeats` are vector repeats."""

    index: int
    instruction: Instruction
    pipe: Pipe
    footprints: tuple[Footprint, ...]
    repeats: int
    opaque: str = ""  # why the site stands for anything
    touches: Touches = field(default_factory=Touches)

    @property
    def bit(self) -> int:
        return 1 << self.index


Steps = tuple[Site | Drain, ...]
_Alike = dict[tuple[Footprint, ...], Touches]


class Effects(Struct, frozen=True, eq=False, dict=True):
    """Sites and drains of a program under one model; `forms` per instruction, each with its steps in order.

    An instruction takes one of its forms each time anew; nearly all have one. `settled`: per instruction, sites that no
    later one on their pipe has to wait for, though they may still be at work. `round_trips`: per instruction, those
    that start or return there.
    """

    program: Program
    sites: list[Site]
    forms: list[tuple[Steps, ...]]
    conflicts: list[int]  # per site, the sites with overlapping bytes, one of the two writing
    on_pipe: dict[Pipe, int]  # per pipe, its sites
    settled: Mapping[int, int] = field(default_factory=dict)
    round_trips: Mapping[int, tuple[RoundTrip, ...]] = field(default_factory=dict)

    def with_round_trips(self) -> Effects:
        """With what goes by way of the other core in order."""
        actions = ((i.index, i.action) for i in self.program.instructions)
        found = {index: x.round_trips for index, x in actions if isinstance(x, TileOp) and x.round_trips}
        return replace(self, round_trips=found) if found else self

    @cached_property
    def signals(self) -> frozenset[int]:
        """The instructions at which the scalar unit tells others of data."""
        on_scalar = (site for site in self.sites if site.pipe == Pipe.S)
        return frozenset(s.instruction.index for s in on_scalar if any(touch.signal for touch in s.footprints))

    @cached_property
    def drains(self) -> frozenset[int]:
        """The instructions that are `pipe_barrier(PIPE_ALL)`, or have a drain inside."""
        inside = (i for i in range(len(self.forms)) if any(isinstance(step, Drain) for step in self.steps(i)))
        barriers = (i.index for i in self.program.instructions if i.action == Barrier(Pipe.ALL))
        return frozenset((*inside, *barriers))

    def steps(self, index: int) -> Iterator[Site | Drain]:
        """The steps of an instruction, one form after the other."""
        return chain.from_iterable(self.forms[index])

    def of(self, sites: int) -> Iterator[Site]:
        """The members of a set, lowest first."""
        while sites:
            low = sites & -sites
            yield self.sites[low.bit_length() - 1]
            sites ^= low


def resolve(program: Program, micro_steps: bool) -> Effects:
    """The effects of `program`: each call in all its forms (`micro_steps`), or taken as one access of its operands.

    With all drains inside ops, whether they count among the flags of the program (inner_drains.py) or not.
    """
    sites: list[Site] = []
    alike: _Alike = {}
    found: list[tuple[Steps, ...]] = []
    for instruction in program.instructions:
        match instruction.action:
            case TileOp(call, operands, handed):
                forms = _op_forms(instruction, call, operands, micro_steps, sites, alike)
                found.append(tuple((*form, *_hand_over(instruction, handed, sites)) for form in forms))
            case Opaque(reason):
                found.append((_anything(instruction, reason, sites),))
            case _:
                found.append(_NOTHING)
    on_pipe = dict.fromkeys(PIPES, 0)
    for site in sites:
        on_pipe[site.pipe] |= site.bit
    return Effects(program, sites, found, _conflicts(sites), on_pipe)


_NOTHING: tuple[Steps, ...] = ((),)


def _hand_over(instruction: Instruction, handed: HandOver | None, sites: list[Site]) -> Iterator[Site]:
    """What the other core does with a slot comes after this, as if the pipe did it itself."""
    if handed is not None:
        whole = Region(GLOBAL_MEMORY, 0, 1)
        footprint = Footprint(whole, handed.is_free, "the slot", place=handed.place, signal=True, handed=True)
        sites.append(Site(len(sites), instruction, handed.pipe, (footprint,), 0))
        yield sites[-1]


def is_understood(action: Action) -> bool:
    """Whether it is known what an instruction does: what is not may raise or take any flag."""
    if isinstance(action, TileOp):
        return not isinstance(forms_of(action.call, micro_steps=True), Unknown)
    return not isinstance(action, Opaque)


def forms_of(call: OpCall, micro_steps: bool) -> tuple[Expansion, ...] | Unknown:
    """What a call may do: one of these."""
    if micro_steps:
        return _forms(call)
    whole = _effects(call)
    return whole if isinstance(whole, Unknown) else (whole,)


expansion_of = lru_cache(maxsize=4096)(expand)
"""The one expansion of a call that stands for all its forms."""

_effects = lru_cache(maxsize=4096)(effects)
_forms = lru_cache(maxsize=4096)(forms)


def _op_forms(
    instruction: Instruction,
    call: OpCall,
    operands: tuple[Operand, ...],
    micro_steps: bool,
    sites: list[Site],
    alike: _Alike,
) -> tuple[Steps, ...]:
    found = forms_of(call, micro_steps)
    if isinstance(found, Unknown):
        return (_anything(instruction, found.reason, sites),)
    return tuple(_op_steps(instruction, expansion, call, operands, sites, alike) for expansion in found)


def _op_steps(
    instruction: Instruction,
    expansion: Expansion,
    call: OpCall,
    operands: tuple[Operand, ...],
    sites: list[Site],
    alike: _Alike,
) -> Steps:
    steps: list[Site | Drain] = []
    for step in expansion.steps:
        if isinstance(step, Drain):
            steps.append(step)
            continue
        footprints: list[Footprint] = []
        for access in step.accesses:
            footprints += _footprints(access, call, operands)
        touches = alike.setdefault(tuple(footprints), Touches())
        site = Site(len(sites), instruction, step.pipe, tuple(footprints), step.repeats, touches=touches)
        sites.append(site)
        steps.append(site)
    return tuple(steps)


def _anything(instruction: Instruction, reason: str, sites: list[Site]) -> tuple[Site, ...]:
    """One site per pipe that reads and writes all memory."""
    region = Region(ANY_MEMORY, 0, 1)
    made = tuple(
        Site(len(sites) + i, instruction, pipe, (Footprint(region, True, ""),), 0, reason)
        for i, pipe in enumerate(PIPES)
    )
    sites.extend(made)
    return made


def _footprints(access: Access, call: OpCall, operands: tuple[Operand, ...]) -> list[Footprint]:
    """The bytes of one access, once for each address that its tile can have."""
    if access.operand is None:
        region = Region(call.arch.memories[Space.VEC].memory, access.offset, access.offset + access.length)
        return [Footprint(region, access.write, f"hidden scratch {access.scratch}", access, 0)]
    operand = operands[access.operand]
    tile = call.operands[access.operand].tile
    if tile is None:
        region = Region(GLOBAL_MEMORY, 0, 1)
        touched = Footprint(region, access.write, operand.text, place=operand.place, signal=operand.is_signal)
        return [touched._replace(decides=operand.decides)]
    space = call.arch.memories[tile.space]
    if operand.bases is None:
        region = Region(space.memory, 0, space.capacity)
        return [Footprint(region, access.write, f"{operand.text} ({operand.unknown})")]
    length = access.length + (operand.slots - 1) * tile.size_bytes
    regions = [Region(space.memory, base + access.offset, base + access.offset + length) for base in operand.bases]
    if len(regions) == 1 and operand.slots == 1:
        found = [Footprint(regions[0], access.write, operand.text, access, operand.bases[0])]
    else:
        layouts = (1, 2) if operand.by_layout else (0,) * len(regions)
        found = [Footprint(region, access.write, operand.text, layout=n) for region, n in zip(regions, layouts)]
    if access.rows is not None and operand.slots == 1:
        aligned = (one.region.start % BLOCK == 0 for one in found)
        found = [one._replace(rows=access.rows if whole else None) for one, whole in zip(found, aligned)]
    outside = any(region.start < 0 or region.end > space.capacity for region in regions)
    if outside and not operand.inside:  # it may wrap onto any other tile
        whole = Region(space.memory, 0, space.capacity)
        found.append(Footprint(whole, access.write, f"{operand.text} ({REACHES_OUT})"))
    return found


_Place = tuple[Touched, int]  # with the layout of a footprint


def _conflicts(sites: list[Site]) -> list[int]:
    """Per site, the sites it conflicts with. Global memory is left out: global_memory.py."""
    readers: dict[_Place, int] = {}
    writers: dict[_Place, int] = {}
    for site in sites:
        for footprint in site.footprints:
            users = writers if footprint.write else readers
            place = footprint.touched, footprint.layout
            users[place] = users.get(place, 0) | site.bit
    places = [place for place in {**readers, **writers} if place[0].region.memory != GLOBAL_MEMORY]
    meets_writer = {place: _users_of_overlap(place, writers) for place in places}
    meets_reader = {place: _users_of_overlap(place, readers) for place in places}
    anything = _union(users for (where, _), users in writers.items() if where.region.memory == ANY_MEMORY)
    everything = (1 << len(sites)) - 1
    result = []
    for site in sites:
        if site.opaque:
            result.append(everything)
            continue
        mask = anything
        for footprint in site.footprints:
            if footprint.region.memory == GLOBAL_MEMORY:
                continue
            place = footprint.touched, footprint.layout
            mask |= meets_writer[place]
            if footprint.write:
                mask |= meets_reader[place]
        result.append(mask if site.footprints else 0)
    return result


def _users_of_overlap(place: _Place, users: dict[_Place, int]) -> int:
    where, layout = place
    (memory, start, end), rows = where
    return _union(
        sites
        for (((m, s, e), others), other), sites in users.items()
        if s < end
        and start < e
        and m == memory
        and (not layout or not other or layout == other)
        and (rows is others is None or meet(where, Touched(Region(m, s, e), others)))
    )


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def distance(earlier: Site, later: Site) -> int:
    """Fewest vector repeats between touches of one byte by two sites that follow each other directly.

    0 where an order or an address is not known.
    """
    known = earlier.touches.distances
    found = known.get(later.touches)
    if found is None:
        found = known[later.touches] = _distance(earlier, later)
    return found


def _distance(earlier: Site, later: Site) -> int:
    shortest: int | None = None
    for first in earlier.footprints:
        for second in later.footprints:
            if not (first.write or second.write) or not _overlap(first, second):
                continue
            if first.access is None or second.access is None or first.base is None or second.base is None:
                return 0
            found = _min_distance(first.access, first.base, second.access, second.base)
            shortest = found if shortest is None else min(shortest, found)
    return shortest or 0


_min_distance = lru_cache(maxsize=65536)(min_distance)


def overlaps_apart(earlier: Site, later: Site) -> Iterator[tuple[str, Footprint, Footprint, int, str | None]]:
    """The hazards of two sites that follow each other directly, each with its repeats as `distance` counts them.

    And with the element type that both see there, None if it is not one.
    """
    for kind, first, second in Hazard(earlier, later).overlaps:
        if first.access is None or second.access is None or first.base is None or second.base is None:
            yield kind, first, second, 0, None
        else:
            seen = {_element_type(earlier, first.access), _element_type(later, second.access)}
            apart = _min_distance(first.access, first.base, second.access, second.base)
            yield kind, first, second, apart, (seen.pop() if len(seen) == 1 else None)


def _element_type(site: Site, access: Access) -> str | None:
    """Of an operand; hidden scratch has the type of the call's first tile."""
    assert isinstance(site.instruction.action, TileOp)
    operands = site.instruction.action.call.operands
    tiles = [operand.tile for operand in operands] if access.operand is None else [operands[access.operand].tile]
    return next((tile.dtype for tile in tiles if tile is not None), None)


def _overlap(first: Footprint, second: Footprint) -> bool:
    if first.layout and second.layout and first.layout != second.layout:
        return False
    return meet(first.touched, second.touched) or ANY_MEMORY in (first.region.memory, second.region.memory)


class Hazard(Struct, frozen=True):
    """Two sites that touch the same bytes, one of them writing; `kind` is RAW, WAR or WAW."""

    earlier: Site
    later: Site

    @property
    def overlaps(self) -> list[tuple[str, Footprint, Footprint]]:
        """(kind, earlier footprint, later footprint) for each pair of touches that meet, those on chip first.

        Without those that are apart in global memory, if there are others.
        """
        known, later = self.earlier.touches.overlaps, self.later.touches
        if later not in known:
            known[later] = self._overlaps()
        return known[later]

    def _overlaps(self) -> list[tuple[str, Footprint, Footprint]]:
        found = [
            (("WAW" if second.write else "RAW") if first.write else "WAR", first, second)
            for first in self.earlier.footprints
            for second in self.later.footprints
            if (first.write or second.write) and _overlap(first, second)
        ]
        near = [each for each in found if not are_apart(each[1].place, each[2].place)]
        return sorted(near or found, key=lambda each: each[1].region.memory == GLOBAL_MEMORY)


def shown_bytes(footprint: Footprint) -> Region:
    """The bytes of one touch, those of a tensor counted from where its rounds begin; empty if it is not known which."""
    place = footprint.place
    if footprint.region.memory != GLOBAL_MEMORY:
        return footprint.region
    if place is None or place.distance is None or place.extent is None:
        return Region(_root_words(place), 0, 0)
    moves = any(not term.symbol.name.startswith(("slot ", "begin ")) for term in place.distance.terms)
    start = place.distance.start
    return Region(_root_words(place) + " + …" * moves, start, start + place.extent.size)


def _root_words(place: GlobalPlace | None) -> str:
    if place is None:
        return GLOBAL_MEMORY
    if place.root == ANYWHERE:
        return f"{GLOBAL_MEMORY} of a slot"
    where = "words that are handed over" if place.root == WORDS else f"argument {place.root[1] + 1}"
    return f"{GLOBAL_MEMORY} of {'a slot in ' * bool(slots_in(place))}{where}"


def shown(footprint: Footprint) -> str:
    """The bytes of one touch, in words."""
    return str(shown_bytes(footprint)) if footprint.rows is None else footprint.touched.words


def meeting(first: Footprint, second: Footprint) -> str:
    """The bytes two overlapping touches share, in words."""
    where = meeting_bytes(first, second)
    if first.rows is None and second.rows is None:
        return str(where)
    return shown(first) if first.touched == second.touched else f"bytes within {where}"


def meeting_bytes(first: Footprint, second: Footprint) -> Region:
    """The range of the bytes two overlapping touches share, or those that a signal is about; empty if it is not known
    which."""
    a, b = shown_bytes(first), shown_bytes(second)
    if second.signal:
        return a
    if a.memory == ANY_MEMORY:
        return b
    if b.memory == ANY_MEMORY:
        return a
    if first.region.memory == GLOBAL_MEMORY and meet_in_loops(first.place, second.place) is None:
        return Region(_root_words(first.place or second.place), 0, 0)
    return Region(a.memory, max(a.start, b.start), min(a.end, b.end))
