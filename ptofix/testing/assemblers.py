"""Real assemblers beside the project, as scripts are handed them: `VERSION=PATH`."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

FLAGS = ("--pto-arch=a3", "--enable-insert-sync")

COMMITS = {"0.37": "eeeb1f48", "0.45": "caf57c5", "0.60": "e32488c9"}
"""Which public commit an assembler of this version was built from."""


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
