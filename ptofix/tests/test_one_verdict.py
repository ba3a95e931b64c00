"""`verify`, `check`, `explain` and `simulate` say the same of one text, in the same words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ptofix.commands.cli import main

CORPUS = Path(__file__).parents[2] / "kernels" / "corpus" / "cpp"
BARRIER = "pipe_barrier(PIPE_V);"
ARGUMENTS = "".join(f'[v{n}]\nshape = ["n"]\nfill = "normal"\n' for n in (1, 2, 3))
ROUNDS = "[v4]\nvalue = 3\n"

# A kernel, the number of the barrier that somebody takes out of it by hand, and what all verbs say then.
TAKEN_OUT = [
    ("e_exp_rowsum_independent.v0.45.insert-sync.cpp", (), "missing under evidence practised: 1 order, accepted with "),
    ("e_exp_rowsum_independent.v0.45.insert-sync.cpp", ("--evidence", "extrapolated"), "in order"),
    ("e_exp_rowsum_independent.v0.45.insert-sync.cpp", ("--model", "strict"), "missing under model strict: 1 order"),
    ("a2_raw_chain_small.v0.45.insert-sync.cpp", (), "missing: 1 order"),
    ("g_gu_loop.v0.45.insert-sync.cpp", (), "in order"),
    ("g_gu_loop.v0.45.insert-sync.cpp", ("--no-assume", "hw.repeat-distance"), "missing under `--no-assume hw."),
]


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, list[str]]:
    """The verdict without its basis, and the states of the single orders."""
    main(arguments)
    *lines, last = capsys.readouterr().out.splitlines()
    found = re.fullmatch(r"\S+: verdict: (.*) \((?:in this run, )?model [^()]*\)", last)
    assert found is not None, last
    return found[1], re.findall(r"missing under [^(]*\((?:[^()]|\(.*?\))*\)", "\n".join(lines))


@pytest.mark.parametrize(("name", "options", "words"), TAKEN_OUT)
def test_all_verbs_say_the_same(
    name: str, options: tuple[str, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (CORPUS / name).read_text()
    before, broken, given = tmp_path / "before.cpp", tmp_path / "broken.cpp", tmp_path / "arguments.toml"
    head, rest = whole.rsplit(BARRIER, 1)
    line = head.count("\n") + 1
    before.write_text(whole)
    broken.write_text(f"{head}/* by hand */{rest}")
    given.write_text(ARGUMENTS + (ROUNDS if "g_gu_loop" in name else ""))
    after = next(n for n, text in enumerate(broken.read_text().splitlines(), 1) if n > line and "(" in text)
    asked = (
        ("verify", str(before), str(broken)),
        ("verify", "--absolute", str(broken)),
        ("check", str(broken)),
        ("explain", f"{broken}:{after}"),
        ("simulate", str(broken), "--arguments", str(given), "--set", "n=65536"),
    )
    found = [_said(capsys, *verb, *options) for verb in asked]
    assert all(verdict.startswith(words) for verdict, _ in found), found
    # Against another text only what that one orders is judged, and not what neither does.
    assert len({verdict for verdict, _ in found[1:4]}) == 1
    states = [set(states) for _, states in found[1:4]]
    assert states[0] == states[1] == states[2]


def test_places_are_those_of_the_text_that_was_edited_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (CORPUS / "a2_raw_chain_small.v0.45.insert-sync.cpp").read_text()
    before, broken = tmp_path / "before.cpp", tmp_path / "broken.cpp"
    before.write_text(whole)
    head, rest = whole.split(f"  {BARRIER}\n", 1)
    broken.write_text(f"// mine\n// and another line\n{head}{rest}")
    assert main(["verify", str(before), str(broken)]) == 1
    said = capsys.readouterr().out
    line = head.count("\n") + 3
    assert f"{broken}:{line}:3: error: missing: " in said
    assert str(before) not in said


def test_a_flag_that_is_set_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether flags count is not known: no verb takes it for granted."""
    text = (CORPUS / "a2_raw_chain_small.v0.45.insert-sync.cpp").read_text()
    flag = re.escape("(PIPE_V, PIPE_MTE3, EVENT_ID0);")
    twice, given = tmp_path / "twice.cpp", tmp_path / "arguments.toml"
    twice.write_text(re.sub(rf"((?:set|wait)_flag{flag})", r"\1 \1", text))
    assert twice.read_text() != text
    given.write_text(ARGUMENTS)
    asked = (
        ("verify", "--absolute", str(twice)),
        ("check", str(twice)),
        ("simulate", str(twice), "--arguments", str(given), "--set", "n=65536"),
    )
    for verb in asked:
        code = main(verb)
        said = capsys.readouterr().out
        assert code == (verb[0] == "verify"), said
        assert re.search(r"undecided: .* set while it is still|decided: flag .* is raised again", said), said
        assert f"{twice}: verdict: undecided: 1 (" in said
