"""The checker's own reading of where an op touches memory, and in which order."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall
from ptofix.isa.operand import Operand as CallOperand
from ptofix.program.program import Operand, TileOp
from ptofix.proof.accesses import AccessedBytes, PipeWork, distance, steps_of

TILE = TileType(Space.VEC, "float", 8, 64, 8, 64, "RowMajor")
CAPACITY = A2A3.memories[Space.VEC].capacity


def accesses(source: Operand, target: Operand) -> tuple[AccessedBytes, ...]:
    """Of `TABS(target, source)`."""
    call = OpCall("TABS", (CallOperand("tile", TILE, None), CallOperand("tile", TILE, None)), A2A3)
    (work,) = (step for step in steps_of(TileOp(call, (target, source)), "strict") if isinstance(step, PipeWork))
    return work.accesses


def read(source: Operand) -> list[AccessedBytes]:
    return [access for access in accesses(source, Operand("t", (65536,))) if not access.write]


def test_a_tile_at_one_address_has_an_order() -> None:
    (found,) = read(Operand("s", (0,)))
    assert found.access is not None
    assert (found.region.start, found.region.end) == (0, TILE.size_bytes)


@pytest.mark.parametrize("source", [Operand("s", (0,), slots=2), Operand("s", (0, 4096)), Operand("s", None)])
def test_a_tile_that_may_be_in_several_places_has_no_order(source: Operand) -> None:
    assert all(access.access is None for access in read(source))
    writer = accesses(Operand("x", (131072,)), Operand("s", (0,)))
    assert distance(writer, accesses(source, Operand("t", (65536,)))) == 0


def test_a_tile_in_a_ring_may_be_in_any_of_its_slots() -> None:
    (found,) = read(Operand("s", (0,), slots=3))
    assert (found.region.start, found.region.end) == (0, 3 * TILE.size_bytes)


@pytest.mark.parametrize("start", [-32, CAPACITY - 32, CAPACITY, 1 << 32])
def test_a_tile_that_reaches_out_of_its_memory_may_be_anywhere(start: int) -> None:
    assert any(access.region.start <= 0 and access.region.end >= CAPACITY for access in read(Operand("s", (start,))))
