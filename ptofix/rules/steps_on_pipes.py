"""What a core does with pipes between the cores, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from ptofix.program.pipes import PipeType
from ptofix.program.program import Instruction, Program, TileOp

CLAIM, PUSH, POP, FREE = "alloc", "push", "pop", "free"


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


def steps_in(program: Program) -> dict[int, list[PipeStep]]:
    """All steps that may be met, in text order, by the number of their instruction."""
    found = {instruction.index: [*steps_of(program.core, instruction)] for instruction in program.reached}
    return {index: steps for index, steps in found.items() if steps}


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
