"""What the scalar unit of a core gives out, in order. Made once per statement, and handed out each time it runs."""

from __future__ import annotations

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.machine.timing.latency import Took
from ptofix.program.pipes import PipeType

FlagKey = tuple[Pipe, Pipe, int]


class TimedCall(Struct, frozen=True, eq=False):
    """A call of the tile library on a pipe."""

    line: int
    name: str
    pipe: Pipe
    took: Took


class TimedSet(Struct, frozen=True, eq=False):
    """`set_flag`."""

    line: int
    key: FlagKey

    @property
    def name(self) -> str:
        return f"set_flag(PIPE_{self.key[0]}, PIPE_{self.key[1]}, {self.key[2]})"


class TimedWait(Struct, frozen=True, eq=False):
    """`wait_flag`."""

    line: int
    key: FlagKey

    @property
    def name(self) -> str:
        return f"wait_flag(PIPE_{self.key[0]}, PIPE_{self.key[1]}, {self.key[2]})"


class TimedBarrier(Struct, frozen=True, eq=False):
    """`pipe_barrier`."""

    line: int
    pipe: Pipe

    @property
    def name(self) -> str:
        return f"pipe_barrier(PIPE_{self.pipe})"


class End(Struct, eq=False):
    """One core's end of a FIFO, and how far it is."""

    type: PipeType
    pops_tiles: bool = False
    claimed: int = 0
    popped: int = 0
    credits: int = 0


class Fifo(Struct, frozen=True, eq=False):
    """TALLOC, TPUSH, TPOP or TFREE: `verb` is "claim", "pop", "push", "free" or "close" (the end of the function)."""

    line: int
    verb: str
    end: End
    op: str

    @property
    def name(self) -> str:
        return f"{self.op} of pipe {self.end.type.flag_id}"


Item = TimedCall | TimedSet | TimedWait | TimedBarrier | Fifo
