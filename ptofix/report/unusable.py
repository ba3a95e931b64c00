"""A file that could not be checked."""

from __future__ import annotations

from ptofix.text.diagnostics import Diagnostic
from ptofix.text.quick_dataclasses import dataclass


@dataclass(frozen=True)
class UnusableFile:
    """It cannot be read or parsed, or there is nothing in it to check: `errors` say which."""

    name: str
    errors: tuple[Diagnostic, ...]
