"""Class and pipe of calls, from the op table alone."""

from __future__ import annotations

import pytest

from ptofix.arch.call import OpCall, Operand
from ptofix.arch.classes import CLASSES, Work, fifo_step, work_by_name, work_of
from ptofix.arch.table import table
from ptofix.arch.tile import TileType

VEC = Operand("tile", TileType("Vec", "float", 16, 64, 16, 64, "RowMajor"))
ACC = Operand("tile", TileType("Acc", "float", 16, 64, 16, 64, "RowMajor"))
GLOBAL, PIPE, SCALAR = Operand("global"), Operand("pipe"), Operand("scalar")


@pytest.mark.parametrize(
    ("name", "operands", "work"),
    [
        ("TLOAD", (VEC, GLOBAL), Work("load", "MTE2")),
        ("TSTORE", (GLOBAL, VEC), Work("store", "MTE3")),
        ("TSTORE", (GLOBAL, ACC), Work("store", "FIX")),
        ("TADD", (VEC, VEC, VEC), Work("tile", "V")),
        ("TASSIGN", (VEC, SCALAR), Work("address", "S")),
        ("TPOP", (PIPE, VEC), Work("fifo", "MTE2")),
        ("TPOP", (PIPE, GLOBAL), Work("fifo", "S")),
        ("TADD", (VEC,), Work("unknown", "")),
        ("my_helper", (VEC,), Work("unknown", "")),
    ],
)
def test_work_of_a_call(name: str, operands: tuple[Operand, ...], work: Work) -> None:
    assert work_of(OpCall(name, operands)) == work


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("TADD", Work("tile", "V")),
        ("TLOAD", Work("load", "MTE2")),
        ("TSTORE", Work("store", "")),  # MTE3 or FIX: the operands decide
        ("TRESHAPE", Work("address", "S")),
        ("TFREE", Work("fifo", "MTE2")),
        ("my_helper", Work("unknown", "")),
    ],
)
def test_work_by_name(name: str, work: Work) -> None:
    assert work_by_name(name) == work


def test_every_op_has_a_class() -> None:
    assert {work_by_name(name).kind for name in table()["names"]} == set(CLASSES)


def test_slots_of_pipes() -> None:
    steps = {name: fifo_step(name) for name in table()["names"] if fifo_step(name)}
    assert steps == {"TPOP": "pop", "TPUSH": "push", "TALLOC": "alloc", "TFREE": "free"}
