"""compile.sh, with stand-ins for the tools: what is made, what is made again, and what is left after a failure."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from stand_ins import Machine

from ptofix.commands.tests.stand_in import EMITTED, GENERIC, REPLAY, barriers

FOLDER = Path(__file__).parents[1]
NAME = "fa_q1024_s256_p3_k2"
# A small kernel in the place of the builder's, for speed: the real one goes through the steps in test_readme.py.
BUILDER = f"""\
import shutil, sys
shutil.copyfile("{GENERIC}", sys.argv[-1])
"""
# In the place of ptofix's programs where the test is about what is made again, for they take time to start.
QUICK = {
    "bin/ptofix": '#!/bin/sh\necho "ptofix ${PTOFIX:-1}"\n',
    "bin/ptofix-ptoas": """\
#!/bin/sh
[ "$1" = --version ] || [ "${BREAK:-}" != ptoas ] || exit 7 # it writes nothing then
exec ptoas "$@"
""",
}


class Build(Machine):
    """A copy of what compile.sh needs, with stand-ins for all tools; `python3` is this Python."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "fa").mkdir()
        for file in FOLDER.iterdir():
            if file.is_file():
                shutil.copy(file, folder / "fa")
        self.build = folder / "fa" / "build"
        self.write("fa/builder.py", BUILDER)
        self.install("ptoas", "bisheng")
        self.install_headers()
        self.environment |= {"FA_KV_SPLIT": "2", "REPLAY": str(REPLAY)}

    def run(self, **variables: str) -> tuple[int, str]:
        """The exit code, and what was said."""
        done = subprocess.run(
            ["bash", str(self.folder / "fa" / "compile.sh")],
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def steps(self, **variables: str) -> list[str]:
        """Which tools a build that works has called."""
        self.calls()
        code, said = self.run(**variables)
        assert code == 0, said
        return [call[0] for call in self.calls()]

    def made(self) -> list[str]:
        return sorted(file.name for file in self.build.iterdir() if file.suffix != ".inputs")


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path)


@pytest.fixture
def quick(build: Build) -> Build:
    for name, text in QUICK.items():
        build.write(name, text)
    return build


def test_from_builder_to_library(build: Build) -> None:
    code, said = build.run()
    assert code == 0, said
    assert build.made() == [f"{NAME}.cpp", f"{NAME}.pto", f"{NAME}.so"]
    assert (barriers(REPLAY), barriers(build.build / f"{NAME}.cpp")) == (EMITTED, EMITTED - 2)
    assert f"{NAME}.cpp: gu: 2 done, 0 kept; rests on hw.read-before-write, hw.repeat-distance; verified: remove-barriers" in said
    ptoas, bisheng = build.calls()
    assert ptoas[1:3] == ["--pto-arch=a3", "--enable-insert-sync"]
    for argument in (
        "-DFA_Q_ROWS=1024",
        "-DFA_S1_TILE=256",
        "-DFA_QK_PRELOAD=3",
        "-DFA_KV_SPLIT=2",
        f'-DKERNEL_CPP="{build.build / NAME}.cpp"',
        f"-I{build.folder}/pto-isa/include",
        f"-I{build.folder}/cann/include",
        f"-L{build.folder}/cann/lib64",
        str(build.folder / "fa" / "caller.cpp"),
    ):
        assert argument in bisheng


def test_what_did_not_change_is_not_made_again(quick: Build) -> None:
    both = ["ptoas", "bisheng"]
    assert quick.steps() == both
    (quick.folder / "fa" / "caller.cpp").touch()
    assert quick.steps(FA_Q_ROWS="1024") == []  # what it is anyway
    quick.write("pto-isa/include/pto/pto-inst.hpp", "// another\n")
    assert quick.steps() == ["bisheng"]
    assert quick.steps(PTOFIX_PIPELINE="minimal-barriers") == both
    assert quick.steps(PTOFIX="2") == both
    assert quick.steps(VERSION="0.37") == both


@pytest.mark.parametrize(("tool", "left"), [("ptoas", ["pto"]), ("bisheng", ["cpp", "pto"])])
def test_a_failure_leaves_no_half_of_a_file_and_is_tried_again(quick: Build, tool: str, left: list[str]) -> None:
    code, said = quick.run(BREAK=tool)
    assert code == 7
    assert f"stopped: {quick.build / NAME}.{'cpp' if tool == 'ptoas' else 'so'} was not made" in said
    assert quick.made() == [f"{NAME}.{suffix}" for suffix in left]
    assert quick.steps() == (["ptoas", "bisheng"] if tool == "ptoas" else ["bisheng"])
    assert (quick.build / f"{NAME}.so").read_text() == "library"


@pytest.mark.parametrize(
    ("gone", "said", "left"),
    [
        ("bin/ptofix-ptoas", "ptofix (`pip install`", []),
        ("bin/ptoas", "the PTO assembler (`ptoas` on PATH", ["pto"]),
        ("bin/bisheng", "the device compiler `bisheng` (on PATH, or named in BISHENG)", ["cpp", "pto"]),
        ("pto-isa/include/pto/pto-inst.hpp", "the PTO headers", ["cpp", "pto"]),
        ("cann/include/acl/acl.h", "the CANN toolkit", ["cpp", "pto"]),
    ],
)
def test_a_missing_tool_stops_it(quick: Build, gone: str, said: str, left: list[str]) -> None:
    quick.write("bin/python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    if gone == "bin/ptoas":
        quick.write("bin/ptofix-ptoas", "#!/bin/sh\nexit 127\n")
    (quick.folder / gone).unlink()
    # Only what a machine has anyway: not this Python's programs, which are ptofix's too.
    code, text = quick.run(PATH=f"{quick.folder / 'bin'}:/usr/bin:/bin")
    assert code == 3
    (line,) = [line for line in text.splitlines() if "lacks" in line]
    files = [f"{quick.build / NAME}.{suffix}" for suffix in reversed(left)]
    assert line.startswith(f"compile.sh: stopped: this machine lacks {said}")
    assert line.endswith(f"; made so far: {' '.join(files) or 'nothing'}")
    assert quick.made() == [f"{NAME}.{suffix}" for suffix in left]


def test_tools_under_other_names(quick: Build) -> None:
    (quick.folder / "bin" / "bisheng").rename(quick.folder / "bin" / "another")
    assert quick.steps(BISHENG=str(quick.folder / "bin" / "another")) == ["ptoas", "another"]


@pytest.mark.parametrize("knob", ["x", "0", "../128", "1_024"])
def test_a_knob_that_is_no_number(quick: Build, knob: str) -> None:
    assert quick.run(FA_Q_ROWS=knob) == (2, f"compile.sh: error: FA_Q_ROWS is no number: {knob}\n")
    assert not quick.build.exists()
