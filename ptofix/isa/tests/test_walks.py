"""Which walk a shape takes: the branches of the headers, one by one."""

from collections.abc import Sequence

import pytest

from ptofix.isa.expand import Expansion, Operand
from ptofix.isa.rules import COUNT_MODE
from ptofix.isa.tests.build import SCALAR, access, column, run, stages, tile
from ptofix.isa.walk import NEVER

KINDS = {"binary": ("TADD", 2, ()), "scalar": ("TADDS", 1, (SCALAR,)), "unary": ("TEXP", 1, ())}


def call(kind: str, operand: Operand) -> Expansion:
    name, sources, rest = KINDS[kind]
    return run(name, operand, *[operand] * sources, *rest)


def index(found: Expansion) -> Sequence[int] | None:
    """The repeat of each block of dst, None if the order is open."""
    order = access(stages(found)[0], 0, True).order
    if order is None:
        return None
    assert order.first == tuple(NEVER if at == -NEVER else at for at in order.last)
    return order.first


@pytest.mark.parametrize("kind", KINDS)
def test_full_tiles_are_linear(kind: str) -> None:
    for dtype, rows, cols in (("float", 32, 256), ("float", 64, 128), ("half", 32, 256), ("float", 16, 512)):
        found = call(kind, tile(rows, cols, dtype))
        assert index(found) == tuple(block // 8 for block in range(len(index(found) or ())))
        assert found.notes == ()


def test_narrow_full_tiles() -> None:
    """S exists for two sources only: a repeat per row; the others pack rows into repeats."""
    operand = tile(32, 32)
    assert [stages(call(kind, operand))[0].repeats for kind in KINDS] == [32, 16, 16]
    assert index(call("binary", operand)) == tuple(block // 4 for block in range(128))
    assert index(call("scalar", operand)) == tuple(block // 8 for block in range(128))


@pytest.mark.parametrize("kind", KINDS)
def test_more_than_255_repeats_is_count_mode(kind: str) -> None:
    found = call(kind, tile(64, 256))
    assert found.notes == (COUNT_MODE,)
    assert stages(found)[0].repeats == 256


def test_rows_that_are_no_multiple_of_a_repeat() -> None:
    """Count mode for two sources and for scalars; one source stays in norm mode."""
    assert [bool(call(kind, tile(4, 72)).notes) for kind in KINDS] == [True, True, False]


@pytest.mark.parametrize("kind", KINDS)
def test_partial_rows_go_by_column_chunks(kind: str) -> None:
    blocks = index(call(kind, tile(32, 256, valid=(32, 128))))
    assert blocks is not None
    assert [blocks[row * 32 + chunk * 8] for row, chunk in ((0, 0), (1, 0), (31, 0), (0, 1))] == [0, 1, 31, 32]
    assert blocks[16] == NEVER  # columns 128.. are not touched


@pytest.mark.parametrize("kind", KINDS)
def test_few_wide_rows_go_row_by_row(kind: str) -> None:
    short = call(kind, tile(1, 256, valid=(1, 192)))  # one row: contiguous whatever the width
    assert index(short) == (*(block // 8 for block in range(24)), *[NEVER] * 8)
    wide = call(kind, tile(2, 256, valid=(2, 192)))  # W2: two rows, four repeats each, whole repeats valid
    blocks = index(wide)
    assert blocks is not None
    assert (blocks[0], blocks[8], blocks[32]) == (0, 1, 3)
    assert wide.notes == ()
    assert call(kind, tile(2, 256, valid=(2, 200))).notes == (COUNT_MODE,)


@pytest.mark.parametrize("kind", KINDS)
def test_many_rows_put_the_remainder_last(kind: str) -> None:
    blocks = index(call(kind, tile(300, 128, valid=(300, 100))))
    assert blocks is not None
    assert (blocks[0], blocks[16], blocks[8], blocks[16 + 8]) == (0, 1, 300, 301)


@pytest.mark.parametrize("kind", KINDS)
def test_run_time_valid_shape_promises_no_repeats(kind: str) -> None:
    for valid in ((None, 256), (32, None), (None, None)):
        assert stages(call(kind, tile(32, 256, valid=valid)))[0].repeats == 0


def test_mixed_row_strides() -> None:
    blocks = index(run("TADD", tile(32, 128), tile(32, 256, valid=(32, 128)), tile(32, 128)))
    assert blocks == tuple(block // 8 for block in range(512))


def test_fill_is_one_run_even_when_rows_are_partial() -> None:
    blocks = index(run("TEXPANDS", tile(32, 128, valid=(32, 64)), SCALAR))
    assert blocks is not None
    assert blocks[: 32 * 8] == tuple(block // 8 for block in range(256))
    assert set(blocks[32 * 8 :]) == {NEVER}
    assert index(run("TEXPANDS", column(32), SCALAR)) == (0, 0, 0, 0)


def test_convert_to_a_narrower_type() -> None:
    stage = stages(run("TCVT", tile(32, 256, "half"), tile(32, 256), SCALAR))[0]
    wide, narrow = access(stage, 1, False).order, access(stage, 0, True).order
    assert stage.repeats == 128
    assert wide is not None
    assert narrow is not None
    assert wide.first == tuple(block // 8 for block in range(1024))
    assert narrow.first == tuple(block // 4 for block in range(512))


def test_convert_remainder_comes_after_all_rows() -> None:
    blocks = index(run("TCVT", tile(4, 128, valid=(4, 80)), tile(4, 128, "half", valid=(4, 80)), SCALAR))
    assert blocks is not None
    assert (blocks[0], blocks[16], blocks[8], blocks[24]) == (0, 1, 4, 5)


def test_column_expand_reads_its_row_over_and_over() -> None:
    stage = stages(run("TCOLEXPANDMUL", tile(32, 128), tile(32, 128), tile(1, 128)))[0]
    order = access(stage, 2, False).order
    assert order is not None
    assert (order.first[0], order.last[0], order.first[8], order.last[8]) == (0, 31, 32, 63)


def test_row_expand_in_count_mode_goes_row_by_row() -> None:
    found = run("TROWEXPANDMUL", tile(8, 1024), tile(8, 1024), column(8))
    order = access(stages(found)[-1], 0, True).order
    assert order is not None
    assert (order.first[8], order.first[128]) == (1, 16)
    assert found.notes == (COUNT_MODE,)


def test_fast_row_reduction_reads_linearly() -> None:
    stage = stages(run("TROWMAX", column(32), tile(32, 256), tile(32, 256)))[0]
    source, tmp = access(stage, 1, False).order, access(stage, 2, True)
    assert stage.repeats == 128
    assert source is not None
    assert source.first == tuple(block // 8 for block in range(1024))
    assert tmp.order is not None
    assert tmp.order.first[:128] == tuple(range(128))
    assert set(tmp.order.first[128:]) == {NEVER}


def test_narrow_row_reduction_packs_its_results() -> None:
    stage = stages(run("TROWSUM", column(32), tile(32, 64), tile(32, 64)))[0]
    out = access(stage, 0, True).order
    assert stage.repeats == 32
    assert out is not None
    assert (out.first, out.last) == ((0, 8, 16, 24), (7, 15, 23, 31))


def test_copies_have_no_order() -> None:
    for name, sources in (("TMOV", tile(32, 128)), ("TCOLEXPAND", tile(1, 128))):
        stage = stages(run(name, tile(32, 128), sources))[0]
        assert stage.repeats == 0
        assert all(found.order is None for found in stage.accesses)
