"""How often flags can be raised at most, between two pipes with event ids that are known only at run time.

Which flag such a set raises is not known, but that it raises one of a few, or one at all, is. Counted from above is,
for each wait, how many flags are up with an id that it may have: a set that may raise such a flag counts, and a wait
only if it is sure to take one. What holds of more ids holds of fewer, so the flags of all ids are counted, too. A wait
at which a number is zero never ends.

Such a wait may also end for some of its ids only. So the flags of each of these are counted as well, and those that are
up whatever the sets mean: a set of which the id may be none of those of the wait does not count there.
"""

from __future__ import annotations

from collections import deque

from msgspec import Struct

from ptofix.order.cross import ANY_EVENT, FlagIdentity, FlagKey
from ptofix.program.program import Program, SetFlag, WaitFlag, possible_ids

NONE = 1
"""The count zero, as the bit mask that all counts are."""

MANY = 64
"""The last bit: so often or more."""

_ALL = (1 << MANY + 1) - 1

Ids = frozenset[int] | None
"""The ids that a flag can have, None for any."""


class Counted(Struct, frozen=True):
    """The flags between the pipes `family` with one of `ids`; if `surely`, what a set may raise besides is left out."""

    family: FlagKey
    ids: Ids
    surely: bool = False


Counts = dict[Counted, int]


def possible_raises(program: Program, identity: FlagIdentity, families: set[FlagKey]) -> list[Counts | None]:
    """Per instruction the counts before it, None where control never gets; starts with no flag raised."""
    waits = (i.action for i in program.instructions if isinstance(i.action, WaitFlag))
    counted: dict[FlagKey, dict[Counted, None]] = {family: {Counted(family, None): None} for family in families}
    for sync in waits:
        family = identity(sync.source, sync.target, ANY_EVENT)
        if family in families:
            ids = possible_ids(sync)
            each = (Counted(family, frozenset((one,))) for one in (program.arch.event_ids if ids is None else ids))
            counted[family] |= dict.fromkeys((Counted(family, ids), Counted(family, ids, True), *each))
    before: list[Counts | None] = [None] * len(program.instructions)
    before[0] = {one: NONE for found in counted.values() for one in found}
    pending = deque([0])
    while pending:
        instruction = program.instructions[pending.popleft()]
        counts = before[instruction.index]
        assert counts is not None
        after = dict(counts)
        action = instruction.action
        if isinstance(action, (SetFlag, WaitFlag)):
            family = identity(action.source, action.target, ANY_EVENT)
            for one in counted.get(family, ()):
                count, ids = counts[one], possible_ids(action)
                if isinstance(action, SetFlag):
                    if is_among(ids, one.ids) if one.surely else may_be_among(ids, one.ids):
                        after[one] = (count << 1 | count & 1 << MANY) & _ALL
                elif is_among(ids, one.ids):  # a path that waits forever ends, unless no path goes on
                    after[one] = (count & ~NONE) >> 1 | count & 1 << MANY or NONE
        for successor in instruction.successors:
            known = before[successor]
            joined = after if known is None else _joined(known, after)
            if joined != known:
                before[successor] = joined
                pending.append(successor)
    return before


def most_raised(counts: Counts, family: FlagKey, ids: Ids) -> list[int]:
    """The counts from above of the flags with these ids: theirs, and those of more ids."""
    return [
        count for one, count in counts.items() if one.family == family and not one.surely and is_among(ids, one.ids)
    ]


def is_among(ids: Ids, others: Ids) -> bool:
    """Whether a flag with one of `ids` is sure to have one of `others`."""
    return others is None or (ids is not None and ids <= others)


def may_be_among(ids: Ids, others: Ids) -> bool:
    """Whether a flag with one of `ids` can have one of `others`."""
    return ids is None or others is None or not ids.isdisjoint(others)


def _joined(first: Counts, second: Counts) -> Counts:
    return {key: count | second[key] for key, count in first.items()}
