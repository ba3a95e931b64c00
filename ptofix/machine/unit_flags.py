"""The unit flag: matrix unit and fix-pipe take turns with the bytes of an accumulator by it.

As pto-isa says of its modes (docs/isa/cube, unit_flag) and CANN's sample of Mmad and Fixpipe (mmad_unitflag): a product
waits until the flag of what it writes is down, and in mode Final raises it; a store waits until it is up, and in mode
Final lowers it. The hardware does so block by block; here it is one flag for all bytes of a product.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct, field

from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import FINAL
from ptofix.machine.races import Clock


class Signalled(Protocol):
    """What is known to be done where a flag was raised, or lowered."""

    def take(self) -> Clock: ...


Where = tuple[int, int]


class UnitFlags(Struct, eq=False):
    """Those of one core, by the bytes; `lines` has the line that raised each."""

    up: dict[Where, Signalled] = field(default_factory=dict)
    down: dict[Where, Signalled] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)

    def is_ready(self, pipe: Pipe, where: Where) -> bool:
        if pipe is Pipe.FIX:
            return where in self.up
        return not any(_meet(where, other) for other in self.up)

    def enter(self, pipe: Pipe, where: Where) -> list[Clock]:
        """What is done before a call that takes its turn."""
        if pipe is Pipe.FIX:
            return [self.up[where].take()]
        return [signal.take() for other, signal in self.down.items() if _meet(where, other)]

    def leave(self, pipe: Pipe, where: Where, mode: str, signal: Signalled, line: int) -> None:
        """The turn of a call is over: in mode Final it is the other's."""
        if mode != FINAL:
            return
        if pipe is Pipe.FIX:
            del self.up[where]
            self.down[where] = signal
        else:
            self.up[where] = signal
            self.lines[where] = line


def _meet(one: Where, other: Where) -> bool:
    return one[0] < other[1] and other[0] < one[1]
