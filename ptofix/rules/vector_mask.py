"""Who works with the vector mask that an op leaves behind."""

from __future__ import annotations

from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Stage, Unknown
from ptofix.isa.expand import forms
from ptofix.program.program import Action, Instruction, Opaque, Program, TileOp


def next_use_of_mask(program: Program, start: Instruction) -> Instruction | None:
    """The first op after `start`, on any path, that may work with the mask it finds; None if there is none."""
    seen, pending = set[int](), list(start.successors)
    while pending:
        index = min(pending)
        pending.remove(index)
        if index in seen:
            continue
        seen.add(index)
        instruction = program.instructions[index]
        if _may_use(instruction.action):
            return instruction
        if not _sets(instruction.action):
            pending += instruction.successors
    return None


def _may_use(action: Action) -> bool:
    if isinstance(action, Opaque):
        return True
    return isinstance(action, TileOp) and not _mask(action) and True in _uses_vector_pipe(action)


def _sets(action: Action) -> bool:
    """Whether it certainly sets a mask: an op on an empty tile may return before that."""
    if not isinstance(action, TileOp) or _mask(action) != "sets" or False in _uses_vector_pipe(action):
        return False
    tiles = [operand.tile for operand in action.call.operands if operand.tile is not None]
    return all(tile.valid_rows and tile.valid_cols for tile in tiles)


def _mask(action: TileOp) -> str:
    row = action.call.arch.row(action.call.name)
    assert row is not None, "an op of the program has a row"
    return row.mask


def _uses_vector_pipe(action: TileOp) -> set[bool]:
    """Whether it has work on V, in each form that it may take."""
    found = forms(action.call)
    if isinstance(found, Unknown):
        return {True}
    return {any(isinstance(step, Stage) and step.pipe == Pipe.V for step in form.steps) for form in found}
