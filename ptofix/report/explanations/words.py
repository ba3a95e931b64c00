"""Words that explanations share."""

from __future__ import annotations

from ptofix.order.effects import GLOBAL_MEMORY, Hazard, meeting_bytes
from ptofix.program.program import Barrier, Instruction, SetFlag, WaitFlag
from ptofix.rules.messages import call_name


def plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def at_line(instruction: Instruction) -> str:
    """`set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0) (line 12)`."""
    if instruction.statement is None:
        return "code outside the function"
    match instruction.action:
        case Barrier(pipe):
            name = f"pipe_barrier(PIPE_{pipe})"
        case SetFlag() | WaitFlag():
            name = instruction.statement.text.rstrip(";")
        case _:
            name = f"`{call_name(instruction)}`"
    return f"{name} (line {instruction.statement.line})"


def pair_words(hazard: Hazard) -> str:
    """Kind, both ops, and each pair of operands that meet."""
    places = f"{at_line(hazard.earlier.instruction)} → {at_line(hazard.later.instruction)}"
    if hazard.earlier.opaque or hazard.later.opaque:
        return f"{places}: {hazard.earlier.opaque or hazard.later.opaque}"
    meetings = dict.fromkeys(
        f"{kind} {first.name if first.name == second.name else f'{first.name}/{second.name}'} "
        f"{meeting_bytes(first, second)}"
        for kind, first, second in hazard.overlaps
        if first.region.memory != GLOBAL_MEMORY
    )
    return f"{places}: {'; '.join(meetings)}"
