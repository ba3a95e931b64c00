"""Completion scripts: bash runs its own, fish's is read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ptofix.commands.completion import completion
from ptofix.commands.parser import parser


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completion") / "ptofix.bash"
    path.write_text(completion(parser(), "bash"))
    return path


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("ver", "verify"),
        ("run --pattern so", "softmax-exp-sum"),
        ("run --pattern pr", "proven"),
        ("run --no-assume hw.rep", "hw.repeat-distance"),
        ("check --select PF10", "PF104"),
        ("check --format git", "gitlab"),
        ("explain TROWS", "TROWSUM"),
        ("explain drop", "drop-redundant-barriers"),
        ("run a_k", "a_kernel.cpp"),
        ("run --report a_k", "a_kernel.cpp"),
        ("check --baseline a_k", "a_kernel.cpp"),
    ],
)
def test_bash(words: str, offered: str, script: Path, tmp_path: Path) -> None:
    (tmp_path / "a_kernel.cpp").touch()
    typed = ["ptofix", *words.split()]
    ask = f"""
        source {script}
        COMP_WORDS=({" ".join(typed)}); COMP_CWORD={len(typed) - 1}
        _shtab_ptofix; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    told = subprocess.run(["bash", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert offered in told.stdout.splitlines()


def test_fish() -> None:
    lines = completion(parser(), "fish").splitlines()
    assert lines[0] == "complete -c ptofix -f"
    assert "complete -c ptofix -n __fish_use_subcommand -a run -d 'rewrite files'" in lines
    run = [line for line in lines if "__fish_seen_subcommand_from run'" in line]
    assert "complete -c ptofix -n '__fish_seen_subcommand_from run' -F" in run
    [pattern] = [line for line in run if " -l pattern " in line]
    assert " -r -f -a 'gu trowexpandmul-tadd softmax-exp-sum " in pattern
    [quiet] = [line for line in run if " -l quiet " in line]
    assert " -s q -l quiet -d " in quiet
    [report] = [line for line in run if " -l report " in line]
    assert " -r -F " in report
    assert any("'ptofix'\\''s" not in line and line.count("'") % 2 == 0 for line in lines)
    assert all(line.replace("\\'", "").count("'") % 2 == 0 for line in lines)


def test_every_shell_knows_the_patterns() -> None:
    for shell in ("bash", "zsh", "tcsh", "fish"):
        assert "softmax-exp-sum" in completion(parser(), shell)
