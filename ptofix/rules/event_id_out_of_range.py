"""PF307."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.program.program import SetFlag, WaitFlag
from ptofix.rules.messages import EVENT_IDS, statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class EventIdOutOfRange(Rule):
    """An event id that does not exist.

    Why it matters: there are eight ids, 0 to 7, for each pair of pipes; what another number does is not defined.

    Example:
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID8);   // PF307

    Limits: ids known only at run time are not checked (PF304).
    """

    code = "PF307"
    name = "event-id-out-of-range"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for program in subject.programs:
            for instruction in program.reached:
                action = instruction.action
                event = action.event if isinstance(action, (SetFlag, WaitFlag)) else None
                if event is not None and not 0 <= event < EVENT_IDS:
                    message = f"event id {event} does not exist: ids are 0 to {EVENT_IDS - 1}"
                    yield self.finding(message, statement_of(instruction).place)
