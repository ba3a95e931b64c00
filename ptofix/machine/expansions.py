"""Ops that take one operand for each row, or for each column: TRowExpandBinOp.hpp, TColExpandBinOp.hpp, TRowExpand.hpp,
TColExpand.hpp of pto-isa 3186c38, include/pto/npu/a2a3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.tile import BLOCK
from ptofix.machine.arithmetic import Compute, in_type, scalar
from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import Part, TargetShape


def by_rows(function: Callable[..., Any]) -> Compute:
    """One operand has the shape of the target, the other a number for each row: a column, or a block of 32 bytes."""
    return _with(function, _each_row)


def by_columns(function: Callable[..., Any]) -> Compute:
    """One operand has the shape of the target, of the other the first row counts, however many are valid."""
    return _with(function, lambda target, _, row: row_in_each(target, row))


def row_in_each(target: TargetShape, source: Array) -> Array:
    """The first row as far as the target is valid, whatever of it is."""
    if source.shape[1] < target.shape[1]:
        raise ValueError("shapes differ")
    return np.broadcast_to(source[:1, : target.shape[1]], target.shape)


def first_in_each(target: TargetShape, source: Array) -> Array:
    """The first column in all of them."""
    if len(source) != target.shape[0]:
        raise ValueError("shapes differ")
    return np.broadcast_to(source[:, :1], target.shape)


def in_one_run(target: TargetShape) -> bool:
    """Whether TEXPANDS takes the valid elements to follow each other, which they do where whole rows are valid: it
    compares the width with that of the type, where it means that of the tile."""
    columns = target.layout != "RowMajor"
    return target.typed[not columns] or target.valid[columns] == 1


def filled_places(target: TargetShape, *_: Any) -> Part:
    """What TEXPANDS fills; bytes in pairs."""
    (rows, cols), pair = target.valid, 2 if np.dtype(target.dtype).itemsize == 1 else 1
    if target.space != "Vec":
        return slice(None), slice(None)
    if not in_one_run(target):
        ends = -(-rows // pair) * pair, -(-cols // pair) * pair
        return (slice(rows), slice(ends[1])) if target.layout == "RowMajor" else (slice(ends[0]), slice(cols))
    places = np.arange(-(-rows * cols // pair) * pair).reshape(1, -1)
    high, wide = target.shape
    return (places // wide, places % wide) if target.layout == "RowMajor" else (places % high, places // high)


def everywhere(target: TargetShape, number: Any) -> Array:
    """A number of the type of the target."""
    return np.full(target.shape, scalar(number, target.dtype))


def _with(function: Callable[..., Any], spread: Callable[[TargetShape, int, Array], Array]) -> Compute:
    compute = in_type(function)

    def expanded(target: TargetShape, first: Array, second: Array) -> Array:
        if first.shape == target.shape:
            return compute(first, spread(target, 2, second))
        return compute(spread(target, 1, first), second)

    return expanded


def _each_row(target: TargetShape, number: int, source: Array) -> Array:
    """Of blocks each is repeated along its row. The form with scratch knows none."""
    shape, block = target.operands[number], BLOCK // source.itemsize
    if shape.layout == "ColMajor" or source.shape == target.shape:
        return source if source.shape == target.shape else first_in_each(target, source)
    if len(target.operands) > 3 or source.shape != (target.shape[0], block):
        raise ValueError("shapes differ")
    return source[:, np.arange(target.shape[1]) % block]
