"""Who takes turns with which accumulator by the unit flag, as hw.unit-flag says.

The exploration counts the flag of each such accumulator as it counts flags of the text, except that a product only
looks whether it is down. What shares bytes on any other terms has no turn, and stays without an order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Space
from ptofix.isa.call import FINAL
from ptofix.program.program import Action, Region, TileOp
from ptofix.proof.accesses import AccessedBytes


class AccumulatorWork(NamedTuple):
    """What one stage of a call with so many `forms` does."""

    action: Action
    forms: int
    pipe: Pipe
    accesses: Sequence[AccessedBytes]


class Turn(Struct, frozen=True):
    """Work that finds the flag of its accumulator up if it `stores`, else down; and that ends the turn, or does not."""

    accumulator: Region
    stores: bool
    ends: bool


def turns(works: Iterable[AccumulatorWork]) -> dict[int, Turn]:
    """Those of the works by their numbers."""
    found: dict[int, Turn] = {}
    others: list[Region] = []
    for number, (action, forms, pipe, accesses) in enumerate(works):
        if not isinstance(action, TileOp):
            continue
        memory, mode = action.call.arch.memories[Space.ACC].memory, action.call.unit_flag
        inside = [access for access in accesses if access.region.memory == memory]
        regions = {access.region for access in inside}
        exact = forms == len(regions) == 1 and all(x.access is not None and x.rows is None for x in inside)
        if exact and (mode == FINAL if pipe == Pipe.FIX else mode and pipe == Pipe.M):
            found[number] = Turn(regions.pop(), pipe == Pipe.FIX, mode == FINAL)
        else:
            others += regions
    places = {turn.accumulator for turn in found.values()}
    alone = {place for place in places if not any(map(place.overlaps, (*others, *(places - {place}))))}
    return {number: turn for number, turn in found.items() if turn.accumulator in alone}
