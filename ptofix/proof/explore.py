"""Lock-step exploration: one control-flow graph, two sets of synchronisation statements, one access at a time.

For an access `a` the state is what is known *about a* on one path: the pipes on which work issued from here on starts
after `a` is done, the raised flags and which of them tell that `a` is done, and the vector repeats started since `a`.
A state has that twice, once per side: with the statements of `before` and with those of `after`. All paths are
followed, and states are never united, so a verdict on a pair is exact up to the control-flow graph.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import chain, product
from operator import or_
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.evidence.pairs import Support
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.isa.call import OpCall
from ptofix.isa.drain import Drain
from ptofix.isa.expand import header_events
from ptofix.program.program import Action, Barrier, Instruction, Program, SetFlag, TileOp, WaitFlag
from ptofix.proof.accesses import (
    ANYTHING,
    GLOBAL,
    AccessedBytes,
    PipeWork,
    Step,
    distance,
    gives_signal,
    in_global_memory,
    meeting,
    steps_of,
    ways_of,
)
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
from ptofix.proof.product import AFTER, BEFORE, BOTH
from ptofix.proof.unit_flags import AccumulatorWork, turns

BIT = {pipe: 1 << i for i, pipe in enumerate(PIPES)}
ALL_PIPES = (1 << len(PIPES)) - 1
SIGNALS = 1 << len(PIPES)  # beside the pipes: what is put behind a barrier of the pipe by hw.barrier-before-signal
PAIR_KEY, SOURCE_KEY = "source, target, id", "source, id"

# One flag of one side, as a number: 1, then a bit per raise, eldest first, set if the raise covers `a`. 0: unreliable.
NOT_RAISED, UNRELIABLE, _MOST_RAISES = 1, 0, 8
# The same in `before` where what is not reliable may order: some raise since covers `a` in both, or in `before` alone.
COVERED, COVERED_BEFORE = -1, -2
_MOST_STATES = 500_000  # in seconds, for a program of so many nodes, and more for a longer one:
_MOST_FOR, _MOST_FOR_GRANTED = 500, 4_000  # no kernel of an assembler that was met needs more than 100 for a node
_MOST_REMEMBERED = 1 << 17
TOO_COMPLEX = "too many paths through the flags of this kernel"


class TooComplexError(Exception):
    """More states than are followed."""


class MismatchError(Exception):
    """The two programs do not do the same at the instruction that is the argument."""


Accesses = tuple[AccessedBytes, ...]
_Alike = tuple[tuple[int, ...], int, int]  # the actions of two ops, and what they access


class WorkSite(Struct, frozen=True, eq=False):
    """One stage of a node; `accesses` and `repeats` in `before` and in `after`."""

    index: int
    node: int
    pipe: int
    accesses: tuple[Accesses, Accesses]
    repeats: tuple[int, int]
    opaque: bool


class Fence(Struct, frozen=True):
    """If `a` is done before work on one of `sources` starts, it is done before later work on `targets`.

    `inside` of a call, made with flags that would be `racing` with others if source and id alone named a flag. Where
    one of the flags `spoilers` is raised, it orders nothing: the wait inside may take that.
    """

    sides: int
    sources: int
    targets: int
    node: int
    inside: bool = False
    racing: bool = False
    spoilers: tuple[int, ...] = ()


class Flag(Struct, frozen=True):
    """A raise (`targets` 0), or a wait of the pipes `targets`; `racing` if another pipe can take the same flag.

    `granted`: where the flag is not reliable, the wait takes the raise that is worst for `after`.
    """

    sides: int
    key: int
    source: int
    targets: int
    racing: bool
    granted: bool = False


class Taint(Struct, frozen=True):
    """From here on no flag is reliable: each may be raised here, and taken."""


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


class TurnEnd(Struct, frozen=True):
    """Behind work on an accumulator in its turn: it found the unit flag `key` up if it `stores`, else down.

    If it `ends` the turn, the flag changes; behind a store, work before the raise has the mark `passed`.
    """

    key: int
    stores: bool
    ends: bool
    passed: int


Synchronisation = Fence | Flag | Taint | TurnEnd
Operation = WorkSite | Synchronisation
FlagStates = tuple[tuple[int, ...], tuple[int, ...]]


class PathState(NamedTuple):
    """Everything per side; `credit` and `drained` are for evidence.py."""

    repeats: tuple[int, int]
    ordered: tuple[int, int]
    flags: FlagStates
    credit: frozenset[tuple[int, int]] = frozenset()
    drained: int = 0


Configuration = tuple[int, PathState]
Origins = dict[Configuration, "Configuration | PathState"]


class Meeting(Struct, frozen=True):
    """`earlier` reaches a conflicting `later` in `state`; `came` tells from where each configuration was reached."""

    earlier: WorkSite
    later: WorkSite
    state: PathState
    here: Configuration
    came: Origins

    def path(self) -> tuple[PathState, tuple[int, ...]]:
        """The state in which `earlier` starts, and the nodes from it to `later`, both included."""
        nodes: list[int] = []
        here: Configuration | PathState = self.here
        while not isinstance(here, PathState):
            nodes.append(here[0])
            here = self.came[here]
        return here, (self.earlier.node, *reversed(nodes))


# A wait in `after` that nothing raises (instruction, flag, True), or a flag that only `after` leaves raised at its end.
Imbalance = tuple[int, int, bool]


class CountedFlags(NamedTuple):
    """What counting raises and waits along all paths found; `Lockstep` has a property for each of them.

    `unlike` and `differing`: where the texts do not do the same with a flag, which is not reliable or may be.
    """

    entries: list[dict[FlagStates, None]]
    imbalances: dict[Imbalance, None]
    unlike: dict[tuple[int, int], None]
    differing: dict[tuple[int, int], None]
    again: dict[tuple[int, int], None]


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
        self.apart: dict[tuple[int, int], int | None] = {}
        self.known_conflicts: dict[tuple[int, int, int], tuple[Conflict, ...]] = {}
        self.alike_conflicts: dict[tuple[_Alike, bool | None], tuple[Conflict, ...]] = {}  # whether forward, if asked
        self.asks_forward: set[_Alike] = set()
        self.numbers: dict[int, int] = {}  # of the call of an action, by its identity
        self.calls: dict[OpCall | Action, int] = {}
        self.masks: dict[tuple[int, AccessedBytes], int] = {}
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
                    ops.append(Fence(BOTH, _pipes(x.source), _pipes(x.target or x.source), i, True))
                    continue
                flags = flags_of(x, x.target, action)
                spoilers = self.spoilers(flags)
                if spoilers is None:
                    self.doubtful_drains.add(i)
                else:
                    racing = self.is_spoiled(flags, SOURCE_KEY)
                    ops.append(Fence(BOTH, _pipes(x.source), _held(x.target), i, True, racing, spoilers))
                if grants & 1:
                    sides = BEFORE if self.is_changed(flags) else BOTH
                    ops.append(Fence(sides, _pipes(x.source), _held(x.target), i, True))
                grants >>= 1
            elif isinstance(x, Drain) or isinstance(y, Drain) or (x.pipe, x.opaque) != (y.pipe, y.opaque):
                raise MismatchError(i)
            else:
                mine = self.interned(x.accesses)
                both = (mine, mine if y is x else self.interned(y.accesses)), (x.repeats, y.repeats)
                self.sites.append(WorkSite(len(self.sites), node, BIT[x.pipe], *both, x.opaque))
                ops.append(self.sites[-1])
        opaque = any(isinstance(step, PipeWork) and step.opaque for step in steps[0])
        return [*ops, Taint()] if opaque else ops

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
            return Fence(self.sides[index], _pipes(action.pipe), _pipes(action.pipe), index)
        key = self.key_of(action)
        targets = _held(action.target) if isinstance(action, WaitFlag) else 0
        racing = len(self.targets[key]) > 1
        return Flag(self.sides[index], self.keys[key], BIT[action.source], targets, racing, granted)

    # ---- which accesses conflict ----

    def interned(self, accesses: Accesses) -> Accesses:
        """One object for equal ones, which so is known by its identity."""
        return self.same.setdefault(accesses, accesses)

    def repeats_apart(self, earlier: Accesses, later: Accesses) -> int | None:
        """Fewest repeats between two stages that follow each other, None if they do not conflict."""
        key = id(earlier), id(later)
        if key not in self.apart:
            self.apart[key] = distance(earlier, later) if _conflict(earlier, later) else None
        return self.apart[key]

    def conflicts(self, site: WorkSite) -> int:
        """A bit for each site that conflicts with `site` in `before` or in `after`."""
        if site.index in self.tells or all(x.decides for side in site.accesses for x in side):
            return 0  # nothing waits for a signal, and everything for what decides where control goes
        return self.met(site) & ~sum(1 << signal for signal, pipe in self.tells.items() if pipe == site.pipe)

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

    @cached_property
    def tells(self) -> dict[int, int]:
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
                raised = UNRELIABLE if raised >> _MOST_RAISES else raised << 1 | done
            elif raised != NOT_RAISED:
                count = raised.bit_length() - 1
                if op.racing and raised != (1 << count + 1) - 1:
                    raised = 1 << count  # it may take the weakest of them, now or later
                ordered[side] |= op.targets if raised >> count - 1 & 1 else 0
                raised = raised & (1 << count - 1) - 1 | 1 << count - 1
            flags[side] = _with(flags[side], op.key, raised)
        return PathState(state.repeats, (ordered[0], ordered[1]), (flags[0], flags[1]), state.credit, state.drained)

    def turned(self, op: TurnEnd, own: int, state: PathState) -> PathState:
        """`state` behind the end of a turn: a product that ends it raises the flag, which covers work of its pipe."""
        if not op.ends:
            return state
        covered = state.flags[1][op.key] & 1 and state.flags[1][op.key] != NOT_RAISED
        raised = NOT_RAISED if op.stores else NOT_RAISED << 1 | bool(own & BIT[Pipe.M])
        before, after = (_with(flags, op.key, raised) for flags in state.flags)
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
        loses_count = not op.targets and raised >> _MOST_RAISES > 0
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
                flags[0] = _with(flags[0], key, min(flags[0][key], covered))

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
        return self._counted.entries

    @cached_property
    def imbalances(self) -> dict[Imbalance, None]:
        return self._counted.imbalances

    @cached_property
    def changed_unreliably(self) -> dict[tuple[int, int], None]:
        """Where (node, flag) the texts do not do the same with a flag that is not reliable there."""
        followed = {(node, key): None for node, key in self._counted.differing if key in chain(*self.uncounted[node])}
        return self._counted.unlike | followed

    @cached_property
    def raised_again(self) -> dict[tuple[int, int], None]:
        """Where (node, flag) only `after` raises a flag that it has not awaited."""
        return self._counted.again

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
    def _counted(self) -> CountedFlags:
        found: list[dict[FlagStates, None]] = [{} for _ in self.ops]
        imbalances: dict[Imbalance, None] = {}
        unlike: dict[tuple[int, int], None] = {}
        differing: dict[tuple[int, int], None] = {}
        again: dict[tuple[int, int], None] = {}
        found[0][self.entry_flags] = None
        pending = [(0, self.entry_flags)]
        while pending:
            index, flags = pending.pop()
            self.count()
            state = PathState((0, 0), (0, 0), flags)
            for op in self.ops[index]:
                if isinstance(op, Flag) and op.targets and op.sides & AFTER:
                    mine, shared = state.flags[1][op.key], op.sides & BEFORE
                    expected = state.flags[0][op.key] if shared else NOT_RAISED + 1
                    if mine <= NOT_RAISED < expected and (shared or mine == NOT_RAISED):
                        imbalances[index, op.key, True] = None
                if isinstance(op, Flag) and not op.targets and op.sides & AFTER:
                    was_up = state.flags[0][op.key] > NOT_RAISED and op.sides & BEFORE
                    if state.flags[1][op.key] > NOT_RAISED and not was_up:
                        again[index, op.key] = None
                if isinstance(op, TurnEnd):
                    state = self.apply(op, 0, state)
                if isinstance(op, (Flag, Taint)):
                    was, state = state, self.apply(op, 0, state)
                    unlike.update(((index, key), None) for key in _changed_unreliably(op, was.flags, state.flags))
                    if isinstance(op, Flag) and _is_unlike(op, was.flags):
                        differing[index, op.key] = None
            for successor in self.successors[index]:
                if state.flags not in found[successor]:
                    found[successor][state.flags] = None
                    pending.append((successor, state.flags))
        last = len(self.before.instructions) - 1
        for before, after in found[last]:
            for key, (x, y) in enumerate(zip(before, after)):
                if y > NOT_RAISED and y.bit_length() > x.bit_length() > 0:
                    imbalances[last, key, False] = None
        return CountedFlags(found, imbalances, unlike, differing, again)

    @cached_property
    def uncounted(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Per node and side, the flags that are not reliable there on some path."""
        return [_unreliable_of_some(entries) for entries in self.entries]

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
            after = _with(after, key, UNRELIABLE) if after[key] > UNRELIABLE else after
        return before, after

    def without_count(self, key: int, before: tuple[int, ...], after: tuple[int, ...]) -> FlagStates:
        """The flags once `before` does not count one of them any more."""
        if self.granted is None:
            return _with(before, key, UNRELIABLE), after
        if key in self.granted.apart:
            return _with(before, key, COVERED_BEFORE if before[key].bit_count() > 1 else UNRELIABLE), after
        return _with(before, key, covers(before[key], after[key])), _with(after, key, UNRELIABLE)

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
                state = self.behind(node, site.pipe, state)
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
    def behind(self) -> Callable[[int, int, PathState], PathState]:
        """The state behind a node that an access on a pipe comes to: the same for all accesses on that pipe."""

        @lru_cache(_MOST_REMEMBERED)
        def behind(node: int, own: int, state: PathState) -> PathState:
            for op in self.ops[node]:
                state = self.started(state, op) if isinstance(op, WorkSite) else self.apply(op, own, state)
            return state

        return behind

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
        if self.tells:
            first, then = (site.index in self.tells for site in (met.earlier, met.later))
            if first or (then and met.earlier.pipe == pipe):
                return "disjoint"  # nothing waits for a signal, and one comes behind the work of its own pipe
            if then and pipe == BIT[Pipe.S] and ordered & SIGNALS and self.barriers_hold_signals:
                return "signal"
        if which == BEFORE and self.granted is not None and self.before is not self.after:
            if self.pops and _may_lie_elsewhere(met.earlier, met.later):
                return "disjoint"
            if self.safe_distance is not None and self.may_be_nearer(met):
                return "distance"
        return self.holds_apart(met.earlier, met.later, which, met.state.repeats[which - 1])

    @cached_property
    def pops(self) -> bool:
        """Whether slots are taken from a pipe: where these lie, the texts may not agree."""
        actions = (instruction.action for instruction in self.before.instructions)
        return any(isinstance(x, TileOp) and x.call.arch.fifo_step(x.call.name) == "pop" for x in actions)

    def may_be_nearer(self, met: Meeting) -> bool:
        """Whether `after` has fewer repeats between the two, or others, and it is not known how many `before` has."""
        x, y = met.earlier, met.later
        both = (x.accesses, y.accesses, x.repeats, met.state.repeats)
        differ = x.pipe == y.pipe == BIT[Pipe.V] and any(before != after for before, after in both)
        return differ and not all(one.access for site in (x, y) for one in site.accesses[0])

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

    def supported(self, met: Meeting) -> frozenset[str]:
        """The assumptions by which repeats alone keep the two apart in AFTER, where they do."""
        known = self.support(met.earlier, met.later, AFTER, met.state.repeats[1])
        assert known is not None
        return known.rests_on

    def arguments_keep_apart(self, met: Meeting) -> bool:
        """Whether the two meet in global memory only, and not even there if arguments are distinct."""
        places = in_global_memory(met.earlier.accesses[1], met.later.accesses[1]) if self.distinct else []
        return bool(places) and all(are_apart(x, y) or self.moved_on(met, x, y) for x, y in places)

    def moved_on(self, met: Meeting, x: Bytes, y: Bytes) -> bool:
        """Whether the two are one access in two rounds, and each round takes it after the bytes of those before."""
        first, second = (self.before.instructions[self.instruction[site.node]] for site in (met.earlier, met.later))
        if first is not second or met.earlier is not met.later or x is None or x != y:
            return False
        return are_others_in_each_round(x, first.loops) and self.comes_once_a_round(first)

    def comes_once_a_round(self, inside: Instruction) -> bool:
        """Whether between two times that it comes some loop around it goes on, and no loop around that one.

        So it is if no way leads back to it but by the next round of one of its loops, and none into one of these from
        outside but by the next round of one around it.
        """
        nodes = self.before.instructions
        next_round = dict[tuple[int, int], int]()  # an edge to the head of a loop from inside: how deep the loop is
        for depth, loop in enumerate(inside.loops, 1):
            head = next(node.index for node in nodes if loop in node.loops)
            next_round.update({(n.index, head): depth for n in nodes if loop in n.loops and head in n.successors})
        for depth in range(1, len(inside.loops) + 2):
            pending, seen = [inside.index], set[int]()
            while pending:
                node = nodes[pending.pop()]
                for successor in node.successors:
                    if next_round.get((node.index, successor), depth) < depth:
                        continue
                    enters = not {*inside.loops[:depth]} & {*nodes[successor].loops} <= {*node.loops}
                    if enters if depth <= len(inside.loops) else successor == inside.index:
                        return False
                    if successor not in seen:
                        seen.add(successor)
                        pending.append(successor)
        return True

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


def _may_lie_elsewhere(x: WorkSite, y: WorkSite) -> bool:
    """Whether two sites of `before` meet only in bytes of which it is not known exactly which they are."""
    met = [both for both in product(x.accesses[0], y.accesses[0]) if meeting(*both) is not None]
    return not any(
        all(one.access is not None or one.region.memory in (ANYTHING, GLOBAL) for one in both) for both in met
    )


def covers(before: int, after: int) -> int:
    """What is left to say of raises as bits, once it is not known which of them a wait takes."""
    if before.bit_count() == 1:
        return UNRELIABLE  # no raise covers the access
    if before & ~after:
        return COVERED_BEFORE
    return COVERED if (before & after).bit_count() > 1 else UNRELIABLE


def _with(flags: tuple[int, ...], key: int, raised: int) -> tuple[int, ...]:
    return (*flags[:key], raised, *flags[key + 1 :])


def _unreliable_of_some(entries: Collection[FlagStates]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Per side, the flags that are not reliable in some of the states."""
    before, after = (
        tuple(key for key, raised in enumerate(zip(*(flags[side] for flags in entries))) if UNRELIABLE in raised)
        for side in (0, 1)
    )
    return before, after


def _changed_unreliably(op: Flag | Taint, flags: FlagStates, behind: FlagStates) -> Iterator[int]:
    """The flags that are not reliable after `op`, and that the texts do not treat alike there."""
    if isinstance(op, Taint):
        yield from (key for key, (x, y) in enumerate(zip(*flags)) if x.bit_length() != y.bit_length())
    elif UNRELIABLE in (behind[0][op.key], behind[1][op.key]) and _is_unlike(op, flags):
        yield op.key


def _is_unlike(op: Flag, flags: FlagStates) -> bool:
    """Whether the texts do not do the same with a flag there."""
    return op.sides != BOTH or flags[0][op.key].bit_length() != flags[1][op.key].bit_length()


def _accesses(steps: Sequence[Step]) -> Iterator[AccessedBytes]:
    return chain.from_iterable(step.accesses for step in steps if isinstance(step, PipeWork))


def _pipes(pipe: Pipe) -> int:
    return ALL_PIPES if pipe == Pipe.ALL else BIT[pipe]


def flags_of(drain: Drain, target: Pipe, action: Action) -> list[SetFlag]:
    """What a drain inside an op may raise: one of these."""
    assert isinstance(action, TileOp)
    return [SetFlag(drain.source, target, event) for event in header_events(action.call)]


def _held(target: Pipe) -> int:
    """The pipes that a wait on `target` holds: the scalar stream issues to all."""
    return ALL_PIPES if target == Pipe.S else _pipes(target)


def _bytes_of(access: AccessedBytes) -> AccessedBytes:
    """Those of it, and nothing else."""
    return AccessedBytes(access.region, access.write, "", only_in=access.only_in, rows=access.rows)


def _conflict(earlier: Accesses, later: Accesses) -> bool:
    return any(meeting(x, y) is not None for x in earlier for y in later)
