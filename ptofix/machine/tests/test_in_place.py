"""Calls whose operands overlap: run where each byte is read before it is overwritten, and refused otherwise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ptofix.machine.memory import Array
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.machine.tests.op_cases import Case, Place
from ptofix.machine.tests.test_ops import ran_case
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError

ROWS, COLS = 32, 64
SIZE = ROWS * COLS * 4
AT = 2 * SIZE
"""Where the source is, so that there is room on both sides."""


def _run(call: str, source: str, *tiles: str) -> tuple[Array, Array]:
    """What `d` holds after a call on `a`, and what `a` held: both have 32 x 64 elements."""
    result = "float" if "float" in tiles[0] else "half"
    lines = [tensor("ga", "v1", source, ROWS, COLS), tensor("gd", "v2", result, ROWS, COLS)]
    lines += [tile("a", source, ROWS, COLS, AT), *tiles, "TLOAD(a, ga);", "pipe_barrier(PIPE_ALL);", call]
    lines += ["pipe_barrier(PIPE_ALL);", "TSTORE(gd, d);"]
    outcome, arrays = ran(
        Path("k.cpp"), kernel(f"__gm__ {source}* v1, __gm__ {result}* v2", lines), Schedule(assumed=frozenset())
    )
    assert not outcome.races
    after, before = (arrays[name][: ROWS * COLS].reshape(ROWS, COLS) for name in ("v2", "v1"))
    return after, before


def _result(dtype: str, address: int) -> str:
    return tile("d", dtype, ROWS, COLS, address)


@pytest.mark.parametrize("away", [0, -256, -SIZE // 2, -SIZE, SIZE])
def test_addition_in_place_or_before_its_source(away: int) -> None:
    found, source = _run("TADD(d, a, a);", "float", _result("float", AT + away))
    np.testing.assert_array_equal(found, 2 * source)


@pytest.mark.parametrize("away", [256, SIZE // 2, SIZE - 256])
def test_addition_behind_the_start_of_its_source(away: int) -> None:
    with pytest.raises(PtofixError, match="`TADD` may overwrite bytes of `src0` with `dst` before it has read them"):
        _run("TADD(d, a, a);", "float", _result("float", AT + away))


@pytest.mark.parametrize("away", [0, -256, -SIZE // 4, SIZE])
def test_narrowing(away: int) -> None:
    found, source = _run("TCVT(d, a, RoundMode::CAST_RINT);", "float", _result("half", AT + away))
    np.testing.assert_array_equal(found, source.astype(np.float16))


@pytest.mark.parametrize(
    ("source", "result", "away"), [("half", "float", 0), ("half", "float", -SIZE // 4), ("float", "half", SIZE // 2)]
)
def test_a_conversion_that_overtakes_its_source(source: str, result: str, away: int) -> None:
    with pytest.raises(PtofixError, match="`TCVT` may overwrite bytes of `src`"):
        _run("TCVT(d, a, RoundMode::CAST_NONE);", source, _result(result, AT + away))


def test_widening_from_the_end() -> None:
    """The source is the last half of the result: what a repeat writes was read."""
    found, source = _run("TCVT(d, a, RoundMode::CAST_NONE);", "half", _result("float", AT - SIZE // 2))
    np.testing.assert_array_equal(found, source.astype(np.float32))


def test_elementwise_ops_without_a_known_order() -> None:
    shift = tile("d", "float", ROWS, COLS, AT)
    np.testing.assert_array_equal(*_run("TMOV(d, a);", "float", shift))
    with pytest.raises(PtofixError, match="`TMOV` may overwrite bytes of `src`"):
        _run("TMOV(d, a);", "float", tile("d", "float", ROWS, COLS, AT - 256))  # in which order is not known


@pytest.mark.parametrize("at", ["a", "c"])
def test_row_expand_copies_its_column_before(at: str) -> None:
    """The column goes into scratch before the first multiplication."""
    column = tile("c", "float", ROWS, 1, AT + SIZE)
    fill = "TROWMAX(c, a, t); pipe_barrier(PIPE_ALL); TROWEXPANDMUL(d, a, c);"
    extra = column, tile("t", "float", ROWS, COLS, 8 * SIZE)
    found, source = _run(fill, "float", _result("float", AT if at == "a" else AT + SIZE), *extra)
    np.testing.assert_array_equal(found, source * source.max(axis=1, keepdims=True))


def test_a_column_operand_that_is_read_in_each_row() -> None:
    row = tile("r", "float", 1, COLS, AT)
    with pytest.raises(PtofixError, match="`TCOLEXPANDMUL` may overwrite bytes of `src1`"):
        _run("TCOLEXPANDMUL(d, a, r);", "float", _result("float", AT), row)


def test_a_result_that_is_filled_before_the_source_is_read() -> None:
    """pto_instr.hpp: "A3's TRECIP instruction does not support setting the source Tile and destination Tile to the
    same memory"; TDIVS of a tile by a number has a way of its own for that."""
    with pytest.raises(PtofixError, match="`TRECIP` may overwrite bytes of `src` with `dst`"):
        _run("TRECIP(d, a);", "float", _result("float", AT))
    found, source = _run("TDIVS(d, a, 2.0f);", "float", _result("float", AT))
    np.testing.assert_array_equal(found, source / 2)


@pytest.mark.parametrize(
    ("scratch", "why"),
    [(AT + 256, "may overwrite bytes of `src` with `tmp`"), (4 * SIZE, "has `tmp` and `dst` on the same bytes")],
)
def test_scratch(scratch: int, why: str) -> None:
    tiles = tile("b", "float", 16, 128, AT), tile("c", "float", 16, 1, 4 * SIZE), tile("t", "float", 16, 128, scratch)
    with pytest.raises(PtofixError, match=f"`TROWMAX` {why}"):
        _run("TROWMAX(c, b, t);", "float", _result("float", 6 * SIZE), *tiles)


@pytest.mark.parametrize("shared", ["src0", "src1"])
def test_what_the_header_forbids(shared: str) -> None:
    """TXor.hpp asserts that its operands are "in different memory"."""
    sources = [Place("int16_t"), Place("int16_t")]
    case = Case(
        "xor",
        "TXOR({}, {}, {}, t);".format(*("ddb" if shared == "src0" else "dad")),
        sources[0],
        tuple(sources),
        sources[0],
    )
    with pytest.raises(PtofixError, match=f"`TXOR` may overwrite bytes of `{shared}` with `dst`"):
        ran_case(case, case.inputs(1))
