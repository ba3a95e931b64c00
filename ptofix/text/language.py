"""Which language an input is in."""

from __future__ import annotations

import re

from ptofix.text.diagnostics import Place, error
from ptofix.text.source import STDIN_NAME, TEXT_NAME, SourceFile, Span, read_source

LANGUAGES = {"cpp": "C++", "pto": "PTO IR"}
CPP_SUFFIXES = (".cpp",)
IR_SUFFIXES = (".mlir", ".pto")
READS_CPP = "`ptofix {}` reads C++, and this is PTO IR: run the assembler on it first"
_IR_START = re.compile(r"(?:\s|//[^\n]*)*(?:module\b|\"builtin\.module\"|func\.func\b|[#!][\w.]+\s*=)")


def language_of(source: SourceFile) -> str:
    """ "pto" for PTO IR, by the file's name or, for a text without one, by its first word; else "cpp"."""
    if source.name in (STDIN_NAME, TEXT_NAME):
        return "pto" if _IR_START.match(source.text) else "cpp"
    return "pto" if source.name.endswith(IR_SUFFIXES) else "cpp"


def may_be_ir(path: str) -> bool:
    """Whether a file, or standard input (`-`), may turn out to be PTO IR."""
    return path == "-" or path.endswith(IR_SUFFIXES)


def read_cpp(path: str, verb: str) -> SourceFile:
    """The file at `path`, or standard input for `-`. Raises PtofixError for PTO IR, which `verb` does not read.

    OSError for a file that cannot be read.
    """
    source = read_source(path)
    refuse_ir(source, verb)
    return source


def refuse_ir(source: SourceFile, verb: str) -> None:
    """Raises PtofixError for PTO IR."""
    if language_of(source) == "pto":
        raise error(READS_CPP.format(verb), Place(source, Span(0, 1)))
