"""PF6xx: comments that suppress findings."""

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


class SuppressionNotUnderstood(Rule):
    """A comment to ptofix that it does not understand.

    What: it starts with `ptofix:` and does not continue with `allow CODE[, CODE…] -- reason`.

    Why it matters: its author believes that it does something.

    Example:
        TADD(v2, v1, v1);  // ptofix: ignore this line

    Limits: codes that no rule has are PF602.
    """

    code = "PF603"
    name = "suppression-not-understood"
    severity = Severity.NOTE
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for comment in subject.suppressions:
            if not comment.codes:
                help = "the form is `// ptofix: allow PF101, PF102 -- reason`"
                yield self.finding("this comment to ptofix is not understood", comment.place, help=help)


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


RULES: tuple[Rule, ...] = (
    SuppressionWithoutReason(),
    SuppressionNotUnderstood(),
    UnusedSuppression(),  # last: it reports what the others left unused
)
