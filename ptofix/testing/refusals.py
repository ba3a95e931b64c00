"""Which refusals of a rewrite are a fault of ours: a pass should try nothing that the checker cannot prove."""

from __future__ import annotations

from ptofix.proof.explore import TOO_COMPLEX
from ptofix.proof.waits import ENDLESS, PERHAPS_ENDLESS
from ptofix.text.diagnostics import PtofixError

_WHATEVER_IS_TRIED = (TOO_COMPLEX, ENDLESS, PERHAPS_ENDLESS)


def fault_of_ours(problem: PtofixError) -> str:
    """The message that shows it, "" if there is none.

    A result that is undecided by what the input leaves unknown is no internal error to a user. Here it is one, unless
    nothing could be proved of the input whatever a pass makes of it.
    """
    for message in (diagnostic.message for diagnostic in problem.diagnostics):
        unproved = "is not proved, so it is not written: " in message and not message.endswith(_WHATEVER_IS_TRIED)
        if unproved or "internal error" in message:
            return message
    return ""
