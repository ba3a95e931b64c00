"""Comparisons, a bit per element: TCmp.hpp, TCmps.hpp of pto-isa 3186c38, include/pto/npu/a2a3.

The headers compare whole repeats of each row: past the valid columns, and past the end of a narrow tile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.tile import REPEAT
from ptofix.machine.arithmetic import scalar
from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import OperandShape, Part, TargetShape

_COMPARE: dict[str, Callable[..., Any]] = {
    "EQ": np.equal,
    "NE": np.not_equal,
    "LT": np.less,
    "GT": np.greater,
    "GE": np.greater_equal,
    "LE": np.less_equal,
}
_TYPES = ("float32", "float16", "int32")


def tiles_compared(target: TargetShape, old: Array, left: Array, right: Array) -> Array:
    """TCMP, of which the header takes the size from the first."""
    if target.operands[1].valid != target.operands[2].valid:
        raise ValueError("shapes differ")
    return _compared(target, old, left, right)


def compared_to_number(target: TargetShape, old: Array, left: Array, right: Any) -> Array:
    """TCMPS. That is a number, or the first one of a tile."""
    return _compared(target, old, left, np.full(left.shape, scalar(np.ravel(right)[0], left.dtype)))


def _compared(target: TargetShape, old: Array, left: Array, right: Array) -> Array:
    """Eight bits to a byte, each row from the start of its row. Bits of what lies behind a tile are set.

    NE is EQ, and then whole rows of the target are inverted: bytes that have no bit of the comparison, too.
    """
    rows, lanes, mode = target.valid[0], _lanes(target.operands[1]), target.word("CmpMode::")
    one, is_one = _row_by_row(left, rows, lanes)
    other, is_other = _row_by_row(right, rows, lanes)
    bits = np.packbits(_COMPARE[mode](one, other) | ~(is_one & is_other), axis=1, bitorder="little")
    found = np.array(old[:rows], copy=True).view(np.uint8)
    if mode == "NE":
        found = ~found
    found[:, : bits.shape[1]] = bits
    return found[:, : target.shape[1]].view(target.dtype)


def compared_where(target: TargetShape, *_: Any) -> Part:
    """What a comparison writes."""
    whole = target.word("CmpMode::") == "NE"
    return slice(target.valid[0]), slice(None if whole else _lanes(target.operands[1]) // 8)


def no_comparison(target: TargetShape) -> str:
    """Why a comparison is not one that the machine knows. The headers for the device compare int32 for equality,
    whatever the mode, and 16-bit integers as halves."""
    mode, bits, source = target.word("CmpMode::"), target.operands[0], target.operands[1]
    if mode not in _COMPARE:
        return "a comparison by another mode"
    kind = np.dtype(source.dtype)
    if kind == np.int32 and mode not in ("EQ", "NE"):
        return f"int32 by CmpMode::{mode}, for which the header takes EQ"
    if kind in (np.int16, np.uint16):
        return f"{kind}, which the header compares as half"
    if kind.name not in _TYPES or np.dtype(bits.dtype).itemsize != 1:
        return f"{kind} with bits in {np.dtype(bits.dtype)}, which the header does not compare"
    tiles = [one for one in target.operands[:3] if one.index is not None and one.index.shape == one.size]
    if not all(one.lies_in_rows() for one in tiles):
        return "a tile that does not lie row by row"
    if bits.valid[0] != source.valid[0]:
        return f"{source.valid[0]} rows, of which the bits go to a tile of {bits.valid[0]}"
    if _lanes(source) // 8 > bits.size[1]:
        return f"{_lanes(source) // 8} bytes of bits for a row, in a tile of {bits.size[1]}"
    return ""


def _lanes(source: OperandShape) -> int:
    """The elements of a row that are compared."""
    in_one = REPEAT // int(np.dtype(source.dtype).itemsize)
    return -(-source.valid[1] // in_one) * in_one


def _row_by_row(values: Array, rows: int, lanes: int) -> tuple[Array, Array]:
    """What the repeats of each row find, and whether it lies in the tile."""
    places = np.arange(rows)[:, None] * values.shape[1] + np.arange(lanes)
    inside = places < values.size
    return values.reshape(-1)[np.where(inside, places, 0)], inside
