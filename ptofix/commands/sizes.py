"""`--set NAME=N` of the command line."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.text.diagnostics import error


def sizes_of(texts: Iterable[str]) -> dict[str, int]:
    """`NAME=N` as the command line has it. Raises PtofixError."""
    found: dict[str, int] = {}
    for text in texts:
        name, equals, number = text.partition("=")
        if not name or not equals or not (number.isascii() and number.isdecimal()):
            raise error(f"--set {text}: NAME=N is wanted")
        found[name] = int(number)
    return found
