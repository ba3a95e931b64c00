"""What the cube and the vector kernel share: the three FIFOs between them, and which work a core group does."""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.ir import SSAValue

from plan import F16, F32, HEAD, LOCAL_SLOT_NUM, SLOT_NUM, Plan
from ptofix.mlir.builder import (
    CUBE_TO_VECTOR,
    VECTOR_TO_CUBE,
    PipeEnd,
    addptr,
    block_count,
    block_index,
    divsi,
    index_cast,
    muli,
    pipe,
    subi,
    view,
)


@dataclass(frozen=True)
class Fifos:
    """One core's ends of the three FIFOs."""

    qk: PipeEnd
    p: PipeEnd
    pv: PipeEnd


@dataclass(frozen=True)
class Geometry:
    """This core group's number, how many there are, S1, and tiles of one split: all, and those in steady state."""

    block: SSAValue
    blocks: SSAValue
    s1: SSAValue
    tiles: SSAValue
    steady: SSAValue


def geometry(plan: Plan, s1_len: SSAValue) -> Geometry:
    block, blocks = block_index("block"), block_count("blocks")
    s1 = index_cast(s1_len, "s1")
    tiles = divsi(s1, plan.s1_tile * plan.kv_split, "tiles")
    return Geometry(block, blocks, s1, tiles, subi(tiles, plan.qk_preload, "steady"))


def open_fifos(plan: Plan, memory: tuple[SSAValue, SSAValue, SSAValue], block: SSAValue, rows: int) -> Fifos:
    """The ends of a core that sees `rows` rows of each slot; `memory`: the QK, P and PV rings of all core groups."""

    def end(number: int, name: str, direction: int, slot_bytes: int, width: int, size: int) -> PipeEnd:
        # Every core group has its own ring; the rings of one FIFO lie back to back.
        offset = muli(block, slot_bytes * SLOT_NUM // size, f"{name}_offset")
        ring = addptr(memory[number], offset, f"{name}_base")
        slots = view(ring, (rows, width), (width, 1), f"{name}_slots")
        # A pipe takes two hardware flags: data ready, slot free.
        return pipe(slots, direction, slot_bytes, SLOT_NUM, LOCAL_SLOT_NUM, 2 * number, name)

    return Fifos(
        end(0, "qk", CUBE_TO_VECTOR, plan.qk_slot_bytes, plan.s1_tile, F32),
        end(1, "p", VECTOR_TO_CUBE, plan.p_slot_bytes, plan.s1_tile, F16),
        end(2, "pv", CUBE_TO_VECTOR, plan.pv_slot_bytes, HEAD, F32),
    )
