"""Functions of the file that touch no memory but raise or await flags."""

from __future__ import annotations

from ptofix.cpp.parser import parse
from ptofix.program.build import build_programs
from ptofix.program.program import Opaque
from ptofix.text.source import SourceFile

TILE = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null>"
KERNEL = f"""\
static AICORE inline void helper() {{
  %s
}}

extern "C" __global__ AICORE void kernel(__gm__ float* v1) {{
  #if defined(__DAV_VEC__)
  {TILE} v2;
  TASSIGN(v2, 0);
  helper();
  TEXP(v2, v2);
  #endif
}}
"""


def opaque_reasons(body: str) -> list[str]:
    programs = build_programs(parse(SourceFile("kernel.cpp", KERNEL % body)))
    return [i.action.reason for p in programs for i in p.instructions if isinstance(i.action, Opaque)]


def test_a_set_and_its_wait_side_by_side_leave_nothing_behind() -> None:
    pair = "set_flag(PIPE_MTE3, PIPE_S, EVENT_ID0); wait_flag(PIPE_MTE3, PIPE_S, EVENT_ID0);"
    assert opaque_reasons(pair) == []


def test_a_flag_that_a_helper_raises_is_not_overlooked() -> None:
    assert opaque_reasons("set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);") == ["`helper` raises or awaits flags"]


def test_a_wait_for_another_flag_is_not_overlooked() -> None:
    pair = "set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID1);"
    assert opaque_reasons(pair) == ["`helper` raises or awaits flags"]
