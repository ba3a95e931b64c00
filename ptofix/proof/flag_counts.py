"""How often each flag is raised and awaited, along all paths from the entry, in two texts at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from ptofix.proof.product import AFTER, BEFORE, BOTH
from ptofix.proof.states import NOT_RAISED, UNRELIABLE, Flag, FlagStates, Operation, Taint, TurnEnd

# A wait in `after` that nothing raises (node, flag, True), or a flag that only `after` leaves raised at its end.
Imbalance = tuple[int, int, bool]
FlagOperation = Flag | Taint | TurnEnd


class CountedFlags(NamedTuple):
    """Per node, the flags of both sides with which some path gets there; and per (node, flag) where the texts differ.

    `unlike`: they do not do the same with a flag that is not reliable after it; `differing`: with any flag; `again`:
    only `after` raises a flag that it has not awaited.
    """

    entries: list[dict[FlagStates, None]]
    imbalances: dict[Imbalance, None]
    unlike: dict[tuple[int, int], None]
    differing: dict[tuple[int, int], None]
    again: dict[tuple[int, int], None]


def counted_flags(
    ops: Sequence[Sequence[Operation]],
    successors: Sequence[Sequence[int]],
    entry: FlagStates,
    last: int,
    follow: Callable[[FlagOperation, FlagStates], FlagStates],
    visit: Callable[[], None],
) -> CountedFlags:
    """Follow the flags from `entry` at node 0 to the node `last`; `visit` is called for each state of a node.

    `ops` and `successors` are per node, and `follow` has the flags after an operation.
    """
    found = CountedFlags([{} for _ in ops], {}, {}, {}, {})
    found.entries[0][entry] = None
    pending = [(0, entry)]
    while pending:
        node, flags = pending.pop()
        visit()
        for op in ops[node]:
            if isinstance(op, Flag) and op.sides & AFTER:
                if op.targets and _waits_for_ever(op, flags):
                    found.imbalances[node, op.key, True] = None
                if not op.targets and _is_up_again(op, flags):
                    found.again[node, op.key] = None
            if isinstance(op, (Flag, Taint, TurnEnd)):
                was, flags = flags, follow(op, flags)
                if not isinstance(op, TurnEnd):
                    found.unlike.update(((node, key), None) for key in _unlike(op, was, flags))
                if isinstance(op, Flag) and _is_unlike(op, was):
                    found.differing[node, op.key] = None
        for successor in successors[node]:
            if flags not in found.entries[successor]:
                found.entries[successor][flags] = None
                pending.append((successor, flags))
    for before, after in found.entries[last]:
        for key, (x, y) in enumerate(zip(before, after)):
            if y > NOT_RAISED and y.bit_length() > x.bit_length() > 0:
                found.imbalances[last, key, False] = None
    return found


def unreliable_of_some(entries: Collection[FlagStates]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Per side, the flags that are not reliable in some of the states."""
    before, after = (
        tuple(key for key, raised in enumerate(zip(*(flags[side] for flags in entries))) if UNRELIABLE in raised)
        for side in (0, 1)
    )
    return before, after


def _waits_for_ever(wait: Flag, flags: FlagStates) -> bool:
    """Whether a wait of `after` finds its flag down, and that of `before` does not, or there is none."""
    mine, shared = flags[1][wait.key], wait.sides & BEFORE
    expected = flags[0][wait.key] if shared else NOT_RAISED + 1
    return mine <= NOT_RAISED < expected and bool(shared or mine == NOT_RAISED)


def _is_up_again(raise_: Flag, flags: FlagStates) -> bool:
    """Whether `after` raises a flag that is up, and `before` does not."""
    was_up = flags[0][raise_.key] > NOT_RAISED and raise_.sides & BEFORE
    return flags[1][raise_.key] > NOT_RAISED and not was_up


def _unlike(op: Flag | Taint, before: FlagStates, after: FlagStates) -> Iterator[int]:
    """The flags that are not reliable after `op`, and that the texts do not treat alike there."""
    if isinstance(op, Taint):
        yield from (key for key, (x, y) in enumerate(zip(*before)) if x.bit_length() != y.bit_length())
    elif UNRELIABLE in (after[0][op.key], after[1][op.key]) and _is_unlike(op, before):
        yield op.key


def _is_unlike(op: Flag, flags: FlagStates) -> bool:
    """Whether the texts do not do the same with a flag there."""
    return op.sides != BOTH or flags[0][op.key].bit_length() != flags[1][op.key].bit_length()
