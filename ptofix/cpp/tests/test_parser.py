"""Single statements: what they are read as (pitfalls, section 7), and that what is not known is opaque."""

from __future__ import annotations

import pytest

from ptofix.cpp import tree as t
from ptofix.cpp.parser import Block, Statement, parse
from ptofix.cpp.tree import Node
from ptofix.text.source import SourceFile


def read(text: str) -> Node:
    element = parse(SourceFile("t.cpp", text)).body[0]
    assert isinstance(element, (Statement, Block))
    return element.node if isinstance(element, Statement) else element.head.node


N, C = t.Name, t.Call
PIPE = t.Type("TPipe", (t.Number("0"), t.Type("Direction::DIR_C2V"), t.Number("8"), t.Number("4"), t.Number("4"),
                        t.Type("false")))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TADD(v1, v2, v3);", t.Expression(C(N("TADD"), (N("v1"), N("v2"), N("v3"))))),
        ("pto::TADD(v1);", t.Expression(C(N("pto::TADD"), (N("v1"),)))),
        ("TPRINT<>();", t.Expression(C(t.TemplateName("TPRINT", ()), ()))),
        ("TPOP<TPipe<0, Direction::DIR_C2V, 8, 4, 4, false>, G<A<1>>, S::U>(a, b);",
         t.Expression(C(t.TemplateName("TPOP", (PIPE, t.Type("G", (t.Type("A", (t.Number("1"),)),)), t.Type("S::U"))),
                        (N("a"), N("b"))))),
        ("TCVT(a, b, RoundMode::CAST_RINT);", t.Expression(C(N("TCVT"), (N("a"), N("b"), N("RoundMode::CAST_RINT"))))),
        ("[[pto::last_use(v1)]] TADD(v1);", t.Expression(C(N("TADD"), (N("v1"),)))),
        ("v.SetValidShape(3, 4);",
         t.Expression(C(t.Member(N("v"), ".", "SetValidShape"), (t.Number("3"), t.Number("4"))))),
        ("TQUANT(a, &b);", t.Expression(C(N("TQUANT"), (N("a"), t.Unary("&", N("b")))))),
        ("bool v = pto::comm::TTEST(a);", t.Declare(t.Type("bool"), "v", C(N("pto::comm::TTEST"), (N("a"),)))),
        ("auto p = TPipe<0, Direction::DIR_C2V, 8, 4, 4, false>(a);",
         t.Declare(t.Type("auto"), "p", C(t.TemplateName("TPipe", PIPE.arguments), (N("a"),)))),
        ("set_flag(PIPE_V, PIPE_S, ids[1]);",
         t.Expression(C(N("set_flag"), (N("PIPE_V"), N("PIPE_S"), t.Index(N("ids"), t.Number("1")))))),
        ("a = b;", t.Assign(N("a"), "=", N("b"))),
        ("a++;", t.Step(N("a"))),
        ("x = a < b;", t.Assign(N("x"), "=", t.Binary(N("a"), "<", N("b")))),
        ("x = a < b > (c);", t.Assign(N("x"), "=", C(t.TemplateName("a", (t.Type("b"),)), (N("c"),)))),
        ("x = (int64_t) a * b;", t.Assign(N("x"), "=", t.Binary(t.Cast("int64_t", N("a")), "*", N("b")))),
        ("x = (a) - b;", t.Assign(N("x"), "=", t.Binary(N("a"), "-", N("b")))),
        ("x = a >> 2;", t.Assign(N("x"), "=", t.Binary(N("a"), ">>", t.Number("2")))),
        ("x = a ? b : c;", t.Assign(N("x"), "=", t.Ternary(N("a"), N("b"), N("c")))),
        ("goto out;", t.Goto("out")),
        ("while (a) { }", t.While(N("a"))),
        ("else if (a) { }", t.ElseIf(N("a"))),
        ("case 1: ;", t.Case(t.Number("1"))),
        ("out: ;", t.Label("out")),
    ],
)  # fmt: skip
def test_statement(text: str, expected: Node) -> None:
    assert read(text) == expected
    assert type(read(text)) is type(expected)


def test_a_function_with_defaults() -> None:
    node = read('extern "C" __global__ AICORE void f(__gm__ float* v1, int32_t v2 = 3) { }')
    assert isinstance(node, t.Function)
    assert node.name == "f"
    assert "__global__" in node.type.modifiers
    assert [p.name for p in node.parameters] == ["v1", "v2"]


@pytest.mark.parametrize(
    "text",
    [
        "TADD(a, b) c;", "a <=> b;", "asm(\"x\" : : );", "TADD(a,, b);", "x = [](int a) { return a; };", "if (a) b;",
        "for (auto x : y) { }", "do { }", "a = b = c;", "new int;", "struct S : T { }", "try { }", "@;", "a b c;",
        "operator+(a);", "1 = ;", "TADD(a, b;);",
    ],
)  # fmt: skip
def test_what_is_not_known_is_opaque(text: str) -> None:
    assert isinstance(read(text), (t.Opaque, t.Call)) or "operator" in text


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
        leaves = [node.text for node in t.walk(read(text)) if isinstance(node, (t.Name, t.Number, t.String))]
        assert all(leaf in text for leaf in leaves)
    assert read(first) != read(second) or "/*" in first


def test_nesting_too_deep_is_opaque() -> None:
    assert isinstance(read("x = " + "- " * 500 + "1;"), t.Opaque)
    assert not isinstance(read("x = " + "- " * 50 + "1;"), t.Opaque)
