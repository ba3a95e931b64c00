"""Operands of other sizes than the target: what the headers for the device make of those that they allow, as far as the
CPU headers do not have them, and a refusal for all others. numpy would repeat a row or a column.
"""

from __future__ import annotations

import numpy as np
import pytest

from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.tests.op_cases import Case, Place
from ptofix.machine.tests.test_ops import ran_case
from ptofix.text.diagnostics import PtofixError

ROWS, COLS = 5, 40
WHOLE = Place("float", valid=(ROWS, COLS))
ROW, COLUMN = Place("float", valid=(1, COLS)), Place("float", valid=(ROWS, 1))
NARROW = Place("float", 8, 1, (ROWS, 1))
BLOCKS = Place("float", 8, 8, (ROWS, 8))
BITS = Place("uint8_t", 8, 32, (ROWS, 5))
NUMBERS = Place("int32_t", valid=(ROWS, COLS))
SCRATCH = Place("float", cols=128, valid=(8, 128))


def _found(call: str, places: tuple[Place, ...], arrays: list[Array], result: Place = WHOLE) -> Array:
    return ran_case(Case("sizes", call, result, places, SCRATCH), arrays)


def _counted(place: Place, first: int = 0) -> Array:
    rows, cols = place.valid
    return np.arange(first, first + rows * cols).reshape(rows, cols).astype(DTYPES[place.dtype])


@pytest.mark.parametrize(
    ("call", "places"),
    [
        *((f"{op}(d, a, b);", (WHOLE, COLUMN)) for op in ("TADD", "TMAX")),
        *(("TADD(d, a, b);", places) for places in ((ROW, WHOLE), (WHOLE, ROW), (ROW, ROW), (COLUMN, COLUMN))),
        ("TPARTADD(d, a, b);", (ROW, COLUMN)),
        ("TROWEXPANDADD(d, a, b);", (WHOLE, COLUMN)),
        ("TROWEXPANDADD(d, a, b, t);", (WHOLE, BLOCKS)),
        ("TCOLEXPANDADD(d, a, b);", (WHOLE, COLUMN)),
        ("TROWEXPAND(d, a);", (ROW,)),
        ("TAXPY(d, a, 2.0f);", (ROW,)),
        ("TTRANS(d, a, t);", (WHOLE,)),
        ("TEXP(d, a);", (ROW,)),
        ("TSEL(d, a, b, c, t);", (BITS, WHOLE, ROW)),
        ("TSEL(d, a, b, c, t);", (BITS, ROW, WHOLE)),
        ("TGATHER(d, a, b, t);", (WHOLE, Place("int32_t", valid=(1, COLS)))),
    ],
)
def test_sizes_that_do_not_fit(call: str, places: tuple[Place, ...]) -> None:
    with pytest.raises(PtofixError, match=f"operands of `{call.partition('(')[0]}` that do not fit each other"):
        _found(call, places, [_counted(place) for place in places])


def test_comparison_of_tiles_of_two_sizes() -> None:
    with pytest.raises(PtofixError, match="operands of `TCMP` that do not fit each other"):
        _found("TCMP(d, a, b, CmpMode::EQ);", (WHOLE, ROW), [_counted(WHOLE), _counted(ROW)], BITS)


def test_a_block_for_each_row() -> None:
    arrays = [_counted(WHOLE), _counted(BLOCKS, 100)]
    found = _found("TROWEXPANDSUB(d, a, b);", (WHOLE, BLOCKS), arrays)
    np.testing.assert_array_equal(found, arrays[0] - np.tile(arrays[1], (1, 5)))
    found = _found("TROWEXPANDSUB(d, a, b);", (BLOCKS, WHOLE), arrays[::-1])
    np.testing.assert_array_equal(found, np.tile(arrays[1], (1, 5)) - arrays[0])


def test_of_many_rows_the_first_counts() -> None:
    arrays = [_counted(WHOLE), _counted(WHOLE, 100)]
    found = _found("TCOLEXPANDSUB(d, a, b);", (WHOLE, WHOLE), arrays)
    np.testing.assert_array_equal(found, arrays[0] - arrays[1][:1])


def test_numbers_that_count_down_with_scratch() -> None:
    """The header multiplies what it has counted up with -1."""
    row = Place("int32_t", 1, 8, (1, 4))
    for scratch, wanted in (("", (5, 4, 3, 2)), (", t", (-5, -6, -7, -8))):
        call = f"TCI<{row.type}, int32_t, 1>(d, 5{scratch});"
        np.testing.assert_array_equal(_found(call, (), [], row)[0], wanted)


# ---- sorting ----


def _sorted(values: Array, numbers: Array, call: str = "TSORT32(d, a, b);") -> tuple[Array, Array]:
    """The values, and the numbers that came with them."""
    rows, cols = values.shape
    places = Place("float", rows, 64, (rows, cols)), Place("uint32_t", len(numbers), 64, numbers.shape)
    pairs = _found(call, places, [values, numbers], Place("float", rows, 128, (rows, 2 * cols)))
    return pairs[:, ::2], np.ascontiguousarray(pairs[:, 1::2]).view(np.uint32)


def test_one_row_of_numbers_serves_for_all() -> None:
    values = np.random.default_rng(1).standard_normal((3, 32)).astype(np.float32)
    found, numbers = _sorted(values, np.arange(32, dtype=np.uint32).reshape(1, 32))
    np.testing.assert_array_equal(found, -np.sort(-values, axis=1))
    np.testing.assert_array_equal(np.take_along_axis(values, numbers.astype(np.int64), axis=1), found)


def test_a_group_that_is_not_full_needs_scratch() -> None:
    values = np.random.default_rng(1).standard_normal((2, 40)).astype(np.float32)
    numbers = np.arange(80, dtype=np.uint32).reshape(2, 40)
    found, _ = _sorted(values, numbers, "TSORT32(d, a, b, t);")
    np.testing.assert_array_equal(found[:, 32:], -np.sort(-values[:, 32:], axis=1))
    with pytest.raises(PtofixError, match="`TSORT32`: columns that are no multiple of 32, without scratch"):
        _sorted(values, numbers)


def test_the_negative_nan_is_the_smallest() -> None:
    values = np.arange(32, dtype=np.float32).reshape(1, 32)
    values[0, 5], values[0, 7] = -np.nan, -np.inf
    _, numbers = _sorted(values, np.arange(32, dtype=np.uint32).reshape(1, 32))
    assert numbers[0, 30:].tolist() == [5, 7]  # of equals the one with the smaller number
    values[0, 5] = np.nan
    with pytest.raises(PtofixError, match="`TSORT32`: a NaN among what is sorted"):
        _sorted(values, np.arange(32, dtype=np.uint32).reshape(1, 32))


# ---- by index ----


@pytest.mark.parametrize("index", [-1, 8 * 64])
@pytest.mark.parametrize("call", ["TGATHER(d, a, b, t);", "TSCATTER(d, a, b);"])
def test_an_index_outside(call: str, index: int) -> None:
    numbers = _counted(NUMBERS)
    numbers[1, 2] = index
    with pytest.raises(PtofixError, match=f"`{call.partition('(')[0]}`: index {index} of 512"):
        _found(call, (WHOLE, NUMBERS), [_counted(WHOLE), numbers])


def test_an_offset_outside() -> None:
    offsets = np.full((ROWS, 5), 8 * 64 * 4 - 16, np.uint32)
    with pytest.raises(PtofixError, match="`TGATHERB`: index 2032 of 2017"):
        _found("TGATHERB(d, a, b);", (WHOLE, Place("uint32_t", 8, 8, (ROWS, 5))), [_counted(WHOLE), offsets])


def test_there_are_as_many_as_indices() -> None:
    numbers = Place("int32_t", 8, 64, (2, 3))
    arrays = [_counted(WHOLE, 1), np.array([[3, 1, 0], [70, 2, 0]], np.int32)]
    found = _found("TSCATTER(d, a, b);", (WHOLE, numbers), arrays, Place("float", valid=(2, 4)))
    np.testing.assert_array_equal(found, [[43, 2, 42, 1], [0, 0, 0, 0]])


def test_quantising_a_nan() -> None:
    source, scale = Place("float", 8, 64, (1, 4)), Place("float", 8, 1, (1, 1))
    arrays = [np.array([[np.nan, np.inf, -np.inf, 2.5]], np.float32), np.ones((1, 1), np.float32)]
    found = _found("TQUANT<QuantType::INT8_SYM>(d, a, b, t);", (source, scale), arrays, Place("int8_t", 8, 64, (1, 4)))
    np.testing.assert_array_equal(found, [[0, 127, -128, 2]])
