"""Pipelines as text, and running them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from importlib import metadata
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ptofix.order.model import STRICT
from ptofix.passes.remove_barriers import RemoveBarriers
from ptofix.proof import check as checker
from ptofix.rewriting.job import Job, Pass, Remark, RemarkKind, under_model
from ptofix.rewriting.job import assumption_file as chosen_assumption_file
from ptofix.rewriting.pipeline import Result, Settings, run_pipeline
from ptofix.rewriting.pipeline_text import option_fields, parse_pipeline, print_pipeline
from ptofix.rewriting.registry import pass_class, pass_names
from ptofix.rewriting.verification import _line
from ptofix.testing.measured import assumption_file
from ptofix.testing.refusals import fault_of_ours
from ptofix.tests.build import kernel, run
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.source import Edit, SourceFile, Span


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
    assert print_pipeline(parse_pipeline("remove-barriers{patterns=gu}")) == "remove-barriers"


VALUES = {bool: st.booleans(), int: st.integers(-(10**18) + 1, 10**18 - 1), str: st.text()}


def with_any_options(kind: type[Pass]) -> st.SearchStrategy[Pass]:
    tuples = st.lists(st.text()).map(tuple)
    return st.builds(kind, **{option.name: VALUES.get(type_, tuples) for option, type_ in option_fields(kind)})


@hypothesis_settings(deadline=None, derandomize=True, database=None, max_examples=200)
@given(st.lists(st.one_of(*map(with_any_options, map(pass_class, pass_names()))), min_size=1, max_size=3).map(tuple))
def test_passes_round_trip(pipeline: tuple[Pass, ...]) -> None:
    text = print_pipeline(pipeline)
    assert parse_pipeline(text) == pipeline
    assert print_pipeline(parse_pipeline(text)) == text


def test_quoted_values() -> None:
    text = r'remove-barriers{files="my patterns.pat","a,b.pat","{\"}\\" model=ops}'
    (item,) = parse_pipeline(text)
    assert isinstance(item, RemoveBarriers)
    assert item.files == ("my patterns.pat", "a,b.pat", '{"}\\')
    assert print_pipeline((item,)) == text
    assert parse_pipeline('local-slot-num{pipes-from="" default=2}') == parse_pipeline("local-slot-num{default=2}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "malformed pipeline at column 1"),
        ("remove-barriers,", "malformed pipeline at column 17"),
        ("remove-barriers{files=a,}", "malformed pipeline at column 25"),
        ('remove-barriers{files="a}', "malformed pipeline at column 23"),
        ("local-slot-num{default=1 default=2}", "local-slot-num{default} is given twice"),
        ("local-slot-num{default=1,2}", "local-slot-num{default} takes one value"),
        ("local-slot-num{pipes-from=a,b}", "local-slot-num{pipes-from} takes one value"),
        ("local-slot-num{default=}", "local-slot-num{default} takes one value"),
        (f"local-slot-num{{default={'9' * 5000}}}", "is not a whole number"),
        ("remove-barriers{", "malformed pipeline"),
        ("remove-barriers{patterns=", "malformed pipeline"),
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


def rewrites(result: Result) -> list[Remark]:
    """What the passes said; the text is outside of the language, and the pipeline says so."""
    first, *others = result.remarks
    assert (first.kind, first.reason) == (RemarkKind.ANALYSIS, "outside")
    return others


def test_each_pass_sees_what_the_one_before_left() -> None:
    result = run_pipeline(
        SOURCE, (Scripted(((2, 3, "9"),)), Scripted(((2, 3, "8"), (8, 9, "7")))), Settings(verify=False)
    )
    assert result.source.text == "a(8);\nb(7);\nc(3);\n"
    assert [remark.number for remark in rewrites(result)] == [1, 2, 3]
    assert [name for name, _ in result.seconds] == ["scripted", "scripted"]


@pytest.mark.parametrize("limit", range(4))
def test_the_bisect_limit_counts_over_all_passes(limit: int) -> None:
    passes = (Scripted(((2, 3, "9"),)), Scripted(((8, 9, "7"), (14, 15, "6"))))
    result = run_pipeline(SOURCE, passes, Settings(verify=False, bisect_limit=limit))
    assert [r.kind.value for r in rewrites(result)] == ["passed"] * limit + ["missed"] * (3 - limit)
    assert sum(a != b for a, b in zip(SOURCE.text, result.source.text)) == limit


def test_on_pass_sees_every_text() -> None:
    seen: list[str] = []
    settings = Settings(verify=False, on_pass=lambda _, source: seen.append(source.text))
    run_pipeline(SOURCE, (Scripted(((2, 3, "9"),)), Scripted()), settings)
    assert seen == ["a(9);\nb(2);\nc(3);\n"] * 2


# ---- the memory model ----


@pytest.mark.parametrize(
    ("text", "model", "off", "expected"),
    [
        ("remove-barriers", "", (), "remove-barriers"),
        ("remove-barriers", "strict", (), "remove-barriers{model=strict}"),
        ("remove-barriers{model=ops}", "", (), "remove-barriers{model=ops}"),
        ("remove-barriers{model=ops}", "ops", (), "remove-barriers{model=ops}"),
        ("minimal-barriers{off=hw.flag-key}", "", ("hw.flag-key",), "minimal-barriers{off=hw.flag-key}"),
        (
            "remove-barriers{off=hw.flag-key},local-slot-num{default=2},drop-redundant-barriers",
            "strict",
            ("hw.repeat-distance",),
            "remove-barriers{model=strict off=hw.flag-key,hw.repeat-distance},local-slot-num{default=2},"
            "drop-redundant-barriers{model=strict off=hw.repeat-distance}",
        ),
    ],
)
def test_the_model_of_the_run_reaches_every_pass(text: str, model: str, off: tuple[str, ...], expected: str) -> None:
    assert print_pipeline(under_model(parse_pipeline(text), model, off)) == expected


@pytest.mark.parametrize(
    ("text", "model", "off", "message"),
    [
        ("remove-barriers{model=ops}", "strict", (), "pass `remove-barriers` is to run under model `ops`"),
        ("remove-barriers{model=none}", "", (), "unknown model `none`"),
        ("remove-barriers", "", ("hw.none",), "no assumption `hw.none`"),
        ("remove-barriers{off=hw.none}", "", (), "no assumption `hw.none`"),
    ],
)
def test_models_that_do_not_fit(text: str, model: str, off: tuple[str, ...], message: str) -> None:
    with pytest.raises(PtofixError, match=re.escape(message)):
        under_model(parse_pipeline(text), model, off)


def test_evidence_that_does_not_fit() -> None:
    passes = parse_pipeline("remove-barriers{evidence=shipped}")
    assert under_model(passes, "", (), "shipped") == passes
    with pytest.raises(PtofixError, match="with evidence `shipped`, the run with `practised`"):
        under_model(passes, "", (), "practised")


def test_distances_that_do_not_fit(tmp_path: Path) -> None:
    """One run and one certificate rest on one file."""
    mine, other = (str(tmp_path / name / "assumptions.toml") for name in ("mine", "other"))
    for file in (mine, other):
        Path(file).parent.mkdir()
        assumption_file(Path(file).parent, 16)
    passes = parse_pipeline(f'local-slot-num{{default=2}},remove-barriers{{assumptions="{mine}"}}')
    assert under_model(passes, "", (), assumptions=mine) == passes
    assert chosen_assumption_file(passes) == mine
    assert chosen_assumption_file(passes[:1]) == ""
    with pytest.raises(PtofixError, match=f"with the distances in {re.escape(mine)}, the run in {re.escape(other)}"):
        under_model(passes, "", (), assumptions=other)
    with pytest.raises(PtofixError, match="a certificate rests on one assumption file, and the passes name several"):
        chosen_assumption_file((*passes, *parse_pipeline(f'fold-muls-one{{assumptions="{other}"}}')))


def test_a_pass_may_rest_on_idle_callers_where_the_run_does() -> None:
    body = "pipe_barrier(PIPE_V); TABS(b, a);"
    source = SourceFile("entry.cpp", kernel(body).text.replace("__global__ ", ""))
    passes = parse_pipeline("drop-redundant-barriers")
    assert run_pipeline(source, passes, Settings()).source.text == source.text
    result = run_pipeline(source, passes, Settings(idle_callers=True))
    assert "pipe_barrier" not in result.source.text.replace("removed pipe_barrier", "")
    assert [verification.assumptions for verification in result.verifications] == [("callers.idle",)]
    start = source.text.index("pipe_barrier")
    reckless = Scripted(((start, start + len("pipe_barrier(PIPE_V);"), ""),))
    with pytest.raises(PtofixError, match="what pass `scripted` made is refuted"):
        run_pipeline(source, (reckless,), Settings())


@pytest.mark.parametrize(
    "names", [("remove-barriers",), ("mine", "mine")], ids=["of a built-in pass", "of another package's"]
)
def test_two_passes_of_one_name(names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    found = [EntryPoint(name, "somewhere:Pass", "ptofix.passes") for name in names]
    monkeypatch.setattr(metadata, "entry_points", lambda **_: found)
    with pytest.raises(PtofixError, match=f"two packages provide the pass `{names[0]}`"):
        pass_names()


def test_a_barrier_that_nothing_stands_before() -> None:
    result = run_pipeline(SourceFile("t.cpp", "pipe_barrier(PIPE_V);\n"), parse_pipeline(LINE_1), Settings(strip=True))
    assert result.source.text == ""
    assert result.remarks[0].message.startswith("the file is not rewritten")
    assert run(kernel('asm("nop");')).remarks[0].message.startswith("`kernel` is not rewritten")


LINE_1 = "remove-barrier-lines{lines=1}"


# ---- every rewrite is judged ----


STRICTLY = Settings(model=STRICT)
KERNEL = kernel("TADD(a, b, c); pipe_barrier(PIPE_V); pipe_barrier(PIPE_V); TABS(d, a);")


def cut(what: str, count: int = 1, by: str = "") -> Scripted:
    start = KERNEL.text.index(what)
    return Scripted(((start, start + len(what) * count + count - 1, by),))


@dataclass(frozen=True)
class Reckless(Scripted):
    unchecked: ClassVar[str] = "it is a test"


def test_a_right_rewrite_is_proved() -> None:
    result = run_pipeline(KERNEL, (cut("pipe_barrier(PIPE_V);"), Scripted()), STRICTLY)
    assert [(v.pass_name, v.proved, v.not_judged) for v in result.verifications] == [("scripted", True, ())]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (cut("pipe_barrier(PIPE_V);", 2), "test.cpp:4:1: error: internal error: what pass `scripted` made is refuted"),
        (
            cut("TABS(d, a);", 1, "TABS(d, b);"),
            "test.cpp:4:68: error: internal error: what pass `scripted` made is not",
        ),
        (cut("TABS(d, a);", 1, "TABS(d, a;"), "test.cpp:4:69: error: internal error: what pass `scripted` made is not"),
        (cut("TABS(d, a);", 1, "/*"), "test.cpp:4:1: error: internal error: what pass `scripted` made is not"),
        (cut("#endif", 1, ""), "internal error"),
    ],
)
def test_a_wrong_rewrite_is_refused(item: Scripted, message: str) -> None:
    with pytest.raises(PtofixError) as caught:
        run_pipeline(KERNEL, (item,), STRICTLY)
    assert message in str(caught.value)


def test_what_the_input_leaves_unknown_is_no_error_of_ours() -> None:
    flag = "(PIPE_V, PIPE_MTE3, (event_t) id);"
    source = kernel(
        f"TADD(a, b, c); set_flag{flag} wait_flag{flag} TSTORE(g, a);", parameters="__gm__ float* g, int id"
    )
    start = source.text.index("wait_flag")
    without_wait = Scripted(((start, source.text.index(" TSTORE"), ""),))
    with pytest.raises(PtofixError, match="what pass `scripted` made is not proved, so it is not written: ") as caught:
        run_pipeline(source, (without_wait,), STRICTLY)
    assert "internal error" not in str(caught.value)
    assert fault_of_ours(caught.value)  # but one in a test of a pass of ours: it should not have tried


def test_places_are_of_the_input_not_of_a_text_between() -> None:
    """The first pass drops two lines, so that the second one's text has other numbers."""
    barrier = "pipe_barrier(PIPE_V);"
    source = kernel("\n".join(("TADD(a, b, c);", barrier, barrier, "TABS(d, a);", barrier, "TNEG(e, d);")))
    both = parse_pipeline("drop-redundant-barriers{model=ops},remove-barriers{patterns=none}")
    stripped = Settings(model=STRICT, strip=True)
    assert run_pipeline(source, both, stripped).source.line_count == source.line_count - 1
    start = source.text.replace("pipe_barrier(PIPE_V);\n", "", 1).rindex("pipe_barrier")
    wrong = Scripted(((start, start + len("pipe_barrier(PIPE_V);"), ""),))
    with pytest.raises(PtofixError, match=r"test.cpp:9:1: error: internal error: .* is refuted"):
        run_pipeline(source, (both[0], wrong), Settings(model=STRICT, strip=True))
    right = Scripted(((start, start + 1, "p"),))
    result = run_pipeline(source, (both[0], right), Settings(model=STRICT, strip=True))
    assert [remark.place.line for remark in result.remarks if remark.place and remark.pass_name == "scripted"] == [8]


def test_verification_can_be_switched_off_but_the_text_is_still_read() -> None:
    result = run_pipeline(KERNEL, (cut("pipe_barrier(PIPE_V);", 2),), Settings(verify=False))
    assert [(v.proved, v.not_judged) for v in result.verifications] == [(False, ("--no-verify",))]
    with pytest.raises(PtofixError, match="cannot be read"):
        run_pipeline(KERNEL, (cut("TABS(d, a);", 1, "/*"),), Settings(verify=False))


def test_what_is_unchecked_by_definition_says_so() -> None:
    start = KERNEL.text.index("pipe_barrier")
    result = run_pipeline(KERNEL, (Reckless(((start, start + 43, ""),)),), STRICTLY)
    assert [(v.proved, v.not_judged) for v in result.verifications] == [(False, ("it is a test",))]


@dataclass(frozen=True)
class ScriptedIr(Scripted):
    language: ClassVar[str] = "pto"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("return", "return %x", "internal error: what pass `scripted` made cannot be read"),
        ("@f", "@g", "internal error: what pass `scripted` made is another module"),
    ],
)
def test_a_wrong_rewrite_of_ir_is_refused(old: str, new: str, message: str) -> None:
    source = SourceFile("t.pto", "module {\n  func.func @f() {\n    return\n  }\n}\n")
    assert run_pipeline(source, (ScriptedIr(((0, 6, "module"),)),), STRICTLY).source.text == source.text
    start = source.text.index(old)
    with pytest.raises(PtofixError, match=message):
        run_pipeline(source, (ScriptedIr(((start, start + len(old), new),)),), STRICTLY)


def test_what_the_checker_cannot_read_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> None:
        raise error("it stands elsewhere", Place(SOURCE, Span(0, 1)))

    monkeypatch.setattr(checker, "check_rewrite", unreadable)
    with pytest.raises(PtofixError) as caught:
        run_pipeline(KERNEL, (cut("pipe_barrier(PIPE_V);"),), STRICTLY)
    assert str(caught.value) == (
        "ptofix: error: internal error: what pass `scripted` made cannot be read: it stands elsewhere"
    )


@pytest.mark.parametrize("line", [0, 5])
def test_a_line_that_the_text_has_not(line: int) -> None:
    assert _line(SOURCE, line) is None
