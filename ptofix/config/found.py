"""Which configuration an input file has: the nearest one upwards from it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ptofix.text.diagnostics import error
from ptofix.text.source import read_source

if TYPE_CHECKING:
    from ptofix.config.settings import Configuration

NAME = "ptofix.toml"
PROJECT = "pyproject.toml"
_HAS_TABLE = re.compile(r"""\[\s*["']?tool["']?\s*(\]|\.\s*["']?ptofix\b)""")


def configurations_for(files: Iterable[str], named: str = "") -> list[Configuration | None]:
    """For each file that which is `named`, else the nearest upwards from it (`-`: from the working directory), if any.

    A `ptofix.toml` goes before a `pyproject.toml` in the same folder, which counts only if it has `[tool.ptofix]`. What
    is further up is not looked at. Raises PtofixError for one that is wrong, OSError for a named one that is not there.
    """
    if named:
        one = _read(named, os.path.basename(named) == PROJECT)
        if one is None:
            raise error(f"`{named}` has no [tool.ptofix]")
        return [one for _ in files]
    known: dict[str, Configuration | None] = {}
    return [_upwards(os.getcwd() if file == "-" else os.path.dirname(os.path.abspath(file)), known) for file in files]


def _upwards(folder: str, known: dict[str, Configuration | None]) -> Configuration | None:
    if folder not in known:
        above = os.path.dirname(folder)
        known[folder] = _in_folder(folder) or (None if above == folder else _upwards(above, known))
    return known[folder]


def _in_folder(folder: str) -> Configuration | None:
    for name in (NAME, PROJECT):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            here = os.path.join(os.getcwd(), "")
            found = _read(path.removeprefix(here), name == PROJECT)
            if found is not None:
                return found
    return None


def _read(path: str, in_tool: bool) -> Configuration | None:
    source = read_source(path)
    if in_tool and not _HAS_TABLE.search(source.text):
        return None  # whatever else is wrong with it
    from ptofix.config.reading import configuration_of  # only where there is one

    return configuration_of(source, in_tool)
