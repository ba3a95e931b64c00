"""What a flag orders: the pairs that come unordered if a wait for it takes it and orders nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.order.effects import Hazard
from ptofix.order.flags import flag_counts
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Instruction, SetFlag, WaitFlag
from ptofix.report.explanations.words import at_line, pair_words, plural, without_it
from ptofix.rules.races import races

_MOST_PAIRS = 10


def flag(order: ProgramOrder, instruction: Instruction) -> Iterator[str]:
    """Lines on one set_flag or wait_flag in one program."""
    action = instruction.action
    assert isinstance(action, (SetFlag, WaitFlag))
    if action.event is None:
        yield "its event id is known only at run time: it orders nothing for certain"
        return
    if instruction.index not in order.cross.reached:
        yield "not reached: no path from the function's entry leads here"
        return
    counts = flag_counts(order.program)
    key = counts.key_of(instruction)
    assert key is not None
    waits = [i for i in order.program.instructions if isinstance(i.action, WaitFlag) and counts.key_of(i) == key]
    if isinstance(action, SetFlag):
        yield f"it goes up when PIPE_{action.source} has done everything that was issued to it before"
        waits = [wait for wait in waits if instruction in counts.sets_before(wait.index, key)]
        if not waits:
            yield "no wait takes it"
    else:
        waits = [instruction]
        sets = counts.sets_before(instruction.index, key)
        yield f"it takes what is set by {', '.join(map(at_line, sets)) or 'nothing'}"
    for wait in waits:
        yield from _orders(order, wait)


def _orders(order: ProgramOrder, wait: Instruction) -> Iterator[str]:
    known = {race.key for race in races(order, may_meet=True)}
    lost = [race for race in races(order.without_wait(wait.index), may_meet=True) if race.key not in known]
    if not lost:
        yield f"{at_line(wait)} alone orders no pair: each is in order by something else too"
        return
    yield f"{at_line(wait)} alone orders {plural(len(lost), 'pair')}"
    for race in lost[:_MOST_PAIRS]:
        hazard = Hazard(race.earlier, race.later)
        yield f"  {pair_words(hazard)}"
        yield from without_it(hazard)
    if len(lost) > _MOST_PAIRS:
        yield f"  and {len(lost) - _MOST_PAIRS} more"
