"""Stand-ins for the assembler, the device compiler and what it includes, in a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Each writes its arguments to a line of LOG, leaves half a file if BREAK names it, and prints REPLAY or nothing.
_PROGRAM = """\
#!{python} -IS
import os, sys
name = os.path.basename(sys.argv[0])
if "--version" in sys.argv:
    print(name, os.environ.get("VERSION", "0.45"))
    sys.exit()
with open(os.environ["LOG"], "a") as log:
    print(name, *sys.argv[1:], sep="\\t", file=log)
with open(sys.argv[sys.argv.index("-o") + 1], "w") as output:
    if os.environ.get("BREAK") == name:
        output.write("half")
        sys.exit(7)
    if name == "ptoas":
        output.write(open(os.environ["REPLAY"]).read())
    else:
        output.write("library")
"""


class Machine:
    """A folder with the tools in it, and the environment that finds them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("FA_", "PTO", "BISHENG", "ASCEND", "CANN"))
        }
        # The programs of this Python first: ptofix's are among them.
        paths = [str(folder / "bin"), str(Path(sys.executable).parent), self.environment["PATH"]]
        self.environment |= {"PATH": os.pathsep.join(paths), "LOG": str(self.log)}

    def install(self, *names: str) -> None:
        for name in names:
            self.write(f"bin/{name}", _PROGRAM.format(python=sys.executable))

    def install_headers(self) -> None:
        self.write("pto-isa/include/pto/pto-inst.hpp", "")
        self.write("cann/include/acl/acl.h", "")
        self.environment |= {
            "PTO_LIB_PATH": str(self.folder / "pto-isa"),
            "ASCEND_HOME_PATH": str(self.folder / "cann"),
        }

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def calls(self) -> list[list[str]]:
        """What was called since this was asked last: the program and its arguments."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line.split("\t") for line in lines]
