"""PF503."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class FunctionNotAnalysed(Rule):
    """A function that is not analysed.

    What: it, or the whole file, is outside of the C++ that ptofix understands (docs/language.md), or something that is
    not understood reaches it.

    Why it matters: nothing in the function was checked, no other rule is about it, and no rewrite touches it.

    Example:
        auto f = [&]() { TASSIGN(v1, 0); };   // PF503: a lambda

    Limits: one finding for each function, at the first such place.
    """

    code = "PF503"
    name = "function-not-analysed"
    severity = Severity.UNDECIDED
    on_any_hardware = True

    def run(self, subject: Subject) -> Iterator[Finding]:
        for refusal in subject.refusals:
            what = f"`{refusal.function}`" if refusal.function else "the whole file"
            yield self.finding(
                f"not analysed: {refusal.reason}",
                refusal.place,
                (Note(f"nothing in {what} is checked, and no rewrite touches it"),),
                function=refusal.function,
            )
