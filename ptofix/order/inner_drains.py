"""Which of the drains that ops make with flags of their own count, among the flags of the code around them."""

from __future__ import annotations

from msgspec.structs import replace

from ptofix.isa.expand import Drain, OpCall, header_events
from ptofix.order.cross import ANY_EVENT, FlagIdentity, by_pipe_pair
from ptofix.order.effects import Effects
from ptofix.order.flags import FlagCounts, flag_counts
from ptofix.program.program import SetFlag, TileOp


def without_doubtful_drains(effects: Effects, identity: FlagIdentity) -> Effects:
    """Leave out drains inside ops whose flag may be raised by the code around them, if a flag is what `identity` says.

    The wait inside the op could take the outer flag and pass too early. What is not understood may raise any flag. A
    flag that was taken again is no danger to waits of the same pipe, which come in order; if a flag is less than
    source, target and id, another pipe may still have to take it.
    """
    actions = [instruction.action for instruction in effects.program.instructions]
    raised = dict.fromkeys(action for action in actions if isinstance(action, SetFlag))
    anything = any(site.opaque for site in effects.sites)
    if not raised and not anything:
        return effects
    known: dict[tuple[Drain, tuple[int, ...]], bool] = {}
    counted: list[FlagCounts] = []

    def is_down(drain: Drain, event: int, place: int) -> bool:
        if identity is not by_pipe_pair or drain.target in (None, drain.source):
            return False
        assert drain.target is not None
        counted[:] = counted or [flag_counts(effects.program)]
        return counted[0].is_down(place, identity(drain.source, drain.target, event))

    def counts(drain: Drain, call: OpCall, place: int) -> bool:
        if not drain.by_flags:
            return True
        events = header_events(call)
        if (drain, events) not in known:
            meets = any(_is_raised_by(outer, drain, event, identity) for outer in raised for event in events)
            known[drain, events] = not anything and not meets
        return known[drain, events] or (not anything and all(is_down(drain, event, place) for event in events))

    forms = [
        tuple(tuple(s for s in steps if not isinstance(s, Drain) or counts(s, action.call, place)) for steps in found)
        if isinstance(action, TileOp) and any(len(steps) > 1 for steps in found)
        else found
        for place, (action, found) in enumerate(zip(actions, effects.forms))
    ]
    return replace(effects, forms=forms)


def _is_raised_by(outer: SetFlag, drain: Drain, event: int, identity: FlagIdentity) -> bool:
    """Whether `outer` may raise the flag with the id `event` that a drain waits for."""
    # From a pipe to itself stands for a flag whose target is not known.
    target = outer.target if drain.target in (None, drain.source) else drain.target
    inside = ANY_EVENT if outer.event is None else event
    raised = ANY_EVENT if outer.event is None else outer.event
    return identity(outer.source, outer.target, raised) == identity(drain.source, target, inside)
