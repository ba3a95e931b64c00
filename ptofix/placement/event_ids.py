"""Event ids for fences: two that are up at the same time have different ones, under both identities of a flag.

What is up where is a may-analysis over the flow of the program, so that an id is free again once it is taken. Ids that
other flags of the program have up, and those that the headers of ops use inside, are taken where that is true.
"""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.pipe import Pipe
from ptofix.order.cross import FlagKey
from ptofix.order.flags import flag_counts, inner_flags
from ptofix.program.program import Program, SetFlag, TileOp

FIRST_FENCE = 1000
"""Event ids from here on stand for fences while they are tried; hardware has none of them."""

MOST_TURNS = 8
"""The fence with number n has that many from FIRST_FENCE + n * MOST_TURNS on."""


def fence_of(event: int | None) -> int | None:
    """The number of the fence that an event id stands for."""
    return None if event is None or event < FIRST_FENCE else (event - FIRST_FENCE) // MOST_TURNS


def colours(program: Program, turns: dict[int, int], by_pair: set[int]) -> dict[int, int | None]:
    """For each fence the lowest of as many ids as it has `turns`, one after the other; None where there are none.

    Those `by_pair` may have the id of a flag of the same source to another target.
    """
    meets: dict[int, set[int]] = {number: set() for number in turns}
    taken: dict[int, set[int]] = {number: set() for number in turns}
    for one, other in _together(program):
        same_target = one[1] == other[1]
        for own, flag in ((one, other), (other, one)):
            mine, theirs = fence_of(own[2]), fence_of(flag[2])
            if mine is None or (not same_target and not by_pair.isdisjoint((mine, theirs))):
                continue
            if theirs is not None:
                meets[mine].add(theirs)
                meets[theirs].add(mine)
            else:
                taken[mine].update(program.arch.event_ids if flag[2] is None else (flag[2],))
    found: dict[int, int | None] = {}
    for number, width in turns.items():  # in the order of the text: the elder fence keeps the lower id
        used = set(taken[number])
        for neighbour in meets[number]:
            lowest = found.get(neighbour)
            used |= set() if lowest is None else set(range(lowest, lowest + turns[neighbour]))
        ids = program.arch.event_ids
        fits = (event for event in ids if used.isdisjoint(range(event, event + width)) and event + width - 1 in ids)
        found[number] = next(fits, None)
    return found


_Flag = tuple[Pipe, Pipe, "int | None"]


def _together(program: Program) -> Iterator[tuple[_Flag, _Flag]]:
    """Flags of one source that are up at the same time, or one of which is used inside an op while the other is up."""
    seen: set[tuple[_Flag, _Flag]] = set()
    for instruction, up in zip(program.instructions, _raised(program)):
        action = instruction.action
        new: list[_Flag] = []
        if isinstance(action, SetFlag):
            new = [(action.source, action.target, action.event)]
        elif isinstance(action, TileOp):
            new = list(inner_flags(action.call))
        found = {(flag, other) for flag in new for other in up if flag[0] == other[0]}
        yield from found - seen
        seen |= found


def _raised(program: Program) -> Iterator[set[_Flag]]:
    """Per instruction, the flags that may be up before it.

    One whose id is not known may always be, and of one that goes wrong somewhere nothing is sure any more.
    """
    counts = flag_counts(program)
    actions = (i.action for i in program.instructions)
    always: set[_Flag] = {(a.source, a.target, None) for a in actions if isinstance(a, SetFlag) and a.event is None}
    always |= {_flag_of(misuse.key) for misuse in counts.misuses}
    for index, before in enumerate(counts.before):
        yield always | {_flag_of(key) for key in before or () if not counts.is_down(index, key)}


def _flag_of(key: FlagKey) -> _Flag:
    source, target, event = key
    assert isinstance(source, Pipe)
    assert isinstance(target, Pipe)
    assert isinstance(event, int)
    return source, target, event
