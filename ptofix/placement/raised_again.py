"""Sets that are before the wait for the earlier raise of their flag, with nothing of the waiting pipe in between.

Each pipe takes its own instructions in order, so it is all one which of the two is first; after the wait, the flag
is never up twice.
"""

from __future__ import annotations

from ptofix.cpp.parser import Statement
from ptofix.hardware.pipe import Pipe
from ptofix.order.flags import FlagCounts, MisuseKind
from ptofix.program.program import Program, SetFlag, WaitFlag


def sets_to_move(*every: FlagCounts) -> list[tuple[Statement, Statement]]:
    """Each with the wait that it can be after, wherever the programs come by it: it may be in a function that is
    called from several places. Where the flag may be down, the wait would be forever."""
    found: dict[Statement, Statement] = {}
    stay: set[Statement] = set()
    for counts in every:
        up = {
            misuse.instruction.index
            for misuse in counts.misuses
            if misuse.kind is MisuseKind.SET_AGAIN and misuse.certain
        }
        for instruction in counts.program.reached:
            statement = instruction.statement
            if statement is None or not isinstance(instruction.action, SetFlag):
                continue
            wait = _wait_behind(counts.program, instruction.index) if instruction.index in up else None
            if wait is None or found.setdefault(statement, wait) is not wait:
                stay.add(statement)
    return [pair for pair in found.items() if pair[0] not in stay]


def _wait_behind(program: Program, place: int) -> Statement | None:
    raise_ = program.instructions[place].action
    assert isinstance(raise_, SetFlag)
    successors = program.instructions[place].successors
    while len(successors) == 1:
        follower = program.instructions[successors[0]]
        match follower.action:
            case WaitFlag(source, target, event) if target == raise_.target:
                same = (source, event) == (raise_.source, raise_.event)
                return follower.statement if same and follower.loops == program.instructions[place].loops else None
            case WaitFlag(_, target, _) if target != Pipe.S:
                pass
            case SetFlag(source, _, _) if source not in (raise_.source, raise_.target, Pipe.S):
                pass
            case _:
                return None
        successors = follower.successors
    return None
