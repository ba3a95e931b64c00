"""A stand-in for the assembler: it writes down what it was given, and prints a text that was made before."""

from __future__ import annotations

import sys
from pathlib import Path

from ptofix.testing.corpus import CPP, IR

GENERIC = IR / "generic" / "h_final_div_pair.mlir"
REPLAY = CPP / "h_final_div_pair.v0.45.insert-sync.cpp"  # gu takes 107 and 110 of its 4 barriers, if any pair may
EMITTED = 4
# What ptofix and builds may have set, but for PTOFIX_PTOAS.
VARIABLES = (
    "PTOAS",
    "PTOFIX_CERTIFICATE",
    "PTOFIX_CONFIG",
    "PTOFIX_EVIDENCE",
    "PTOFIX_HEADERS",
    "PTOFIX_INSIDE",
    "PTOFIX_PIPELINE",
    "PTOFIX_REPORT",
    "FA_REMOVE_VEC_BARRIERS",
    "FA_REMOVE_VEC_BARRIER_PATTERNS",
)

# The arguments go to ARGUMENTS, one a line; the text comes from REPLAY, else it is the input; it ends with EXIT_CODE.
_SCRIPT = """\
#!{python} -IS
import os, sys
if "--version" in sys.argv:
    print("ptoas 0.45")
    sys.exit()
open(os.environ["ARGUMENTS"], "w").write("\\n".join(sys.argv[1:]))
print("from the assembler", file=sys.stderr)
output = sys.argv[sys.argv.index("-o") + 1]
given = [word for word in sys.argv[1:] if word.endswith((".mlir", ".pto"))][0]
made = open(os.environ.get("REPLAY") or given, "rb").read()
code = int(os.environ.get("EXIT_CODE", 0))
if code == -9:
    os.kill(os.getpid(), 9)
if code == 0 and output != "-":
    open(output, "wb").write(made)
sys.exit(code)
"""


def stand_in(path: Path) -> Path:
    """Write the program to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_SCRIPT.format(python=sys.executable), encoding="utf-8")
    path.chmod(0o755)
    return path


def barriers(path: Path) -> int:
    """How many barriers the file has."""
    return path.read_text(encoding="utf-8").count("pipe_barrier(PIPE_V);")
