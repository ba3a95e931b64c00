"""Where the keys and values of a TOML text are: `tomllib` does not say. The text must be one that it has read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct, field

from ptofix.text.source import SourceFile, Span

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys from the top, numbers of items."""

_TOKEN = re.compile(
    r"""(?P<blank>[ \t]+|\#[^\n]*)
      | (?P<line>\r?\n)
      | (?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
      | (?P<mark>[][{}=,.])
      | (?P<word>[^\s\[\]{}=,."'\#]+)""",
    re.S | re.X,
)


class _Token(Struct, frozen=True):
    kind: str
    text: str
    span: Span


class TomlPlaces(Struct):
    """Spans of keys and of values by path. A table has the span of its header."""

    keys: dict[KeyPath, Span] = field(default_factory=dict)
    values: dict[KeyPath, Span] = field(default_factory=dict)

    def of(self, path: KeyPath) -> Span:
        """Of a value, else of its key, else of what it is in."""
        while path:
            found = self.values.get(path) or self.keys.get(path)
            if found is not None:
                return found
            path = path[:-1]
        return Span(0, 1)

    def of_key(self, path: KeyPath) -> Span:
        return self.keys.get(path) or self.of(path)


def toml_places(source: SourceFile) -> TomlPlaces:
    """Read the text once more, for the places alone."""
    reader = _Reader(source.text)
    reader.document()
    return reader.found


class _Reader:
    """The tokens of a text, and how far they are read."""

    def __init__(self, text: str) -> None:
        self.tokens = [t for t in _tokens(text) if t.kind != "blank"]
        self.at = 0
        self.found = TomlPlaces()
        self.items: dict[KeyPath, int] = {}  # how many tables each list of tables has so far

    def document(self) -> None:
        table: KeyPath = ()
        while self.at < len(self.tokens):
            if self.tokens[self.at].kind == "line":
                self.at += 1
            elif self._takes("["):
                table = self._header(is_list=self._takes("["))
            else:
                self._pair(table)

    def _header(self, is_list: bool) -> KeyPath:
        names, span = self._key()
        self._takes("]")
        self._takes("]")
        path: KeyPath = ()
        for name in names[:-1]:
            path = self._newest((*path, name))
        path = (*path, names[-1])
        self.found.keys.setdefault(path, span)
        if is_list:
            self.items[path] = self.items.get(path, 0) + 1
        path = self._newest(path)
        self.found.keys.setdefault(path, span)
        return path

    def _newest(self, path: KeyPath) -> KeyPath:
        """A list of tables stands for its newest one."""
        return (*path, self.items[path] - 1) if path in self.items else path

    def _pair(self, table: KeyPath) -> None:
        names, span = self._key()
        path = table
        for name in names:
            path = (*path, name)
            self.found.keys.setdefault(path, span)
        self._takes("=")
        self._value(path)

    def _key(self) -> tuple[list[str], Span]:
        names, first = [], self.tokens[self.at].span.start
        while True:
            token = self.tokens[self.at]
            names.append(token.text.strip("\"'"))
            self.at += 1
            if not self._takes("."):
                return names, Span(first, token.span.end)

    def _value(self, path: KeyPath) -> None:
        first = self.tokens[self.at].span.start
        if self._takes("["):
            number = 0
            while not self._closes("]"):
                self._value((*path, number))
                number += 1
        elif self._takes("{"):
            while not self._closes("}"):
                self._pair(path)
        else:
            while self.at < len(self.tokens) and not self._ends():
                self.at += 1
        self.found.values[path] = Span(first, self.tokens[self.at - 1].span.end)

    def _ends(self) -> bool:
        """Whether a plain value ends here: a number may have a point in it."""
        token = self.tokens[self.at]
        return token.kind == "line" or (token.kind == "mark" and token.text in ",]}")

    def _closes(self, mark: str) -> bool:
        """Whether `mark` comes next, after commas and ends of lines."""
        while self.tokens[self.at].kind == "line" or self._takes(","):
            self.at += self.tokens[self.at].kind == "line"
        return self._takes(mark)

    def _takes(self, mark: str) -> bool:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        taken = token is not None and token.kind == "mark" and token.text == mark
        self.at += taken
        return taken


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        assert match.lastgroup is not None
        yield _Token(match.lastgroup, match[0], Span(*match.span()))
