"""Messages about files that do not compile, and entries that are not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ptofix.record.entries import KernelEntry
from ptofix.record.running import CannotRecordError
from ptofix.text.diagnostics import Note, Place, PtofixError, error
from ptofix.text.nearest import did_you_mean
from ptofix.text.source import SourceFile, Span, read_source

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


def no_entry(source: SourceFile, wanted: str, known: Sequence[KernelEntry], said: str) -> PtofixError:
    """Which entries there are; for one that is, and is not one function, what the compiler says too."""
    here = [one for one in known if one.name == wanted.partition("<")[0].strip().rpartition("::")[2]]
    if here:
        there = ", ".join(map(str, here))
        help_ = f"it has {there}: template arguments are missing, or the name is several, or an #if hides it"
        return CompilerSays(said.rstrip(), f"{source.name}: `{wanted}` is no one function", help_)
    known = [one for one in known if one.is_told]
    there = ", ".join(str(one) for one in known if one.is_kernel) or ", ".join(map(str, known))
    meant = did_you_mean(wanted, (str(one).partition("<")[0] for one in known))
    missing = f"{source.name} has no `{wanted}`{f'; {meant}' if meant else ''}"
    return error(missing, help=f"it has {there}" if there else "it has no kernel")


def cannot_record(problem: CannotRecordError, path: Callable[[str], str]) -> PtofixError:
    """Why, with the line of the source, and the calls that led there."""
    places = [found for one in problem.places if (found := _place(one, path)) is not None]
    notes = tuple(Note("called from here", place) for place in places[1:])
    return error(problem.why, places[0] if places else None, notes)


def _place(text: str, path: Callable[[str], str]) -> Place | None:
    """The text of a line, `FILE:LINE`."""
    name, _, line = text.rpartition(":")
    try:
        source = read_source(path(name))
    except (OSError, PtofixError):
        return None
    start, words = source.line_start(int(line)), source.line_text(int(line))
    return Place(source, Span(start + len(words) - len(words.lstrip()), start + len(words)))


class CompilerSays(PtofixError):
    """The compiler's message, with ours after it."""

    def __init__(self, said: str, ours: str, help: str) -> None:
        super().__init__(error(ours, help=help).diagnostics)
        self.said = said

    def __str__(self) -> str:
        return f"{self.said}\n{super().__str__()}"
