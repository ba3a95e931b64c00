"""Nothing but synchronisation statements of a block may differ: all else is no proof, wherever it is."""

from __future__ import annotations

import re
from random import Random

import pytest

from ptofix.proof.check import check, check_rewrite
from ptofix.proof.product import Parsed
from ptofix.proof.tests.kernels import corpus, kernel
from ptofix.proof.tokens import logical_lines, tokens
from ptofix.proof.verdict import Proved, Refuted, Undecided
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

SYNC = re.compile(r"\b(?:pipe_barrier|set_flag|wait_flag)\b[\w\s(),]*;")


def changed(source: SourceFile, old: str, new: str) -> SourceFile:
    assert source.text.count(old) >= 1
    return SourceFile("after.cpp", source.text.replace(old, new, 1))


@pytest.mark.parametrize("name", ["g_gu_loop", "k_legacy_local_slot_pipe"])
def test_no_other_token_may_change(name: str) -> None:
    """A token, dropped, doubled, replaced, or swapped with the next; a change of synchronisation is never proved."""
    source, random = corpus(name), Random(name)
    known = Parsed.of(source)
    every = [token for line in logical_lines(source.text) for token in tokens(line)]
    part = random.sample(range(len(every) - 1), 150)
    rest = "".join(SYNC.sub("", source.text).split())
    for i in part:
        first, second = every[i], every[i + 1]
        other = random.choice(every).text
        head, text, tail = source.text[: first.start], first.text, source.text[first.end :]
        swapped = f"{head}{second.text}{source.text[first.end : second.start]}{text}{source.text[second.end :]}"
        for mutant in (f"{head} {tail}", f"{head}{text} {text}{tail}", f"{head} {other} {tail}", swapped):
            same = "".join(SYNC.sub("", mutant).split()) == rest
            found = check_rewrite(source, SourceFile("after.cpp", mutant), "ops", frozenset(), (), known)
            assert same or not isinstance(found, Proved), (text, other, second.text)


BODY = """
TADD(b, a, a);
{}
TMUL(c, b, b);
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if (n < m)\nbar\n", "if (n < m)\n"),
        ("if (n < m) {\n} else\nbar\n", "if (n < m) {\n} else\n"),
        ("for (int32_t i = 0; i < n; i += 1)\nbar\n", "for (int32_t i = 0; i < n; i += 1)\n"),
        ("do\nbar\nwhile (n < m);", "do\nwhile (n < m);"),
        ("switch (n) {\ncase 0:\nbar\n}", "switch (n) {\ncase 0:\n}"),
        ("switch (n) {\ndefault:\nbar\nbar\n}", "switch (n) {\ndefault:\n}"),
        ("goto end;\nend:\nbar\nint32_t z = n;", "goto end;\nend:\nint32_t z = n;"),
    ],
    ids=["if", "else", "for", "do", "case", "default", "declaration"],
)
def test_a_barrier_that_is_no_statement_of_a_block_stays(before: str, after: str) -> None:
    """The order is kept by the barriers around: only its place in the text is wrong."""
    x, y = (kernel(BODY.format(f"bar\n{text}\nbar")) for text in (before, after))
    for first, second in ((x, y), (y, x)):
        assert isinstance(check(first, second, "ops"), Undecided)


def test_a_barrier_after_a_label_may_go_if_a_statement_follows() -> None:
    text = "bar\nswitch (n) {{\ncase 0:\n{}TADD(d, a, a);\nbreak;\ndefault:\nTADD(d, a, a);\n}}\nbar"
    x, y = (kernel(BODY.format(text.format(barrier))) for barrier in ("bar\n", ""))
    assert isinstance(check(x, y, "ops"), Proved)
    assert isinstance(check(y, x, "ops"), Proved)


def test_a_function_that_is_not_analysed_must_not_change() -> None:
    outside = (
        "__global__ AICORE void other(__gm__ float* p) {\n  auto f = [&]() { return 1; };\n  pipe_barrier(PIPE_V);\n}\n"
    )
    main = kernel(BODY.format("bar\nbar"))
    before = SourceFile("before.cpp", f"{main.text}{outside}")
    proved = check(before, changed(before, "  pipe_barrier(PIPE_V);\n  pipe", "  pipe"), "ops")  # the first of two
    assert isinstance(proved, Proved)
    assert [what.split(" is ")[0] for what in proved.not_judged] == ["`other`"]
    for old, new in (("return 1", "return 2"), ("1; };\n  pipe_barrier(PIPE_V);", "1; };")):
        assert isinstance(check(before, changed(before, old, new), "ops"), Undecided)


def test_nothing_to_prove_is_not_a_proof() -> None:
    for text in ("", "// nothing\n", "int x;\n", "void f() {\n}\n", "// a __global__ function\nvoid f() {\n}\n"):
        with pytest.raises(PtofixError, match="nothing to prove"):
            check(SourceFile("a.cpp", text), SourceFile("a.cpp", text))
    ir = SourceFile("a.pto", "module {\n}\n")
    with pytest.raises(PtofixError, match="PTO IR"):
        check(ir, ir)


def test_synchronisation_where_no_path_leads_is_not_judged() -> None:
    body = "TADD(b, a, a);\nbar\nTMUL(c, b, b);\nreturn;\n{}"
    found = check(kernel(body.format("bar")), kernel(body.format("")))
    assert isinstance(found, Undecided)


def test_places_of_what_is_added_and_removed() -> None:
    """A refutation names lines of `after`, which somebody edited last; what only `before` has is named there."""
    before = kernel(BODY.format("bar"))
    after = changed(
        before, "  pipe_barrier(PIPE_V);\n", "  // one\n  // two\n  set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);\n"
    )
    found = check(before, after, "ops")
    assert isinstance(found, Refuted)
    line = {text.strip(): i for i, text in enumerate(before.text.split("\n"), 1)}
    barrier = line["pipe_barrier(PIPE_V);"]
    (lost,) = (w for w in found.witnesses if w.obligations)
    assert lost.path == (line["TADD(b, a, a);"], barrier, barrier + 2, line["TMUL(c, b, b);"] + 2)
    assert lost.obligations[0].earlier.line == line["TADD(b, a, a);"]
