"""Two kernels by each view, and the forms of the result."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ptofix.commands.parser import parser
from ptofix.report.comparison.as_text import text
from ptofix.report.comparison.formats import FORMATS
from ptofix.report.comparison.pairing import aligned, paired
from ptofix.report.comparison.result import Comparison
from ptofix.report.comparison.side import read_kernel
from ptofix.report.comparison.views import VIEWS, compare
from ptofix.tests.build import kernel, kernel_files
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, read_source

BODY = "TADD(a, b, c); pipe_barrier(PIPE_V); TEXP(d, a);"


def compared(a: str, b: str, view: str = "ops") -> Comparison:
    return compare(read_kernel(kernel(a)), read_kernel(kernel(b)), view)


def differing(comparison: Comparison) -> list[tuple[object, ...]]:
    """The last parts of the key of each row that differs, with its values; without the brief tables."""
    tables = [table for table in comparison.tables if not table.brief]
    return [(*row.key[-2:], row.a, row.b) for table in tables for row in table.rows if not row.equal]


@pytest.mark.parametrize("path", kernel_files("[j-m]*.v0.45.insert-sync.cpp"), ids=lambda path: path.name)
@pytest.mark.parametrize("view", VIEWS)
def test_every_kernel_is_equal_to_itself(path: Path, view: str) -> None:
    one = read_kernel(read_source(str(path)))
    assert compare(one, one, view).equal


def test_ops_do_not_see_synchronisation_and_pipes_do_not_see_ops() -> None:
    less = BODY.replace("pipe_barrier(PIPE_V);", "")
    assert compared(BODY, less).equal
    assert differing(compared(BODY, less, "pipes")) == [("pipe_barrier", "V", 1, 0)]
    other = BODY.replace("TADD", "TSUB")
    assert compared(BODY, other, "pipes").equal
    found = compared(BODY, other)
    assert not found.equal
    assert differing(found) == []  # as many ops of each class
    assert [(p.a and p.a.name, p.b and p.b.name) for p in found.streams[0].pairs[-3:]] == [
        ("TADD", None), (None, "TSUB"), ("TEXP", "TEXP"),
    ]  # fmt: skip


def test_names_and_lines_do_not_matter() -> None:
    a = kernel(BODY)
    b = SourceFile("other.cpp", "\n" + a.text.replace("kernel", "another"))
    found = compare(read_kernel(a), read_kernel(b), "ops")
    assert found.equal
    assert found.streams[0].function == "kernel | another"


def test_what_one_side_does_not_have_is_no_zero() -> None:
    a = kernel(BODY)
    b = SourceFile("test.cpp", a.text + a.text.replace("kernel", "second"))
    found = compare(read_kernel(a), read_kernel(b), "pipes")
    assert [(row.key[0], row.a, row.b) for row in found.tables[1].rows] == [("kernel", 1, 1), ("second", None, 1)]
    assert not found.equal


def test_pipes_are_paired_by_id_then_direction() -> None:
    path = next(iter(kernel_files("k_legacy_local_slot_pipe.v0.45.insert-sync.cpp")))
    source = read_source(str(path))
    other = SourceFile("b.cpp", source.text.replace("TPipe<0, ", "TPipe<6, ").replace("8, 2, false", "8, 4, false"))
    found = compare(read_kernel(source), read_kernel(other), "pipes")
    assert differing(found) == [("0 DIR_V2C", "FlagID", "0", "6"), ("0 DIR_V2C", "LocalSlotNum", "2", "4")]


def test_a_call_that_is_not_understood_is_shown_with_its_place() -> None:
    found = compared(f"{BODY} my_helper(a);", BODY)
    assert differing(found) == [("unknown", "", 1, 0)]
    assert "A not in the language: test.cpp:4:50: in `kernel`, shown but not understood: `my_helper`" in text(found)


def test_a_function_outside_of_the_language_is_shown_by_its_spelling() -> None:
    inside = kernel(BODY)
    outside = SourceFile("test.cpp", f"void other() {{ try {{ TADD(a, b, c); }} catch (int e) {{}} }}\n{inside.text}")
    found = compare(read_kernel(outside), read_kernel(inside), "ops")
    assert "A not in the language: test.cpp:1:" in text(found)
    assert ("other", "TADD") in {(s.function, p.a.name) for s in found.streams for p in s.pairs if p.a}
    assert not compare(read_kernel(outside), read_kernel(outside), "ops").equal  # it may do more than it spells


def test_a_text_that_cannot_be_parsed_is_shown_by_its_spelling() -> None:
    broken = SourceFile("test.cpp", "void f() { TADD(a, b, c); }\nMACRO(x)")
    found = compare(read_kernel(broken), read_kernel(kernel(BODY)), "ops")
    assert found.verdict.startswith("differences: ")
    assert "test.cpp:2:1: the whole file is read by its spelling only: text ends inside a statement" in text(found)


@pytest.mark.parametrize("nothing", ["", "int f() { return 1; }", "void f() {", '"'])
def test_nothing_to_compare(nothing: str) -> None:
    with pytest.raises(PtofixError):
        read_kernel(SourceFile("test.cpp", nothing))


def test_json_keys() -> None:
    document = json.loads(FORMATS["json"](compared(BODY, "TEXP(d, a);")))
    assert list(document) == ["kind", "version", "view", "equal", "a", "b", "tables", "streams"]
    assert document["a"] == {"file": "test.cpp", "recording": None, "outside": []}
    place = {"function": "kernel", "core": "vector", "segment": "prologue", "stage": ""}
    assert document["tables"]["classes"][1] == {**place, "class": "tile", "pipe": "V", "a": 2, "b": 1, "equal": False}
    assert list(document["tables"]) == ["classes", "ops"]
    stream = document["streams"][0]
    assert {key: stream[key] for key in place} == place
    op = {"op": "TADD", "class": "tile", "pipe": "V", "line": 4}
    assert {"a": op, "b": None, "equal": False} in stream["pairs"]


class _Tags(HTMLParser):
    """Which tags a page has, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_escapes_all_that_comes_from_the_input() -> None:
    evil = "<script>alert('x')</script>&amp;\udcff"
    name = SourceFile(f"{evil}.cpp", 'void f() { my<a, b>(x); TPUSH<T>("<img>", v); }\nusing P = TPipe<"<b>", A&B>; M(')
    one = read_kernel(name)
    for view in VIEWS:
        page = FORMATS["html"](compare(one, read_kernel(kernel(BODY)), view))
        page.encode()  # it is Unicode
        tags = _Tags()
        tags.feed(page)
        assert tags.tags.isdisjoint(("script", "img", "b", "link", "object"))
        assert "<script>alert('x')</script>&amp;" in tags.text
        assert "src=" not in page
        assert "href=" not in page


def test_every_view_is_in_the_help() -> None:
    described = " ".join(parser().format_help().split())
    assert "compare" in described
    subparsers = next(action for action in parser()._actions if isinstance(action.choices, dict))
    assert isinstance(subparsers.choices, dict)
    shown = " ".join(subparsers.choices["compare"].format_help().split())
    assert all(f"{name}: {view.title}" in shown for name, view in VIEWS.items())


def test_pairing() -> None:
    assert paired("abc", "cab", str) == [("a", "a"), ("b", "b"), ("c", "c")]
    assert paired(["a1", "b1"], ["c1", "b2"], lambda x: x, lambda x: x[0], lambda _: 0) == [("a1", "c1"), ("b1", "b2")]
    assert paired("a", "bc", str) == [("a", None), (None, "b"), (None, "c")]


def test_alignment() -> None:
    assert aligned("abc", "axc", str) == [("a", "a"), ("b", None), (None, "x"), ("c", "c")]
    assert aligned("", "a", str) == [(None, "a")]
