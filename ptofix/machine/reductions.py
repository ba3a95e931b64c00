"""What becomes of a row or a column: sums, products, the largest and the smallest, and where these are."""

from __future__ import annotations

from typing import Any

import numpy as np

from ptofix.machine.arithmetic import Compute
from ptofix.machine.memory import Array


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


def column_sums(source: Array, *ways: Any) -> Array:
    """Row by row in the type of the tile; in pairs where the call says so: TColSum.hpp."""
    rows = [source[number : number + 1] for number in range(len(source))]
    if "true" in ways or 1 in ways:
        while len(rows) > 1:
            pairs = [first + second for first, second in zip(rows[::2], rows[1::2])]
            if len(rows) % 2:
                pairs[0] = pairs[0] + rows[-1]
            rows = pairs
    found = rows[0]
    for row in rows[1:]:
        found = found + row
    return found
