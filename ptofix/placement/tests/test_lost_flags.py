"""Flags of which sets and waits got lost: their other half is put back, or what they ordered is ordered anew."""

from __future__ import annotations

import pytest

from ptofix.api.chosen_passes import SYNC
from ptofix.placement.tests.kernels import missing, verdict_of
from ptofix.proof.verdict import Proved
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.testing.kernels import kernel_of_seed, shape_of_seed
from ptofix.tests.build import kernel, run, tree
from ptofix.text.source import Edit, SourceFile, apply_edits

MISSING = ",".join(SYNC["missing"])
LOOP = "for (int i = 0; i < n; ++i)"


def flag(name: str, source: str, target: str, event: int = 0) -> str:
    return f"{name}_flag(PIPE_{source}, PIPE_{target}, EVENT_ID{event});"


LOADED = f"{flag('set', 'MTE2', 'V')} {flag('wait', 'MTE2', 'V')}"
FREE, TAKE = flag("set", "V", "MTE2"), flag("wait", "V", "MTE2")

# What is left of `FREE for (…) { TAKE TLOAD(a, gm); … TEXP(b, a); FREE } TAKE`, and what puts it right.
WORK = f"TLOAD(a, gm); {LOADED} TEXP(b, a);"
LEFT_OF_LOOP = {
    "set before the loop": (f"{LOOP} {{ {TAKE} {WORK} {FREE} }} {TAKE}", "balance-flags"),
    "wait after the loop": (f"{FREE} {LOOP} {{ {TAKE} {WORK} {FREE} }}", "balance-flags"),
    "set in the loop": (f"{FREE} {LOOP} {{ {TAKE} {WORK} }} {TAKE}", "balance-flags"),
    "both sets": (f"{LOOP} {{ {TAKE} {WORK} }} {TAKE}", "replace-broken-flags"),
    "set and wait": (f"{FREE} {LOOP} {{ {WORK} }} {TAKE}", "add-missing-orders"),
    "all but a wait": (f"{LOOP} {{ {TAKE} {WORK} }}", "replace-broken-flags"),
}


@pytest.mark.parametrize("name", LEFT_OF_LOOP)
def test_halves_of_one_flag(name: str) -> None:
    body, by = LEFT_OF_LOOP[name]
    result = run_pipeline(kernel(body), parse_pipeline(MISSING), Settings())  # proved, pass by pass
    assert not missing(result.source)
    assert isinstance(verdict_of(result.source), Proved)
    assert by in {remark.pass_name for remark in result.remarks if remark.kind.value == "passed"}


@pytest.mark.parametrize("half", ["set_flag(", "wait_flag("])
@pytest.mark.parametrize("seed", range(8))
def test_every_other_half_of_a_random_kernel(seed: int, half: str) -> None:
    text = kernel_of_seed(seed, shape_of_seed(seed))
    whole = run(SourceFile("k.cpp", text), "resynchronise").source
    lost = [s for s in tree(whole).statements if s.text.startswith(half)][::2]
    broken = SourceFile("k.cpp", apply_edits(whole.text, [Edit(s.span, ";") for s in lost]))
    repaired = run(broken, MISSING).source
    assert isinstance(verdict_of(repaired), Proved)
    assert not missing(repaired)


def test_a_flag_that_is_balanced_stays_as_it_is() -> None:
    again = f"TLOAD(a, gm); {flag('set', 'MTE2', 'V')} {flag('set', 'MTE2', 'V')} {flag('wait', 'MTE2', 'V') * 2}"
    for body in (f"{again} TABS(c, b);", f"TLOAD(a, gm); {LOADED} TEXP(b, a);"):
        assert run(kernel(body), "replace-broken-flags").source.text == kernel(body).text
    order_is_missing = kernel(f"{again} TLOAD(c, gm); TEXP(b, c);")
    assert run(order_is_missing, "replace-broken-flags").source.text != order_is_missing.text


@pytest.mark.parametrize("more", ["unknown_op(a);", "set_flag(PIPE_V, PIPE_MTE3, n); wait_flag(PIPE_V, PIPE_MTE3, n);"])
def test_what_is_not_understood_is_left_alone(more: str) -> None:
    text = kernel(f"{TAKE} TLOAD(a, gm); {LOADED} TEXP(b, a); {more}")
    result = run(text, "replace-broken-flags")
    assert result.source.text == text.text


def test_a_wait_after_a_set_that_can_move_is_all_that_got_lost() -> None:
    """After the wait the flag is never up twice: there is nothing more to put back."""
    flag = "(PIPE_V, PIPE_MTE2, EVENT_ID1);"
    body = f"set_flag{flag} if (n > 1) {{ set_flag{flag} TLOAD(a, gm); }} wait_flag{flag}"
    result = run(kernel(body), "balance-flags", strip=True)
    assert result.source.text == kernel(body.replace("TLOAD", f"wait_flag{flag} TLOAD")).text


def test_a_flag_that_nobody_counts_is_made_anew() -> None:
    """Raised in every round and never awaited there, it orders whatever the wait after the loop takes."""
    body = f"{LOOP} {{ TLOAD(a, gm); {SET} TABS(c, d); }} {WAIT} TEXP(b, a);"
    assert run(kernel(body), "balance-flags").source.text == kernel(body).text
    result = run_pipeline(kernel(body), parse_pipeline(MISSING), Settings())
    assert isinstance(verdict_of(result.source), Proved)
    assert "replace-broken-flags" in {remark.pass_name for remark in result.remarks if remark.kind.value == "passed"}


def test_flags_in_turn_go_together() -> None:
    turns = "(event_t) (i % 2)"
    body = (
        f"for (int i = 0; i < n; i += 1) {{ wait_flag(PIPE_V, PIPE_MTE2, {turns}); TASSIGN(a, (i % 2) * 4096); "
        f"{WORK} set_flag(PIPE_V, PIPE_MTE2, {turns}); }} {TAKE} {flag('wait', 'V', 'MTE2', 1)}"
    )
    result = run_pipeline(kernel(body), parse_pipeline(MISSING), Settings())
    assert isinstance(verdict_of(result.source), Proved)


def test_a_flag_of_a_pipe_that_is_not_there_goes() -> None:
    """What the assembler puts in for a fill of L1, which it takes for work of V."""
    fill = flag("set", "V", "MTE1") + flag("wait", "V", "MTE1")
    text = f"__global__ AICORE void k(__gm__ float* gm) {{\n#if defined(__DAV_CUBE__)\n{fill}\n#endif\n}}\n"
    made = run(SourceFile("k.cpp", text), "replace-broken-flags", strip=True).source.text
    assert "flag" not in made


SET, WAIT = flag("set", "MTE2", "V"), flag("wait", "MTE2", "V")

# What lacks one statement (@), and where that is put back: as early as orders the most for a set, as late for a wait.
WHERE = {
    f"@{FREE} {LOOP} {{ {TAKE} {WORK} {FREE} }} {TAKE}": "set before a loop",
    f"{FREE} {LOOP} {{ {TAKE} {WORK} {FREE} }} @{TAKE}": "wait after a loop",
    f"{FREE} {LOOP} {{ {TAKE} {WORK} @{FREE} }} {TAKE}": "set in a loop",
    f"TLOAD(a, gm); {SET} TABS(c, d); @{WAIT} TEXP(b, a); TNEG(e, b);": "wait",
    f"TLOAD(a, gm); @{SET} TLOAD(c, gm); TABS(e, d); {WAIT} TEXP(b, a);": "set",
    f"TLOAD(c, gm); TLOAD(a, gm); @{SET} TLOAD(d, gm); TABS(e, f); {WAIT} TEXP(b, a);": "set between loads",
    f"if (n > 1) {{ TLOAD(a, gm); }} @{SET} TABS(c, d); {WAIT} TEXP(b, a);": "set after a branch",
    f"TLOAD(a, gm); {SET} if (n > 1) {{ TABS(c, d); }} @{WAIT} TEXP(b, a);": "wait after a branch",
    f"TLOAD(a, gm); {SET} @{WAIT} {LOOP} {{ TEXP(b, a); }}": "wait before a loop",
    f"{LOOP} {{ TLOAD(a, gm); }} @{SET} {WAIT} TEXP(b, a);": "set after a loop",
}


@pytest.mark.parametrize("body", WHERE, ids=WHERE.values())
def test_where_it_is_put_back(body: str) -> None:
    before, _, behind = body.partition("@")
    lost = behind.partition(";")[0] + ";"
    result = run(kernel(before + behind.removeprefix(lost)), "balance-flags", strip=True)
    assert result.source.text.split() == kernel(body.replace("@", "")).text.split()
    assert [remark.message for remark in result.remarks] == [f"added {lost.rstrip(';')}"]


@pytest.mark.parametrize(
    "body",
    [
        f"TLOAD(a, gm); if (n > 1) {{ {SET} }} TEXP(b, a);",
        f"{LOOP} {{ {TAKE} {WORK} }}",
        "set_flag(PIPE_MTE1, PIPE_M, EVENT_ID0);",
    ],
)
def test_what_no_few_statements_balance_stays(body: str) -> None:
    result = run(kernel(body), "balance-flags", strip=True)
    assert result.source.text == kernel(body).text
    assert [remark.reason for remark in result.remarks] == ["unplaceable"]


def test_each_function_has_its_own_flags() -> None:
    one, two = (kernel(f"TLOAD(a, gm); {SET} {wait} TEXP(b, a);").text for wait in ("", WAIT))
    text = two.replace("kernel(", "first(") + one + two.replace("kernel(", "last(")
    made = run(SourceFile("k.cpp", text), "balance-flags", strip=True).source.text
    assert made.split() == (two.replace("kernel(", "first(") + two + two.replace("kernel(", "last(")).split()
