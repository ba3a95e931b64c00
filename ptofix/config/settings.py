"""What a configuration says, and of which files."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ptofix.text.diagnostics import Place

NO_ASSUME = "no-assume"


class Setting(Struct, frozen=True):
    """A value and its place."""

    value: Any
    place: Place


class Override(Struct, frozen=True):
    """Settings of the files that one of the patterns names."""

    files: tuple[str, ...]
    settings: Mapping[str, Setting]


class Configuration(Struct, frozen=True):
    """One file. Keys of settings are those of the file; `severity.CODE` is the level of one rule."""

    path: str
    settings: Mapping[str, Setting]
    overrides: tuple[Override, ...] = ()

    def holds_for(self, file: str) -> dict[str, Setting]:
        """The settings for one input file: the last override wins, and an assumption is off if any switches it off."""
        found = dict(self.settings)
        folder = os.path.dirname(os.path.abspath(self.path))
        name = "" if file == "-" else os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")
        for override in self.overrides:
            if name and any(matches(name, pattern) for pattern in override.files):
                off = [one[NO_ASSUME] for one in (found, override.settings) if NO_ASSUME in one]
                found.update(override.settings)
                if off:
                    found[NO_ASSUME] = replace(off[-1], value=tuple(dict.fromkeys(chain(*(one.value for one in off)))))
        return found


def matches(name: str, pattern: str) -> bool:
    """Whether a glob names the file: `*` and `?` stop at slashes, `**/` is any folders.

    A pattern without a slash is about the file's own name, as in .gitignore.
    """
    if "/" not in pattern:
        name = name.rpartition("/")[2]
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("/"))
    glob = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.fullmatch("".join(glob.get(part, re.escape(part)) for part in parts), name, re.S) is not None
