"""Items of a text: they nest, they cover it, and putting them together gives the text back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp import scanner
from ptofix.cpp.parser import Block, Conditional, Directive, Element, Statement, parse, statements
from ptofix.cpp.scanner import ItemKind, scan
from ptofix.tests.build import kernel_files, run
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, Span, read_source

FILES = kernel_files()


def source_of(text: str) -> SourceFile:
    return SourceFile("t.cpp", text)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(item.kind.value, text[item.start : item.end]) for item in scan(source_of(text))]


def test_a_statement_ends_where_its_brackets_do() -> None:
    for text in ("k = m[1;\n];\n", "f(1;\n);\n"):
        assert kinds(text) == [("statement", text.strip())]


@pytest.mark.parametrize(
    "text",
    [
        "f(1); // a\ng(2);",
        "f(1); // a; b {\ng(2);",
        "f(1); // goes on \\\n  g(2);\nh(3);",
        "f(1); // ends in a return\r\ng(2);",
        "f(1); // lone return\rg(2);\nh(3);",
        "f(1); /* a */ g(2);",
        "f(1); // /* a\ng(2);",
        "f(1); //",
    ],
)
def test_a_line_with_a_comment_has_the_items_that_it_has_piece_by_piece(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kinds(text)
    monkeypatch.setattr(scanner, "_PLAIN_LINE", re.compile(r"(?!)"))
    assert found == kinds(text)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_kernels_come_back_byte_for_byte(path: Path) -> None:
    source = read_source(str(path))
    assert parse(source).print().encode("utf-8", "surrogateescape") == path.read_bytes()


@pytest.mark.parametrize("path", FILES[::7], ids=lambda p: p.name)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_kernels_with_other_newlines_come_back(path: Path, newline: str) -> None:
    text = read_source(str(path)).text.replace("\n", newline)
    assert parse(source_of(text)).print() == text


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_items_follow_each_other_and_leave_only_blanks_and_comments_between(path: Path) -> None:
    source = read_source(str(path))
    position = 0
    for item in scan(source):
        assert position <= item.start < item.end
        between = source.text[position : item.start].strip()
        assert not between or between.startswith("//")
        position = item.end
    assert not source.text[position:].strip() or source.text[position:].strip().startswith("//")


def spans(body: list[Element]) -> list[Span]:
    """Spans of all elements in order; checks that children lie inside their parent."""
    found: list[Span] = []
    for element in body:
        match element:
            case Statement():
                found.append(element.span)
            case Block(head, inner, close):
                children = spans(inner)
                assert all(head.span.end <= child.start and child.end <= close.start for child in children)
                found += [head.span, *children, Span(close.start, close.end)]
            case Conditional(arms, end):
                for arm in arms:
                    children = spans(arm.body)
                    assert all(arm.directive.end <= child.start and child.end <= end.start for child in children)
                    found += [Span(arm.directive.start, arm.directive.end), *children]
                found.append(Span(end.start, end.end))
            case Directive(item, _):
                found.append(Span(item.start, item.end))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_spans_nest_and_are_the_items(path: Path) -> None:
    tree = parse(read_source(str(path)))
    assert spans(tree.body) == [Span(item.start, item.end) for item in tree.items]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_grammar_knows_every_statement_of_the_kernels(path: Path) -> None:
    for statement in statements(parse(read_source(str(path))).body):
        if not statement.text.startswith("template"):  # what assemblers put in front is known by its text
            assert statement.node is not None, statement.text


@pytest.mark.parametrize("path", FILES[::5], ids=lambda p: p.name)
def test_an_idle_pipeline_changes_nothing(path: Path) -> None:
    source = read_source(str(path))
    assert run(source, "remove-barriers{patterns=none}").source.text == source.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b;", [("statement", "a;"), ("statement", "b;")]),
        ("f(a,\n  b); // c\n", [("statement", "f(a,\n  b);")]),
        ("/* x; */ a; // y;", [("statement", "a;")]),
        ('f("; } //");', [("statement", 'f("; } //");')]),
        ("f(';');", [("statement", "f(';');")]),
        ('s = R"x(; } )" )x";', [("statement", 's = R"x(; } )" )x";')]),
        ("if (a) { b; }", [("open", "if (a) {"), ("statement", "b;"), ("close", "}")]),
        ("};", [("error", "`}` closes nothing")]),
        ("{ };", [("open", "{"), ("close", "}"), ("statement", ";")]),
        ("x = { 1, 2 };", [("statement", "x = { 1, 2 };")]),
        ("f({ 1 });", [("statement", "f({ 1 });")]),
        ("enum E { a, b = 1 };",
         [("open", "enum E {"), ("statement", "a, b = 1 "), ("close", "}"), ("statement", ";")]),
        ("case 1: a;", [("label", "case 1:"), ("statement", "a;")]),
        ("case A::b: a;", [("label", "case A::b:"), ("statement", "a;")]),
        ("out: a;", [("label", "out:"), ("statement", "a;")]),
        ("default: break;", [("label", "default:"), ("statement", "break;")]),
        ("A::b(c);", [("statement", "A::b(c);")]),
        ("x = a ? b : c;", [("statement", "x = a ? b : c;")]),
        ("#if A\na;\n#endif", [("directive", "#if A"), ("statement", "a;"), ("directive", "#endif")]),
        ("#define X \\\n  y;\na;", [("directive", "#define X \\\n  y;"), ("statement", "a;")]),
        ("#define X \\\r\n  y;\r\na;", [("directive", "#define X \\\r\n  y;"), ("statement", "a;")]),
        ("#include <a> // b\na;", [("directive", "#include <a> "), ("statement", "a;")]),
        ("// a \\\n b;\nc;", [("statement", "c;")]),
        ("a b", [("error", "text ends inside a statement")]),
        ("f(a;", [("error", "unclosed bracket")]),
        ("f(a];", [("error", "`]` closes nothing")]),
        ("/* a", [("error", "unclosed string or comment")]),
        ('"a\n";', [("error", "unclosed string or comment")]),
        ("x = int32_t{0};", [("statement", "x = int32_t{0};")]),
        ("int64_t d{3};", [("statement", "int64_t d{3};")]),
        ("return A{1, 2};", [("statement", "return A{1, 2};")]),
        ("if (a == b) { c; }", [("open", "if (a == b) {"), ("statement", "c;"), ("close", "}")]),
        ("f(\x01);", [("error", "control character 0x01 in the text")]),
        ("// \x00\n", [("error", "control character 0x00 in the text")]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_items(text: str, expected: list[tuple[str, str]]) -> None:
    if expected and expected[0][0] == "error":
        with pytest.raises(PtofixError) as caught:
            parse(source_of(text))
        assert expected[0][1] in str(caught.value)
    else:
        assert kinds(text) == expected


def test_every_kind_of_item_is_there() -> None:
    found = {item.kind for path in FILES[:1] for item in scan(read_source(str(path)))}
    assert found == set(ItemKind)


# ---- generated statements ----

NAMES = st.sampled_from(["v1", "v20", "tile", "pto::TADD", "TileType::Vec", "x_y"])
NUMBERS = st.sampled_from(["0", "1", "128", "0x1F", "1.0f", "-1", "3u"])
BLANKS = st.sampled_from(["", " ", "\n", "\r\n  ", " /* c 1; */ ", " // v1\n", "\t"])


def spaced(*parts: str) -> st.SearchStrategy[str]:
    return st.lists(BLANKS, min_size=len(parts) - 1, max_size=len(parts) - 1).map(
        lambda gaps: "".join(part + gap for part, gap in zip(parts, [*gaps, ""]))
    )


EXPRESSIONS = st.recursive(
    NAMES | NUMBERS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "<", "<<", "==", "&&", "|"]), inner).flatmap(
            lambda t: spaced("(", t[0], t[1], t[2], ")")
        ),
        st.tuples(NAMES, inner, inner).flatmap(lambda t: spaced(t[0], "(", t[1], ",", t[2], ")")),
        inner.flatmap(lambda e: spaced("(int64_t)", e)),
        st.tuples(inner, inner, inner).flatmap(lambda t: spaced("(", t[0], "?", t[1], ":", t[2], ")")),
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.tuples(NAMES, EXPRESSIONS).flatmap(lambda t: spaced(t[0], "(", t[1], ")", ";")),
    EXPRESSIONS.flatmap(lambda e: spaced("const int64_t v7", "=", e, ";")),
    EXPRESSIONS.flatmap(lambda e: spaced("Tile<TileType::Vec, float, 32, 128> v8", "(", e, ")", ";")),
    EXPRESSIONS.flatmap(
        lambda e: spaced("TPOP<TPipe<0, D::X, 8, 8, 2, false>, Tile<A, 1>>", "(", "v1", ",", e, ")", ";")
    ),
    EXPRESSIONS.flatmap(lambda e: spaced("v9", "+=", e, ";")),
    EXPRESSIONS.flatmap(lambda e: spaced("return", " ", e, ";")),
    st.sampled_from(["break;", "continue;", "goto out;", "using T = float;", ";", "v1.SetValidShape(3, v2);"]),
)
BLOCKS = st.recursive(
    st.lists(STATEMENTS, max_size=3).map("\n".join),
    lambda inner: st.one_of(
        st.tuples(EXPRESSIONS, inner).map(lambda t: f"if ({t[0]}) {{ {t[1]}\n}} else {{ {t[1]}\n}};"),
        st.tuples(EXPRESSIONS, inner).map(lambda t: f"for (size_t i = 0; i < {t[0]}; i += 1) {{\n{t[1]}\n}}"),
        inner.map(lambda b: f"#if defined(__DAV_VEC__)\n{b}\n#endif // __DAV_VEC__\n"),
        inner.map(lambda b: f"switch (v1) {{ case 1: {{\n{b}\n}} default:\n{b}\n}}"),
    ),
    max_leaves=4,
)


@settings(deadline=None, derandomize=True, database=None, max_examples=80)
@given(BLOCKS)
def test_generated_code_comes_back_and_is_understood(text: str) -> None:
    tree = parse(source_of(text))
    assert tree.print() == text
    for statement in statements(tree.body):
        assert statement.node is not None, statement.text
