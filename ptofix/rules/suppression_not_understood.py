"""PF603."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


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
