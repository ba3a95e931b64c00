"""The four rules on sets and waits that do not match differ in the kind of misuse and in their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.rules.base import Rule
from ptofix.rules.finding import Finding
from ptofix.rules.flag_words import on_paths, other_sets
from ptofix.rules.places import statement_of
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class FlagMisuseRule(Rule):
    severity = Severity.ERROR
    kind: ClassVar[MisuseKind]
    advice: ClassVar[str]

    def run(self, subject: Subject) -> Iterator[Finding]:
        for counts in subject.flags:
            for misuse in counts.misuses():
                if misuse.kind is self.kind:
                    message = self.message(misuse) + on_paths(misuse)
                    place = statement_of(misuse.instruction).place
                    yield self.finding(message, place, other_sets(misuse), self.advice, certain=misuse.certain)

    def message(self, misuse: FlagMisuse) -> str:
        raise NotImplementedError
