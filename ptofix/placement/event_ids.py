"""Event ids for fences: two that are up at the same time have different ones, under both identities of a flag.

What is up where is a may-analysis over the flow of the program, so that an id is free again once it is taken. Ids that
other flags of the program have up, and those that the headers of ops use inside, are taken where that is so.
"""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.arch.pipe import Pipe
from ptofix.order.flags import inner_flags
from ptofix.program.program import Program, SetFlag, TileOp, WaitFlag


def colours(program: Program, fences: list[int], by_pair: set[int], first: int) -> dict[int, int | None]:
    """An id for each fence, None where all are in use.

    In `program` a fence has the event id `first` + its number. Those `by_pair` may have the id of a flag of the same
    source to another target.
    """
    meets: dict[int, set[int]] = {number: set() for number in fences}
    taken: dict[int, set[int]] = {number: set() for number in fences}
    for one, other in _together(program):
        pair = [None if flag[2] is None or flag[2] < first else flag[2] - first for flag in (one, other)]
        same_target = one[1] == other[1]
        for mine, theirs, flag in ((pair[0], pair[1], other), (pair[1], pair[0], one)):
            if mine is None or not (same_target or mine not in by_pair):
                continue
            if theirs is not None:
                meets[mine].add(theirs)
                meets[theirs].add(mine)
            else:
                taken[mine] |= set(program.arch.event_ids) if flag[2] is None else {flag[2]}
    found: dict[int, int | None] = {}
    for number in fences:  # in the order of the text: the elder fence keeps the lower id
        used = {found.get(other) for other in meets[number]} | taken[number]
        found[number] = next((event for event in program.arch.event_ids if event not in used), None)
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
        found = {(flag, other) for flag in new for other in up if flag[0] == other[0] and flag != other}
        yield from found - seen
        seen |= found


def _raised(program: Program) -> list[set[_Flag]]:
    """Per instruction, the flags that may be up in front of it."""
    before: list[set[_Flag]] = [set() for _ in program.instructions]
    pending = [0]
    reached = {0}
    while pending:
        index = pending.pop()
        action = program.instructions[index].action
        after = before[index]
        if isinstance(action, SetFlag):
            after = after | {(action.source, action.target, action.event)}
        elif isinstance(action, WaitFlag) and action.event is not None:
            after = after - {(action.source, action.target, action.event)}
        for successor in program.instructions[index].successors:
            if successor not in reached or not after <= before[successor]:
                reached.add(successor)
                before[successor] |= after
                pending.append(successor)
    return before
