"""The second collection of texts that once fooled ptofix, kernels/redteam2: pointers, reads, versions, input."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.proof.check import check
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.testing.corpus import REDTEAM2
from ptofix.text.source import SourceFile, read_source

ARGUMENTS = ("--no-assume", "mem.arguments-distinct")


def pair(name: str) -> tuple[SourceFile, SourceFile]:
    before, after = (read_source(str(REDTEAM2 / "verify" / f"{name}.{side}.cpp")) for side in ("before", "after"))
    return before, after


def verdict(name: str, *, across_versions: bool = False) -> Verdict:
    return check(*pair(name), across_versions=across_versions)


def paths(name: str) -> list[str]:
    return [str(REDTEAM2 / "verify" / f"{name}.{side}.cpp") for side in ("before", "after")]


@pytest.mark.parametrize("name", ["pointer_as_integer", "pointer_to_pointer", "for_initialiser_read"])
def test_an_order_between_accesses_of_the_same_bytes_is_kept(name: str) -> None:
    assert isinstance(verdict(name), Refuted)
    assert cli.main(["verify", "-q", *paths(name)]) == 1


@pytest.mark.parametrize("options", [ARGUMENTS, ()])
def test_a_field_that_is_handed_over_is_read(options: tuple[str, ...]) -> None:
    """Even if arguments are distinct: what is stored to is in the memory of the argument that the record is in."""
    assert cli.main(["verify", "-q", *options, *paths("record_field")]) == 1


# Whether a text has an access out of order.
CHECKED = {
    "pointer_as_integer_race_missed": "PF104",
    "pointer_as_integer_false_alarm": "",
    "for_initialiser_read": "PF105",
    "for_initialiser_read.control": "PF105",
}


@pytest.mark.parametrize("name", CHECKED)
def test_accesses_of_the_same_bytes_are_found(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(REDTEAM2 / "check" / f"{name}.cpp")
    assert cli.main(["check", path]) == bool(CHECKED[name])
    assert CHECKED[name] in capsys.readouterr().out
    assert cli.main(["verify", "-q", "--absolute", path]) == bool(CHECKED[name])


@pytest.mark.parametrize("way", ["--all", "--narrow"])
def test_a_rewrite_keeps_the_order_of_accesses_of_the_same_bytes(way: str, tmp_path: Path) -> None:
    path, made = REDTEAM2 / "fix" / "fix_all_pointer_as_integer.cpp", tmp_path / "made.cpp"
    assert cli.main(["fix", way, str(path), "-o", str(made)]) == 0
    assert "set_flag(PIPE_MTE3, PIPE_MTE2, EVENT_ID0);" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["across_av_for_assign", "across_av_float_cast"])
def test_another_program_is_not_the_same_across_versions(name: str) -> None:
    before, after = pair(name)
    assert isinstance(check(before, before, across_versions=True), Proved)
    assert isinstance(check(after, after, across_versions=True), Proved)
    assert isinstance(check(before, after, across_versions=True), Undecided)
    assert isinstance(check(after, before, across_versions=True), Undecided)


def test_an_event_that_is_computed_is_rewritten(tmp_path: Path) -> None:
    path, made = REDTEAM2 / "fix" / "fix_all_event_expression.cpp", tmp_path / "made.cpp"
    assert cli.main(["fix", "--all", str(path), "-o", str(made)]) == 0
    assert isinstance(check(read_source(str(made)), read_source(str(made))), Proved)


@pytest.mark.parametrize("verb", [["check"], ["run", "--pattern", "proven"], ["fix", "--all"], ["simulate"], ["cost"]])
def test_a_literal_of_thousands_of_digits_is_no_input(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = REDTEAM2 / "other" / "tile_of_4400_digits.cpp"
    assert cli.main([*verb, str(path)]) == 2
    assert f"{path}:19:30: error: a number with too many digits" in capsys.readouterr().err


def test_a_literal_of_thousands_of_digits_is_not_verified() -> None:
    path = str(REDTEAM2 / "other" / "tile_of_4400_digits.cpp")
    assert cli.main(["verify", path, path]) == 2
