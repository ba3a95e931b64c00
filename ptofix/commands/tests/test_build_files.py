"""The Make fragment and the CMake module of kernels/flash_attention, with stand-ins for ptofix's two programs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ptofix.testing.corpus import FLASH_ATTENTION
from ptofix.testing.tools import tool

# Each call that makes something is a line of LOG; it fails after half of its work if BREAK is set.
WRAPPER = """\
#!/bin/sh
if [ "$1" = --version ]; then echo ptoas 0.45; exit; fi
echo "$@" >> "$LOG"
[ -z "${BREAK:-}" ] || exit 2
cp "$2" "$4"
"""
MAKEFILE = f"include {FLASH_ATTENTION}/ptofix.mk\n$(eval $(call ptofix_kernel,k.cpp,k.pto,--pto-arch=a3))\n"
LISTS = f"""\
cmake_minimum_required(VERSION 3.18)
project(kernels NONE)
include({FLASH_ATTENTION}/cmake/Ptofix.cmake)
ptofix_add_kernel(k SOURCE k.pto OUTPUT ${{CMAKE_CURRENT_SOURCE_DIR}}/k.cpp FLAGS --pto-arch=a3)
"""


class Project:
    """A folder with one kernel, the command that builds it, and what the build called."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self.folder = folder
        self.command = command
        self.environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}", "LOG": str(folder / "log")}
        for name in list(self.environment):
            if name.startswith(("FA_", "PTO", "MAKE")):
                del self.environment[name]

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def run(self, *command: str, **variables: str) -> int:
        return subprocess.run(
            command, cwd=self.folder, env={**self.environment, **variables}, capture_output=True
        ).returncode

    def calls(self, **variables: str) -> int:
        """Build, and say how often something was made."""
        log = self.folder / "log"
        log.unlink(missing_ok=True)
        assert (self.run(*self.command, **variables) == 0) == ("BREAK" not in variables)
        return len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0


# What holds for an input is what is in a file beside it.
STAND_IN = """\
#!/bin/sh
if [ "$1" = config ]; then cat "$(dirname "$2")/ptofix.toml"; else echo "ptofix ${VERSION:-1}"; fi
"""


@pytest.fixture(params=["make", "Unix Makefiles", "Ninja"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    tools = {"make": ["make"], "Unix Makefiles": ["cmake", "make"], "Ninja": ["cmake", "ninja"]}[request.param]
    for name in tools:
        tool(name)
    made = Project(tmp_path, ["make", "k.cpp"] if len(tools) == 1 else ["cmake", "--build", "build"])
    made.write("bin/ptofix", STAND_IN)
    made.write("bin/ptofix-ptoas", WRAPPER)
    made.write("k.pto", "first\n")
    made.write("Makefile", MAKEFILE)
    made.write("CMakeLists.txt", LISTS)
    if len(tools) == 2:
        assert made.run("cmake", "-S", ".", "-B", "build", "-G", request.param) == 0
    return made


def test_what_did_not_change_is_not_made_again(project: Project) -> None:
    assert project.calls() == 1
    assert (project.folder / "k.cpp").read_text(encoding="utf-8") == "first\n"
    assert project.calls() == 0
    project.write("k.pto", "first\n")  # another time, the same content
    assert project.calls() == 0
    project.write("k.pto", "second\n")
    assert project.calls() == 1
    assert (project.folder / "k.cpp").read_text(encoding="utf-8") == "second\n"
    project.write("ptofix.toml", 'patterns = ["proven"]\n')
    assert project.calls() == 1
    assert project.calls() == 0
    assert project.calls(PTOFIX_PIPELINE="minimal-barriers") == 1
    assert project.calls(PTOFIX_PIPELINE="minimal-barriers") == 0
    assert project.calls(PTOFIX_PIPELINE="minimal-barriers", VERSION="2") == 1


def test_a_failure_is_tried_again(project: Project) -> None:
    assert project.calls() == 1
    project.write("k.pto", "second\n")
    assert project.calls(BREAK="1") == 1
    assert (project.folder / "k.cpp").read_text(encoding="utf-8") == "first\n"
    assert project.calls() == 1
    assert (project.folder / "k.cpp").read_text(encoding="utf-8") == "second\n"
