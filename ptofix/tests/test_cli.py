"""The command line, where a test in one process is enough; the rest is in lit_tests/."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.testing.corpus import CPP

GU = str(CPP / "g_gu_loop.v0.45.insert-sync.cpp")


def test_a_reader_that_goes_away_is_no_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> int:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("ptofix.commands.run.run_files", gone)
    assert cli.main(["run", GU]) == 141
    assert capsys.readouterr().err == ""


def test_deep_nesting_is_refused_by_other_verbs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.cpp").write_text("{" * 5000 + "}" * 5000)
    assert cli.main(["pipes", str(tmp_path / "t.cpp")]) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_a_folder_without_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", str(tmp_path)]) == 2
    assert "error: no C++ or PTO IR file in the folder" in capsys.readouterr().err


def test_the_report_is_written_with_check_too(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    assert cli.main(["run", "--check", "--report", str(report), GU]) == 1
    assert '"done": 1' in report.read_text()


@pytest.mark.parametrize("verb", ["run", "pipes", "patterns", "passes", "explain", "completion"])
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([verb, "--help"])
    assert caught.value.code == 0
    assert f"usage: ptofix {verb}" in capsys.readouterr().out


def test_no_verb_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([])
    assert caught.value.code == 2
    assert "ptofix --help" in capsys.readouterr().err
