"""The builder's IR through `ptofix run` and a real assembler, for the golden files and the figures."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from builder import flash_attention_text
from plan import Plan
from ptofix.commands.cli import main as ptofix
from ptofix.mlir.targets import target
from ptofix.testing.assemblers import FLAGS, Assembler


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
