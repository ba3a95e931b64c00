"""The bytes of every tile operand of a program, as far as addresses are known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ptofix.arch.expand import Access, Expansion, OpCall, Stage
from ptofix.arch.tile import SPACES, TileType
from ptofix.order.effects import Footprint, expansion_of
from ptofix.program.program import Instruction, Operand, Program, Region, TileOp

CAPACITY = {space.memory: space.capacity for space in SPACES.values()}


class TileUse(NamedTuple):
    """One operand of one op; `region` covers what the op touches of it from one of its addresses."""

    instruction: Instruction
    operand: Operand
    tile: TileType
    base: int
    region: Region

    @property
    def footprint(self) -> Footprint:
        return Footprint(self.region, False, self.operand.text)


def tile_uses(program: Program) -> Iterator[TileUse]:
    """Every tile operand that is read or written, once per address it can have."""
    for instruction in program.instructions:
        action = instruction.action
        if not isinstance(action, TileOp):
            continue
        lengths = lengths_touched(action.call)
        for index, (argument, operand) in enumerate(zip(action.call.operands, action.operands)):
            if argument.tile is None or operand.bases is None or index not in lengths:
                continue
            length = lengths[index] + (operand.slots - 1) * argument.tile.size_bytes
            memory = SPACES[argument.tile.space].memory
            for base in operand.bases:
                yield TileUse(instruction, operand, argument.tile, base, Region(memory, base, base + length))


def lengths_touched(call: OpCall) -> dict[int, int]:
    """Bytes touched from the base, per operand that is read or written."""
    found: dict[int, int] = {}
    for access in accesses_of(call):
        if access.operand is not None:
            found[access.operand] = max(found.get(access.operand, 0), access.offset + access.length)
    return found


@lru_cache(maxsize=4096)
def accesses_of(call: OpCall) -> tuple[Access, ...]:
    """What the micro-steps of a call read and write; nothing if they are not known."""
    expansion = expansion_of(call, micro_steps=True)
    steps = expansion.steps if isinstance(expansion, Expansion) else ()
    return tuple(access for step in steps if isinstance(step, Stage) for access in step.accesses)
