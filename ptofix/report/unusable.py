"""A file that could not be checked."""

from __future__ import annotations

from msgspec import Struct

from ptofix.text.diagnostics import Diagnostic


class UnusableFile(Struct, frozen=True):
    """It cannot be read or parsed, or there is nothing in it to check: `errors` say which."""

    name: str
    errors: tuple[Diagnostic, ...]
