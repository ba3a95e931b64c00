"""The builder's IR through `ptofix run` and a real assembler, for the golden files and the figures."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from builder import flash_attention_text
from plan import Plan
from ptofix.commands.cli import main as ptofix
from ptofix.mlir.targets import target

FLAGS = ("--pto-arch=a3", "--enable-insert-sync")


@dataclass(frozen=True)
class Assembler:
    """A `ptoas` and the version that it says it is."""

    version: str
    path: str


def assembler(text: str) -> Assembler:
    """`VERSION=PATH`. Raises ValueError for anything else, and for an assembler that says another version."""
    version, _, path = text.partition("=")
    says = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if says != f"ptoas {version}":
        raise ValueError(f"{path} says `{says}`, not `ptoas {version}`")
    return Assembler(version, path)


def assemble(plan: Plan, with_: Assembler) -> str:
    """The C++ of the kernel. Raises ValueError or CalledProcessError if ptofix or the assembler refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        ir, fitted, cpp = (Path(folder) / name for name in ("fa.pto", "fitted.pto", "fa.cpp"))
        ir.write_text(flash_attention_text(plan, target(with_.version)))
        # Takes off `local_slot_num`, which the assembler's verifier rejects although its C++ has a place for it.
        with redirect_stderr(StringIO()) as said:
            refused = ptofix(["run", "--target-ptoas", with_.version, str(ir), "-o", str(fitted)])
        if refused:
            raise ValueError(said.getvalue())
        subprocess.run([with_.path, *FLAGS, str(fitted), "-o", str(cpp)], check=True)
        return cpp.read_text()
