"""Cases where a check by operation name goes wrong, one test per kind."""

import pytest

from ptofix.isa.architecture import A2A3
from ptofix.isa.expand import Drain, Expansion, OpCall, Operand, effects
from ptofix.isa.tests.build import SCALAR, access, column, run, stages, text, tile

BIG = tile(32, 256)
INT = tile(32, 256, "int32_t")


@pytest.mark.parametrize(
    ("name", "operands"),
    [
        ("TAXPY", (BIG, BIG, SCALAR)),
        ("TPARTADD", (BIG, BIG, tile(32, 256, valid=(32, 128)))),
        ("TRECIP", (BIG, BIG)),
        ("TANDS", (INT, INT, SCALAR)),
        ("TORS", (INT, INT, SCALAR)),
        ("TFMOD", (BIG, BIG, BIG)),
        ("TFMODS", (BIG, BIG, SCALAR)),
        ("TGATHER", (BIG, BIG, INT, BIG)),
        ("TCOLMAX", (tile(1, 256), BIG)),
        ("TCOLSUM", (tile(1, 256), BIG)),
        ("TMATMUL_ACC", (BIG, BIG, BIG, BIG)),
    ],
)
def test_destination_is_read(name: str, operands: tuple[Operand, ...]) -> None:
    reads = [a for stage in stages(run(name, *operands)) for a in stage.accesses if a.operand == 0 and not a.write]
    assert reads
    found = effects(OpCall(name, operands, A2A3))
    assert isinstance(found, Expansion)
    assert access(stages(found)[0], 0, False)


@pytest.mark.parametrize(
    ("name", "operands", "written"),
    [
        ("TQUANT", (tile(32, 256, "int8_t"), BIG, column(32), BIG), {0, 1, 3}),
        ("TREM", (INT, INT, INT, INT), {0, 1, 2, 3}),
        ("TREMS", (INT, INT, SCALAR, INT), {0, 1, 3}),
        ("TREM", (BIG, BIG, BIG, BIG), {0, 3}),
        ("TPARTARGMAX", (BIG, BIG, BIG, INT, INT, INT), {0, 3}),
        ("TROWARGMAX", (column(32), INT, BIG, BIG), {0, 1, 3}),
        ("TMRGSORT", (BIG, SCALAR, BIG, BIG, BIG, BIG), {0, 2}),
        ("TROWEXPANDADD", (BIG, BIG, column(32), BIG), {0, 3}),
        ("TCI", (INT, SCALAR, INT), {0, 2}),
    ],
)
def test_operands_written(name: str, operands: tuple[Operand, ...], written: set[int]) -> None:
    for found in (run(name, *operands), effects(OpCall(name, operands, A2A3))):
        assert isinstance(found, Expansion)
        assert {
            a.operand for stage in stages(found) for a in stage.accesses if a.write and a.operand is not None
        } == written


def test_hidden_scratch_is_not_in_the_ops_model() -> None:
    assert "tmp_ub" in " ".join(text(run("TROWEXPANDSUB", BIG, BIG, column(32))))
    assert "tmp_ub" not in " ".join(text(run("TROWEXPANDSUB", BIG, BIG, tile(32, 8))))


def test_accumulator_input_is_not_read() -> None:
    found = run("TMATMUL_ACC", BIG, BIG, BIG, BIG)
    assert 1 not in {a.operand for a in stages(found)[0].accesses}


def test_partial_writers_name_the_whole_tile() -> None:
    """An insert or a scatter leaves its valid region: its range is the padded tile. A pad goes as far as its walk."""
    part = tile(64, 64, valid=(8, 64))
    for name, operands in (("TINSERT", (part, part, SCALAR, SCALAR)), ("TFILLPAD", (tile(64, 64), part)),
                           ("TSCATTER", (part, part, part))):  # fmt: skip
        assert max(a.length for s in stages(run(name, *operands)) for a in s.accesses if a.write) == 16384


def test_broadcast_reads_whole_groups_of_eight_values() -> None:
    found = run("TROWEXPANDMUL", *[tile(32, 64, valid=(9, 64))] * 2, column(32, valid=9))
    read = access(stages(found)[0], 2, False)
    assert (read.length, stages(found)[0].repeats) == (64, 2)


def test_dynamic_shape_takes_other_walks() -> None:
    for name, operands in (("TADD", (BIG,) * 3), ("TADDS", (BIG, BIG, SCALAR))):
        assert stages(run(name, *operands))[0].accesses[0].order is not None
    open_shape = tile(32, 256, valid=(None, 256))
    for name, operands in (("TADD", (open_shape,) * 3), ("TADDS", (open_shape, open_shape, SCALAR))):
        (stage,) = stages(run(name, *operands))
        assert stage.repeats == 0
        order = stage.accesses[0].order
        assert order is not None
        assert (order.first[32], order.repeats - order.last[32]) == (4, 1)


def test_layout_of_the_per_row_operand_decides() -> None:
    assert run("TROWEXPANDMUL", BIG, BIG, column(32)).internal_drain
    assert not run("TROWEXPANDMUL", BIG, BIG, tile(32, 8)).internal_drain


def test_scalar_writes_that_wait_for_nothing() -> None:
    """TSELS writes its tmp from the scalar unit; TCONCAT ends in scalar stores with no flag back."""
    select = run("TSELS", BIG, tile(32, 256, "uint8_t"), BIG, BIG, SCALAR)
    assert stages(select)[0].pipe == "S"
    assert not select.leading_drain
    concat = run("TCONCAT", tile(8, 64), tile(8, 64, valid=(8, 3)), tile(8, 64))
    assert text(concat) == ["V 1 -> 0", "V>S", "MTE2>S", "S 2 -> 0"]
    assert text(run("TCONCAT", tile(8, 64), tile(8, 64, valid=(8, 32)), tile(8, 64))) == ["V 1 2 -> 0"]


def test_partial_arguments_of_refused_sizes_drain_nothing() -> None:
    """TPartArgOp.hpp checkTiles: dst with more rows, or columns, than both sources has is left as it is."""

    def drains(dst: tuple[int | None, int | None], *sources: tuple[int | None, int | None]) -> bool:
        values = [tile(32, 256, valid=size) for size in (dst, *sources)]
        indices = [tile(32, 256, "int32_t", valid=size) for size in (dst, *sources)]
        return any(isinstance(step, Drain) for step in run("TPARTARGMIN", *values, *indices).steps)

    assert drains((16, 64), (16, 64), (16, 64))
    assert not drains((16, 64), (8, 64), (8, 64))
    assert not drains((16, 64), (16, 32), (16, 32))
    assert not drains((16, 64), (16, None), (16, 64))
