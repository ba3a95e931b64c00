"""The machine's C++ compiler, and the program that it makes of a kernel's file."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from ptofix.text.diagnostics import error

_CORES = {"vector": "VEC", "cube": "CUBE"}
_FLAGS = ("-O0", "-g1", "-fno-omit-frame-pointer", "-no-pie", "-w", "-x", "c++")
_MOST_SECONDS = 300
_INSTALL = "install g++ or clang++ (Debian: apt-get install g++), or name one with --cxx"


def compiler(named: str) -> str:
    """The path of the compiler: the one that is named, $PTOFIX_CXX, g++ or clang++. Raises PtofixError."""
    wanted = [named] if named else [os.environ.get("PTOFIX_CXX", ""), "g++", "clang++"]
    for name in wanted:
        found = shutil.which(name) if name else None
        if found is not None:
            return found
    missing = f"no `{named}` on this machine" if named else "no C++ compiler on this machine"
    raise error(f"{missing}: a recording runs the kernel on the host", help=_INSTALL)


class Compilation(Struct, frozen=True):
    """How a file is compiled: our headers first, then the folders of the user."""

    compiler: str
    standard: str
    folders: tuple[str, ...]
    definitions: tuple[str, ...]

    def program(self, core: str, driver: Path, ours: Sequence[Path], quoted: str) -> Path:
        """Compile `driver` for one core. Raises PtofixError with what the compiler says."""
        made = driver.with_name(f"{core}.program")
        kind = _CORES[core]
        command = [
            self.compiler, f"-std={self.standard}", *_FLAGS, f"-D__DAV_{kind}__", f"-D__DAV_C220_{kind}__",
            *(f"-D{one}" for one in self.definitions), *(f"-I{folder}" for folder in ours), "-iquote", quoted or ".",
            *(f"-I{folder}" for folder in self.folders), str(driver), "-o", str(made),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_MOST_SECONDS, errors="replace")
        except subprocess.TimeoutExpired:
            raise error(f"the compiler takes more than {_MOST_SECONDS} seconds") from None
        except OSError as problem:
            raise error(f"{self.compiler}: {problem.strerror}", help=_INSTALL) from None
        if done.returncode:
            raise CompileError(done.stderr)
        return made


@dataclass
class CompileError(Exception):
    """The compiler does not take the file; `text` is what it says."""

    text: str
