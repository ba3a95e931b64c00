"""What the functions of the API take as a text: the text itself, or the path of a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ptofix.text.diagnostics import error
from ptofix.text.language import CPP_SUFFIXES, IR_SUFFIXES
from ptofix.text.source import TEXT_NAME, SourceFile, read_source

Text: TypeAlias = str | os.PathLike[str]
"""A `str` is a text, a path object (`pathlib.Path`) is a file."""

TOO_DEEP = "blocks or calls are nested too deeply"


def source_of(text: Text, name: str = "") -> SourceFile:
    """The text under the name that messages have: `name`, or the file's, or `<text>`. Raises OSError."""
    if isinstance(text, str):
        if "\n" not in text and text.endswith((*CPP_SUFFIXES, *IR_SUFFIXES)):
            raise error(f"`{text}` is a path, and a `str` is a text", help=f"pathlib.Path({text!r}) is the file")
        return SourceFile(name or TEXT_NAME, text)
    source = read_source(os.fspath(text))
    return SourceFile(name, source.text) if name else source


@contextmanager
def no_deeper_than_python(name: str) -> Iterator[None]:
    """Turn the interpreter's limit into the error that all unusable input is."""
    try:
        yield
    except RecursionError:
        raise error(f"{name}: {TOO_DEEP}") from None
