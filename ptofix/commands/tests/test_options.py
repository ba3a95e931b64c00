"""The table of options: what is made from it agrees, and old command lines work with a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.commands.parser import parsed, parser
from ptofix.commands.verbs import VERBS
from ptofix.config.options import CONFIGURED, Option, OptionGroup
from ptofix.testing.corpus import CPP

SLOTS = str(CPP / "k2_legacy_default_slot_pipe.v0.45.insert-sync.cpp")
GU = str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")


def options(parts: Iterable[Option | OptionGroup]) -> Iterator[Option]:
    for part in parts:
        if isinstance(part, Option):
            yield part
        else:
            yield from options(part.options)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_a_command_and_says_what_it_does(verb: object) -> None:
    assert isinstance(verb, type(VERBS[0]))
    assert callable(import_module(f"ptofix.commands.{verb.module}").command)
    for one in (verb, *verb.steps):
        for option in options(one.options):
            assert option.help or option.instead or not option.names[0].startswith("-"), (one.name, option.names)


def test_keys_of_a_configuration_are_options() -> None:
    """Those of `run`, but for one that is about reports."""
    [run] = [verb for verb in VERBS if verb.name == "run"]
    assert {one.key for one in CONFIGURED} - {one.key for one in options(run.options)} == {"docs-url"}


def test_the_page_of_run_has_twenty_options(capsys: pytest.CaptureFixture[str]) -> None:
    pages = []
    for word in ("--help", "--help-all"):
        with pytest.raises(SystemExit):
            cli.main(["run", word])
        pages.append(set(re.findall(r"^  (?:-\w.*, )?(--[\w-]+|-h)", capsys.readouterr().out, re.M)))
    brief, whole = pages
    assert len(brief) <= 20
    assert brief < whole
    assert {"--pattern", "--output"} <= brief
    assert {"--bisect-limit", "--solver"} <= whole - brief


OLD = [
    (["run", "--select", "gu", GU, "--check"], "`ptofix run --select` is `ptofix run --pattern` now", 1),
    (["run", "--passes", "remove-barriers", GU, "--check"], "`ptofix run --passes` is `ptofix run --pass-pipeline`", 1),
    (["run", "--mlir-timing", GU, "--check"], "`ptofix run --mlir-timing` is `ptofix run --timing` now", 1),
    (["run", "--sync", "narrow", GU, "--check"], "`ptofix run --sync` is `ptofix fix --narrow` now", 0),
    (["check", "--fix", "{}"], "`ptofix check --fix` is `ptofix fix -i` now", 0),
    (["cost", "--timing", "default", GU, "--s1", "4", "--pattern", "none"], "`ptofix cost --latencies` now", 0),
    (["patterns"], "`ptofix patterns` is `ptofix list patterns` now", 0),
]


@pytest.mark.parametrize(
    ("words", "note", "status"), OLD, ids=lambda part: " ".join(part) if type(part) is list else ""
)
def test_old_command_lines_work_with_a_note(
    words: list[str], note: str, status: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "k.cpp").write_text(Path(GU).read_text())
    assert cli.main([word.format(tmp_path / "k.cpp") for word in words]) == status
    assert f"{note}" in (said := capfd.readouterr().err)
    assert "the old name works for one more release" in said


@pytest.mark.parametrize("words", [["run", "--pattern", "gu", GU, "--check"], ["list", "patterns"]])
def test_new_ones_without(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    cli.main(words)
    assert "the old name" not in capfd.readouterr().err


@pytest.mark.parametrize("option", [["--local-slot-num", "2"], ["--fold-muls-one"]], ids=" ".join)
def test_alone_it_does_only_that(option: list[str], tmp_path: Path) -> None:
    """Whatever patterns a configuration has; a pattern on the command line is made, too."""
    (tmp_path / "ptofix.toml").write_text('patterns = ["proven"]\n')
    out = tmp_path / "out.cpp"
    given = [*option, GU, "-o", str(out), "--config", str(tmp_path / "ptofix.toml")]
    assert cli.main(["run", *given]) == 0
    assert out.read_text() == Path(GU).read_text()
    assert cli.main(["run", "--pattern", "gu", *given]) == 0
    assert "/* ptofix: removed pipe_barrier(PIPE_V): gu */" in out.read_text()


def test_what_is_given_several_times_is_a_tuple() -> None:
    given = parsed(
        parser("run"), ["run", "k.cpp", "--pattern", "gu,proven", "--pattern", "minimal", "--no-assume", "x"]
    )
    assert (given.patterns, given.no_assume, given.files) == (("gu", "proven", "minimal"), ("x",), ("k.cpp",))
    again = parsed(parser("run"), ["run", "k.cpp"])
    assert (again.patterns, again.no_assume, again.remove_barrier_lines) == ((), (), None)
