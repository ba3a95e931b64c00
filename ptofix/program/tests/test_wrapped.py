"""What front ends wrap around kernels: what it means, and what must stay outside of the language."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import Conditional, parse
from ptofix.program.build import program_file
from ptofix.program.conditionals import decide
from ptofix.program.places import WORDS, GlobalPlace
from ptofix.program.program import Barrier, Join, Opaque, Program, TileOp
from ptofix.testing.wrapped import FOLDER, MADE_FROM, corpus_text, wrap
from ptofix.tests.build import bases, hazards, refusal, tile, tree
from ptofix.text.source import SourceFile

TILE = tile("").removesuffix(" ;")
NOT_IN_THE_LANGUAGE = "this is not in the language that ptofix analyses"


def reasons(text: str) -> list[str]:
    return [refusal.reason for refusal in program_file(tree(SourceFile("wrapped.cpp", text))).refusals]


def vector_program(text: str, idle_callers: bool = False) -> Program:
    file = program_file(tree(SourceFile("wrapped.cpp", text)), idle_callers=idle_callers)
    assert not file.refusals
    (found,) = (program for program in file.programs if program.core == "vector")
    return found


# ---- our kernels, wrapped ----


@pytest.mark.parametrize("kernel", MADE_FROM)
def test_the_folder_has_what_is_made(kernel: str) -> None:
    assert (FOLDER / f"{kernel}.cpp").read_text(encoding="utf-8") == wrap(corpus_text(kernel))


@pytest.mark.parametrize("kernel", ["a_raw_chain", "j_if_else_one_path", "s_rotating_slots", *MADE_FROM])
def test_a_wrapped_kernel_is_the_same_program(kernel: str) -> None:
    plain, wrapped = (vector_program(text) for text in (corpus_text(kernel), wrap(corpus_text(kernel), marked=True)))
    assert wrapped.function == "start"
    assert _actions(plain) == _actions(wrapped)


def _actions(program: Program) -> list[object]:
    """What is done, in order, without what is around it and the reads of words that are handed over."""
    actions = [i.action for i in program.instructions[1:-1] if not isinstance(i.action, Join)]
    actions = [a for a in actions if not (isinstance(a, TileOp) and _is_word(a.operands[0].place))]
    return [(a.call.name, [(o.text, o.bases) for o in a.operands]) if isinstance(a, TileOp) else a for a in actions]


def _is_word(place: GlobalPlace | None) -> bool:
    return place is not None and place.root == WORDS


WRAPPED = wrap(corpus_text("g_gu_loop"))


def test_what_is_in_flight_before_a_wrapped_kernel() -> None:
    assert isinstance(vector_program(WRAPPED).entry.action, Opaque)
    assert isinstance(vector_program(WRAPPED, idle_callers=True).entry.action, Join)
    marked = wrap(corpus_text("g_gu_loop"), marked=True)
    assert isinstance(vector_program(marked).entry.action, Join)


CALL = "  gu_loop("


@pytest.mark.parametrize(
    ("title", "old", "new"),
    [
        ("an op in front", CALL, "  pipe_barrier(PIPE_V);\n" + CALL),
        ("a flag in front", CALL, "  set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);\n" + CALL),
        ("an op after", "given_3);\n}", "given_3);\n  pipe_barrier(PIPE_V);\n}"),
        ("an op on a simulator only", CALL, "#if defined(__CPU_SIM)\n  pipe_barrier(PIPE_V);\n#endif\n" + CALL),
        ("an unknown op in front", CALL, "  other(words);\n" + CALL),
        ("two calls", CALL, "  gu_loop(given_0, given_1, given_2, given_3);\n" + CALL),
        ("more than an array of arguments", "int64_t* words)", "int64_t* words, int32_t more)"),
        ("an array of other arguments", "start(__gm__ int64_t*", "start(__gm__ int32_t*"),
        ("inline", 'extern "C" __aicore__ __attr', 'extern "C" inline __aicore__ __attr'),
        ("not visible", 'extern "C" __aicore__ __attr', "inline __aicore__ __attr"),
        ("not by a name of C", 'extern "C" __aicore__ __attr', "__aicore__ __attr"),
        ("not for the device", 'extern "C" __aicore__ __attr', 'extern "C" __attr'),
        ("called", "given_3);\n}", "given_3);\n}\nAICORE void other(__gm__ int64_t* v) { start(v); }"),
    ],
)  # fmt: skip
def test_another_function_is_no_wrapper(title: str, old: str, new: str) -> None:
    assert WRAPPED.count(old) == 1
    file = program_file(tree(SourceFile("wrapped.cpp", WRAPPED.replace(old, new))), idle_callers=True)
    found = [program for program in file.programs if program.function == "start"]
    assert len(found) == 2, title
    assert not any(isinstance(program.entry.action, Join) for program in found), title


def test_what_an_op_in_front_has_in_flight_is_seen() -> None:
    """The body of the kernel is in place of its call, after the read of what it is given."""
    text = (
        "static AICORE void inner(__gm__ float* g) {\n#if defined(__DAV_VEC__)\n"
        + tile("a", 0) + tile("b", 4096) + "TABS(b, a);\n#endif\n}\n"
        'extern "C" __global__ AICORE void start(__gm__ int64_t* words) {\n'
        "  pipe_barrier(PIPE_V);\n"
        "  inner(reinterpret_cast<__gm__ float*>(words[0]));\n}\n"
    )  # fmt: skip
    kinds = [type(i.action) for i in vector_program(text).instructions if not isinstance(i.action, Join)]
    assert kinds == [Barrier, TileOp, TileOp, TileOp, TileOp]


def test_a_helper_of_a_tile_is_about_the_tile_of_each_call() -> None:
    helper = f"static __aicore__ void twice({TILE}& t) {{ TADD(t, t, t); }}\n"
    assert hazards("twice(a); TNEG(c, b);", before=helper) == set()
    assert hazards("twice(a); twice(b); TNEG(c, b);", before=helper) == {"TADD -> TNEG"}


# ---- conditions ----


@pytest.mark.parametrize(
    ("condition", "cube", "vector"),
    [
        ("if defined(__CPU_SIM)", False, False),
        ("ifndef __COSTMODEL", True, True),
        ("if !defined(__CPU_SIM) && !defined(__COSTMODEL)", True, True),
        ("if !(defined(__CPU_SIM) || defined __COSTMODEL)", True, True),
        ("if defined(__DAV_VEC__) && !defined(__CPU_SIM)", False, True),
        ("if defined(__DAV_VEC__) || defined(__DAV_CUBE__)", True, True),
        ("if defined(__CPU_SIM) || defined(__DAV_CUBE__) && !defined(__COSTMODEL)", True, False),
        ("if !!defined(__DAV_VEC__)", False, True),
        ("if defined(FAST)", None, None),
        ("if defined(FAST) && defined(__CPU_SIM)", False, False),
        ("if defined(FAST) || defined(__DAV_CUBE__)", True, None),
        ("if !defined(FAST)", None, None),
        ("if defined(FAST) && defined(__DAV_VEC__)", False, None),
        ("if defined(__CPU_SIM) == 0", None, None),
        ("if defined(__CPU_SIM", None, None),
        ("if defined()", None, None),
        ("if defined( && defined(__CPU_SIM)", None, None),
        ("if (defined(__CPU_SIM)", None, None),
        ("if !", None, None),
        ("if __CPU_SIM", None, None),
        ("if defined(__CPU_SIM) &&", None, None),
        ("if defined(__CPU_SIM) defined(__CPU_SIM)", None, None),
        ("ifdef __CPU_SIM more", None, None),
        ("if __has_include(<x>)", None, None),
        ("if 0", None, None),
    ],
)
def test_a_condition(condition: str, cube: bool | None, vector: bool | None) -> None:
    (conditional,) = parse(SourceFile("c.cpp", f"#{condition}\nint x;\n#endif\n")).body
    assert isinstance(conditional, Conditional)
    bodies = [decide(conditional, core) for core in ("cube", "vector")]
    assert [None if body is None else bool(body) for body in bodies] == [cube, vector]


def test_a_macro_of_another_function_is_no_number_of_the_library() -> None:
    before = "#define go() 1\nAICORE void go() { pipe_barrier(PIPE_ALL); }\n"
    assert "it uses a macro of this file" in refusal("TABS(a, b); go(); TNEG(c, a);", before=before)


def test_what_is_simulated_is_no_part_of_the_program() -> None:
    assert hazards("TABS(a, b);\n#if defined(__CPU_SIM)\npipe_barrier(PIPE_V);\n#endif\nTNEG(c, a);") == {
        "TABS -> TNEG"
    }
    body = "TABS(a, b);\n#ifdef __CPU_SIM\n#else\npipe_barrier(PIPE_V);\n#endif\nTNEG(c, a);"
    assert hazards(body) == set()


@pytest.mark.parametrize(
    "inside", ['#error "no such runtime"', '#include "tensor.h"', "#if Y\n#pragma once\n#endif", ""]
)
def test_a_conditional_without_effect(inside: str) -> None:
    assert reasons(WRAPPED.replace("using namespace", f"#if X\n{inside}\n#else\n#endif\nusing namespace")) == []


# ---- values ----


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("a number of a union", "union { uint64_t u; float f; } u; u.u = 4096; uint64_t k = u.u;"),
        ("a number in global memory", "__gm__ ChipTensor* p = (__gm__ ChipTensor*) gm; uint64_t k = p->start_offset;"),
        ("an element in global memory", "__gm__ ChipTensor* p = (__gm__ ChipTensor*) gm; uint64_t k = p->a.shapes[1];"),
        ("a number that an `if` may change", "uint64_t k = 4096; if (n > 0) k = 0;"),
        ("a number of the block", "uint64_t k = lane;"),
        ("the lane", "uint64_t k = get_subblockid();"),
    ],
)
def test_a_value_that_is_not_known(title: str, where: str) -> None:
    before = "[[block_local]] static int32_t lane;\n#define get_subblockid() lane\n"
    assert refusal(f"{where} TASSIGN(w, k); TABS(w, a);", before=before) == "", title
    assert not isinstance(bases(f"{where} TASSIGN(w, k); TABS(w, a);", before=before), tuple), title


STRUCT = "struct S { uint64_t at; uint32_t sizes[5]; };\n"


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("a union of tiles", f"union {{ {TILE} t; }} u;", "a union of other than numbers"),
        ("a union of pointers", "union { __gm__ float* p; uint64_t u; } u;", "a union that is not plain"),
        ("a union with words", "union { static uint64_t k; } u;", "a union that is not plain"),
        ("an element of a member of a tile", "a.x[0] = 3;", "an element of something unknown"),
        ("an `if` about a tile", "if (a > b) n = 1;", "a tile or pipe inside an expression"),
        ("an `if` around a value of a tile", "if (n > 0) n = a;", "a tile or pipe inside an expression"),
        ("a union with a value", "union { uint64_t u = 3; } u;", "a union that is not plain"),
        ("a union of an array", "union { uint64_t u[2]; } u;", "a union that is not plain"),
        ("a union with a function", "union { void f() { } } u;", "a union that is not plain"),
        ("a union with a directive", "union {\n#pragma once\nuint64_t u; } u;", "a union that is not plain"),
        ("two variables of a union", "union { uint64_t u; } u, w2;", "without the name of one variable"),
        ("no variable of a union", "union { uint64_t u; };", "without the name of one variable"),
        ("a union at the end", "if (n > 0) { union { uint64_t u; } }", "without the name of one variable"),
        ("a union before a block", "union { uint64_t u; } while (n > 0) { n -= 1; }", "without the name of one"),
        ("a pointer to what is no type", "__gm__ PIPE_V* p = (__gm__ float*) gm;", "not a type that ptofix"),
        ("a pointer to a union", "union { uint64_t u; } *u;", "without the name of one variable"),
        ("a union that hides a tile", "union { uint64_t u; } a;", "`a` hides another name"),
        ("a union after a case", "switch (n) { case 0: union { uint64_t u; } u; }", "a block that is not"),
        ("a name alone", "n;", "an expression that does nothing"),
        ("a member of a number", "n.u = 3;", "a store through a pointer or into an object"),
        ("a member of a tile", "a.u = 3;", "a store through a pointer or into an object"),
        ("a call in a union", "union { uint64_t u; } u; u.u = other(a);", "inside an expression"),
        ("a store through a pointer", "gm->u = 3;", "a store through a pointer or into an object"),
        ("a member of a tile's pointer", f"{TILE}* p = &a; n = p->u;", "a member of something unknown"),
        ("a member behind two pointers", "n = gm->p->q;", "a member of something unknown"),
        ("a function behind a pointer", "n = gm->f();", "it calls `…` inside an expression"),
        ("a call behind a pointer", "gm->f(a);", "a call of something without a name"),
        ("an `if` with a call", "if (n > 0) TABS(a, b);", NOT_IN_THE_LANGUAGE),
        ("an `if` around a value of a call", "if (n > 0) n = other(a);", "an `if` without braces"),
        ("an `if` about an element of a tile", "if (a.GetValue(0) > 0) n = 1;", "an `if` without braces"),
        ("an `if` around a tile", "if (n > 0) a = b;", "an `if` without braces"),
        ("an `if` around a member", "union { int32_t u; } u; if (n > 0) u.u = 1;", "an `if` without braces"),
        ("an `else` of such an `if`", "if (n > 0) n = 1; else { TABS(a, b); }", "a block that is not"),
        ("an `else` without braces", "if (n > 0) n = 1; else n = 2;", NOT_IN_THE_LANGUAGE),
        ("a record that is no pointer", "ChipTensor t;", "not a type that ptofix knows"),
        ("a class of the file that is no pointer", "S t;", "not a type that ptofix knows"),
        ("a tile of a class", f"{TILE.replace('float', 'S')} t;", "a Tile whose element type is not known"),
        ("a number of each block", "[[block_local]] static int32_t k;", "`[[block_local]]`"),
        ("an op on an unknown macro", "#if FAST\nTABS(a, b);\n#endif\n", "a preprocessor line other than"),
        ("an op on an unknown macro and a core", "#if defined(__DAV_VEC__) && FAST\nTABS(a, b);\n#endif\n",
         "a preprocessor line other than"),
    ],
)  # fmt: skip
def test_a_function_is_not_analysed(title: str, body: str, reason: str) -> None:
    assert reason in refusal(body, before=STRUCT), title


ELSE = "a conditional about something else than the core"


@pytest.mark.parametrize(
    ("title", "before", "reason"),
    [
        ("a guard of an op", "#ifndef TADD\n#define TADD TSUB\n#endif\n", ELSE),
        ("a macro that the compilation decides", "#define __CPU_SIM\n", "`__CPU_SIM` gets a second meaning"),
        ("it taken back", "#undef __COSTMODEL\n", "`__COSTMODEL` gets a second meaning"),
        ("it defined where that is not compiled", "#ifdef __CPU_SIM\n#define __COSTMODEL\n#endif\n", "second meaning"),
        ("a pipe redefined where that is not compiled", "#ifdef __CPU_SIM\n#define PIPE_V PIPE_M\n#endif\n",
         "`PIPE_V` gets a second meaning"),
        ("a function on an unknown macro", "#if FAST\nAICORE void f() { }\n#endif\n", ELSE),
        ("a macro on an unknown macro", "#if FAST\n#define GO 1\n#endif\n", ELSE),
        ("an unknown inclusion on an unknown macro", '#if FAST\n#include "mine.h"\n#endif\n', ELSE),
        ("a class with a function", "struct S { void f() { } };\n", "a class that is not plain"),
        ("a class with an operator", "struct S { int operator+(int x); };\n", "a class that is not plain"),
        ("a class with a function elsewhere", "struct S { int f(int x); };\n", "a class that is not plain"),
        ("a class with a value", "struct S { int32_t x = 3; };\n", "a class that is not plain"),
        ("a class with words", "struct S { static int32_t x; };\n", "a class that holds other than numbers"),
        ("a class with a tile", f"struct S {{ {TILE} t; }};\n", "a class that is not plain"),
        ("a class with a pointer", "struct S { float* x; };\n", "a class that holds other than numbers"),
        ("a class with an unknown class", "struct S { Q x; };\n", "a class that holds other than numbers"),
        ("a class with a directive", "struct S {\n#if X\nint32_t x;\n#endif\n};\n", "a class that is not plain"),
        ("a class with a base", "struct S : T { int32_t x; };\n", NOT_IN_THE_LANGUAGE),
        ("a class twice", "struct S { int32_t x; };\nstruct S { int32_t x; };\n", "`S` gets a second meaning"),
        ("a class with the name of an op", "struct TADD { int32_t x; };\n", "`TADD` gets a second meaning"),
        ("a byte order mark", "\ufeff", "a byte order mark"),
        ("a class of a macro", "#define lanes y() { }\nstruct S { int32_t lanes; };\n", "it uses a macro of this file"),
        ("a variable of a class", "struct S { int32_t x; } s;\n", NOT_IN_THE_LANGUAGE),
        ("a union", "union { int32_t x; };\n", NOT_IN_THE_LANGUAGE),
        ("a number of all blocks", "static int32_t k;\n", NOT_IN_THE_LANGUAGE),
        ("a number of each block with a value", "[[block_local]] static int32_t k = 3;\n", NOT_IN_THE_LANGUAGE),
        ("a pointer of each block", "[[block_local]] static float* k;\n", NOT_IN_THE_LANGUAGE),
        ("a tile of each block", f"[[block_local]] static {TILE} k;\n", NOT_IN_THE_LANGUAGE),
        ("a fraction of each block", "[[block_local]] static float k;\n", "that is no number"),
        ("a number of each block by the name of an op", "[[block_local]] static int32_t TADD;\n", "second meaning"),
        ("the lane as an op", "#define get_subblockid() pipe_barrier(PIPE_ALL)\n", "second meaning"),
        ("the lane with an argument", "#define get_subblockid(x) x\n", "second meaning"),
        ("the lane taken back", "#undef get_subblockid\n", "second meaning"),
        ("the lane as a name", "#define get_subblockid lane\n", "second meaning"),
        ("the lane as something unknown", "#define get_subblockid() lane\n", "`lane` is not known to be a number"),
        ("the lane as a function", "#define get_subblockid() lane\nAICORE void lane() { }\n",
         "`lane` is not known to be a number"),
        ("the lane as a macro of an op", "#define lane pipe_barrier(PIPE_V)\n#define get_subblockid() lane\n",
         "`lane` is not known to be a number"),
        ("the lane as a macro of two numbers", "#define lane 1\n#define get_subblockid() lane\n#undef lane\n",
         "`lane` is not known to be a number"),
        ("the lane as a type", "using lane = int32_t;\n#define get_subblockid() lane\n",
         "`lane` is not known to be a number"),
        ("a weak function", "__attribute__((weak)) AICORE void f() { }\n", NOT_IN_THE_LANGUAGE),
        ("another function's name", '__attribute__((alias("g"))) AICORE void f() { }\n', NOT_IN_THE_LANGUAGE),
    ],
)  # fmt: skip
def test_a_file_is_not_analysed(title: str, before: str, reason: str) -> None:
    assert reason in refusal("", before=before), title


@pytest.mark.parametrize("lane", ["1", "LANE"])
def test_the_lane_as_a_number(lane: str) -> None:
    text = WRAPPED.replace("[[block_local]] static int32_t lane_of_block;", "#define LANE 1")
    text = text.replace("subblockid() lane_of_block", f"subblockid() {lane}")
    assert reasons(text.replace("  lane_of_block = get_sub_block_id(words);\n", "")) == []


# ---- what assemblers put in front ----

HELPER = (
    "template <typename View>\nstatic __aicore__ inline auto PTOAS__GLOBAL_TENSOR_DATA(View &tensor)\n"
    "    -> decltype(tensor.data()) {\n  return tensor.data();\n}\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("View", "tensor"),
        ("View &tensor", "Other &tensor"),
        ("return tensor", "pipe_barrier(PIPE_ALL); return tensor"),
        ("template <typename View>\n", "#define tensor other\ntemplate <typename View>\n"),
        ("__aicore__", "__global__"),
    ],
)
def test_another_helper_is_not_known(old: str, new: str) -> None:
    assert refusal("", before=HELPER) == ""
    assert refusal("", before=HELPER.replace(old, new)) == NOT_IN_THE_LANGUAGE
