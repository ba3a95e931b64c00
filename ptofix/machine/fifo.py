"""FIFOs between the cores of a group: ready signals and free credits, as TPipe counts them.

pto-isa include/pto/npu/a2a3/TPush.hpp. A signal between the cube core and its vector cores joins all of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from msgspec import Struct, field

from ptofix.machine.core import Core, Signal
from ptofix.machine.credits import credit_period, needs_credit
from ptofix.machine.values import FifoEnd


class Fifos(Struct, eq=False):
    """The signals of one group. `members` are the names of its cores, by kind."""

    members: dict[str, tuple[str, ...]]
    ready: dict[tuple[int, str, str], deque[Signal]] = field(default_factory=dict)
    """By flag, sender and receiver."""
    credits: dict[tuple[int, str, str], deque[Signal]] = field(default_factory=dict)
    ends: list[FifoEnd] = field(default_factory=list)

    def _others(self, core: Core) -> tuple[str, ...]:
        return self.members["cube" if core.kind == "vector" else "vector"]

    def _needs(self, name: str, end: FifoEnd) -> bool:
        """Whether the next claim has to wait for a credit."""
        if name == "TPOP":
            return True
        return needs_credit(end.count("alloc"), end.type.slot_num)

    def _signals(self, name: str) -> dict[tuple[int, str, str], deque[Signal]]:
        return self.ready if name == "TPOP" else self.credits

    def may(self, name: str, end: FifoEnd, core: Core) -> bool:
        """Whether a claim or a pop can go on."""
        if not self._needs(name, end):
            return True
        signals = self._signals(name)
        return all(signals.get((end.type.flag_id, other, core.name)) for other in self._others(core))

    def missing(self, name: str, end: FifoEnd) -> list[str]:
        """The cores that a claim or a pop waits for."""
        others = self.members["cube" if end.core.startswith("vector") else "vector"]
        return [other for other in others if not self._signals(name).get((end.type.flag_id, other, end.core))]

    def take(self, name: str, end: FifoEnd, core: Core, line: int) -> int:
        """Go on with a claim or a pop; the number of the slot's turn."""
        if self._needs(name, end):
            self._join(self._signals(name), end, core)
            if name == "TALLOC":
                end.credits += 1
        verb = "alloc" if name == "TALLOC" else "pop"
        end.lines[verb].append(line)
        return end.count(verb) - 1

    def _join(self, signals: dict[tuple[int, str, str], deque[Signal]], end: FifoEnd, core: Core) -> None:
        for other in self._others(core):
            core.scalar_learns(signals[end.type.flag_id, other, core.name].popleft().take())

    def closed(self, end: FifoEnd, core: Core) -> bool:
        """At the end of the function a producer takes the credits that are still to come."""
        while end.credits < end.count("alloc") // credit_period(end.type.slot_num):
            if not all(self.credits.get((end.type.flag_id, o, core.name)) for o in self._others(core)):
                return False
            self._join(self.credits, end, core)
            end.credits += 1
        return True

    def pushing(self, end: FifoEnd, core: Core, line: int) -> Callable[[Signal], None]:
        end.lines["push"].append(line)
        return self._to_others(self.ready, end, core)

    def freeing(self, end: FifoEnd, core: Core, line: int) -> Callable[[Signal], None] | None:
        """What TFREE gives: a credit with every so many slots; None with the others."""
        end.lines["free"].append(line)
        number = end.count("pop") - 1
        if end.type.slot_num > 1 and (number + 1) % credit_period(end.type.slot_num):
            return None
        return self._to_others(self.credits, end, core)

    def _to_others(
        self, signals: dict[tuple[int, str, str], deque[Signal]], end: FifoEnd, core: Core
    ) -> Callable[[Signal], None]:
        keys = [(end.type.flag_id, core.name, other) for other in self._others(core)]

        def give(signal: Signal) -> None:
            for key in keys:
                signals.setdefault(key, deque()).append(signal)

        return give
