"""What is outside of the closed language, and why; and what must not be concluded from what is inside."""

from __future__ import annotations

import re

import pytest

from ptofix.isa.architecture import A2A3
from ptofix.program import calls
from ptofix.program.build import program_file
from ptofix.program.library import library
from ptofix.program.program import Opaque, SetFlag, TileOp
from ptofix.tests.build import bases, hazards, kernel, program, refusal, tile, tree
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

V = "pipe_barrier(PIPE_V);"
TILE = tile("").removesuffix(" ;")
OTHER = tile("", cols=32).removesuffix(" ;")
PIPE = "TPipe<0, Direction::DIR_C2V, 4096, 8, 4, false>"
AUTO_PIPE = f"auto p = {PIPE}(gm, 0, 0);"
LOOP = "for (int32_t i = 0; i < n; i += 1)"

NOT_IN_THE_LANGUAGE = "this is not in the language that ptofix analyses"
NO_BLOCK = "a block that is not in the language"
NO_VALUE = "an expression that does nothing that ptofix knows"
INSIDE = "a tile or pipe inside an expression"


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        # ---- names ----
        ("a value that nobody declares", "int32_t k = q;", "`q` is not known here"),
        ("a type as a value", "using Q = int32_t; int32_t k = Q;", "`Q` is not known here"),
        ("after a number", "int64_t k = 64; throw k;", NOT_IN_THE_LANGUAGE),
        ("a name of a scope that is closed", "{ int32_t k = 3; } int32_t j = k;", "`k` is not known here"),
        ("a variable of a loop that is over", f"{LOOP} {{ }} n = i;", "`i` is not known here"),
        ("a type that nobody declares", "Q y;", "`Q` is not a type that ptofix knows"),
        ("a numbered type that nobody declares", "v7 y;", "`v7` is not a type that ptofix knows"),
        ("a type that is inside another one", "GlobalTensor<Q> y;", "`Q` is not a type that ptofix knows"),
        ("an alias of a type that nobody declares", "using R = Q;", "`Q` is not a type that ptofix knows"),
        ("a name twice", "int32_t k = 3; int32_t k = 4;", "`k` hides another name"),
        ("a name that a block hides", "int32_t k = 3; { int32_t k = 4; }", "`k` hides another name"),
        ("a name that a loop hides", "int32_t i = 3; for (int32_t i = 0; i < n; i += 1) { }", "`i` hides another name"),
        ("an alias that becomes another type", "using Q = int32_t; using Q = int8_t;", "`Q` hides another name"),
        ("an alias that an inner block has as well", "using Q = int32_t; { using Q = int32_t; }",
         "`Q` hides another name"),
        ("an op", "int32_t TABS = 3;", "`TABS` hides a name of the library"),
        ("an enumerator", "int32_t EVENT_ID0 = 3;", "`EVENT_ID0` hides a name of the library"),
        ("a pipe", "int32_t PIPE_V = 3;", "`PIPE_V` hides a name of the library"),
        ("a type of the library", "using Tile = int32_t;", "`Tile` hides a name of the library"),
        # ---- types ----
        ("a reference to a tile", "auto& r = b;", "a reference"),
        ("a reference to a number", "int32_t& r = n;", "a reference"),
        ("a reference in an alias", f"using R = {TILE}&; R r = b;", "a reference"),
        ("a reference to an alias", f"using R = {TILE}; R& r = b;", "a reference"),
        ("a reference through two aliases", f"using R = {TILE}&; using S = R; S r = b;", "a reference"),
        ("a static variable", "static int32_t k = 3;", "a static variable"),
        ("a static tile", "static " + tile("y"), "a static variable"),
        ("a static number that another one was like", "int32_t k = 3; static int32_t j = 3;", "a static variable"),
        ("a variable of type void", "void k = 3;", "a variable without a type"),
        ("an unknown qualifier", "AICORE int32_t k = 3;", "`AICORE`"),
        ("an object in global memory", "__gm__ float k = 3;", "an object in global memory"),
        ("a pointer to a pointer in global memory", "__gm__ float** k = gm;", "an object in global memory"),
        ("a pointer to something unknown in global memory", "__gm__ Q* k = gm;", "`Q` is not a type that ptofix knows"),
        ("a pointer to a number", "int32_t* k = &n;", "a pointer to something unknown"),
        ("an object in on-chip memory", "__ubuf__ float k = 3;", "a pointer to something unknown"),
        ("a pointer to a pointer", f"{TILE}** k = b;", "a pointer to something unknown"),
        ("a tile whose shape is computed", tile("y").replace("16", "8 + 8", 1), NOT_IN_THE_LANGUAGE),
        ("a tile whose shape is not known", tile("y").replace("16", "n", 1),
         "a Tile whose shape is not a plain number"),
        ("a tile without rows", tile("y").replace("16", "0", 1), "a Tile whose shape is not a plain number"),
        ("a tile with an octal shape", tile("y").replace("16", "010", 1), "a Tile whose shape is not a plain number"),
        ("a tile of another memory", tile("y").replace("TileType::Vec", "TileType::Far"),
         "a Tile whose TileType is not an enumerator of that name"),
        ("a tile whose memory is another enumeration's", tile("y").replace("TileType::Vec", "Layout::Vec"),
         "a Tile whose TileType is not an enumerator of that name"),
        ("a tile whose memory is a number", tile("y").replace("TileType::Vec", "3"),
         "a Tile whose TileType is not an enumerator of that name"),
        ("a tile of an unknown layout", tile("y").replace("BLayout::RowMajor", "BLayout::Far"),
         "a Tile whose BLayout is not an enumerator of that name"),
        ("a tile of an unknown box", tile("y").replace("SLayout::NoneBox", "SLayout::Far"),
         "a Tile whose SLayout is not an enumerator of that name"),
        ("a tile of objects", tile("y").replace("float", "ParallelGroup"), "a Tile whose element type is not known"),
        ("a tile of numbers", tile("y").replace("float", "3"), "a Tile whose element type is not known"),
        ("a tile with too few arguments", "Tile<TileType::Vec, float, 16, 64> y;",
         "a Tile with another number of arguments"),
        ("a tile with half a valid shape", "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16> y;",
         "a Tile with another number of arguments"),
        ("a tile with too many arguments", tile("y").replace("NoneBox", "NoneBox, 512, PadValue::Null, 1, 2"),
         "a Tile with another number of arguments"),
        ("a tile with a negative valid shape", tile("y").replace("16, 64, SLayout", "-2, 64, SLayout"),
         "a Tile whose valid shape is not a plain number"),
        ("a tile with a hexadecimal valid shape", tile("y").replace("16, 64, SLayout", "0x10, 64, SLayout"),
         "a Tile whose valid shape is not a plain number"),
        ("a tile with a text in it", tile("y").replace("NoneBox", 'NoneBox, "x"'),
         "a Tile with an argument that is not a plain constant"),
        ("a pipe with a type in it", "auto p = TPipe<0, Direction::DIR_C2V, 4096, n, 4, false>(gm, 0, 0);",
         "a TPipe whose arguments are not plain constants"),
        ("a type of the library with arguments it has not", "CmpMode<3> y;",
         "`CmpMode` is not a type that ptofix knows"),
        # ---- declarations ----
        ("an array of tiles", tile("y[2]"), "an array of tiles, pipes or pointers"),
        ("an array of pipes", f"{PIPE} p[2];", "an array of tiles, pipes or pointers"),
        ("a tile that is a call's result", f"{TILE} y = make(b);", "a tile that is made from something unknown"),
        ("a tile that is a list", f"{TILE} y = {{b}};", "a tile that is made from something unknown"),
        ("a tile that is a list without `=`", f"{TILE} y{{b}};", NO_BLOCK),
        ("a tile that is made from a tile", f"{TILE} y(b);", INSIDE),
        ("a tile that is made from an address of one", f"{TILE} y(&b);", INSIDE),
        ("a tile that is made as one of another type", f"{TILE} y = {OTHER}();",
         "a tile that is made from another type"),
        ("a tile that copies one of another type", f"{OTHER} y = b;", "a tile that is made from something unknown"),
        ("a tile that is global memory", f"{TILE} y = gm;", "a tile that is made from something unknown"),
        ("a tile that is a number", f"{TILE} y = n;", "a tile that is made from something unknown"),
        ("a pipe by itself", f"{PIPE} p;", "a pipe that is made from something unknown"),
        ("a pipe that is a list", f"{PIPE} p{{gm, 0, 0}};", NO_BLOCK),
        ("a pipe that is made from a tile", f"auto p = {PIPE}(gm, b, 0);", INSIDE),
        ("a pipe of two arguments, one of them a tile", f"auto p = {PIPE}(gm, b);", INSIDE),
        ("a copy of a pipe", f"{AUTO_PIPE} auto q = p;", "a copy of something that holds a tile or pipe"),
        ("an address of a tile in `auto`", "auto q = &b;", "a copy of something that holds a tile or pipe"),
        ("a choice of tiles in `auto`", "auto q = n > 0 ? b : c;", "a copy of something that holds a tile or pipe"),
        ("`auto` of nothing", "auto q;", "a variable whose type is not known"),
        ("`auto` of an unknown call", "auto q = make(b);", "a variable whose type is not known"),
        ("`auto` of an unknown member", "auto q = b.make();", "a variable whose type is not known"),
        ("`auto` in brackets", "auto q(n);", "a variable whose type is not known"),
        ("a pointer to nothing yet", "__ubuf__ float* q;", "a pointer to nothing"),
        # ---- assignments ----
        ("a tile of another type", f"{tile('y', cols=32)} b = y;", "a tile that is assigned one of another type"),
        ("a tile and a number", "b = n;", "a tile that is assigned something unknown"),
        ("a tile that grows", "b += c;", "a tile that is assigned something unknown"),
        ("a tile that steps", "b++;", "a tile that is assigned something unknown"),
        ("a tile that steps first", "++b;", "a tile that is assigned something unknown"),
        ("a pipe", f"{AUTO_PIPE} p = 3;", "`p` cannot be assigned"),
        ("a pointer into on-chip memory", "__ubuf__ float* q = (__ubuf__ float*) 0; q = 3;", "`q` cannot be assigned"),
        ("a whole array", "int32_t k[2]; k = 3;", "`k` cannot be assigned"),
        ("an element of a pointer", "__ubuf__ float* q = (__ubuf__ float*) 0; q[0] = 3;",
         "an element of something unknown"),
        ("an element of a tile", "b[0] = 3;", "an element of something unknown"),
        ("an element of a number", "n[0] = 3;", "an element of something unknown"),
        ("a member", "b.x = 3;", "a store through a pointer or into an object"),
        ("what a sum leads to", "s = *(gm + 1);", "what a pointer leads to"),
        ("what a call gives", "b.data()[0] = 3;", "an element of something unknown"),
        ("one of two numbers", "(n > 0 ? n : n) = 3;", "a store through a pointer or into an object"),
        # ---- calls ----
        ("a call in a value", "int32_t k = mystery(b) + 1;", "it calls `mystery` inside an expression"),
        ("a maker of nothing known in a value", "n = 1 + mystery::Create(n);",
         "it calls `mystery::Create` inside an expression"),
        ("an op in a value", "int32_t k = TABS(a, b) + 1;", "it calls `TABS` inside an expression"),
        ("a numbered call in a value", "int32_t k = 1 + v7(b);", "it calls `v7` inside an expression"),
        ("a call of a call in a value", "int32_t k = 1 + mystery(b)(c);", "it calls `…` inside an expression"),
        ("a call in a condition", "if (mystery(b)) { }", "it calls `mystery` inside an expression"),
        ("a call in an `else if`", "if (n > 0) { } else if (mystery(b)) { }",
         "it calls `mystery` inside an expression"),
        ("a call in a loop's condition", "while (mystery(b)) { }", "it calls `mystery` inside an expression"),
        ("a call in a loop's step", "for (int32_t i = 0; i < n; i += mystery(b)) { }",
         "a call in the start or step of a loop"),
        ("a call in a loop's start", "for (int32_t i = mystery(b); i < n; i += 1) { }",
         "a call in the start or step of a loop"),
        ("a call in a switch", "switch (mystery(b)) { }", "it calls `mystery` inside an expression"),
        ("a call in an array", "int32_t k[1] = { mystery(b) };", "it calls `mystery` inside an expression"),
        ("a call in a subscript", "gm[mystery(b)] = 3;", "it calls `mystery` inside an expression"),
        ("a call in what is returned", "return 1 + mystery(b);", "it calls `mystery` inside an expression"),
        ("a call in an argument", "mystery(mystery(b));", "a call inside the arguments of another"),
        ("an op in an argument", "TABS(a, TABS(b, c));", "a call inside the arguments of another"),
        ("a numbered call in an argument", "mystery(v7(b));", "a call inside the arguments of another"),
        ("a call in a tile's arguments", f"{TILE} y(mystery(n));", "it calls `mystery` inside an expression"),
        ("a call of a call", "mystery(b)(c);", "a call of something without a name"),
        ("a call through a pointer", f"{TILE}* q = &b; q->SetValue(3, s);", "a member of something unknown"),
        ("a call of a number", "n(b);", "`n` is no function"),
        ("a call of a type", "using Q = int32_t; Q(b);", "`Q` is no function"),
        ("a choice of tiles as an operand", "TABS(a, n > 0 ? b : c);", INSIDE),
        ("an element of a tile as an operand", "TABS(a, b[0]);", "an element of something unknown"),
        ("a tile in brackets is one still", "TABS(a, (mystery));", "`mystery` is not known here"),
        ("TASSIGN without an address", "TASSIGN(b);", "a form of `TASSIGN` that is not known"),
        ("TASSIGN with a flag", "TASSIGN(b, 0, 1);", "a form of `TASSIGN` that is not known"),
        ("TASSIGN of a tile to a tile", "TASSIGN(b, c);", "a form of `TASSIGN` that is not known"),
        ("TASSIGN of a number", "TASSIGN(n, 64);", "a form of `TASSIGN` that is not known"),
        ("TASSIGN of a pipe", f"{AUTO_PIPE} TASSIGN(p, 64);", "a form of `TASSIGN` that is not known"),
        ("SetValidShape of a number", "n.SetValidShape(3, 4);", "a form of `SetValidShape` that is not known"),
        ("TPOP of a tile", f"TPOP<{PIPE}>(b, c);", "a form of `TPOP` that is not known"),
        ("TPOP of a number", f"TPOP<{PIPE}>(n, c);", "a form of `TPOP` that is not known"),
        ("TPOP of a pipe alone", f"{AUTO_PIPE} TPOP<{PIPE}>(p);", "a form of `TPOP` that is not known"),
        # ---- synchronisation ----
        ("a barrier of a computed pipe", "pipe_barrier(n > 0 ? PIPE_V : PIPE_M);", "of `pipe_barrier` is not a plain"),
        ("a barrier of a number", "pipe_barrier(3);", "of `pipe_barrier` is not a plain"),
        ("a barrier of a variable", "pipe_barrier(n);", "of `pipe_barrier` is not a plain"),
        ("a barrier of an event", "pipe_barrier(EVENT_ID0);", "of `pipe_barrier` is not a plain"),
        ("a barrier of no pipe", "pipe_barrier();", "of `pipe_barrier` is not a plain"),
        ("a barrier of two pipes", "pipe_barrier(PIPE_V, PIPE_M);", "of `pipe_barrier` is not a plain"),
        ("a barrier of another namespace's pipe", "pipe_barrier(other::PIPE_V);", "`other::PIPE_V` is not known here"),
        ("a barrier of a pipe that there is not", "pipe_barrier(PIPE_X);", "`PIPE_X` is not known here"),
        ("a barrier from the outermost scope", "::pipe_barrier(PIPE_V);", "`pipe_barrier` in an unusual spelling"),
        ("a barrier whose name is in brackets", "(pipe_barrier)(PIPE_V);", "`pipe_barrier` in an unusual spelling"),
        ("a barrier of a pipe in brackets", "pipe_barrier((PIPE_V));", "`pipe_barrier` in an unusual spelling"),
        ("a flag of all pipes", "set_flag(PIPE_ALL, PIPE_V, EVENT_ID0);", "of `set_flag` is not a plain"),
        ("a flag to all pipes", "wait_flag(PIPE_V, PIPE_ALL, EVENT_ID0);", "of `wait_flag` is not a plain"),
        ("a flag from a variable", "set_flag(n, PIPE_V, EVENT_ID0);", "of `set_flag` is not a plain"),
        ("a flag to a variable", "wait_flag(PIPE_V, n, EVENT_ID0);", "of `wait_flag` is not a plain"),
        ("a flag without an event", "set_flag(PIPE_V, PIPE_S);", "of `set_flag` is not a plain"),
        ("a flag with too much", "wait_flag(PIPE_V, PIPE_S, EVENT_ID0, 1);", "of `wait_flag` is not a plain"),
        ("a barrier in a condition", f"if ({V[:-1]}) {{ }}", "it calls `pipe_barrier` inside an expression"),
        ("a barrier in an argument", f"mystery({V[:-1]});", "a call inside the arguments of another"),
        ("a barrier after a comma", f"n = 3, {V}", NOT_IN_THE_LANGUAGE),
        # ---- control flow ----
        ("do", f"do {{ {V} }} while (n > 0);", NO_BLOCK),
        ("a branch without braces", f"if (n > 0) {V}", NOT_IN_THE_LANGUAGE),
        ("an else without braces", f"if (n > 0) {{ }} else {V}", NOT_IN_THE_LANGUAGE),
        ("a loop without braces", f"{LOOP} {V}", NOT_IN_THE_LANGUAGE),
        ("an else of nothing", f"else {{ {V} }}", NO_BLOCK),
        ("an else after a statement", f"if (n > 0) {{ }} ; else {{ {V} }}", NO_BLOCK),
        ("an else after an else", "if (n > 0) { } else { } else { }", NO_BLOCK),
        ("an else after a loop", f"{LOOP} {{ }} else {{ }}", NO_BLOCK),
        ("an else in a switch", "switch (n) { case 0: if (n > 0) { } else { } }", "an `else` inside a switch"),
        ("if constexpr", f"if constexpr (true) {{ {V} }}", NO_BLOCK),
        ("a condition that declares", "if (int32_t k = 3) { }", NO_BLOCK),
        ("a function inside", "AICORE void inner() { }", NO_BLOCK),
        ("an enumeration inside", "enum class E : int32_t { A = 1 };", NO_BLOCK),
        ("a class inside", "struct S { int x; };", NO_BLOCK),
        ("a case of no switch", "case 0: n = 3;", NOT_IN_THE_LANGUAGE),
        ("a case inside a block of a switch", f"switch (n) {{ case 0: {{ case 1: {V} }} }}", NOT_IN_THE_LANGUAGE),
        ("a range of cases", f"switch (n) {{ case 0 ... 3: {V} }}", NOT_IN_THE_LANGUAGE),
        ("a name between cases", "switch (n) { case 0: int32_t k = 3; case 1: n = k; }",
         "a name that is declared between the cases of a switch"),
        ("a type between cases", "switch (n) { case 0: using Q = int32_t; }",
         "a name that is declared between the cases of a switch"),
        ("a label between cases", "switch (n) { case 0: out: n = 3; }",
         "a name that is declared between the cases of a switch"),
        ("a preprocessor line between cases", "switch (n) {\n#if FAST\ncase 0: n = 3;\n#endif\n}",
         "a preprocessor line other than one that tells the cores apart"),
        ("a value of a case that nobody declares", "switch (n) { case q: n = 3; }", "`q` is not known here"),
        ("a value of a switch that nobody declares", "switch (q) { }", "`q` is not known here"),
        ("break out of nothing", "break;", "a jump out of nothing"),
        ("continue of nothing", "continue;", "a jump out of nothing"),
        ("continue of a switch", "switch (n) { case 0: continue; }", "a jump out of nothing"),
        ("a jump to nowhere", "goto out;", "`out` is no label of the function"),
        ("a jump to a value", "goto *gm;", NOT_IN_THE_LANGUAGE),
        ("a label twice", "out: n = 3; out: n = 4;", "`out` is a label twice"),
        ("a loop over a tile", f"for ({TILE} y = b; n > 0; n = 0) {{ }}", "a loop over other than a number"),
        ("a loop over a pipe", f"for ({PIPE} p = n; n > 0; n = 0) {{ }}", "a loop over other than a number"),
        ("a loop over `auto`", "for (auto i = 0; i < n; i += 1) { }", "a loop over other than a number"),
        ("a loop that starts with nothing", "for (int32_t i; i < n; i += 1) { }",
         "a loop that does not start with a number"),
        ("a loop that starts with brackets", "for (int32_t i(0); i < n; i += 1) { }",
         "a loop that does not start with a number"),
        ("a loop that starts with an assigned tile", "for (b = c; n > 0; n = 0) { }",
         "a loop that does not start with a number"),
        ("a loop that starts with a grown number", "for (n += 1; n > 0; n -= 1) { }",
         "a loop that does not start with a number"),
        ("a loop that starts with a name unknown", "for (int32_t i = q; i < n; i += 1) { }", "`q` is not known here"),
        ("a loop that starts with a type", "using Q = int32_t; for (int32_t i = Q; i < n; i += 1) { }",
         "`Q` is not known here"),
        ("a loop that steps a tile", "for (int32_t i = 0; i < n; b = c) { }",
         "a loop whose step changes other than a number"),
        ("a loop that steps an element", "for (int32_t i = 0; i < n; gm[0] += 1) { }",
         "a loop whose step changes other than a number"),
        ("a loop of two declarations", "for (int32_t i = 0, j = 0; i < n; i += 1) { }", NO_BLOCK),
        ("a loop of two steps", "for (int32_t i = 0; i < n; ++i, ++n) { }", NO_BLOCK),
        ("a loop over a range", "for (auto y : gm) { }", NO_BLOCK),
        # ---- spellings of full C++ ----
        ("two names in one declaration", "int32_t k = 3, j = 4;", NOT_IN_THE_LANGUAGE),
        ("two statements in one", "TASSIGN(b, 64), TASSIGN(b, 128);", NOT_IN_THE_LANGUAGE),
        ("a comma in brackets", "TASSIGN(b, (n, 64));", NOT_IN_THE_LANGUAGE),
        ("a word for an operator", "if (n and n) { }", NO_BLOCK),
        ("a lambda", "auto g = [&] { };", NOT_IN_THE_LANGUAGE),
        ("a lambda that is called", "[&] { TASSIGN(b, 64); }();", NO_BLOCK),
        ("a cast to a reference", "(int32_t&) n = 3;", NOT_IN_THE_LANGUAGE),
        ("const_cast", "const_cast<int32_t>(n) = 3;", NOT_IN_THE_LANGUAGE),
        ("an assignment inside", "while ((n = 3)) { }", NO_BLOCK),
        ("a step inside", "int32_t k = n++;", NOT_IN_THE_LANGUAGE),
        ("an attribute that does something", "[[gnu::cleanup(f)]] int32_t k = 3;", NOT_IN_THE_LANGUAGE),
        ("an attribute of a branch", "if (n > 0) [[likely]] { }", NO_BLOCK),
        ("an assembler line", 'asm volatile("" ::: "memory");', NOT_IN_THE_LANGUAGE),
        ("a bracket in other letters", "TABS(a<:0:>, b);", NOT_IN_THE_LANGUAGE),
        ("a brace in other letters", "<% n = 3; %> n = 4;", NOT_IN_THE_LANGUAGE),
        ("a structured binding", "auto [k, j] = n;", NOT_IN_THE_LANGUAGE),
        ("typedef", "typedef int32_t Q;", NOT_IN_THE_LANGUAGE),
        ("a namespace for a while", "using namespace pto;", NOT_IN_THE_LANGUAGE),
        ("a value that is dropped", "n;", NO_VALUE),
        ("a sum that is dropped", "n + 1;", NOT_IN_THE_LANGUAGE),
        ("a cast that is dropped", "(void) mystery(b);", NOT_IN_THE_LANGUAGE),
        ("throw", "throw 3;", NOT_IN_THE_LANGUAGE),
        ("a line for the preprocessor", "\n#pragma unroll\nn = 3;",
         "a preprocessor line other than one that tells the cores apart"),
        ("a branch for the preprocessor", "\n#if FAST\nn = 3;\n#endif\n",
         "a preprocessor line other than one that tells the cores apart"),
        ("an inclusion", '\n#include "pto/ops.h"\n', "a preprocessor line other than one that tells the cores apart"),
    ],
)  # fmt: skip
def test_a_function_is_not_analysed(title: str, body: str, reason: str) -> None:
    assert reason in refusal(body), title


@pytest.mark.parametrize(
    "body",
    [
        "auto k = gm.data();",
        "mystery(&gm[0]);",
        "using Q = int32_t; int32_t k = Q(64);",
        "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor> y;",
        "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64> y;",
        f"auto p = TPipe<0, Direction::DIR_C2V, 4096, 32, 32, false>(gm, 0, 0); {LOOP} {{ TPOP(p, w); TABS(w, w); }}",
    ],
)
def test_a_function_is_analysed(body: str) -> None:
    assert refusal(body) == ""


def test_jumps_find_their_ends() -> None:
    """Loops, switches and labels together: what each jump leaves out is not done."""
    assert hazards(f"TABS(a, b); {LOOP} {{ break; {V} }} {LOOP} {{ continue; {V} }} TNEG(c, a);") == {"TABS -> TNEG"}
    body = f"TABS(a, b); {LOOP} {{ switch (i) {{ case 0: continue; default: break; }} {V} }} TNEG(c, a);"
    assert hazards(body) == {"TABS -> TNEG"}


TAIL = (
    "enum class Mode : int { kAll = 0, kNone = 1, kOther = 2 };\n"
    "static AICORE void tail(Mode m = Mode::kAll) {\n"
    "switch (m) { case Mode::kNone: break; case Mode::kAll: default: pipe_barrier(PIPE_V); } }\n"
    "static AICORE void counted(int32_t k) { switch (k) { case 0: pipe_barrier(PIPE_V); } }\n"
)


@pytest.mark.parametrize(
    ("call", "ordered"),
    [
        ("tail()", True),
        ("tail(Mode::kAll)", True),
        ("tail(Mode::kOther)", True),  # by default
        ("tail(Mode::kNone)", False),
        ("counted(n)", False),
        ("counted(0)", True),
        ("counted(1)", False),
        ("switch (0) { case 0: pipe_barrier(PIPE_V); }", True),
        ("switch (2) { case 0: pipe_barrier(PIPE_V); }", False),
        ("switch (2) { }", False),
        ("switch (1) { case 0: pipe_barrier(PIPE_V); break; case 1: case 2: break; }", False),
        ("switch (1) { case 1: case 0: pipe_barrier(PIPE_V); break; }", True),
        ("switch (1) { case 0: TEXP(d, e); case 1: pipe_barrier(PIPE_V); break; default: TEXP(d, e); }", True),
        ("switch (1) { default: break; case 1: pipe_barrier(PIPE_V); }", True),
        ("switch (2) { case 1: TEXP(d, e); break; default: pipe_barrier(PIPE_V); case 3: TEXP(d, e); }", True),
        ("switch (1U) { case 1: pipe_barrier(PIPE_V); }", True),
        ("switch (n) { case 0: pipe_barrier(PIPE_V); }", False),
        ("switch (0) { case 0: if (n) { break; } pipe_barrier(PIPE_V); }", False),
        ("int32_t k = 0; if (n) { k = 1; } switch (k) { case 0: pipe_barrier(PIPE_V); }", False),
        (f"{LOOP} {{ switch (i) {{ case 0: pipe_barrier(PIPE_V); }} }}", False),
    ],
)
def test_a_switch_on_a_constant_goes_to_its_label(call: str, ordered: bool) -> None:
    """Which calls of one function go elsewhere does not matter: each is followed by itself."""
    assert hazards(f"TABS(a, b); {call}; TNEG(c, a);", before=TAIL) == (set() if ordered else {"TABS -> TNEG"})
    before = f"tail(Mode::kNone); {call};" if "tail" in call else f"{call};"
    assert hazards(f"TABS(a, b); {before} TNEG(c, a);", before=TAIL) == (set() if ordered else {"TABS -> TNEG"})


# ---- what is outside of functions ----


@pytest.mark.parametrize(
    ("title", "before", "reason"),
    [
        ("a continuation", "// \\\n\n", "a line continuation"),
        ("a continuation and blanks", "// \\ \t\n", "a line continuation"),
        ("a word in two lines", "using Q = int\\\n32_t;\n", "a line continuation"),
        ("a lone carriage return", "// \rint x;\n", "a line continuation"),
        ("a trigraph", "// ??/\n", "a line continuation"),
        ("an unknown inclusion", "#include <mine.h>\n", "`#include` of something unknown"),
        ("a part of a known inclusion", "#include <xcstdint>\n", "`#include` of something unknown"),
        ("an unknown directive", "#line 3\n", "`#line` of something unknown"),
        ("an unknown pragma", "#pragma weak f\n", "`#pragma` of something unknown"),
        ("a conditional", "#if FAST\nusing Q = int32_t;\n#endif\n", "a conditional about something else than the core"),
        ("two conditions in one", "#if defined(__DAV_VEC__) && FAST\nusing Q = int32_t;\n#endif\n",
         "a conditional about something else than the core"),
        ("a negated other macro", "#ifndef FAST\nusing Q = int32_t;\n#endif\n",
         "a conditional about something else than the core"),
        ("an `elif` of another macro", "#ifdef __DAV_CUBE__\n#elif FAST\nusing Q = int32_t;\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard of another macro", "#ifndef PIPE_V\n#define PIPE_V PIPE_M\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard that defines another macro", "#ifndef PIPE_FIX\n#define PIPE_V PIPE_M\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard of two arms, one with more in it", "#ifndef AICORE\n#if X\n#define AICORE\n#else\n"
         "#define AICORE\n#define PIPE_V PIPE_M\n#endif\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard of two arms with an arm beside it", "#ifndef AICORE\n#if X\n#define AICORE\n#endif\n#else\n"
         "#define PIPE_V PIPE_M\n#endif\n",
         "a conditional about something else than the core"),
        ("a macro in a constant", "#define int16_t int8_t\nconst int64_t k = (int16_t) 300;\n",
         "it uses a macro of this file"),
        ("another namespace", "using namespace other;\n", NOT_IN_THE_LANGUAGE),
        ("a function with the name of an alias", "using go = int32_t;\nAICORE void go() { }\n",
         "`go` gets a second meaning"),
        ("a guard of two arms, one of another word", "#ifndef AICORE\n#if X\n#define AICORE\n#else\n#define TABS\n"
         "#endif\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard of two arms of a macro", "#ifndef PIPE_FIX\n#if X\n#define PIPE_FIX\n#endif\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard that takes back", "#ifndef PIPE_FIX\n#undef PIPE_FIX\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard with more in it", "#ifndef PIPE_FIX\n#define PIPE_FIX PIPE_M\nusing Q = int32_t;\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard with another arm", "#ifndef PIPE_FIX\n#define PIPE_FIX PIPE_M\n#else\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard of a word that is more than words", "#ifndef __gm__\n#define __gm__ ; void f() { }\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard of a word by its value", "#ifndef __gm__\n#if X\n#define __gm__ a = 3, b\n#endif\n#endif\n",
         "a conditional about something else than the core"),
        ("a guard the other way round", "#ifdef PIPE_FIX\n#define PIPE_FIX PIPE_M\n#endif\n",
         "a conditional about something else than the core"),
        ("a template", "template <typename T> AICORE void f(T x) { }\n", NOT_IN_THE_LANGUAGE),
        ("a class", "class S { int32_t x; };\n", NOT_IN_THE_LANGUAGE),
        ("a namespace", "namespace pto { }\n", NOT_IN_THE_LANGUAGE),
        ("linkage of a block", 'extern "C" { }\n', NOT_IN_THE_LANGUAGE),
        ("a plain enumeration", "enum E { A };\n", NOT_IN_THE_LANGUAGE),
        ("a variable", "int32_t k = 3;\n", NOT_IN_THE_LANGUAGE),
        ("a static variable", "static int32_t k = 3;\n", NOT_IN_THE_LANGUAGE),
        ("a constant in on-chip memory", "const __ubuf__ int32_t k = 3;\n", NOT_IN_THE_LANGUAGE),
        ("a constant pointer", "const int32_t* k = nullptr;\n", NOT_IN_THE_LANGUAGE),
        ("a constant array", "const int32_t k[1] = { 3 };\n", NOT_IN_THE_LANGUAGE),
        ("a constant in brackets", "const int32_t k(3);\n", NOT_IN_THE_LANGUAGE),
        ("a constant that is called for", "const int32_t k = make();\n", "a constant that is computed by a call"),
        ("a constant of an unknown type", "const Q k = 3;\n", "`Q` is not a type that ptofix knows"),
        ("a statement", "mystery();\n", NOT_IN_THE_LANGUAGE),
        ("another namespace", "using namespace mine;\n", NOT_IN_THE_LANGUAGE),
        ("one name of a namespace", "using pto::TABS;\n", NOT_IN_THE_LANGUAGE),
        ("a specialisation", "template <> struct Tile<int> { };\n", NOT_IN_THE_LANGUAGE),
        ("an alias of a library's name", "using Tile = int32_t;\n", "`Tile` gets a second meaning"),
        ("an alias of an op's name", "using TABS = int32_t;\n", "`TABS` gets a second meaning"),
        ("an alias twice", "using Q = int32_t;\nusing Q = int8_t;\n", "`Q` gets a second meaning"),
        ("an alias of a function's name", "AICORE void Q() { }\nusing Q = int8_t;\n", "`Q` gets a second meaning"),
        ("an alias of several functions' name",
         "AICORE void Q() { }\nAICORE void Q(int32_t x) { }\nusing Q = int8_t;\n",
         "`Q` gets a second meaning"),
        ("a function of an alias's name", "using Q = int8_t;\nAICORE void Q() { }\n", "`Q` gets a second meaning"),
        ("a constant of an enumerator's name", "const int32_t EVENT_ID0 = 1;\n", "`EVENT_ID0` gets a second meaning"),
        ("a constant of a pipe's name", "constexpr auto PIPE_V = 1;\n", "`PIPE_V` gets a second meaning"),
        ("an enumeration of a library's name", "enum class Layout : int32_t { A = 1 };\n",
         "`Layout` gets a second meaning"),
        ("a declaration of an op", 'extern "C" AICORE void TABS(int32_t x);\n', "`TABS` gets a second meaning"),
        ("a function of a barrier's name", "static AICORE void pipe_barrier(int32_t x) { }\n",
         "`pipe_barrier` gets a second meaning"),
        ("a declaration after the function", 'AICORE void Q() { }\nextern "C" AICORE void Q();\n',
         "`Q` gets a second meaning"),
        ("a declaration after two functions",
         'AICORE void Q() { }\nAICORE void Q(int32_t x) { }\nextern "C" AICORE void Q();\n',
         "`Q` gets a second meaning"),
        ("a declaration of an alias", 'using Q = int8_t;\nextern "C" AICORE void Q(int32_t x);\n',
         "`Q` gets a second meaning"),
        ("an enumeration of texts", 'enum class E : float { A = 1 };\n', "an enumeration that is not plain"),
        ("an enumerator without a value", "enum class E : int32_t { A };\n", "an enumeration that is not plain"),
        ("a block in an enumeration", "enum class E : int32_t { { } };\n", "an enumeration that is not plain"),
        ("a macro in an alias", "#define Q int8_t\nusing R = Q;\n", "it uses a macro of this file"),
        ("a macro in a constant", "#define int32_t int8_t\nconst int32_t k = 300;\n", "it uses a macro of this file"),
        ("a macro that was taken back, in a constant", "#undef INT8\nconst int32_t k = INT8;\n",
         "it uses a macro of this file"),
        ("the macro after its use", "const int32_t k = K;\n#define K 3\n", "it uses a macro of this file"),
    ],
)  # fmt: skip
def test_a_file_is_not_analysed(title: str, before: str, reason: str) -> None:
    assert reason in refusal("TABS(a, b);", before=before), title


def test_a_line_that_goes_on_is_no_matter_in_a_macro() -> None:
    assert refusal("TABS(a, b);", before="#define Q \\\n  3\n") == ""


def test_a_guarded_macro_may_stand_in_the_file() -> None:
    """A word of the language means what it does without; of any other macro, the compiler's meaning is not known."""
    before = "#ifndef PIPE_FIX\n#define PIPE_FIX static_cast<pipe_t>(10)\n#endif\n"
    assert refusal("TABS(a, b);", before=before) == ""
    assert refusal("pipe_barrier(PIPE_FIX);", before=before) == "it uses a macro of this file"
    for meaning in ("[aicore]", "__attribute__((device))"):
        assert refusal("TABS(a, b);", before=f"#ifndef AICORE\n#define AICORE {meaning}\n#endif\n") == ""
    word = "#ifndef __gm__\n#define __gm__\n#endif\n"
    assert refusal("TABS(a, b);", before=word) == ""
    assert refusal("TABS(a, b);", before=word + "#define __gm__ 3\n") == "it uses a macro of this file"


@pytest.mark.parametrize("line", ["#define __DAV_VEC__ 1", "#undef __DAV_CUBE__", "#define __DAV_C220_VEC__"])
def test_a_file_that_changes_what_tells_the_cores_apart(line: str) -> None:
    with pytest.raises(PtofixError, match="which tells the cores apart"):
        program_file(tree(kernel("TABS(a, b);", before=line + "\n")))


@pytest.mark.parametrize(
    ("title", "condition", "seen"),
    [
        ("a core", "#if defined(__DAV_VEC__)", {"vector"}),
        ("a core without brackets", "#if defined __DAV_VEC__", {"vector"}),
        ("ifdef", "#ifdef __DAV_C220_VEC__", {"vector"}),
        ("ifndef", "#ifndef __DAV_VEC__", {"cube"}),
        ("not", "#if !defined(__DAV_CUBE__)", {"vector"}),
        ("not, without brackets", "#if ! defined __DAV_VEC__", {"cube"}),
        ("else", "#ifdef __DAV_VEC__\n#else", {"cube"}),
        ("elif", "#ifdef __DAV_VEC__\n#elif defined(__DAV_CUBE__)", {"cube"}),
        ("the second arm of one core", "#ifdef __DAV_VEC__\n#elif defined(__DAV_C220_VEC__)", set()),
    ],
)
def test_what_a_core_compiles(title: str, condition: str, seen: set[str]) -> None:
    text = f"__global__ AICORE void kernel() {{\n{condition}\npipe_barrier(PIPE_ALL);\n#endif\n}}\n"
    found = program_file(tree(SourceFile("t.cpp", text)))
    assert (found.refusals, {p.core for p in found.programs}) == ((), seen), title


# ---- functions of the file ----

HELPER = "static AICORE void helper({}) {{ {} }}\n"


@pytest.mark.parametrize(
    ("title", "before", "body", "reason"),
    [
        ("too many arguments", HELPER.format("int32_t x", ""), "helper(1, 2);", "is called with too many arguments"),
        ("too few arguments", HELPER.format("int32_t x", ""), "helper();", "is called with too few arguments"),
        ("a number for a tile", HELPER.format(f"{TILE} t", ""), "helper(n);", "something that is not its parameter"),
        ("a number for a tile by reference", HELPER.format(f"{TILE}& t", ""), "helper(n);",
         "something that is not its parameter"),
        ("a tile of another type", HELPER.format(f"{OTHER}& t", ""), "helper(b);",
         "something that is not its parameter"),
        ("a tile of another type by value", HELPER.format(f"{OTHER} t", ""), "helper(b);",
         "something that is not its parameter"),
        ("a choice of tiles", HELPER.format(f"{TILE}& t", ""), "helper(n > 0 ? b : c);",
         "something that is not its parameter"),
        ("a pipe for a tile", HELPER.format(f"{TILE}& t", ""), AUTO_PIPE + "helper(p);",
         "something that is not its parameter"),
        ("a tile for a number", HELPER.format("int32_t x", ""), "helper(b);", "something that is not its parameter"),
        ("a tile for an object", HELPER.format("ParallelGroup x", ""), "helper(b);",
         "something that is not its parameter"),
        ("a type for a number", HELPER.format("int32_t x", ""), "using Q = int32_t; helper(Q);",
         "`Q` is not known here"),
        ("a number for `auto`", HELPER.format("auto x", ""), "helper(n);", "something that is not its parameter"),
        ("two functions of the name", HELPER.format("int32_t x", "") + HELPER.format("float x", ""), "helper(n);",
         "is the name of more than one function"),
        ("a function of an op's name", "static AICORE void TABS(int32_t x, int32_t y) { }\n", "TABS(a, b);",
         "is the name of more than one function"),
        ("a function of an op's name, in the namespace", "static AICORE void TABS(int32_t x, int32_t y) { }\n",
         "pto::TABS(a, b);", "is the name of more than one function"),
        ("an op's name, with a default", "static AICORE void TABS(int32_t x, int y = 1, int z = 2) { }\n",
         "TABS(a, b);", "is the name of more than one function"),
        ("a function of an op's name without parameters, as in C", "static AICORE void SYNCALL(void) { }\n",
         "SYNCALL();", "is the name of more than one function"),
        ("a name of a function", HELPER.format("", ""), "int32_t helper = 3;", "`helper` hides another name"),
        ("a name of several functions", HELPER.format("", "") + HELPER.format("float x", ""), "int32_t helper = 3;",
         "`helper` hides another name"),
        ("a name of the file's constant", "const int32_t k = 3;\n", "int32_t k = 3;", "`k` hides another name"),
        ("a function as a value", HELPER.format("", ""), "auto q = helper;", "`helper` is not known here"),
        ("a call in a value", HELPER.format("", ""), "n = 1 + helper();", "it calls `helper` inside an expression"),
        ("a call in an argument", HELPER.format("", ""), "mystery(helper());",
         "it calls `helper` inside an expression"),
        ("`auto` of a call that gives no number", HELPER.format("", ""), "auto q = helper();",
         "a variable whose type is not known"),
        ("a macro", "#define b c\n", "TABS(a, b);", "it uses a macro of this file"),
        ("a macro that is defined after", "#undef TABS\n", "TABS(a, b);", "it uses a macro of this file"),
        ("a macro of a keyword", "#define if while\n", "if (n > 0) { }", "it uses a macro of this file"),
    ],
)  # fmt: skip
def test_a_caller_is_not_analysed(title: str, before: str, body: str, reason: str) -> None:
    assert reason in refusal(body, before=before), title


OVERLOAD = f"static AICORE int32_t get_block_idx(int32_t x) {{ {tile('t', 0)} TABS(t, t); return 3; }}\n"


@pytest.mark.parametrize(
    "body",
    [
        "int32_t k = f(n);", "int32_t k = 1 + f(n);", "auto k = f(n);", "n = f(n);", "n = 1 + f(n);", "gm[f(n)] = 3;",
        "if (f(n) > 0) { }", "while (f(n) > 0) { }", f"for (int32_t i = 0; i < f(n); i += 1) {{ {V} }}",
        "switch (f(n)) { case 0: break; }", "return 1 + f(n);", "int32_t k[1] = { f(n) };", "int32_t k{f(n)};",
        "TADDS(e, d, f(n));", "mystery(f(n));", "TASSIGN(w, f(n));", "set_flag(PIPE_V, PIPE_S, f(n));",
        f"{TILE} y(f(n));", AUTO_PIPE.replace("0, 0)", "f(n), 0)"), "f(n);", "n = 1 + ::f(n);",
    ],
)  # fmt: skip
def test_an_overload_of_a_function_of_the_library_that_does_nothing(body: str) -> None:
    """The file's one may run ops."""
    assert refusal(body.replace("f(n)", "get_block_idx()")) == ""
    assert refusal(body.replace("f(n)", "get_block_idx(n)"), before=OVERLOAD) != ""


@pytest.mark.parametrize(
    ("title", "before", "body", "reason"),
    [
        ("a reference to a number", HELPER.format("int32_t& x", ""), "helper(n);",
         "a reference to other than a tile or pipe"),
        ("a pipe by value", HELPER.format(f"{PIPE} q", ""), AUTO_PIPE + "helper(p);",
         "a pipe that is handed over by value"),
        ("an unknown type", HELPER.format("Q x", ""), "helper(n);", "`Q` is not a type that ptofix knows"),
        ("itself", HELPER.format("", "helper();"), "helper();", "it calls itself"),
        ("something outside", HELPER.format("", "throw 3;"), "helper();", NOT_IN_THE_LANGUAGE),
        ("a macro of the file", "#define Q 3\n" + HELPER.format("", "int32_t k = Q;"), "helper();",
         "it uses a macro of this file"),
    ],
)  # fmt: skip
def test_a_helper_is_not_analysed_and_may_do_anything(title: str, before: str, body: str, reason: str) -> None:
    source = kernel(f"{body} TABS(b, c);", before=before)
    found = program_file(tree(source))
    assert [(r.function, reason in r.reason) for r in found.refusals] == [("helper", True)], title
    assert any(isinstance(i.action, Opaque) for p in found.programs for i in p.instructions if p.core == "vector"), (
        title
    )


@pytest.mark.parametrize(
    ("title", "parameters", "reason"),
    [
        ("a reference", f"{TILE}& t", "a parameter that is a reference or has no name"),
        ("no name", "int32_t", "a parameter that is a reference or has no name"),
        ("a pipe", f"{PIPE} p", "a parameter that is a pipe"),
        ("an unknown type", "Q x", "`Q` is not a type that ptofix knows"),
        ("an op's name", "int32_t TABS", "`TABS` hides a name of the library"),
        ("one name twice", "int32_t x, int32_t x", "`x` hides another name"),
    ],
)
def test_a_function_that_anyone_may_call(title: str, parameters: str, reason: str) -> None:
    text = f"AICORE void called({parameters}) {{ {V} }}\n"
    found = program_file(tree(SourceFile("t.cpp", text)))
    assert [reason in r.reason for r in found.refusals] == [True], title
    assert found.programs == (), title


def test_a_function_that_anyone_may_call_has_anything_around_it() -> None:
    found = program_file(tree(SourceFile("t.cpp", f"AICORE void called() {{ {V} }}\n")))
    assert all(isinstance(p.instructions[i].action, Opaque) for p in found.programs for i in (0, -1))


def test_a_tile_that_anyone_gives_may_be_anywhere() -> None:
    text = f"AICORE void called({TILE} t) {{ TABS(t, t); }}\n"
    (called,) = (p for p in program_file(tree(SourceFile("t.cpp", text))).programs if p.core == "vector")
    (op,) = (i.action for i in called.instructions if isinstance(i.action, TileOp))
    assert [operand.bases for operand in op.operands] == [None, None]


def test_calls_that_grow_too_deep() -> None:
    before = HELPER.format("", "") + "".join(
        f"static AICORE void f{i}() {{ {'helper' if i == 0 else f'f{i - 1}'}(); }}\n" for i in range(40)
    )
    found = program_file(tree(kernel("f39();", before=before)))
    assert "it calls itself" in [r.reason for r in found.refusals]
    assert any(isinstance(i.action, Opaque) for p in found.programs for i in p.instructions)


def test_calls_that_grow_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_MOST_POINTS", 20)
    before = HELPER.format("", V * 5)
    assert refusal("helper(); " * 3, before=before) == ""
    assert refusal("helper(); " * 9, before=before) == "functions that call each other too often"


@pytest.mark.parametrize("depth", [9, 10, 16, 30])
def test_helpers_that_double_with_each_level(depth: int) -> None:
    """What each level costs is four times as much: from ten on they are not followed, however deep."""
    doubling = HELPER.format("", V) + "".join(
        f"static AICORE void f{i}() {{ {f'{name}(); ' * 2} }}\n"
        for i, name in enumerate(("helper", *(f"f{i}" for i in range(depth - 2))))
    )
    found = program_file(tree(kernel(f"f{depth - 2}();", before=doubling)))
    reasons = {refused.reason for refused in found.refusals}
    assert reasons == ({"functions that call each other too often"} if depth > 9 else set())
    assert any(isinstance(i.action, Opaque) for p in found.programs for i in p.instructions) == (depth > 9)


def test_many_calls_side_by_side_are_followed() -> None:
    assert refusal("helper(); " * 2000, before=HELPER.format("", V)) == ""


# ---- what is inside, and must not be taken for more than it says ----


@pytest.mark.parametrize(
    ("title", "body", "before", "expected"),
    [
        ("a parameter that is changed", "helper(64);", HELPER.format("int64_t x", "x = 128; {}"), None),
        ("a call as a default", "helper();", HELPER.format("int64_t x = 64", "{}"), (64,)),
        ("two calls with two numbers, the second", "helper(0); helper(64);", HELPER.format("int64_t x", "{}"), (64,)),
        ("a parameter that narrows", "helper(300);", HELPER.format("int8_t x", "{}"), (44,)),
        ("a parameter by const reference", "helper(64);", HELPER.format("const int64_t& x", "{}"), (64,)),
    ],
)
def test_what_a_helper_assigns(title: str, body: str, before: str, expected: tuple[int, ...] | None) -> None:
    text = f"{TILE} t; TASSIGN(t, x); TABS(t, t);"
    assert bases(body, before=before.replace("{}", text)) == expected, title


def test_a_tile_by_value_stays_the_callers() -> None:
    move = HELPER.format(f"{TILE} t", "TASSIGN(t, 64);")
    assert bases("helper(b); TABS(b, c);", before=move) == (4096,)
    use = HELPER.format(f"{TILE} t", "TABS(t, t);")
    assert bases("helper(b);", before=use) == (4096,)


def test_an_early_return_of_a_helper_is_a_way_around_the_rest() -> None:
    before = HELPER.format("int32_t x", f"if (x > 3) {{ return; }} {V}")
    assert hazards("TABS(a, b); helper(n); TNEG(c, a);", before=before) == {"TABS -> TNEG"}


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("an address", "mystery(&b);"),
        ("an address of a pointer", f"{TILE}* q = &b; mystery(q);"),
        ("a pointer of another call", f"{TILE}* q = &b; mystery();"),
        ("a pointer that an op is given", f"{TILE}* q = &b; TABS(*q, c);"),
        ("a pointer by name that an op is given", f"{TILE}* q = &b; TABS(q, c);"),
        ("an address that an op is given", "TABS(&b, c);"),
        ("a pointer that comes later", f"{LOOP} {{ mystery(); {TILE}* q = &b; }}"),
        ("a member that nobody knows", "b.mystery();"),
        ("part of an argument", "mystery(n > 0 ? b : c);"),
        ("what a call of the file keeps", "keep(b);"),
    ],
)
def test_what_an_unknown_call_may_rebind(title: str, statement: str) -> None:
    before = f"static AICORE void keep({TILE}& t) {{ mystery(t); }}\n"
    assert bases(f"{statement} TABS(b, c);", before=before) in (None, "outside"), title


@pytest.mark.parametrize("call", ["k = mystery();", "k = 1; mystery(k);", "k++;", "--k;", "k += 1;"])
def test_a_value_that_changes_is_no_constant(call: str) -> None:
    assert bases(f"int64_t k = 64; {call} TASSIGN(b, k); TABS(b, c);") is None
    assert bases(f"auto k = 64; {call} TASSIGN(b, k); TABS(b, c);") is None


@pytest.mark.parametrize(
    ("head", "runs"),
    [
        ("int32_t i = 0; i < 1; i += 1", True),
        ("int32_t i = 0; i < 0; i += 1", False),
        ("uint32_t i = 0; i < -1; i += 1", True),
        ("uint32_t i = -1; i < 0; i += 1", False),
        ("int32_t i = -1; i < 0u; i += 1", False),
        ("int8_t i = 200; i > 0; i += 1", False),
        ("uint8_t i = 300; i == 44; i += 1", True),
        ("float i = 0; i < 1; i += 1", False),
        ("int32_t i = 0; i < n; i += 1", False),
        ("int32_t i = n; i < 1; i += 1", False),
        ("n = 0; n < 1; n += 1", False),
        ("int32_t i = 0; ; i += 1", False),
        ("; n < 1; n += 1", False),
    ],
)
def test_a_loop_that_is_sure_to_run(head: str, runs: bool) -> None:
    body = f"TABS(a, b); for ({head}) {{ {V} if (n > 7) {{ break; }} }} TNEG(c, a);"
    assert hazards(body) == (set() if runs else {"TABS -> TNEG"})


def test_a_function_that_does_nothing_on_a_core_is_no_program_of_it() -> None:
    assert program(V).core == "vector"
    found = program_file(tree(kernel(V)))
    assert [p.core for p in found.programs] == ["vector"]


@pytest.mark.parametrize(
    ("title", "before", "expected"),
    [
        ("a constant", "const int64_t k = 64;", (64,)),
        ("one that narrows", "const int8_t k = 300;", (44,)),
        ("`auto`", "constexpr auto k = 64;", (64,)),
        ("one of another one", "const int8_t j = 300; const int64_t k = j + 1;", (45,)),
        ("one through an alias", "using Q = int8_t; const Q k = 300;", (44,)),
        ("a cast through an alias", "using Q = int8_t; const int64_t k = (int64_t) Q{44};", (44,)),
        ("a pointer", "const int64_t k = (int64_t) (int8_t*) 300;", None),
        ("floating point", "const float k = 64;", None),
        ("`auto` of floating point", "constexpr auto k = 64.0;", None),
    ],
)
def test_a_constant_of_the_file(title: str, before: str, expected: tuple[int, ...] | None) -> None:
    assert bases("TASSIGN(b, k); TABS(b, c);", before=before + "\n") == expected, title


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("another number of the same form", "int64_t v1 = 32; int64_t v2 = 64; TASSIGN(b, v2);", (64,)),
        ("one that changes", "int64_t v1 = 32; int64_t v2 = 64; v2 = n; TASSIGN(b, v2);", None),
        ("one in braces", "int64_t v1{32}; int64_t v2{64}; TASSIGN(b, v2);", (64,)),
        ("one in a list", "int64_t v1 = {32}; int64_t v2 = {64}; TASSIGN(b, v2);", (64,)),
        ("one in braces that does not fit", "int8_t v1{32}; int8_t v2{300}; TASSIGN(b, v2);", None),
        ("one of another type", "int64_t v1 = 300; int8_t v2 = 300; TASSIGN(b, v2);", (44,)),
        ("a pointer on the way", "const int64_t k = (int64_t) (int8_t*) 300; TASSIGN(b, k);", None),
        ("an alias of a narrow type", "using Q = int8_t; const int64_t k = (Q{44}); TASSIGN(b, k);", (44,)),
        (
            "an alias that is a pointer",
            "using Q = int8_t*; const int64_t k = (int64_t) (Q) n; TASSIGN(b, k);",
            "outside",
        ),
    ],
)
def test_a_number_of_a_function(title: str, body: str, expected: tuple[int, ...] | str | None) -> None:
    assert bases(f"{body} TABS(b, c);") == expected, title


def test_a_pop_without_template_arguments_binds_its_tile() -> None:
    pipe = f"auto p = {PIPE}(gm, 65536, 65536);"
    assert bases(f"{pipe} TASSIGN(w, 0); TPOP(p, w); TABS(w, c);") == (65536,)
    assert bases(f"{pipe} TPOP(p, n); TPOP(p, w); TABS(w, c);") == (65536 + 4096,)


@pytest.mark.parametrize("alias", ["Q", "v5"])
def test_an_alias_means_another_type_in_another_block(alias: str) -> None:
    first = f"{{ using {alias} = {TILE}; {alias} v6; TASSIGN(v6, 65536); }}"
    second = (
        f"{{ using {alias} = {OTHER}; {alias} v6; TASSIGN(v6, 0); {alias} v7; TSUBVIEW(v7, v6, 1, 0); TABS(v7, v7); }}"
    )
    assert bases(f"{first} {second}") == (32 * 4,)


PREAMBLE = """\
template <typename Tensor>
static AICORE inline auto PTOAS__GLOBAL_TENSOR_DATA(Tensor &tensor)
    -> decltype(tensor.data()) {
  return tensor.data();
}
"""


@pytest.mark.parametrize(
    ("title", "before", "reason"),
    [
        ("as it is", PREAMBLE, ""),
        ("in other lines", PREAMBLE.replace("\n", " ") + "\n", ""),
        ("with another body", PREAMBLE.replace("return tensor.data()", "return nullptr"), NOT_IN_THE_LANGUAGE),
        ("with a character of no token", PREAMBLE.replace("return tensor", "return @tensor"), NOT_IN_THE_LANGUAGE),
        ("after a function of its name, called", "AICORE void PTOAS__GLOBAL_TENSOR_DATA(int x) { }\n" + PREAMBLE,
         "is the name of more than one function"),
        ("after an alias of its name", "using PTOAS__TRANDOM = int32_t;\n" + PREAMBLE, "gets a second meaning"),
        ("before a function of its name", PREAMBLE + "AICORE void PTOAS__GLOBAL_TENSOR_DATA() { }\n",
         "`PTOAS__GLOBAL_TENSOR_DATA` gets a second meaning"),
        ("before a variable of its name", PREAMBLE, "hides a name of the library"),
    ],
)  # fmt: skip
def test_what_assemblers_put_in_front(title: str, before: str, reason: str) -> None:
    body = "int32_t PTOAS__GLOBAL_TENSOR_DATA = 3;" if "variable" in title else "PTOAS__GLOBAL_TENSOR_DATA(gm);"
    found = refusal(body, before=before)
    assert reason in found if reason else found == "", title


FILLED = "TFILLPAD<pto::TFillPadMode::{}>(a, b);"


def test_a_template_argument_may_make_another_op() -> None:
    def ops(body: str) -> list[str]:
        return [i.action.call.name for i in program(body).instructions if isinstance(i.action, TileOp)][-1:]

    assert ops(FILLED.format("InPlace")) == ["TFILLPAD_INPLACE"]
    assert ops(FILLED.format("Expand")) == ["TFILLPAD_EXPAND"]
    assert ops(FILLED.format("Normal")) == ops("TFILLPAD(a, b);") == ["TFILLPAD"]
    known = "constexpr pto::TFillPadMode kMode = pto::TFillPadMode::InPlace;"
    assert "a variant of `TFILLPAD`" in refusal(f"{known} TFILLPAD<kMode>(a, b);")


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("const int64_t k = 2; event_t id = (event_t) k;", 2),
        ("event_t id = EVENT_ID3;", 3),
        ("event_t id = pto::EVENT_ID3;", 3),
        ("event_t id = (event_t) n;", None),
        ("event_t id = EVENT_ID3; id = (event_t) n;", None),
    ],
)
def test_a_variable_of_an_event(event: str, found: int | None) -> None:
    flags = program(f"{event} set_flag(PIPE_V, PIPE_MTE3, id);").instructions
    assert [i.action.event for i in flags if isinstance(i.action, SetFlag)] == [found]


def test_the_helper_that_060_puts_in_front_does_nothing() -> None:
    helper = (
        "template <typename Ptr>\nstatic AICORE inline void PTOAS__DCCI_SINGLE_CACHE_LINE(Ptr ptr) {\n"
        "  dcci((__gm__ void*)ptr, cache_line_t::SINGLE_CACHE_LINE);\n}\n"
    )
    found = program("TABS(a, b); PTOAS__DCCI_SINGLE_CACHE_LINE(gm);", before=helper)
    assert not any(isinstance(i.action, Opaque) for i in found.instructions)


LAUNCHED = "__global__ AICORE void first(__gm__ float* x) { }\nAICORE void second(__gm__ float* x) { }\n"


@pytest.mark.parametrize(
    ("title", "text", "refused"),
    [
        ("as front ends write it", 'extern "C" void go(uint32_t n, void* s, float* x) '
         "{ first<<<n, nullptr, s>>>((__gm__ float*) x); }", ""),
        ("of C++", "void go(uint32_t n, void* s) { first<<<n, nullptr, s>>>(nullptr); return; }", ""),
        ("with something else in it", "void go(void* s) { first<<<1, nullptr, s>>>(nullptr); pipe_barrier(PIPE_V); }",
         "go"),
        ("of what is no kernel", "void go(void* s) { second<<<1, nullptr, s>>>(nullptr); }", "go"),
        ("of another file's", "void go(void* s) { third<<<1, nullptr, s>>>(nullptr); }", "go"),
        ("on the device", "AICORE void go(void* s) { first<<<1, nullptr, s>>>(nullptr); }", "go"),
        ("with a call in it", "void go(void* s) { first<<<1, nullptr, s>>>(other()); }", "go"),
        ("with a macro", "#define other 3\nvoid go(void* s) { first<<<1, nullptr, s>>>(other); }", "go"),
        ("of an op's name", "void TABS(void* s) { first<<<1, nullptr, s>>>(nullptr); }", "the file"),
        ("of a name twice", "void go(void* s) { first<<<1, nullptr, s>>>(nullptr); }\nAICORE void go(int x) { }",
         "the file"),
        ("with blanks between", "void go(void* s) { first< <<1, nullptr, s>>>(nullptr); }", "go"),
        ("with blanks at the end", "void go(void* s) { first<<<1, nullptr, s> >>(nullptr); }", "go"),
    ],
)  # fmt: skip
def test_a_launcher(title: str, text: str, refused: str) -> None:
    file = program_file(tree(SourceFile("k.cpp", f"using namespace pto;\n{LAUNCHED}{text}\n")))
    assert [refusal.function or "the file" for refusal in file.refusals] == ([refused] if refused else []), title


def test_a_call_of_a_launcher_may_do_anything() -> None:
    before = LAUNCHED + "void go(void* s) { first<<<1, nullptr, s>>>(nullptr); }\n"
    assert hazards("TABS(a, b); go(nullptr); TNEG(c, a);", before=before)


def test_a_word_that_is_defined_in_either_way() -> None:
    either = "#if defined(__CPU_SIM)\n#define __aicore__\n#else\n#define __aicore__ [aicore]\n#endif\n"
    guard = f"#ifndef __aicore__\n{either}#endif\n"
    assert refusal("TABS(a, b);", before=guard + "static __aicore__ void other() { }\n") == ""


def test_enumerations_that_rows_of_the_op_table_ask_for_are_of_the_language() -> None:
    asked = re.findall(r'(?:"template\.|axis = ")([A-Z]\w*)"', A2A3.table.read_text(encoding="utf-8"))
    assert asked
    assert set(asked) <= library().enumeration_types
