"""Two sites, whatever path is between them: the bytes that they share, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from itertools import product
from operator import or_

from msgspec import Struct

from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import OpCall
from ptofix.program.program import Action, Program, TileOp
from ptofix.proof.accesses import ANYTHING, GLOBAL, AccessedBytes, distance, in_global_memory, meeting
from ptofix.proof.accumulators import kept_apart_by_blocks
from ptofix.proof.global_places import Bytes, are_apart, are_others_in_each_round
from ptofix.proof.grades import (
    AcceptedDistance,
    Conflict,
    conflicts_of_two,
    is_forward,
    kept_apart,
    with_others_between,
)
from ptofix.proof.once_a_round import comes_once_a_round
from ptofix.proof.states import BIT, Accesses, WorkSite

_Alike = tuple[tuple[int, ...], int, int]  # the actions of two ops, and what they access


class SitePairs(Struct, dict=True):
    """Equal accesses of sites have to be one object: what is known of two is kept by their identities."""

    before: Program
    after: Program
    instruction: Sequence[int]
    sites: Sequence[WorkSite]
    safe_distance: AcceptedDistance | None
    distinct: bool  # as mem.arguments-distinct says

    def __post_init__(self) -> None:
        self.apart: dict[tuple[int, int], int | None] = {}
        self.known_conflicts: dict[tuple[int, int, int], tuple[Conflict, ...]] = {}
        self.alike_conflicts: dict[tuple[_Alike, bool | None], tuple[Conflict, ...]] = {}  # whether forward, if asked
        self.asks_forward: set[_Alike] = set()
        self.numbers: dict[int, int] = {}  # of the call of an action, by its identity
        self.calls: dict[OpCall | Action, int] = {}
        self.masks: dict[tuple[int, AccessedBytes], int] = {}

    def repeats_apart(self, earlier: Accesses, later: Accesses) -> int | None:
        """Fewest repeats between two stages that follow each other, None if they do not conflict."""
        key = id(earlier), id(later)
        if key not in self.apart:
            self.apart[key] = distance(earlier, later) if _conflict(earlier, later) else None
        return self.apart[key]

    def met(self, site: WorkSite) -> int:
        """A bit for each site that touches some of the same bytes as `site`, one of the two writing."""
        return reduce(or_, (self.met_by(*each) for each in self.touched_by(site)), 0)

    def touched_by(self, site: WorkSite) -> set[tuple[int, AccessedBytes]]:
        """The bytes that a site touches, with the side."""
        return {(side, _bytes_of(x)) for side in self.compared for x in site.accesses[side]}

    def met_by(self, side: int, touched: AccessedBytes) -> int:
        """A bit for each site that touches some of the same bytes, one of the two writing."""
        if (side, touched) not in self.masks:
            near = (bits for (at, other), bits in self.touching.items() if at == side and meeting(touched, other))
            self.masks[side, touched] = reduce(or_, near, 0)
        return self.masks[side, touched]

    @cached_property
    def touching(self) -> dict[tuple[int, AccessedBytes], int]:
        """A bit for each site that touches such bytes; of many sites few differ in them."""
        found: dict[tuple[int, AccessedBytes], int] = {}
        for site in self.sites:
            for key in self.touched_by(site):
                found[key] = found.get(key, 0) | 1 << site.index
        return found

    @property
    def compared(self) -> tuple[int, ...]:
        """The sides that may differ in what is accessed."""
        return (0,) if self.before is self.after else (0, 1)

    def holds_apart(self, x: WorkSite, y: WorkSite, which: int, repeats: int) -> str:
        """What keeps two accesses apart that nothing orders, `repeats` of other stages lying between them."""
        apart = self.repeats_apart(x.accesses[which - 1], y.accesses[which - 1])
        if apart is None:
            return "disjoint"
        safe = self.safe_distance
        if safe is None or x.pipe != y.pipe or x.pipe not in (BIT[Pipe.V], BIT[Pipe.M]) or x.opaque:
            return ""
        known = self.support(x, y, which, repeats)
        return "distance" if known is not None and known.grade <= safe.weakest else ""

    def support(self, x: WorkSite, y: WorkSite, which: int, between: int) -> Support | None:
        """What keeps two accesses of one pipe apart by distance alone, whatever its grade."""
        if self.safe_distance is None:
            return None
        program, nodes = (self.before, self.after)[which - 1], (self.instruction[x.node], self.instruction[y.node])
        if x.pipe == BIT[Pipe.M]:
            first, then = (program.instructions[node].action for node in nodes)
            return kept_apart_by_blocks(first, then, (x.accesses[which - 1], y.accesses[which - 1]), self.safe_distance)
        return kept_apart(program, nodes, self.conflicts_between(x, y, which), between, self.safe_distance)

    def conflicts_between(self, x: WorkSite, y: WorkSite, which: int) -> tuple[Conflict, ...]:
        """The accesses of the two that meet, with what may keep them apart."""
        key = x.index, y.index, which
        if key not in self.known_conflicts:
            program, nodes = (self.before, self.after)[which - 1], (self.instruction[x.node], self.instruction[y.node])
            met = x.accesses[which - 1], y.accesses[which - 1]
            of_two = self.conflicts_of_two(program, nodes, met)
            self.known_conflicts[key] = with_others_between(program, nodes, met, of_two)
        return self.known_conflicts[key]

    def conflicts_of_two(
        self, program: Program, nodes: tuple[int, int], met: tuple[Accesses, Accesses]
    ) -> tuple[Conflict, ...]:
        """What is said of the two ops alone, once for all alike, and for both orders if that makes a difference."""
        actions = program.instructions[nodes[0]].action, program.instructions[nodes[1]].action
        key = tuple(self.number(action) for action in actions), id(met[0]), id(met[1])
        if (key, None) in self.alike_conflicts:
            return self.alike_conflicts[key, None]
        asked: bool | None = is_forward(program, *nodes) if key in self.asks_forward else None
        if asked is None or (key, asked) not in self.alike_conflicts:

            def forward() -> bool:
                nonlocal asked
                asked = is_forward(program, *nodes)
                self.asks_forward.add(key)
                return asked

            found = conflicts_of_two(actions, met, forward)
            self.alike_conflicts[key, asked] = found
        return self.alike_conflicts[key, asked]

    def number(self, action: Action) -> int:
        """One for all that call the same op with the same arguments, as far as it is known what they are."""
        if id(action) not in self.numbers:
            of_call = action.call if isinstance(action, TileOp) else action
            self.numbers[id(action)] = self.calls.setdefault(of_call, len(self.calls))
        return self.numbers[id(action)]

    def arguments_keep_apart(self, x: WorkSite, y: WorkSite) -> bool:
        """Whether the two meet in global memory of `after` only, and not even there if arguments are distinct."""
        places = in_global_memory(x.accesses[1], y.accesses[1]) if self.distinct else []
        return bool(places) and all(are_apart(*both) or (x is y and self.moves_on(x, *both)) for both in places)

    def moves_on(self, x: WorkSite, first: Bytes, then: Bytes) -> bool:
        """Whether each round takes an access after the bytes of those before."""
        inside = self.before.instructions[self.instruction[x.node]]
        if first is None or first != then or not are_others_in_each_round(first, inside.loops):
            return False
        return comes_once_a_round(self.before.instructions, inside)

    def may_lie_elsewhere(self, x: WorkSite, y: WorkSite) -> bool:
        """Whether the two meet in `before` only in slots of a pipe, and it is not known exactly which bytes these are.

        Where slots lie, the texts may not agree.
        """
        if not self.pops:
            return False
        met = [both for both in product(x.accesses[0], y.accesses[0]) if meeting(*both) is not None]
        return not any(
            all(one.access is not None or one.region.memory in (ANYTHING, GLOBAL) for one in both) for both in met
        )

    @cached_property
    def pops(self) -> bool:
        """Whether slots are taken from a pipe."""
        actions = (instruction.action for instruction in self.before.instructions)
        return any(isinstance(x, TileOp) and x.call.arch.fifo_step(x.call.name) == "pop" for x in actions)


def _bytes_of(access: AccessedBytes) -> AccessedBytes:
    """Those of it, and nothing else."""
    return AccessedBytes(access.region, access.write, "", only_in=access.only_in, rows=access.rows)


def _conflict(earlier: Accesses, later: Accesses) -> bool:
    return any(meeting(x, y) is not None for x in earlier for y in later)
