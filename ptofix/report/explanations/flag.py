"""What a flag orders: the pairs that come unordered if a wait for it takes it and orders nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ptofix.isa.expand import issue_pipe
from ptofix.order.effects import Hazard, Site
from ptofix.order.flags import flag_counts
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Instruction, SetFlag, TileOp, WaitFlag
from ptofix.report.explanations.words import at_line, pair_words, without_it
from ptofix.rules.races import races
from ptofix.text.plural import plural

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
        all_waits, waits = waits, [wait for wait in waits if instruction in counts.sets_before(wait.index, key)]
        if not waits:
            yield "it is set again before a wait for it comes (PF303)" if all_waits else "no wait takes it"
    else:
        waits = [instruction]
        sets = counts.sets_before(instruction.index, key)
        yield f"it takes what is set by {', '.join(map(at_line, sets)) or 'nothing'}"
    for wait in waits:
        yield from _orders(order, wait, counts.sets_before(wait.index, key))


def _orders(order: ProgramOrder, wait: Instruction, sets: Iterable[Instruction]) -> Iterator[str]:
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
    for raised in sets:
        yield from _later_than_needed(order, raised, [race.earlier for race in lost])


def _later_than_needed(order: ProgramOrder, raised: Instruction, ends: list[Site]) -> Iterator[str]:
    """If calls of its pipe are between the last that the flag alone has to wait for and where it is raised."""
    action = raised.action
    assert isinstance(action, SetFlag)
    if any(end.pipe != action.source or end.instruction.index >= raised.index for end in ends):
        return
    last = max((end.instruction for end in ends), key=lambda one: one.index)
    inside = order.program.instructions[last.index + 1 : raised.index]
    more = [one for one in inside if isinstance(one.action, TileOp) and issue_pipe(one.action.call) == action.source]
    if more and last.loops == raised.loops:
        late = (
            f"{plural(len(more), 'call')} of PIPE_{action.source} after {at_line(last)}, the last that these pairs need"
        )
        yield f"{at_line(raised)} comes late: {late}; `ptofix fix --all` raises it there"
