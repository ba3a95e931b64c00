"""From one site on: which pipes start their work only after it is done, on every path, with some fences in place.

The walk is a must-analysis of its own (the analysis of all sites at once is order/cross.py): a state holds the pipes
that are ordered after the site, and the flags that went up after it was done. Where paths meet, what both have stays.
Each new execution of the site begins anew: a flag or pipe after the newest is after all earlier ones. A way on which
every pipe is after the site has nothing more to tell and ends there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from msgspec import Struct

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.order.cross import FlagKey
from ptofix.order.effects import Effects, Site, Steps
from ptofix.order.flags import FlagCounts
from ptofix.placement.event_ids import fence_of
from ptofix.program.program import Barrier, SetFlag, WaitFlag

_BIT = {pipe: 1 << number for number, pipe in enumerate(PIPES)}
_ALL = (1 << len(PIPES)) - 1
_RAISED_ONCE = 2  # of FlagCounts: the one count that a flag has on every path


class ReachState(NamedTuple):
    """Bit sets: `pipes` ordered after the site, `flags` that cover it, `used` flags that made it so."""

    pipes: int
    flags: int
    used: int

    def meet(self, other: ReachState) -> ReachState:
        return ReachState(self.pipes & other.pipes, self.flags & other.flags, self.used | other.used)


class _Op(NamedTuple):
    """`raises` and `takes` are a flag's bit. `sources` is a bit, `targets` pipes that are ordered after it."""

    at: int
    raises: int
    takes: int
    source: int
    targets: int
    ways: tuple[tuple[_Op, ...], ...] = ()  # forms of an op, of which one is taken


class _Block(Struct, frozen=True):
    """Instructions that follow each other without a branch; `ops` are what any of them does to a state."""

    first: int
    ops: tuple[_Op, ...]
    places: tuple[int, ...]  # the instruction of each op
    successors: tuple[int, ...]  # first instructions of the next blocks

    def between(self, first: int, last: int | None) -> Iterator[_Op]:
        """The ops of the instructions after the one and before the other."""
        end = len(self.ops) if last is None else bisect_left(self.places, last)
        return map(self.ops.__getitem__, range(bisect_right(self.places, first), end))


class Reach:
    """Answers for one program, in which fences have event ids of their own (event_ids.py)."""

    def __init__(self, effects: Effects, counts: FlagCounts) -> None:
        """Flags of fences count where these are enabled; others where they are certain."""
        self.effects = effects
        self.counts = counts
        self.bits: dict[object, int] = {}
        self.bits_of: dict[int, int] = {}  # of each fence
        self.fence_of_bit: dict[int, int] = {}  # by the length of its bit
        self.always = 0  # flags that are no fences
        self.pipes = self._pipes_in_use()
        self.helpful = 0  # flags that are not enabled, but would have covered the site
        self._find_flags()
        self._used = 0
        self.block_of: list[int] = [0] * len(effects.program.instructions)
        self.blocks: dict[int, _Block] = {}
        self._divide()

    def ordered(self, earlier: Site, later: list[Site], enabled: int) -> tuple[bool, int]:
        """Whether all of `later` start only after `earlier` is done; which flags, of those `enabled`, that rests on.

        Flags are bits; those of a fence are `bits_of` its number.
        """
        enabled |= self.always
        start = self._start(earlier, enabled)
        self._used = start.used
        complete = True
        around: dict[int, ReachState] | None = None
        for site in later:
            if around is None and not self._is_ahead(earlier, site):
                last = max(self.block_of[one.instruction.index] for one in later)
                around = self._solve(earlier, start, enabled, last)
            for state in self._at(site, earlier, around or {}, start, enabled):
                self._used |= state.used
                complete &= bool(state.pipes & _BIT[site.pipe])
        return complete, self._used

    def flags_of(self, fence: int) -> int:
        return self.bits_of.get(fence, 0)

    @cached_property
    def every(self) -> int:
        """The flags of all fences."""
        return (1 << len(self.bits)) - 1 & ~self.always

    def fences_of(self, flags: int) -> Iterator[int]:
        """The numbers of the fences that have some of these flags."""
        while flags:
            lowest = flags & -flags
            flags &= ~lowest
            number = self.fence_of_bit.get(lowest.bit_length())
            if number is not None:
                yield number

    def cut(self, earlier: Site, later: Site, enabled: int, preferred: Iterable[int]) -> frozenset[int]:
        """Fences of which one at least must be enabled for a pair that those of `enabled` leave unordered.

        A walk in which no fence outside of `enabled` would have covered anything is the same walk with all of them.
        So those that would have are such a set, the smaller the more fences are enabled that do not help, those first
        that are `preferred` last.
        """
        rank = {fence: number for number, fence in enumerate(preferred)}
        enough: set[int] = set()  # with each of these the pair is in order
        while True:
            self.helpful = 0
            complete = self.ordered(earlier, [later], enabled)[0]
            assert not complete
            open_ = {fence for fence, bits in self.bits_of.items() if bits & self.helpful}
            left = sorted(open_ - enough, key=rank.__getitem__)
            if not left:
                return frozenset(open_)
            more = enabled | self.flags_of(left[0])
            if self.ordered(earlier, [later], more)[0]:
                enough.add(left[0])
            else:
                enabled = more

    # ---- solving ----

    def _is_ahead(self, earlier: Site, later: Site) -> bool:
        """Whether the one way from the earlier one is straight ahead."""
        first, second = earlier.instruction.index, later.instruction.index
        return self.block_of[first] == self.block_of[second] and second > first

    def _start(self, earlier: Site, enabled: int) -> ReachState:
        start = ReachState(_BIT[earlier.pipe], 0, 0)
        for way in self._own_ways(earlier):
            start = self._run(way, start, enabled)
        return start

    def _solve(self, earlier: Site, start: ReachState, enabled: int, last: int) -> dict[int, ReachState]:
        """The state at the top of each block up to `last` that is reached from the end of the site's own block."""
        index = earlier.instruction.index
        home = self.blocks[self.block_of[index]]
        states: dict[int, ReachState] = {}
        end = self._run(home.between(index, None), start, enabled)
        pending: list[int] = []  # in the order of the program: what leads to a block comes first, but for loops
        block = home
        while True:
            if not self._is_over(end):
                for successor in block.successors:
                    known = states.get(successor)
                    joined = end if known is None else known.meet(end)
                    if joined != known and self.back_to[successor] <= last:
                        states[successor] = joined
                        if successor not in pending and successor != home.first:
                            heappush(pending, successor)
            if not pending:
                return states
            block = self.blocks[heappop(pending)]
            end = self._run(block.ops, states[block.first], enabled)

    @cached_property
    def back_to(self) -> dict[int, int]:
        """Of each block, the first one in the text that it leads to."""
        found = {first: first for first in self.blocks}
        changed = True
        while changed:
            changed = False
            for first in sorted(self.blocks, reverse=True):
                least = min((found[successor] for successor in self.blocks[first].successors), default=first)
                if least < found[first]:
                    found[first], changed = least, True
        return found

    def _is_over(self, state: ReachState) -> bool:
        """Whether every pipe is after the site: such a way has nothing to tell where it meets others."""
        self._used |= state.used if state.pipes == _ALL else 0
        return state.pipes == _ALL

    def _own_ways(self, earlier: Site) -> list[tuple[_Op, ...]]:
        """What the op of a site does after it, if that is one thing."""
        forms = [steps for steps in self.effects.forms[earlier.instruction.index] if earlier in steps]
        return [self._of_steps(earlier.instruction.index, steps[steps.index(earlier) + 1 :]) for steps in forms[:1]]

    def _at(
        self, later: Site, earlier: Site, states: dict[int, ReachState], start: ReachState, enabled: int
    ) -> Iterator[ReachState]:
        """The state before a site, for each kind of way that leads to it."""
        index, own = later.instruction.index, earlier.instruction.index
        first = self.block_of[index]
        block = self.blocks[first]
        if first == self.block_of[own] and index > own:
            came = self._run(block.between(own, index), start, enabled)
        elif first in states:
            came = self._run(block.between(-1, index), states[first], enabled)
        else:
            return
        for steps in self.effects.forms[index]:
            if later in steps:
                yield self._run(self._of_steps(index, steps[: steps.index(later)]), came, enabled)

    def _run(self, ops: Iterable[_Op], state: ReachState, enabled: int) -> ReachState:
        pipes, flags, used = state
        for op in ops:
            if op.ways:
                ends = [self._run(way, ReachState(pipes, flags, used), enabled) for way in op.ways]
                met = ends[0]
                for end in ends[1:]:
                    met = met.meet(end)
                pipes, flags, used = met
            elif op.raises:
                if op.raises & enabled:
                    flags = flags | op.raises if pipes & op.source else flags & ~op.raises
                elif pipes & op.source:
                    self.helpful |= op.raises
            elif op.takes:
                if flags & op.takes & enabled:
                    if op.targets & ~pipes:
                        used |= op.takes
                    pipes |= op.targets
                    flags &= ~op.takes
            elif pipes & op.source:
                pipes |= op.targets
            if not self.pipes & ~pipes:
                return ReachState(_ALL, -1, used)
        return ReachState(pipes, flags, used)

    # ---- the program ----

    def _pipes_in_use(self) -> int:
        """As bits, those that have work."""
        return sum(_BIT[pipe] for pipe, sites in self.effects.on_pipe.items() if sites)

    def _divide(self) -> None:
        program = self.effects.program
        heads = {0}
        for instruction, before in zip(program.instructions, program.predecessors):
            if len(before) != 1 or len(program.instructions[before[0]].successors) != 1:
                heads.add(instruction.index)
        for head in sorted(heads):
            ops: list[_Op] = []
            index = head
            while True:
                self.block_of[index] = head
                ops += self._ops(index)
                successors = program.instructions[index].successors
                if len(successors) != 1 or successors[0] in heads:
                    break
                index = successors[0]
            self.blocks[head] = _Block(head, tuple(ops), tuple(op.at for op in ops), tuple(successors))

    def _ops(self, index: int) -> Iterator[_Op]:
        action = self.effects.program.instructions[index].action
        match action:
            case SetFlag(source, _, event) if event is not None:
                yield _Op(index, self.bits[self._key(action)], 0, _BIT[source], 0)
            case WaitFlag(_, target, event) if event is not None:
                key = self._key(action)
                if fence_of(event) is not None or self._is_certain(index, key):
                    yield _Op(index, 0, self.bits[key], 0, _ALL if target == Pipe.S else _BIT[target])
            case Barrier(Pipe.ALL):
                yield _Op(index, 0, 0, _ALL, _ALL)
        forms = self.effects.forms[index]
        if len(forms) > 1:
            yield _Op(index, 0, 0, 0, 0, tuple(self._of_steps(index, steps) for steps in forms))
        else:
            yield from self._of_steps(index, forms[0])

    def _find_flags(self) -> None:
        for instruction in self.effects.program.instructions:
            action = instruction.action
            if isinstance(action, (SetFlag, WaitFlag)) and action.event is not None:
                bit = self.bits.setdefault(self._key(action), 1 << len(self.bits))
                fence = fence_of(action.event)
                if fence is None:
                    self.always |= bit
                else:
                    self.bits_of[fence] = self.bits_of.get(fence, 0) | bit
                    self.fence_of_bit[bit.bit_length()] = fence

    def _key(self, action: SetFlag | WaitFlag) -> FlagKey:
        assert action.event is not None
        return self.counts.identity(action.source, action.target, action.event)

    def _is_certain(self, index: int, key: FlagKey) -> bool:
        """Whether a flag of the program is up just once here, on every path."""
        counts = self.counts.before[index]
        if counts is None or index in self.counts.unknown or self.counts.is_dynamic(key):
            return False
        return counts.get(key) == _RAISED_ONCE

    def _of_steps(self, index: int, steps: Steps) -> tuple[_Op, ...]:
        """The drains of an op, as a flag would order the same."""
        found: list[_Op] = []
        for step in steps:
            if isinstance(step, Site):
                continue
            if step.target is not None:
                targets = _ALL if step.target == Pipe.S else _BIT[step.target]
                found.append(_Op(index, 0, 0, _BIT[step.source], targets))
            elif step.source == Pipe.ALL:
                found.append(_Op(index, 0, 0, _ALL, _ALL))
        return tuple(found)
