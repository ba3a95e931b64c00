"""Lock-step exploration: one control-flow graph, two sets of synchronisation statements, one access at a time.

For an access `a` the state is what is known *about a* on one path: the pipes on which work issued from here on starts
after `a` is done, the raised flags and which of them tell that `a` is done, and the vector repeats started since `a`.
A state has that twice, once per side: with the statements of `before` and with those of `after`. All paths are
followed, and states are never united, so a verdict on a pair is exact up to the control-flow graph.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.hardware.pipe import Pipe
from ptofix.isa.drain import Drain
from ptofix.isa.expand import header_events
from ptofix.program.program import Action, Barrier, Program, SetFlag, TileOp, WaitFlag
from ptofix.proof.accesses import PipeWork, Step, gives_signal, steps_of, ways_of
from ptofix.proof.flag_counts import CountedFlags, FlagOperation, Imbalance, counted_flags, unreliable_of_some
from ptofix.proof.grades import AcceptedDistance
from ptofix.proof.product import AFTER, BEFORE, BOTH
from ptofix.proof.site_pairs import SitePairs
from ptofix.proof.states import (
    BIT,
    COVERED,
    COVERED_BEFORE,
    MOST_RAISES,
    NOT_RAISED,
    SIGNALS,
    UNRELIABLE,
    Accesses,
    Configuration,
    Fence,
    Flag,
    FlagStates,
    Meeting,
    Operation,
    Origins,
    PathState,
    Synchronisation,
    Taint,
    TurnEnd,
    WorkSite,
    covers,
    held_by,
    pipes_of,
    with_flag,
)
from ptofix.proof.unit_flags import AccumulatorWork, turns

PAIR_KEY, SOURCE_KEY = "source, target, id", "source, id"
ROUND_TRIP = "round trip"

_MOST_STATES = 500_000  # in seconds, for a program of so many nodes, and more for a longer one:
_MOST_FOR, _MOST_FOR_GRANTED = 500, 4_000  # no kernel of an assembler that was met needs more than 100 for a node
_MOST_REMEMBERED = 1 << 17
TOO_COMPLEX = "too many paths through the flags of this kernel"


class TooComplexError(Exception):
    """More states than are followed."""


class MismatchError(Exception):
    """The two programs do not do the same at the instruction that is the argument."""


class Doubtful(NamedTuple):
    """What may order or not: flags that are not reliable somewhere, and instructions with drains that a flag may spoil.

    In each run it does the same in both texts, as long as they do the same with those flags. `apart` are flags with
    which they do not, and that `after` can count: in `before` their waits order all they could, in `after` what they
    do. `always`: no wait of `keys` is followed as if it did not order.
    """

    keys: frozenset[int]
    drains: frozenset[int]
    apart: frozenset[int] = frozenset()
    always: bool = False


class Lockstep(Struct, dict=True):
    """Two programs that differ in synchronisation; `sides[i]` tells to which of them instruction i belongs.

    A node is an instruction in one form that it may take. The first form has the number of the instruction, others
    come after all instructions; `instruction` has that of each node. Two programs may not choose alike: there the one
    node stands for all forms.
    """

    before: Program
    after: Program
    sides: Sequence[int]
    model: str
    flag_key: str = PAIR_KEY
    safe_distance: AcceptedDistance | None = None
    distinct: bool = False  # as mem.arguments-distinct says
    barriers_hold_signals: bool = False  # as hw.barrier-before-signal says
    own_pipe_only: bool = False  # follow an access only as far as work of its own pipe may be unordered
    granted: Doubtful | None = None  # what is followed as ordering too; None: what is not reliable orders nothing
    in_turns: bool = False  # as hw.unit-flag says
    by_core_flags: bool = False  # as hw.core-flags says
    sites: list[WorkSite] = field(default_factory=list)
    ops: list[list[Operation]] = field(default_factory=list)
    successors: list[list[int]] = field(default_factory=list)
    instruction: list[int] = field(default_factory=list)
    keys: dict[tuple[object, ...], int] = field(default_factory=dict)
    visited: int = 0
    rests_on_turns: bool = False  # whether the unit flag is what keeps some two apart

    def __post_init__(self) -> None:
        mine, other = self.before.instructions, self.after.instructions
        if len(mine) != len(other):
            raise MismatchError(0)
        self.same: dict[Accesses, Accesses] = {}
        actions = [i.action for program in dict.fromkeys((self.before, self.after)) for i in program.instructions]
        syncs = [action for action in actions if isinstance(action, (SetFlag, WaitFlag))]
        self.targets: dict[tuple[object, ...], set[str]] = {}
        for sync in syncs:
            self.targets.setdefault(self.key_of(sync), set()).add(sync.target)
        self.keys = {key: i for i, key in enumerate(self.targets)}
        if self.before is self.after:
            alike = {id(i.action): i.action for i in mine}  # copies of one instruction share it
            of_action = {key: [(x, x) for x in ways_of(action, self.model)] for key, action in alike.items()}
            ways = [of_action[id(i.action)] for i in mine]
        else:
            pairs = zip(mine, other)
            ways = [[(steps_of(x.action, self.model), steps_of(y.action, self.model))] for x, y in pairs]
        every = (step for found in ways for both in found for steps in both for step in steps)
        works = [step for step in every if isinstance(step, PipeWork)]
        self.opaque = any(work.opaque for work in works)
        self.outer = dict.fromkeys(SetFlag(sync.source, sync.target, sync.event) for sync in syncs)
        self.raised = dict.fromkeys(sync for sync in syncs if isinstance(sync, SetFlag))
        signals = (x for work in works if work.pipe == Pipe.S for x in work.accesses if x.signal)
        self.signals = SIGNALS if any(signals) else 0
        for i, (x, y) in enumerate(zip(mine, other)):
            if x.successors != y.successors:
                raise MismatchError(i)
        nodes = [[i] for i in range(len(mine))]
        self.instruction = list(range(len(mine)))
        self.doubtful_drains = set[int]()
        self.changed = [x.action for x, side in zip(mine, self.sides) if side != BOTH]
        chosen = [self.with_grants(i, mine[i].action, found) for i, found in enumerate(ways)]
        for i, found in enumerate(chosen):
            nodes[i] += range(len(self.instruction), len(self.instruction) + len(found) - 1)
            self.instruction += [i] * (len(found) - 1)
        for node, i in enumerate(self.instruction):
            steps, grants = chosen[i][nodes[i].index(node)]
            self.ops.append(self.compile(node, i, (mine[i].action, other[i].action), steps, grants))
            self.successors.append([successor for j in mine[i].successors for successor in nodes[j]])
        self.pairs = SitePairs(self.before, self.after, self.instruction, self.sites, self.safe_distance, self.distinct)
        self.turn_of = self.follow_turns() if self.in_turns and not self.opaque else {}

    def follow_turns(self) -> dict[int, TurnEnd]:
        """Put the end of a turn behind each site that takes one; these by their numbers."""
        pipes, forms = {bit: pipe for pipe, bit in BIT.items()}, Counter(self.instruction)
        places = [self.instruction[site.node] for site in self.sites]
        actions = [self.before.instructions[place].action for place in places]
        works = (
            AccumulatorWork(action, forms[place], pipes[site.pipe], site.accesses[1])
            for site, place, action in zip(self.sites, places, actions)
        )
        found: dict[int, TurnEnd] = {}
        for number, turn in turns(works).items():
            key = self.keys.setdefault(("unit flag", turn.accumulator), len(self.keys))
            found[number] = TurnEnd(key, turn.stores, turn.ends, SIGNALS << key + 1)
            ops = self.ops[self.sites[number].node]
            ops.insert(ops.index(self.sites[number]) + 1, found[number])
        return found

    def key_of(self, sync: SetFlag | WaitFlag) -> tuple[object, ...]:
        pair = self.flag_key == PAIR_KEY
        return (sync.source, sync.target, sync.event) if pair else (sync.source, sync.event)

    # ---- the program as operations on states ----

    def with_grants(
        self, i: int, action: Action, ways: Sequence[tuple[tuple[Step, ...], ...]]
    ) -> list[tuple[tuple[tuple[Step, ...], ...], int]]:
        """The forms of an instruction, each with every choice (as bits) of what in it orders although it need not."""
        if self.granted is None:
            return [(steps, 0) for steps in ways]
        if isinstance(action, WaitFlag) and self.keys[self.key_of(action)] in self.granted.keys:
            return [(steps, grants) for steps in ways for grants in range(self.granted.always, 2)]
        if i not in self.granted.drains:
            return [(steps, 0) for steps in ways]
        drains = (sum(isinstance(x, Drain) and x.by_flags for x in steps[0]) for steps in ways)
        return [(steps, grants) for steps, count in zip(ways, drains) for grants in range(1 << count)]

    def compile(
        self, node: int, i: int, actions: tuple[Action, Action], steps: tuple[tuple[Step, ...], ...], grants: int = 0
    ) -> list[Operation]:
        action, other = actions
        if isinstance(action, (Barrier, SetFlag, WaitFlag)):
            if action != other:
                raise MismatchError(i)
            return [self.sync(action, i, bool(grants))]
        if self.sides[i] != BOTH or type(action) is not type(other) or len(steps[0]) != len(steps[1]):
            raise MismatchError(i)
        ops: list[Operation] = []
        for x, y in zip(*steps):
            if isinstance(x, Drain) and x == y:
                if x.target is None or not x.flag:
                    ops.append(Fence(BOTH, pipes_of(x.source), pipes_of(x.target or x.source), i, True))
                    continue
                flags = flags_of(x, x.target, action)
                spoilers = self.spoilers(flags)
                if spoilers is None:
                    self.doubtful_drains.add(i)
                else:
                    racing = self.is_spoiled(flags, SOURCE_KEY)
                    ops.append(Fence(BOTH, pipes_of(x.source), held_by(x.target), i, True, racing, spoilers))
                if grants & 1:
                    sides = BEFORE if self.is_changed(flags) else BOTH
                    ops.append(Fence(sides, pipes_of(x.source), held_by(x.target), i, True))
                grants >>= 1
            elif isinstance(x, Drain) or isinstance(y, Drain) or (x.pipe, x.opaque) != (y.pipe, y.opaque):
                raise MismatchError(i)
            else:
                mine = self.interned(x.accesses)
                both = (mine, mine if y is x else self.interned(y.accesses)), (x.repeats, y.repeats)
                self.sites.append(WorkSite(len(self.sites), node, BIT[x.pipe], *both, x.opaque))
                ops.append(self.sites[-1])
        opaque = any(isinstance(step, PipeWork) and step.opaque for step in steps[0])
        return [*ops, Taint()] if opaque else [*ops, *self.round_trips(action)]

    def round_trips(self, action: Action) -> Iterator[Flag]:
        """The starts and ends of trips by way of the other core, each a flag of its own that the scalar unit awaits."""
        trips = action.round_trips if isinstance(action, TileOp) and self.by_core_flags else ()
        for number, pipe, returns in trips:
            key = self.keys.setdefault((ROUND_TRIP, number), len(self.keys))
            yield Flag(BOTH, key, BIT[pipe], held_by(Pipe.S) if returns else 0, racing=False)

    def is_spoiled(self, flags: Sequence[SetFlag], flag_key: str) -> bool:
        """Whether a wait for one of `flags` inside an op could take a flag of the code around, or of what may be any.

        The flag of a drain from a pipe to itself has a target that is not known.
        """
        return self.opaque or any(
            x.source == y.source and (x.event == y.event or y.event is None)
            and (flag_key == SOURCE_KEY or x.target in (x.source, y.target))
            for x in flags
            for y in self.raised
        )  # fmt: skip

    def is_changed(self, flags: Sequence[SetFlag]) -> bool:
        """Whether one text raises or awaits otherwise what may be one of `flags`."""
        syncs = [y for y in self.changed if isinstance(y, (SetFlag, WaitFlag))]
        return any(x.source == y.source and y.event in (x.event, None) for x in flags for y in syncs)

    def spoilers(self, flags: Sequence[SetFlag]) -> tuple[int, ...] | None:
        """The flags that must be down for one of `flags` inside an op to order; None if it is not known to.

        Waits of one pipe for one flag come in order. If source and id alone name it, other pipes may still take it.
        """
        if not self.is_spoiled(flags, self.flag_key):
            return ()
        known = all(y.event is not None for y in self.raised) and all(x.source != x.target for x in flags)
        if self.opaque or self.flag_key == SOURCE_KEY or not known:
            return None
        return tuple({self.keys[self.key_of(x)] for x in flags if self.key_of(x) in self.keys})

    @cached_property
    def predecessors(self) -> list[list[int]]:
        """Per node, those it can follow directly."""
        before: list[list[int]] = [[] for _ in self.successors]
        for node, successors in enumerate(self.successors):
            for successor in successors:
                before[successor].append(node)
        return before

    @property
    def depends_on_key(self) -> bool:
        """Whether the two identities of a flag differ here: one source pipe may raise one id for two pipes."""
        return any(isinstance(op, Fence) and op.racing for ops in self.ops for op in ops) or any(
            x.source == y.source and x.target != y.target and (x.event == y.event or None in (x.event, y.event))
            for x in self.outer
            for y in self.outer
        )

    def sync(self, action: Barrier | SetFlag | WaitFlag, index: int, granted: bool) -> Fence | Flag:
        if isinstance(action, Barrier):
            return Fence(self.sides[index], pipes_of(action.pipe), pipes_of(action.pipe), index)
        key = self.key_of(action)
        targets = held_by(action.target) if isinstance(action, WaitFlag) else 0
        racing = len(self.targets[key]) > 1
        return Flag(self.sides[index], self.keys[key], BIT[action.source], targets, racing, granted)

    # ---- which accesses conflict ----

    def interned(self, accesses: Accesses) -> Accesses:
        """One object for equal ones, which so is known by its identity."""
        return self.same.setdefault(accesses, accesses)

    def conflicts(self, site: WorkSite) -> int:
        """A bit for each site that conflicts with `site` in `before` or in `after`."""
        if site.index in self.signal_sites or all(x.decides for side in site.accesses for x in side):
            return 0  # nothing waits for a signal, and everything for what decides where control goes
        return self.met(site) & ~sum(1 << signal for signal, pipe in self.signal_sites.items() if pipe == site.pipe)

    def met(self, site: WorkSite) -> int:
        """A bit for each site that touches some of the same bytes and is of interest, one of the two writing."""
        return self.pairs.met(site)

    @cached_property
    def signal_sites(self) -> dict[int, int]:
        """The sites that give a signal, which come after the work of their own pipe; and that pipe."""
        return {site.index: site.pipe for site in self.sites if all(gives_signal(x) for x in site.accesses)}

    def need(self, site: WorkSite) -> int:
        """The pipes that have a site that conflicts with `site`, and are of interest."""
        mask = self.conflicts(site)
        pipes = sum(bit for bit, sites in self.on_pipe.items() if sites & mask)
        return pipes & site.pipe if self.own_pipe_only else pipes

    @cached_property
    def on_pipe(self) -> dict[int, int]:
        return {bit: sum(1 << s.index for s in self.sites if s.pipe == bit) for bit in BIT.values()}

    @cached_property
    def site_bits(self) -> list[int]:
        return [sum(1 << op.index for op in ops if isinstance(op, WorkSite)) for ops in self.ops]

    # ---- states ----

    def apply(self, op: Synchronisation, own: int, state: PathState) -> PathState:
        """`state` after `op`; `own` is the pipe of `a`."""
        if isinstance(op, TurnEnd):
            return self.turned(op, own, state)
        if isinstance(op, Taint):
            lost = (UNRELIABLE,) * len(self.keys)
            return state._replace(flags=(lost if self.granted is None else self.tainted(state, own), lost))
        ordered, flags = [*state.ordered], [*state.flags]
        if self.granted is not None and isinstance(op, Flag):
            self.apply_granted(op, own, ordered, flags)
        for side in (0, 1):
            if not op.sides >> side & 1:
                continue
            done = bool((ordered[side] | own) & (op.sources if isinstance(op, Fence) else op.source))
            if isinstance(op, Fence):
                up = any(flags[side][key] != NOT_RAISED for key in op.spoilers)
                ordered[side] |= op.targets if done and not up else 0
                ordered[side] |= self.signals if op.sources & own and not op.inside else 0
                continue
            raised = flags[side][op.key]
            if raised <= UNRELIABLE:
                continue
            if not op.targets:
                raised = UNRELIABLE if raised >> MOST_RAISES else raised << 1 | done
            elif raised != NOT_RAISED:
                count = raised.bit_length() - 1
                if op.racing and raised != (1 << count + 1) - 1:
                    raised = 1 << count  # it may take the weakest of them, now or later
                ordered[side] |= op.targets if raised >> count - 1 & 1 else 0
                raised = raised & (1 << count - 1) - 1 | 1 << count - 1
            flags[side] = with_flag(flags[side], op.key, raised)
        return PathState(state.repeats, (ordered[0], ordered[1]), (flags[0], flags[1]), state.credit, state.drained)

    def turned(self, op: TurnEnd, own: int, state: PathState) -> PathState:
        """`state` behind the end of a turn: a product that ends it raises the flag, which covers work of its pipe."""
        if not op.ends:
            return state
        covered = state.flags[1][op.key] & 1 and state.flags[1][op.key] != NOT_RAISED
        raised = NOT_RAISED if op.stores else NOT_RAISED << 1 | bool(own & BIT[Pipe.M])
        before, after = (with_flag(flags, op.key, raised) for flags in state.flags)
        mark = op.passed if op.stores and covered else 0
        return state._replace(flags=(before, after), ordered=(state.ordered[0] | mark, state.ordered[1] | mark))

    def kept_by_turns(self, later: WorkSite, ordered: int) -> int:
        """A bit for each site that the unit flag keeps apart from `later`.

        That is always so of a product and a store, and of two products if a store lies between.
        """
        turn = self.turn_of.get(later.index)
        if turn is None:
            return 0
        alike = self.in_turn[turn.key, turn.stores] if ordered & turn.passed else 0
        return self.in_turn.get((turn.key, not turn.stores), 0) | alike

    @cached_property
    def in_turn(self) -> dict[tuple[int, bool], int]:
        """Per unit flag, a bit for each of the sites that store, and of those that do not."""
        found: dict[tuple[int, bool], int] = {}
        for number, turn in self.turn_of.items():
            key = turn.key, turn.stores
            found[key] = found.get(key, 0) | 1 << number
        return found

    def apply_granted(self, op: Flag, own: int, ordered: list[int], flags: list[tuple[int, ...]]) -> None:
        """What a flag that is not reliable does: of the raises since `a` it counts whether one covers it.

        A wait takes the same raise in both texts.
        """
        raised = flags[0][op.key]
        apart = self.granted is not None and op.key in self.granted.apart
        loses_count = not op.targets and raised >> MOST_RAISES > 0
        if (raised > UNRELIABLE and not loses_count) or not op.sides & BEFORE:
            return
        if loses_count:
            flags[:] = self.without_count(op.key, flags[0], flags[1])
            raised = flags[0][op.key]
        if op.targets:
            ordered[0] |= op.targets if op.granted and raised else 0
            ordered[1] |= op.targets if op.granted and raised == COVERED and not apart else 0
            return
        covered = self.covers_now(op.source, own, ordered)
        for key in self.may_be[op.key]:
            if flags[0][key] <= UNRELIABLE:
                flags[0] = with_flag(flags[0], key, min(flags[0][key], covered))

    @cached_property
    def may_be(self) -> list[list[int]]:
        """Per flag, those that it may be: an id of the run may be any."""
        return [
            [
                other
                for name, other in self.keys.items()
                if name[:-1] == key[:-1] and (name == key or None in (name[-1], key[-1]))
            ]
            for key in self.keys
        ]

    def tainted(self, state: PathState, own: int) -> tuple[int, ...]:
        """The flags of `before` after what may have raised any."""
        was = (x if x <= UNRELIABLE else covers(x, y) for x, y in zip(*state.flags))
        now = (self.covers_now(BIT[key[0]], own, state.ordered) for key in self.keys)  # type: ignore[index]
        return tuple(map(min, was, now))

    def covers_now(self, source: int, own: int, ordered: Sequence[int]) -> int:
        """What a raise by `source` tells of `a`."""
        before, after = (bool((side | own) & source) for side in ordered)
        return (COVERED if after else COVERED_BEFORE) if before else UNRELIABLE

    @cached_property
    def entry_flags(self) -> FlagStates:
        """A run-time id may be any id: no flag between those pipes is reliable in a text that has one."""
        syncs = [(i.action, side) for i, side in zip(self.before.instructions, self.sides)]
        dynamic = {
            (side, self.key_of(sync)[:-1])
            for sync, sides in syncs
            for side in (BEFORE, AFTER)
            if isinstance(sync, (SetFlag, WaitFlag)) and sync.event is None and sides & side
        }
        before, after = (tuple(int((side, key[:-1]) not in dynamic) for key in self.keys) for side in (BEFORE, AFTER))
        return before, after

    @cached_property
    def entries(self) -> list[dict[FlagStates, None]]:
        """Per node, the raised flags of both sides with which some path from the entry gets there."""
        return self.counted.entries

    @cached_property
    def imbalances(self) -> dict[Imbalance, None]:
        return self.counted.imbalances

    @cached_property
    def changed_unreliably(self) -> dict[tuple[int, int], None]:
        """Where (node, flag) the texts do not do the same with a flag that is not reliable there."""
        followed = {(node, key): None for node, key in self.counted.differing if key in chain(*self.uncounted[node])}
        return self.counted.unlike | followed

    @cached_property
    def raised_again(self) -> dict[tuple[int, int], None]:
        """Where (node, flag) only `after` raises a flag that it has not awaited."""
        return self.counted.again

    def is_balanced_after(self, key: int) -> bool:
        """Whether `after` can count a flag on every path, no wait for it finds it down, and it is down at the end."""
        if any(flags[1][key] == UNRELIABLE for entries in self.entries for flags in entries):
            return False
        last = len(self.before.instructions) - 1
        if any(flags[1][key] != NOT_RAISED for flags in self.entries[last]):
            return False
        return not any(
            isinstance(op, Flag) and op.key == key and op.targets and op.sides & AFTER and flags[1][key] == NOT_RAISED
            for node, entries in enumerate(self.entries)
            for flags in entries
            for op in self.ops[node]
        )

    @cached_property
    def doubtful(self) -> Doubtful | None:
        """What may order or not, None for nothing."""
        states = [(node, flags) for node, entries in enumerate(self.entries) for flags in entries]
        keys = {key for _, (before, _) in states for key, raised in enumerate(before) if raised == UNRELIABLE}
        spoiled = {
            self.instruction[node]
            for node, flags in states
            for op in self.ops[node]
            if isinstance(op, Fence) and any(side[key] != NOT_RAISED for key in op.spoilers for side in flags)
        }
        found = Doubtful(frozenset(keys), frozenset(spoiled | self.doubtful_drains))
        return found if any(found) else None

    @cached_property
    def counted(self) -> CountedFlags:
        """Raises and waits along all paths from the entry."""

        def follow(op: FlagOperation, flags: FlagStates) -> FlagStates:
            return self.apply(op, 0, PathState((0, 0), (0, 0), flags)).flags

        last = len(self.before.instructions) - 1
        return counted_flags(self.ops, self.successors, self.entry_flags, last, follow, self.count)

    @cached_property
    def uncounted(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Per node and side, the flags that are not reliable there on some path."""
        return [unreliable_of_some(entries) for entries in self.entries]

    def counted_at(self, node: int, flags: FlagStates) -> FlagStates:
        """The flags as they are followed from `node` on: what some path cannot count there, no path counts.

        So an access is not followed with each way in which up to eight raises can cover it, for each such flag; and
        where the count is lost by less knowledge instead, the texts are followed from there with no more than this.
        """
        before, after = flags
        lost_before, lost_after = self.uncounted[node]
        for key in lost_before:
            if before[key] > UNRELIABLE:
                before, after = self.without_count(key, before, after)
        for key in lost_after:
            after = with_flag(after, key, UNRELIABLE) if after[key] > UNRELIABLE else after
        return before, after

    def without_count(self, key: int, before: tuple[int, ...], after: tuple[int, ...]) -> FlagStates:
        """The flags once `before` does not count one of them any more."""
        if self.granted is None:
            return with_flag(before, key, UNRELIABLE), after
        if key in self.granted.apart:
            return with_flag(before, key, COVERED_BEFORE if before[key].bit_count() > 1 else UNRELIABLE), after
        return with_flag(before, key, covers(before[key], after[key])), with_flag(after, key, UNRELIABLE)

    def count(self) -> None:
        self.visited += 1
        nodes = _MOST_FOR if self.granted is None else _MOST_FOR_GRANTED
        if self.visited > _MOST_STATES * max(1, len(self.ops) // nodes):
            raise TooComplexError

    # ---- one access after the other ----

    def meetings(self) -> Iterator[Meeting]:
        """Every access with every conflicting one that it reaches while `after` does not order all it has to."""
        for site in self.sites:
            yield from self.meetings_of(site)

    def meetings_of(self, site: WorkSite, ends: frozenset[int] = frozenset()) -> Iterator[Meeting]:
        """From all states in which it can start; a configuration that two of them lead to is followed once.

        No way is followed beyond the nodes `ends`.
        """
        mask, need, came = self.conflicts(site), self.need(site), Origins()
        pending = deque[tuple[Configuration, "Configuration | PathState"]]()
        for start, state in self.starts(site):
            pending.extend(((successor, state), start) for successor in self.successors[site.node])
        while pending:
            (node, reached), origin = pending.popleft()
            state = self.entering(node, reached)
            here = node, state
            if here in came or node in ends or self.is_over(site, node, state, need):
                continue
            came[here] = origin
            self.count()
            meets = self.site_bits[node] & mask
            if not meets:
                state = self.transfer(node, site.pipe, state)
            for op in self.ops[node] if meets else ():
                if isinstance(op, WorkSite):
                    if meets >> op.index & 1:
                        yield Meeting(site, op, state, here, came)
                        state = self.accounted(state, op)
                    state = self.started(state, op)
                else:
                    state = self.apply(op, site.pipe, state)
            pending.extend(((successor, state), here) for successor in self.successors[node])

    @cached_property
    def transfer(self) -> Callable[[int, int, PathState], PathState]:
        """The state after a node that an access on a pipe comes to: the same for all accesses on that pipe."""

        @lru_cache(_MOST_REMEMBERED)
        def transfer(node: int, own: int, state: PathState) -> PathState:
            for op in self.ops[node]:
                state = self.started(state, op) if isinstance(op, WorkSite) else self.apply(op, own, state)
            return state

        return transfer

    def entering(self, node: int, state: PathState) -> PathState:
        """`state` as it is followed from `node` on."""
        if not any(self.uncounted[node]):
            return state
        return state._replace(flags=self.counted_at(node, state.flags))

    def starts(self, site: WorkSite) -> Iterator[tuple[PathState, PathState]]:
        """The states in which a site can start, each with that in which its node is left then."""
        ops, own = self.ops[site.node], site.pipe & BIT[Pipe.S]
        for flags in dict.fromkeys(self.counted_at(site.node, flags) for flags in self.entries[site.node]):
            start = state = PathState((0, 0), (own, own), flags)
            for op in ops[ops.index(site) + 1 :]:
                state = self.started(state, op) if isinstance(op, WorkSite) else self.apply(op, site.pipe, state)
            yield start, state

    def is_over(self, site: WorkSite, node: int, state: PathState, need: int) -> bool:
        """Whether nothing can be lost from `node` on: `after` orders all pipes that work of the site needs ordered."""
        del site, node
        return not need & ~state.ordered[1]

    def accounted(self, state: PathState, later: WorkSite) -> PathState:
        """For those who keep more in a state: `state` once `later` was met."""
        del later
        return state

    def started(self, state: PathState, site: WorkSite) -> PathState:
        most = self.safe_distance.repeats if self.safe_distance is not None else 0
        if not most or site.repeats == (0, 0):
            return state
        before, after = (min(most, x + y) for x, y in zip(state.repeats, site.repeats))
        return PathState((before, after), state.ordered, state.flags, state.credit, state.drained)

    def holds(self, met: Meeting, which: int) -> str:
        """What keeps the two apart in BEFORE or AFTER: "order", "turn", "signal", "disjoint", "distance", "": nothing.

        "signal": the later one gives a signal, and a barrier of the pipe of the earlier one is between.
        """
        ordered, pipe = met.state.ordered[which - 1], met.later.pipe
        if ordered & pipe:
            return "order"
        if self.kept_by_turns(met.later, ordered) >> met.earlier.index & 1:
            return "turn"
        if self.signal_sites:
            first, then = (site.index in self.signal_sites for site in (met.earlier, met.later))
            if first or (then and met.earlier.pipe == pipe):
                return "disjoint"  # nothing waits for a signal, and one comes behind the work of its own pipe
            if then and pipe == BIT[Pipe.S] and ordered & SIGNALS and self.barriers_hold_signals:
                return "signal"
        if which == BEFORE and self.granted is not None and self.before is not self.after:
            if self.pairs.may_lie_elsewhere(met.earlier, met.later):
                return "disjoint"
            if self.safe_distance is not None and self.may_be_nearer(met):
                return "distance"
        return self.pairs.holds_apart(met.earlier, met.later, which, met.state.repeats[which - 1])

    def may_be_nearer(self, met: Meeting) -> bool:
        """Whether `after` has fewer repeats between the two, or others, and it is not known how many `before` has."""
        x, y = met.earlier, met.later
        both = (x.accesses, y.accesses, x.repeats, met.state.repeats)
        differ = x.pipe == y.pipe == BIT[Pipe.V] and any(before != after for before, after in both)
        return differ and not all(one.access for site in (x, y) for one in site.accesses[0])

    def supported(self, met: Meeting) -> frozenset[str]:
        """The assumptions by which repeats alone keep the two apart in AFTER, where they do."""
        known = self.pairs.support(met.earlier, met.later, AFTER, met.state.repeats[1])
        assert known is not None
        return known.rests_on


def flags_of(drain: Drain, target: Pipe, action: Action) -> list[SetFlag]:
    """What a drain inside an op may raise: one of these."""
    assert isinstance(action, TileOp)
    return [SetFlag(drain.source, target, event) for event in header_events(action.call)]
