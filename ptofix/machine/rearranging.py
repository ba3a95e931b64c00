"""Ops that move elements by index, pattern or order: gather, scatter, merge of sorted lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.tile import BLOCK
from ptofix.machine.arithmetic import NoValueError, alike
from ptofix.machine.memory import Array, of_no_use

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
    """Element after element of all of the source, counted along its rows. Raises NoValueError."""
    found: Array = source.reshape(-1)[_numbers(indices[: target.shape[0], : target.shape[1]], source.size)]
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


def gathered_blocks(target: TargetShape, source: Array, offsets: Array) -> Array:
    """Blocks of 32 bytes, from offsets in bytes. Raises NoValueError."""
    (rows, cols), data = target.shape, np.ascontiguousarray(source).reshape(-1).view(np.uint8)
    blocks = cols * source.itemsize // BLOCK
    starts = _numbers(offsets[:rows, :blocks], data.size - BLOCK + 1)
    found: Array = data[starts[..., None] + np.arange(BLOCK)].reshape(rows, -1).view(target.dtype)
    return found


def scattered(target: TargetShape, source: Array, indices: Array) -> Array:
    """Zeros, and each element where its index says, counted along the rows of the whole target; of two at one place
    the last. There are as many as there are indices. Raises NoValueError."""
    found = np.zeros(target.shape, target.dtype)
    values = source[: indices.shape[0], : indices.shape[1]]
    alike(values, indices)
    for value, index in zip(values.reshape(-1), _numbers(indices, found.size).reshape(-1)):
        found.reshape(-1)[index] = value
    return found


def _numbers(indices: Array, size: int) -> Array:
    """Which one of `size` each index is. What lies around them the headers read or write all the same."""
    index = indices.astype(np.int64)
    outside = index[(index < 0) | (index >= size)]
    if outside.size:
        raise NoValueError(f"index {outside[0]} of {size}")
    return index


def block_merged(old: Array, source: Array, length: Any) -> Array:
    """Groups of four sorted blocks of so many elements, each group merged; what is no full group stays as it was."""
    found, block = np.array(old, copy=True), int(length)
    width = _PAIR // source.itemsize
    for start in range(0, found.shape[1] - 4 * block + 1, 4 * block):
        lists = [_pairs(source[:, start + n * block : start + (n + 1) * block], width) for n in range(4)]
        found[0, start : start + 4 * block] = _merged(lists, 4 * block // width, exhausted=False).reshape(-1)
    return found


def lists_merged(target: TargetShape, *sources: Array) -> Array:
    """Sorted lists merged, as far as the target has room; `exhausted`: up to the end of the first list. Behind them is
    what the scratch held."""
    found, width = of_no_use(target.shape, target.dtype), _PAIR // sources[0].itemsize
    lists = [_pairs(source, width) for source in sources]
    merged = _merged(lists, found.shape[1] // width, "true" in target.words).reshape(-1)
    found[0, : merged.size] = merged
    return found


def sort_keys(values: Array) -> Array:
    """What a list is sorted by: the negative NaN with which the headers fill up one is the smallest. No header says
    where another one belongs. Raises NoValueError."""
    keys = values.astype(np.float64)
    if (np.isnan(keys) & ~np.signbit(keys)).any():
        raise NoValueError("a NaN among what is sorted")
    return np.where(np.isnan(keys), -np.inf, keys)


def _pairs(source: Array, width: int) -> Array:
    return source.reshape(-1)[: source.size // width * width].reshape(-1, width)


def _merged(lists: Sequence[Array], room: int, exhausted: bool) -> Array:
    """The largest first; of equal ones that of the first list."""
    keys = [sort_keys(one[:, 0]) for one in lists]
    at = [0] * len(lists)
    found: list[Array] = []
    while len(found) < room:
        left = [n for n, one in enumerate(lists) if at[n] < len(one)]
        if not left or (exhausted and len(left) < len(lists)):
            break
        pick = max(left, key=lambda n: keys[n][at[n]])
        found.append(lists[pick][at[pick]])
        at[pick] += 1
    return np.array(found, lists[0].dtype)
