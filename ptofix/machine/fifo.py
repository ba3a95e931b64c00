"""FIFOs between the cores of a group: ready signals and free credits, as TPipe counts them.

They go by the flags of the hardware. A signal between the cube core and its vector cores joins all of them.
pto-isa include/pto/npu/a2a3/TPush.hpp.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from msgspec import Struct, field

from ptofix.hardware.core_flags import CoreFlag, partner
from ptofix.hardware.credits import credit_period, needs_credit
from ptofix.machine.core import Core, Signal
from ptofix.machine.values import FifoEnd


class Fifos(Struct, eq=False):
    """The signals of one group. `members` are the names of its cores, by kind."""

    members: dict[str, tuple[str, ...]]
    signals: dict[tuple[CoreFlag, str, str], deque[Signal]] = field(default_factory=dict)
    """By flag, sender and receiver: pipes that share a flag take the signals of each other."""
    ends: list[FifoEnd] = field(default_factory=list)

    def _others(self, kind: str) -> tuple[str, ...]:
        return self.members[partner(kind)]

    def _awaited(self, name: str, end: FifoEnd) -> CoreFlag | None:
        """What the next claim or pop has to wait for."""
        kind = end.kind
        if name == "TPOP":
            return end.type.awaited(kind)
        flags = end.type.flags_from(kind)
        return flags.free if flags is not None and needs_credit(end.count("alloc"), end.type.slot_num) else None

    def may(self, name: str, end: FifoEnd) -> bool:
        """Whether a claim or a pop can go on."""
        flag = self._awaited(name, end)
        return flag is None or not self._without(flag, end)

    def missing(self, name: str, end: FifoEnd) -> list[str]:
        """The cores that a claim, a pop, or the end of a producer waits for."""
        flags = end.type.flags_from(end.kind)
        flag = self._awaited(name, end) or (None if flags is None else flags.free)
        return [] if flag is None else self._without(flag, end)

    def _without(self, flag: CoreFlag, end: FifoEnd) -> list[str]:
        """The cores that have not given a flag."""
        return [other for other in self._others(end.kind) if not self.signals.get((flag, other, end.core))]

    def take(self, name: str, end: FifoEnd, core: Core, line: int) -> int:
        """Go on with a claim or a pop; the number of the slot's turn."""
        flag = self._awaited(name, end)
        if flag is not None:
            self._join(flag, core)
            if name == "TALLOC":
                end.credits += 1
        verb = "alloc" if name == "TALLOC" else "pop"
        end.lines[verb].append(line)
        return end.count(verb) - 1

    def _join(self, flag: CoreFlag, core: Core) -> None:
        for other in self._others(core.kind):
            core.scalar_learns(self.signals[flag, other, core.name].popleft().take())

    def closed(self, end: FifoEnd, core: Core) -> bool:
        """At the end of the function a producer takes the credits that are still to come."""
        flags = end.type.flags_from(core.kind)
        while flags is not None and end.credits < end.count("alloc") // credit_period(end.type.slot_num):
            if self._without(flags.free, end):
                return False
            self._join(flags.free, core)
            end.credits += 1
        return True

    def pushing(self, end: FifoEnd, core: Core, line: int) -> Callable[[Signal], None]:
        """What TPUSH gives; nothing at the wrong end of a pipe."""
        end.lines["push"].append(line)
        flags = end.type.flags_from(core.kind)
        return self._to_others(None if flags is None else flags.ready, core)

    def freeing(self, end: FifoEnd, core: Core, line: int) -> Callable[[Signal], None] | None:
        """What TFREE gives: a credit with every so many slots; None with the others."""
        end.lines["free"].append(line)
        number, flags = end.count("pop") - 1, end.type.flags_from(partner(core.kind))
        if end.type.slot_num > 1 and (number + 1) % credit_period(end.type.slot_num):
            return None
        return self._to_others(None if flags is None else flags.free, core)

    def _to_others(self, flag: CoreFlag | None, core: Core) -> Callable[[Signal], None]:
        keys = [(flag, core.name, other) for other in self._others(core.kind)] if flag is not None else []

        def give(signal: Signal) -> None:
            for key in keys:
                self.signals.setdefault(key, deque()).append(signal)

        return give
