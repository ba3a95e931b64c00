"""Ops of which one source may be smaller than the target: TPartOp.hpp, TPartArgOp.hpp of pto-isa 3186c38,
include/pto/npu/a2a3.

Where both sources have an element, the target gets what is made of these; what is left of the larger source is copied
in blocks, or in whole rows if those of the target are as long, valid or not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from ptofix.hardware.tile import BLOCK
from ptofix.machine.arithmetic import Compute
from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import Part, TargetShape


_NUMBERS = 3
"""The operand for the numbers of TPARTARGMAX and TPARTARGMIN; those of the sources follow it."""


class _Pieces(Struct, frozen=True):
    """Both sources have `rows` x `cols`; of the `larger`, 0 or 1, `width` columns are copied from row `start` on."""

    larger: int
    rows: int
    cols: int
    start: int
    width: int


def partly(function: Callable[..., Any]) -> Compute:
    """TPARTADD and others."""

    def compute(target: TargetShape, first: Array, second: Array) -> Array:
        pieces = _pieces(target, 0)
        both = (one[: pieces.rows, : pieces.cols] for one in (first, second))
        return _put_together(target, 0, first, second, function(*both))

    return compute


def partly_chosen(largest: bool, numbers: bool) -> Compute:
    """TPARTARGMAX and TPARTARGMIN: the larger or smaller one, or its number; of equals the first."""

    def compute(target: TargetShape, first: Array, second: Array, *given: Array) -> Array:
        pieces, shapes = _pieces(target, 0), [one.valid for one in target.operands]
        if shapes[:_NUMBERS] != shapes[_NUMBERS:]:
            raise ValueError("shapes differ")
        one, other = first[: pieces.rows, : pieces.cols], second[: pieces.rows, : pieces.cols]
        left, right = given if numbers else (first, second)
        is_first = one >= other if largest else one <= other
        chosen = np.where(is_first, left[: pieces.rows, : pieces.cols], right[: pieces.rows, : pieces.cols])
        return _put_together(target, _NUMBERS if numbers else 0, left, right, chosen)

    return compute


def written_where(target: TargetShape, *_: Any) -> Part:
    """What of the target is written."""
    return _places(target, 0)


def numbers_where(target: TargetShape, *_: Any) -> Part:
    """The same of the numbers of TPARTARGMAX and TPARTARGMIN."""
    return _places(target, _NUMBERS)


def no_pieces(target: TargetShape) -> str:
    """Why a call is not one that the machine knows."""
    columns = any(one.layout != "RowMajor" for one in target.operands if one.space)
    return "a tile that is ColMajor, which the header walks as if it were rows" if columns else ""


def no_choice(target: TargetShape) -> str:
    """The header goes by repeats of 128 halves, of whose 32-bit numbers an instruction moves 64."""
    items = (np.dtype(target.operands[number].dtype).itemsize for number in (0, _NUMBERS))
    if tuple(items) == (2, 4) and target.valid[1] > 64:
        return "32-bit numbers of more than 64 halves in a row, of which the header leaves some out"
    return no_pieces(target)


def _pieces(target: TargetShape, result: int) -> _Pieces:
    """Of the operand `result`. Raises ValueError where neither source has its shape: the header does nothing."""
    into, sources = target.operands[result], target.operands[result + 1 : result + 3]
    larger = next((number for number, one in enumerate(sources) if one.valid == into.valid), None)
    if larger is None:
        raise ValueError("shapes differ")
    (rows, cols), (all_rows, all_cols) = sources[1 - larger].valid, into.valid
    if rows > all_rows or cols > all_cols:
        raise ValueError("shapes differ")
    block = BLOCK // np.dtype(into.dtype).itemsize
    width = into.size[1] if sources[larger].size[1] == into.size[1] else -(-all_cols // block) * block
    return _Pieces(larger, rows, cols, rows if cols == all_cols else 0, width)


def _places(target: TargetShape, result: int) -> Part:
    """Rows and columns of what is written of an operand, one by one."""
    pieces, into = _pieces(target, result), target.operands[result]
    written = np.zeros(into.size, bool)
    written[: pieces.rows, : pieces.cols] = True
    written[pieces.start : into.valid[0], : pieces.width] = True
    rows, cols = np.nonzero(written)
    return rows.reshape(1, -1), cols.reshape(1, -1)


def _put_together(target: TargetShape, result: int, left: Array, right: Array, both: Array) -> Array:
    """What is copied, and what is made of `both` sources."""
    pieces, into = _pieces(target, result), target.operands[result]
    found, copied = np.zeros(into.size, left.dtype), (slice(pieces.start, into.valid[0]), slice(pieces.width))
    found[copied] = (left, right)[pieces.larger][copied]
    found[: pieces.rows, : pieces.cols] = both
    return found[_places(target, result)]
