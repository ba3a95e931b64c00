"""A benchmark ends at once where a process that it started does."""

from __future__ import annotations

import os
import runpy
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_a_process_that_ends_is_an_error() -> None:
    in_own_process = runpy.run_path(str(BENCHMARKS / "own_process.py"))["in_own_process"]
    assert in_own_process(int, "7") == 7
    with pytest.raises(ValueError, match="seven"):
        in_own_process(int, "seven")
    with pytest.raises(BrokenProcessPool):
        in_own_process(os._exit, 3)
