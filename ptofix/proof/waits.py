"""Waits that never end, whatever the id of a flag is: on no path does anything come first that may raise it."""

from __future__ import annotations

from ptofix.proof.explore import Flag, Lockstep, Taint
from ptofix.proof.product import AFTER

ENDLESS = "nothing can raise the flag that is waited for here"
PERHAPS_ENDLESS = "it is not known whether anything raises the flag that is waited for here"


def endless_waits(run: Lockstep, side: int = AFTER, known_only: bool = False) -> list[int]:
    """Nodes, in order; the flags of `run` are known by both pipes and id.

    With `known_only` also those for which nothing but a call that is not known could raise the flag.
    """
    names, anything = list(run.keys), (1 << len(run.keys)) - 1
    same = [sum(1 << j for j, other in enumerate(names) if _may_be_one(name, other)) for name in names]
    raised: dict[int, int] = {0: 0}  # per node that is reached, the flags that were raised on some way to it
    pending = [0]
    while pending:
        node = pending.pop()
        found = raised[node]
        for op in run.ops[node]:
            if isinstance(op, Taint):
                found |= 0 if known_only else anything
            elif isinstance(op, Flag) and not op.targets and op.sides & side:
                found |= 1 << op.key
        for successor in run.successors[node]:
            if successor not in raised or found & ~raised[successor]:
                raised[successor] = raised.get(successor, 0) | found
                pending.append(successor)
    waits = ((node, op) for node in sorted(raised) for op in run.ops[node] if isinstance(op, Flag) and op.targets)
    return [node for node, op in waits if op.sides & side and not raised[node] & same[op.key]]


def _may_be_one(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    return first[:-1] == second[:-1] and (first[-1] == second[-1] or None in (first[-1], second[-1]))
