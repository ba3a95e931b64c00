"""Where `minimal-barriers` puts a barrier: beside a statement of a block, or nowhere."""

from __future__ import annotations

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.order.fewest_barriers import Placement
from ptofix.order.model import MODELS, ProgramOrder
from ptofix.program.program import TileOp
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved
from ptofix.rewriting.job import RemarkKind
from ptofix.tests.build import decisions, kernel, kernel_source, programs, removed, run
from ptofix.text.source import SourceFile

ADDED = "pipe_barrier(PIPE_V); /* ptofix: added */"
ADD, USE = "TADD(c, a, b);", "TMUL(d, c, a);"
EMPTY = "for (int j = 0; j < n; ++j) { }"
ONCE = f"for (int j = 0; j < n; ++j) {{ {USE} break; }}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{ADD} {USE}", f"{ADD} {ADDED} {USE}"),
        (f"{ADD}{USE}", f"{ADD}{ADDED} {USE}"),
        (f"{ADD}{USE}TADD(e, d, a);", f"{ADD}{ADDED} {USE}{ADDED} TADD(e, d, a);"),
        (f"{ADD} for (int i = 0; i < n; ++i) {{ {USE} }}", f"{ADD} for (int i = 0; i < n; ++i) {{ {ADDED} {USE}"),
        (f"{ADD} switch (n) {{ case 1: {USE} break; }}", f"case 1: {ADDED} {USE} break;"),
        (f"{ADD} again: {USE}", f"again: {ADDED} {USE}"),
        (f"if (n > 1) {{ {ADD} }} return {USE}", f"{{ {ADD} {ADDED} }} return {USE}"),
        (f"{ADD} {EMPTY} {ONCE}", f"{ADD} {ADDED} {EMPTY} {ONCE}"),
        (f"if (n > 1) {{ {ADD} }} else {{ TADD(c, b, a); }} {ONCE}", f"{{ {ADDED} {USE} break;"),
        (f"{ADD} for (int i = 0; i < 3; ++i) {{ pipe_barrier(PIPE_MTE3); }} {ONCE}", f"{{ {ADDED} {USE} break;"),
    ],
)
def test_beside_a_statement(body: str, expected: str) -> None:
    source = kernel(body)
    after = run(source, "minimal-barriers{model=strict}").source
    assert expected in after.text
    assert isinstance(check(source, after, "strict", MODELS["strict"].assumed), Proved)


@pytest.mark.parametrize(
    "body",
    [
        f"{ADD} if (more(n)) {{ n = 1; }}",  # a call inside an expression is outside of the language
        f"{ADD} if (n > 1) {{ n = 1; }} else if (more(n)) {{ n = 2; }}",
        f"{ADD} switch (more(n)) {{ case 1: n = 1; break; }}",
        f"{ADD} while (more(n)) {{ n = 1; }}",
        f"{ADD} do {{ n = 1; }} while (more(n));",
        "LOOP(n) { n = 1; } if (more(n)) { n = 2; }",  # inside a block that is not understood it may never run
    ],
)
def test_nowhere(body: str) -> None:
    source = kernel(body)
    result = run(source, "minimal-barriers{model=strict}")
    assert result.source.text == source.text
    assert [remark.kind for remark in result.remarks] == [RemarkKind.ANALYSIS]


def test_never_between_two_ops_of_one_statement() -> None:
    [found] = programs(kernel(f"{ADD} {USE}"))
    first, second = (i for i in found.instructions if isinstance(i.action, TileOp) and i.action.call.name != "TASSIGN")
    second.statement = first.statement
    assert not Placement(ProgramOrder(found, MODELS["strict"]).on(Pipe.V)).solve()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{ADD} pipe_barrier(PIPE_V); if (n > 1) {{ {USE} }}", f"if (n > 1) {{ {ADDED} {USE} }}"),
        (f"{ADD} {ONCE.replace(USE, 'pipe_barrier(PIPE_V); ' + USE)}", f"{ADD} {ADDED} for"),
    ],
)
def test_not_where_it_runs_more_often(body: str, expected: str) -> None:
    after = run(kernel(body), "minimal-barriers{model=strict}", strip=True).source
    assert expected in after.text
    assert after.text.count("pipe_barrier") == 1


def test_a_pair_that_no_barrier_can_order(monkeypatch: pytest.MonkeyPatch) -> None:
    source = kernel(f"{ADD} {USE} /* nowhere */")
    monkeypatch.setattr(Placement, "may_stand", lambda *_, **__: False)
    result = run(source, "minimal-barriers{model=strict}")
    assert decisions(result) == [("analysis", "PIPE_V", "unplaceable")]
    assert result.source.text == source.text


def test_what_its_removals_rest_on() -> None:
    for body, model, assumed in (
        (f"{ADD} pipe_barrier(PIPE_V); TMUL(d, e, f);", "default", ()),
        (f"{ADD} pipe_barrier(PIPE_V); {USE}", "default evidence=extrapolated", ("hw.repeat-distance",)),
    ):
        (remark,) = run(kernel(body), f"minimal-barriers{{model={model}}}").remarks
        assert (remark.reason, remark.assumptions) == ("minimal", assumed)


def test_what_it_made_stays() -> None:
    """The barrier that it put before a loop is found there again."""
    once = run(kernel_source("h_final_div_pair.v0.45.insert-sync"), "minimal-barriers{model=ops}").source
    assert ADDED in once.text
    assert removed(run(once, "minimal-barriers{model=ops}")) == []


def test_once_for_both_cores() -> None:
    """Code outside of the core sections is in the programs of both."""
    text = kernel(f"{ADD} {USE}").text.replace("#if defined(__DAV_VEC__)\n", "").replace("#endif\n", "")
    assert run(SourceFile("both.cpp", text), "minimal-barriers{model=strict}").source.text.count(ADDED) == 1


def test_code_after_a_return_gets_no_barrier() -> None:
    source = kernel(f"{ADD} return; {ADD} {USE}")
    assert run(source, "minimal-barriers{model=strict}").source.text == source.text


CONSUMERS = "if (n == 2) { TADD(e, a, a); } if (n == 3) { TADD(f, a, a); }"
BRANCHES = {
    "two consumers in branches": "{0} TADD(a, b, c); {1} {2}",
    "two producers in branches": "if (n == 1) {{ {0} TADD(a, b, c); }} {1} {2}",
}


@pytest.mark.parametrize("body", BRANCHES.values(), ids=BRANCHES)
def test_never_more_barriers_than_there_were(body: str) -> None:
    """Before each consumer it would take more than the one that is after the producers."""
    before = kernel(body.format("", "pipe_barrier(PIPE_V);", CONSUMERS))
    result = run(before, "minimal-barriers{model=strict}")
    assert result.source.text == before.text
    assert decisions(result) == [("missed", "PIPE_V", "needed")]


@pytest.mark.parametrize("body", BRANCHES.values(), ids=BRANCHES)
def test_more_only_for_a_missing_order_which_is_named(body: str) -> None:
    before = kernel(body.format("TADD(d, b, c); TADD(d, d, d);", "pipe_barrier(PIPE_V);", CONSUMERS))
    result = run(before, "minimal-barriers{model=strict}")
    assert result.source.text.count("pipe_barrier(PIPE_V);") == 2
    assert decisions(result)[0] == ("analysis", "PIPE_V", "missing")
    assert "has a missing order: RAW on UB[12288, 16384) (d)" in result.remarks[0].message
    assert isinstance(check(before, result.source, "strict"), Proved)


def test_what_stands_and_is_not_needed_goes() -> None:
    body = BRANCHES["two consumers in branches"].format("", "pipe_barrier(PIPE_V); pipe_barrier(PIPE_V);", CONSUMERS)
    after = run(kernel(body), "minimal-barriers{model=strict}", strip=True).source
    assert after.text.count("pipe_barrier(PIPE_V);") == 1
