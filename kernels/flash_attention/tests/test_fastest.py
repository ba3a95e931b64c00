"""The knobs that take the fewest cycles: with what `fix` makes of them, at most as many as pto-isa's kernel by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ptofix.commands.cli import main

EMITTED = Path(__file__).parents[1] / "fastest" / "fa_q128_s512_p7_k1.v0.45.insert-sync.cpp"
BY_HAND = 143_616
"""Cycles of kernels/manual/common/flash_atten at S1 = 8192, recorded (docs/flash-attention.md)."""


def test_it_takes_at_most_the_cycles_of_the_one_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    derived, out = tmp_path / "derived.cpp", tmp_path / "fa.cpp"
    assert main(["fix", "--all", str(EMITTED), "-o", str(derived)]) == 0
    assert main(["run", "--pattern", "proven", str(derived), "-o", str(out)]) == 0
    capsys.readouterr()
    assert main(["cost", "--pattern", "none", "--format", "json", "--s1", "8192", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["kernels"][0]["cycles"] <= BY_HAND
    simulate = ["simulate", str(out), "--s1", "3584", "--q-rows", "128", "--against", "attention", "--schedule"]
    assert main([*simulate, "lazy"]) == 0
    assert "in order" in capsys.readouterr().out
