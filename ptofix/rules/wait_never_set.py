"""PF302."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.order.flags import FlagMisuse, MisuseKind, UncertainWait
from ptofix.program.program import WaitFlag
from ptofix.rules.messages import either, flag_name, on_paths, statement_of
from ptofix.rules.rule import Finding, FlagMisuseRule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Severity


class WaitNeverSet(FlagMisuseRule):
    """A wait for a flag that nothing sets.

    What: control can reach the `wait_flag` with no matching `set_flag` before it.

    Why it matters: the pipe waits for ever, and the kernel hangs.

    Example:
        wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID3);   // PF302: the load sets EVENT_ID2
        TADD(v2, v1, v1);

    Limits: as PF301 for branches and PF501. If ids are known only at run time (PF304), it is an error if nothing sets
    any flag that the wait may mean, or there are more waits than sets; undecided if nothing sets the flag for some of
    its ids, or every set before it may have another id.
    """

    code = "PF302"
    name = "wait-never-set"
    on_any_hardware = True
    kind = MisuseKind.NEVER_SET
    advice = "put the matching set_flag before it, after what is to be waited for, on every path"

    def message(self, misuse: FlagMisuse) -> str:
        return f"nothing sets the flag {flag_name(misuse.instruction)} that is waited for here"

    def run(self, subject: Subject) -> Iterator[Finding]:
        yield from super().run(subject)
        for counts in subject.flags:
            for wait in counts.uncertain_waits():
                message = self._uncertain(wait) + on_paths(wait.certain)
                yield self.finding(message, statement_of(wait.instruction).place, (), self.advice, Severity.UNDECIDED)

    def _uncertain(self, wait: UncertainWait) -> str:
        action = wait.instruction.action
        assert isinstance(action, WaitFlag)
        if wait.unraised:
            ids = either(f"EVENT_ID{one}" for one in sorted(wait.unraised))
            return f"this may wait for PIPE_{action.source} → PIPE_{action.target}, {ids}, which nothing sets"
        return f"this waits for {flag_name(wait.instruction).removesuffix(',')}, and what is set may be another flag"
