"""Of which bytes an op is known to touch nothing: rows with gaps between them, where a header says so."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import Rows
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Expansion, OpCall, Stage
from ptofix.isa.expand import _access, effects
from ptofix.isa.join import join
from ptofix.isa.operand import Operand
from ptofix.isa.row import Mention
from ptofix.isa.rules import Walk
from ptofix.isa.tests.build import GM, SCALAR, column, run, tile
from ptofix.isa.walk import NEVER, BlockOrder

PART = tile(16, 512, valid=(16, 128))
ROWS = Rows(512, 2048)
END = 15 * 2048 + 512


def rows_of(expansion: Expansion, operand: int) -> set[tuple[int, Rows | None]]:
    """(bytes from the base, rows) of each access of an operand."""
    stages = (step for step in expansion.steps if isinstance(step, Stage))
    return {(a.length, a.rows) for stage in stages for a in stage.accesses if a.operand == operand}


def in_ops_model(name: str, *operands: Operand) -> Expansion:
    found = effects(OpCall(name, operands, A2A3))
    assert isinstance(found, Expansion)
    return found


@pytest.mark.parametrize(
    ("name", "operands", "parts"),
    [
        ("TLOAD", (PART, GM), [0]),
        ("TSTORE", (GM, PART), [1]),
        ("TMOV", (PART, PART), [0, 1]),
        ("TADD", (PART, PART, PART), [0, 1, 2]),
        ("TMULS", (PART, PART, SCALAR), [0, 1]),
        ("TEXP", (PART, PART), [0, 1]),
        ("TCVT", (PART, tile(16, 512, "int32_t", valid=(16, 128))), [0, 1]),
        ("TCOLEXPAND", (PART, tile(1, 128)), [0]),
        ("TROWEXPAND", (PART, column(16)), [0]),
        ("TROWEXPANDMUL", (PART, PART, column(16)), [0, 1]),
        ("TCOLMAX", (tile(1, 128), PART), [1]),
        ("TCOLSUM", (tile(1, 128), PART), [1]),
        ("TCOLSUM", (tile(1, 128), PART, tile(16, 128), SCALAR), [1]),
        ("TROWMAX", (column(16), PART, tile(16, 64)), [1]),
        ("TROWSUM", (column(16), PART, tile(16, 64)), [1]),
    ],
)
def test_columns_of_a_tile(name: str, operands: tuple[Operand, ...], parts: list[int]) -> None:
    for part in parts:
        assert rows_of(run(name, *operands), part) == {(END, ROWS)}
        assert rows_of(in_ops_model(name, *operands), part) == {(END, ROWS)}


@pytest.mark.parametrize(
    ("operand", "expected"),
    [
        (PART, (END, ROWS)),
        (tile(16, 512, valid=(16, 3)), (15 * 2048 + 32, Rows(32, 2048))),  # whole blocks
        (tile(16, 512, "half", valid=(4, 128)), (3 * 1024 + 256, Rows(256, 1024))),
        (tile(16, 512, valid=(1, 128)), (512, None)),  # one row has no gap
        (tile(1, 512, valid=(1, 128)), (512, None)),
        (tile(1, 12, "half", valid=(1, 12)), (32, None)),
        (tile(16, 512), (32768, None)),
        (tile(16, 512, valid=(16, 510)), (32768, None)),
        (tile(16, 12, valid=(16, 8)), (768, None)),  # rows that are no whole blocks
        (tile(16, 512, valid=(16, 128), layout="ColMajor"), ((127 * 16 + 16) * 4, None)),
        (tile(16, 512, valid=(16, 128), boxed=True), (32768, None)),
        (tile(16, 512, "unknown_t", valid=(16, 128)), (65536, None)),
        (tile(16, 512, valid=(16, None)), (32768, None)),
        (tile(16, 512, valid=(None, 128)), (END, ROWS)),  # the rows may be all, their width is known
        (tile(16, 512, valid=(16, 128), static=False), (END, ROWS)),
    ],
)
def test_what_a_copy_loads(operand: Operand, expected: tuple[int, Rows | None]) -> None:
    assert rows_of(run("TLOAD", operand, GM), 0) == {expected}


def test_other_memories_are_copied_otherwise() -> None:
    """L1 tiles have rows of whole blocks only where an assertion of debug builds holds."""
    assert rows_of(run("TLOAD", tile(16, 512, valid=(16, 128), space="Mat"), GM), 0) == {(32768, None)}


def test_a_move_between_parts_that_differ() -> None:
    """A full target is copied to as a whole, from a source of which less is valid."""
    found = run("TMOV", tile(16, 512), PART)
    assert rows_of(found, 0) == rows_of(found, 1) == {(32768, None)}


def test_an_operand_that_counts_as_a_whole_has_no_rows() -> None:
    walk = Walk(0, rows={"dst": ROWS})
    for whole in (False, True):
        found = _access(Mention("dst", whole), True, {"dst": 0}, (PART,), walk, A2A3)
        assert found is not None
        assert found.rows == (None if whole else ROWS)


def test_what_several_steps_touch_alike() -> None:
    """Without internals, rows are those of all steps or none."""
    assert rows_of(in_ops_model("TANDS", PART, PART, SCALAR), 0) == {(32768, None)}


def test_rows_stay_where_forms_are_united() -> None:
    found = run("TADD", PART, PART, PART)
    assert rows_of(join((found, Expansion(()))), 0) == {(END, ROWS)}


@pytest.mark.parametrize(
    ("touched", "rows"),
    [
        ("xxxx", None),
        ("", None),
        ("..x.", None),
        ("xx..xx..xx", Rows(64, 128)),
        ("xx..x...x.", Rows(64, 128)),
        ("xx..xx.x..", None),  # gaps that differ
        (".xx.xx", None),
    ],
)
def test_rows_of_a_walk(touched: str, rows: Rows | None) -> None:
    first = tuple(0 if mark == "x" else NEVER for mark in touched)
    assert BlockOrder(1, first, tuple(-number for number in first)).rows == rows
