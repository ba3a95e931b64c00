"""What both kinds of core run: a flag that is put in there must be one that both need."""

from __future__ import annotations

import pytest

from ptofix.api.chosen_passes import SYNC
from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.source import SourceFile

MODES = ("all", "missing", "narrow")
SET, WAIT = "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);", "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);"
TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null>"
LOAD, USE, ALL = "TLOAD(a, gm);", "TEXP(b, a);", "pipe_barrier(PIPE_ALL);"
LEAVES = "if (n > 3) { return; }"

# Of a vector core: `[` and `]` are around what only it compiles. The cube has nothing to do in any of them.
SHARED = {
    "a return between": f"[{LOAD}] {LEAVES} [{USE}]",
    "a barrier of all pipes and a return between": f"[{LOAD} {ALL}] {LEAVES} [{USE} {ALL} TNEG(a, b);]",
    "a loop around": f"for (int i = 0; i < n; i += 1) {{ [{LOAD} {USE}] }}",
    "a loop around with a barrier": f"for (int i = 0; i < n; i += 1) {{ [{LOAD} {ALL} {USE} {ALL}] }}",
    "a break between": f"for (int i = 0; i < n; i += 1) {{ [{LOAD}] if (i == 3) {{ break; }} [{USE}] }}",
    "a flag and continue": f"for (int i = 0; i < n; i += 1) {{ [{LOAD} {SET}] if (n) {{ continue; }} [{WAIT} {USE}] }}",
    "a case that returns": f"[{LOAD}] switch (n) {{ case 0: {{ return; }} default: {{ break; }} }} [{USE}]",
    "a goto between": f"[{LOAD}] if (n > 3) {{ goto end; }} [{USE}] end:;",
    "a goto backwards": f"again: n = n - 1; [{LOAD} {USE}] if (n > 3) {{ goto again; }}",
    "a lost wait and a shared end": f"[{LOAD} {SET} {ALL} {USE}]",
    "a lost wait and a shared return": f"[{LOAD} {SET}] {LEAVES} [{USE}]",
    "a lost set and a shared end": f"[{WAIT} {USE}]",
}


def kernel(body: str) -> str:
    body = body.replace("[", "\n#if defined(__DAV_VEC__)\n").replace("]", "\n#endif\n")
    tiles = "".join(f"{TILE} {name};\nTASSIGN({name}, {4096 * i});\n" for i, name in enumerate("ab"))
    tensor = "GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1, 1, 1, 64, 1>, pto::Layout::ND> gm(x);\n"
    declared = f"#if defined(__DAV_VEC__)\n{tiles}{tensor}#endif\n"
    return f"__global__ AICORE void k(__gm__ float* x, int32_t n) {{\n{declared}{body}\nreturn;\n}}\n"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SHARED)
def test_nothing_is_put_in_where_the_other_core_comes_along(name: str, mode: str) -> None:
    text = kernel(SHARED[name])
    made = run_pipeline(SourceFile("k.cpp", text), parse_pipeline(",".join(SYNC[mode])), Settings())  # proved
    assert not program_file(parse(made.source), core="cube").programs


def test_programs_in_which_nothing_happens_are_told_apart() -> None:
    found = program_file(parse(SourceFile("k.cpp", kernel(SHARED["a return between"]))))
    assert [(p.function, p.core) for p in found.programs] == [("k", "vector")]
    assert [(p.function, p.core) for p in found.idle] == [("k", "cube")]
