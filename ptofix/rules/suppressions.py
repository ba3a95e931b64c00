"""PF6xx: comments that suppress findings."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class SuppressionWithoutReason(Rule):
    code = "PF601"
    severity = Severity.NOTE
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for comment in subject.suppressions:
            if comment.codes and not comment.reason:
                help = f"write `// ptofix: allow {', '.join(comment.codes)} -- why this is safe`"
                yield self.finding("this suppression gives no reason, so it has no effect", comment.place, help=help)


class SuppressionNotUnderstood(Rule):
    code = "PF603"
    severity = Severity.NOTE
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for comment in subject.suppressions:
            if not comment.codes:
                help = "the form is `// ptofix: allow PF101, PF102 -- reason`"
                yield self.finding("this comment to ptofix is not understood", comment.place, help=help)


class UnusedSuppression(Rule):
    code = "PF602"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        """After every other rule."""
        for comment in subject.suppressions:
            if comment.codes and comment.reason and comment not in subject.used:
                yield self.finding(f"nothing to allow here: no {' or '.join(comment.codes)}", comment.place)


RULES: tuple[Rule, ...] = (
    SuppressionWithoutReason(),
    SuppressionNotUnderstood(),
    UnusedSuppression(),  # last: it reports what the others left unused
)
