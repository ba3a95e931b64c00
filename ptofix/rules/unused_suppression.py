"""PF602."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class UnusedSuppression(Rule):
    """A suppression comment without a finding of its codes on its line or the next.

    Why it matters: the code has changed, or the comment is in the wrong place and would hide a later finding.

    Example:
        TADD(v2, v1, v1);  // ptofix: allow PF101 -- v1 is written long before: PF602 if nothing is found here

    Limits: it depends on the model: what `strict` reports may be in order under `default`.
    """

    code = "PF602"
    name = "unused-suppression"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        """After every other rule."""
        for comment in subject.suppressions:
            if comment.codes and comment.reason and comment not in subject.used:
                yield self.finding(f"nothing to allow here: no {' or '.join(comment.codes)}", comment.place)
