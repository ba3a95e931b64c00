"""A file that could not be checked."""

from __future__ import annotations

from dataclasses import dataclass

from ptofix.text.diagnostics import Diagnostic


@dataclass(frozen=True)
class UnusableFile:
    """It cannot be read or parsed, or there is nothing in it to check: `errors` say which."""

    name: str
    errors: tuple[Diagnostic, ...]
