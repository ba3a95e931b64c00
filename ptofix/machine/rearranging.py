"""Ops that move elements by index, pattern or order: gather, scatter, merge of sorted lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.tile import BLOCK, REPEAT, REPEAT_MAX
from ptofix.machine.arithmetic import NoValueError, alike
from ptofix.machine.memory import Array, of_no_use

if TYPE_CHECKING:
    from ptofix.machine.shapes import Part, TargetShape

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
    """Blocks of 32 bytes, from offsets in bytes; of no use in what is not valid, if there is none at its offset.
    Raises NoValueError."""
    data, given = source.reshape(-1).view(np.uint8), offsets.reshape(-1).view(np.uint32).astype(np.int64)
    blocks: Array = of_no_use((_size_in_blocks(target), BLOCK), np.uint8)
    per_row, valid = target.operands[0].size[1] * source.itemsize // BLOCK, target.valid[1] * source.itemsize
    for to, at in _moves(target):
        start = given[at] if at < given.size else -1
        if 0 <= start <= data.size - BLOCK:
            blocks[to] = data[start : start + BLOCK]
        elif to % per_row * BLOCK < valid:
            raise NoValueError(f"index {start} of {data.size - BLOCK + 1}")
    rows, cols = blocks_where(target)
    found: Array = blocks.reshape(-1).view(target.dtype).reshape(target.operands[0].size)[rows, cols]
    return found


def blocks_where(target: TargetShape, *_: Array) -> Part:
    """What of the target TGATHERB writes."""
    written = np.zeros((_size_in_blocks(target), BLOCK // np.dtype(target.dtype).itemsize), bool)
    written[[to for to, _ in _moves(target)]] = True
    rows, cols = np.nonzero(written.reshape(target.operands[0].size))
    return rows.reshape(1, -1), cols.reshape(1, -1)


def no_gathered_blocks(target: TargetShape) -> str:
    """Why a call is not one that the machine knows."""
    if not all(one.lies_in_rows() for one in target.operands):
        return "a tile that does not lie row by row"
    if any(to >= _size_in_blocks(target) for to, _ in _moves(target)):
        return "whole repeats of 256 bytes, the last of which goes on behind the target"
    return ""


def _size_in_blocks(target: TargetShape) -> int:
    rows, cols = target.operands[0].size
    return rows * cols * int(np.dtype(target.dtype).itemsize) // BLOCK


def _moves(target: TargetShape) -> Iterator[tuple[int, int]]:
    """Each block of the target with its place among the offsets, in turn: TGatherB.hpp. The offsets for the last repeat
    of each row, if it is not full, follow each other, 255 rows at a time, whatever the rows of their tile."""
    item, in_one = int(np.dtype(target.dtype).itemsize), REPEAT // BLOCK
    (rows, cols), per_row, given = target.valid, target.operands[0].size[1] * item // BLOCK, target.operands[2].size[1]
    full, rest = divmod(cols * item, REPEAT)
    for row in range(rows):
        for block in range(full * in_one):
            yield row * per_row + block, row * given + block
    for row in range(rows if rest else 0):
        first = full * in_one + row // REPEAT_MAX * REPEAT_MAX * given + row % REPEAT_MAX * in_one
        for block in range(in_one):
            yield row * per_row + full * in_one + block, first + block


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


def transposed(target: TargetShape, source: Array) -> Array:
    """Nobody says what the transpose unit makes of rows that there are not."""
    if source.shape[::-1] != target.valid:
        raise ValueError("shapes differ")
    found = of_no_use(target.shape, source.dtype)
    found[:, : target.valid[1]] = source.T
    return found


def transposed_where(target: TargetShape, *_: Array) -> Part:
    """What TTRANS writes: whole blocks where the unit does it, for rows of whole units: TTrans.hpp."""
    unit = BLOCK if np.dtype(target.dtype).itemsize == 1 else BLOCK // 2
    rows, cols = target.valid
    return slice(rows), slice(cols if target.operands[0].size[1] % unit else _in_blocks(target, cols))


def joined(target: TargetShape, first: Array, second: Array) -> Array:
    """Both side by side: TConcat.hpp. The first is copied in blocks, the second behind it, too, if it is behind whole
    blocks, and element by element otherwise."""
    rows, cols = target.valid
    parts = [one.valid[1] for one in target.operands[1:]]
    if target.operands[1].valid[0] != rows or target.operands[2].valid[0] != rows or cols != sum(parts):
        raise ValueError("shapes differ")
    found = of_no_use(target.shape, target.dtype)
    length = _in_blocks(target, parts[0])
    found[:, :length] = first[:rows, :length]
    length = target.shape[1] - parts[0] if parts[0] == length else parts[1]
    found[:, parts[0] : parts[0] + length] = second[:rows, :length]
    return found


def joined_where(target: TargetShape, *_: Array) -> Part:
    """What TCONCAT writes."""
    first, second = (one.valid[1] for one in target.operands[1:])
    length = _in_blocks(target, first)
    return slice(target.valid[0]), slice(
        max(length, first + (second if first != length else _in_blocks(target, second)))
    )


def no_rearranging(target: TargetShape) -> str:
    """Why a call is not one that the machine knows."""
    wholes = [one for one in target.operands if one.index is not None and one.index.shape == one.size]
    in_columns = any(one.layout != "RowMajor" and one.size[1] > 1 for one in target.operands)
    return "a tile that does not lie row by row" if in_columns or not all(one.lies_in_rows() for one in wholes) else ""


def _in_blocks(target: TargetShape, columns: int) -> int:
    block = BLOCK // int(np.dtype(target.dtype).itemsize)
    return -(-columns // block) * block


def sorted_pairs(target: TargetShape, values: Array, index: Array) -> Array:
    """32 at a time, the largest first, of equals the one that came first; each is followed by its index. One row of
    indices serves for all. What is missing in the last 32 is filled up by NaN, and its indices are what is there."""
    (rows, cols), numbers = target.operands[1].valid, target.operands[2].valid
    if target.valid[0] != rows or target.valid[1] not in (cols * _width(values), target.shape[1]):
        raise ValueError("shapes differ")
    if numbers not in ((rows, cols), (1, cols)):
        raise ValueError("shapes differ")
    groups = -(-cols // _SORTED)
    taken = np.full((rows, groups * _SORTED), -np.nan, values.dtype)
    taken[:, :cols] = values[:rows, :cols]
    also = of_no_use(taken.shape, np.uint32)
    known = min(taken.shape[1], index.shape[1])
    also[:, :known] = index[: 1 if numbers[0] == 1 else rows, :known]
    order = np.argsort(-sort_keys(taken).reshape(rows, groups, _SORTED), axis=2, kind="stable")
    found = np.zeros((rows, groups, _SORTED, 2), np.uint32)
    bits = taken.view(np.uint32 if taken.itemsize == 4 else np.uint16).reshape(rows, groups, _SORTED)
    for part, given in enumerate((bits, also.reshape(rows, groups, _SORTED))):
        found[..., part] = np.take_along_axis(given, order, axis=2)
    pairs: Array = found.reshape(rows, groups * _SORTED * 2).view(target.dtype)
    return pairs


def sorted_where(target: TargetShape, *_: Array) -> Part:
    """What TSORT32 writes."""
    groups = -(-target.operands[1].valid[1] // _SORTED)
    return slice(target.valid[0]), slice(groups * _SORTED * _width(target))


def no_sorting(target: TargetShape) -> str:
    """Why a call is not one that the machine knows."""
    cols = target.operands[1].valid[1]
    if no_rearranging(target):
        return no_rearranging(target)
    if cols % _SORTED and len(target.operands) < 4:
        return f"columns that are no multiple of {_SORTED}, without scratch"
    if -(-cols // _SORTED) * _SORTED * _width(target) > target.operands[0].size[1]:
        return f"{cols} numbers, whose pairs do not fit into a row of the target"
    return ""


def _width(pairs: Array | TargetShape) -> int:
    """How many elements of its type a pair has."""
    return _PAIR // int(np.dtype(pairs.dtype).itemsize)


_SORTED = 32
"""What TSORT32 sorts at once."""


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
