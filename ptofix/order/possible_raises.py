"""How often flags can be raised at most, between two pipes with event ids that are known only at run time.

Which flag such a set raises is not known, but that it raises one is. Two numbers are counted from above: the raises of
all flags of these pipes, whatever their ids, and those of each known id, which any set with an id of the run may raise,
and no wait with one is sure to take. A wait at which either is zero never ends.
"""

from __future__ import annotations

from collections import deque

from ptofix.order.cross import ANY_EVENT, FlagIdentity, FlagKey
from ptofix.program.program import Program, SetFlag, WaitFlag

NONE = 1
"""The count zero, as the bit mask that all counts are."""

MANY = 64
"""The last bit: so often or more."""

_ALL = (1 << MANY + 1) - 1

Counts = dict[FlagKey, int]


def possible_raises(program: Program, identity: FlagIdentity, families: set[FlagKey]) -> list[Counts | None]:
    """Per instruction the counts in front of it, None where control never gets; starts with no flag raised."""
    syncs = [i.action for i in program.instructions if isinstance(i.action, WaitFlag) and i.action.event is not None]
    awaited = {identity(sync.source, sync.target, sync.event) for sync in syncs if sync.event is not None}
    before: list[Counts | None] = [None] * len(program.instructions)
    before[0] = {}
    pending = deque([0])
    while pending:
        instruction = program.instructions[pending.popleft()]
        counts = before[instruction.index]
        assert counts is not None
        after = dict(counts)
        if isinstance(instruction.action, (SetFlag, WaitFlag)):
            for key in counted(instruction.action, identity, families, awaited):
                count = counts.get(key, NONE)
                if isinstance(instruction.action, SetFlag):
                    after[key] = (count << 1 | count & 1 << MANY) & _ALL
                else:  # a path that waits for ever ends here, unless no path goes on
                    after[key] = (count & ~NONE) >> 1 | count & 1 << MANY or NONE
        for successor in instruction.successors:
            known = before[successor]
            joined = after if known is None else _joined(known, after)
            if joined != known:
                before[successor] = joined
                pending.append(successor)
    return before


def counted(
    sync: SetFlag | WaitFlag, identity: FlagIdentity, families: set[FlagKey], awaited: set[FlagKey]
) -> list[FlagKey]:
    """The counts that a set or wait changes: of its family, of its id, and a set with an id of the run of all ids."""
    family = identity(sync.source, sync.target, ANY_EVENT)
    if family not in families:
        return []
    if sync.event is not None:
        return [family, identity(sync.source, sync.target, sync.event)]
    return [family, *(key for key in awaited if key[:-1] == family[:-1] and isinstance(sync, SetFlag))]


def _joined(first: Counts, second: Counts) -> Counts:
    return {key: first.get(key, NONE) | second.get(key, NONE) for key in first.keys() | second.keys()}
