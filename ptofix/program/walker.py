"""What a program does step by step in one launch, as far as that is certain.

It is, where no branch decides which steps come, and the rounds of the loops around them are known as sums of numbers
that are given to the kernel: then a launch with some of these numbers can be followed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from ptofix.program.program import Opaque, Program

_MOST_STEPS = 4_000  # of one core in one launch that are followed, with the rounds of loops

Step = TypeVar("Step")


class Walker(Generic[Step]):
    """Follows the steps of a program that are of interest: those of some of its instructions, by their numbers."""

    def __init__(self, program: Program, steps: Mapping[int, Sequence[Step]]) -> None:
        self.program = program
        self._steps = steps
        within = {loop for index in self._steps for loop in program.instructions[index].loops}
        self.trips = {one.loop: one for one in program.trips if one.loop in within}
        self._heads = {one.head: one.loop for one in self.trips.values()}
        self._may_be_followed = not any(isinstance(i.action, Opaque) for i in program.reached)
        self._behind: dict[tuple[int, bool | None], frozenset[int]] = {}

    @property
    def symbols(self) -> set[str]:
        """The numbers that decide how often the loops run."""
        return {symbol.name for one in self.trips.values() for symbol, _ in one.rounds.terms}

    def walk(self, launch: Mapping[str, int]) -> list[Step] | None:
        """All steps in one launch, in order; None if that is not certain."""
        rounds = {loop: one.rounds.times(launch) for loop, one in self.trips.items()}
        done = dict.fromkeys(rounds, 0)
        place: int | None = 0 if self._may_be_followed else None
        found: list[Step] = []
        for _ in range(_MOST_STEPS):
            if place is None or place == self.program.exit.index:
                break
            found += self._steps.get(place, ())
            place = self._next(place, rounds, done)
        return found if place == self.program.exit.index else None

    def _next(self, place: int, rounds: Mapping[int, int], done: dict[int, int]) -> int | None:
        """The next step, head of a loop with steps, or the end: if it can only be one. Counts the rounds that end."""
        instructions, own = self.program.instructions, self._heads.get(place)
        around = [loop for loop in instructions[place].loops if loop in self.trips]
        goes_in = None if own is None else done[own] < rounds[own]
        if goes_in is False:
            around = [loop for loop in around if loop != own]
        there = set(self._after(place, goes_in))
        for loop in reversed(around):
            head = self.trips[loop].head
            if head not in there:
                break
            if any(loop in instructions[one].loops for one in there - {head}):
                return None
            done[loop] += 1
            if done[loop] < rounds[loop] or there == {head}:
                there = {head}
                break
            there.discard(head)  # the last round ends at its bottom
            around = around[:-1]
        if len(there) != 1:
            return None
        [target] = there
        loops = instructions[target].loops
        if any(loop not in loops for loop in around):
            return None
        entered = self._heads.get(target)
        if entered is not None and entered not in around:
            done[entered] = 0
        return target

    def _after(self, place: int, goes_in: bool | None) -> frozenset[int]:
        """What may come next behind an instruction; behind the head of a loop by whether another round runs."""
        if (place, goes_in) not in self._behind:
            instructions = self.program.instructions
            pending = list(instructions[place].successors)
            if goes_in is not None:
                loop = self._heads[place]
                pending = [one for one in pending if (loop in instructions[one].loops) is goes_in]
            found, seen = set[int](), set[int]()
            while pending:
                one = pending.pop()
                if one in seen:
                    continue
                seen.add(one)
                if one in self._steps or one in self._heads or one == self.program.exit.index:
                    found.add(one)
                else:
                    pending += instructions[one].successors
            self._behind[place, goes_in] = frozenset(found)
        return self._behind[place, goes_in]
