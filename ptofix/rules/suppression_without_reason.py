"""PF601."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class SuppressionWithoutReason(Rule):
    """A suppression comment without a reason. It suppresses nothing.

    Why it matters: the next reader must understand the finding again.

    Example:
        TMUL(v4, v3, v1);  // ptofix: allow PF101

    Write `// ptofix: allow PF101 -- why this is safe`; any text counts.
    """

    code = "PF601"
    name = "suppression-without-reason"
    severity = Severity.NOTE
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for comment in subject.suppressions:
            if comment.codes and not comment.reason:
                help = f"write `// ptofix: allow {', '.join(comment.codes)} -- why this is safe`"
                yield self.finding("this suppression gives no reason, so it has no effect", comment.place, help=help)
