"""PF303."""

from __future__ import annotations

from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.rules.messages import flag_name
from ptofix.rules.rule import FlagMisuseRule
from ptofix.text.diagnostics import Severity


class FlagSetAgain(FlagMisuseRule):
    """A flag that is set while it is still raised.

    Why it matters: CANN's guide asks for sets and waits in pairs, and calls a flag a bit. If it is one, the second wait
    never ends. If flags count, as assembler 0.37 takes for granted in loops, the next wait may take the older raise, so
    it orders only what both sets cover.

    Example:
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        TLOAD(v2, g);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);   // PF303: nothing has waited for the first one

    Limits: as PF301.
    """

    code = "PF303"
    name = "flag-set-again"
    severity = Severity.UNDECIDED
    on_any_hardware = True
    kind = MisuseKind.SET_AGAIN
    advice = "wait for the first one before the second set, or use another event id"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is set while it is still raised"
