"""`check` and `verify --absolute` say the same of one text, in the same words, and the two procedures agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.api.basis import Basis, basis
from ptofix.api.verifying import judge_alone
from ptofix.commands.cli import main
from ptofix.headers.versions import assumed_headers
from ptofix.proof.verdict import Proved
from ptofix.report.verdict import VerdictBasis, order_verdict
from ptofix.rules.checking import check
from ptofix.testing.corpus import CPP
from ptofix.testing.mutate import mutants
from ptofix.text.source import SourceFile, read_source

_FILES = ["i_loop_carried", "n_address_reuse", "p_gu_in_branches", "s_rotating_slots", "m_cube_double_buffer"]
_ASKED = [
    basis("", None, (), "", "", ""),
    basis("strict", None, (), "", "", ""),
    basis("ops", None, (), "", "", ""),
    basis("", None, ("hw.flag-key",), "", "", ""),
    basis("", None, ("callers.idle",), "", "", ""),
    basis("", None, (), "shipped", "", ""),
]
_OF_OTHER_RULES = re.compile(r"PF(30[67]|310|4\d\d|505)")
"""What is wrong and is no order on chip: `verify --absolute` does not judge it."""


def _texts() -> list[tuple[str, SourceFile, Basis]]:
    """A few mutants of each kernel: the seventh of all, and so on, each with other options."""
    found = []
    for name in _FILES:
        path = CPP / f"{name}.v0.45.insert-sync.cpp"
        made = mutants(read_source(str(path)))
        for number, mutant in enumerate(made[:: max(1, len(made) // 12)]):
            source = SourceFile(f"{name}-{mutant.kind}-{mutant.line}-{number}.cpp", mutant.text)
            found.append((source.name, source, _ASKED[number % len(_ASKED)]))
    return found


@pytest.mark.parametrize(("source", "asked"), [text[1:] for text in _texts()], ids=[text[0] for text in _texts()])
def test_one_verdict_on_a_mutant(source: SourceFile, asked: Basis) -> None:
    checked = check(source, asked.memory_model)
    judged = judge_alone(source, None, asked, assumed_headers())
    assert judged.found is not None
    assert judged.found.words == checked.verdict.words
    if checked.verdict.in_order:
        assert isinstance(judged.verdict, Proved)
    if isinstance(judged.verdict, Proved):
        assert not checked.verdict.missing
        rest = [one for one in checked.findings if one.severity.value != "note" and not one.missing]
        assert all(_OF_OTHER_RULES.match(one.code) for one in rest)
    own = order_verdict(judged.verdict, VerdictBasis(judged.evidence, judged.model.measured, judged.accepted))
    assert set(own.missing) <= set(checked.verdict.missing)


def _last_lines(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[list[int], set[str]]:
    codes, lines = [], set()
    for verb in (["check"], ["verify", "--absolute"]):
        codes.append(main([*verb, *options, str(path)]))
        lines.add(capsys.readouterr().out.rstrip("\n").rpartition("\n")[2])
    return codes, lines


_KERNEL = """\
__global__ AICORE void kernel(__gm__ float* g, int n) {{
#if defined(__DAV_VEC__)
{}
#endif
}}
"""


@pytest.mark.parametrize(
    ("body", "codes", "words"),
    [
        ("set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);", [1, 1], "1 error"),
        ("if (n) {\nset_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);\n}", [0, 1], "undecided: 1"),  # on some path only
        ("if (n) {\nwait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);\n}", [1, 1], "1 error"),
        ("pipe_barrier(PIPE_M);", [1, 1], "1 error"),  # no such pipe there: not an order, which is proved
        ("pipe_barrier(PIPE_V);", [0, 0], "in order"),
    ],
)
def test_the_verdict_lines(
    body: str, codes: list[int], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kernel.cpp"
    path.write_text(_KERNEL.format(body), encoding="utf-8")
    found, lines = _last_lines(path, capsys)
    assert found == codes
    assert lines == {f"{path}: verdict: {words} (model default, evidence practised)"}


def test_a_function_that_is_not_analysed_is_undecided_for_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.cpp"
    path.write_text("AICORE void f(int n) {\n  throw n;\n}\n", encoding="utf-8")
    codes, lines = _last_lines(path, capsys)
    assert codes == [0, 1]
    assert lines == {f"{path}: verdict: undecided: 1 (model default, evidence practised)"}


@pytest.mark.parametrize("verb", [["check"], ["verify", "--absolute"]])
def test_nothing_on_chip_is_unusable_input_for_both(verb: list[str], tmp_path: Path) -> None:
    path = tmp_path / "empty.cpp"
    path.write_text("__global__ AICORE void kernel(__gm__ float* g) {\n  return;\n}\n", encoding="utf-8")
    assert main([*verb, str(path)]) == 2


def test_a_comment_allows_nothing_for_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "allowed.cpp"
    body = "set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);  // ptofix: allow PF301 -- the caller awaits it"
    path.write_text(_KERNEL.format(body), encoding="utf-8")
    codes, lines = _last_lines(path, capsys)
    assert codes == [0, 1]
    assert {line.partition("verdict: ")[2].partition(" (")[0] for line in lines} == {
        "in order, but for 1 finding allowed, known or switched off",
        "1 error",
    }
