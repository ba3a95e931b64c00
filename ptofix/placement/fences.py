"""Fences: a flag from one pipe to another, where it is raised and where it is waited for.

`straight` fences are raised after one unit of a sequence and waited for before a later one. `carried` ones go
round a loop: waited for before a unit, raised after the same or a later one, and up in between; raised once in
front of the loop and taken once after it, so that every path is balanced, also one without any round. Where a carried
order skips rounds (a buffer has several slots), as many flags take turns, one for each of the rounds that it skips.

A jump that leads from where a flag is up to where it is down takes it first, and one that leads the other way raises it
first: so every path is balanced, whatever jumps there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp.parser import Statement
from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Site
from ptofix.placement.sequences import Position, Sequence, Sequences
from ptofix.program.program import Instruction


class FlagFence(Struct, frozen=True):
    """Raised after unit `after` of the sequence by `source`, awaited before unit `before` by `target`.

    `loop` is the loop round which a carried one goes, None for a straight one. For the first round it is raised in
    front of unit `early` of the sequence that the loop is in, or of the loop where that is None. `turns` flags take
    turns: the one of a round is `turn` (in C++) by their number.
    """

    source: Pipe
    target: Pipe
    sequence: Sequence
    behind: int
    before: int
    loop: Position | None = None
    turns: int = 1
    turn: str = ""
    early: int | None = None

    def __str__(self) -> str:
        ends = (self.sequence.units[self.behind], self.sequence.units[min(self.before, len(self.sequence.units) - 1)])
        first, second = (unit.place.line for unit in ends)
        return f"{self.source} to {self.target}, from line {first} to line {second}"

    def spans(self, offset: int) -> bool:
        """Whether it is up, in the text, where `offset` is."""
        units = self.sequence.units
        behind = units[self.behind].span.end <= offset
        before = self.before == len(units) or offset <= units[self.before].span.start
        if self.loop is None:
            return behind and before
        around = self.loop.sequence.units[self.loop.number].span
        return (behind or before) and around.start <= offset < around.end

    def is_up_in(self, unit: Position) -> bool:
        """Whether it is up when control enters a unit, after what is before that, or comes to its end."""
        inside = next((number for sequence, number in unit.chain if sequence is self.sequence), None)
        if self.loop is None:
            return inside is not None and self.behind < inside < self.before
        if inside is not None:
            return not self.before <= inside <= self.behind
        sequence, last = self.loop
        first = last if self.early is None else self.early
        return any(around is sequence and first <= number <= last for around, number in unit.chain)

    @property
    def depth(self) -> int:
        """Loops around the set and the wait in their function."""
        return len(self.sequence.loops)

    def covers(self, other: FlagFence) -> bool:
        """Whether what `other` orders in each pass through the sequence, this does."""
        if (self.source, self.target, self.sequence) != (other.source, other.target, other.sequence):
            return False
        if self.loop is None and other.loop is not None:
            return self.behind >= other.behind or self.before <= other.before
        if self.loop != other.loop or self.turns > other.turns or (self.turn != other.turn and self.turns > 1):
            return False
        return self.behind >= other.behind and self.before <= other.before


def fences_for(earlier: Site, later: Site, sequences: Sequences) -> list[FlagFence]:
    """Fences that let the later one wait for the earlier one, each for where those before it do not order the two.

    The first waits for just the earlier one, on each path that passes the units of sequences in order. A jump may lead
    past its set or its wait: then it is awaited where the sequence of the earlier one ends, or else at once.
    """
    first, second = _statements(earlier.instruction), _statements(later.instruction)
    if not (first and second) or any(statement not in sequences.where for statement in (*first, *second)):
        return []
    level = 0  # the innermost function that both run in
    while level + 1 < min(len(first), len(second)) and first[level] is second[level]:
        level += 1
    pipes = earlier.pipe, later.pipe
    sequence, number = sequences.where[first[level]]
    end = len(sequence.units) - sequence.units[-1].is_jump  # after a jump nothing is reached
    late = FlagFence(*pipes, sequence, number, max(end, number + 1))
    made = _in_one_function(*pipes, first[level], second[level], sequences)
    while made is None and level > 0:  # round a loop of the caller
        level -= 1
        made = _in_one_function(*pipes, first[level], first[level], sequences)
    return [*([] if made is None else [made]), late, replace(late, before=number + 1)]


def certain_fence(earlier: Site, later: Site, sequences: Sequences) -> FlagFence | None:
    """The first fence that orders two sites whatever jumps there are; None where there is no place for any."""
    found = fences_for(earlier, later, sequences)
    if not found:
        return None
    fence = found[0]
    falls_through = fence.loop is not None and fence.sequence.units[fence.behind].is_switch  # perhaps
    return found[-1] if falls_through or any(jump.is_goto for jump in fence.sequence.jumps) else fence


def _statements(instruction: Instruction) -> tuple[Statement, ...]:
    """The calls that lead to an instruction, outermost first, and its own statement."""
    return (*instruction.calls, *(() if instruction.statement is None else (instruction.statement,)))


def _in_one_function(
    source: Pipe, target: Pipe, earlier: Statement, later: Statement, sequences: Sequences
) -> FlagFence | None:
    first, second = sequences.where[earlier], sequences.where[later]
    common = None
    for one, other in zip(first.chain, second.chain):
        if one.sequence is not other.sequence:
            break
        common = (one, other)
    if common is None:
        return None
    one, other = common
    if one.number < other.number:
        return FlagFence(source, target, one.sequence, one.number, other.number)
    loops = one.sequence.loops
    return FlagFence(source, target, one.sequence, one.number, other.number, loops[0]) if loops else None


def merged(one: FlagFence, other: FlagFence) -> FlagFence | None:
    """One flag for what both order; None where the one is awaited before the other can be raised."""
    if (one.source, one.target, one.sequence, one.loop) != (other.source, other.target, other.sequence, other.loop):
        return None
    if (one.turns, one.turn) != (other.turns, other.turn):
        return None
    behind, before = max(one.behind, other.behind), min(one.before, other.before)
    if one.loop is None and behind >= before:
        return None
    return replace(one, behind=behind, before=before)


def shares(fence: FlagFence, others: Iterable[FlagFence]) -> tuple[FlagFence, FlagFence] | None:
    """Another fence with which one can share a flag, and what they are together; None if there is none.

    Of several that one which takes the place of the most flags, but of no more than a part of those between the same
    pipes in the same sequence, as one flag for all would keep the pipes from working side by side: two thirds round a
    loop, where a pipe has a whole round to spare, one third straight ahead. Of equals the nearest.
    """
    alike = [other for other in others if other != fence and merged(fence, other)]
    most = 1 / 3 if fence.loop is None else 2 / 3
    best: tuple[tuple[int, int], FlagFence, FlagFence] | None = None
    for other in alike:
        both = merged(fence, other)
        if both is None or both in (fence, other):
            continue
        swallowed = sum(both.covers(one) for one in alike)
        apart = abs(fence.behind - other.behind) + abs(fence.before - other.before)
        rank = (swallowed if swallowed <= most * (len(alike) + 1) else -swallowed, -apart)
        if best is None or rank > best[0]:
            best = rank, other, both
    return None if best is None else best[1:]


def narrower(fence: FlagFence) -> FlagFence | None:
    """A fence for the same order that is up for a shorter time; None if it is up for no time at all."""
    if fence.turns > 1:
        return replace(fence, turns=1, turn="")
    if fence.loop is not None:
        loops = fence.sequence.loops
        inner = loops[loops.index(fence.loop) + 1 :]
        if inner:
            return replace(fence, loop=inner[0], early=None)  # that is a unit beside the outer loop
    point = replace(fence, before=fence.behind + 1, loop=None, early=None)
    return None if point == fence else point


def in_text_order(fence: FlagFence) -> tuple[object, ...]:
    """Of fences of one file: by where they are raised, then by where they are awaited, then by pipes."""
    units = fence.sequence.units
    awaited = units[fence.before].span.start if fence.before < len(units) else units[-1].span.end
    loop = -1 if fence.loop is None else fence.loop.sequence.units[fence.loop.number].span.start
    return units[fence.behind].span.end, awaited, fence.source.value, fence.target.value, loop, fence.turns


def widest(fences: Iterable[FlagFence]) -> list[FlagFence]:
    """Those that no other one covers, in the order of the text within each pair of pipes."""
    groups: dict[tuple[object, ...], list[FlagFence]] = {}
    for fence in dict.fromkeys(fences):
        key = (fence.source, fence.target, fence.sequence, fence.loop, fence.turns, fence.turn)
        groups.setdefault(key, []).append(fence)
    kept: list[FlagFence] = []
    for (*pipes, loop, _, _), group in groups.items():
        straight = groups.get((*pipes, None, 1, ""), ()) if loop is not None else ()
        latest = max((fence.behind for fence in straight), default=-1)
        first = min((fence.before for fence in straight), default=len(group[0].sequence.units) + 1)
        for fence in sorted(group, key=lambda fence: (fence.before, -fence.behind)):
            if fence.behind > latest and fence.before < first:
                kept.append(fence)
                latest = fence.behind
    return kept
