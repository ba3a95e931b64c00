"""PF501."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.undecided import opaque_statements
from ptofix.text.diagnostics import Note, Severity


class NotAnalysed(Rule):
    """A statement that is not understood.

    What: a statement, a call or a function boundary that may do anything, and why.

    Why it matters: it may touch every byte, raise or take every flag, and order everything. Pairs with it are not
    reported one by one, nor are those that it may order: they are counted here.

    Example:
        my_helper(v1, v2);   // PF501: `my_helper` is not in the op table

    Limits: undecided. Bring the op into the table, or the function into the file.
    """

    code = "PF501"
    name = "not-analysed"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order, judged in zip(subject.orders, subject.judged):
            program = order.program
            for index, reason in opaque_statements(order).items():
                instruction = program.instructions[index]
                if instruction is program.exit:
                    continue
                orders = len(judged.hanging.statements.get(index, ()))
                whole = instruction.statement is None
                place = subject.head(program) if whole else statement_of(instruction).place
                yield self.finding(
                    f"not analysed, it may touch anything: {reason}",
                    place,
                    (Note(f"in `{program.function}`, on the {program.core} core"),),
                    orders=orders,
                )
