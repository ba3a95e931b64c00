"""What one instruction does, as steps in order: accesses of bytes on one pipe, and drains inside the call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ptofix.arch.call import Access, Drain, Expansion, Unknown
from ptofix.arch.expand import effects, expand, forms
from ptofix.arch.pipe import PIPES, Pipe
from ptofix.arch.tile import Space
from ptofix.arch.walk import min_distance
from ptofix.program.program import Action, Opaque, Region, TileOp

ANYTHING, GLOBAL = "any memory", "GM"
NO_END = 1 << 40  # of bytes that are not known


class AccessedBytes(NamedTuple):
    """`access` and `base` are set where the address is exact, so that the order of its repeats means something.

    `only_in`: the bytes are these only in this layout of the headers (1 or 2), which all of a program has.
    """

    region: Region
    write: bool
    name: str
    access: Access | None = None
    base: int = 0
    only_in: int = 0


class PipeWork(NamedTuple):
    """One stage of a call: what it does on one pipe; `opaque` if it stands for anything."""

    pipe: Pipe
    accesses: tuple[AccessedBytes, ...]
    repeats: int
    opaque: bool


Step = PipeWork | Drain


def steps_of(action: Action, model: str) -> tuple[Step, ...]:
    """The steps of an instruction, whichever form it takes; none for one that only synchronises.

    Global memory is one place for each pipe: two copies of one pipe meet there, copies of two pipes are not compared.
    """
    if isinstance(action, Opaque):
        return _anything()
    if not isinstance(action, TileOp):
        return ()
    return _steps(effects(action.call) if model == "ops" else expand(action.call), action)


def ways_of(action: Action, model: str) -> tuple[tuple[Step, ...], ...]:
    """The steps of an instruction in each form that it may take."""
    if model == "ops" or not isinstance(action, TileOp) or isinstance(variants := forms(action.call), Unknown):
        return (steps_of(action, model),)
    return tuple(_steps(variant, action) for variant in variants)


def _steps(expansion: Expansion | Unknown, action: TileOp) -> tuple[Step, ...]:
    if isinstance(expansion, Unknown):
        return _anything()
    steps: list[Step] = []
    for step in expansion.steps:
        if isinstance(step, Drain):
            steps.append(step)
        else:
            found = tuple(x for access in step.accesses for x in _byte_accesses(access, step.pipe, action))
            steps.append(PipeWork(step.pipe, found, step.repeats, False))
    return tuple(steps)


def _anything() -> tuple[Step, ...]:
    everywhere = AccessedBytes(Region(ANYTHING, 0, NO_END), True, "anything")
    return tuple(PipeWork(pipe, (everywhere,), 0, True) for pipe in PIPES)


def _byte_accesses(access: Access, pipe: Pipe, op: TileOp) -> Iterator[AccessedBytes]:
    memories = op.call.arch.memories
    if access.operand is None:
        region = Region(memories[Space.VEC].memory, access.offset, access.offset + access.length)
        yield AccessedBytes(region, access.write, "hidden scratch", access)
        return
    tile, operand = op.call.operands[access.operand].tile, op.operands[access.operand]
    if tile is None:
        yield AccessedBytes(Region(f"{GLOBAL} through {pipe}", 0, NO_END), access.write, operand.text)
        return
    memory, capacity, _ = memories[tile.space]
    if operand.bases is None:
        yield AccessedBytes(Region(memory, 0, NO_END), access.write, operand.text)
        return
    exact = access if len(operand.bases) == 1 and operand.slots == 1 else None
    for number, base in enumerate(operand.bases, 1):
        start = base + access.offset
        end = start + access.length + (operand.slots - 1) * tile.size_bytes
        layout = number if operand.by_layout else 0
        yield AccessedBytes(Region(memory, start, end), access.write, operand.text, exact, base, layout)
        if start < 0 or end > capacity:  # where it wraps to is not known: it meets every other tile
            yield AccessedBytes(Region(memory, 0, NO_END), access.write, operand.text)


def meeting(first: AccessedBytes, second: AccessedBytes) -> Region | None:
    """The bytes on which the two conflict, if any: shared, and one of the two writes."""
    a, b = first.region, second.region
    if not (first.write or second.write) or {first.only_in, second.only_in} == {1, 2}:
        return None
    if ANYTHING in (a.memory, b.memory):
        return b if a.memory == ANYTHING else a
    return Region(a.memory, max(a.start, b.start), min(a.end, b.end)) if a.overlaps(b) else None


@lru_cache(maxsize=1 << 16)
def distance(earlier: Sequence[AccessedBytes], later: Sequence[AccessedBytes]) -> int:
    """Fewest vector repeats between conflicting accesses of stages that follow each other; 0 where it is not known."""
    found = [
        0 if x.access is None or y.access is None else min_distance(x.access, x.base, y.access, y.base)
        for x in earlier
        for y in later
        if meeting(x, y) is not None
    ]
    return min(found, default=0)
