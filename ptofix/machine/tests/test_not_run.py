"""What the machine does not run is an error with its place, never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

SMALL, LARGE = tile("a", "float", 8, 64, 0), tile("b", "float", 16, 64, 4096)
AT_RUN_TIME = tile("a", "float", 8, 64, 0).replace("8, 64, SLayout", "-1, -1, SLayout")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            (SMALL, LARGE, "TADD(b, a, b);"),
            "`TADD`: the headers walk the rows of `dst`, up to 16, in `src0`, which has 8",
        ),
        ((AT_RUN_TIME,), "a tile whose valid size nobody gives"),
        ((tile("a", "float8_t", 8, 64, 0),), "element type is not known"),
        ((SMALL, "a.b.c(1);"), "a call of this form"),
        (("int32_t n = v1;", "float x = v1 + v1;"), "between these"),
        ((tensor("g", "v1", "float4_t", 8, 64),), "elements of type float4_t"),
        ((AT_RUN_TIME.replace(" a;", " a(-1, 64);"),), "a tile of 8 x 64 of which -1 x 64 are valid"),
        ((AT_RUN_TIME.replace(" a;", " a(8, 65);"),), "a tile of 8 x 64 of which 8 x 65 are valid"),
        ((AT_RUN_TIME.replace(" a;", " a(8, 64);"), "a.SetValidShape(9, 64);"), "of which 9 x 64 are valid"),
        ((tensor("g", "v1", "float", -8, 64),), "a tensor with a negative size: 1 x 1 x 1 x -8 x 64"),
        (  # without an array of so many elements
            (SMALL, tensor("g", "v1", "float", 1 << 40, 64), "TLOAD(a, g);"),
            "it takes elements 0 to 70368744177663, and there are",
        ),
    ],
)
def test_error_with_a_place(lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(PtofixError, match=why) as raised:
        ran(Path("odd.cpp"), kernel("__gm__ float* v1", list(lines)), Schedule())
    assert str(raised.value).startswith("odd.cpp:")


@pytest.mark.parametrize(
    ("before", "what"),
    [
        ("#define TADD TMUL", "it uses a macro of this file"),
        ("#define TADD(a, b, c) TMUL(a, b, c)", "it uses a macro of this file"),
        ("#define PIPE_ALL PIPE_V", "`PIPE_ALL` gets a second meaning"),
        ("#if FAST\n#define TADD TMUL\n#endif", "a conditional about something else than the core"),
        ('#include "mine.hpp"', "`#include` of something unknown"),
        ("template <typename T> AICORE void TADD(T& a, T& b, T& c) { TMUL(a, b, c); }", "not in the language"),
        ("AICORE void f(int32_t a) { } AICORE void f(float a) { f(1); }", "more than one `f`"),
    ],
)
def test_words_with_other_meanings(before: str, what: str) -> None:
    call = "f(1);" if "void f" in before else ""
    text = kernel("__gm__ float* v1", [SMALL, "TEXPANDS(a, 1.0f);", "pipe_barrier(PIPE_ALL);", "TADD(a, a, a);", call])
    with pytest.raises(PtofixError) as raised:
        ran(Path("odd.cpp"), f"{before}\n{text}", Schedule())
    assert what in str(raised.value)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("break;", "`break` outside of a loop and of a switch"),
        ("if (n > 0) { break; }", "`break` outside of a loop and of a switch"),
        ("continue;", "`continue` outside of a loop"),
        ("switch (n) { case 1: continue; }", "`continue` outside of a loop"),
        ("else { n = 1; }", "`else` without an `if`"),
        ("if (n > 0) { n = 1; } n = 2; else { n = 3; }", "`else` without an `if`"),
        ("while (n > 0) { else if (n > 1) { n = 3; } break; }", "`else` without an `if`"),
    ],
)
def test_control_flow_that_belongs_to_nothing(line: str, why: str) -> None:
    """Neither values nor time: such a break ended both in a traceback, such an else always ran."""
    with pytest.raises(PtofixError, match=f"odd.cpp:.*{re.escape(why)}"):
        kernel_of(parse(SourceFile("odd.cpp", kernel("int32_t n", [line]))))


@pytest.mark.parametrize("line", ["for (;;) { switch (n) { case 1: continue; } break; }", "if (n > 0) n = 1; else { }"])
def test_control_flow_that_belongs_to_something(line: str) -> None:
    kernel_of(parse(SourceFile("even.cpp", kernel("int32_t n", [line]))))


def test_macros_of_other_functions() -> None:
    text = kernel("__gm__ float* v1", [SMALL, "TEXPANDS(a, 1.0f);"])
    outcome, _ = ran(Path("odd.cpp"), f"#define TADD TMUL\n{text}", Schedule())
    assert outcome.counts["TEXPANDS"] == 1


@pytest.mark.parametrize(
    "flag", ["PIPE_V, PIPE_MTE3, (event_t) 8", "PIPE_V, PIPE_V, EVENT_ID0", "PIPE_M, PIPE_V, EVENT_ID0"]
)
def test_flags_that_the_core_does_not_have(flag: str) -> None:
    text = kernel("__gm__ float* v1", [SMALL, f"set_flag({flag});", f"wait_flag({flag});"])
    with pytest.raises(PtofixError) as raised:
        ran(Path("odd.cpp"), text, Schedule())
    assert "a flag that the vector core does not have" in str(raised.value)


def test_function_with_the_name_of_an_op() -> None:
    """The call with operands is the op, that without the function."""
    call = kernel("__gm__ float* v1", [SMALL, "TEXPANDS(a, 1.0f);", "pipe_barrier(PIPE_ALL);", "TADD(a, a, a);"])
    outcome, _ = ran(Path("odd.cpp"), call.replace("kernel(", "TADD("), Schedule())
    assert outcome.counts["TADD"] == 1


def test_the_valid_shape_may_change() -> None:
    lines = [tensor("g", "v1", "float", 4, 64), AT_RUN_TIME.replace(" a;", " a(8, 64);"), "TEXPANDS(a, 1.0f);"]
    lines += ["pipe_barrier(PIPE_ALL);", "a.SetValidShape(2, 64);", "TEXPANDS(a, 2.0f);", "pipe_barrier(PIPE_ALL);"]
    lines += ["a.SetValidShape(4, 64);", "TSTORE(g, a);"]
    outcome, arrays = ran(Path("odd.cpp"), kernel("__gm__ float* v1", lines), Schedule())
    assert not outcome.races
    assert arrays["v1"][: 4 * 64].tolist() == [2.0] * 2 * 64 + [1.0] * 2 * 64


def test_a_tile_is_a_value() -> None:
    type_ = SMALL.partition(" a;")[0]
    lines = [tensor("g", "v1", "float", 8, 64), SMALL, f"{type_} c = a;", "TASSIGN(c, 8192);", "TEXPANDS(a, 1.0f);"]
    lines += ["TEXPANDS(c, 2.0f);", "pipe_barrier(PIPE_ALL);", "TSTORE(g, a);"]
    _, arrays = ran(Path("odd.cpp"), kernel("__gm__ float* v1", lines), Schedule())
    assert set(arrays["v1"][:512].tolist()) == {1.0}


_HELPER = (
    "static AICORE void helper(Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64> a) {\n  TADD(a, a, a);\n}\n"
)
_TAIL = "static AICORE void tail(int32_t mode = 0) {\n  pipe_barrier(PIPE_ALL);\n}\n"


@pytest.mark.parametrize("static", ["static ", ""])
def test_a_helper_with_tiles_is_no_kernel(static: str) -> None:
    helper = _HELPER.replace("static ", static)
    with pytest.raises(PtofixError, match="there is no kernel to run") as raised:
        kernel_of(parse(SourceFile("k.cpp", _TAIL + helper)))
    assert raised.value.diagnostics[0].help == "--kernel NAME chooses; there are: none"
    entry = "AICORE void entry(__gm__ float* v1) {\n  pipe_barrier(PIPE_ALL);\n}\n"
    assert kernel_of(parse(SourceFile("k.cpp", _TAIL + helper + entry))).name == "entry"
