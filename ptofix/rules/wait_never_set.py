"""PF302."""

from __future__ import annotations

from ptofix.order.flags import FlagMisuse, MisuseKind
from ptofix.rules.messages import flag_name
from ptofix.rules.rule import FlagMisuseRule


class WaitNeverSet(FlagMisuseRule):
    """A wait for a flag that nothing sets.

    What: a `wait_flag` that control can reach with no matching `set_flag` in front of it.

    Why it matters: the pipe waits for ever, and the kernel hangs.

    Example:
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);   // PF302: the load sets EVENT_ID2
        TADD(v2, v1, v1);

    Limits: branches are taken as independent: a set and its wait under two conditions that always agree are reported
    too, as undecided, with "on some path". Nothing is said behind a statement that is not understood (PF501). Where ids
    are known only at run time (PF304), a wait is reported that no set can raise, or more waits than sets, whatever the
    ids are.
    """

    code = "PF302"
    name = "wait-never-set"
    on_any_hardware = True
    kind = MisuseKind.NEVER_SET
    advice = "put the matching set_flag in front, behind what is to be waited for, on every path"

    def message(self, misuse: FlagMisuse) -> str:
        return f"nothing sets the flag {flag_name(misuse.instruction)} that is waited for here"
