"""`ptofix explain`: the page of a name, or what the model knows about one line of a file."""

from __future__ import annotations

import os
import re
from argparse import Namespace

from ptofix.api.explaining import ExplainedLine, explained_line, line_page
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import settings_of
from ptofix.commands.given import basis_of, put_report, sizes_of
from ptofix.commands.progress import progress
from ptofix.config.merged import basis_with
from ptofix.report.listings import explanation
from ptofix.text.diagnostics import error
from ptofix.text.language import read_cpp
from ptofix.text.writing import write_atomically

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)")


def command(given: Namespace) -> int:
    """Returns 0. Raises PtofixError for an unknown name, and for a line that there is nothing to say about; OSError."""
    name, place = given.name, _PLACE.fullmatch(given.name)
    if place is not None:
        said = _line(place["file"], int(place["line"]), given)
        about = {"name": name, "text": said.words, "model": said.model.name, "verdict": said.verdict.data()}
        put_report(given, "explain", lambda: str(said), lambda: about)
        return 0
    if os.path.isfile(name):
        raise error(f"`{name}` is a file: which line of it?", help=f"`ptofix explain {name}:LINE`")
    if given.html:
        raise error("--html is for FILE:LINE")
    page = explanation(name)
    put_report(given, "explain", lambda: page, lambda: {"name": name, "text": page})
    return 0


def _line(file: str, line: int, given: Namespace) -> ExplainedLine:
    """What there is to say of a line, and its page where one is asked for."""
    source = read_cpp(file, "explain")
    (settings,) = settings_of([file], given.config)
    basis = basis_with(basis_of(given), settings)
    with progress():
        said = explained_line(source, line, basis, chosen_headers(basis.headers), sizes_of(given.sizes), given.s1)
        page = line_page(said) if given.html else ""
    if given.html:
        write_atomically(given.html, page)
    return said
