"""Lock-step exploration: one control-flow graph, two sets of synchronisation statements, one access at a time.

For an access `a` the state is what is known *about a* on one path: the pipes on which work issued from here on starts
after `a` is done, the raised flags and which of them tell that `a` is done, and the vector repeats started since `a`.
A state has that twice, once per side: with the statements of `before` and with those of `after`. All paths are
followed, and states are never united, so a verdict on a pair is exact up to the control-flow graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ptofix.arch.call import Drain
from ptofix.program.program import PIPE_ALL, SCALAR, Barrier, Program, SetFlag, WaitFlag
from ptofix.proof.accesses import PIPES, Stage, Touch, distance, meeting, steps_of

BEFORE, AFTER, BOTH = 1, 2, 3
BIT = {pipe: 1 << i for i, pipe in enumerate(PIPES)}
ALL_PIPES = (1 << len(PIPES)) - 1
PAIR_KEY, SOURCE_KEY = "source, target, id", "source, id"

# One flag of one side, as a number: 1, then a bit per raise, eldest first, set if the raise covers `a`. 0: unreliable.
_NOT_RAISED, _UNRELIABLE, _MOST_RAISES = 1, 0, 8
_MOST_STATES = 4_000_000
_DRAINS = {"barrier": "V>V", "all": f"{PIPE_ALL}>{PIPE_ALL}"}


class TooComplexError(Exception):
    """More states than are followed."""


class MismatchError(Exception):
    """The two programs do not do the same at the instruction that is the argument."""


@dataclass(frozen=True, eq=False)
class Site:
    """One stage of instruction `node`, its touches in `before` and in `after`."""

    index: int
    node: int
    pipe: int
    touches: tuple[Touch, ...]
    touches_after: tuple[Touch, ...]
    repeats: int
    opaque: bool


class Order(NamedTuple):
    """If `a` is done before work on one of `sources` starts, it is done before later work on `targets`."""

    sides: int
    sources: int
    targets: int
    node: int
    inside: bool = False  # of a call


class Flag(NamedTuple):
    """A raise (`targets` 0), or a wait of the pipes `targets`; `racing` if another pipe can take the same flag."""

    sides: int
    key: int
    source: int
    targets: int
    racing: bool


class Taint(NamedTuple):
    """From here on no flag is reliable."""


class State(NamedTuple):
    """`ordered` and `flags` per side; the rest is for evidence.py."""

    repeats: int
    ordered: tuple[int, int]
    flags: tuple[tuple[int, ...], tuple[int, ...]]
    credit: frozenset[tuple[int, int]] = frozenset()
    drained: int = 0


Place = tuple[int, State]


class Meeting(NamedTuple):
    """`earlier` reaches a conflicting `later` in `state`, along `path` (instructions, both ends included)."""

    earlier: Site
    later: Site
    state: State
    path: tuple[int, ...]
    start: State


# A wait in `after` that nothing raises (instruction, flag, True), or a flag that only `after` leaves raised at its end.
Imbalance = tuple[int, int, bool]


@dataclass
class Lockstep:
    """Two programs that differ in synchronisation; `sides[i]` tells to which of them instruction i belongs."""

    before: Program
    after: Program
    sides: Sequence[int]
    model: str
    flag_key: str = PAIR_KEY
    safe_distance: int | None = None
    same_bytes: bool = False  # refuse ops that touch other bytes in `after`
    sites: list[Site] = field(default_factory=list)
    ops: list[list[Site | Order | Flag | Taint]] = field(default_factory=list)
    keys: dict[tuple[object, ...], int] = field(default_factory=dict)
    visited: int = 0

    def __post_init__(self) -> None:
        pairs = list(zip(self.before.instructions, self.after.instructions))
        syncs = [x.action for pair in pairs for x in pair if isinstance(x.action, (SetFlag, WaitFlag))]
        self.targets: dict[tuple[object, ...], set[str]] = {}
        for sync in syncs:
            self.targets.setdefault(self.key_of(sync), set()).add(sync.target)
        self.keys = {key: i for i, key in enumerate(self.targets)}
        # Flags of the code around an op, and of what is not understood, could be taken by a wait inside the op.
        opaque = any(getattr(s, "opaque", False) for p in pairs for x in p for s in steps_of(x.action, self.model))
        self.raised = set(PIPES) if opaque else {sync.source for sync in syncs if isinstance(sync, SetFlag)}
        if len(self.before.instructions) != len(self.after.instructions):
            raise MismatchError(0)
        for mine, other in pairs:
            if mine.successors != other.successors or type(mine.action) is not type(other.action):
                raise MismatchError(mine.index)
            self.ops.append(self.compile(mine.index))
        self.bits = [sum(1 << op.index for op in ops if isinstance(op, Site)) for ops in self.ops]
        self.conflicts = _conflicts(self.sites)
        on_pipe = {bit: sum(1 << s.index for s in self.sites if s.pipe == bit) for bit in BIT.values()}
        self.need = [sum(bit for bit, sites in on_pipe.items() if sites & mask) for mask in self.conflicts]
        # A run-time id may be any id: no flag between those pipes is reliable, on the side that has the statement.
        dynamic = {
            (side, self.key_of(i.action)[:-1])
            for program, side in ((self.before, BEFORE), (self.after, AFTER))
            for i in program.instructions
            if isinstance(i.action, (SetFlag, WaitFlag)) and i.action.event is None and self.sides[i.index] & side
        }
        none = [tuple(int((side, key[:-1]) not in dynamic) for key in self.keys) for side in (BEFORE, AFTER)]
        self.entry_flags = (none[0], none[1])
        self.entries = self.flag_states()

    def key_of(self, sync: SetFlag | WaitFlag) -> tuple[object, ...]:
        pair = self.flag_key == PAIR_KEY
        return (sync.source, sync.target, sync.event) if pair else (sync.source, sync.event)

    # ---- the program as operations on states ----

    def compile(self, index: int) -> list[Site | Order | Flag | Taint]:
        action, other = self.before.instructions[index].action, self.after.instructions[index].action
        if isinstance(action, (Barrier, SetFlag, WaitFlag)) and isinstance(other, (Barrier, SetFlag, WaitFlag)):
            if self.sides[index] == BOTH and action != other:
                raise MismatchError(index)
            return [self.sync(other if self.sides[index] == AFTER else action, index)]
        if self.sides[index] != BOTH:
            raise MismatchError(index)
        steps, steps_after = steps_of(action, self.model), steps_of(other, self.model)
        if len(steps) != len(steps_after):
            raise MismatchError(index)
        ops: list[Site | Order | Flag | Taint] = []
        for x, y in zip(steps, steps_after):
            if isinstance(x, Drain) and x == y:
                source, _, target = {"barrier": "V>V", "all": "ALL>ALL"}.get(x.kind, x.kind).partition(">")
                if ">" not in x.kind or source not in self.raised:
                    ops.append(Order(BOTH, _pipes(source), _held(target), index, True))
            elif isinstance(x, Drain) or isinstance(y, Drain) or not self.is_same(x, y):
                raise MismatchError(index)
            else:
                site = Site(len(self.sites), index, BIT[x.pipe], x.touches, y.touches, x.repeats, x.opaque)
                self.sites.append(site)
                ops.append(site)
        opaque = any(isinstance(step, Stage) and step.opaque for step in steps)
        return [*ops, Taint()] if opaque else ops

    def is_same(self, x: Stage, y: Stage) -> bool:
        bytes_differ = [t[:2] for t in x.touches] != [t[:2] for t in y.touches]
        return (x.pipe, x.repeats, x.opaque) == (y.pipe, y.repeats, y.opaque) and not (self.same_bytes and bytes_differ)

    def sync(self, action: Barrier | SetFlag | WaitFlag, index: int) -> Order | Flag:
        if isinstance(action, Barrier):
            return Order(self.sides[index], _pipes(action.pipe), _pipes(action.pipe), index)
        key = self.key_of(action)
        targets = _held(action.target) if isinstance(action, WaitFlag) else 0
        return Flag(self.sides[index], self.keys[key], BIT[action.source], targets, len(self.targets[key]) > 1)

    # ---- states ----

    def apply(self, op: Order | Flag | Taint, own: int, state: State) -> State:
        """`state` behind `op`; `own` is the pipe of `a`."""
        if isinstance(op, Taint):
            lost = (_UNRELIABLE,) * len(self.keys)
            return state._replace(flags=(lost, lost))
        ordered, flags = [*state.ordered], [*state.flags]
        for side in (0, 1):
            if not op.sides >> side & 1:
                continue
            done = bool((ordered[side] | own) & (op.sources if isinstance(op, Order) else op.source))
            if isinstance(op, Order):
                ordered[side] |= op.targets if done else 0
                continue
            raised = flags[side][op.key]
            if raised == _UNRELIABLE:
                continue
            if not op.targets:
                raised = _UNRELIABLE if raised >> _MOST_RAISES else raised << 1 | done
            elif raised != _NOT_RAISED:
                count = raised.bit_length() - 1
                if op.racing and raised != (1 << count + 1) - 1:
                    raised = 1 << count  # it may take the weakest of them, now or later
                ordered[side] |= op.targets if raised >> count - 1 & 1 else 0
                raised = raised & (1 << count - 1) - 1 | 1 << count - 1
            flags[side] = (*flags[side][: op.key], raised, *flags[side][op.key + 1 :])
        return state._replace(ordered=(ordered[0], ordered[1]), flags=(flags[0], flags[1]))

    def flag_states(self) -> list[dict[tuple[tuple[int, ...], tuple[int, ...]], None]]:
        """Per instruction, the raised flags of both sides with which some path from the entry gets there."""
        found: list[dict[tuple[tuple[int, ...], tuple[int, ...]], None]] = [{} for _ in self.ops]
        self.imbalances: dict[Imbalance, None] = {}
        found[0][self.entry_flags] = None
        pending = [(0, self.entry_flags)]
        while pending:
            index, flags = pending.pop()
            self.count()
            state = State(0, (0, 0), flags)
            for op in self.ops[index]:
                if isinstance(op, Flag) and op.targets and op.sides & AFTER:
                    mine, shared = state.flags[1][op.key], op.sides & BEFORE
                    expected = state.flags[0][op.key] if shared else _NOT_RAISED + 1
                    if mine <= _NOT_RAISED < expected and (shared or mine == _NOT_RAISED):
                        self.imbalances[index, op.key, True] = None
                if not isinstance(op, Site):
                    state = self.apply(op, 0, state)
            for successor in self.before.instructions[index].successors:
                if state.flags not in found[successor]:
                    found[successor][state.flags] = None
                    pending.append((successor, state.flags))
        for before, after in found[-1]:
            for key, (x, y) in enumerate(zip(before, after)):
                if y > _NOT_RAISED and y.bit_length() > x.bit_length() > 0:
                    self.imbalances[len(self.ops) - 1, key, False] = None
        return found

    def count(self) -> None:
        self.visited += 1
        if self.visited > _MOST_STATES:
            raise TooComplexError

    # ---- one access after the other ----

    def meetings(self) -> Iterator[Meeting]:
        """Every access with every conflicting one that it reaches while `after` does not order all it has to."""
        for site in self.sites:
            for flags in self.entries[site.node]:
                own = BIT[SCALAR] if site.pipe == BIT[SCALAR] else 0
                yield from self.follow(site, State(0, (own, own), flags))

    def follow(self, site: Site, start: State) -> Iterator[Meeting]:
        mask = self.conflicts[site.index]
        ops, state = self.ops[site.node], start
        for op in ops[next(i for i, op in enumerate(ops) if op is site) + 1 :]:
            state = self.started(state, op) if isinstance(op, Site) else self.apply(op, site.pipe, state)
        came: dict[Place, Place | None] = {}
        successors = self.before.instructions[site.node].successors
        pending = deque[tuple[int, State, "Place | None"]]((successor, state, None) for successor in successors)
        while pending:
            node, state, origin = pending.popleft()
            place = (node, state)
            if place in came or self.is_over(site, state):
                continue
            came[place] = origin
            self.count()
            meets = self.bits[node] & mask
            for op in self.ops[node]:
                if isinstance(op, Site):
                    if meets >> op.index & 1:
                        yield Meeting(site, op, state, (site.node, *_path(came, place)), start)
                        state = self.accounted(state, op)
                    state = self.started(state, op)
                else:
                    state = self.apply(op, site.pipe, state)
            for successor in self.before.instructions[node].successors:
                pending.append((successor, state, place))

    def is_over(self, site: Site, state: State) -> bool:
        """Whether nothing can be lost from here on: `after` orders all pipes with conflicting accesses."""
        return not self.need[site.index] & ~state.ordered[1]

    def accounted(self, state: State, later: Site) -> State:
        """For those who keep more in a state: `state` once `later` was met."""
        del later
        return state

    def started(self, state: State, site: Site) -> State:
        return state._replace(repeats=min(self.safe_distance or 0, state.repeats + site.repeats))

    def repeats_between(self, found: Meeting, which: int) -> int:
        """Fewest vector repeats from the one to the other access to a byte, as far as it is counted."""
        return found.state.repeats + distance(*_touches(found, which))

    def holds(self, found: Meeting, which: int) -> str:
        """What keeps the two apart here in BEFORE or AFTER: "order", "disjoint", "distance", or "" for nothing."""
        x, y = found.earlier, found.later
        if found.state.ordered[which - 1] & y.pipe:
            return "order"
        if not _conflict(*_touches(found, which)):
            return "disjoint"
        if self.safe_distance is None or not x.pipe == y.pipe == BIT["V"] or x.opaque or y.opaque:
            return ""
        return "distance" if self.repeats_between(found, which) >= self.safe_distance else ""


def _touches(found: Meeting, which: int) -> tuple[tuple[Touch, ...], tuple[Touch, ...]]:
    x, y = found.earlier, found.later
    return (x.touches_after, y.touches_after) if which == AFTER else (x.touches, y.touches)


def _pipes(name: str) -> int:
    return ALL_PIPES if name == PIPE_ALL else BIT[name]


def _held(target: str) -> int:
    """The pipes that a wait on `target` holds: the scalar stream issues to all."""
    return ALL_PIPES if target == SCALAR else _pipes(target)


def _path(came: dict[Place, Place | None], place: Place | None) -> tuple[int, ...]:
    path = []
    while place is not None:
        path.append(place[0])
        place = came[place]
    return tuple(reversed(path))


def _conflict(earlier: tuple[Touch, ...], later: tuple[Touch, ...]) -> bool:
    return any(meeting(x, y) is not None for x in earlier for y in later)


def _conflicts(sites: list[Site]) -> list[int]:
    """Per site, a bit for each site it conflicts with in `before` or in `after`."""
    users: dict[frozenset[tuple[object, ...]], int] = {}
    touches: dict[frozenset[tuple[object, ...]], tuple[Touch, ...]] = {}
    kinds = []
    for site in sites:
        both = (*site.touches, *site.touches_after)
        kind = frozenset((t.region, t.write) for t in both)
        kinds.append(kind)
        users[kind] = users.get(kind, 0) | 1 << site.index
        touches[kind] = both
    masks = {k: sum(users[o] for o in users if _conflict(touches[k], touches[o])) for k in users}
    return [masks[kind] for kind in kinds]
