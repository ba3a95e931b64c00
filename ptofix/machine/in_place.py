"""Calls whose operands overlap: whether each byte of a source is read before the call writes over it.

The machine computes a call from all of its sources at once. The device goes repeat by repeat and stage by stage, so
that is the same only where nothing overwrites what is read later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ptofix.hardware.tile import BLOCK
from ptofix.isa.call import Access, OpCall, Stage, Unknown
from ptofix.isa.expand import forms, operand_names
from ptofix.isa.walk import NEVER
from ptofix.machine.core import Held
from ptofix.machine.memory import Elements
from ptofix.machine.semantics import Semantics

Bytes = NDArray[np.int64]


def overwritten(call: OpCall, held: tuple[Held, ...], semantics: Semantics) -> str:
    """What of its own a call may overwrite too early for the values that the machine gives it; "" for nothing."""
    regions = {number: one.region for number, one in enumerate(held) if one.region is not None}
    names = dict(enumerate(f"`{name}`" for name in operand_names(call)))
    results = [
        number for number in (semantics.target, *(operand for operand, _ in semantics.also)) if number in regions
    ]
    for one, other in combinations(results, 2):
        if _shared(regions[one], regions[other]).size:
            return f"writes {names[one]} and {names[other]} to the same bytes"
    found = forms(call)
    for form in () if isinstance(found, Unknown) else found:
        stages = [step for step in form.steps if isinstance(step, Stage)]
        for late, write in _accesses(stages, write=True):
            if write.operand is not None and write.operand not in regions:
                continue
            by = names.get(-1 if write.operand is None else write.operand, "its scratch")
            place = regions[write.operand] if write.operand in results else _touched(write, regions)
            for result in results:
                if write.operand not in results and _shared(place, regions[result]).size:
                    return f"has {by} and {names[result]} on the same bytes"
            for source in semantics.sources:
                if source == write.operand or source not in regions:
                    continue
                shared = _shared(place, regions[source])
                same = (
                    shared.size > 0
                    and source in semantics.elementwise
                    and write.operand == semantics.target
                    and _same_elements(regions[source], regions[semantics.target], shared)
                )
                if shared.size and not _in_time(stages, late, write, source, regions, shared, same):
                    return f"may overwrite bytes of {names[source]} with {by} before it has read them"
    return ""


def _accesses(stages: list[Stage], write: bool) -> Iterator[tuple[int, Access]]:
    for number, stage in enumerate(stages):
        for access in stage.accesses:
            if access.write is write:
                yield number, access


def _touched(access: Access, regions: Mapping[int, Elements]) -> Elements:
    """All bytes that an access may touch; hidden scratch is in the memory of the call's tiles."""
    if access.operand is None:
        buffer, base = next(region.buffer for region in regions.values() if region.buffer.core is not None), 0
    elif not access.length:
        return regions[access.operand]
    else:
        buffer, base = regions[access.operand].buffer, regions[access.operand].base
    return Elements(buffer, base + access.offset, np.uint8, np.arange(access.length), 0, access.length)


def _shared(one: Elements, other: Elements) -> Bytes:
    """The bytes that both have."""
    if one.buffer is not other.buffer or one.end <= other.start or other.end <= one.start:
        return np.zeros(0, np.int64)
    found: Bytes = np.intersect1d(one.bytes(), other.bytes())
    return found


def _same_elements(one: Elements, other: Elements, shared: Bytes) -> bool:
    """Whether what two operands share are elements of one row and column in both."""
    item = np.dtype(one.dtype).itemsize
    if one.base != other.base or np.dtype(other.dtype).itemsize != item or one.index.ndim != 2 or other.index.ndim != 2:
        return False
    rows, cols = (min(sizes) for sizes in zip(one.index.shape, other.index.shape))
    first, second = one.index[:rows, :cols], other.index[:rows, :cols]
    return shared.size == rows * cols * item and np.array_equal(first, second)


def _in_time(
    stages: list[Stage],
    late: int,
    write: Access,
    source: int,
    regions: Mapping[int, Elements],
    shared: Bytes,
    same: bool,
) -> bool:
    """Whether the shared bytes of a source are read before a stage writes them, or are elements of the `same` place."""
    reads = [(early, read) for early, read in _accesses(stages, write=False) if read.operand == source]
    if not reads:
        return same  # the table does not say when
    base = 0 if write.operand is None else regions[write.operand].base
    written = _times(write, base, shared, last=False)
    for early, read in reads:
        seen = _times(read, regions[source].base, shared, last=True)
        touched = (written < NEVER) & (seen > -NEVER)
        if early < late or not touched.any():
            continue
        if same and (early == late or _operands(stages[early]) == _operands(stages[late])):
            continue  # each element in one repeat, or in one round of a loop over the elements
        if early > late or write.order is None or read.order is None or (seen > written)[touched].any():
            return False
    return True


def _operands(stage: Stage) -> set[tuple[int | None, bool]]:
    return {(access.operand, access.write) for access in stage.accesses}


def _times(access: Access, base: int, where: Bytes, last: bool) -> Bytes:
    """The repeat that touches each byte last or first, 0 without an order; -NEVER or NEVER for one that is not."""
    never, offset = -NEVER if last else NEVER, where - base - access.offset
    if access.order is None:
        touched = (offset >= 0) & (offset < access.length) | (access.length == 0)  # 0: all of a tensor
        return np.where(touched, 0, never)
    blocks = np.asarray(access.order.last if last else access.order.first, np.int64)
    number = offset // BLOCK
    inside = (number >= 0) & (number < len(blocks))
    found: Bytes = np.where(inside, blocks[np.clip(number, 0, len(blocks) - 1)], never)
    return found
