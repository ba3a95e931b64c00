"""What a core does with pipes between the cores, step by step, as far as that is certain.

It is, where no branch decides which steps come, and the rounds of the loops around them are known as sums of numbers
that are given to the kernel: then a launch with some of these numbers can be followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from ptofix.program.pipes import PipeType
from ptofix.program.program import Instruction, Opaque, Program, TileOp

CLAIM, PUSH, POP, FREE = "alloc", "push", "pop", "free"
_MOST_STEPS = 4_000  # of one core in one launch that are followed, with the rounds of loops


class PipeKey(NamedTuple):
    """What makes the two ends of a pipe one pipe."""

    flag_id: int
    direction: str


class PipeStep(Struct, frozen=True):
    """One thing that is done with a pipe; `tile` if what is pushed or popped is a tile."""

    core: str
    verb: str
    pipe: PipeType
    tile: bool
    instruction: Instruction

    @property
    def key(self) -> PipeKey:
        return key_of(self.pipe)


def key_of(pipe: PipeType) -> PipeKey:
    return PipeKey(pipe.flag_id, pipe.direction)


def steps_in(program: Program) -> Iterator[PipeStep]:
    """All steps that may be met, in text order."""
    for instruction in program.reached:
        yield from steps_of(program.core, instruction)


def steps_of(core: str, instruction: Instruction) -> Iterator[PipeStep]:
    """A tile takes its slot when it is pushed, and gives it back when it is popped."""
    action = instruction.action
    if not isinstance(action, TileOp):
        return
    verb, pipe = action.call.arch.fifo_step(action.call.name), next((o.pipe for o in action.operands if o.pipe), None)
    if not verb or pipe is None:
        return
    tile = all(given.kind != "global" for given in action.call.operands)
    if verb == PUSH and tile:
        yield PipeStep(core, CLAIM, pipe, tile, instruction)
    if verb != FREE or not tile:
        yield PipeStep(core, verb, pipe, tile, instruction)


class Walker:
    """Follows the steps of a program on some pipes."""

    def __init__(self, program: Program, keys: frozenset[PipeKey]) -> None:
        self.program = program
        found = {i.index: [s for s in steps_of(program.core, i) if s.key in keys] for i in program.reached}
        self._steps = {index: steps for index, steps in found.items() if steps}
        within = {loop for index in self._steps for loop in program.instructions[index].loops}
        self.trips = {one.loop: one for one in program.trips if one.loop in within}
        self._heads = {one.head: one.loop for one in self.trips.values()}
        self._may_be_followed = not any(isinstance(i.action, Opaque) for i in program.reached)
        self._behind: dict[tuple[int, bool | None], frozenset[int]] = {}

    @property
    def symbols(self) -> set[str]:
        """The numbers that decide how often the loops run."""
        return {symbol.name for one in self.trips.values() for symbol, _ in one.rounds.terms}

    def walk(self, launch: Mapping[str, int]) -> list[PipeStep] | None:
        """All steps in one launch, in order; None if that is not certain."""
        rounds = {loop: one.rounds.times(launch) for loop, one in self.trips.items()}
        done = dict.fromkeys(rounds, 0)
        place: int | None = 0 if self._may_be_followed else None
        found: list[PipeStep] = []
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
