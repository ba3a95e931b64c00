"""Texts that the model once took for something else than they are: what they mean depends on something far away."""

from __future__ import annotations

import pytest

from ptofix.cpp.shapes import SyntaxTable
from ptofix.tests.build import PARAMETERS, TILES, barriers, bases, hazards, name_of, refusal, tile
from ptofix.text.source import SourceFile

V = "pipe_barrier(PIPE_V);"
TILE = tile("").removesuffix(" ;")
HELPER = f"static AICORE void helper({TILE}& t, {TILE}& u) {{ {V} TNEG(t, u); }}\n"


def is_needed(before: str, first: str, second: str) -> bool:
    """Whether the only barrier of two kernels stays: some kernel needs it, or it is not touched."""
    text = before
    for name, body in (("first", first), ("second", second)):
        text += f"__global__ AICORE void {name}({PARAMETERS}) {{\n#ifdef __DAV_VEC__\n{TILES}\n{body}\n#endif\n}}\n"
    found = barriers(SourceFile("t.cpp", text))
    return all({f"{name_of(h.earlier)} -> {name_of(h.later)}" for h, _ in c.needed_for()} for c in found)


@pytest.mark.parametrize(
    ("title", "before", "call"),
    [
        ("plainly", "", "helper(c, a);"),
        ("with the global scope in front", "", "::helper(c, a);"),
        ("by a constant of the file", "constexpr auto go = helper;\n", "go(c, a);"),
        ("by a constant address of the file", "const auto go = &helper;\n", "go(c, a);"),
        ("by a macro", "#define GO helper\n", "GO(c, a);"),
        ("by a macro that builds the name", "#define GO(x) hel##x\n", "GO(per)(c, a);"),
    ],
)
def test_a_barrier_of_a_helper_is_needed_by_every_caller(title: str, before: str, call: str) -> None:
    """The other caller does not need it: what is not followed may."""
    assert is_needed(HELPER + before, f"TABS(a, b); {call}", "helper(c, d);"), title


@pytest.mark.parametrize(
    ("title", "body", "before"),
    [
        ("as a number", "uint64_t q = (uint64_t) &b; mystery(q);", ""),
        ("as a number, by name", "uint64_t q = reinterpret_cast<uint64_t>(&b); mystery(q);", ""),
        ("as a number that is assigned", "uint64_t q = 0; q = (uint64_t) &b; mystery(q);", ""),
        ("as a pointer to global memory", "__gm__ float* q = (__gm__ float*) &b; mystery(q);", ""),
        ("in an array", "uint64_t q[1] = { (uint64_t) &b }; mystery(q);", ""),
        ("in global memory", "gm[0] = (uint64_t) &b; mystery();", ""),
        ("in an object", "ParallelGroup q(b); mystery(q);", ""),
        ("in an object's list", "ParallelGroup q = ParallelGroup{b}; mystery(q);", ""),
        ("in a tensor", "auto q = GlobalTensor<float, Shape<1>>(b); mystery(q);", ""),
        ("given to a helper", "helper(&b);", f"static AICORE void helper({TILE}* t) {{ TASSIGN(*t, 64); }}\n"),
        ("given to a helper as a number", "helper((uint64_t) &b);",
             "static AICORE void helper(uint64_t q) { mystery(q); }\n"),
        ("given back by a helper", "uint64_t q = helper(b); mystery(q);",
             f"static AICORE uint64_t helper({TILE}& t) {{ return (uint64_t) &t; }}\n"),
    ],
)  # fmt: skip
def test_an_address_of_a_tile_that_is_kept(title: str, body: str, before: str) -> None:
    """Whoever has it may bind the tile anew: its address is not known, or the function is not analysed."""
    assert bases(f"{body} TABS(b, c);", before=before) in (None, "outside"), title


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("by index", "float y = q[0];"),
        ("through the pointer", "float y = *q;"),
        ("in a condition", "if (q[0] > 0) { }"),
        ("without a name", "float y = ((__ubuf__ float*) 0)[0];"),
        ("of a tile's own", "float y = a.data()[0];"),
    ],
)
def test_a_read_through_a_pointer_into_on_chip_memory(title: str, read: str) -> None:
    """The scalar unit reads what the vector unit may not have written yet."""
    body = f"__ubuf__ float* q = (__ubuf__ float*) 0; TABS(a, b); {read}"
    assert refusal(body) or hazards(body), title


def test_a_flag_whose_event_is_a_name_means_another_event_in_another_call() -> None:
    """The second wait takes the raise before TABS, not the one after it."""
    before = "static AICORE void take(int32_t k) { wait_flag(PIPE_V, PIPE_S, k); }\n"
    raised = "set_flag(PIPE_V, PIPE_S, {});".format
    body = f"{raised(0)} {raised(1)} take(0); TABS(a, b); {raised(0)} take({{}}); float y = a.GetValue(0);"
    assert hazards(body.format(0), before=before) == set()
    assert hazards(body.format(1), before=before) == {"TABS -> member.GetValue"}


def test_a_default_argument_is_evaluated_in_each_call() -> None:
    before = "static AICORE void helper(int32_t x = mystery()) { }\n"
    assert refusal("helper();", before=before) or hazards("TABS(a, b); helper();", before=before)


def test_a_declaration_may_be_the_function_that_is_called() -> None:
    before = f'extern "C" AICORE void helper(int32_t x);\nstatic AICORE void helper(float x) {{ {V} }}\n'
    body = "TABS(a, b); helper(3); TNEG(c, a);"
    assert refusal(body, before=before) or hazards(body, before=before)


def test_a_static_constant_keeps_the_value_of_the_first_call() -> None:
    before = f"static AICORE void helper({TILE}& t, int64_t x) {{ static const int64_t k = x; TASSIGN(t, k); }}\n"
    assert bases("helper(b, 64); helper(c, 128); TABS(c, d);", before=before) in ((64,), None, "outside")


def test_the_step_of_a_loop_is_evaluated_after_its_body() -> None:
    """The last step reads after the last wait."""
    wait = "set_flag(PIPE_S, PIPE_V, EVENT_ID0); wait_flag(PIPE_S, PIPE_V, EVENT_ID0);"
    body = f"for (int32_t i = 0; i < 3; i += (int32_t) a.GetValue(0)) {{ {wait} }} TNEG(a, b);"
    assert refusal(body) or hazards(body) == {"member.GetValue -> TNEG"}


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("a tile", f"{{ {TILE}(b); TASSIGN(b, 64); }} TABS(b, c);", (4096,)),
        ("a number", "int64_t k = 64; { Shape<1, 1>(k); } TASSIGN(b, k); TABS(b, c);", None),
    ],
)
def test_a_name_in_brackets_after_a_type_is_declared(title: str, body: str, expected: tuple[int, ...] | None) -> None:
    """`T(b);` declares `b`: it hides the other one."""
    assert bases(body) in (expected, None, "outside"), title


@pytest.mark.parametrize(
    ("title", "before", "expected"),
    [
        ("an enumerator in front", "const int32_t A = 1;\nenum class E : int32_t { A = 64, B = A };\n", (64,)),
        ("a macro in the enumeration",
             "#define int16_t int8_t\nenum class E : int64_t { B = (int16_t) 300 };\n", (44,)),
    ],
)  # fmt: skip
def test_the_value_of_an_enumerator(title: str, before: str, expected: tuple[int, ...]) -> None:
    assert bases("TASSIGN(b, (int64_t) E::B); TABS(b, c);", before=before) in (expected, None, "outside"), title


def test_a_static_member_of_a_class_is_no_constructor() -> None:
    assert refusal(f"n = {TILE}::mystery(b);")


@pytest.mark.parametrize("call", ["v1(k);", "n = v1(k);"])
def test_a_call_of_a_numbered_function_changes_what_it_is_given(call: str) -> None:
    before = "static AICORE int32_t v1(int64_t& x) { x = 128; return 0; }\n"
    assert bases(f"int64_t k = 64; {call} TASSIGN(b, k); TABS(b, c);", before=before) in (None, "outside")


def test_a_function_that_other_files_can_call_may_need_its_barrier_there() -> None:
    helper = f'extern "C" AICORE void helper({TILE} t, {TILE} u) {{ {V} TNEG(t, u); }}\n'
    kernel = f"__global__ AICORE void kernel({PARAMETERS}) {{\n{TILES}\nhelper(c, d);\n}}\n"
    (candidate,) = barriers(SourceFile("t.cpp", helper + kernel))
    assert list(candidate.needed_for())


def test_a_function_that_is_not_followed_may_call_one_that_another_kernel_meets_first() -> None:
    head = f'extern "C" AICORE void helper({TILE} t, {TILE} u)'
    kernel = f"__global__ AICORE void {{}}({PARAMETERS}) {{{{\n{TILES}\n{{}}\n}}}}\n"
    good, bad = kernel.format("good", "helper(c, d);"), kernel.format("bad", "TABS(a, b); helper(c, a); throw 3;")
    definition = f"{head} {{ {V} TNEG(t, u); }}\n"
    for text in (definition + good + bad, f"{head};\n{good}{bad}{definition}"):
        assert all(list(candidate.needed_for()) for candidate in barriers(SourceFile("t.cpp", text))), text


def test_a_function_of_the_librarys_namespace_is_another_op() -> None:
    assert refusal("TABS(a, b);", before="static AICORE void pto::TABS(int32_t x, int32_t y) { }\n")


def test_a_macro_goes_on_after_a_backslash_and_blanks() -> None:
    """Compilers join the lines: the constant is part of the macro."""
    assert refusal("TABS(a, b);", before="#define Q 3 \\ \nconst int64_t k = 64;\n")


def test_a_number_and_a_numbered_name_are_not_the_same_node(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    table = SyntaxTable()
    for text in ("f(3);", "f(v3);", "g(v3);", "g(3);"):
        shape, holes = table.shape(text, "statement")
        alone, holes_alone = SyntaxTable().shape(text, "statement")
        assert shape.node(holes) == alone.node(holes_alone), text
