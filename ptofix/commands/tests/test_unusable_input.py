"""Whatever a verb is given: findings, or exit code 2 with a message; `benchmarks/odd_arguments.py` runs many more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.testing.odd_arguments import READING, odd_command, odd_files, verbs, wrong_with

FILES_EACH = 5
LINES = 120
NOT_HERE = ("bisect", "install-shim")  # they start other programs, or change what those find


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.chdir(tmp_path)
    yield odd_files(tmp_path)
    (tmp_path / "locked.cpp").chmod(0o600)


@pytest.mark.parametrize("number", range(len(READING)), ids=lambda number: READING[number])
def test_odd_files(number: int, files: list[str]) -> None:
    for file in random.Random(number).sample(files, FILES_EACH):
        command = READING[number].replace("{}", file).split()
        assert wrong_with(command) == "", command


@pytest.mark.parametrize("part", range(6))
def test_odd_command_lines(part: int, files: list[str]) -> None:
    known = [verb for verb in verbs() if verb.words[0] not in NOT_HERE]
    for seed in range(part * LINES // 6, (part + 1) * LINES // 6):
        command = odd_command(known[seed % len(known)], files, random.Random(seed))
        assert wrong_with(command) == "", (seed, command)


def test_every_verb_is_tried() -> None:
    assert {verb.words[0] for verb in verbs()} >= {"run", "fix", "check", "verify", "simulate", "cost", "probe"}
    assert len(list(verbs())) > 18


def test_arguments_from_what_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    assert cli.main([f"@{tmp_path / 'binary'}"]) == 2
    assert "ptofix: error: arguments from a file: it is no text" in capsys.readouterr().err
    (tmp_path / "loop").write_text(f"@{tmp_path / 'loop'}")
    assert cli.main(["check", f"@{tmp_path / 'loop'}"]) == 2
    assert "files that name each other for ever" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("none", "", "ModuleNotFoundError"),
        (".", "", "TypeError"),
        ("own:answer", "answer = 1", "is no function"),
        ("own:answer", "syntax error", "SyntaxError"),
        ("own:answer", "raise RuntimeError('of its own')", "RuntimeError: of its own"),
        ("own:answer", "def answer(): pass", "TypeError"),
        ("own:answer", "def answer(**arrays): return arrays['no such']", "KeyError"),
    ],
)
def test_a_reference_of_somebody_else(
    name: str, text: str, said: str, files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert files
    module = f"own_{abs(hash((name, text)))}"
    (tmp_path / f"{module}.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    arguments = ["simulate", "raw.cpp", "--arguments", "good.toml", "--set", "n=16384"]
    assert cli.main([*arguments, "--against", name.replace("own", module)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("verb", [["check"], ["run"], ["verify", "--absolute"], ["fix", "--all"], ["explain"]])
def test_a_number_of_4400_digits(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    case = Path(__file__).parents[3] / "kernels/redteam2/other/tile_of_4400_digits.cpp"
    assert cli.main([*verb, f"{case}:19" if verb == ["explain"] else str(case)]) == 2
    assert "tile_of_4400_digits.cpp:19:30: error: a number with too many digits" in capsys.readouterr().err


def test_many_digits_in_a_comment_or_a_text(tmp_path: Path, files: list[str]) -> None:
    assert files
    text = Path("raw.cpp").read_text()
    (tmp_path / "k.cpp").write_text(f"// {'9' * 5000}\n/* {'1' * 5000} */\n{text}")
    assert cli.main(["check", "-q", "k.cpp"]) == cli.main(["check", "-q", "raw.cpp"])


def test_many_digits_in_a_configuration(tmp_path: Path, files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert files
    (tmp_path / "ptofix.toml").write_text(f"model = {'9' * 5000}\n")
    assert cli.main(["check", "--config", "ptofix.toml", "raw.cpp"]) == 2
    assert "a number with too many digits" in capsys.readouterr().err
