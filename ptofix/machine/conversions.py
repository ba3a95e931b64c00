"""TCVT: from one element type to another, with its rounding and saturation modes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ptofix.machine.memory import Array

_WRAPPING = {("float16", "uint8"), ("float16", "int8"), ("int64", "int32"), ("int32", "int16")}
"""Conversions that wrap around unless a saturation mode is given; all others stop at the ends of the type.

pto-isa 3186c38 include/pto/npu/a2a3/TCvt.hpp.
"""


_DIGITS = {"bfloat16": 7, "float16": 10, "float32": 23, "float64": 52}
"""Of the fraction."""


def _half_away(values: Array) -> Array:
    found: Array = np.trunc(values + np.copysign(0.5, values))
    return found


def _half_to_odd(values: Array) -> Array:
    low = np.floor(values)
    tie = values - low == 0.5
    found: Array = np.where(tie, low + (low % 2 == 0), np.rint(values))
    return found


_TO_WHOLE: dict[str, Callable[[Array], Any]] = {
    "RINT": np.rint, "ROUND": _half_away, "FLOOR": np.floor, "CEIL": np.ceil, "TRUNC": np.trunc, "NONE": np.trunc,
    "ODD": _half_to_odd,
}  # fmt: skip


def converted(source: Array, dtype: Any, words: tuple[str, ...]) -> Array:
    """The values in another type; `words` are the modes of the call."""
    target, mode = np.dtype(dtype), _mode(words, "CAST_", "NONE")
    saturation = _mode(words, "SaturationMode::", "")
    wraps = (source.dtype.name, target.name) in _WRAPPING if not saturation else saturation == "OFF"
    if target.kind in "iu":
        wide = source if source.dtype.kind in "iu" else _TO_WHOLE[mode](source.astype(np.float64))
        return _whole(wide, target, wraps)
    if source.dtype.kind in "iu" or _digits(source.dtype) < _digits(target):
        return source.astype(target)
    if source.dtype == target:  # rounds to whole numbers
        return np.asarray(source if mode == "NONE" else _TO_WHOLE[mode](source.astype(np.float64)).astype(target))
    return _narrowed(source.astype(np.float64), target, mode)


def _mode(words: tuple[str, ...], prefix: str, otherwise: str) -> str:
    return next((word.rpartition(prefix)[2] for word in words if prefix in word), otherwise)


def _whole(values: Array, target: np.dtype[Any], wraps: bool) -> Array:
    if values.dtype.kind == "f":
        values = np.clip(np.nan_to_num(values, nan=0.0), -(2.0**62), 2.0**62).astype(np.int64)
    limits = np.iinfo(target)
    return values.astype(target) if wraps else np.clip(values, limits.min, limits.max).astype(target)


def _digits(dtype: np.dtype[Any]) -> int:
    return _DIGITS[dtype.name]


def _narrowed(exact: Array, target: np.dtype[Any], mode: str) -> Array:
    """Rounded to a type with fewer digits."""
    near = exact.astype(target)
    if mode in ("NONE", "RINT"):
        return near
    back = near.astype(np.float64)
    below = np.where(back <= exact, near, np.nextafter(near, target.type(-np.inf)))
    above = np.where(back >= exact, near, np.nextafter(near, target.type(np.inf)))
    inward, outward = np.where(exact > 0, below, above), np.where(exact > 0, above, below)
    match mode:
        case "FLOOR":
            return below
        case "CEIL":
            return above
        case "TRUNC":
            return inward
        case "ROUND":
            tie = np.abs(exact - inward.astype(np.float64)) == np.abs(outward.astype(np.float64) - exact)
            return np.where(tie, outward, near)
    odd = inward.view(np.uint16) & 1 == 1
    return np.where(back == exact, near, np.where(odd, inward, outward))
