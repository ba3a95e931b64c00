"""Waits that never end, whatever the id of a flag is: on no path does anything come first that may raise it."""

from __future__ import annotations

from functools import cache

from ptofix.program.program import SetFlag, WaitFlag, possible_ids
from ptofix.proof.explore import Lockstep
from ptofix.proof.product import AFTER
from ptofix.proof.states import Taint

ENDLESS = "nothing can raise the flag that is waited for here"
PERHAPS_ENDLESS = "it is not known whether anything raises the flag that is waited for here"

_OUTSIDE = 1  # beside the sets of the text: what is not known may raise any flag


def endless_waits(run: Lockstep, side: int = AFTER, known_only: bool = False) -> list[int]:
    """Nodes, in order.

    With `known_only` also those for which nothing but a call that is not known could raise the flag.
    """
    everything = [run.before.instructions[place].action for place in run.instruction]
    syncs = dict.fromkeys(action for action in everything if isinstance(action, SetFlag))
    number = {sync: 2 << n for n, sync in enumerate(syncs)}
    raised: dict[int, int] = {0: 0}  # per node that is reached, the sets that were met on some way to it
    pending = [0]
    while pending:
        node = pending.pop()
        found, action = raised[node], everything[node]
        if isinstance(action, SetFlag) and run.sides[run.instruction[node]] & side:
            found |= number[action]
        if not known_only and any(isinstance(op, Taint) for op in run.ops[node]):
            found |= _OUTSIDE
        for successor in run.successors[node]:
            if successor not in raised or found & ~raised[successor]:
                raised[successor] = raised.get(successor, 0) | found
                pending.append(successor)
    waits = ((node, everything[node]) for node in sorted(raised) if run.sides[run.instruction[node]] & side)
    ending = cache(lambda wait: sum(bit for sync, bit in number.items() if _may_end(sync, wait)))
    return [node for node, wait in waits if isinstance(wait, WaitFlag) and not raised[node] & (_OUTSIDE | ending(wait))]


def _may_end(sync: SetFlag, wait: WaitFlag) -> bool:
    """Whether a set may raise what is waited for."""
    if (sync.source, sync.target) != (wait.source, wait.target):
        return False
    first, second = possible_ids(sync), possible_ids(wait)
    return first is None or second is None or bool(first & second)
