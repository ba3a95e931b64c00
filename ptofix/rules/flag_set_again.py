"""PF303."""

from __future__ import annotations

from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.rules.messages import flag_name
from ptofix.rules.rule import FlagMisuseRule
from ptofix.text.diagnostics import Severity


class FlagSetAgain(FlagMisuseRule):
    """A flag that is set while it is still raised.

    What: a second `set_flag` of one flag before the `wait_flag` for the first.

    Why it matters: flags count, so nothing is lost; but the next wait may take the elder flag and pass before the work
    it is meant for is done. The analysis counts such a wait as ordering only what both sets cover, so an order that is
    lost by this is reported as PF104 to PF106, and a set too many as PF301. That is why this is only a note: assembler
    0.37 does it in loops.

    Example:
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);
        TLOAD(v2, g);
        set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);   // PF303: the first one was not waited for yet

    Limits: branches are taken as independent: a set and its wait under two conditions that always agree are reported
    too, with "on some path". Nothing is said behind a statement that is not understood (PF501), nor about ids that are
    known only at run time (PF304).
    """

    code = "PF303"
    name = "flag-set-again"
    severity = Severity.NOTE
    on_any_hardware = True
    kind = MisuseKind.SET_AGAIN
    advice = "wait for the first one before the second set, or use another event id"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is set while it is still raised"
