"""The verdict of brute force: the pairs of conflicting work that a text keeps apart, path by path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ptofix.evidence.entry import CONTIGUOUS, HIDDEN
from ptofix.evidence.measured import WAR
from ptofix.evidence.pairs import entries
from ptofix.program.program import Program
from ptofix.testing.machine import ByteAccess, Trace, Work, done_before, gaps
from ptofix.testing.paths import Path, replay
from ptofix.testing.script import Script
from ptofix.testing.trace import GLOBAL, from_program, interpret

SAFE_REPEATS = 16
"""The distance of hw.repeat-distance and hw.read-before-write, which only the model `default` assumes."""

SHORT = {pair: one for one in entries() if one.order == WAR for pair in one.orders}
"""What says after fewer repeats one op may overwrite what another reads."""


class WorkPair(NamedTuple):
    """Two pieces of work of a trace, by position among its work."""

    earlier: int
    later: int


@dataclass(frozen=True)
class Behaviour:
    """What one path gives: per work, a bit for each earlier one that it endangers, and for each that is done before it.

    In danger are conflicting pairs that distance does not keep apart; unsafe are those that no order keeps apart.
    """

    work: list[Work]
    danger: tuple[int, ...]
    order: tuple[int, ...]
    hangs: int
    raised: tuple[tuple[object, int], ...]

    @property
    def unsafe_bits(self) -> list[int]:
        return [danger & ~order for danger, order in zip(self.danger, self.order)]

    @property
    def unsafe(self) -> frozenset[WorkPair]:
        return _pairs(self.unsafe_bits)


def _pairs(bits: Sequence[int]) -> frozenset[WorkPair]:
    return frozenset(
        WorkPair(earlier, later)
        for later, mask in enumerate(bits)
        if mask
        for earlier in range(mask.bit_length())
        if mask >> earlier & 1
    )


def trace_of(script: Script, rounds: int, path: Path, model: str, program: Program | None) -> Trace:
    """The trace of one path; addresses are interpreted, or taken from `program`."""
    executed = replay(script.body, rounds, path)
    return interpret(executed, model) if program is None else from_program(executed, program, model)


def run(trace: Trace, model: str, danger: tuple[int, ...] | None = None) -> Behaviour:
    """`danger` may be taken from another trace with the same work."""
    orders = done_before(trace)
    raised = tuple(sorted(((tuple(flag), count) for flag, count in orders.raised.items()), key=repr))
    known = _danger(orders.work, model) if danger is None else danger
    return Behaviour(orders.work, known, tuple(orders.before), len(orders.hangs), raised)


def _danger(work: Sequence[Work], model: str) -> tuple[int, ...]:
    """Per work, the earlier work of other executions that conflicts with it, and is not far enough away."""
    conflicts = _conflicts(work)
    clock, clocks = 0, []
    for item in work:
        clocks.append(clock)
        clock += item.repeats if item.pipe == "V" else 0
    danger = []
    for later, item in enumerate(work):
        pending = conflicts[later] & ((1 << later) - 1)
        found = 0
        while pending:
            earlier = (pending & -pending).bit_length() - 1
            pending &= pending - 1
            first = work[earlier]
            if first.execution == item.execution:
                continue
            if model == "default" and first.pipe == item.pipe == "V":
                found_gaps = gaps(first, item, clocks[earlier], clocks[later])
                if found_gaps and _far_enough(first, item, found_gaps):
                    continue
            found |= 1 << earlier
        danger.append(found)
    return tuple(danger)


def _far_enough(first: Work, item: Work, found: list[tuple[bool, bool, int]]) -> bool:
    entry, short = SHORT.get((first.op, item.op)), SAFE_REPEATS
    if entry is not None:
        holds = {
            HIDDEN: all(hidden for after_write, hidden, _ in found if not after_write),
            CONTIGUOUS: all(touch.rows is None for touch in (*first.touches, *item.touches)),
        }
        short = entry.repeats if all(holds.get(condition) for condition in entry.when) else SAFE_REPEATS
    return all(repeats >= (SAFE_REPEATS if after_write else short) for after_write, _, repeats in found)


def _conflicts(work: Sequence[Work]) -> list[int]:
    """Per work, a bit for each that shares bytes with it, one of the two writing."""
    users: dict[tuple[ByteAccess, ...], int] = {}
    for index, item in enumerate(work):
        users[item.touches] = users.get(item.touches, 0) | 1 << index
    masks: dict[tuple[ByteAccess, ...], int] = {}
    for item in work:
        if item.touches not in masks:
            masks[item.touches] = sum(bits for other, bits in users.items() if _meet(item.touches, other))
    return [masks[item.touches] for item in work]


@lru_cache(maxsize=1 << 16)
def _meet(first: tuple[ByteAccess, ...], second: tuple[ByteAccess, ...]) -> bool:
    return any(x.shares_bytes(y) and (x.write or y.write) for x in first for y in second)


@dataclass(frozen=True)
class Loss:
    """What a text loses against another on one path: pairs, waits that hang, flags left raised."""

    path: Path
    pairs: frozenset[WorkPair]
    hangs: bool
    raised: bool


def loss(before: Behaviour, after: Behaviour, path: Path) -> Loss | None:
    lost = _pairs([y & ~x for x, y in zip(before.unsafe_bits, after.unsafe_bits)])
    hangs = after.hangs > before.hangs
    kept = dict(before.raised)
    raised = any(count > kept.get(flag, 0) for flag, count in after.raised)
    return Loss(path, lost, hangs, raised) if lost or hangs or raised else None


def on_chip(outcome: Behaviour, pair: WorkPair) -> bool:
    """Whether the pair conflicts in on-chip memory, and not only in global memory."""
    x, y = (tuple(t for t in outcome.work[i].touches if not t.memory.startswith(GLOBAL)) for i in pair)
    return _meet(x, y)
