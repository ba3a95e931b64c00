"""How often each flag can be raised at each point of a program, and where sets and waits do not match.

A state maps each flag that may be raised to the set of counts it can have, as a bit mask. Where paths meet the sets are
joined, so a count that only another branch leads to is kept apart from one that every path has (`FlagMisuse.certain`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from enum import Enum
from functools import cached_property, lru_cache

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.isa.expand import Drain, OpCall, Unknown, header_events
from ptofix.order import possible_raises
from ptofix.order.cross import ANY_EVENT, FlagIdentity, FlagKey, by_pipe_pair
from ptofix.order.effects import forms_of, is_understood
from ptofix.order.possible_raises import Counted
from ptofix.program.program import Instruction, Program, SetFlag, TileOp, WaitFlag, possible_ids

_NOT_RAISED = 1
_MANY = 3  # the last bit: so often or more
_ALL = (1 << _MANY + 1) - 1

Counts = dict[FlagKey, int]


class MisuseKind(Enum):
    LEFT_RAISED = "left raised"
    NEVER_SET = "never set"
    SET_AGAIN = "set again"
    USED_BY_HEADER = "used by header"


class FlagMisuse(Struct, frozen=True):
    """`instruction` is the set or wait (the op for USED_BY_HEADER), `others` the sets that it meets.

    `certain` if it happens on every path that gets there.
    """

    kind: MisuseKind
    instruction: Instruction
    key: FlagKey
    certain: bool
    others: tuple[Instruction, ...] = ()


class UncertainWait(Struct, frozen=True):
    """A wait that may never end, by what ids are: if its id is one of `unraised`, which nothing raises.

    If there is none of these, by the ids of sets, which may mean other flags. `certain` as for a misuse.
    """

    instruction: Instruction
    unraised: frozenset[int]
    certain: bool


class FlagCounts(Struct, frozen=True, dict=True):
    """`before[i]` is the state before instruction i: None if it is never reached, or if nothing is known there."""

    program: Program
    identity: FlagIdentity
    before: list[Counts | None]
    unknown: set[int]  # instructions behind something that may have set or awaited any flag

    @cached_property
    def misuses(self) -> tuple[FlagMisuse, ...]:
        """In program order."""
        return tuple(self._misuses())

    def _misuses(self) -> Iterator[FlagMisuse]:
        dynamic = self._dynamic
        for instruction, counts in zip(self.program.instructions, self.before):
            if counts is None or instruction.index in self.unknown:
                continue
            action = instruction.action
            if isinstance(action, (SetFlag, WaitFlag)):
                family = self.identity(action.source, action.target, ANY_EVENT)
                if family in dynamic:
                    yield from self._endless(instruction, action, family)
                else:
                    yield from self._meets(instruction, action, counts)
            elif isinstance(action, TileOp):
                yield from self._header(instruction, action, counts)
            elif instruction is self.program.exit:
                yield from self._left(instruction, counts, dynamic)

    def _meets(self, instruction: Instruction, action: SetFlag | WaitFlag, counts: Counts) -> Iterator[FlagMisuse]:
        assert action.event is not None
        key = self.identity(action.source, action.target, action.event)
        count = counts.get(key, _NOT_RAISED)
        if isinstance(action, SetFlag):
            if count & ~_NOT_RAISED:
                certain = not count & _NOT_RAISED
                yield FlagMisuse(
                    MisuseKind.SET_AGAIN, instruction, key, certain, self.sets_before(instruction.index, key)
                )
        elif count & _NOT_RAISED:
            yield FlagMisuse(MisuseKind.NEVER_SET, instruction, key, count == _NOT_RAISED)

    def _endless(self, instruction: Instruction, action: SetFlag | WaitFlag, family: FlagKey) -> Iterator[FlagMisuse]:
        """A wait that nothing can raise, though it is not known which flag each set raises."""
        raised = self._possible[instruction.index]
        if isinstance(action, SetFlag) or raised is None:
            return
        key = family if action.event is None else self.identity(action.source, action.target, action.event)
        counts = possible_raises.most_raised(raised, family, possible_ids(action))
        if any(count & possible_raises.NONE for count in counts):
            yield FlagMisuse(MisuseKind.NEVER_SET, instruction, key, possible_raises.NONE in counts)

    def uncertain_waits(self) -> Iterator[UncertainWait]:
        """In program order, those that are no misuse whatever ids are."""
        endless = {misuse.instruction.index for misuse in self.misuses if misuse.kind is MisuseKind.NEVER_SET}
        for instruction, action in ((i, i.action) for i in self.program.instructions):
            if not isinstance(action, WaitFlag) or instruction.index in self.unknown | endless:
                continue
            family, raised = self.identity(action.source, action.target, ANY_EVENT), self._possible[instruction.index]
            if family not in self._dynamic or raised is None:
                continue
            ids = possible_ids(action)
            each = {one: raised[Counted(family, frozenset((one,)))] for one in ids or self.program.arch.event_ids}
            unraised = {one: count for one, count in each.items() if count & possible_raises.NONE}
            surely = raised[Counted(family, ids, True)]
            if unraised:
                always = possible_raises.NONE in unraised.values()
                named = frozenset(one for one, count in unraised.items() if count == possible_raises.NONE or not always)
                yield UncertainWait(instruction, named, always)
            elif surely & possible_raises.NONE:
                yield UncertainWait(instruction, frozenset(), surely == possible_raises.NONE)

    @cached_property
    def _possible(self) -> list[possible_raises.Counts | None]:
        return possible_raises.possible_raises(self.program, self.identity, self._dynamic)

    def _header(self, instruction: Instruction, action: TileOp, counts: Counts) -> Iterator[FlagMisuse]:
        for source, target, event in inner_flags(action.call):
            key = self.identity(source, target, event)
            count = counts.get(key, _NOT_RAISED)
            if count & ~_NOT_RAISED:
                certain, sets = not count & _NOT_RAISED, self.sets_before(instruction.index, key)
                yield FlagMisuse(MisuseKind.USED_BY_HEADER, instruction, key, certain, sets)

    def _left(self, last: Instruction, counts: Counts, dynamic: set[FlagKey]) -> Iterator[FlagMisuse]:
        for key, count in counts.items():
            if count & ~_NOT_RAISED:
                sets = self.sets_before(last.index, key) or self._sets(key)  # a wait for an elder raise may come last
                if sets and (*key[:-1], ANY_EVENT) not in dynamic:
                    certain = not count & _NOT_RAISED
                    yield FlagMisuse(MisuseKind.LEFT_RAISED, sets[0], key, certain, sets[1:])
        raised = (self._possible[last.index] or {}) if dynamic else {}
        for family in sorted(dynamic):
            if not raised[Counted(family, None)] & possible_raises.NONE:  # more sets than waits, whatever the ids are
                sets = tuple(self._sets_of_family(family))
                yield FlagMisuse(MisuseKind.LEFT_RAISED, sets[-1], family, True)

    def _sets_of_family(self, family: FlagKey) -> Iterator[Instruction]:
        for instruction in self.program.instructions:
            action = instruction.action
            if isinstance(action, SetFlag) and self.identity(action.source, action.target, ANY_EVENT) == family:
                yield instruction

    def _sets(self, key: FlagKey) -> tuple[Instruction, ...]:
        """All sets of a flag."""
        return tuple(i for i in self.program.instructions if isinstance(i.action, SetFlag) and self.key_of(i) == key)

    def is_dynamic(self, key: FlagKey) -> bool:
        """Whether an id known only at run time may be this flag."""
        return (*key[:-1], ANY_EVENT) in self._dynamic

    @cached_property
    def uncounted(self) -> set[FlagKey]:
        """The flags that may be raised so often that nobody counts how many of them a wait leaves."""
        known = (counts for counts in self.before if counts is not None)
        return {key for counts in known for key, count in counts.items() if count >> _MANY}

    def is_down(self, place: int, key: FlagKey) -> bool:
        """Whether a flag is certainly not raised before an instruction."""
        counts = self.before[place]
        if counts is None or place in self.unknown or (*key[:-1], ANY_EVENT) in self._dynamic:
            return False
        return counts.get(key, _NOT_RAISED) == _NOT_RAISED

    @cached_property
    def _dynamic(self) -> set[FlagKey]:
        return dynamic_families(self.program, self.identity)

    def key_of(self, instruction: Instruction) -> FlagKey | None:
        """The flag of a set or wait, None for anything else and for an id known only at run time."""
        action = instruction.action
        if not isinstance(action, (SetFlag, WaitFlag)) or action.event is None:
            return None
        return self.identity(action.source, action.target, action.event)

    def sets_before(self, index: int, key: FlagKey) -> tuple[Instruction, ...]:
        """The sets of a flag that reach an instruction with no wait for it in between."""
        instructions, before = self.program.instructions, self.program.predecessors
        found: list[Instruction] = []
        seen: set[int] = set()
        pending = deque(before[index])
        while pending:
            place = pending.popleft()
            if place in seen:
                continue
            seen.add(place)
            if self.key_of(instructions[place]) == key:
                if isinstance(instructions[place].action, SetFlag):
                    found.append(instructions[place])
                continue
            pending.extend(before[place])
        return tuple(sorted(found, key=lambda instruction: instruction.index))


def flag_counts(program: Program, identity: FlagIdentity = by_pipe_pair) -> FlagCounts:
    """Solve for `program`, starting with no flag raised."""
    result = FlagCounts(program, identity, [None] * len(program.instructions), set())
    result.before[0] = {}
    pending = deque([0])
    while pending:
        index = pending.popleft()
        instruction = program.instructions[index]
        counts = result.before[index]
        assert counts is not None
        after = _after(result, instruction, counts)
        unknown = index in result.unknown or not is_understood(instruction.action)
        for successor in instruction.successors:
            known = result.before[successor]
            joined = after if known is None else _joined(known, after)
            changed = joined is not known or (unknown and successor not in result.unknown)
            if unknown:
                result.unknown.add(successor)
            if changed:
                result.before[successor] = joined
                pending.append(successor)
    return result


def _after(result: FlagCounts, instruction: Instruction, counts: Counts) -> Counts:
    key = result.key_of(instruction)
    if key is None:
        return counts
    count = counts.get(key, _NOT_RAISED)
    if isinstance(instruction.action, SetFlag):
        count = (count << 1 | count & 1 << _MANY) & _ALL
    else:
        # A path that waits for a flag that is not raised ends here, unless no path goes on.
        count = (count & ~_NOT_RAISED) >> 1 | count & 1 << _MANY or _NOT_RAISED
    after = {**counts, key: count}
    if count == _NOT_RAISED:
        del after[key]  # a state has what may be up
    return after


def _joined(known: Counts, more: Counts) -> Counts:
    """`known` itself if `more` adds nothing: instructions share states."""
    news: Counts = {}
    for key in known.keys() | more.keys():
        mine, theirs = known.get(key, _NOT_RAISED), more.get(key, _NOT_RAISED)
        if theirs & ~mine:
            news[key] = mine | theirs
    return {**known, **news} if news else known


def endless_wait(program: Program) -> Instruction | None:
    """The first wait before which no path has a set: only something unknown could end it."""
    for wait, action in ((i, i.action) for i in program.reached):
        if isinstance(action, WaitFlag) and not _may_end(program, wait, action):
            return wait
    return None


def _may_end(program: Program, wait: Instruction, action: WaitFlag) -> bool:
    ids, seen = possible_ids(action), {wait.index}
    pending = [*program.predecessors[wait.index]]
    while pending:
        place = pending.pop()
        other = program.instructions[place].action
        match other:
            case SetFlag(action.source, action.target) if possible_raises.may_be_among(possible_ids(other), ids):
                return True
        if place not in seen:
            seen.add(place)
            pending += program.predecessors[place]
    return False


@lru_cache(maxsize=4096)
def inner_flags(call: OpCall) -> tuple[tuple[Pipe, Pipe, int], ...]:
    """The flags that the header of an op sets and awaits inside: source, target and id."""
    found = forms_of(call, micro_steps=True)
    steps = [] if isinstance(found, Unknown) else [step for expansion in found for step in expansion.steps]
    ends = dict.fromkeys((step.source, step.target) for step in steps if isinstance(step, Drain) and step.by_flags)
    events = header_events(call)
    return tuple((source, target, event) for source, target in ends if target is not None for event in events)


def dynamic_families(program: Program, identity: FlagIdentity) -> set[FlagKey]:
    """Flags with an event id that is known only at run time: each may be any flag of the same pipes."""
    return {
        identity(i.action.source, i.action.target, ANY_EVENT)
        for i in program.instructions
        if isinstance(i.action, (SetFlag, WaitFlag)) and i.action.event is None
    }
