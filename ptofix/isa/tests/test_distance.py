"""The worked examples of the walks: which repeats lie between two accesses to the same bytes."""

import itertools

import pytest

from ptofix.isa.block_distance import min_distance
from ptofix.isa.call import Access
from ptofix.isa.expand import Stage
from ptofix.isa.tests.build import SCALAR, access, column, distance, run, stages, tile
from ptofix.isa.walk import NEVER, BlockOrder

SHAPES = [(32, 256), (32, 128), (64, 128), (16, 512), (32, 64)]


def linear(rows: int, cols: int) -> Stage:
    """TADD(o, o, p) on a full tile."""
    return stages(run("TADD", *[tile(rows, cols)] * 3))[0]


def chunked(rows: int, cols: int) -> Stage:
    """The arithmetic of TROWEXPANDMUL(o, o, e)."""
    return stages(run("TROWEXPANDMUL", tile(rows, cols), tile(rows, cols), column(rows)))[-1]


@pytest.mark.parametrize(("rows", "cols"), SHAPES)
def test_pairs_of_walks(rows: int, cols: int) -> None:
    n = cols // 64
    row_major, by_chunk = linear(rows, cols), chunked(rows, cols)
    assert row_major.repeats == by_chunk.repeats == rows * n
    for earlier, later in itertools.product((True, False), repeat=2):  # RAW, WAR, WAW, and two reads

        def between(x: Stage, y: Stage, write: bool = earlier, then: bool = later) -> int:
            return distance(access(x, 0 if write else 1, write), access(y, 0 if then else 1, then))

        assert between(row_major, row_major) == rows * n
        assert between(by_chunk, by_chunk) == rows * n
        assert between(by_chunk, row_major) == rows + n - 1
        assert between(row_major, by_chunk) == rows + n - 1


def test_worked_example() -> None:
    """TROWEXPANDMUL(o, o, e); TADD(o, o, p) on 32x128: 33, and 64 for a linear pair."""
    assert distance(access(chunked(32, 128), 0, True), access(linear(32, 128), 1, False)) == 33
    order = access(chunked(32, 128), 0, True).order
    assert order is not None
    assert [order.first[block] for block in (0, 8, 31 * 16, 31 * 16 + 8)] == [0, 32, 31, 63]
    assert order.first == order.last
    multiply = stages(run("TMULS", tile(32, 256), tile(32, 256), SCALAR))[0]
    assert distance(access(chunked(32, 256), 0, True), access(multiply, 1, False)) == 35


def test_eight_rows_fall_below_the_threshold() -> None:
    assert chunked(8, 128).repeats == 16
    assert distance(access(chunked(8, 128), 0, True), access(linear(8, 128), 1, False)) == 9


@pytest.mark.parametrize("rows", [8, 16, 32, 64, 128])
def test_scratch_of_two_row_expands(rows: int) -> None:
    earlier, later = stages(run("TROWEXPANDMUL", tile(rows, 128), tile(rows, 128), column(rows)))[::-1]
    d = distance(access(earlier, "tmp_ub", False), access(later, "tmp_ub", True))
    assert d == 1 + (rows - 1) // 8
    if rows == 32:
        assert d == 4


def test_per_row_operand_of_a_row_expand() -> None:
    """A one-repeat producer is one repeat away from vbrcb; vbrcb repeat k reads values 8k..8k+7."""
    producer = stages(run("TMULS", tile(1, 32), tile(1, 32), SCALAR))[0]
    broadcast = stages(run("TROWEXPANDMUL", tile(32, 128), tile(32, 128), column(32)))[0]
    assert (producer.repeats, broadcast.repeats) == (1, 4)
    read = access(broadcast, 2, False)
    assert distance(access(producer, 0, True), read) == 1
    assert read.order is not None
    assert read.order.first == read.order.last == (0, 1, 2, 3)
    long = stages(run("TMULS", tile(1, 128), tile(1, 128), SCALAR))[0]
    for k in range(4):  # P - idx + k with P = 2: blocks 0..3 are all in repeat 0
        block = Access(0, None, True, 32 * k, 32, BlockOrder(long.repeats, (0,), (0,)))
        assert distance(block, read) == 2 + k


def test_half_values_share_a_block_between_two_repeats() -> None:
    half = [tile(32, 128, "half"), tile(32, 128, "half"), column(32, "half")]
    read = access(stages(run("TROWEXPANDMUL", *half))[0], 2, False)
    assert read.order is not None
    assert (read.order.first, read.order.last) == ((0, 2), (1, 3))


def test_partial_overlap_and_bases() -> None:
    stage = linear(32, 128)
    write, read = access(stage, 0, True), access(stage, 1, False)
    assert min_distance(write, 0, read, 256) == 64 - 1  # the reader starts one repeat further on
    assert min_distance(write, 256, read, 0) == 64 + 1
    assert min_distance(write, 0, read, 16384) == NEVER
    assert min_distance(write, 0, read, 16) == 0
    assert min_distance(write, 16, read, 16) == 0


def test_no_order_no_distance() -> None:
    write = access(linear(32, 128), 0, True)
    blind = Access(0, None, False, 0, 16384)
    assert distance(write, blind) == distance(blind, write) == 0


def test_brute_force() -> None:
    """min over blocks of (P - last + first) for walks that revisit blocks."""
    x, y = BlockOrder(9, (0, 4, NEVER), (3, 8, -NEVER)), BlockOrder(5, (2, 0, 1), (4, 1, 1))
    assert distance(Access(0, None, True, 0, 96, x), Access(0, None, False, 0, 96, y)) == min(9 - 3 + 2, 9 - 8 + 0)
