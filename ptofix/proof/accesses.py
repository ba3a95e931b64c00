"""What one instruction does, as steps in order: accesses of bytes on one pipe, and drains inside the call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.hardware.tile import BLOCK, Rows, Space
from ptofix.isa.block_distance import min_distance
from ptofix.isa.call import Access, Expansion, Unknown
from ptofix.isa.drain import Drain
from ptofix.isa.expand import effects, expand, forms
from ptofix.program.places import GlobalPlace, slots_in
from ptofix.program.program import Action, Opaque, Region, TileOp
from ptofix.proof.global_places import Bytes

ANYTHING, GLOBAL = "any memory", "GM"
NO_END = 1 << 40  # of bytes that are not known


class AccessedBytes(NamedTuple):
    """`access` and `base` are set where the address is exact, so that the order of its repeats means something.

    `only_in`: the bytes are these only in this layout of the headers (1 or 2), which all of a program has. `place` is
    where a tensor is in global memory, as far as it is known; a `signal` is about all that is stored before it,
    or, if a slot is `handed` over, of that: read by the other core, or written. Control goes on after what `decides`
    where, once that is read. Of the region the bytes outside of its `rows` are left alone, which start where it does.
    """

    region: Region
    write: bool
    name: str
    access: Access | None = None
    base: int = 0
    only_in: int = 0
    place: GlobalPlace | None = None
    signal: bool = False
    handed: bool = False
    decides: bool = False
    rows: Rows | None = None


class PipeWork(NamedTuple):
    """One stage of a call: what it does on one pipe; `opaque` if it stands for anything."""

    pipe: Pipe
    accesses: tuple[AccessedBytes, ...]
    repeats: int
    opaque: bool


Step = PipeWork | Drain


def steps_of(action: Action, model: str) -> tuple[Step, ...]:
    """The steps of an instruction, whichever form it takes; none for one that only synchronises.

    Global memory is one place.
    """
    if isinstance(action, Opaque):
        return _anything()
    if not isinstance(action, TileOp):
        return ()
    return (*_steps(effects(action.call) if model == "ops" else expand(action.call), action), *_hand_over(action))


def _hand_over(action: TileOp) -> Iterator[PipeWork]:
    """The work of the pipe that tells the other core of a slot."""
    if action.hands_over is not None:
        pipe, place, is_free = action.hands_over
        slot = AccessedBytes(Region(GLOBAL, 0, NO_END), is_free, "the slot", place=place, signal=True, handed=True)
        yield PipeWork(pipe, (slot,), 0, False)


def ways_of(action: Action, model: str) -> tuple[tuple[Step, ...], ...]:
    """The steps of an instruction in each form that it may take."""
    if model == "ops" or not isinstance(action, TileOp) or isinstance(variants := forms(action.call), Unknown):
        return (steps_of(action, model),)
    return tuple((*_steps(variant, action), *_hand_over(action)) for variant in variants)


def _steps(expansion: Expansion | Unknown, action: TileOp) -> tuple[Step, ...]:
    if isinstance(expansion, Unknown):
        return _anything()
    steps: list[Step] = []
    for step in expansion.steps:
        if isinstance(step, Drain):
            steps.append(step)
        else:
            found = tuple(x for access in step.accesses for x in _byte_accesses(access, action))
            steps.append(PipeWork(step.pipe, found, step.repeats, False))
    return tuple(steps)


def _anything() -> tuple[Step, ...]:
    everywhere = AccessedBytes(Region(ANYTHING, 0, NO_END), True, "anything")
    return tuple(PipeWork(pipe, (everywhere,), 0, True) for pipe in PIPES)


def _byte_accesses(access: Access, op: TileOp) -> Iterator[AccessedBytes]:
    memories = op.call.arch.memories
    if access.operand is None:
        region = Region(memories[Space.VEC].memory, access.offset, access.offset + access.length)
        yield AccessedBytes(region, access.write, "hidden scratch", access)
        return
    tile, operand = op.call.operands[access.operand].tile, op.operands[access.operand]
    if tile is None:
        where = Region(GLOBAL, 0, NO_END)
        touched = AccessedBytes(where, access.write, operand.text, place=operand.place, signal=operand.is_signal)
        yield touched._replace(decides=operand.decides)
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
        wraps = start < 0 or end > capacity
        rows = access.rows if operand.slots == 1 and start % BLOCK == 0 and not wraps else None
        yield AccessedBytes(Region(memory, start, end), access.write, operand.text, exact, base, layout, rows=rows)
        if wraps:  # where it wraps to is not known: it meets every other tile
            yield AccessedBytes(Region(memory, 0, NO_END), access.write, operand.text)


def meeting(first: AccessedBytes, second: AccessedBytes) -> Region | None:
    """The bytes on which the two conflict, if any: shared, and one of the two writes."""
    a, b = first.region, second.region
    if not (first.write or second.write) or {first.only_in, second.only_in} == {1, 2}:
        return None
    if ANYTHING in (a.memory, b.memory):
        return b if a.memory == ANYTHING else a
    if not a.overlaps(b):
        return None
    common = Region(a.memory, max(a.start, b.start), min(a.end, b.end))
    return common if first.rows is None and second.rows is None else _with_gaps(common, first, second)


def _with_gaps(common: Region, first: AccessedBytes, second: AccessedBytes) -> Region | None:
    """From the first to the last block of `common` that is in the rows of both; None if there is none."""
    low = common.start // BLOCK
    size = -(-common.end // BLOCK) - low
    both = _blocks(first, low, size) & _blocks(second, low, size)
    if not both:
        return None
    lowest, highest = (both & -both).bit_length() - 1 + low, both.bit_length() + low
    return Region(common.memory, max(common.start, lowest * BLOCK), min(common.end, highest * BLOCK))


def _blocks(one: AccessedBytes, low: int, size: int) -> int:
    """A bit for each of `size` blocks from block `low` on that it touches."""
    everything = (1 << size) - 1
    if one.rows is None:
        return everything
    width, stride = (number // BLOCK for number in one.rows)
    phase = (low - one.region.start // BLOCK) % stride
    rows, step = (1 << width) - 1, stride
    while step < phase + size:  # twice as many rows each time
        rows, step = rows | rows << step, 2 * step
    return rows >> phase & everything


def in_global_memory(earlier: Sequence[AccessedBytes], later: Sequence[AccessedBytes]) -> list[tuple[Bytes, Bytes]]:
    """The places of each two accesses that meet, if they all do so in global memory; otherwise none."""
    met = [(x, y) for x in earlier for y in later if meeting(x, y) is not None]
    if not all(x.region.memory == y.region.memory == GLOBAL for x, y in met):
        return []
    return [(x.place, y.place) for x, y in met]


def signals_store(earlier: Sequence[AccessedBytes], later: Sequence[AccessedBytes]) -> bool:
    """Whether the later one gives a signal that is sure to be about all that the earlier one stores."""
    is_signal = gives_signal(later) and not any(x.handed for x in later)
    return is_signal and any(x.write and not x.signal and x.region.memory == GLOBAL for x in earlier)


def handed_over(earlier: Sequence[AccessedBytes], later: Sequence[AccessedBytes]) -> set[int] | None:
    """The loops in whose same rounds the later one hands over a slot that the earlier one uses; None for no such."""
    for x, y in product(earlier, later):
        if y.handed and not x.signal and (x.write or y.write) and x.place is not None and y.place is not None:
            same = slots_in(x.place) & slots_in(y.place)
            if same:
                return {symbol.loop for symbol in same} - {0}
    return None


def gives_signal(accesses: Sequence[AccessedBytes]) -> bool:
    """Whether a stage gives a signal, and does nothing else."""
    return bool(accesses) and all(x.signal and (x.write or x.handed) for x in accesses)


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
