"""The pattern language, choosing patterns, and what the built-in ones say."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.rewriting.patterns.language import built_in_patterns, read_patterns
from ptofix.rewriting.patterns.select import available_patterns, select_patterns
from ptofix.tests.build import decisions, kernel, removed, run, tile
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

V = "pipe_barrier(PIPE_V);"
SET = "set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0);"
SMALL = f"{tile('g', 81920, 8, 8)} {tile('h', 90112, 8, 8)}"  # of one repeat each


def test_the_built_in_patterns() -> None:
    found = {p.names: (p.flags, p.basis, p.subject) for p in built_in_patterns()}
    assert found == {
        ("gu", "trowexpandmul-tadd"): (("stable", "default"), "repeat-distance", "acc"),
        ("softmax-exp-sum", "texp-trowsum"): (("opt-in",), "independent", None),
        ("softmax-sum-add", "trowsum-tadd"): (("opt-in",), "independent", None),
        ("final-div",): (("opt-in",), "internal-drain", None),
    }


def test_choosing() -> None:
    def names(*chosen: str) -> list[str]:
        return [p.name for p in select_patterns(chosen)]

    assert names("all") == ["gu", "softmax-exp-sum", "softmax-sum-add", "final-div"]
    assert names("final-div", "trowexpandmul-tadd", "gu") == ["gu", "final-div"]
    assert names("none") == names("off") == names("disable") == names() == []
    assert names("none", "gu") == ["gu"]
    with pytest.raises(PtofixError, match="unknown pattern `nope`"):
        names("gu", "nope")


def test_a_name_of_two_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text('pattern x { about "x." barrier TABS(_, _) because independent }')
    with pytest.raises(PtofixError, match="`x` is taken twice"):
        available_patterns([str(tmp_path / "a"), str(tmp_path / "b")])


@pytest.mark.parametrize("name", ["none", "all", "off"])
def test_reserved_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_text(f'pattern {name} {{ about "x." barrier TABS(_, _) because independent }}')
    with pytest.raises(PtofixError, match="is taken twice"):
        available_patterns([str(tmp_path / "a")])


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("TABS(_, _) barrier TNEG(_, _) because independent", ""),
        ("barrier TNEG(_, _) because internal-drain", ""),
        ("TABS(a, _) barrier TNEG(_, {a, _}) because repeat-distance of a", ""),
        ("TNEG(_, _) because independent", "needs one barrier"),
        ("TABS(_, _) barrier because independent", "needs one barrier"),
        ("barrier TABS(_, _) TNEG(_, _) because independent", "the barrier must be between the two ops"),
        ("TABS(_, _) TNEG(_, _) barrier because independent", "needs one barrier"),
        ("TEXP(_, _) TABS(_, _) barrier TNEG(_, _) because independent", "needs one barrier"),
        ("TABS(_, _) barrier TNEG(_, _) because luck", "unknown basis `luck`"),
        ("TABS(_, _) barrier TNEG(_, _) because independent of a", "`repeat-distance`, and only it"),
        ("barrier TNEG(a, _) because repeat-distance of a", "`a` must be an operand of both ops"),
        ("TABS(_, _) barrier TNEG(_ _) because independent", "unexpected"),
        ("TABS(_, _) barrier TNEG(_, _)", "unexpected"),
    ],
)
def test_reading(steps: str, message: str) -> None:
    source = SourceFile("p.pat", f'pattern x (opt-in) {{ about "x." {steps} }}  # a comment\n')
    if not message:
        (pattern,) = read_patterns(source)
        assert pattern.after.name == "TNEG"
    else:
        with pytest.raises(PtofixError) as caught:
            read_patterns(source)
        assert message in str(caught.value)
        assert str(caught.value).startswith("p.pat:1:")


def matches(tmp_path: Path, steps: str, body: str) -> list[tuple[str, str, str]]:
    (tmp_path / "p.pat").write_text(f'pattern x {{ about "x." {steps} }}')
    return decisions(
        run(kernel(body), f"remove-barriers{{patterns=x evidence=extrapolated files={tmp_path / 'p.pat'}}}")
    )


GONE = [("passed", "x", "redundant")]


def kept(reason: str) -> list[tuple[str, str, str]]:
    return [("missed", "x", reason)]


@pytest.mark.parametrize(
    ("title", "steps", "body", "expected"),
    [
        ("the same bytes", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); {V} TNEG(c, a);", GONE),
        ("other bytes", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); {V} TNEG(c, d);", kept("not-same-bytes")),
        ("two variables", "TABS(t, u) barrier TNEG(u, t) because repeat-distance of t",
         f"TABS(a, b); {V} TNEG(b, a);", GONE),
        ("two variables, one wrong", "TABS(t, u) barrier TNEG(u, t) because repeat-distance of t",
         f"TABS(a, b); {V} TNEG(c, a);", kept("not-same-bytes")),
        ("fewer operands", "TABS(t, _, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); {V} TNEG(c, a);", kept("operands")),
        ("more operands", "TABS(t) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); {V} TNEG(c, a);", GONE),
        ("an operand that is no tile", "TMULS(_, _, t) barrier TNEG(_, t) because repeat-distance of t",
         f"TMULS(a, b, s); {V} TNEG(c, a);", kept("unknown-address")),
        ("an operand at several addresses", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"if (n > 0) {{ TASSIGN(a, 65536); }} TABS(a, b); {V} TNEG(c, a);", kept("unknown-address")),
        ("a wait before", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"{SET} TABS(a, b); wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); {V} TNEG(c, a);", GONE),
        ("a wait after", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"{SET} TABS(a, b); {V} wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); TNEG(c, a);", GONE),
        ("a wait that nothing sets", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); {V} wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); TNEG(c, a);", kept("endless")),
        ("too short, but flags order the two", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"{SMALL} TABS(g, h); set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0); "
         f"set_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); wait_flag(PIPE_MTE3, PIPE_V, EVENT_ID0); {V} TNEG(h, g);", GONE),
        ("too short", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"{SMALL} TABS(g, h); {V} TNEG(h, g);", kept("too-few-repeats")),
        ("in a branch", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"if (n > 0) {{ TABS(a, b); {V} TNEG(c, a); }}", GONE),
        ("in a loop", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"for (int i = 0; i < n; i += 1) {{ TABS(a, b); {V} TNEG(c, a); {V} }}", GONE),
        ("in an arm of a switch", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"switch (n) {{ case 0: TABS(a, b); {V} TNEG(c, a); break; default: TNEG(d, e); }}", GONE),
        ("a branch in between, the first op above it", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); if (n > 0) {{ {V} TNEG(c, a); }}", GONE),
        ("a branch in between, the second op below it", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"if (n > 0) {{ TABS(a, b); {V} }} TNEG(c, a);", GONE),
        ("paths part to other ops", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); {V} if (n > 0) {{ TEXP(c, a); }} TNEG(c, a);", []),
        ("a loop of nothing", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); for (;;) {{ {V} }}", []),
        ("another op",
         "TABS(t, _) barrier TEXP(_, t) because repeat-distance of t", f"TABS(a, b); {V} TNEG(c, a);", []),
        ("no op in front", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t", f"{V} TNEG(c, a);", []),
        ("a loop's head in between", "TABS(t, _) barrier TNEG(_, t) because repeat-distance of t",
         f"TABS(a, b); while (n > 0) {{ {V} TNEG(c, a); }}", []),
        ("never reached", "barrier TNEG(_, _) because independent",
         f"return; out: {V} TNEG(c, a);", kept("unreached")),
    ],
)  # fmt: skip
def test_matching(tmp_path: Path, title: str, steps: str, body: str, expected: list[tuple[str, str, str]]) -> None:
    assert matches(tmp_path, steps, body) == expected, title


def test_a_barrier_that_both_cores_run_must_be_redundant_on_both() -> None:
    text = f"{tile('a', 0)} {tile('b', 4096)}\nTEXP(a, b);\n{V}\n"
    sums = tile("c", 65536, rows=16, cols=1, layout="ColMajor") + tile("d", 8192) + tile("e", 16384)
    both = SourceFile("t.cpp", f"__global__ void k() {{\n{text}{sums}\nTROWSUM(c, d, e);\n}}\n")
    assert removed(run(both, "remove-barriers{patterns=softmax-exp-sum}")) == [4]
    for other, lines in (("TABS(d, d);", [4]), ("TNOT(d, a);", [])):  # the second needs what TEXP wrote
        behind = f"{sums}\n#ifdef __DAV_CUBE__\n{other}\n#endif\nTROWSUM(c, d, e);"
        one = SourceFile("t.cpp", f"__global__ void k() {{\n{text}{behind}\n}}\n")
        assert removed(run(one, "remove-barriers{patterns=softmax-exp-sum}")) == lines


def test_a_barrier_that_is_never_reached_stays() -> None:
    for body in (f"return; {V} TNEG(c, a);", f"return; out: TABS(a, b); {V} TNEG(c, a);"):
        assert decisions(run(kernel(body), "drop-redundant-barriers")) == [("missed", "PIPE_V", "unreached")]


def test_patterns_do_not_justify_each_other(tmp_path: Path) -> None:
    (tmp_path / "p.pat").write_text(
        'pattern x { about "x." TNOT(_, _) barrier TNEG(_, _) because independent }\n'
        'pattern y { about "y." TNEG(_, _) barrier TEXP(_, _) because independent }\n'
    )
    source = kernel(f"TNOT(a, b); {V} TNEG(c, d); {V} TEXP(e, a);")
    for names, expected in (
        ("x", [("passed", "x", "redundant")]),
        ("y", [("missed", "y", "evidence")]),  # `proven` takes the other one
        ("x,y", [("missed", "y", "evidence"), ("passed", "x", "redundant")]),
    ):
        assert decisions(run(source, f"remove-barriers{{patterns={names} files={tmp_path / 'p.pat'}}}")) == expected


def test_a_removed_barrier_no_longer_counts_for_the_next() -> None:
    body = f"TEXP(a, b); {V} TABS(a, c); {V} TNEG(d, a);"
    first, second = (removed(run(kernel(b), "drop-redundant-barriers{model=ops}")) for b in (
        f"TEXP(a, b);\n{V}\n{V}\nTNEG(d, a);", body))  # fmt: skip
    assert len(first) == 1
    assert second == []
