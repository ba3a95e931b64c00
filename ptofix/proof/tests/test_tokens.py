"""Which texts are token by token the same: comments and blanks do not matter, everything else does."""

from __future__ import annotations

import re

import pytest

from ptofix.proof.compare import DifferError, compare
from ptofix.proof.tokens import UnclearTextError, logical_lines, tokens
from ptofix.text.source import SourceFile

SAME = [
    ("a  =\tb ;", "a = b;"),
    ("a = b; // c", "a = b;"),
    ("a /* 1\n2 */ = b;", "a = b;"),
    ("a = b; // c\\\nnot_code();\n", "a = b;\n"),
    ("a =// c\n b;", "a = b;"),
    ("a =/* c */b;", "a = b;"),
    ("a = b;\r\n", "a = b;\n"),
    ("a\\\n = b;", "a = b;"),
    ("ab\\\nc;", "abc;"),
    ('f("//"); // x', 'f("//");'),
    ('x = R"(/* " */)"; // y', 'x = R"(/* " */)";'),
    ("#if A\nb;\n#endif", "  #if A\n  b;\n  #endif  "),
]
DIFFERENT = [
    ("a b;", "ab;"),
    ("a + +b;", "a ++b;"),
    ("a - -b;", "a --b;"),
    ("x = 1e+5;", "x = 1e + 5;"),
    ("x = .5;", "x = . 5;"),
    ("x = +.5;", "x = +. 5;"),
    ("x <: : y;", "x <:: y;"),
    ("x < : y;", "x <: y;"),
    ("1'000;", "1 '000';"),
    ('L"a";', 'L "a";'),
    ('"a"_x;', '"a" _x;'),
    ('"a  b";', '"a b";'),
    ("' ';", "'  ';"),
    ('R"(a  b)";', 'R"(a b)";'),
    ('R"(a\\\nb)";', 'R"(ab)";'),
    ('R"(\n)"; a();', 'R"()"; a();'),
    ('"/*"; a(); "*/";', '"/*"; "*/";'),
    ("// c\na();", "// c\\\na();"),
    ("// c a();\n", "// c\na();\n"),
    ("a /*/ b(); /*/ c;", "a c() /*/ /*/;"),
    ("#if A\nb;", "#if A b;\n"),
    ("#define A 1 // x", "#define A 1"),
    ('#define A "//1"', '#define A "//2"'),
    ("#include <a  b>", "#include <a b>"),
    ("a\u00a0b;", "a b;"),
    ("a\udcc3b;", "a \udcc3b;"),
    ("a\\u00e9;", "a \\u00e9;"),
    ("a;", "a;;"),
    ("a; b;", "b; a;"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same(first: str, second: str) -> None:
    for before, after in ((first, second), (second, first)):
        found = compare(SourceFile("a.cpp", before), SourceFile("b.cpp", after))
        assert not found.removed
        assert not found.added


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_different(first: str, second: str) -> None:
    for before, after in ((first, second), (second, first)):
        with pytest.raises(DifferError):
            compare(SourceFile("a.cpp", before), SourceFile("b.cpp", after))


@pytest.mark.parametrize(
    "text", ["a;\rb;", "a ?\x3f/\nb;", "a \\ \nb;", "a;\x0bb;", "/* a", 'R"x(a)y"', "x = 'a;", '"a', "a\0;"]
)
def test_what_compilers_read_in_different_ways_is_not_compared(text: str) -> None:
    with pytest.raises(UnclearTextError):
        print([tokens(line) for line in logical_lines(text)])
    with pytest.raises(DifferError, match="compilers"):
        compare(SourceFile("a.cpp", text), SourceFile("b.cpp", f"b;\n{text}"))


def test_lines_cover_the_text() -> None:
    text = 'a;\n/* 1\n\n2 */ b;\n// c\\\nd\nR"(\n)";\n#define A \\\n 1\n'
    assert "".join(line.text for line in logical_lines(text)) == f"{text}\n"
    starts = [line.start for line in logical_lines(text)]
    assert all(text[start - 1] == "\n" for start in starts[1:])
    found = [token.text for line in logical_lines(text) for token in tokens(line)]
    assert found == ["a", ";", "b", ";", 'R"(\n)"', ";", "#define A  1"]


def test_synchronisation_is_matched_in_order() -> None:
    s = "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID{});"
    before = SourceFile("a.cpp", f"a();\n{s.format(0)}\n{s.format(1)}\n{s.format(2)}\nb();")
    after = SourceFile("b.cpp", f"a(); {s.format(1)} {s.format(3)}\npto::pipe_barrier(PIPE_ALL);\nb();")
    found = compare(before, after)
    assert [before.text[r.span.start : r.span.end] for r in found.removed] == [s.format(0), s.format(2)]
    assert [(before.text[at:], r.text) for at, r in found.added] == [
        ("b();", "set_flag ( PIPE_V , PIPE_MTE3 , EVENT_ID3 ) ;"), ("b();", "pto :: pipe_barrier ( PIPE_ALL ) ;")
    ]  # fmt: skip


def test_nothing_is_added_after_the_last_token() -> None:
    with pytest.raises(DifferError):
        compare(SourceFile("a.cpp", "a();\n"), SourceFile("b.cpp", "a();\npipe_barrier(PIPE_V);\n"))


@pytest.mark.parametrize(
    "statement",
    [
        "pipe_barrier(f(1));",
        "set_flag(PIPE_V, PIPE_S, i++);",
        "pipe_barrier(PIPE_V)",
        "x.pipe_barrier(PIPE_V);",
        "set_flag(PIPE_V, PIPE_S, *p);",
        "set_flag(PIPE_V, PIPE_S, 'a');",
        'set_flag(PIPE_V, PIPE_S, u"+ i");',
        "set_flag(PIPE_V, PIPE_S, 1.5);",
        "set_flag(PIPE_V, PIPE_S);()",
        "set_flag(PIPE_V, PIPE_S, i",
    ],
)
def test_what_is_no_synchronisation_statement(statement: str) -> None:
    with pytest.raises(DifferError):
        compare(SourceFile("a.cpp", f"a();\n{statement}\nb();"), SourceFile("b.cpp", "a();\nb();"))


def test_what_words_are_made_of() -> None:
    """Words of any script: the class in the pattern leaves out what is left of ASCII, which compiles sooner."""
    for code in (*range(0x20, 0x300), 0xDC80, 0xFFFF, 0x10000, 0x10FFFF):
        character = chr(code)
        if character not in "\"'\x7f":
            (line,) = logical_lines(f"a{character}b;")
            is_one = tokens(line)[0].text == f"a{character}b"
            assert is_one is bool(re.fullmatch(r"[\w$\\\x80-\U0010ffff]", character)), hex(code)
