"""Text of the assembler without a barrier that it would have on A2/A3: nobody has said that it is not for A5."""

from __future__ import annotations

import re

import pytest

from ptofix.order.model import model_named
from ptofix.rules.checking import Checked, check
from ptofix.testing.corpus import CPP
from ptofix.text.diagnostics import Severity
from ptofix.text.source import SourceFile, read_source

CHAIN = read_source(str(CPP / "a2_raw_chain_small.v0.60.insert-sync.cpp")).text
WITHOUT = re.sub(r" *pipe_barrier\(PIPE_V\);\n", "", CHAIN)
TAIL = "  ptoas_auto_sync_tail(PTOAutoSyncTailMode::kBarrierAll);\n"


def checked(text: str, arch: str = "") -> Checked:
    return check(SourceFile("k.cpp", text), model_named("default"), arch)


def asks(found: Checked) -> list[str]:
    return [finding.help for finding in found.findings if finding.code == "PF504"]


def test_the_question_is_asked_once_and_errors_stay_errors() -> None:
    found = checked(WITHOUT)
    assert asks(found) == ["is this text for A5? Then `--arch a5`; if not, `--arch a3`"]
    assert any(f.code == "PF101" and f.severity is Severity.ERROR for f in found.findings)


@pytest.mark.parametrize(
    ("text", "arch"),
    [
        (WITHOUT, "a3"),
        (WITHOUT.replace(TAIL, "  pipe_barrier(PIPE_ALL);\n"), ""),  # synchronised by hand, or not at all
        (WITHOUT.replace(TAIL, f"  pipe_barrier(PIPE_V);\n{TAIL}"), ""),  # no assembler for A5 writes that
    ],
)
def test_nobody_is_asked_where_something_says_that_it_is_for_a3(text: str, arch: str) -> None:
    found = checked(text, arch)
    assert not asks(found)
    assert any(f.code == "PF101" and f.severity is Severity.ERROR for f in found.findings)


@pytest.mark.parametrize("model", ["ops", "strict"])
def test_what_distance_keeps_apart_is_left_out_on_a3_too(model: str) -> None:
    source = read_source(str(CPP / "a_raw_chain.v0.45.insert-sync.cpp"))
    found = check(source, model_named(model))
    assert not asks(found)
    assert found.has(Severity.ERROR)


HEAD = CHAIN[: CHAIN.index("AICORE void raw_chain_small")]
VECTOR = "Tile<TileType::Vec, float, {0}, {1}, BLayout::RowMajor, {0}, {1}, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> {2}; TASSIGN({2}, {3});"  # noqa: E501
SMALL = "\n".join(VECTOR.format(8, 64, name, 2048 * number) for number, name in enumerate("abc"))


def of_assembler(lines: str, core: str = "VEC") -> str:
    """A text as the assembler writes it, with its preamble and tail."""
    return f"{HEAD}AICORE void f(__gm__ float* v1) {{\n#if defined(__DAV_{core}__)\n{lines}\n#endif\n{TAIL}}}\n"


@pytest.mark.parametrize(
    "lines",
    [
        "TADD(a, b, b);\nTADD(a, b, c);",  # WAW
        "TADD(a, b, b);\nTMUL(b, c, c);",  # WAR
        "TADD(a, b, b);\nTCONCAT(c, a, a);",  # nobody saw the assembler leave that out by distance
        "TPipe<0, Direction::DIR_C2V, 2048, 2> p(v1, 8192, 0);\nTPOP(p, a);\nTADD(b, a, a);\nTFREE(p);",
    ],
)
def test_orders_that_the_assembler_puts_in_on_a3(lines: str) -> None:
    assert asks(checked(of_assembler(f"{SMALL}\n{lines}")))
    assert not asks(checked(of_assembler(f"{SMALL}\n{lines}\npipe_barrier(PIPE_V);")))


def test_the_question_of_others() -> None:
    """A scratch that is too small, and a pipe that the core does not have."""
    scratch = "\n".join(VECTOR.format(32, 256, name, 32768 * number) for number, name in enumerate("xy"))
    column = "Tile<TileType::Vec, float, 32, 1, BLayout::ColMajor, 32, 1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> z; TASSIGN(z, 65536);"  # noqa: E501
    short = f"{scratch}\n{column}\n{VECTOR.format(1, 64, 't', 131072)}\nTROWMAX(z, x, t);"
    for code, text in (
        ("PF404", of_assembler(short)),
        ("PF306", of_assembler("set_flag(PIPE_M, PIPE_V, EVENT_ID0);\nwait_flag(PIPE_M, PIPE_V, EVENT_ID0);", "CUBE")),
    ):
        for more, asked in (("", True), ("// pipe_barrier(PIPE_V)", False)):
            helps = [finding.help for finding in checked(f"{text}{more}\n").findings if finding.code == code]
            assert helps, code
            assert all(("`--arch a5`" in one) is asked for one in helps)
        told = [finding.help for finding in checked(text, "a3").findings if finding.code == code]
        assert told
        assert not any("a5" in one for one in told)


ACC = "Tile<TileType::Acc, float, 32, 32, BLayout::ColMajor, 32, 32, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Null>"  # noqa: E501
TO = VECTOR.format(32, 32, "v", 0)


def test_a_move_with_template_arguments() -> None:
    types = f"{TO.split(' v;')[0]}, {ACC}, AccToVecMode::SingleModeVec0"
    lines = f"{ACC} u;\nTASSIGN(u, 0);\n{TO}\nTEXTRACT<{types}>(v, u, 0, 0);"
    (found,) = (one for one in checked(of_assembler(lines)).findings if one.code == "PF504")
    assert "`TEXTRACT` goes from Acc to Vec only there" in found.message
