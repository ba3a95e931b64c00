"""Configurations: which one holds, what wins, what overrides, and messages."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from ptofix.commands import cli
from ptofix.config.options import CONFIGURED
from ptofix.config.settings import matches
from ptofix.testing.corpus import CPP

KERNEL = (CPP / "h_final_div_pair.v0.45.insert-sync.cpp").read_text().replace("TROWEXPANDDIV", "TROWEXPANDMUL")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two kernels, in which the command runs."""
    for name in ("k.cpp", "sub/generated/g.cpp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(KERNEL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rewritten(*words: str) -> dict[str, Any]:
    """The report of a run, and how many barriers it leaves."""
    assert cli.main(["run", *words, "-o", "out.cpp", "--report", "report.json"]) == 0
    report: dict[str, Any] = json.loads(Path("report.json").read_text())
    return {**report, "left": Path("out.cpp").read_text().count("pipe_barrier(PIPE_V);")}


@pytest.mark.usefixtures("project")
def test_without_one_all_is_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    assert rewritten("k.cpp")["pipeline"] == "remove-barriers"
    assert "configured" not in capsys.readouterr().err


def test_the_command_line_wins(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "ptofix.toml").write_text('patterns = ["proven"]\nmodel = "strict"\nevidence = "extrapolated"\n')
    assert rewritten("k.cpp")["pipeline"] == "drop-redundant-barriers{model=strict evidence=extrapolated}"
    assert capsys.readouterr().err.startswith("ptofix: configured by ptofix.toml\n")
    said = rewritten("k.cpp", "--pattern", "gu", "--model", "default", "--evidence", "shipped")
    assert said["pipeline"] == "remove-barriers{model=default evidence=shipped}"
    assert rewritten("k.cpp", "--pattern", "none")["left"] == 4


def test_what_either_switches_off_is_off(project: Path) -> None:
    (project / "ptofix.toml").write_text('no-assume = ["hw.repeat-distance"]\n')
    assert rewritten("k.cpp")["pipeline"] == "remove-barriers{off=hw.repeat-distance}"
    both = rewritten("k.cpp", "--no-assume", "hw.flag-key")
    assert both["pipeline"] == "remove-barriers{off=hw.flag-key,hw.repeat-distance}"


def test_a_pipeline_says_what_it_says(project: Path) -> None:
    (project / "ptofix.toml").write_text('patterns = ["proven"]\nmodel = "strict"\nevidence = "extrapolated"\n')
    assert rewritten("k.cpp", "--passes", "remove-barriers")["pipeline"] == (
        "remove-barriers{model=strict evidence=extrapolated}"
    )
    assert rewritten("k.cpp", "--passes", "remove-barriers{model=ops}")["pipeline"] == (
        "remove-barriers{model=ops evidence=extrapolated}"
    )


def test_the_nearest_one_holds_alone(project: Path) -> None:
    (project / "ptofix.toml").write_text('patterns = ["proven"]\nmodel = "strict"\n')
    (project / "sub" / "pyproject.toml").write_text('[tool.ptofix]\npatterns = ["none"]\n')
    (project / "sub" / "generated" / "pyproject.toml").write_text('[tool.other]\nname = "not ptofix"\n')
    assert rewritten("sub/generated/g.cpp")["pipeline"] == "remove-barriers{patterns=none}"
    (project / "sub" / "ptofix.toml").write_text('model = "ops"\n')
    assert rewritten("sub/generated/g.cpp")["pipeline"] == "remove-barriers{model=ops}"
    assert rewritten("k.cpp")["pipeline"] == "drop-redundant-barriers{model=strict}"
    assert rewritten("k.cpp", "--config", os.devnull)["pipeline"] == "remove-barriers"
    assert rewritten("k.cpp", "--config", "sub/pyproject.toml")["pipeline"] == "remove-barriers{patterns=none}"


def test_overrides_are_by_file_and_the_last_one_wins(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "ptofix.toml").write_text(
        'evidence = "shipped"\n[severity]\nPF305 = "off"\n'
        '[[overrides]]\nfiles = ["**/generated/*.cpp", "x.cpp"]\nevidence = "practised"\nseverity = {PF110 = "note"}\n'
        '[[overrides]]\nfiles = "g.cpp"\npatterns = ["none"]\nseverity.PF110 = "undecided"\n'
    )
    cli.main(["run", "--diff", "k.cpp", "sub", "--report", "report.json"])
    assert [one["pipeline"] for one in json.loads(Path("report.json").read_text())] == [
        "remove-barriers{evidence=shipped}",
        "remove-barriers{patterns=none evidence=practised}",
    ]
    capsys.readouterr()
    assert cli.main(["check", "--format", "json", "k.cpp", "sub"]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    for file, level, evidence in zip(files, ["error", "undecided"], ["shipped", "practised"]):
        assert {one["code"]: one["severity"] for one in file["findings"]}["PF110"] == level
        assert file["evidence"] == evidence
        assert "PF305" not in {one["code"] for one in file["findings"]}


def test_an_override_switches_assumptions_off_and_none_on(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "ptofix.toml").write_text(
        'no-assume = ["hw.flag-key"]\n'
        '[[overrides]]\nfiles = ["g.cpp"]\nno-assume = ["callers.idle", "hw.flag-key"]\n'
        '[[overrides]]\nfiles = ["**/g.cpp"]\nno-assume = []\n'
    )
    assert cli.main(["check", "--format", "json", "k.cpp", "sub"]) in (0, 1)
    first, then = ({*one["assumed"]} for one in json.loads(capsys.readouterr().out)["files"])
    assert first - then == {"callers.idle"}
    assert not {"hw.flag-key"} & (first | then)


@pytest.mark.parametrize(
    ("pattern", "name", "is_so"),
    [
        ("*.cpp", "a/b/k.cpp", True),
        ("a/*.cpp", "a/b/k.cpp", False),
        ("a/**/k.cpp", "a/k.cpp", True),
        ("a/**/k.cpp", "a/b/c/k.cpp", True),
        ("a/**", "a/b/k.cpp", True),
        ("**/b/*", "a/b/k.cpp", True),
        ("/k.cpp", "a/k.cpp", False),
        ("/k.cpp", "k.cpp", True),
        ("?.cpp", "kk.cpp", False),
        ("k[1].cpp", "k1.cpp", False),
        ("a/**/../k.cpp", "k.cpp", False),
    ],
)
def test_globs(pattern: str, name: str, is_so: bool) -> None:
    assert matches(name, pattern) is is_so


@pytest.mark.parametrize("verb", [["check"], ["verify", "k.cpp"], ["explain"], ["run", "-o", "out.cpp"]])
def test_every_command_reads_it(project: Path, verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (project / "ptofix.toml").write_text('model = "strict"\n')
    cli.main([*verb, "k.cpp:107" if verb == ["explain"] else "k.cpp"])
    told = capsys.readouterr()
    assert told.err.startswith("ptofix: configured by ptofix.toml\n")
    assert "strict" in told.out or verb[0] in ("run", "verify")


def test_levels_decide_the_exit_code_and_hide_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "k.cpp"]) == 1
    (project / "ptofix.toml").write_text('severity.PF110 = "note"\n')
    assert cli.main(["check", "k.cpp"]) == 0
    (project / "ptofix.toml").write_text('severity.PF110 = "off"\n')
    capsys.readouterr()
    assert cli.main(["check", "k.cpp"]) == 0
    assert "; 1 of rules that are switched off;" in capsys.readouterr().out
    cli.main(["check", "k.cpp", "--format", "json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["clean"], file["off"]) == (False, [{"code": "PF110", "error": 1}])


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ('PF1 = "off"', 0),
        ('pf11 = "note"', 0),
        ('hidden-scratch = "note"', 0),
        ('hidden = "note"', 0),
        ('PF = "off"\nPF1 = "error"', 1),
        ('PF110 = "error"\nPF1 = "off"', 1),
        ('PF10 = "off"', 1),
    ],
)
def test_levels_by_prefix(project: Path, settings: str, status: int) -> None:
    """As `--select` takes them: the longer text holds."""
    (project / "ptofix.toml").write_text(f"[severity]\n{settings}\n")
    assert cli.main(["check", "k.cpp"]) == status


def test_where_rules_are_explained(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def addresses() -> list[str]:
        cli.main(["check", "k.cpp", "sub", "--format", "sarif"])
        (run,) = json.loads(capsys.readouterr().out)["runs"]
        return [rule["helpUri"] for rule in run["tool"]["driver"]["rules"]]

    assert addresses()[0] == "urn:ptofix:rule:PF101"
    for base in ("https://docs.example/ptofix", "https://docs.example/ptofix/"):
        (project / "ptofix.toml").write_text(f'docs-url = "{base}"\n')
        assert addresses()[0] == "https://docs.example/ptofix/rules.html#pf101"


def test_a_cache_knows_the_levels(project: Path) -> None:
    assert cli.main(["check", "--cache", "cache", "k.cpp"]) == 1
    (project / "ptofix.toml").write_text('severity.PF110 = "note"\n')
    assert cli.main(["check", "--cache", "cache", "k.cpp"]) == 0
    assert cli.main(["check", "--cache", "cache", "k.cpp"]) == 0


# A text, and the message with its line; ^ is where the caret begins.
WRONG = [
    ('modle = "ops"', "1:1: error: unknown key `modle`", "^~~~~"),
    ('\n[sevrity]\nPF110 = "note"', "2:2: error: unknown key `sevrity`", " ^~~~~~~"),
    ('model = "opps"', "1:9: error: `model` is not `opps`", "        ^~~~~~"),
    ("model = 3", "1:9: error: `model` is a text", "        ^"),
    ('evidence = "hope"', "1:12: error: `evidence` is not `hope`", "           ^~~~~~"),
    ('arch = "a9"', "1:8: error: `arch` is not `a9`", "       ^~~~"),
    ('no-assume = ["hw.flag-key",\n  "hw.magic"]', "2:3: error: no assumption `hw.magic`", "  ^~~~~~~~~~"),
    ('patterns = ["gu", 7]', "1:19: error: `patterns` is a text", "                  ^"),
    ("patterns = 7", "1:12: error: `patterns` is a list", "           ^"),
    ('patterns = ["no-such"]', "1:12: error: unknown pattern `no-such`", "           ^~~~~~~~~~~"),
    (
        'pattern-files = ["no-such.pat"]\npatterns = ["gu"]',
        "2:12: error: cannot read pattern file",
        "           ^~~~~~",
    ),
    ('assumptions = "no-such"', "1:15: error: there is no file `no-such`", "              ^~~~~~~~~"),
    ('headers = "no-such"', "1:11: error: there is no folder `no-such`", "          ^~~~~~~~~"),
    ('docs-url = "here"', "1:12: error: `docs-url` is an address, such as https://…", "           ^~~~~~"),
    ('target-ptoas = "9.0"', "1:16: error: assembler version 9.0 is not known yet", "               ^~~~~"),
    ('target-ptoas = "new"', "1:16: error: `new` is no assembler version", "               ^~~~~"),
    ('[severity]\nPF999 = "note"', "2:1: error: no rule is called `PF999`", "^~~~~"),
    ('severity = {PF110 = "loud"}', "1:21: error: `PF110` is not `loud`", "                    ^~~~~~"),
    ('severity = "note"', "1:12: error: `severity` is a table", "           ^~~~~~"),
    ('[[overrides]]\nmodel = "ops"', "1:3: error: an override has `files`", "  ^~~~~~~~~"),
    (
        '[[overrides]]\nfiles = ["a"]\n[overrides.severity]\nPF8 = "off"',
        "4:1: error: no rule is called `PF8` or begins with it",
        "^~~",
    ),
    ('[overrides]\nfiles = ["a"]', "1:2: error: `overrides` is a list", " ^~~~~~~~~"),
    ('overrides = [{files = ["a"], overrides = []}]', "1:30: error: unknown key `overrides`", " " * 29 + "^~~~~~~~~"),
    ('model = "ops', "1:13: error: ", ""),
    ('model = "ops"\nmodel = "ops"', "2:14: error: Cannot overwrite a value", ""),
    ("model = ", "1:8: error: Invalid value", ""),
]


@pytest.mark.parametrize(("text", "message", "caret"), WRONG, ids=lambda text: text[:18])
@pytest.mark.parametrize("name", ["ptofix.toml", "pyproject.toml"])
def test_what_is_wrong_is_said_with_its_place(
    project: Path, name: str, text: str, message: str, caret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "pyproject.toml":
        if text.strip()[0] == "[" or "[overrides" in text or not caret:
            return
        text, line = f"[tool.ptofix]\n{text}", int(message[0]) + 1
        message = f"{line}{message[1:]}"
    (project / name).write_text(text)
    assert cli.main(["run", "k.cpp", "-o", "out.cpp"]) == 2
    told = capsys.readouterr().err
    assert f"{name}:{message}" in told
    assert not caret or f"\n    {caret}" in told
    assert told.count("error:") == 1
    assert not (project / "out.cpp").exists()


@pytest.mark.usefixtures("project")
def test_a_named_one_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "k.cpp", "--config", "no-such.toml"]) == 2
    assert "no-such.toml: error: No such file or directory" in capsys.readouterr().err
    Path("pyproject.toml").write_text("[tool.other]\n")
    assert cli.main(["check", "k.cpp", "--config", "pyproject.toml"]) == 2
    assert "error: `pyproject.toml` has no [tool.ptofix]" in capsys.readouterr().err


def test_config_shows_what_holds_and_from_where(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sub" / "ptofix.toml").write_text(
        'headers = "generated"\nno-assume = ["hw.flag-key"]\n'
        '[[overrides]]\nfiles = ["*.cpp"]\nseverity.PF110 = "note"\n'
    )
    assert cli.main(["config", "sub/generated/g.cpp"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows == [
        ["configuration", "sub/ptofix.toml"],
        ["patterns", "gu", "default"],
        ["pattern-files", "none", "default"],
        ["model", "default", "default"],
        ["no-assume", "hw.flag-key", "sub/ptofix.toml:2:13"],
        ["evidence", "practised", "default"],
        ["assumptions", "none", "default"],
        ["headers", "sub/generated", "sub/ptofix.toml:1:11"],
        ["arch", "none", "default"],
        ["target-ptoas", "none", "default"],
        ["docs-url", "none", "default"],
        ["severity.PF110", "note", "sub/ptofix.toml:5:18"],
    ]
    assert cli.main(["config"]) == 0
    assert capsys.readouterr().out.startswith("configuration  none\n")


def test_the_example_of_the_page(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "configuration.md").read_text(encoding="utf-8")
    example, shown = re.findall(r"```(?:toml|text)\n(.*?)```", page, re.S)
    (project / "ptofix.toml").write_text(example)
    (project / "third_party" / "pto-isa").mkdir(parents=True)
    (project / "kernels.pat").write_text("")
    (project / "device.toml").write_text("")
    assert cli.main(["config", "generated/deep/k.cpp"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line.split() for line in shown.splitlines() if line != "…"] == [row for row in rows if row[0] in shown]
    named = set(re.findall(r"^([\w-]+) = ", example.partition("[severity]")[0], re.M))
    assert named == {option.key for option in CONFIGURED}
