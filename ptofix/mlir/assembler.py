"""Which program is the real assembler, where ptofix takes its place under the same name."""

from __future__ import annotations

import os
import shutil

ASSEMBLER_VARIABLE = "PTOFIX_PTOAS"
BUILD_VARIABLE = "PTOAS"  # what builds call the assembler; with ptofix in the build it may name ptofix
INSIDE_VARIABLE = "PTOFIX_INSIDE"  # set for what ptofix starts as the assembler
OWN_MARK = b"ptofix.commands.ptoas_wrapper"  # is in every program that is ptofix under another name
_BYTES_LOOKED_AT = 4096


def find_assembler() -> str | None:
    """Path of the real `ptoas`, or None.

    What PTOFIX_PTOAS names; else what PTOAS names, unless that is ptofix; else the first on PATH that is not ptofix.
    """
    named = os.environ.get(ASSEMBLER_VARIABLE)
    if named:
        return _real(shutil.which(named))
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = [shutil.which(os.environ.get(BUILD_VARIABLE) or "ptoas")]
    found += [shutil.which("ptoas", path=folder or os.curdir) for folder in folders]
    return next(filter(None, map(_real, found)), None)


def environment() -> dict[str, str]:
    """The environment to start the assembler in: if it is ptofix after all, that ends there."""
    return {**os.environ, INSIDE_VARIABLE: "1"}


def _real(program: str | None) -> str | None:
    if program is None:
        return None
    try:
        with open(program, "rb") as stream:
            return None if OWN_MARK in stream.read(_BYTES_LOOKED_AT) else program
    except OSError:
        return program  # may be started, not read
