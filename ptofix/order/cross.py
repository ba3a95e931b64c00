"""Order between pipes: for every instruction, which earlier sites are done before later work starts on each pipe.

The state at a program point holds, per pipe Q, the sites of *other* pipes of which some run may still be going on
when work issued to Q from here on starts; and per raised flag, the sites that may still be going on when it goes up.
Where paths meet, states are joined: a site is ordered only if it is on every path. Loops are taken to a fixpoint.

`pipe_barrier(P)` has no part in this, since it orders P only against P: that is inflight.py. So removing such a
barrier never changes what this module finds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, reduce
from operator import or_
from types import MappingProxyType

from msgspec import Struct, field

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.isa.expand import Drain
from ptofix.order.effects import Effects, Site, Steps
from ptofix.program.program import Barrier, RoundTrip, SetFlag, WaitFlag

FlagKey = tuple[object, ...]
ANY_EVENT = -1
FlagIdentity = Callable[[Pipe, Pipe, int], FlagKey]


def by_pipe_pair(source: Pipe, target: Pipe, event: int) -> FlagKey:
    """A flag is (source pipe, target pipe, id)."""
    return source, target, event


def by_source_pipe(source: Pipe, target: Pipe, event: int) -> FlagKey:
    """A flag is (source pipe, id): the other identity that is published."""
    del target
    return source, event


class _CrossState(Struct):
    """`open_for[q]`: sites not ordered before q. `flags`: raised flags, (times raised, sites not covered).

    `since` are the sites that started since `flags` was last asked for: no raised flag covers them. They are added
    there by `settle`, once for many sites.
    """

    open_for: dict[Pipe, int]
    flags: dict[FlagKey, tuple[int, int]]
    tainted: bool = False  # what is not understood may have set or waited for any flag
    since: int = 0

    def settle(self) -> None:
        if self.since:
            for key, (raised, sites) in self.flags.items():
                self.flags[key] = raised, sites | self.since
            self.since = 0

    def copy(self) -> _CrossState:
        self.settle()
        return _CrossState(dict(self.open_for), dict(self.flags), self.tainted)

    def join(self, other: _CrossState) -> bool:
        """Join with `other`; whether that changed anything."""
        other.settle()  # `self` is a copy, which is settled
        changed = False
        for pipe, sites in other.open_for.items():
            joined = self.open_for[pipe] | sites
            if joined != self.open_for[pipe]:
                self.open_for[pipe], changed = joined, True
        for key in self.flags.keys() | other.flags.keys():
            mine, theirs = self.flags.get(key), other.flags.get(key)
            joined_flag = _join_flags(mine, theirs)
            if joined_flag != mine:
                self.flags[key], changed = joined_flag, True
        if other.tainted and not self.tainted:
            self.tainted = changed = True
        return changed


# A flag that is raised on some paths only, or an unknown number of times, covers nothing.
_UNRELIABLE = (-1, -1)
_MOST_RAISES = 8


def _join_flags(first: tuple[int, int] | None, second: tuple[int, int] | None) -> tuple[int, int]:
    if first is None or second is None or first[0] != second[0]:
        return _UNRELIABLE
    return first[0], first[1] | second[1]


class CrossOrder(Struct, dict=True):
    """`keep[i]`: per pipe, the sites of that pipe that stay in flight across instruction i, absent if all do.

    `open` are sites, as bits, that no flag orders before a later one on another pipe; the same may come again.
    `reached` are the instructions on some path from the entry.
    """

    effects: Effects
    keep: list[dict[Pipe, int]]
    open: list[tuple[int, Site]] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)

    @cached_property
    def unordered(self) -> list[tuple[Site, Site]]:
        """Pairs (earlier, later) on different pipes that no flag orders: many where nothing is ordered."""
        return list(dict.fromkeys((earlier, later) for sites, later in self.open for earlier in self.effects.of(sites)))


def cross_order(
    effects: Effects,
    identity: FlagIdentity = by_pipe_pair,
    idle_waits: frozenset[int] = frozenset(),
    forgotten: Mapping[int, int] = MappingProxyType({}),
    stand_ins: range = range(0),
) -> CrossOrder:
    """Solve for `effects`. `idle_waits` are instructions that take their flag and order nothing.

    Per instruction, `forgotten` are the sites that need not be ordered before what comes from there on. `stand_ins` are
    event ids that the hardware lacks: those of flags that are tried before they get one of its own.
    """
    return _Solver(effects, identity, idle_waits, forgotten, stand_ins).solve()


class _Solver:
    def __init__(
        self,
        effects: Effects,
        identity: FlagIdentity,
        idle_waits: frozenset[int],
        forgotten: Mapping[int, int],
        stand_ins: range,
    ) -> None:
        self.stand_ins = stand_ins
        self.idle_waits = idle_waits
        self.forgotten = forgotten
        self.effects = effects
        self.instructions = effects.program.instructions
        self.identity = identity
        # Pipes that nothing runs on and no flag names have no order to follow.
        flags = [i.action for i in self.instructions if isinstance(i.action, (SetFlag, WaitFlag))]
        used = {pipe for pipe, sites in effects.on_pipe.items() if sites}
        used.update(pipe for flag in flags for pipe in (flag.source, flag.target))
        drains = [step for forms in effects.forms for steps in forms for step in steps if isinstance(step, Drain)]
        used.update(pipe for drain in drains if drain.target is not None for pipe in (drain.source, drain.target))
        self.pipes = tuple(pipe for pipe in PIPES if pipe in used)
        # Flags with an event id known only at run time, or that are none: any of the same pipes may be set or awaited.
        self.dynamic = {identity(x.source, x.target, ANY_EVENT) for x in flags if not self.is_a_flag(x)}

    def is_a_flag(self, sync: SetFlag | WaitFlag) -> bool:
        """Whether it is known which flag is meant, and the core has it: its pipes, which are two, and its id."""
        arch, core = self.effects.program.arch, self.effects.program.core
        ends = {sync.source, sync.target}
        lacks = {pipe for pipe in PIPES if pipe not in arch.pipes[core]}
        # A function in which ops need what this kind of core lacks is for the other one.
        if ends & lacks and not any(self.effects.on_pipe.get(pipe) for pipe in lacks):
            return False
        return len(ends) > 1 and (sync.event in arch.event_ids or sync.event in self.stand_ins)

    def solve(self) -> CrossOrder:
        count = len(self.instructions)
        heads = self.block_heads()
        states: dict[int, _CrossState] = {0: _CrossState(dict.fromkeys(self.pipes, 0), {})}
        pending = {0} if len(heads) > 1 else set[int]()
        while pending:
            head = min(pending)
            pending.discard(head)
            state = states[head].copy()
            index = head
            while True:
                self.step(index, state, None)
                successors = self.instructions[index].successors
                if len(successors) == 1 and successors[0] not in heads:
                    index = successors[0]
                    continue
                for successor in successors:
                    known = states.get(successor)
                    if known is None:
                        states[successor] = state.copy()
                        pending.add(successor)
                    elif known.join(state):
                        pending.add(successor)
                break
        result = CrossOrder(self.effects, [{} for _ in range(count)])
        for head, entry in states.items():
            self.record(head, entry.copy(), heads, result)
        return result

    def block_heads(self) -> set[int]:
        """Instructions where a basic block starts."""
        heads = {0}
        for instruction, before in zip(self.instructions, self.effects.program.predecessors):
            if len(before) != 1 or len(self.instructions[before[0]].successors) != 1:
                heads.add(instruction.index)
        return heads

    def record(self, index: int, state: _CrossState, heads: set[int], result: CrossOrder) -> None:
        while True:
            result.reached.add(index)
            self.step(index, state, result)
            successors = self.instructions[index].successors
            if len(successors) != 1 or successors[0] in heads:
                return
            index = successors[0]

    # ---- transfer ----

    def step(self, index: int, state: _CrossState, result: CrossOrder | None) -> None:
        forms, action = self.effects.forms[index], self.instructions[index].action
        if index in self.forgotten:
            for pipe in self.pipes:
                state.open_for[pipe] &= ~self.forgotten[index]
        if len(forms) > 1:
            self.one_form_of(index, state, result)
        elif forms[0]:
            self.one_form(index, forms[0], state, result)
        if isinstance(action, SetFlag):
            self.set_flag(state, action.source, action.target, action.event)
        elif isinstance(action, WaitFlag):
            self.wait_flag(index, state, action.source, action.target, action.event, result)
        elif isinstance(action, Barrier) and action.pipe == Pipe.ALL:
            self.order_behind(index, state, self.pipes, 0, result)
        for trip in self.effects.round_trips.get(index, ()):
            self.round_trip(index, state, trip, result)

    def one_form(self, index: int, steps: Steps, state: _CrossState, result: CrossOrder | None) -> None:
        inside = {} if result is None or len(steps) < 2 else self.inside(steps, state)
        for step in steps:
            if isinstance(step, Site):
                self.access(step, state, result, inside.get(step.pipe, 0))
                state.tainted |= bool(step.opaque)
            else:
                self.drain(index, step, state, result)

    def one_form_of(self, index: int, state: _CrossState, result: CrossOrder | None) -> None:
        """As if the ways parted before the call, one for each form, and met after it."""
        entry, kept = state.copy(), list[dict[Pipe, int]]()
        for number, steps in enumerate(self.effects.forms[index]):
            way = entry.copy()
            self.one_form(index, steps, way, result)
            if result is not None:
                kept.append(result.keep[index])
                result.keep[index] = {}
            if number:
                state.join(way)
            else:
                way.settle()
                state.open_for, state.flags, state.tainted = way.open_for, way.flags, way.tainted
        if result is not None:
            every = set.intersection(*(set(keep) for keep in kept))
            result.keep[index] = {pipe: reduce(or_, (keep[pipe] for keep in kept)) for pipe in every}

    def inside(self, steps: Steps, state: _CrossState) -> dict[Pipe, int]:
        """Per pipe, the sites of one call that no earlier execution of it can have left open: the op orders them."""
        own = 0
        for step in steps:
            own |= step.bit if isinstance(step, Site) else 0
        return {pipe: own & ~sites for pipe, sites in state.open_for.items()}

    def access(self, site: Site, state: _CrossState, result: CrossOrder | None, inside: int) -> None:
        bit = site.bit
        if result is not None:
            found = state.open_for[site.pipe] & self.effects.conflicts[site.index] & ~inside
            if found:
                result.open.append((found, site))
        for pipe in self.pipes:
            if pipe != site.pipe:
                state.open_for[pipe] |= bit
        state.since |= bit

    def set_flag(self, state: _CrossState, source: Pipe, target: Pipe, event: int | None) -> None:
        if event is None:
            return
        state.settle()
        key = self.identity(source, target, event)
        raised, sites = state.flags.get(key, (0, 0))
        # Raised twice, a wait may take the elder flag: it covers only what both cover.
        sites |= state.open_for[source]
        state.flags[key] = _UNRELIABLE if raised < 0 or raised >= _MOST_RAISES else (raised + 1, sites)

    def wait_flag(
        self, index: int, state: _CrossState, source: Pipe, target: Pipe, event: int | None, result: CrossOrder | None
    ) -> None:
        if event is None or self.identity(source, target, ANY_EVENT) in self.dynamic:
            return
        state.settle()
        key = self.identity(source, target, event)
        raised, sites = state.flags.get(key, _UNRELIABLE)
        if raised <= 0:
            return  # nothing is known of what this wait waits for
        if raised == 1:
            del state.flags[key]
        else:
            state.flags[key] = raised - 1, sites
        if not state.tainted and index not in self.idle_waits:
            self.order_behind(index, state, self.pipes if target == Pipe.S else (target,), sites, result)

    def round_trip(self, index: int, state: _CrossState, trip: RoundTrip, result: CrossOrder | None) -> None:
        """As a flag of its own, from the pipe to the scalar unit."""
        state.settle()
        key = ("round trip", trip.number)
        if not trip.returns:
            state.flags[key] = 1, state.open_for[trip.pipe]
            return
        _, sites = state.flags.pop(key, _UNRELIABLE)
        if not state.tainted:
            self.order_behind(index, state, self.pipes, sites, result)

    def drain(self, index: int, drain: Drain, state: _CrossState, result: CrossOrder | None) -> None:
        """A drain inside an op: a set and a wait in one place."""
        if drain.target is not None:
            targets = self.pipes if drain.target == Pipe.S else (drain.target,)
            self.order_behind(index, state, targets, state.open_for[drain.source], result)
        elif drain.source == Pipe.ALL:
            self.order_behind(index, state, self.pipes, 0, result)

    def order_behind(
        self, index: int, state: _CrossState, pipes: tuple[Pipe, ...], uncovered: int, result: CrossOrder | None
    ) -> None:
        """Work on `pipes` from here on starts after every site but the `uncovered` is done."""
        for pipe in pipes:
            state.open_for[pipe] &= uncovered
            if result is not None:
                keep = result.keep[index]
                keep[pipe] = keep.get(pipe, -1) & uncovered
