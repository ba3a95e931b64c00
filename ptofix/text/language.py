"""Which language an input is in."""

from __future__ import annotations

import re

from ptofix.text.source import STDIN_NAME, TEXT_NAME, SourceFile

LANGUAGES = {"cpp": "C++", "pto": "PTO IR"}
CPP_SUFFIXES = (".cpp",)
IR_SUFFIXES = (".mlir", ".pto")
_IR_START = re.compile(r"(?:\s|//[^\n]*)*(?:module\b|\"builtin\.module\"|func\.func\b|[#!][\w.]+\s*=)")


def language_of(source: SourceFile) -> str:
    """ "pto" for PTO IR, by the file's name or, for a text without one, by its first word; else "cpp"."""
    if source.name in (STDIN_NAME, TEXT_NAME):
        return "pto" if _IR_START.match(source.text) else "cpp"
    return "pto" if source.name.endswith(IR_SUFFIXES) else "cpp"


def may_be_ir(path: str) -> bool:
    """Whether a file, or standard input (`-`), may turn out to be PTO IR."""
    return path == "-" or path.endswith(IR_SUFFIXES)
