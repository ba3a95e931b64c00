"""The device library by Make and CMake, with a stand-in for the device compiler."""

from __future__ import annotations

import subprocess
from pathlib import Path

from stand_ins import Machine

from builder import flash_attention_text
from plan import Plan
from ptofix.mlir.targets import newest_target
from ptofix.testing.pages import blocks
from ptofix.testing.tools import tool

FOLDER = Path(__file__).parents[1]
PAGE = FOLDER.parents[1] / "docs" / "builds.md"
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
}


def test_the_make_fragment(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    tool("make")
    machine.install("bisheng")
    machine.install_headers()
    for name, text in FILES.items():
        machine.write(name, text)
    machine.write("fa.pto", "first")

    def run(*command: str, **variables: str) -> int:
        environment = {**machine.environment, **variables}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True).returncode

    command = ["make", "fa.so"]
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


def test_the_makefile_of_the_page_builds_with_plain_make(tmp_path: Path) -> None:
    tool("make")
    machine = Machine(tmp_path)
    machine.install("bisheng")
    machine.install_headers()
    (makefile,) = (block.text for block in blocks(PAGE) if block.kind == "make")
    machine.write("Makefile", makefile.replace("include ", f"include {FOLDER}/") + "\n")
    machine.write("bin/ptofix", FILES["bin/ptofix"])
    machine.write("bin/ptofix-ptoas", FILES["bin/ptofix-ptoas"].replace('cp "$1" "$3"', 'cp "$3" "$5"'))
    machine.write("fa.pto", "kernel")
    assert subprocess.run(["make"], cwd=tmp_path, env=machine.environment).returncode == 0
    assert (tmp_path / "fa.cpp").read_text() == "kernel"
    assert (tmp_path / "fa.so").read_text() == "library"


def test_the_cmake_project(tmp_path: Path) -> None:
    tool("cmake")
    tool("make")
    machine = Machine(tmp_path)
    machine.install("bisheng")
    machine.install_headers()
    for name in ("bin/ptofix", "bin/ptofix-ptoas"):
        machine.write(name, FILES[name].replace('cp "$1" "$3"', 'cp "$3" "$5"'))
    build = tmp_path / "build"
    name = "fa_q1024_s512_p3_k1"
    machine.environment["PTOFIX_PTOAS"] = str(tmp_path / "none")  # the IR is for the newest, whatever this machine has
    configure = ["cmake", "-S", str(FOLDER), "-B", str(build), "-G", "Unix Makefiles", "-DFA_S1_TILE=512"]
    compile_it = ["cmake", "--build", str(build)]

    def run(command: list[str], **variables: str) -> int:
        return subprocess.run(command, env={**machine.environment, **variables}, capture_output=True).returncode

    assert run(configure) == 0
    assert run(compile_it, BREAK="bisheng") != 0
    assert not (build / f"{name}.so").exists()
    machine.calls()
    assert run(compile_it) == 0
    assert (build / f"{name}.so").read_text() == "library"
    assert (build / f"{name}.pto").read_text() == flash_attention_text(Plan(1024, 512, 3, 1), newest_target())
    assert run(compile_it) == 0
    (call,) = machine.calls()  # of the first build alone
    assert {"-DFA_S1_TILE=512", f'-DKERNEL_CPP="{build / name}.cpp"'} <= set(call)
