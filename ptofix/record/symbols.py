"""Which lines of the source the addresses of a program stand for, through functions that the compiler put inline."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct, field

from ptofix.text.diagnostics import error

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)(?: \(discriminator \d+\))?$")


class Symbols(Struct):
    """Of one program; `spelled` is how a file is called in places, None for one that is none of the user's."""

    program: Path
    spelled: Callable[[str], str | None]
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def places(self, addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The places of each address, innermost first; none for an address in a file that is not the user's."""
        new = sorted(set(addresses) - self._known.keys())
        if new:
            tool = shutil.which("addr2line") or shutil.which("llvm-addr2line")
            if tool is None:
                raise error("no `addr2line` on this machine: it says where calls are", help="install binutils")
            done = subprocess.run(
                [tool, "-a", "-i", "-e", str(self.program)],
                input="".join(f"0x{one}\n" for one in new), capture_output=True, text=True, check=True,
            )  # fmt: skip
            self._read(done.stdout, new)
        return self._known

    def _read(self, text: str, new: list[str]) -> None:
        found: list[list[str]] = []
        for line in text.splitlines():
            if line.startswith("0x"):
                found.append([])
            elif place := _PLACE.match(line):
                file = self.spelled(os.path.normpath(place["file"]))
                if file is not None:
                    found[-1].append(f"{file}:{place['line']}")
        self._known.update(zip(new, map(tuple, found), strict=True))
