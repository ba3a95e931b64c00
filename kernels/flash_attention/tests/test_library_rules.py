"""The device library by Make and CMake, with a stand-in for the device compiler."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from stand_ins import Machine

FOLDER = Path(__file__).parents[1]
KNOBS = "FA_Q_ROWS=1024 FA_S1_TILE=256 FA_QK_PRELOAD=3 FA_KV_SPLIT=1"
FILES = {
    "bin/ptofix": "#!/bin/sh\n",
    # The kernel is the input as it is.
    "bin/ptofix-ptoas": '#!/bin/sh\n[ "$1" = --version ] || cp "$1" "$3"\n',
    "Makefile": f"""\
include {FOLDER}/ptofix.mk
$(eval $(call ptofix_kernel,fa.cpp,fa.pto,))
$(eval $(call ptofix_library,fa.so,fa.cpp,{KNOBS}))
""",
    "CMakeLists.txt": f"""\
cmake_minimum_required(VERSION 3.18)
project(kernels NONE)
include({FOLDER}/cmake/Ptofix.cmake)
ptofix_add_kernel(fa SOURCE fa.pto OUTPUT ${{CMAKE_CURRENT_SOURCE_DIR}}/fa.cpp)
ptofix_add_library(fa-device KERNEL fa OUTPUT ${{CMAKE_CURRENT_SOURCE_DIR}}/fa.so KNOBS {KNOBS})
""",
}


@pytest.mark.parametrize("tool", ["make", "cmake"])
def test_a_library_is_made_when_it_must_be(tool: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    if not shutil.which(tool) or not shutil.which("make"):
        pytest.skip(f"no {tool}")
    machine.install("bisheng")
    machine.install_headers()
    for name, text in FILES.items():
        machine.write(name, text)
    machine.write("fa.pto", "first")

    def run(*command: str, **variables: str) -> int:
        environment = {**machine.environment, **variables}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True).returncode

    if tool == "cmake":
        assert run("cmake", "-S", ".", "-B", "build", "-G", "Unix Makefiles") == 0
    command = ["make", "fa.so"] if tool == "make" else ["cmake", "--build", "build"]
    assert run(*command, BREAK="bisheng") != 0
    assert not (tmp_path / "fa.so").exists()
    machine.calls()
    assert run(*command) == 0
    (call,) = machine.calls()
    assert {"-DFA_Q_ROWS=1024", f'-DKERNEL_CPP="{tmp_path}/fa.cpp"', str(FOLDER / "caller.cpp")} <= set(call)
    assert (tmp_path / "fa.so").read_text() == "library"
    assert run(*command) == 0
    assert machine.calls() == []
    machine.write("fa.pto", "second")
    assert run(*command) == 0
    assert len(machine.calls()) == 1
    (tmp_path / "cann/include/acl/acl.h").unlink()
    assert run(*command) != 0


def test_the_project(tmp_path: Path) -> None:
    if not shutil.which("cmake") or not shutil.which("make"):
        pytest.skip("no cmake")
    machine = Machine(tmp_path)
    machine.install("bisheng")
    machine.install_headers()
    for name in ("bin/ptofix", "bin/ptofix-ptoas"):
        machine.write(name, FILES[name].replace('cp "$1" "$3"', 'cp "$3" "$5"'))
    build = tmp_path / "build"
    machine.environment["PTOFIX_PTOAS"] = str(tmp_path / "none")  # the IR is for the newest, whatever this machine has
    configure = ["cmake", "-S", str(FOLDER), "-B", str(build), "-G", "Unix Makefiles", "-DFA_S1_TILE=512"]
    for command in (configure, ["cmake", "--build", str(build)]):
        done = subprocess.run(command, env=machine.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    name = "fa_q1024_s512_p3_k1"
    assert (build / f"{name}.so").read_text() == "library"
    assert (build / f"{name}.pto").read_text() == (FOLDER / "golden" / f"{name}.v0.45.pto").read_text()
    subprocess.run(command, env=machine.environment, capture_output=True, check=True)
    (call,) = machine.calls()  # of the first build alone
    assert {"-DFA_S1_TILE=512", f'-DKERNEL_CPP="{build / name}.cpp"'} <= set(call)
