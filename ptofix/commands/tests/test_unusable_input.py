"""Whatever a verb is given: findings, or exit code 2 with a message; `benchmarks/odd_arguments.py` runs many more."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.testing.odd_arguments import READING, odd_command, odd_files, verbs, wrong_with

FILES_EACH = 3
LINES = 60
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
    assert "ptofix: error: arguments from a file: it is not text" in capsys.readouterr().err
    (tmp_path / "loop").write_text(f"@{tmp_path / 'loop'}")
    assert cli.main(["check", f"@{tmp_path / 'loop'}"]) == 2
    assert "files that name each other endlessly" in capsys.readouterr().err


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


KERNEL = """\
__global__ AICORE void k() {{
  Tile<TileType::Vec, float, {rows}, {rows}, BLayout::RowMajor, {valid}, {valid}, SLayout::NoneBox, 512, PadValue::Null,
      CompactMode::Null> t;
  TASSIGN(t, 0);
  TEXP(t, t);
}}
"""


@pytest.mark.parametrize(
    "command",
    [
        "run --pattern proven k.cpp -o x.cpp --certificate k.cpp",
        "run --pattern proven k.cpp -o x.cpp --report ./k.cpp",
        "check k.cpp --format sarif --output k.cpp",
        "check k.cpp --write-baseline k.cpp",
        "verify --absolute k.cpp --certificate k.cpp",
        "compare k.cpp k.cpp --output k.cpp",
        "simulate k.cpp --html k.cpp",
    ],
)
def test_no_report_replaces_an_input(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = KERNEL.format(rows=8, valid=8)
    Path("k.cpp").write_text(text)
    assert cli.main(command.split()) == 2
    assert "k.cpp` is an input, which --" in capsys.readouterr().err
    assert Path("k.cpp").read_text() == text
    assert not Path("x.cpp").exists()


def test_a_rewritten_text_may_replace_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.cpp").write_text(KERNEL.format(rows=8, valid=8))
    assert cli.main(["run", "--pattern", "proven", "k.cpp", "-o", "k.cpp"]) == 0


def test_a_pipe_in_a_folder_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.cpp").write_text(KERNEL.format(rows=8, valid=8))
    os.mkfifo("pipe.cpp")  # whoever opened it would wait forever
    assert cli.main(["check", "."]) == 0
    assert "pipe.cpp: warning: left out: no regular file" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 100_000])
def test_json_that_python_does_not_take(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.cpp").write_text(KERNEL.format(rows=8, valid=8))
    Path("odd.json").write_text(text)
    assert cli.main(["check", "--baseline", "odd.json", "k.cpp"]) == 2
    assert cli.main(["verify", "--certificate", "odd.json", "k.cpp", "k.cpp"]) == 2
    assert cli.main(["probe", "read", "odd.json", "-o", "x.toml"]) == 2


@pytest.mark.parametrize(("rows", "valid"), [(1 << 20, 1 << 20), (1 << 32, 1 << 32), (1 << 32, 8)])
def test_a_tile_of_any_size(rows: int, valid: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.cpp").write_text(KERNEL.format(rows=rows, valid=valid))
    assert cli.main(["check", "k.cpp"]) == 1
    assert cli.main(["run", "--pattern", "proven", "k.cpp", "-o", "x.cpp"]) == 0
    assert cli.main(["verify", "--absolute", "k.cpp"]) in (0, 1)


@pytest.mark.parametrize(
    "given",
    [
        ["verify", "--absolute", "--against", ""],
        ["verify", "--certificate", ""],
        ["verify", "--headers="],
        ["check", "--baseline", ""],
        ["run", "--pattern", ""],
        ["run", "--pattern", ","],
    ],
)
def test_an_option_without_a_value_is_not_left_out(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A variable of a script that is not set: what was to be asked for would not be judged."""
    with pytest.raises(SystemExit) as left:
        cli.main([*given, "a.cpp", "b.cpp"])
    assert left.value.code == 2
    assert "its value is empty" in capsys.readouterr().err
