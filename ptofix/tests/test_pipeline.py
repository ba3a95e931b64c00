"""Pipelines as text, and running them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.rewrite.job import Job, Pass
from ptofix.rewrite.pipeline import Settings, parse_pipeline, print_pipeline, run_pipeline, verify_edits
from ptofix.rewrite.registry import pass_class, pass_names
from ptofix.text.diagnostics import Place, PtofixError
from ptofix.text.source import Edit, SourceFile, Span, apply_edits


@pytest.mark.parametrize(
    "text",
    [
        "remove-barriers",
        "remove-barriers{patterns=gu,final-div}",
        "remove-barriers{patterns=gu,final-div},local-slot-num{default=2}",
        "remove-barriers{patterns=gu,final-div model=ops off=hw.repeat-distance},drop-redundant-barriers",
        "local-slot-num{slots=0=2,4=1 force=true}",
        "remove-barrier-lines{lines=1,2}",
    ],
)
def test_text_round_trip(text: str) -> None:
    assert print_pipeline(parse_pipeline(text)) == text


def test_blanks_do_not_matter() -> None:
    loose = " remove-barriers { patterns=gu,final-div   model=ops } , local-slot-num{default=2} "
    assert parse_pipeline(loose.strip()) == parse_pipeline(
        "remove-barriers{patterns=gu,final-div model=ops},local-slot-num{default=2}"
    )


def test_a_flag_needs_no_value() -> None:
    assert parse_pipeline("local-slot-num{force}") == parse_pipeline("local-slot-num{force=true}")


def test_defaults_are_left_out() -> None:
    assert print_pipeline(parse_pipeline("remove-barriers{patterns=gu model=default}")) == "remove-barriers"


@settings(deadline=None, derandomize=True, database=None, max_examples=50)
@given(
    st.lists(st.sampled_from(["gu", "final-div", "none"]), min_size=1, unique=True),
    st.sampled_from(["ops", "strict", "default"]),
    st.integers(0, 9),
    st.booleans(),
)
def test_passes_round_trip(patterns: list[str], model: str, default: int, force: bool) -> None:
    passes = (
        pass_class("remove-barriers")(patterns=tuple(patterns), model=model),  # type: ignore[call-arg]
        pass_class("local-slot-num")(default=default, force=force),  # type: ignore[call-arg]
    )
    assert parse_pipeline(print_pipeline(passes)) == passes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "malformed pipeline at column 1"),
        ("a,", "malformed pipeline at column 1"),
        ("remove-barriers{", "malformed pipeline"),
        ("remove-barriers}", "malformed pipeline"),
        ("remove-barriers local-slot-num", "malformed pipeline"),
        ("nothing", "unknown pass `nothing`"),
        ("remove-barriers{x=1}", "pass `remove-barriers` has no option `x`"),
        ("local-slot-num{default=x}", "local-slot-num{default}: `x` is not a whole number"),
        ("local-slot-num{force=x}", "local-slot-num{force}: `x` is neither true nor false"),
    ],
)
def test_unusable_text(text: str, message: str) -> None:
    with pytest.raises(PtofixError) as caught:
        parse_pipeline(text)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", pass_names())
def test_every_pass_is_documented(name: str) -> None:
    kind = pass_class(name)
    assert kind.name == name
    assert kind.language in ("cpp", "pto")
    text = kind.__doc__ or ""
    assert all(heading in text for heading in ("Why it matters:", "Safety:", "Limits:"))
    assert print_pipeline(parse_pipeline(name)) == name
    assert all(field.metadata.get("help") for field in fields(kind))


# ---- running ----


@dataclass(frozen=True)
class Scripted(Pass):
    """Makes the edits it is given."""

    name: ClassVar[str] = "scripted"
    language: ClassVar[str] = "cpp"
    edits: tuple[tuple[int, int, str], ...] = ()

    def run(self, job: Job) -> None:
        for start, end, text in self.edits:
            span = Span(start, end)
            job.accept([Edit(span, text)], "label", "reason", "message", Place(job.source, span))


SOURCE = SourceFile("t.cpp", "a(1);\nb(2);\nc(3);\n")


def test_each_pass_sees_what_the_one_before_left() -> None:
    result = run_pipeline(SOURCE, (Scripted(((2, 3, "9"),)), Scripted(((2, 3, "8"), (8, 9, "7")))), Settings())
    assert result.source.text == "a(8);\nb(7);\nc(3);\n"
    assert [remark.number for remark in result.remarks] == [1, 2, 3]
    assert [name for name, _ in result.seconds] == ["scripted", "scripted"]


@pytest.mark.parametrize("limit", range(4))
def test_the_bisect_limit_counts_over_all_passes(limit: int) -> None:
    passes = (Scripted(((2, 3, "9"),)), Scripted(((8, 9, "7"), (14, 15, "6"))))
    result = run_pipeline(SOURCE, passes, Settings(bisect_limit=limit))
    assert [r.kind.value for r in result.remarks] == ["passed"] * limit + ["missed"] * (3 - limit)
    assert sum(a != b for a, b in zip(SOURCE.text, result.source.text)) == limit


def test_on_pass_sees_every_text() -> None:
    seen: list[str] = []
    run_pipeline(SOURCE, (Scripted(((2, 3, "9"),)), Scripted()), Settings(on_pass=lambda _, s: seen.append(s.text)))
    assert seen == ["a(9);\nb(2);\nc(3);\n"] * 2


def verify(edits: list[Edit], after: str) -> None:
    verify_edits(parse(SOURCE), SourceFile("t.cpp", after), edits, "scripted")


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(2, 3), "9")],
        [Edit(Span(0, 5), "/* gone */")],
        [Edit(Span(0, 6), "")],
        [Edit(Span(0, 0), "x();")],
        [Edit(Span(0, 5), "x(); y();")],
        [Edit(Span(0, 1), "z"), Edit(Span(2, 3), "7")],
    ],
)
def test_verification_accepts_what_was_claimed(edits: list[Edit]) -> None:
    verify(edits, apply_edits(SOURCE.text, edits))


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ([Edit(Span(2, 3), "9")], "a(9);\nb(9);\nc(3);\n"),
        ([Edit(Span(0, 5), "")], "\nc(3);\n"),
        ([Edit(Span(0, 5), "")], "\nc(3);\nb(2);\n"),
        ([Edit(Span(2, 3), "9")], "a(9);\nb(2);\nc(3);\nd(4);\n"),
        ([], "a(1);\nb(2);\n"),
    ],
)
def test_verification_finds_what_was_not_claimed(edits: list[Edit], after: str) -> None:
    with pytest.raises(PtofixError, match="changed more than it claimed"):
        verify(edits, after)


def test_verification_finds_text_that_cannot_be_read() -> None:
    with pytest.raises(PtofixError, match=r"internal error: .* cannot be read"):
        run_pipeline(SOURCE, (Scripted(((4, 5, "/*"),)),), Settings())


def test_an_edit_that_swallows_the_next_statement_is_found() -> None:
    with pytest.raises(PtofixError, match="internal error"):
        run_pipeline(SOURCE, (Scripted(((4, 5, "//"), (5, 6, ""))),), Settings())


def test_verification_can_be_switched_off() -> None:
    result = run_pipeline(SOURCE, (Scripted(((4, 5, "/*"),)),), Settings(verify_each=False))
    assert result.source.text == "a(1)/*\nb(2);\nc(3);\n"
