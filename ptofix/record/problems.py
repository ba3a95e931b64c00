"""Messages about files that do not compile, and entries that are not there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ptofix.record.entries import Entry
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.source import SourceFile

_NOT_DECLARED = re.compile(
    r"^(?P<place>[^\n]*?:\d+):\d+: error: (?:[‘'](?P<gcc>\w+)[’'] (?:was not declared|is not a member of)|"
    r"(?:use of undeclared identifier|no member named) '(?P<clang>\w+)')",
    re.MULTILINE,
)
_OPS = re.compile(r"T[A-Z0-9_]+|M(GATHER|SCATTER)\w*|[a-z]\w+")


def compile_problem(source: SourceFile, text: str, driver: str) -> PtofixError:
    """What the compiler says, and what that means here."""
    said = text.replace(driver, "(driver)").rstrip()
    ours = f"{source.name} does not compile against the headers of a recording"
    help_ = "the messages above are the compiler's; -I DIR and -D NAME=V are handed to it"
    for found in _NOT_DECLARED.finditer(said):
        name = found["gcc"] or found["clang"]
        if _OPS.fullmatch(name):
            ours = f"{found['place']}: `{name}` is no op that ptofix knows, nor anything that the file declares"
            break
    return CompilerSays(said, ours, help_)


def no_entry(source: SourceFile, wanted: str, known: Sequence[Entry]) -> PtofixError:
    there = ", ".join(str(one) for one in known if one.is_kernel) or ", ".join(map(str, known))
    return error(f"{source.name} has no `{wanted}`", help=f"it has {there}" if there else "it has no kernel")


class CompilerSays(PtofixError):
    """The compiler's message, with ours behind it."""

    def __init__(self, said: str, ours: str, help: str) -> None:
        super().__init__(error(ours, help=help).diagnostics)
        self.said = said

    def __str__(self) -> str:
        return f"{self.said}\n{super().__str__()}"
