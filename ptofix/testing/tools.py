"""Programs that some tests need and no package brings: a test without its program is skipped, in CI it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

REQUIRED = "PTOFIX_REQUIRE_TOOLS"
"""Set by .ci/run, which installs them all: a tool that is missing is a failure then."""


def tool(*names: str) -> str:
    """The path of the first of `names` that is there. Skips the test, or fails it where tools are required."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    missing = f"no {' or '.join(names)} on this machine"
    if os.environ.get(REQUIRED):
        pytest.fail(missing)
    pytest.skip(missing)


def compiler() -> str:
    """A C++ compiler: `$PTOFIX_CXX`, g++ or clang++."""
    return tool(*filter(None, (os.environ.get("PTOFIX_CXX"),)), "g++", "clang++")


def output_of(text: str, compiler: str, folder: Path, flags: Sequence[str] = ()) -> bytes:
    """What a C++ program prints."""
    source, binary = folder / "program.cpp", folder / "program"
    source.write_text(text)
    subprocess.run([compiler, "-std=c++17", "-w", "-O0", *flags, str(source), "-o", str(binary)], check=True)
    return subprocess.run([str(binary)], check=True, capture_output=True).stdout
