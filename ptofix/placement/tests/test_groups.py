"""Programs that share statements: both kinds of core, several kernels that end in one helper, one that stays."""

from __future__ import annotations

import pytest

from ptofix.order.model import STRICT
from ptofix.placement.engine import Engine
from ptofix.placement.groups import groups_of
from ptofix.placement.tests.kernels import missing, verdict_of
from ptofix.program.build import program_file
from ptofix.proof.verdict import Proved
from ptofix.tests.build import run, tile, tree
from ptofix.text.source import SourceFile

TAIL = "static AICORE inline void tail() {\n  pipe_barrier(PIPE_ALL);\n}\n"
TILES = f"{tile('a', 0)} {tile('b', 4096)}"


def function(name: str, body: str, *, guarded: bool = True) -> str:
    whole = f"{TILES}\n{body}\n"
    return f"AICORE void {name}(__gm__ float* gm) {{\n" + (
        f"#if defined(__DAV_VEC__)\n{whole}#endif\n}}\n" if guarded else f"{whole}}}\n"
    )


WORK = "TLOAD(a, gm);\nTEXP(b, a);\nTSTORE(gm, b);"


@pytest.mark.parametrize("pipeline", ["resynchronise", "add-missing-orders"])
def test_a_function_for_both_cores_gets_each_statement_once(pipeline: str) -> None:
    text = function("one", "TLOAD(a, gm);\nTSTORE(gm, a);", guarded=False) + function("two", WORK)
    made = run(SourceFile("k.cpp", text), pipeline).source
    head = made.text.partition("void two")[0]
    assert head.count("set_flag") == head.count("wait_flag") == 1
    assert isinstance(verdict_of(made), Proved)


def test_functions_that_end_in_one_helper_are_judged_each_for_its_own_text() -> None:
    text = TAIL + function("one", f"{WORK}\ntail();") + function("two", "TLOAD(a, gm);\nTSTORE(gm, a);\ntail();")
    for pipeline in ("resynchronise", "narrow-barrier-all"):
        result = run(SourceFile("k.cpp", text), pipeline)
        assert not [remark for remark in result.remarks if remark.reason == "unplaceable"]
    made = run(SourceFile("k.cpp", text), "resynchronise").source
    assert not missing(made)
    assert isinstance(verdict_of(made), Proved)


@pytest.mark.parametrize("pipeline", ["resynchronise", "narrow-barrier-all"])
def test_what_is_shared_with_one_that_stays_is_kept(pipeline: str) -> None:
    """The lambda is outside of the language, so that what its function calls stays as it is."""
    other = function("other", "TLOAD(a, gm);\ntail();\nauto f = [&]() { TEXP(b, a); };\nf();")
    text = TAIL + function("one", "TLOAD(a, gm);\ntail();\nTEXP(b, a);\nTSTORE(gm, b);") + other
    result = run(SourceFile("k.cpp", text), f"{pipeline},add-missing-orders", strip=True)
    made = result.source.text
    assert made.startswith(TAIL)
    assert made.endswith(other)
    assert "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0)" in made
    assert "set_flag(PIPE_MTE2, PIPE_V" not in made  # the barrier that is kept does that
    assert [remark.reason for remark in result.remarks if "`tail` is called from code" in remark.message]


@pytest.mark.parametrize("head", ["for (int i = 0; i < n; ++i) {", "if (n < 3) {\nreturn;\n}\n{"])
def test_what_both_cores_run_takes_no_flag_of_one(head: str) -> None:
    """The two programs share no statement that does anything, but what is before the loop or the jump."""
    text = (
        "__global__ AICORE void k(__gm__ float* gm, int32_t n) {\n"
        f"#if defined(__DAV_VEC__)\n{TILES}\nTLOAD(a, gm);\n#endif\n"
        f"#if defined(__DAV_CUBE__)\n{CUBE_TILES}\n#endif\n{head}\n"
        "#if defined(__DAV_VEC__)\nTEXP(b, a);\n#endif\n"
        "#if defined(__DAV_CUBE__)\nTLOAD(m, gm);\nTMOV(l, m);\n#endif\n}\n}\n"
    )
    result = run(SourceFile("k.cpp", text), "resynchronise", strip=True)
    said = [remark.message for remark in result.remarks if remark.reason == "unplaceable"]
    assert any("on the vector core stays as it is" in one and "would run on another core" in one for one in said)
    assert "PIPE_V" not in result.source.text


CUBE_TILES = (
    "Tile<TileType::Mat, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor> m; TASSIGN(m, 0);\n"
    "Tile<TileType::Left, half, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor> l; TASSIGN(l, 0);"
)


@pytest.mark.parametrize(("tile_of_other", "agree"), [("a", True), ("c", False)])
def test_what_one_caller_needs_inside_of_a_helper_the_other_gets_too(tile_of_other: str, agree: bool) -> None:
    """Only where it needs the same: with another tile the load and the op of the helper have nothing in common."""
    whole = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox>&"
    helper = f"static AICORE inline void part({whole} x, {whole} y, {whole} z, __gm__ float* gm) {{\n"
    text = f"{helper}TLOAD(x, gm);\nTEXP(z, y);\n}}\n" + "".join(
        function(name, f"{tile('c', 8192)}\npart(a, {other}, b, gm);")
        for name, other in (("one", "a"), ("two", tile_of_other))
    )
    result = run(SourceFile("k.cpp", text), "resynchronise", strip=True)
    assert ("set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);" in result.source.text) is agree
    assert [remark.reason for remark in result.remarks if remark.reason == "unplaceable"] == [
        "unplaceable" for _ in range(not agree)
    ]
    assert agree or "for another caller, as well" in result.remarks[0].message


def test_only_programs_that_share_statements_are_one_group() -> None:
    text = TAIL + "".join(
        function(name, body) for name, body in (("one", "tail();"), ("two", WORK), ("three", "tail();"))
    )
    parsed = tree(SourceFile("k.cpp", text))
    programs = [p for p in program_file(parsed, idle_callers=True).programs if p.core == "vector"]
    found = groups_of(Engine(parsed, program, STRICT) for program in programs)
    assert sorted(sorted(engine.program.function for engine in group.engines) for group in found) == [
        ["one", "three"],
        ["two"],
    ]
