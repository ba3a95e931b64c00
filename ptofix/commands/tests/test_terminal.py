"""Terminals that take ASCII or Latin-1 alone show everything that ptofix prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "kernels" / "corpus" / "cpp"
GU = CORPUS / "g_gu_loop.v0.45.insert-sync.cpp"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments", [["run", "--help"], ["list", "patterns"], ["explain", f"{GU}:72"], ["run", "--pattern", "…", str(GU)]]
)
def test_every_terminal_shows_all(encoding: str, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "ptofix", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (2 if "…" in arguments else 0)
    said = (done.stdout + done.stderr).decode(encoding)
    assert "..." in said or "->" in said
