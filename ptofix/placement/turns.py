"""Orders round a loop that skip rounds, as between the users of one slot of a buffer with several."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from ptofix.cpp.nodes import Declare, For
from ptofix.cpp.parser import Block
from ptofix.placement.event_ids import MOST_TURNS
from ptofix.placement.fences import FlagFence
from ptofix.program.program import Counter, Instruction


class Skipped(NamedTuple):
    """The fewest rounds from one end of an order to the other, and by how much the loop's variable grows in each."""

    rounds: int
    step: int


def rounds_between(earlier: Instruction, later: Instruction, fence: FlagFence, counters: dict[int, Counter]) -> Skipped:
    """How many rounds of the fence's loop lie at least between the two, if it is known in which they run; else one."""
    number = _loop_number(earlier, fence)
    first = next((r for r in earlier.rounds if r.loop == number), None)
    second = next((r for r in later.rounds if r.loop == number), None)
    if first is None or second is None or number not in counters or _variable(fence) == "" or _is_left(fence):
        return Skipped(1, 1)
    step, period = counters[number].step, first.period
    if counters[number].grows < 1:  # a negative variable, as a number without sign, would skip some of the turns
        return Skipped(1, 1)
    meeting = (n for n in range(1, period + 1) if (first.residue + n * step - second.residue) % period == 0)
    return Skipped(next(meeting, 1), counters[number].grows)


def in_turns(fence: FlagFence, skipped: Skipped) -> FlagFence:
    """The same with a flag for each round that is skipped, as far as there are event ids for them.

    Rounds are counted, not the variable: one that grows by two is always even.
    """
    counted = f"(uint64_t) {_variable(fence)}" + (f" / {skipped.step}" if skipped.step > 1 else "")
    return replace(fence, turns=min(skipped.rounds, MOST_TURNS), turn=counted)


def _loop_number(instruction: Instruction, fence: FlagFence) -> int:
    """Of the fence's loop, if that is the one directly around its sequence; else 0, which is none."""
    loops = fence.sequence.loops
    if fence.loop != loops[-1]:
        return 0
    return instruction.loops[-1] if len(instruction.loops) == len(loops) else 0


def _is_left(fence: FlagFence) -> bool:
    """Whether a jump leads out of its loop to other than the end: which of the flags are up there changes."""
    around = (
        (fence.loop in jump.place.chain, jump.target is not None and fence.loop in jump.target.chain)
        for jump in fence.sequence.jumps
    )
    return (True, False) in around


def _variable(fence: FlagFence) -> str:
    """The variable that its loop declares, "" otherwise."""
    assert fence.loop is not None
    block = fence.loop.sequence.units[fence.loop.number].elements[0]
    if not isinstance(block, Block) or not isinstance(block.head.node, For):
        return ""
    initial = block.head.node.initial
    return initial.name if isinstance(initial, Declare) else ""
