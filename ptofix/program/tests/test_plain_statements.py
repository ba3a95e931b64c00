"""The frequent declarations and calls, which are read without their nodes, mean what their nodes do."""

from __future__ import annotations

import re

import pytest

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.program.calls import Calls
from ptofix.program.declarations import Declarations
from ptofix.text.source import SourceFile

_SHAPE = "pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND"
TILE = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, 8, 64, SLayout::NoneBox, 512, PadValue::Null>"
RING = "TPipe<0, Direction::DIR_V2C, 4096, 2, 2, false>"
VALUES = [
    "n",
    "n + 1",
    "8192",
    "4294967297",
    "-1",
    "t",
    "p",
    "(int32_t) p",
    "told(n)",
    "n = 3",
    "t.data()",
    "nullptr",
    "q",
]
DECLARATIONS = [
    *(f"{type_} x({value});" for type_ in ("int32_t", "const uint8_t", "int64_t", "bool", "float") for value in VALUES),
    *(f"{type_} x = {value};" for type_ in ("int32_t", "uint64_t", "auto", "static int32_t") for value in VALUES),
    *(f"GlobalTensor<float, {_SHAPE}> x({value});" for value in VALUES),
    *(f"__gm__ float* x = {value};" for value in (*VALUES, "p + n", "p + 64")),
    f"{TILE} x(8);", f"{TILE} x;", f"{TILE} x = t;", f"{RING} x(p, 0, 0);", "int32_t x;", "int32_t n(1);",
]  # fmt: skip
CALLS = [
    "TADD(t, u, u);", "TADD(t, u);", "TADD(t, u, q);", "TADDS(t, u, 1);", "TADDS(t, u, n);", "TADDS(t, u, n + 1);",
    "TLOAD(t, g);", "TLOAD(t, p);", "TSTORE(g, t);", "TPUSH(q, t);", "TASSIGN(t, 4096);", "TASSIGN(t, n);", "told(n);",
    "TRESHAPE(t, u);", "something(t);", "TADD(t, u, missing);", "TEXPANDS(t, k);", "TADD<1>(t, u, u);",
]  # fmt: skip


def read(statement: str) -> str:
    """What becomes of it and of ops after it that use what it may name, move or store.

    One of its shape without a tile or pipe comes first: from then on the shape is known.
    """
    first = re.sub(r"\b[tq]\b(?![.>])", "p" if "Global" in statement or "*" in statement else "n", statement)
    first = first.replace(" x", " y") if " x" in statement else ""
    text = (
        '#include "pto/pto-inst.hpp"\nusing namespace pto;\nint32_t told(int32_t a) { return a + 1; }\n'
        "__global__ AICORE void kernel(__gm__ float* p, __gm__ float* k, int32_t n) {\n#if defined(__DAV_VEC__)\n"
        f"  {TILE} t;\n  TASSIGN(t, 0);\n  {TILE} u;\n  TASSIGN(u, 16384);\n  {TILE} w;\n"
        f"  auto q = {RING}(p, 0, 0);\n  GlobalTensor<float, {_SHAPE}> g(p + n);\n"
        "  for (int32_t i = 0; i < n; i += 1) {\n"
        f"    {first}\n    {statement}\n    TASSIGN(w, x);\n    TLOAD(w, x);\n    TADDS(w, t, x);\n"
        "    set_flag(PIPE_V, PIPE_S, (event_t) x);\n  }\n#endif\n}\n"
    )
    if " x" not in statement:
        text = text.replace("    TASSIGN(w, x);\n    TLOAD(w, x);\n", "").replace(", x)", ", n)").replace(") x", ") n")
    elif any(word in statement for word in ("GlobalTensor", "*")):
        text = text.replace("    TASSIGN(w, x);\n", "").replace(") x", ") n")
    elif "int" in statement or "bool" in statement or "auto" in statement:
        text = text.replace("    TLOAD(w, x);\n", "")
    text = re.sub(r"\b([xytuwpkqgni])\b(?!\.h)", lambda name: f"v{ord(name[0])}", text)  # names of one shape
    made = program_file(parse(SourceFile("k.cpp", text)), core="vector")
    instructions = [(i.action, i.successors, i.loops) for p in made.programs for i in p.instructions]
    return f"{[str(refusal) for refusal in made.refusals]} {instructions}"


@pytest.mark.parametrize("statement", [*DECLARATIONS, *CALLS])
def test_a_statement_means_the_same_with_its_nodes(statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = read(statement)
    monkeypatch.setattr(Declarations, "plain_declaration", lambda *_: False)
    monkeypatch.setattr(Calls, "plain_operation", lambda *_: False)
    assert read(statement) == known
