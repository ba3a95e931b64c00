"""Single statements: what they are read as (pitfalls, section 7), and that what is not known has no node."""

from __future__ import annotations

import re

import pytest

from ptofix.cpp import nodes as n
from ptofix.cpp.lexer import tokenize
from ptofix.cpp.nodes import Node
from ptofix.cpp.parser import Block, Statement, parse
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


def read(text: str) -> Node | None:
    element = parse(SourceFile("t.cpp", text)).body[0]
    assert isinstance(element, (Statement, Block))
    return element.node if isinstance(element, Statement) else element.head.node


def plain(name: str, *arguments: Node) -> n.Type:
    return n.Type((), name, arguments, ())


def call(name: str, *arguments: str) -> n.Call:
    return n.Call(N(name), tuple(map(N, arguments)))


N, C, E = n.Name, n.Call, n.Expression
PIPE = (n.Number("0"), plain("Direction::DIR_C2V"), n.Number("8"), n.Number("4"), n.Number("4"), plain("false"))


def assigned(value: Node) -> n.Assign:
    return n.Assign(N("x"), "=", value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TADD(v1, v2, v3);", E(call("TADD", "v1", "v2", "v3"))),
        ("pto::TADD(v1);", E(call("pto::TADD", "v1"))),
        ("TPRINT<>();", E(C(n.TemplateName("TPRINT", ()), ()))),
        ("TPOP<TPipe<0, Direction::DIR_C2V, 8, 4, 4, false>, G<A<1>>, S::U>(a, b);",
         E(C(n.TemplateName("TPOP", (plain("TPipe", *PIPE), plain("G", plain("A", n.Number("1"))), plain("S::U"))),
             (N("a"), N("b"))))),
        ("G<A<1>>::Create(a);", E(C(n.StaticMember("G", (plain("A", n.Number("1")),), "::Create"), (N("a"),)))),
        ("[[pto::last_use(v1)]] TADD(v1);", E(call("TADD", "v1"))),
        ("v.SetValidShape(3, 4);", E(C(n.Member(N("v"), "SetValidShape"), (n.Number("3"), n.Number("4"))))),
        ("TQUANT(a, &b);", E(C(N("TQUANT"), (N("a"), n.Unary("&", N("b")))))),
        ("bool v = f(a);", n.Declare(plain("bool"), "v", (), n.Value(call("f", "a")))),
        ("const int v[2] = {1, 2};",
         n.Declare(n.Type(("const",), "int", (), ()), "v", (n.Number("2"),),
                   n.Value(n.Braces((n.Number("1"), n.Number("2")))))),
        ("__gm__ float* const v(a);",
         n.Declare(n.Type(("__gm__",), "float", (), ("*", "const")), "v", (), n.Arguments((N("a"),)))),
        ("int64_t v{1};", n.Declare(plain("int64_t"), "v", (), n.Braces((n.Number("1"),)))),
        ("set_flag(PIPE_V, PIPE_S, ids[1]);",
         E(C(N("set_flag"), (N("PIPE_V"), N("PIPE_S"), n.Index(N("ids"), n.Number("1")))))),
        ("a = b;", n.Assign(N("a"), "=", N("b"))),
        ("a += b;", n.Assign(N("a"), "+=", N("b"))),
        ("a++;", n.StepBehind(N("a"), "++")),
        ("--a;", n.StepBefore("--", N("a"))),
        ("x = a < b;", assigned(n.Binary(N("a"), "<", N("b")))),
        ("x = a < b > (c);", assigned(C(n.TemplateName("a", (plain("b"),)), (N("c"),)))),
        ("x = (int64_t) a * b;", assigned(n.Binary(n.Cast(plain("int64_t"), N("a")), "*", N("b")))),
        ("x = (int64_t) (uint8_t) a;", assigned(n.Cast(plain("int64_t"), n.Cast(plain("uint8_t"), N("a"))))),
        ("x = static_cast<int>(a);", assigned(n.NamedCast("static_cast", plain("int"), N("a")))),
        ("x = int32_t(a);", assigned(n.Construct(plain("int32_t"), (N("a"),)))),
        ("x = int32_t{a};", assigned(n.ConstructList(plain("int32_t"), n.Braces((N("a"),))))),
        ("x = (a) - b;", assigned(n.Binary(N("a"), "-", N("b")))),
        ("x = a >> 2;", assigned(n.Binary(N("a"), ">>", n.Number("2")))),
        ("x = a | b ^ c & d;",
         assigned(n.Binary(N("a"), "|", n.Binary(N("b"), "^", n.Binary(N("c"), "&", N("d")))))),
        ("x = a ? b : c;", assigned(n.Conditional(N("a"), N("b"), N("c")))),
        ("goto out;", n.Goto("out")),
        ("return;", n.Return(None)),
        ("using T = float;", n.Alias("T", plain("float"))),
        ("using namespace pto;", n.UsingNamespace("pto")),
        ('extern "C" void f(int a);',
         n.Prototype('extern"C"', plain("void"), "f", (n.Parameter(plain("int"), "a", None),))),
        ("while (a) { }", n.While(N("a"))),
        ("for (;;) { }", n.For(None, None, None)),
        ("else if (a) { }", n.ElseIf(N("a"))),
        ("case 1: ;", n.Case(n.Number("1"))),
        ("default: ;", n.Default()),
        ("out: ;", n.Label("out")),
        ('extern "C" __global__ AICORE void f(__gm__ float* v1, int32_t v2 = 3) { }',
         n.Function('extern"C"', n.Type(("__global__", "AICORE"), "void", (), ()), "f",
                    (n.Parameter(n.Type(("__gm__",), "float", (), ("*",)), "v1", None),
                     n.Parameter(plain("int32_t"), "v2", n.Number("3"))))),
        ("enum class E : int { a = 0 };", n.Enum("E", plain("int"))),
        ("x = a->b.c[1];", assigned(n.Index(n.Member(n.PointerMember(N("a"), "b"), "c"), n.Number("1")))),
        ("if (a <= 0) a = 1;",
         n.IfAssign(n.Binary(N("a"), "<=", n.Number("0")), n.Assign(N("a"), "=", n.Number("1")))),
        ("static_assert(a);", n.StaticAssert(N("a"), ())),
        ('static_assert(a, "b" "c");', n.StaticAssert(N("a"), ('"b"', '"c"'))),
        ("struct S { };", n.Struct("S")),
        ("union { } u;", n.Union()),
        ("[[block_local]] static int a;",
         n.Declare(n.Type(("[[block_local]]", "static"), "int", (), ()), "a", (), None)),
        ("AICORE __attribute__ ( (always_inline) ) void f() { }",
         n.Function(None, n.Type(("AICORE", "__attribute__((always_inline))"), "void", (), ()), "f", ())),
    ],
)  # fmt: skip
def test_statement(text: str, expected: Node) -> None:
    assert read(text) == expected
    assert type(read(text)) is type(expected)


@pytest.mark.parametrize("text", ["x = a < b && c > (d);", "f(a < b, c > 3);", "x = (const float) y;", "x = a(b)(c);"])
def test_what_only_looks_like_a_template_or_cast(text: str) -> None:
    node = read(text)
    assert node is not None
    assert not any(isinstance(part, n.TemplateName) for part in n.walk(node))


def test_a_cast_of_nothing() -> None:
    assert [lexeme.type for lexeme in tokenize("(int32_t)")] == ["LPAR", "BUILTIN", "RPAR"]
    assert [lexeme.type for lexeme in tokenize("(int32_t);")][:3] == ["LPAR", "BUILTIN", "RPAR"]
    assert [lexeme.type for lexeme in tokenize("f(int32_t) - 1")][1:4] == ["LPAR", "BUILTIN", "RPAR"]
    assert [lexeme.type for lexeme in tokenize("1, int32_t) - 1")][1:4] == ["COMMA", "BUILTIN", "RPAR"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("void f() {\n#if X\n}\n#endif\n", "`}` closes nothing"),
        ("void f() {\n#if X\n", "never closed"),
        ("#if X\nvoid f() {\n#endif\n}\n", "`#endif` without `#if` in the same block"),
    ],
)
def test_blocks_and_conditionals_that_cross(text: str, message: str) -> None:
    with pytest.raises(PtofixError, match=re.escape(message)):
        parse(SourceFile("t.cpp", text))


def test_nodes_of_two_kinds_are_never_equal() -> None:
    name: n.Node = n.Name("1")
    assert name != n.Number("1")


def test_the_body_of_an_enumeration() -> None:
    block = parse(SourceFile("t.cpp", "enum class E : int { a = 0, b = 1, };")).body[0]
    assert isinstance(block, Block)
    (inner,) = block.body
    assert isinstance(inner, Statement)
    items = (n.Enumerator("a", n.Number("0")), n.Enumerator("b", n.Number("1")))
    assert inner.node == n.Enumerators(items)


@pytest.mark.parametrize(
    "text",
    [
        "TADD(a, b) c;", "a <=> b;", "asm(\"x\" : : );", "TADD(a,, b);", "x = [](int a) { return a; };", "if (a) b;",
        "for (auto x : y) { }", "do { }", "a = b = c;", "new int;", "struct S : T { }", "try { }", "@;", "a b c;",
        "1 = ;", "typedef int T;", "int a = 1, b = 2;", "a, b;", "x = sizeof(a);", "throw a;", "x = a and b;",
        "not a;", "if constexpr (a) { }", "if (int a = b) { }", "for (int i = 0, j = 0; i < j; i++) { }",
        "template <typename T> void f(T a) { }", "namespace a { }", "class C { }", "enum E { a }",
        "void f() noexcept { }", "__attribute__((weak)) void f() { }", "union U { }", "struct { }", "if (a) b();",
        "if (a) b = 1, c = 2;", "if (a) return;", "x = [[block_local]];", "a->;", "p->*q = 1;",
        "void f() try { }", "static_assert(a, b);", "[[nodiscard]] int x;", "x = R\"(a)\";", "volatile int x;",
        "goto *p;", "operator+(a);", "delete a;", "extern int x;", "x = a ? : b;", "a <: 1 :>;", "int \u00e9;",
    ],
)  # fmt: skip
def test_what_is_not_in_the_language_has_no_node(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('f("v1 2", v3);', 'f("v9 2", v3);'),
        ("f(v1 /* v2 3 */);", "f(v1 /* v9 3 */);"),
        ("f(1.5, 2);", "f(1.5, 3);"),
        ("f(x1);", "f(x2);"),
        ("f(v1, 07);", "f(v1, 17);"),
        ("f('1');", "f('2');"),
    ],
)
def test_shapes_do_not_mix_up_their_holes(first: str, second: str) -> None:
    for text in (first, second, first):
        node = read(text)
        assert node is not None
        leaves = [part.text for part in n.walk(node) if isinstance(part, (n.Name, n.Number, n.String))]
        assert all(leaf in text for leaf in leaves)
    assert read(first) != read(second) or "/*" in first


def test_nesting_too_deep_is_outside() -> None:
    assert read("x = " + "- " * 500 + "1;") is None
    assert read("x = " + "- " * 150 + "1;") is None
    assert read("x = " + "- " * 50 + "1;") is not None
