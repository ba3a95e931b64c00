"""Calls in their odd forms: what they read and write (pitfalls, sections 3, 4 and 7)."""

from __future__ import annotations

import pytest

from ptofix.program.build import program_file
from ptofix.program.program import Opaque, TileOp
from ptofix.testing.corpus import CPP
from ptofix.tests.build import hazards, kernel_source, program, refusal, tile, tree
from ptofix.text.source import SourceFile

V = "pipe_barrier(PIPE_V);"
PIPE = "TPipe<0, Direction::DIR_V2C, 4096, 8, 2, false>"
PUSH = f"const int32_t base = 65536; auto p = {PIPE}(gm, base, base);"
SPLIT = "TileSplitAxis::TILE_UP_DOWN"
TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox>"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("an attribute in front", "TABS(a, b); [[pto::last_use(a)]] TNEG(c, a);", {"TABS -> TNEG"}),
        ("a namespace in front", "pto::TABS(a, b); ::pto::TNEG(c, a);", {"TABS -> TNEG"}),
        ("over several lines", "TABS(a,\n  b\n); TNEG(c, // from\n a);", {"TABS -> TNEG"}),
        ("two calls for one op of the IR", "TADD(a, b, c); TADD(a, a, d);", {"TADD -> TADD"}),
        ("in place", "TABS(a, a); TNEG(b, b);", set()),
        ("a store reads its second operand", "TABS(a, b); set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); "
         "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); TSTORE(gm, a); TNEG(a, b);", {"TSTORE -> TNEG", "TABS -> TNEG"}),
        ("a load writes its first", "TLOAD(a, gm); TNEG(c, a);", {"TLOAD -> TNEG"}),
        ("a push names the pipe first", f"{PUSH} TABS(a, b); TPUSH<{PIPE}, {TILE}, {SPLIT}>(p, a);", {"TABS -> TPUSH"}),
        ("a push of another tile", f"{PUSH} TABS(a, b); TPUSH<{PIPE}, {TILE}, {SPLIT}>(p, c);", set()),
        ("a push with a sub-block", f"{PUSH} TABS(a, b); TPUSH<{PIPE}, {TILE}, {SPLIT}>(p, a, n);", {"TABS -> TPUSH"}),
        ("a scalar write", "TABS(a, b); a.SetValue(3, s);", {"TABS -> member.SetValue"}),
        ("a scalar read", "TABS(a, b); a.GetValue(3);", {"TABS -> member.GetValue"}),
        ("a scalar read in a declaration", "TABS(a, b); float y = a.GetValue(3);", {"TABS -> member.GetValue"}),
        ("a scalar read in a condition", "TABS(a, b); if (a.GetValue(3) > 0) { }", {"TABS -> member.GetValue"}),
        ("a scalar read in an assignment", "float y = 0; TABS(a, b); y = a.GetValue(3);", {"TABS -> member.GetValue"}),
        ("with V to S", "TABS(a, b); set_flag(PIPE_V, PIPE_S, EVENT_ID0); wait_flag(PIPE_V, PIPE_S, EVENT_ID0); "
         "float y = a.GetValue(3);", set()),
        ("SetValidShape moves nothing", "TABS(a, b); a.SetValidShape(3, 4);", set()),
        ("the scratch of a row sum is written", "TABS(c, a); TROWSUM(k, d, a);", {"TABS -> TROWSUM"}),
    ],
)  # fmt: skip
def test_what_a_call_touches(title: str, body: str, expected: set[str]) -> None:
    column = tile("k", 65536 * 2, rows=16, cols=1, layout="ColMajor")
    assert hazards(column + body) == expected, title


def test_a_tile_with_a_run_time_valid_shape_may_touch_all_its_bytes() -> None:
    half = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox> h; TASSIGN(h, 65536);"
    upper = "TASSIGN(w, 65536 + 2048);"
    assert hazards(f"{half} {upper} TABS(h, a); TNEG(b, w);") == set()
    assert hazards(f"{half} {upper} h.SetValidShape(n, 64); TABS(h, a); TNEG(b, w);") == {"TABS -> TNEG"}
    assert hazards(f"{half.replace('8, 64', '-1, 64', 1)} {upper} TABS(h, a); TNEG(b, w);") == {"TABS -> TNEG"}


def test_the_padded_columns_belong_to_a_tile() -> None:
    narrow = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 1, SLayout::NoneBox> h; TASSIGN(h, 65536);"
    assert hazards(f"{narrow} TASSIGN(w, 65536 + 15 * 256); TABS(h, a); TNEG(b, w);") == {"TABS -> TNEG"}


def test_in_place_ops_keep_their_order_with_themselves_only() -> None:
    assert hazards("for (int32_t i = 0; i < n; i += 1) { TABS(a, a); }") == {"TABS -> TABS"}
    assert hazards(f"for (int32_t i = 0; i < n; i += 1) {{ TABS(a, a); {V} }}") == set()


@pytest.mark.parametrize("axis", ["Configuration", "float", "8", "Direction::DIR_V2C"])
@pytest.mark.parametrize("name", ["TPUSH", "TPOP"])
def test_an_overload_that_the_row_is_not_about_may_do_anything(name: str, axis: str) -> None:
    """A push with a configuration of the fixpipe reads a tile that it does not name."""
    alias = f"using Configuration = {TILE};"
    body = f"{PUSH} {alias} {name}<{PIPE}, {TILE}, {axis}>(p, a); TABS(b, b);"
    reasons = [i.action.reason for i in program(body).instructions if isinstance(i.action, Opaque)]
    assert reasons == [f"an overload of `{name}` that the op table is not about"]


def test_a_pipe_of_control_words_is_outside_of_the_language() -> None:
    """The scalar unit reads what it pushes."""
    pushed = f"{PUSH} TABS(a, b); TPUSH<{PIPE}, {TILE}, {SPLIT}>(p, a);"
    assert "through which no tiles go" in refusal(pushed.replace("DIR_V2C", "DIR_V2C_CTRL"))


def test_an_unknown_type_is_outside_of_the_language() -> None:
    assert refusal("mystery y; TABS(a, b);") == "`mystery` is not a type that ptofix knows"


@pytest.mark.parametrize("name", sorted(p.name.removesuffix(".cpp") for p in CPP.glob("*.cpp")))
def test_nothing_in_the_kernels_is_opaque_and_every_address_is_known(name: str) -> None:
    for one in program_file(tree(kernel_source(name)), idle_callers=True).programs:
        for instruction in one.instructions:
            action = instruction.action
            assert not isinstance(action, Opaque), (action.reason, instruction.statement)
            if isinstance(action, TileOp):
                for call_operand, operand in zip(action.call.operands, action.operands):
                    assert call_operand.tile is None or operand.bases is not None or action.call.name in (
                        "TASSIGN", "TRESHAPE",
                    ), (name, action.call.name, operand)  # fmt: skip


def test_a_function_that_takes_other_arguments_is_not_meant() -> None:
    """A test of an op has its name: `AICORE void TABS()` with calls of `TABS(a, b)` in it."""
    text = (
        "using namespace pto;\nAICORE void TABS() {\n"
        f"{TILE} a; TASSIGN(a, 0); {TILE} b; TASSIGN(b, 4096); TABS(a, b); TABS(b, a);\n}}\n"
    )
    file = program_file(tree(SourceFile("k.cpp", text)), idle_callers=True)
    assert not file.refusals
    actions = [i.action for i in file.programs[0].instructions]
    assert [action.call.name for action in actions if isinstance(action, TileOp)][-2:] == ["TABS", "TABS"]
    assert not any(isinstance(action, Opaque) for action in actions)
