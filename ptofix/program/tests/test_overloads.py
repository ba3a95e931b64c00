"""A function of the file with the name of another one: a call may mean either."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.source import SourceFile

TILE = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null>"
KERNEL = f"""\
%s
extern "C" __global__ AICORE void kernel(__gm__ float* g) {{
  #if defined(__DAV_VEC__)
  {TILE} a;
  TASSIGN(a, 0);
  {TILE} b;
  TASSIGN(b, 4096);
  %s
  pipe_barrier(PIPE_V);
  TEXP(b, a);
  #endif
}}
"""


@pytest.mark.parametrize("pipeline", ["drop-redundant-barriers", "minimal-barriers", "remove-barriers{patterns=all}"])
@pytest.mark.parametrize(
    ("functions", "call"),
    [
        ("static AICORE inline void TLOG(int x, int y) { }", "TLOG(a, b);"),
        (
            "static AICORE inline void mine(int x) { }\nstatic AICORE inline void mine(float x) { TEXP(x, x); }",
            "mine(a);",
        ),
        (
            "static AICORE inline void mine(float x) { TEXP(x, x); }\nstatic AICORE inline void mine(int x) { }",
            "mine(a);",
        ),
    ],
)
def test_the_barrier_after_such_a_call_stays(functions: str, call: str, pipeline: str) -> None:
    source = SourceFile("kernel.cpp", KERNEL % (functions, call))
    result = run_pipeline(source, parse_pipeline(pipeline), Settings()).source.text
    between = result[result.index(call, result.index("kernel(")) : result.index("TEXP(b, a)")]
    assert between.count("pipe_barrier(PIPE_V);") == 1


def test_a_kernel_with_the_name_of_an_op_is_never_what_is_called() -> None:
    source = SourceFile("kernel.cpp", (KERNEL % ("", "TLOG(a, b);")).replace("void kernel", "void TLOG"))
    assert program_file(parse(source)).refusals == ()
    result = run_pipeline(source, parse_pipeline("drop-redundant-barriers"), Settings()).source.text
    assert result.count("pipe_barrier(PIPE_V);") == 1
