"""The third collection of small texts with a known truth, kernels/redteam3."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import cli
from ptofix.tests.redteam3_cases import Case, cases

CASES = cases()
PAIRS = [case for case in CASES if case.verb in ("verify", "across")]
FIXED = [case for case in CASES if case.verb == "fix"]
SINGLE = [case for case in CASES if case.verb == "check"]


def written(case: Case, folder: Path) -> list[str]:
    paths = [folder / f"{number}.cpp" for number in range(len(case.texts))]
    for path, text in zip(paths, case.texts):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: f"{case.verb}-{case.name}")
def test_a_pair(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    across = ["--across-versions"] if case.verb == "across" else []
    code = cli.main(["verify", *across, *case.options, *written(case, tmp_path)])
    said = "".join(capsys.readouterr())
    assert code == (case.truth not in ("proved", "same")), said
    assert case.truth in ("proved", "same", "not", "refuted")
    assert case.truth != "refuted" or "missing:" in said


@pytest.mark.parametrize("case", SINGLE, ids=lambda case: case.name)
def test_one_text(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = written(case, tmp_path)
    strict = cli.main(["check", "--strict-undecided", *case.options, *paths])
    absolute = cli.main(["verify", "--absolute", *case.options, *paths])
    said = "".join(capsys.readouterr())
    if case.truth == "unjudged":
        assert (strict, absolute) == (1, 0)
        assert "[PF505]" in said
        assert "not judged: orders through global memory" in said
        return
    assert strict == absolute == (case.truth != "clean"), said
    assert case.truth in ("clean", "not", "error")
    assert case.truth != "error" or cli.main(["check", *case.options, *paths]) == 1


@pytest.mark.parametrize("case", FIXED, ids=lambda case: case.name)
def test_a_text_to_fix(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [path], made = written(case, tmp_path), tmp_path / "made.cpp"
    code = cli.main(["fix", *case.options, path, "-o", str(made)])
    assert code == 0, "".join(capsys.readouterr())
    assert case.truth in ("changed", "unchanged")
    assert (made.read_text(encoding="utf-8") != case.texts[0]) == (case.truth == "changed")
