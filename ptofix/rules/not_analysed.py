"""PF501."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.order.effects import Site
from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class NotAnalysed(Rule):
    """A statement that is not understood.

    What: a statement, a call or a function boundary that may do anything, and why.

    Why it matters: it may touch every byte and raise or take every flag. Pairs with it are not reported, and no flag
    behind it counts as ordering anything.

    Example:
        my_helper(v1, v2);   // PF501: `my_helper` is not in the op table

    Limits: a note. Bring the op into the table, or the function into the file.
    """

    code = "PF501"
    name = "not-analysed"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            program = order.program
            for instruction, steps in zip(program.instructions, order.effects.steps):
                reason = next((step.opaque for step in steps if isinstance(step, Site) and step.opaque), "")
                if not reason or instruction is program.exit:
                    continue
                whole = instruction.statement is None
                place = subject.head(program) if whole else statement_of(instruction).place
                yield self.finding(
                    f"not analysed, it may touch anything: {reason}",
                    place,
                    (Note(f"in `{program.function}`, on the {program.core} core"),),
                )
