"""The passes over every kernel: what they claim is all they change, and twice is the same as once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.rewriting.job import RemarkKind
from ptofix.tests.build import kernel, kernel_files, kernel_source, removed, run
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

INSERT_SYNC = [
    path for path in kernel_files("*insert-sync.cpp") if not path.name.startswith(("fa_q128", "fa_q1024_s512"))
]
BARRIER = re.compile(r"pipe_barrier\(PIPE_V\);")


@pytest.mark.parametrize("path", INSERT_SYNC, ids=lambda p: p.name)
def test_only_barriers_go_and_lines_keep_their_numbers(path: Path) -> None:
    source = kernel_source(path.stem)
    result = run(source, "remove-barriers{patterns=all},drop-redundant-barriers")
    before, after = source.text.split("\n"), result.source.text.split("\n")
    assert len(before) == len(after)
    changed = [i + 1 for i, (old, new) in enumerate(zip(before, after)) if old != new]
    assert changed == sorted(removed(result))
    for line in changed:
        assert BARRIER.fullmatch(before[line - 1].strip())
        assert after[line - 1].strip().startswith("/* ptofix: removed pipe_barrier(PIPE_V): ")


@pytest.mark.parametrize("strip", [False, True])
@pytest.mark.parametrize("path", INSERT_SYNC[::3], ids=lambda p: p.name)
def test_twice_is_the_same_as_once(path: Path, strip: bool) -> None:
    pipeline = "fold-muls-one,remove-barriers{patterns=all},drop-redundant-barriers,local-slot-num{default=2}"
    once = run(kernel_source(path.stem), pipeline, strip).source
    twice = run(once, pipeline, strip)
    assert twice.source.text == once.text
    assert removed(twice) == []


@pytest.mark.parametrize("path", INSERT_SYNC[::5], ids=lambda p: p.name)
def test_strip_and_comment_differ_by_the_comments_only(path: Path) -> None:
    source = kernel_source(path.stem)
    comments, stripped = (run(source, "drop-redundant-barriers", strip).source.text for strip in (False, True))
    assert re.sub(r"(?m)^ */\* ptofix: removed .* \*/\n", "", comments) == stripped


@pytest.mark.parametrize("model", ["ops", "strict", "default"])
def test_a_stronger_model_removes_no_less(model: str) -> None:
    counts = {
        name: len(removed(run(kernel_source("fa_q1024_s256_p3.v0.45.insert-sync"),
                              f"drop-redundant-barriers{{model={name}}}")))
        for name in {"strict", model}
    }  # fmt: skip
    assert counts["strict"] <= counts[model] or model == "ops"


def test_every_decision_has_a_reason_and_a_place() -> None:
    result = run(
        kernel_source("h_final_div_pair.v0.45.insert-sync"), "remove-barriers{patterns=all},drop-redundant-barriers"
    )
    for remark in result.remarks:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", remark.reason)
        assert remark.place is not None
        assert (remark.number > 0) == (remark.kind is RemarkKind.PASSED)


def test_every_use_of_a_pipe_changes() -> None:
    for path in kernel_files("[kl]*.cpp") + kernel_files("fa_q128*insert-sync.cpp"):
        source = kernel_source(path.stem)
        text = run(source, "local-slot-num{default=2}").source.text
        assert re.sub(r"(TPipe<\d+, \S+, \d+, 8,) 8,", r"\1 2,", source.text) == text


@pytest.mark.parametrize("where", ["a;\nb;", "a; // x\n", "/* x */ a;", "a; b;", "\ta;\t\r\nb;", "a;"])
def test_a_stripped_barrier_leaves_the_rest_alone(where: str) -> None:
    text = where.replace("a;", "pipe_barrier(PIPE_V);")
    source = SourceFile("t.cpp", f"void f() {{\n{text}\n}}\n")
    left = run(source, "remove-barrier-lines{lines=2}", strip=True).source.text
    assert "pipe_barrier" not in left
    assert [w for w in ("// x", "/* x */", "b;") if w in where] == [w for w in ("// x", "/* x */", "b;") if w in left]
    kept = run(source, "remove-barrier-lines{lines=2}").source.text
    assert len(kept.splitlines()) == len(source.text.splitlines())


def test_only_the_barriers_on_lines_that_are_named() -> None:
    source = kernel_source("fa_q1024_s256_p3.v0.45.insert-sync")
    every = set(removed(run(source, "drop-redundant-barriers{evidence=extrapolated}")))
    kept = min(remark.place.line for remark in run(source, "drop-redundant-barriers{evidence=extrapolated}").remarks
               if remark.kind is RemarkKind.MISSED and remark.place is not None)  # fmt: skip
    lines = (max(every), kept, min(every))
    result = run(source, f"drop-redundant-barriers{{lines={','.join(map(str, lines))} evidence=extrapolated}}")
    assert sorted(removed(result)) == [min(every), max(every)]
    assert [r.place.line for r in result.remarks if r.kind is RemarkKind.MISSED and r.place] == [kept]


def test_a_line_of_a_function_that_is_not_analysed() -> None:
    source = kernel('pipe_barrier(PIPE_V);\nasm("nop");')
    result = run(source, "drop-redundant-barriers{lines=4}")
    assert result.source.text == source.text
    assert [r.reason for r in result.remarks if r.kind is RemarkKind.MISSED] == ["outside"]


@pytest.mark.parametrize(
    ("options", "body", "assumed"),
    [
        ("evidence=extrapolated", "TABS(a, b); pipe_barrier(PIPE_V); TNEG(c, d);", ()),
        ("evidence=extrapolated", "TABS(a, b); pipe_barrier(PIPE_V); TNEG(c, a);", ("hw.repeat-distance",)),
        ("model=strict", "set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0); TABS(a, b); set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); "
         "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); "
         "wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); pipe_barrier(PIPE_V); TNEG(c, a);", ("hw.flag-key",)),
    ],
)  # fmt: skip
def test_what_a_removal_rests_on(options: str, body: str, assumed: tuple[str, ...]) -> None:
    (remark,) = run(kernel(body), f"drop-redundant-barriers{{{options}}}").remarks
    assert (remark.reason, remark.assumptions) == ("redundant", assumed)


def test_barriers_of_a_pipe_that_are_not_tried() -> None:
    with pytest.raises(PtofixError, match="barriers of pipe `S` cannot be tried"):
        run(kernel("pipe_barrier(PIPE_S);"), "drop-redundant-barriers{pipes=S}")


@pytest.mark.parametrize("options", ["lines=3", "lines=99", "lines=x", "lines=4 pipes=M", "lines=4 pipes=V,M"])
def test_lines_that_cannot_be_tried(options: str) -> None:
    with pytest.raises(PtofixError, match=r"has no `pipe_barrier|is not a line of|exclude each other"):
        run(kernel("pipe_barrier(PIPE_V);"), f"drop-redundant-barriers{{{options}}}")
