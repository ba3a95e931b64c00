"""`ptofix install-shim`: a folder with a `ptoas` that is ptofix, for builds that call `ptoas` by that name."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import Namespace
from pathlib import Path

from ptofix.mlir.assembler import ASSEMBLER_VARIABLE, find_assembler
from ptofix.text.diagnostics import error
from ptofix.text.source import decode
from ptofix.text.writing import OutputFile, write_all

NAME = "ptoas"
_WRITTEN_BY = "# Written by `ptofix install-shim`, which may replace it."
# A shell starts the interpreter: its path may be too long, or have blanks, for a first line. For Python the same two
# lines are a string.
_PROGRAM = """\
#!/bin/sh
'''exec' {python} "$0" "$@"
' '''
{written_by}
import os
import sys

os.environ["{variable}"] = os.environ.get("{variable}") or {assembler!r}

from ptofix.commands.ptoas_wrapper import main

sys.exit(main())
"""


def command(given: Namespace) -> int:
    """Returns 0. Raises PtofixError, OSError."""
    print(install_shim(given.folder))
    return 0


def install_shim(folder: str) -> str:
    """Write `ptoas` into `folder` and return what to tell the user. Raises PtofixError, OSError.

    The assembler is the one found now; PTOFIX_PTOAS at the time of a build counts more.
    """
    target = Path(os.path.abspath(folder), NAME)
    if os.path.lexists(target) and not _is_shim(target):
        raise error(f"`{target}` is not ptofix's own, and stays as it is", help="choose another folder")
    assembler = find_assembler()
    if assembler is None:
        raise error(f"there is no `ptoas` for the shim to run; put it on PATH or name it in {ASSEMBLER_VARIABLE}")
    assembler = os.path.abspath(assembler)
    program = _PROGRAM.format(
        python=shlex.quote(os.path.abspath(sys.executable)),
        written_by=_WRITTEN_BY,
        variable=ASSEMBLER_VARIABLE,
        assembler=assembler,
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    write_all([OutputFile(str(target), program, executable=True)])
    return f"{target} runs {assembler} through ptofix\nexport PATH={shlex.quote(str(target.parent))}:$PATH"


def _is_shim(path: Path) -> bool:
    """A link is none: what it leads to may be somebody else's."""
    return path.is_file() and not path.is_symlink() and _WRITTEN_BY in decode(path.read_bytes()).splitlines()
