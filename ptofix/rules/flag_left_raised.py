"""PF301."""

from __future__ import annotations

from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.rules.messages import flag_name
from ptofix.rules.rule import FlagMisuseRule


class FlagLeftRaised(FlagMisuseRule):
    """A flag that is still raised when the function ends.

    What: on some path no `wait_flag` takes a `set_flag`.

    Why it matters: flags outlive the kernel, so the first wait of the next kernel on the core passes at once.

    Example:
        set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);
        TSTORE(g, v1);
        return;   // PF301: nothing waited

    Limits: branches count as independent, so a set and its wait under two conditions that always agree are undecided,
    "on some path". Nothing is said after a statement that is not understood (PF501). If ids are known only at run time
    (PF304), a flag is reported if every path has more sets than waits, whatever the ids are.
    """

    code = "PF301"
    name = "flag-left-raised"
    on_any_hardware = True
    kind = MisuseKind.LEFT_RAISED
    advice = "every set needs one wait after it on every path"

    def message(self, misuse: FlagMisuse) -> str:
        return f"the flag {flag_name(misuse.instruction)} is still raised when the function ends"
