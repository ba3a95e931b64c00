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
    """The columns that a pattern takes, one after the other without gaps; what they do not fill stays as it was.

    By column: rows, of which the headers get only the pattern of all right.
    """
    found = np.array(old, copy=True)
    if _by_column(target):
        found[: source.shape[0], : source.shape[1]] = source
        return found
    step, first = _EVERY[target.word("MaskPattern::")]
    taken, places = source[:, first::step].reshape(-1), found.reshape(-1)
    places[: taken.size] = taken[: places.size]
    return found


def no_mask_gathering(target: TargetShape) -> str:
    """Why a mask pattern is not known."""
    pattern = target.word("MaskPattern::")
    if pattern not in _EVERY:
        return "a pattern that is not known"
    if not _by_column(target):
        return ""
    if pattern != "P1111":
        return "GATHER_COL by a pattern that leaves rows out, where the header goes on behind the ends of both tiles"
    return "" if target.operands[1].valid == target.valid else "GATHER_COL of tiles of two sizes"


def mask_scattered(target: TargetShape, old: Array, source: Array) -> Array:
    """Zeros in the whole target, and the source in the columns (by column: the rows) that a pattern takes. With all of
    them it is a copy."""
    pattern, (rows, cols) = target.word("MaskPattern::"), source.shape
    found = np.array(old, copy=True) if pattern == "P1111" else np.zeros_like(old)
    step, first = _EVERY[pattern]
    if _by_column(target):
        found[first : rows * step : step, :cols] = source
    else:
        found[:rows, first : cols * step : step] = source
    return found


def no_mask_scattering(target: TargetShape) -> str:
    """Why a mask pattern is not known."""
    pattern, source, by_column = target.word("MaskPattern::"), target.operands[1], _by_column(target)
    if pattern not in _EVERY:
        return "a pattern that is not known"
    if by_column and np.dtype(target.dtype).itemsize == 1 and pattern != "P1111":
        return "SCATTER_COL of 8-bit elements, of which the header copies twice as many"
    step, (rows, cols) = _EVERY[pattern][0], source.valid
    fits = target.valid == ((rows * step, cols) if by_column else (rows, cols * step))
    return "" if fits else f"by {pattern} from {rows} x {cols} to {target.valid[0]} x {target.valid[1]}"


def _by_column(target: TargetShape) -> bool:
    return "_COL" in target.word("Axis::")


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
