"""PF304."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.rules.undecided import flags_at_run_time
from ptofix.text.diagnostics import Note, Severity


class EventIdAtRunTime(Rule):
    """An event id that is known only at run time.

    What: one finding for each pair of pipes. Constants are followed through names and casts.

    Why it matters: any flag between the two pipes may be meant, so no wait between them orders anything, and whether
    each flag is awaited is not known. The pairs of accesses between them are counted here, not reported; reported are
    sets and waits that go wrong whatever the ids are (PF301, PF302).

    Example:
        wait_flag(PIPE_MTE2, PIPE_V, v12);   // PF304
    """

    code = "PF304"
    name = "event-id-at-run-time"
    severity = Severity.UNDECIDED

    def run(self, subject: Subject) -> Iterator[Finding]:
        for judged in subject.judged:
            program = judged.program
            for (source, target), instruction in flags_at_run_time(program).items():
                orders = len(judged.hanging.flags.get((source, target), ()))
                yield self.finding(
                    f"an event id from PIPE_{source} to PIPE_{target} is known only at run time: "
                    "their waits are not counted as ordering anything",
                    statement_of(instruction).place,
                    (Note(f"in `{program.function}`, on the {program.core} core"),),
                    orders=orders,
                )
