"""The four rules on sets and waits that do not match differ in the kind of incident and in their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ptofix.order.flags import Incident, IncidentKind
from ptofix.rules.base import Check
from ptofix.rules.finding import Finding
from ptofix.rules.flag_words import on_paths, other_sets
from ptofix.rules.places import statement_of
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class IncidentCheck(Check):
    severity = Severity.ERROR
    kind: ClassVar[IncidentKind]
    advice: ClassVar[str]

    def run(self, subject: Subject) -> Iterator[Finding]:
        for counts in subject.flags:
            for incident in counts.incidents():
                if incident.kind is self.kind:
                    message = self.message(incident) + on_paths(incident)
                    place = statement_of(incident.instruction).place
                    yield self.finding(message, place, other_sets(incident), self.advice, certain=incident.certain)

    def message(self, incident: Incident) -> str:
        raise NotImplementedError
