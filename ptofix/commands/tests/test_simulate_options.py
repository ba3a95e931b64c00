"""Options of `simulate` that say nothing are refused: what is ignored would look like what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands import cli

_CASE = Path(__file__).resolve().parents[3] / "kernels" / "redteam2" / "simulate" / "tstore_atomic_add"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--tolerance nan", "--tolerance nan: it must be a number, and not negative"),
        ("--tolerance inf", "--tolerance inf: it must be a number, and not negative"),
        ("--tolerance -1", "--tolerance -1.0: it must be a number, and not negative"),
        ("--schedule adversarial:0/0", "`adversarial:0/0`: the parts are"),
        ("--schedule adversarial:1/0", "`adversarial:1/0`: the parts are"),
        ("--schedule adversarial:2/1", "`adversarial:2/1`: the parts are"),
        ("--pairs proof.json", "--pairs directs adversarial schedules"),
        ("--pairs proof.json --schedule random:3", "--pairs directs adversarial schedules"),
        ("--schedule lazy --repeat 3", "--repeat 3: the schedule lazy is the same each time"),
        ("--set =3", "--set =3: it must be NAME=N"),
        ("--set n=\u0663", "--set n=\u0663: it must be NAME=N"),
    ],
)
def test_what_would_be_ignored(options: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["simulate", f"{_CASE}.cpp", "--arguments", str(_CASE / "args.toml"), *options.split()]
    assert cli.main(given) == 2
    assert message in capsys.readouterr().err
