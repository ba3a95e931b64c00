"""The six race rules differ in their kind and in whether the two accesses share a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ptofix.rules import race_words
from ptofix.rules.base import Rule
from ptofix.rules.finding import Finding
from ptofix.rules.places import operand_place
from ptofix.rules.races import Race, is_left_out
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class RaceRule(Rule):
    severity = Severity.ERROR
    kind: ClassVar[str]
    same_pipe: ClassVar[bool]

    def run(self, subject: Subject) -> Iterator[Finding]:
        for race in subject.races:
            if (race.kind, race.same_pipe, race.on_scratch) == (self.kind, self.same_pipe, False):
                yield self.report(race)

    def report(self, race: Race) -> Finding:
        notes = race_words.notes(race)
        place = operand_place(race.later.instruction, race.main[2])
        help, data = race_words.help_text(race), race_words.data(race)
        severity = Severity.NOTE if is_left_out(race) else self.severity
        return self.finding(race_words.message(race), place, notes, help, severity, **data)
