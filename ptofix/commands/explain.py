"""`ptofix explain`: the page of a name, or what the model knows about one line of a file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from ptofix.api.basis import Basis
from ptofix.api.explaining import explain as explain_name
from ptofix.api.explaining import explained_line, line_page
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import settings_of
from ptofix.commands.progress import progress
from ptofix.config.merged import basis_with
from ptofix.text.diagnostics import error
from ptofix.text.language import read_cpp
from ptofix.text.writing import write_atomically

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)")


def explain(
    name: str,
    basis: Basis,
    config: str = "",
    html: str = "",
    sizes: Mapping[str, int] | None = None,
    s1: int | None = None,
) -> str:
    """What to print; `html` is where to write a page. Raises PtofixError.

    For an unknown name, and for a line that there is nothing to say about.
    """
    place = _PLACE.fullmatch(name)
    if place is None:
        if os.path.isfile(name):
            raise error(f"`{name}` is a file: which line of it?", help=f"`ptofix explain {name}:LINE`")
        if html:
            raise error("--html is for FILE:LINE")
        return explain_name(name)
    source = read_cpp(place["file"], "explain")
    (settings,) = settings_of([place["file"]], config)
    basis = basis_with(basis, settings)
    with progress():
        said = explained_line(source, int(place["line"]), basis, chosen_headers(basis.headers), sizes, s1)
        page = line_page(said) if html else ""
    if html:
        write_atomically(html, page)
    return str(said)
