"""What a configuration may say: its keys, their values, and messages for all else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from ptofix.config.merged import LEVEL_OF
from ptofix.config.settings import Configuration, Override, Setting
from ptofix.evidence.grade import GRADES
from ptofix.hardware.other_hardware import ARCHITECTURES
from ptofix.order.model import DEFAULT, MODELS
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.source import SourceFile
from ptofix.text.toml import toml_document
from ptofix.text.toml_places import KeyPath, TomlPlaces, toml_places

SEVERITY = "severity"
OVERRIDES = "overrides"
FILES = "files"
_ADDRESS = re.compile(r"https?://[\w.\[\]:@-]+(?:[/?#][^\s\"'<>\\`]*)?", re.ASCII)
TABLE = ("tool", "ptofix")
"""Where a pyproject.toml has it."""


def configuration_of(source: SourceFile, in_tool: bool = False) -> Configuration | None:
    """The configuration in a text; with `in_tool` that of its table, None without one. Raises PtofixError."""
    document: Any = toml_document(source)
    path: KeyPath = TABLE if in_tool else ()
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
        if document is None:
            return None
    return _Reader(source, toml_places(source)).configuration(document, path)


class _Reader:
    """Values of one text, with their places."""

    def __init__(self, source: SourceFile, places: TomlPlaces) -> None:
        self.source = source
        self.places = places

    def configuration(self, document: Any, path: KeyPath) -> Configuration:
        self.table(document, path)
        settings = self.settings(document, path, (*_KEYS, SEVERITY, OVERRIDES))
        overrides = []
        for number, values in enumerate(self.list_of(document.get(OVERRIDES, []), (*path, OVERRIDES))):
            here = (*path, OVERRIDES, number)
            self.table(values, here)
            if FILES not in values:
                self.wrong(here, f"an override has `{FILES}`", help='files = ["generated/**/*.cpp"]')
            files = self.names(values[FILES], (*here, FILES))
            overrides.append(Override(files, self.settings(values, here, (FILES, *_KEYS, SEVERITY))))
        return Configuration(self.source.name, settings, tuple(overrides))

    def settings(self, values: dict[str, Any], path: KeyPath, known: Sequence[str]) -> dict[str, Setting]:
        found = {}
        for key, value in values.items():
            here = (*path, key)
            if key not in known:
                place = Place(self.source, self.places.of_key(here))
                raise error(f"unknown key `{key}`", place, help=f"keys are: {', '.join(known)}")
            if key in _KEYS:
                found[key] = self.setting(_KEYS[key](self, value, here), here)
            elif key == SEVERITY:
                self.table(value, here)
                for code, level in value.items():
                    found[LEVEL_OF + code] = self.setting(self.level(code, level, (*here, code)), (*here, code))
        return found

    def setting(self, value: Any, path: KeyPath) -> Setting:
        return Setting(value, Place(self.source, self.places.of(path)))

    def wrong(self, path: KeyPath, message: str, help: str = "") -> NoReturn:
        raise error(message, Place(self.source, self.places.of(path)), help=help)

    def table(self, value: Any, path: KeyPath) -> None:
        if not isinstance(value, dict):
            self.wrong(path, f"`{path[-1]}` is a table")

    def list_of(self, value: Any, path: KeyPath) -> list[Any]:
        if not isinstance(value, list):
            self.wrong(path, f"`{path[-1]}` is a list")
        return value

    def text(self, value: Any, path: KeyPath) -> str:
        if not isinstance(value, str) or not value:
            self.wrong(path, f"`{self.name(path)}` is a text")
        return value

    def name(self, path: KeyPath) -> str:
        return str(next(part for part in reversed(path) if isinstance(part, str)))

    def names(self, value: Any, path: KeyPath) -> tuple[str, ...]:
        """Of a list. One text is one name."""
        listed = [value] if isinstance(value, str) else self.list_of(value, path)
        return tuple(self.text(one, (*path, i) if isinstance(value, list) else path) for i, one in enumerate(listed))

    def choice(self, value: Any, path: KeyPath, choices: Sequence[str]) -> str:
        chosen = self.text(value, path)
        if chosen not in choices:
            self.wrong(path, f"`{self.name(path)}` is not `{chosen}`", help=f"it is one of: {', '.join(choices)}")
        return chosen

    def file(self, value: Any, path: KeyPath) -> str:
        """A path, from where the configuration is."""
        return os.path.join(os.path.dirname(self.source.name), self.text(value, path))

    def level(self, code: str, value: Any, path: KeyPath) -> str:
        from ptofix.rules.checking import OFF
        from ptofix.rules.selection import names_a_rule
        from ptofix.text.diagnostics import Severity

        if not names_a_rule(code):
            place = Place(self.source, self.places.of_key(path))
            raise error(f"no rule is called `{code}` or begins with it", place, help="`ptofix list rules` lists them")
        return self.choice(value, path, [*(level.value for level in Severity), OFF])

    def patterns(self, value: Any, path: KeyPath) -> tuple[str, ...]:
        """The names are looked up when the pattern files are known, too."""
        return self.names(value, path) or ("none",)

    def pattern_files(self, value: Any, path: KeyPath) -> tuple[str, ...]:
        names = self.names(value, path)
        return tuple(self.file(name, (*path, i) if isinstance(value, list) else path) for i, name in enumerate(names))

    def assumptions(self, value: Any, path: KeyPath) -> tuple[str, ...]:
        names = self.names(value, path)
        for i, name in enumerate(names):
            try:
                DEFAULT.without(name)
            except PtofixError as problem:
                said = problem.diagnostics[0]
                self.wrong((*path, i) if isinstance(value, list) else path, said.message, said.help)
        return names

    def version(self, value: Any, path: KeyPath) -> str:
        from ptofix.mlir.targets import target

        chosen = self.text(value, path)
        try:
            target(chosen)
        except PtofixError as problem:
            said = problem.diagnostics[0]
            self.wrong(path, said.message, said.help)
        return chosen

    def assumption_file(self, value: Any, path: KeyPath) -> str:
        named = self.file(value, path)
        if not os.path.isfile(named):
            self.wrong(path, f"there is no file `{named}`")
        return named

    def address(self, value: Any, path: KeyPath) -> str:
        given = self.text(value, path)
        if not _ADDRESS.fullmatch(given) or not given.isprintable():
            self.wrong(
                path, f"`{self.name(path)}` is an address, such as https://…", "it begins with http:// or https://"
            )
        return given

    def folder(self, value: Any, path: KeyPath) -> str:
        named = self.file(value, path)
        if not os.path.isdir(named):
            self.wrong(path, f"there is no folder `{named}`")
        return named


_KEYS: dict[str, Callable[[_Reader, Any, KeyPath], Any]] = {
    "patterns": _Reader.patterns,
    "pattern-files": _Reader.pattern_files,
    "model": lambda reader, value, path: reader.choice(value, path, list(MODELS)),
    "no-assume": _Reader.assumptions,
    "evidence": lambda reader, value, path: reader.choice(value, path, list(GRADES)),
    "assumptions": _Reader.assumption_file,
    "headers": _Reader.folder,
    "arch": lambda reader, value, path: reader.choice(value, path, ARCHITECTURES),
    "target-ptoas": _Reader.version,
    "docs-url": _Reader.address,
}
KEYS = tuple(_KEYS)
