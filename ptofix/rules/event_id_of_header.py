"""PF308."""

from __future__ import annotations

from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.rules.messages import call_name, key_name
from ptofix.rules.rule import FlagMisuseRule
from ptofix.text.diagnostics import Severity


class EventIdOfHeader(FlagMisuseRule):
    """A flag that an op uses inside its header while it is raised outside.

    Why it matters: the wait inside may take the outer raise and pass too early, and the outer wait the inner one.

    Example:
        set_flag(PIPE_V, PIPE_S, EVENT_ID0);
        TSHL(v3, v1, v2);   // PF308: sets and awaits PIPE_V → PIPE_S, EVENT_ID0 inside
        wait_flag(PIPE_V, PIPE_S, EVENT_ID0);

    Limits: the ids are those of pto-isa at the commit that the op table names.
    """

    code = "PF308"
    name = "event-id-of-header"
    severity = Severity.ERROR
    kind = MisuseKind.USED_BY_HEADER
    advice = "use another event id around this op, or wait for the flag before it"

    def message(self, misuse: FlagMisuse) -> str:
        return f"`{call_name(misuse.instruction)}` uses the flag {key_name(misuse.key)} inside, and it is raised here"
