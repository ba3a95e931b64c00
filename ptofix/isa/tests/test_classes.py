"""Class and pipe of calls, from the op table alone."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall
from ptofix.isa.classes import CLASSES, OpClass, work_by_name, work_of
from ptofix.isa.operand import Operand

VEC = Operand("tile", TileType(Space.VEC, "float", 16, 64, 16, 64, "RowMajor"))
ACC = Operand("tile", TileType(Space.ACC, "float", 16, 64, 16, 64, "RowMajor"))
GLOBAL, PIPE, SCALAR = Operand("global"), Operand("pipe"), Operand("scalar")


@pytest.mark.parametrize(
    ("name", "operands", "work"),
    [
        ("TLOAD", (VEC, GLOBAL), OpClass("load", "MTE2")),
        ("TSTORE", (GLOBAL, VEC), OpClass("store", "MTE3")),
        ("TSTORE", (GLOBAL, ACC), OpClass("store", "FIX")),
        ("TADD", (VEC, VEC, VEC), OpClass("tile", "V")),
        ("TASSIGN", (VEC, SCALAR), OpClass("address", "S")),
        ("TPOP", (PIPE, VEC), OpClass("fifo", "MTE2")),
        ("TPOP", (PIPE, GLOBAL), OpClass("fifo", "S")),
        ("TADD", (VEC,), OpClass("unknown", "")),
        ("my_helper", (VEC,), OpClass("unknown", "")),
    ],
)
def test_work_of_a_call(name: str, operands: tuple[Operand, ...], work: OpClass) -> None:
    assert work_of(OpCall(name, operands, A2A3)) == work


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("TADD", OpClass("tile", "V")),
        ("TLOAD", OpClass("load", "MTE2")),
        ("TSTORE", OpClass("store", "")),  # MTE3 or FIX: the operands decide
        ("TRESHAPE", OpClass("address", "S")),
        ("TFREE", OpClass("fifo", "MTE2")),
        ("my_helper", OpClass("unknown", "")),
    ],
)
def test_work_by_name(name: str, work: OpClass) -> None:
    assert work_by_name(name) == work


def test_every_op_has_a_class() -> None:
    assert {work_by_name(name).kind for name in A2A3.ops.names()} == set(CLASSES)


def test_slots_of_pipes() -> None:
    steps = {name: A2A3.fifo_step(name) for name in A2A3.ops.names() if A2A3.fifo_step(name)}
    assert steps == {"TPOP": "pop", "TPUSH": "push", "TALLOC": "alloc", "TFREE": "free"}
