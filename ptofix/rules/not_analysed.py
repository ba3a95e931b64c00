"""PF501."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ptofix.program.program import Program
from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.undecided import opaque_statements, tiles_of_callers
from ptofix.text.diagnostics import Note, Severity


class NotAnalysed(Rule):
    """A statement that is not understood.

    What: a statement, a call or a function boundary may do anything: touch every byte, raise or take every flag, order
    everything. A function that anything may call is one such place, also a `static` one that nothing in the file calls.

    Why it matters: pairs with it, and those that it may order, are counted here, not reported.

    Example:
        my_helper(v1, v2);   // PF501: bring the op into the table, or the function into the file

    Limits: a note for a function with a caller that is not analysed itself, which PF503 says once.
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
                hanging = judged.hanging.statements.get(index, set())
                notes = [Note(f"in `{program.function}`, on the {program.core} core")]
                whole = instruction.statement is None
                place = subject.head(program) if whole else statement_of(instruction).place
                handed_over = tiles_of_callers(program) if whole else ()
                if handed_over:
                    hanging = hanging.union(*(judged.hanging.tiles.get(tile, ()) for tile in handed_over))
                    where = f"the callers decide where {_named(handed_over)} are: anywhere, even overlapping"
                    notes.append(Note(where))
                caller = refused_caller(subject, program) if whole else ""
                if caller:
                    reason = f"what runs around the function: `{caller}` calls it, and is not analysed"
                yield self.finding(
                    f"not analysed, it may touch anything: {reason}",
                    place,
                    tuple(notes),
                    severity=Severity.NOTE if caller else None,  # that one counts
                    orders=len(hanging),
                )


def refused_caller(subject: Subject, program: Program) -> str:
    """A function that is not analysed and names this one, which no other file can call."""
    if program.function not in subject.static_functions:
        return ""
    text, name = subject.tree.source.text, re.compile(rf"\b{re.escape(program.function)}\b")
    others = (one for one in subject.refusals if one.function not in ("", program.function))
    return next((one.function for one in others if name.search(text, one.span.start, one.span.end)), "")


_MOST_NAMED = 6


def _named(tiles: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{tile}`" for tile in tiles[:_MOST_NAMED])
    return shown if len(tiles) <= _MOST_NAMED else f"{shown} and {len(tiles) - _MOST_NAMED} more tiles"
