"""What a header does, written down instruction by instruction, and whether an expansion has all of it.

A port follows the loops of one header (pto-isa include/pto/npu/a2a3) and says of each instruction which bytes of which
operand it touches. Only what a call shows is compared: bytes per pipe and direction, and what lies before the first
and after the last drain of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ptofix.isa.call import Expansion, Stage
from ptofix.isa.drain import Drain

Place = tuple[int | str, int, int]
"""Operand by index or hidden memory by name, first byte, end."""


@dataclass
class Port:
    """The instructions and drains of one call, in order."""

    log: list[tuple[str, tuple[Place, ...], tuple[Place, ...]] | str] = field(default_factory=list)

    def on(self, pipe: str, reads: Iterable[Place], writes: Iterable[Place]) -> None:
        self.log.append((pipe, tuple(reads), tuple(writes)))

    def v(self, reads: Iterable[Place], writes: Iterable[Place]) -> None:
        self.on("V", reads, writes)

    def drain(self, *kinds: str) -> None:
        self.log.extend(kinds)


Touched = dict[tuple[str, int | str, bool], set[int]]
"""32-byte blocks by pipe, operand and direction."""


def _blocks(begin: int, end: int) -> set[int]:
    return set(range(begin // 32, -(-end // 32)))


def _of_port(log: Iterable[object]) -> Touched:
    found: Touched = {}
    for entry in log:
        if isinstance(entry, tuple):
            pipe, reads, writes = entry
            for write, places in ((False, reads), (True, writes)):
                for name, begin, end in places:
                    found.setdefault((pipe, name, write), set()).update(_blocks(begin, end))
    return found


def _of_steps(steps: Iterable[Stage | Drain]) -> Touched:
    found: Touched = {}
    for step in steps:
        if not isinstance(step, Stage):
            continue
        for a in step.accesses:
            name = a.scratch if a.operand is None else a.operand
            assert name is not None
            begin = 0 if a.operand is None else a.offset
            found.setdefault((step.pipe, name, a.write), set()).update(_blocks(begin, begin + a.length))
    return found


def _missing(port: Touched, table: Touched) -> dict[tuple[str, int | str, bool], list[int]]:
    gaps = {key: sorted(blocks - table.get(key, set())) for key, blocks in port.items()}
    return {key: blocks for key, blocks in gaps.items() if blocks}


def assert_covers(found: Expansion, port: Port) -> None:
    """Everything of the port is in the expansion, on the right side of every kind of drain that the expansion has."""
    steps = found.steps
    assert not _missing(_of_port(port.log), _of_steps(steps))
    for kind in {str(step) for step in steps if isinstance(step, Drain)}:
        here = [i for i, step in enumerate(steps) if isinstance(step, Drain) and str(step) == kind]
        kinds = ("barrier", "V>S") if kind == "V>V" else (kind,)
        there = [i for i, entry in enumerate(port.log) if entry in kinds]
        assert there, f"no {kind} in the header"
        assert not _missing(_of_port(port.log[: there[0]]), _of_steps(steps[: here[0]])), f"before the first {kind}"
        assert not _missing(_of_port(port.log[there[-1] :]), _of_steps(steps[here[-1] :])), f"behind the last {kind}"


def used(port: Port, operand: int, write: bool | None = None) -> int:
    """Bytes from the base of an operand that the port touches."""
    places = [
        place
        for entry in port.log
        if isinstance(entry, tuple)
        for side, side_places in ((False, entry[1]), (True, entry[2]))
        if write in (None, side)
        for place in side_places
    ]
    return max((end for name, _, end in places if name == operand), default=0)


def length(found: Expansion, operand: int, write: bool | None = None) -> int:
    """Bytes from the base of an operand that the expansion touches."""
    return max(
        a.offset + a.length
        for step in found.steps
        if isinstance(step, Stage)
        for a in step.accesses
        if a.operand == operand and write in (None, a.write)
    )
