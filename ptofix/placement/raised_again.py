"""Sets that are before the wait for the elder raise of their flag, with nothing of the waiting pipe in between.

Each pipe takes its own instructions in order, so it is all one which of the two is first; after the wait, the flag
is never up twice.
"""

from __future__ import annotations

from ptofix.cpp.parser import Statement
from ptofix.hardware.pipe import Pipe
from ptofix.order.flags import FlagCounts, MisuseKind
from ptofix.program.program import Program, SetFlag, WaitFlag


def sets_to_move(counts: FlagCounts) -> list[tuple[Statement, Statement]]:
    """Each with the wait that it can be after."""
    found: dict[Statement, Statement] = {}
    for misuse in counts.misuses():
        if misuse.kind is MisuseKind.SET_AGAIN and misuse.instruction.statement is not None:
            wait = _wait_behind(counts.program, misuse.instruction.index)
            if wait is not None:
                found[misuse.instruction.statement] = wait
    return list(found.items())


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
