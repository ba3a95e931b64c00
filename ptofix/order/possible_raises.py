"""How often flags can be raised at most, between two pipes with event ids that are known only at run time.

Which flag such a set raises is not known, but that it raises one of a few, or one at all, is. Counted from above is,
for each wait, how many flags are up with an id that it may have: a set that may raise such a flag counts, and a wait
only if it is sure to take one. What holds of more ids holds of fewer, so the flags of all ids are counted, too. A wait
at which a number is zero never ends.
"""

from __future__ import annotations

from collections import deque

from ptofix.order.cross import ANY_EVENT, FlagIdentity, FlagKey
from ptofix.program.program import Program, SetFlag, WaitFlag, possible_ids

NONE = 1
"""The count zero, as the bit mask that all counts are."""

MANY = 64
"""The last bit: so often or more."""

_ALL = (1 << MANY + 1) - 1

Ids = frozenset[int] | None
"""The ids that a flag can have, None for any."""

Counts = dict[tuple[FlagKey, Ids], int]
"""By the pipes, and the ids of which the flags are counted."""


def possible_raises(program: Program, identity: FlagIdentity, families: set[FlagKey]) -> list[Counts | None]:
    """Per instruction the counts in front of it, None where control never gets; starts with no flag raised."""
    waits = (i.action for i in program.instructions if isinstance(i.action, WaitFlag))
    counted: dict[FlagKey, dict[Ids, None]] = {family: {None: None} for family in families}
    for wait in waits:
        family = identity(wait.source, wait.target, ANY_EVENT)
        if family in families:
            counted[family][possible_ids(wait)] = None
    before: list[Counts | None] = [None] * len(program.instructions)
    before[0] = {(family, ids): NONE for family, sets in counted.items() for ids in sets}
    pending = deque([0])
    while pending:
        instruction = program.instructions[pending.popleft()]
        counts = before[instruction.index]
        assert counts is not None
        after = dict(counts)
        if isinstance(sync := instruction.action, (SetFlag, WaitFlag)):
            family = identity(sync.source, sync.target, ANY_EVENT)
            for ids in counted.get(family, ()):
                count = counts[family, ids]
                if isinstance(sync, SetFlag):
                    if may_be_among(possible_ids(sync), ids):
                        after[family, ids] = (count << 1 | count & 1 << MANY) & _ALL
                elif is_among(possible_ids(sync), ids):  # a path that waits for ever ends here, unless no path goes on
                    after[family, ids] = (count & ~NONE) >> 1 | count & 1 << MANY or NONE
        for successor in instruction.successors:
            known = before[successor]
            joined = after if known is None else _joined(known, after)
            if joined != known:
                before[successor] = joined
                pending.append(successor)
    return before


def most_raised(counts: Counts, family: FlagKey, ids: Ids) -> list[int]:
    """The counts from above of the flags with these ids: theirs, and those of more ids."""
    return [count for (pipes, more), count in counts.items() if pipes == family and is_among(ids, more)]


def is_among(ids: Ids, others: Ids) -> bool:
    """Whether a flag with one of `ids` is sure to have one of `others`."""
    return others is None or (ids is not None and ids <= others)


def may_be_among(ids: Ids, others: Ids) -> bool:
    """Whether a flag with one of `ids` can have one of `others`."""
    return ids is None or others is None or not ids.isdisjoint(others)


def _joined(first: Counts, second: Counts) -> Counts:
    return {key: count | second[key] for key, count in first.items()}
