"""What a rule reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ptofix.text.diagnostics import Diagnostic, Note, Place, Severity


@dataclass(frozen=True)
class Finding:
    """One place where a rule has something to say. `data` is what the JSON form adds, with stable keys."""

    code: str
    severity: Severity
    message: str
    place: Place
    notes: tuple[Note, ...] = ()
    help: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.severity, self.message, self.place, self.code, self.notes, self.help)

    @property
    def counts(self) -> bool:
        """Whether it makes `ptofix check` exit with 1."""
        return self.severity is not Severity.NOTE
