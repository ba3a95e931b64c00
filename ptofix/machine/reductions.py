"""What becomes of a row or a column: sums, products, the largest and the smallest, and where these are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.hardware.tile import BLOCK
from ptofix.machine.arithmetic import Compute, NoValueError
from ptofix.machine.memory import Array, of_no_use

if TYPE_CHECKING:
    from ptofix.machine.shapes import Part, TargetShape


def reduced(function: np.ufunc, axis: int, wide: bool = True) -> Compute:
    """A sum or a product, one after the other; a `wide` one of floats is accumulated in fp32."""

    def compute(source: Array) -> Array:
        floating = wide and source.dtype.kind not in "iu"
        steps = function.accumulate(source.astype(np.float32) if floating else source, axis=axis)
        return np.take(steps, [-1], axis=axis)

    return compute


def place_of(largest: bool, axis: int) -> Compute:
    """Where the largest or smallest is: the first one of equals. A NaN counts only where it comes first."""

    def compute(source: Array) -> Array:
        if source.dtype.kind in "iu":
            at = (np.argmax if largest else np.argmin)(source, axis=axis, keepdims=True)
            return np.asarray(at)
        values = source.astype(np.float64)
        values = np.where(np.isnan(values), -np.inf if largest else np.inf, values)
        at = (np.argmax if largest else np.argmin)(values, axis=axis, keepdims=True)
        first = np.take(source, [0], axis=axis)
        found: Array = np.where(np.isnan(first.astype(np.float64)), 0, at)
        return found

    return compute


def extreme(largest: bool, axis: int) -> Compute:
    """The largest or smallest itself."""
    place = place_of(largest, axis)

    def compute(source: Array) -> Array:
        return np.take_along_axis(source, place(source), axis=axis)

    return compute


def place_in_column(largest: bool) -> Compute:
    """The same down a column, where the headers compare row by row: what comes behind a NaN, they do not say."""
    place = place_of(largest, 0)

    def compute(source: Array) -> Array:
        if source.dtype.kind not in "iu" and np.isnan(source.astype(np.float64)).any() and len(source) > 1:
            raise NoValueError("a NaN in a column")
        return place(source)

    return compute


def row_product(source: Array) -> Array:
    """Block by block, and then what is in each lane: TRowProd.hpp."""
    lanes = BLOCK // source.itemsize
    rows, cols = source.shape
    padded = np.ones((rows, -(-cols // lanes) * lanes), source.dtype)
    padded[:, :cols] = source
    of_lane = np.multiply.reduce(padded.reshape(rows, -1, lanes), axis=1, dtype=source.dtype)
    wide = np.float32 if source.dtype.kind not in "iu" else source.dtype
    found: Array = np.multiply.accumulate(of_lane.astype(wide), axis=1)[:, -1:].astype(source.dtype)
    return found


def no_values_and_places(target: TargetShape) -> str:
    """The header widens the places of halves where they stand."""
    places = target.operands[1]
    narrow = np.dtype(target.operands[2].dtype).itemsize == 2 < np.dtype(places.dtype).itemsize
    rows, cols = target.operands[2].valid
    if narrow and places.size[1] == 1 and rows > _WIDENED and cols <= 2 * _WIDENED:
        return f"32-bit places of halves in more than {_WIDENED} rows, which the header writes over each other"
    return ""


_WIDENED = 64
"""What is widened in one repeat."""


def whole_blocks(target: TargetShape, *_: Any) -> Part:
    """What the headers write of a row that columns become: they copy the first row in blocks before."""
    block = BLOCK // np.dtype(target.dtype).itemsize
    return slice(target.valid[0]), slice(min(-(-target.valid[1] // block) * block, target.shape[1]))


def in_blocks(compute: Compute) -> Compute:
    """Of the valid part; behind it what the first row has there, and in a sum by pairs nothing of use."""

    def computed(target: TargetShape, source: Array, *ways: Any) -> Array:
        rows, cols = target.operands[1].valid
        if target.valid != (1, cols):
            raise ValueError("shapes differ")
        rest = source[:1, cols : target.shape[1]]
        if _in_pairs(ways):
            rest = of_no_use(rest.shape, rest.dtype)
        found: Array = np.concatenate((compute(source[:rows, :cols], *ways), rest), axis=1)
        return found

    return computed


def _in_pairs(ways: tuple[Any, ...]) -> bool:
    return "true" in ways or 1 in ways


def column_sums(source: Array, *ways: Any) -> Array:
    """Row by row in the type of the tile; in pairs where the call says so: TColSum.hpp."""
    rows = [source[number : number + 1] for number in range(len(source))]
    if _in_pairs(ways):
        while len(rows) > 1:
            pairs = [first + second for first, second in zip(rows[::2], rows[1::2])]
            if len(rows) % 2:
                pairs[0] = pairs[0] + rows[-1]
            rows = pairs
    found = rows[0]
    for row in rows[1:]:
        found = found + row
    return found
