"""What a rule is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from ptofix.rules.finding import Finding
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Place, Severity

HEADINGS = ("What:", "Why it matters:", "Example:", "Limits:")
"""Every rule's docstring has these, in this order; `ptofix explain CODE` and docs/rules.md are made from it."""


class Rule(ABC):
    """A rule. The docstring is its page; the first line is its summary."""

    code: ClassVar[str]  # stable, never used again for anything else
    name: ClassVar[str]
    severity: ClassVar[Severity]

    @abstractmethod
    def run(self, subject: Subject) -> Iterator[Finding]:
        """The findings in one file, in text order per function."""

    def finding(
        self,
        message: str,
        place: Place,
        notes: tuple[Note, ...] = (),
        help: str = "",
        severity: Severity | None = None,
        **data: Any,
    ) -> Finding:
        return Finding(self.code, severity or self.severity, message, place, notes, help, data)
