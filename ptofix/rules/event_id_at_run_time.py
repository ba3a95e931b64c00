"""PF304."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.program.program import SetFlag, WaitFlag
from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class EventIdAtRunTime(Rule):
    """An event id that is known only at run time.

    What: a `set_flag` or `wait_flag` whose id is a variable. One note for each pair of pipes.

    Why it matters: any flag between the two pipes may be meant. No wait between them is counted as ordering anything,
    so there may be findings that are none; and their sets and waits are not counted.

    Example:
        wait_flag(PIPE_MTE2, PIPE_V, v12);   // PF304

    Limits: a note, and races between the two pipes are warnings where there is such a set and such a wait. Ids that are
    constants through names and casts are followed.
    """

    code = "PF304"
    name = "event-id-at-run-time"
    severity = Severity.NOTE

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            found: dict[tuple[str, str], list[SetFlag | WaitFlag]] = {}
            for instruction in program.instructions:
                action = instruction.action
                if not isinstance(action, (SetFlag, WaitFlag)) or action.event is not None:
                    continue
                pair = (action.source, action.target)
                found.setdefault(pair, []).append(action)
                if len(found[pair]) > 1:
                    continue
                yield self.finding(
                    f"an event id from PIPE_{action.source} to PIPE_{action.target} is known only at run time: "
                    "their waits are not counted as ordering anything",
                    statement_of(instruction).place,
                    (Note(f"in `{program.function}`, on the {program.core} core"),),
                )
