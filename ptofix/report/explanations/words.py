"""Words that explanations share."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.order.effects import Hazard, meeting
from ptofix.program.program import Barrier, Instruction, SetFlag, WaitFlag
from ptofix.rules.messages import call_name
from ptofix.text.order_words import MISSING


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
    recorded = "".join(f", from {place}" for place in instruction.statement.place.recorded_from[:1])
    return f"{name} (line {instruction.statement.line}{recorded})"


_CONSEQUENCES = {
    "RAW": "may read {name} before {earlier} has written it",
    "WAR": "may overwrite {name} while {earlier} is still reading it",
    "WAW": "may overwrite {name} while {earlier} is still writing it",
}


def without_it(hazard: Hazard, state: str = MISSING) -> Iterator[str]:
    """What may happen to a pair that nothing else orders, by the first operands that meet, if that is known.

    `state` is what the order is then.
    """
    if hazard.earlier.opaque or hazard.later.opaque:
        return
    kind, _, second = next(iter(hazard.overlaps))
    earlier, later = (f"`{call_name(site.instruction)}`" for site in (hazard.earlier, hazard.later))
    yield f"    without it {state}: {later} {_CONSEQUENCES[kind].format(name=second.name, earlier=earlier)}"


def pair_words(hazard: Hazard) -> str:
    """Kind, both ops, and each pair of operands that meet."""
    places = f"{at_line(hazard.earlier.instruction)} → {at_line(hazard.later.instruction)}"
    if hazard.earlier.opaque or hazard.later.opaque:
        return f"{places}: {hazard.earlier.opaque or hazard.later.opaque}"
    meetings = dict.fromkeys(
        f"{kind} {first.name if first.name == second.name else f'{first.name}/{second.name}'} {meeting(first, second)}"
        for kind, first, second in hazard.overlaps
    )
    return f"{places}: {'; '.join(meetings)}"
