"""Types and attributes in every spelling, and what is not one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptofix.mlir.pto_types import TILE_SPACES
from ptofix.mlir.targets import newest_target, target
from ptofix.mlir.tests.samples import parse
from ptofix.mlir.writer import print_module
from ptofix.text.diagnostics import PtofixError


def printed(type_text: str, version: str = "0.45", prologue: str = "") -> str:
    text = f"{prologue}func.func private @f({type_text})\n"
    return print_module(parse(text), target(version)).split("@f(", 1)[1].rsplit(") -> ()", 1)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!pto.ptr<f32>", "!pto.ptr<f32, gm>"),
        ("!pto.ptr<f32, gm>", "!pto.ptr<f32, gm>"),
        ("!pto.ptr<i8, vec>", "!pto.ptr<i8, ub>"),
        ("!pto.tensor_view<4x?xbf16>", "!pto.tensor_view<4x?xbf16>"),
        ("!pto.partition_tensor_view<1x1x16x-1xf16>", "!pto.partition_tensor_view<1x1x16x?xf16>"),
        ("!pto.tile<4x4xui8>", "!pto.tile<4x4xui8>"),
        ("!pto.local_array<2x3xi32>", "!pto.local_array<2x3xi32>"),
        ("!pto.eventid_array<4>", "!pto.eventid_array<4>"),
        ("!pto.pipe", "!pto.pipe"),
        ("!pto.async_session", "!pto.async_session"),
        ("!pto.hif8", "!pto.hif8"),
        ("!pto.vreg<64xf32>", "!pto.vreg<64xf32>"),
        ("!pto.tile_buf<vec, 32x128xf32>", "!pto.tile_buf<vec, 32x128xf32>"),
        ("!pto.tile_buf<vec,32x128x!pto.hif8>", "!pto.tile_buf<vec, 32x128x!pto.hif8>"),
        (
            "!pto.tile_buf<loc=vec, dtype=f32, rows=32, cols=128, v_row=32, v_col=128, blayout=row_major, "
            "slayout=none_box, fractal=512, pad=0>",
            "!pto.tile_buf<vec, 32x128xf32>",
        ),
        (
            "!pto.tile_buf<loc=mat, dtype=f16, rows=16, cols=16, v_row=?, v_col=-1, blayout=col_major, "
            "slayout=row_major, fractal=1024, pad=2, compact=1>",
            "!pto.tile_buf<mat, 16x16xf16, valid=?x?, blayout=col_major, slayout=row_major, fractal=1024, pad=2, "
            "compact=1>",
        ),
        ("!pto.struct<f32, i8>", "!pto.struct<f32, i8>"),
        ("!pto.multi_tile_buf<vec, 8x64xf32, count=2>", "!pto.multi_tile_buf<!pto.tile_buf<vec, 8x64xf32>, count=2>"),
        (
            "!pto.multi_tile_buf<!pto.tile_buf<vec, 8x64xf32, valid=?x64>, count=3>",
            "!pto.multi_tile_buf<!pto.tile_buf<vec, 8x64xf32, valid=?x64>, count=3>",
        ),
        ("!pto.tile_buf<vec, 8x64xf32, pad=1, valid=1x64>", "!pto.tile_buf<vec, 8x64xf32, valid=1x64, pad=1>"),
    ],
)
def test_spellings(text: str, expected: str) -> None:
    assert printed(text) == expected
    assert printed(expected) == expected


def test_pointers_without_address_space() -> None:
    assert printed("!pto.ptr<f32, gm>", "0.37") == "!pto.ptr<f32>"


def test_element_type_by_alias() -> None:
    assert printed("!pto.tensor_view<4x!e>", prologue="!e = f16\n") == "!pto.tensor_view<4xf16>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("!pto.nonsense", "not registered"),
        ("!pto.ptr<f32, moon>", "address space"),
        ("!pto.ptr", "needs parameters"),
        ("!pto.tile_buf<moon, 8x8xf32>", "no memory"),
        ("!pto.tile_buf<vec>", "memory and a shape"),
        ("!pto.tile_buf<vec, 8xf32>", "two static dimensions"),
        ("!pto.tile_buf<vec, ?x8xf32>", "two static dimensions"),
        ("!pto.tile_buf<vec, 8x8xf32, valid=9x8>", "inside it"),
        ("!pto.tile_buf<vec, 8x8xf32, pad=7>", "no such value"),
        ("!pto.tile_buf<vec, 8x8xf32, pad=1, pad=1>", "twice"),
        ("!pto.tile_buf<vec, 8x8xf32, colour=1>", "no setting"),
        ("!pto.tile_buf<vec, 8x8xf32, blayout=sideways>", "no blayout"),
        ("!pto.tile_buf<loc=vec, dtype=f32, rows=8>", "lacks"),
        ("!pto.tile_buf<vec, 8x8xf32", "never closed"),
        ("!pto.tensor_view<8xf99>", "no element type"),
        ("!pto.eventid_array<x>", "integer"),
    ],
)
def test_what_is_no_type(text: str, message: str) -> None:
    with pytest.raises(PtofixError) as caught:
        printed(text)
    assert message in caught.value.diagnostics[0].message
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert str(place).startswith("k.pto:1:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#pto.pipe<PIPE_V>", "#pto.pipe<PIPE_V>"),
        ("#pto<pipe<PIPE_V>>", "#pto.pipe<PIPE_V>"),
        ("#pto<cmp eq>", "#pto<cmp eq>"),
        ("#pto.cmp<eq>", "#pto<cmp eq>"),
        (
            "#pto.tile_buf_config<blayout=#pto.blayout<row_major>>",
            "#pto.tile_buf_config<blayout=#pto.blayout<row_major>>",
        ),
    ],
)
def test_attributes(text: str, expected: str) -> None:
    module = parse(f"module attributes {{a = {text}}} {{\n}}\n")
    assert f"a = {expected}}}" in print_module(module, newest_target())


def test_unknown_value_of_an_attribute() -> None:
    with pytest.raises(PtofixError, match="no value"):
        parse("module attributes {a = #pto.pipe<PIPE_X>} {\n}\n")


def test_unknown_attribute_stays_with_a_remark() -> None:
    module = parse("module attributes {a = #pto.novel<x = 3>} {\n}\n")
    assert "a = #pto.novel<x = 3>" in print_module(module, newest_target())
    assert [remark.code for remark in module.remarks] == ["PF491"]


@given(
    space=st.sampled_from(TILE_SPACES),
    rows=st.integers(1, 4096),
    columns=st.integers(1, 4096),
    data=st.data(),
    element=st.sampled_from(["f32", "f16", "bf16", "i8", "ui16", "!pto.hif8"]),
)
def test_both_spellings_of_a_tile_agree(space: str, rows: int, columns: int, data: st.DataObject, element: str) -> None:
    valid = [data.draw(st.one_of(st.just("?"), st.integers(0, n).map(str))) for n in (rows, columns)]
    blayout = data.draw(st.sampled_from(["row_major", "col_major"]))
    slayout = data.draw(st.sampled_from(["none_box", "row_major", "col_major"]))
    fractal, pad = data.draw(st.sampled_from([32, 512, 1024])), data.draw(st.integers(0, 3))
    fields = (
        f"!pto.tile_buf<loc={space}, dtype={element}, rows={rows}, cols={columns}, v_row={valid[0]}, v_col={valid[1]}, "
        f"blayout={blayout}, slayout={slayout}, fractal={fractal}, pad={pad}>"
    )
    shape = (
        f"!pto.tile_buf<{space}, {rows}x{columns}x{element}, valid={valid[0]}x{valid[1]}, blayout={blayout}, "
        f"slayout={slayout}, fractal={fractal}, pad={pad}>"
    )
    assert printed(fields) == printed(shape) == printed(printed(fields))
