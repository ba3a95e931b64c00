"""`ptofix explain`: the page of a name, or what the model knows about one line of a file."""

from __future__ import annotations

import re

from ptofix.api.basis import Basis
from ptofix.api.explaining import explain as explain_name
from ptofix.api.explaining import explain_source_line
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import settings_of
from ptofix.config.merged import basis_with
from ptofix.text.source import read_source

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)")


def explain(name: str, basis: Basis, config: str = "") -> str:
    """Raises PtofixError for an unknown name, and for a line that there is nothing to say about."""
    place = _PLACE.fullmatch(name)
    if place is None:
        return explain_name(name)
    source = read_source(place["file"])
    (settings,) = settings_of([place["file"]], config)
    basis = basis_with(basis, settings)
    return explain_source_line(source, int(place["line"]), basis.memory_model, chosen_headers(basis.headers))
