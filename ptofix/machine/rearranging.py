"""Ops that move elements by index, pattern or order: gather, scatter, merge of sorted lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.tile import BLOCK
from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import TargetShape

_PAIR = 8
"""Bytes of a value with its index, the unit of sorted lists."""

_EVERY = {
    "P0101": (2, 0), "P1010": (2, 1), "P0001": (4, 0), "P0010": (4, 1), "P0100": (4, 2), "P1000": (4, 3),
    "P1111": (1, 0),
}  # fmt: skip
"""Which columns a mask pattern takes: each so many, from which one on."""


def gathered(target: TargetShape, source: Array, indices: Array) -> Array:
    """Element after element of all of the source, counted along its rows; 0 where the index is outside."""
    flat, index = source.reshape(-1), indices[: target.shape[0], : target.shape[1]].astype(np.int64)
    inside = (index >= 0) & (index < flat.size)
    found: Array = np.where(inside, flat[np.where(inside, index, 0)], flat.dtype.type(0))
    return found


def mask_gathered(target: TargetShape, old: Array, source: Array) -> Array:
    """The columns that a pattern takes, one after the other without gaps; what they do not fill stays as it was."""
    step, first = _EVERY[target.word("MaskPattern::")]
    taken = source[:, first::step].reshape(-1)
    found = old.reshape(-1).copy()
    found[: taken.size] = taken[: found.size]
    filled: Array = found.reshape(old.shape)
    return filled


def unknown_axis(target: TargetShape) -> str:
    """Why a mask pattern is not known."""
    return "" if target.word("MaskPattern::") in _EVERY else "a pattern that is not known"


def gathered_blocks(old: Array, source: Array, offsets: Array) -> Array:
    """Blocks of 32 bytes, from offsets in bytes; one that is outside leaves what was there."""
    per_block = BLOCK // old.itemsize
    data, found = np.ascontiguousarray(source).reshape(-1).view(np.uint8), np.array(old, copy=True)
    for row in range(found.shape[0]):
        for block in range(found.shape[1] // per_block):
            start = int(offsets[row, block])
            if start + BLOCK <= data.size:
                found[row, block * per_block : (block + 1) * per_block] = data[start : start + BLOCK].view(found.dtype)
    return found


def scattered(target: TargetShape, source: Array, indices: Array) -> Array:
    """Zeros, and each element where its index says, counted along the rows of the whole target."""
    found = np.zeros(target.shape, target.dtype).reshape(-1)
    for value, index in zip(source.reshape(-1), indices[: source.shape[0], : source.shape[1]].reshape(-1)):
        if 0 <= int(index) < found.size:
            found[int(index)] = value
    return found.reshape(target.shape)


def block_merged(old: Array, source: Array, length: Any) -> Array:
    """Groups of four sorted blocks of so many elements, each group merged; what is no full group stays as it was."""
    found, block = np.array(old, copy=True), int(length)
    width = _PAIR // source.itemsize
    for start in range(0, found.shape[1] - 4 * block + 1, 4 * block):
        lists = [_pairs(source[:, start + n * block : start + (n + 1) * block], width) for n in range(4)]
        found[0, start : start + 4 * block] = _merged(lists, 4 * block // width, exhausted=False).reshape(-1)
    return found


def lists_merged(target: TargetShape, old: Array, *sources: Array) -> Array:
    """Sorted lists merged, as far as the target has room; `exhausted`: up to the end of the first list."""
    found, width = np.array(old, copy=True), _PAIR // old.itemsize
    lists = [_pairs(source, width) for source in sources]
    merged = _merged(lists, found.shape[1] // width, "true" in target.words).reshape(-1)
    found[0, : merged.size] = merged
    return found


def _pairs(source: Array, width: int) -> Array:
    return source.reshape(-1)[: source.size // width * width].reshape(-1, width)


def _merged(lists: Sequence[Array], room: int, exhausted: bool) -> Array:
    """The largest first; of equal ones that of the first list."""
    at = [0] * len(lists)
    found: list[Array] = []
    while len(found) < room:
        left = [n for n, one in enumerate(lists) if at[n] < len(one)]
        if not left or (exhausted and len(left) < len(lists)):
            break
        pick = max(left, key=lambda n: lists[n][at[n]][0])
        found.append(lists[pick][at[pick]])
        at[pick] += 1
    return np.array(found, lists[0].dtype)
