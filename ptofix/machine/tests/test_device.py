"""What the device's headers do otherwise than the CPU headers: bytes beside the valid part, and what is refused.

The numbers are those of include/pto/npu/a2a3 of pto-isa 3186c38, run on the host with instructions of our own.
"""

from __future__ import annotations

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.run import Schedule, launch
from ptofix.machine.tests.op_cases import Place
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


def _all_of(call: str, result: Place, *given: tuple[Place, Array]) -> Array:
    """The whole tile d after a call, which held 1, 2, … in the order of its rows before; a and b are whole, too."""
    old = np.arange(1, result.rows * result.cols + 1).reshape(result.rows, result.cols)
    places, arrays = (result, *(place for place, _ in given)), (old, *(array for _, array in given))
    lines = [Place(result.dtype, 8, 128, (8, 128)).declared("t", 131072)]
    for number, (name, place) in enumerate(zip("dab", places)):
        lines.append(place.declared(name, number * 16384))
        lines.append(tile(f"w{name}", place.dtype, place.rows, place.cols, number * 16384))
        lines.append(tensor(f"g{name}", f"v{number}", place.dtype, place.rows, place.cols, layout=_layout(place)))
        lines += [f"TLOAD(w{name}, g{name});", "pipe_barrier(PIPE_ALL);"]
    lines += [call, "pipe_barrier(PIPE_ALL);", "TSTORE(gd, wd);"]
    parameters = ", ".join(f"__gm__ {place.dtype}* v{number}" for number, place in enumerate(places))
    held = [array.astype(DTYPES[place.dtype]) for place, array in zip(places, arrays)]
    arguments = {f"v{n}": pointer(f"v{n}", array, place.dtype) for n, (place, array) in enumerate(zip(places, held))}
    source = SourceFile("device.cpp", kernel(parameters, lines))
    assert not launch(kernel_of(parse(source)), arguments, 1, A2A3, Schedule()).races
    return held[0]


def _layout(place: Place) -> str:
    return "DN" if place.cols == 1 else "ND"


def _old(rows: int, cols: int) -> Array:
    return np.arange(1, rows * cols + 1).reshape(rows, cols)


def _ramp(rows: int, cols: int) -> Array:
    return 1000 + np.arange(rows * cols).reshape(rows, cols) % 100


# ---- TEXPANDS, and what begins with it ----


def test_texpands_of_a_part_that_the_type_names_fills_one_run() -> None:
    """TExpandS.hpp compares the width with that of the type's valid part, not of its columns."""
    found = _all_of("TEXPANDS(d, 7.0f);", Place("float", 4, 16, (3, 10)))
    wanted = _old(4, 16).reshape(-1)
    wanted[:30] = 7
    np.testing.assert_array_equal(found.reshape(-1), wanted)


@pytest.mark.parametrize("place", [Place("float", 4, 16, (3, 10), open=True), Place("float", 4, 16, (3, 16))])
def test_texpands_of_other_tiles_fills_what_is_valid(place: Place) -> None:
    rows, cols = place.valid
    wanted = _old(4, 16)
    wanted[:rows, :cols] = 7
    np.testing.assert_array_equal(_all_of("TEXPANDS(d, 7.0f);", place), wanted)


def test_texpands_fills_bytes_in_pairs() -> None:
    wanted = _old(2, 32)
    wanted[:, :6] = 9
    np.testing.assert_array_equal(_all_of("TEXPANDS(d, 9);", Place("int8_t", 2, 32, (2, 5), open=True)), wanted)


@pytest.mark.parametrize("op", ["TANDS(d, a, 3);", "TORS(d, a, 3);"])
def test_bits_with_a_number_fill_before(op: str) -> None:
    place = Place("int16_t", 8, 32, (3, 10))
    with pytest.raises(PtofixError, match="of which the header prepares other bytes"):
        _all_of(op, place, (place, _ramp(8, 32)))


# ---- whole blocks ----


def test_tmov_copies_blocks() -> None:
    given = _ramp(4, 16)
    wanted = _old(4, 16)
    wanted[:3, :16] = given[:3, :16]
    place = Place("float", 4, 16, (3, 10))
    np.testing.assert_array_equal(_all_of("TMOV(d, a);", place, (place, given)), wanted)


def test_tmov_copies_what_is_valid_in_both() -> None:
    given = _ramp(4, 32)
    wanted = _old(4, 32)
    wanted[:2, :16] = given[:2, :16]
    found = _all_of("TMOV(d, a);", Place("float", 4, 32, (3, 10)), (Place("float", 4, 32, (2, 20)), given))
    np.testing.assert_array_equal(found, wanted)


def test_tmov_into_a_full_tile_copies_in_one_piece() -> None:
    given = _ramp(4, 16)
    wanted = _old(4, 16)
    wanted[:2] = given[:2]
    found = _all_of("TMOV(d, a);", Place("float", 4, 16, (4, 16)), (Place("float", 4, 16, (2, 5)), given))
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize("op", ["TCOLMAX", "TCOLMIN", "TCOLSUM", "TCOLPROD"])
def test_columns_to_a_row_begin_with_a_copy(op: str) -> None:
    given = np.array([[2.0] * 16, [1.0] * 16])
    made = {"TCOLMAX": 2, "TCOLMIN": 1, "TCOLSUM": 3, "TCOLPROD": 2}[op]
    found = _all_of(f"{op}(d, a);", Place("float", 1, 16, (1, 10)), (Place("float", 2, 16, (2, 10)), given))
    np.testing.assert_array_equal(found[0], [made] * 10 + [2] * 6)


def test_tcolexpand_copies_blocks() -> None:
    given = _ramp(1, 16)
    wanted = _old(3, 16)
    wanted[:2] = given
    found = _all_of("TCOLEXPAND(d, a);", Place("float", 3, 16, (2, 10)), (Place("float", 1, 16, (1, 10)), given))
    np.testing.assert_array_equal(found, wanted)


def test_a_product_of_a_row_goes_by_lanes() -> None:
    """An infinity in a lane that has no zero meets the zero of another one."""
    given = np.ones((8, 16))
    given[0, 0], given[0, [1, 9]] = 0, 3e38
    found = _all_of("TROWPROD(d, a, t);", Place("float", 8, 1, (1, 1)), (Place("float", 8, 16, (1, 16)), given))
    assert np.isnan(found[0, 0])


# ---- a smaller source ----


@pytest.mark.parametrize(
    ("small", "into", "start", "width"),
    [
        ((2, 10), 16, 2, 16),  # fewer rows: those that are left, as long as they are
        ((2, 10), 32, 2, 16),  # in a tile of other rows in blocks
        ((4, 7), 16, 0, 16),  # fewer columns: all rows, before
        ((2, 7), 32, 0, 16),
        ((4, 10), 16, 4, 0),  # nothing is left
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_what_is_left_of_a_source_is_copied(
    small: tuple[int, int], into: int, start: int, width: int, swapped: bool
) -> None:
    one, other = _ramp(5, 16), _ramp(5, 16) * 3
    sources = [(Place("float", 5, 16, (4, 10)), one), (Place("float", 5, 16, small), other)]
    found = _all_of("TPARTADD(d, a, b);", Place("float", 5, into, (4, 10)), *sources[:: -1 if swapped else 1])
    wanted = _old(5, into)
    wanted[start:4, :width] = one[start:4, :width]
    wanted[: small[0], : small[1]] = (one + other)[: small[0], : small[1]]
    np.testing.assert_array_equal(found, wanted)


def test_so_is_what_is_left_of_numbers() -> None:
    """Row 0 has two values, of which the second one is larger; row 1 of the numbers is copied, whatever is valid."""
    place, numbers, fewer = Place("int32_t", 3, 16, (2, 10)), _ramp(3, 16), Place("int32_t", 1, 16, (1, 10))
    scratch = [
        Place("float", 2, 16, (2, 10)).declared("x", 65536),
        Place("float", 1, 16, (1, 10)).declared("y", 66560),
        Place("float", 2, 16, (2, 10)).declared("z", 67584),
        "TEXPANDS(x, 1.0f);",
        "TEXPANDS(y, 2.0f);",
        "pipe_barrier(PIPE_ALL);",
        "TPARTARGMAX(z, x, y, d, a, b);",
    ]
    found = _all_of("\n".join(scratch), place, (Place("int32_t", 3, 16, (2, 10)), numbers), (fewer, -numbers[:1]))
    wanted = _old(3, 16)
    wanted[0, :10], wanted[1] = -numbers[0, :10], numbers[1]
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize("op", ["TPARTADD(a, a, a);", "TPARTARGMAX(a, a, a, c, c, c);"])
def test_a_smaller_source_by_columns_is_refused(op: str) -> None:
    lines = [tile("a", "float", 8, 8, 0, layout="ColMajor"), tile("c", "int32_t", 8, 8, 4096, layout="ColMajor"), op]
    source = SourceFile("k.cpp", kernel("__gm__ float* v1", lines))
    arguments = {"v1": pointer("v1", np.zeros(1, np.float32), "float")}
    with pytest.raises(PtofixError, match="a tile that is ColMajor, which the header walks as if it were rows"):
        launch(kernel_of(parse(source)), arguments, 1, A2A3, Schedule())


# ---- comparisons ----


def _bits_of(compared: Array) -> Array:
    return np.packbits(compared, axis=1, bitorder="little")


@pytest.mark.parametrize(
    ("call", "number"), [("TCMP(d, a, b, CmpMode::GT);", 0), ("TCMPS(d, a, 20.0f, CmpMode::GT);", 20)]
)
def test_a_repeat_is_compared_whatever_is_valid(call: str, number: int) -> None:
    """64 numbers from the start of each row on: of the next rows, too. Behind the tile are bits of no use."""
    given = np.arange(96).reshape(6, 16) * 7 % 41
    least = np.full((6, 16), number or 13)
    place = Place("float", 6, 16, (4, 10))
    found = _all_of(call, Place("uint8_t", 6, 32, (4, 2)), (place, given), (place, least))
    larger = (given > least).reshape(-1)
    wanted = _old(6, 32)
    for row in range(4):
        behind = np.ones(64, bool)
        behind[: 96 - row * 16] = larger[row * 16 :][:64]
        wanted[row : row + 1, :8] = _bits_of(behind[None])
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize("call", ["TCMP(d, a, b, CmpMode::NE);", "TCMPS(d, a, 7, CmpMode::NE);"])
def test_ne_inverts_whole_rows_of_bits(call: str) -> None:
    given = np.arange(3 * 64).reshape(3, 64) % 9
    place = Place("int32_t", 3, 64, (2, 5))
    found = _all_of(call, Place("uint8_t", 3, 32, (2, 1)), (place, given), (place, np.full((3, 64), 7)))
    wanted = _old(3, 32)
    wanted[:2] = 255 - wanted[:2]
    wanted[:2, :8] = _bits_of(given[:2] != 7)
    np.testing.assert_array_equal(found, wanted)


_FLOATS = Place("float", 4, 16, (4, 16))


@pytest.mark.parametrize(
    ("bits", "source", "why"),
    [
        (Place("uint8_t", 4, 32, (3, 2)), _FLOATS, "4 rows, of which the bits go to a tile of 3"),
        (Place("uint8_t", 1, 32, (1, 9)), Place("float", 1, 320, (1, 257)), "40 bytes of bits for a row, in a tile of"),
        (Place("uint16_t", 4, 32, (4, 2)), _FLOATS, "float32 with bits in uint16, which the header does not compare"),
    ],
)
def test_what_comparisons_are_refused(bits: Place, source: Place, why: str) -> None:
    given = _ramp(source.rows, source.cols)
    with pytest.raises(PtofixError, match=f"`TCMPS`: {why}"):
        _all_of("TCMPS(d, a, 1020.0f, CmpMode::LT);", bits, (source, given))


# ---- patterns ----


def test_tscatter_by_row() -> None:
    given = _ramp(2, 16)
    wanted = np.zeros((2, 32))
    wanted[:, 1::2] = given
    call, places = (
        "TSCATTER<MaskPattern::P1010>(d, a);",
        (Place("float", 2, 32, (2, 32)), Place("float", 2, 16, (2, 16))),
    )
    np.testing.assert_array_equal(_all_of(call, places[0], (places[1], given)), wanted)


def test_tscatter_by_column() -> None:
    given = _ramp(2, 16)
    wanted = np.zeros((9, 16))
    wanted[2:8:4, :10] = given[:, :10]
    call = "TSCATTER<MaskPattern::P0100, ScatterAxis::SCATTER_COL>(d, a);"
    found = _all_of(call, Place("float", 9, 16, (8, 10)), (Place("float", 2, 16, (2, 10)), given))
    np.testing.assert_array_equal(found, wanted)


def test_tscatter_of_all_is_a_copy() -> None:
    given, place = _ramp(3, 16), Place("float", 3, 16, (2, 16))
    wanted = _old(3, 16)
    wanted[:2] = given[:2]
    np.testing.assert_array_equal(_all_of("TSCATTER<MaskPattern::P1111>(d, a);", place, (place, given)), wanted)


def test_tgather_of_all_by_column_is_a_copy() -> None:
    given, place = _ramp(3, 16), Place("float", 3, 16, (2, 10))
    wanted = _old(3, 16)
    wanted[:2, :10] = given[:2, :10]
    call = f"TGATHER<{place.type}, {place.type}, MaskPattern::P1111, GatherAxis::GATHER_COL>(d, a);"
    np.testing.assert_array_equal(_all_of(call, place, (place, given)), wanted)


# ---- gathering blocks, joining, sorting ----


def test_tgatherb_goes_by_whole_repeats() -> None:
    """Of rows of 256 bytes six blocks are valid: two more come from the offsets behind. The offsets for the second row
    follow those for the first one, although the rows of their tile are twice as long."""
    given = _ramp(8, 64)
    offsets = np.zeros((3, 16))
    offsets[0] = np.arange(16)[::-1] * 32
    target, numbers = Place("float", 3, 64, (2, 48)), Place("uint32_t", 3, 16, (2, 6))
    found = _all_of("TGATHERB(d, a, b);", target, (Place("float", 8, 64, (8, 64)), given), (numbers, offsets))
    wanted = _old(3, 64)
    wanted[:2] = given.reshape(-1)[:128].reshape(16, 8)[::-1].reshape(2, 64)
    np.testing.assert_array_equal(found, wanted)


def test_what_tgatherb_makes_of_too_large_offsets_where_nothing_is_valid() -> None:
    offsets = np.full((1, 8), 999999)
    offsets[0, 0] = 64
    target, numbers = Place("int32_t", 1, 64, (1, 8)), Place("uint32_t", 1, 8, (1, 1))
    given = _ramp(8, 64)
    found = _all_of("TGATHERB(d, a, b);", target, (Place("int32_t", 8, 64, (8, 64)), given), (numbers, offsets))
    np.testing.assert_array_equal(found, [[*given[0, 16:24], *[-1] * 56]])


def test_tgatherb_behind_the_target_is_refused() -> None:
    place, numbers = Place("float", 4, 8, (4, 8)), Place("uint32_t", 4, 8, (4, 1))
    with pytest.raises(PtofixError, match="`TGATHERB`: whole repeats of 256 bytes, the last of which goes on behind"):
        _all_of("TGATHERB(d, a, b);", place, (place, _ramp(4, 8)), (numbers, np.zeros((4, 8))))


@pytest.mark.parametrize(("first", "second", "by_blocks"), [(8, 5, True), (5, 4, False), (9, 2, False), (5, 2, False)])
def test_tconcat_copies_blocks(first: int, second: int, by_blocks: bool) -> None:
    """What is behind the first one in its last block comes along; the second one is written over it."""
    left, right = _ramp(4, 16), _ramp(4, 8) * 5
    places = (
        Place("float", 4, 32, (3, first + second)),
        Place("float", 4, 16, (3, first)),
        Place("float", 4, 8, (3, second)),
    )
    found = _all_of("TCONCAT(d, a, b);", places[0], (places[1], left), (places[2], right))
    wanted = _old(4, 32)
    wanted[:3, : -(-first // 8) * 8] = left[:3, : -(-first // 8) * 8]
    wanted[:3, first : first + (8 if by_blocks else second)] = right[:3, : 8 if by_blocks else second]
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(("wide", "written"), [(16, 8), (24, 3)])
def test_ttrans_copies_blocks_of_whole_units(wide: int, written: int) -> None:
    """Three rows become three columns, in a block if the rows of the target are units of 16, and else alone."""
    given = _ramp(4, 16)
    found = _all_of("TTRANS(d, a, t);", Place("float", 12, wide, (10, 3)), (Place("float", 4, 16, (3, 10)), given))
    wanted = _old(12, wide).astype(float)
    wanted[:10, :written] = np.nan
    wanted[:10, :3] = given[:3, :10].T
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(
    "call",
    ["TTRANS(a, a, b);", "TCONCAT(a, a, a);", "TGATHERB(a, a, b);", "TSORT32(a, a, b, a);"],
)
def test_what_moves_rows_refuses_columns(call: str) -> None:
    lines = [tile("a", "float", 8, 8, 0, layout="ColMajor"), tile("b", "uint32_t", 8, 8, 1024), call]
    source = SourceFile("k.cpp", kernel("__gm__ float* v1", lines))
    arguments = {"v1": pointer("v1", np.zeros(1, np.float32), "float")}
    with pytest.raises(PtofixError, match="a tile that does not lie row by row"):
        launch(kernel_of(parse(source)), arguments, 1, A2A3, Schedule())


def _pairs_of(found: Array) -> tuple[Array, Array]:
    pairs = found.reshape(len(found), -1, 2)
    return pairs[..., 0], np.ascontiguousarray(pairs[..., 1]).view(np.uint32)


def test_of_equal_numbers_the_first_one_is_sorted_first() -> None:
    """Ascend C API, Sort32: of equal scores the one with the lower place; what its index says does not count."""
    given = np.arange(32)[None] // 4
    numbers = np.arange(32)[None][:, ::-1]
    target, source = Place("float", 1, 64, (1, 64)), Place("float", 1, 32, (1, 32))
    found = _all_of("TSORT32(d, a, b);", target, (source, given), (Place("uint32_t", 1, 32, (1, 32)), numbers))
    values, places = _pairs_of(found)
    np.testing.assert_array_equal(values[0], given[0][::-1])
    np.testing.assert_array_equal(places[0].reshape(8, 4)[0], [3, 2, 1, 0])


@pytest.mark.parametrize("wide", [80, 128])
def test_a_last_group_is_filled_up(wide: int) -> None:
    """40 numbers with scratch: two groups, of which the second one ends in NaN with the indices that are there."""
    given, numbers = np.arange(64)[None] * 7 % 61, np.arange(64)[None] + 100
    target, source = Place("float", 1, 128, (1, wide)), Place("float", 1, 64, (1, 40))
    found = _all_of("TSORT32(d, a, b, t);", target, (source, given), (Place("uint32_t", 1, 64, (1, 40)), numbers))
    values, places = _pairs_of(found)
    np.testing.assert_array_equal(values[0, :40], [*sorted(given[0, :32])[::-1], *sorted(given[0, 32:40])[::-1]])
    assert np.isnan(values[0, 40:]).all()
    np.testing.assert_array_equal(places[0, 40:], np.arange(140, 164))


def test_pairs_that_do_not_fit_into_a_row_are_refused() -> None:
    """Two rows of 40 numbers with 80 words for each: the last group goes on in the next row."""
    target, source, numbers = (
        Place("float", 2, 80, (2, 80)),
        Place("float", 2, 64, (2, 40)),
        Place("uint32_t", 2, 64, (2, 40)),
    )
    with pytest.raises(PtofixError, match="`TSORT32`: 40 numbers, whose pairs do not fit into a row of the target"):
        _all_of("TSORT32(d, a, b, t);", target, (source, _ramp(2, 64)), (numbers, _ramp(2, 64)))


_WIDE, _HIGH = Place("float", 4, 16, (4, 16)), Place("float", 8, 16, (8, 16))
_BYTES, _MORE = Place("int8_t", 2, 32, (2, 32)), Place("int8_t", 4, 32, (4, 32))
_ODD = Place("int8_t", 4, 32, (3, 5))


@pytest.mark.parametrize(
    ("call", "result", "source", "why"),
    [
        (
            f"TGATHER<{_WIDE.type}, {_HIGH.type}, MaskPattern::P0101, GatherAxis::GATHER_COL>(d, a);",
            _WIDE,
            _HIGH,
            "`TGATHER`: GATHER_COL by a pattern that leaves rows out",
        ),
        (
            "TSCATTER<MaskPattern::P0101, ScatterAxis::SCATTER_COL>(d, a);",
            _MORE,
            _BYTES,
            "`TSCATTER`: SCATTER_COL of 8-bit elements",
        ),
        ("TSCATTER<MaskPattern::P0101>(d, a);", _HIGH, _WIDE, "`TSCATTER`: by P0101 from 4 x 16 to 8 x 16"),
        ("TAND(d, a, a);", _ODD, _ODD, "`TAND`: 5 bytes in a row, to which the header adds one"),
        ("TNOT(d, a);", _ODD, _ODD, "`TNOT`: 5 bytes in a row"),
        ("TROWEXPAND(d, a);", _ODD, _ODD, "`TROWEXPAND`: 5 bytes in a row"),
    ],
)
def test_what_the_headers_get_wrong_is_refused(call: str, result: Place, source: Place, why: str) -> None:
    with pytest.raises(PtofixError, match=why):
        _all_of(call, result, (source, _ramp(source.rows, source.cols) % 100))


def test_bits_of_floats() -> None:
    place = Place("float", 1, 8, (1, 8))
    numbers = np.array([[1.5, -2.0, 0.5, 3.0, -1.0, 8.0, 0.0, -0.0]])
    found = _all_of("TAND(d, a, b);", place, (place, numbers), (place, np.abs(numbers)))
    np.testing.assert_array_equal(found, np.abs(numbers))


# ---- TFILLPAD, TREMS, places ----


@pytest.mark.parametrize(("dtype", "pad", "fill"), [("int8_t", "Min", -128), ("uint8_t", "Max", 255)])
def test_bytes_are_padded_by_the_scalar_unit(dtype: str, pad: str, fill: int) -> None:
    given = _ramp(4, 32) % 100
    wanted = np.full((4, 64), fill)
    wanted[:3, :5] = given[:3, :5]
    result = Place(dtype, 4, 64, (4, 64), pad=pad)
    found = _all_of("TFILLPAD_EXPAND(d, a);", result, (Place(dtype, 4, 32, (3, 5)), given))
    np.testing.assert_array_equal(found, wanted)


def test_blocks_of_more_than_510_rows_are_not_all_padded() -> None:
    place = Place("half", 520, 16, (511, 5))
    with pytest.raises(PtofixError, match="`TFILLPAD`: a row in blocks that are not full, of more than 510 rows"):
        _all_of("TFILLPAD(d, a);", Place("half", 520, 16, (520, 16), pad="Min"), (place, _ramp(520, 16)))


def test_trems_takes_the_signs_of_the_first_64() -> None:
    """The quotient of the last column is rounded up, so that the remainder has the wrong sign."""
    place = Place("float", 1, 72, (1, 72))
    given = np.full((1, 72), np.float32(0.0625))
    np.testing.assert_array_equal(_all_of("TREMS(d, a, 0.1f, t);", place, (place, given)), given)
    given[0, 70] = np.float32(0.9)
    with pytest.raises(PtofixError, match="`TREMS`: rows of 72, whose signs the header takes from the first 64"):
        _all_of("TREMS(d, a, 0.1f, t);", place, (place, given))


def test_places_of_halves_in_more_than_64_rows() -> None:
    source, values = Place("half", 80, 16, (65, 16)), Place("half", 80, 1, (65, 1))
    with pytest.raises(PtofixError, match="32-bit places of halves in more than 64 rows"):
        _all_of(
            "TROWARGMAX(a, d, b, t);",
            Place("int32_t", 80, 1, (65, 1)),
            (values, np.zeros((80, 1))),
            (source, _ramp(80, 16)),
        )


def test_a_nan_in_a_column() -> None:
    given = np.array([[np.nan] * 8, [1.0] * 8])
    with pytest.raises(PtofixError, match="`TCOLARGMAX`: a NaN in a column"):
        _all_of("TCOLARGMAX(d, a, t);", Place("int32_t", 1, 8, (1, 8)), (Place("float", 2, 8, (2, 8)), given))


@pytest.mark.parametrize(
    ("call", "valid", "why"),
    [
        ("TNEG(a, a);", (5, 4), "`TNEG`: a part of a tile that is ColMajor"),
        ("TCMPS(b, a, 1.0f, CmpMode::LT);", (8, 8), "`TCMPS`: a tile that does not lie row by row"),
    ],
)
def test_a_column_major_tile_is_refused(call: str, valid: tuple[int, int], why: str) -> None:
    lines = [tile("a", "float", 8, 8, 0, valid, layout="ColMajor"), tile("b", "uint8_t", 8, 32, 1024), call]
    source = SourceFile("k.cpp", kernel("__gm__ float* v1", lines))
    arguments = {"v1": pointer("v1", np.zeros(1, np.float32), "float")}
    with pytest.raises(PtofixError, match=why):
        launch(kernel_of(parse(source)), arguments, 1, A2A3, Schedule())


# ---- global memory ----


@pytest.mark.parametrize(
    ("tile", "layout", "shape", "stride", "why"),
    [
        ("Vec, 16, 64, RowMajor, NoneBox", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 128, 2", "gaps inside of a row"),
        ("Vec, 16, 64, ColMajor, NoneBox", "DN", "1, 1, 1, 16, 64", "1, 1, 1, 2, 32", "gaps inside of a row"),
        ("Vec, 16, 32, ColMajor, RowMajor", "NZ", "1, 2, 1, 16, 16", "1, 288, 288, 17, 1", "gaps inside of a row"),
        ("Vec, 16, 64, RowMajor, NoneBox", "ND", "1, 1, 2, 8, 64", "1, 1, 900, 100, 1", ""),
        ("Mat, 16, 64, RowMajor, NoneBox", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 96, 1", ""),
        ("Mat, 16, 64, RowMajor, NoneBox", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 100, 1", "not in whole blocks, in L1"),
        ("Mat, 16, 72, RowMajor, NoneBox", "ND", "1, 1, 1, 16, 72", "1, 1, 1, 72, 1", "not in whole blocks, in L1"),
        ("Mat, 16, 64, RowMajor, NoneBox", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 1048704, 1", "in 16 bits"),
        ("Mat, 64, 16, ColMajor, NoneBox", "DN", "1, 1, 1, 64, 16", "1, 1, 1, 1, 100", "not in whole blocks, in L1"),
        ("Mat, 16, 64, ColMajor, RowMajor", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 65535, 1", ""),
        ("Mat, 16, 64, ColMajor, RowMajor", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 65536, 1", "in 16 bits"),
        ("Mat, 16, 32, ColMajor, RowMajor", "NZ", "1, 2, 1, 16, 16", "1, 1048832, 256, 16, 1", "in 16 bits"),
        ("Acc, 16, 64, ColMajor, RowMajor", "ND", "1, 1, 1, 16, 64", "1, 1, 1, 100, 1", ""),
        ("Acc, 16, 64, ColMajor, RowMajor", "ND", "1, 1, 2, 8, 64", "1, 1, 900, 100, 1", "two dimensions from Acc"),
        ("Acc, 16, 32, ColMajor, RowMajor", "NZ", "1, 2, 1, 16, 16", "512, 256, 256, 16, 1", ""),
        ("Acc, 16, 32, ColMajor, RowMajor", "NZ", "1, 2, 1, 16, 16", "600, 300, 256, 16, 1", "with gaps from Acc"),
    ],
)
def test_tensors_by_whose_strides_the_headers_do_not_go(
    tile: str, layout: str, shape: str, stride: str, why: str
) -> None:
    space, rows, cols, lines, box = tile.split(", ")
    element = "float" if space == "Acc" else "half"
    fractal = 1024 if space == "Acc" else 512
    words = f"{element}, {rows}, {cols}, BLayout::{lines}, {rows}, {cols}, SLayout::{box}, {fractal}"
    sizes = f"pto::Shape<{shape}>, pto::Stride<{stride}>"
    call = "TSTORE(t, a);" if space == "Acc" else "TLOAD(a, t);"
    text = (
        '#include "pto/pto-inst.hpp"\nusing namespace pto;\n'
        f"__global__ AICORE void kernel(__gm__ {element}* p) {{\n"
        f"  #if defined(__DAV_{'VEC' if space == 'Vec' else 'CUBE'}__)\n"
        f"  Tile<TileType::{space}, {words}, PadValue::Null, CompactMode::Null> a;\n  TASSIGN(a, 0x0);\n"
        f"  GlobalTensor<{element}, {sizes}, pto::Layout::{layout}> t(p);\n  {call}\n"
        "  pipe_barrier(PIPE_ALL);\n  #endif\n  return;\n}\n"
    )
    arguments = {"p": pointer("p", np.zeros(17_000_000, DTYPES[element]), element)}
    program = kernel_of(parse(SourceFile("k.cpp", text)))
    if not why:
        launch(program, arguments, 1, A2A3, Schedule())
        return
    with pytest.raises(PtofixError, match=why):
        launch(program, arguments, 1, A2A3, Schedule())
