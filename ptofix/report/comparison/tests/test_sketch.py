"""What is shown of a text outside of the language."""

from __future__ import annotations

import pytest

from ptofix.report.comparison.sketch import sketch, spelled_pipes
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, Span

CORES = """
#ifdef __DAV_CUBE__
constexpr bool ON_CUBE = true;
#else
constexpr bool ON_CUBE = false;
#endif
"""


def read(text: str) -> dict[tuple[str, str], list[str]]:
    """By function and core, the name, pipe and depth of each entry."""
    source = SourceFile("test.cpp", text)
    drawn = sketch(source, [Span(0, len(text))])
    return {
        (one.function, one.core): [f"{e.name} {e.pipe} {len(e.loops)}" for e in one.entries] for one in drawn.outlines
    }


def test_loops_and_single_statements() -> None:
    text = "void f() { for (;;) TADD(a, b, c); while (x) { do TEXP(a, b); while (y); } TMULS(a, b, s); }"
    assert read(text) == {("f", "vector"): ["TADD V 1", "TEXP V 2", "TMULS V 0"]}


def test_statements_that_have_blocks() -> None:
    text = """void f() {
      try { for (;;) { TADD(a, b, c); } } catch (...) { TEXP(a, b); }
      switch (x) { case 1: for (;;) TSUB(a, b, c); default: TMUL(a, b, c); }
      int y[] = {1, 2};
      each([&] { TMAX(a, b, c); TMIN(a, b, c); });
      for (int i : y) TMULS(a, b, c);
    }"""
    assert read(text)["f", "vector"] == [
        "TADD V 1", "TEXP V 0", "TSUB V 1", "TMUL V 0", "`each` is not in this file  0", "TMAX V 0", "TMIN V 0",
        "TMULS V 1",
    ]  # fmt: skip


def test_comments_strings_and_macros_are_no_calls() -> None:
    text = '#define X(a) \\\n  TADD(a)\nvoid f() { // TADD(a)\n /* TADD(a); */ print("TADD(a)"); TEXP(a, b); }'
    assert read(text)["f", "vector"] == ["`print` is not in this file  0", "TEXP V 0"]


def test_cores_by_preprocessor_line_by_constant_and_by_pipe() -> None:
    text = f"""{CORES}
    void f() {{
      if constexpr (ON_CUBE) {{ TLOAD(a, b); }} else {{ TSTORE(b, a); }}
    #if defined(__DAV_VEC__)
      TLOAD(c, b);
    #endif
      TADD(a, b, c);
      TMATMUL(a, b, c);
      pipe_barrier(PIPE_ALL);
    }}"""
    assert read(text) == {
        ("f", "cube"): ["TLOAD MTE2 0", "TMATMUL M 0", "pipe_barrier ALL 0"],
        ("f", "vector"): ["TSTORE  0", "TLOAD MTE2 0", "TADD V 0", "pipe_barrier ALL 0"],
    }


def test_functions_of_the_text_are_followed_with_their_arguments() -> None:
    text = """
    template <typename P, int N = (3 > 2)> void part(P& pipe, int (&x)[2]) { TPOP<P, X>(pipe, v); part(pipe, x); }
    void whole() { for (;;) part<A, 2>(mine, y); }
    """
    source = SourceFile("test.cpp", text)
    drawn = sketch(source, [Span(0, len(text))])
    assert drawn.functions == {"whole", "part"}
    assert [(e.name, e.slot, e.fifo, len(e.loops)) for e in drawn.outlines[1].entries] == [("TPOP", "pop", "mine", 1)]


def test_only_functions_in_the_spans() -> None:
    text = "void f() { TADD(a, b, c); } void g() { TEXP(a, b); }"
    drawn = sketch(SourceFile("test.cpp", text), [Span(text.index("void g"), len(text))])
    assert [one.function for one in drawn.outlines] == ["g"]


def test_a_function_that_another_one_names_but_does_not_call() -> None:
    assert set(read("void f() { TADD(a, b, c); } void g() { int f; TEXP(a, b); }")) == {
        ("f", "vector"),
        ("g", "vector"),
    }


@pytest.mark.parametrize("text", ["", "void f() {", "void f() { for", "void f() { if (", "f() { TADD(", "} ) ] TADD<"])
def test_any_text_can_be_read(text: str) -> None:
    read(text)


def test_functions_that_call_each_other_without_end() -> None:
    doubled = "".join(f"void f{i}() {{ f{i + 1}(); f{i + 1}(); }}\n" for i in range(30))
    with pytest.raises(PtofixError, match="too often"):
        read(f"{doubled}void f30() {{ TADD(a, b, c); }}")


def test_pipes_as_they_are_spelled() -> None:
    text = "void f() { using A = TPipe<FLAG, DIR, X * sizeof(float), max(1, 2), 3>; TPipe<0, DIR_C2V, 1, 2> p(x); }"
    first, second = spelled_pipes(SourceFile("test.cpp", text))
    assert first.arguments == ("FLAG", "DIR", "X*sizeof(float)", "max(1,2)", "3")
    assert first.type is None
    assert second.type is not None
    assert second.type.local_slot_num == 2
