"""The tokeniser of the tests, and what it takes as synchronisation."""

from __future__ import annotations

import pytest

from ptofix.testing.plain_tokens import LINE, LINE_END, plain_tokens, without_synchronisation


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a/**/b//c\nd", ["a", "b", "d"]),
        ("a\\\nb // x \\ \n y\nc", ["ab", "c"]),
        ("/* \n */ # \\\n if X /* \n */ Y\nz", [LINE, "if", "X", "Y", LINE_END, "z"]),
        ("x # y", ["x", "#", "y"]),
        ("#define f(x) y", [LINE, "define", "f(", "x", ")", "y", LINE_END]),
        ("#define f (x)", [LINE, "define", "f", "(", "x", ")", LINE_END]),
        ("#include <a//b> // c", [LINE, "include", "<a//b>", LINE_END]),
        ('"a\\"//" \'"\' u8"b"_x', ['"a\\"//"', "'\"'", 'u8"b"_x']),
        ('R"x(a\\\n)" // )x" b', ['R"x(a\\\n)" // )x"', "b"]),
        ("0x1'0e+1 1.e-5f .5.a 1..2", ["0x1'0e+1", "1.e-5f", ".5.a", "1..2"]),
        ("a>>=b->*c<=>d...e##f", ["a", ">>=", "b", "->*", "c", "<=>", "d", "...", "e", "##", "f"]),
        ("a<::b <:c", ["a", "<", "::", "b", "<:", "c"]),
        ("é$1 \xa0", ["é$1", "\xa0"]),
        ("a /* b", ["a", "/* b"]),
        ('R"(a', ['R"(a']),
        ("a\rb\f\v\tc", ["a", "b", "c"]),
        ("// a \r b", ["b"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert plain_tokens(text) == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a; pipe_barrier(PIPE_V); b;", "a; b;"),
        ("{ set_flag(PIPE_V, PIPE_MTE3, (event_t) (v1 % 2)); }", "{ }"),
        ("case 1: pipe_barrier(PIPE_V); b;", "case 1: b;"),
        ("case 1: pipe_barrier(PIPE_V); }", "case 1: ; }"),
        ("a; pto::pipe_barrier(PIPE_V); b;", "a; b;"),
        ("#define M(x) x\npipe_barrier(PIPE_V);", "#define M(x) x\n"),
        ("if (a) pipe_barrier(PIPE_V); b;", "if (a) ; b;"),
        ("f(); ptoas_auto_sync_tail(Mode::kAll); }", "f(); }"),
        ("TPipe<0, D, 8, 8, 8, false> p;", "TPipe<0, D, 8, 4> p;"),
        ("TPOP<TPipe<0, D, 8, 8>>(a);", "TPOP<TPipe<0, D, 8>>(a);"),
        ("void f(int pipe_barrier) { } pipe_barrier(PIPE_V);", "void f(int pipe_barrier) { }"),
        ("{ void pipe_barrier(int); } pipe_barrier(PIPE_V);", "{ void pipe_barrier(int); }"),
    ],
)
def test_what_synchronisation_may_change(one: str, other: str) -> None:
    assert without_synchronisation(one) == without_synchronisation(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("if (a) pipe_barrier(PIPE_V); b;", "if (a) b;"),
        ("a: ; b;", "a: b: ;"),
        ("for (a; pipe_barrier(PIPE_V); b) c;", "for (a; b) c;"),
        ("x = a ? b : pipe_barrier(PIPE_V); c;", "x = a ? b : c;"),
        ("#define M pipe_barrier(PIPE_V);\n", "#define M\n"),
        ("pipe_barrier(f(x));", ""),
        ("pipe_barrier(x = 1);", ""),
        ("pipe_barrier(x), y;", "y;"),
        ("a.pipe_barrier(PIPE_V);", "a."),
        ("n::pipe_barrier(PIPE_V);", ""),
        ('"pipe_barrier(PIPE_V);"', '""'),
        ("#define pipe_barrier(x)\npipe_barrier(PIPE_V);", "#define pipe_barrier(x)\n"),
        ("auto pipe_barrier = f; pipe_barrier(PIPE_V);", "auto pipe_barrier = f;"),
        ("void f(int pipe_barrier) { pipe_barrier(PIPE_V); }", "void f(int pipe_barrier) { }"),
        ("void pipe_barrier(int x) {} pipe_barrier(PIPE_V);", "void pipe_barrier(int x) {}"),
        ("TPipe<0, D, 8, 8> p;", "TPipe<0, D, 4, 8> p;"),
        ("#if A\nx\n#endif", "#if A x\n#endif"),
    ],
)
def test_what_it_may_not(one: str, other: str) -> None:
    assert without_synchronisation(one) != without_synchronisation(other)
