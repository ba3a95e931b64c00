"""TCVT: from one element type to another, with its rounding and saturation modes.

As the headers for the device have it (pto-isa 3186c38 include/pto/npu/a2a3/TCvt.hpp): which pairs there are, which of
them look at a mode, and what a mode that a pair does not have stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import TargetShape

_PAIRS: dict[str, tuple[str, ...]] = {
    "float32": ("float16", "float32", "bfloat16", "int64", "int32", "int16"),
    "float16": ("float32", "int32", "int16", "int8", "uint8"),
    "bfloat16": ("float32", "int32"),
    "int16": ("float16", "float32"),
    "int32": ("float32", "int16", "int64", "float16"),
    "int64": ("float32", "int32"),
    "uint8": ("float16",),
    "int8": ("float16",),
}
_NARROWING = {
    ("float16", "uint8"), ("float16", "int8"), ("float32", "int16"), ("float16", "int16"), ("int64", "int32"),
    ("int32", "int16"),
}  # fmt: skip
"""They wrap around unless SaturationMode::ON is asked for. All others stop at the ends of the type, and look at the
saturation mode only in the form with scratch."""

_TO_ODD = ("float32", "float16")
_WITHOUT_MODE = ("int32", "float16")
"""By way of a factor of 1."""


def _half_away(values: Array) -> Array:
    whole = np.trunc(values)
    found: Array = np.where(np.abs(values - whole) >= 0.5, whole + np.copysign(1.0, values), whole)
    return found


_TO_WHOLE: dict[str, Callable[[Array], Any]] = {
    "RINT": np.rint, "ROUND": _half_away, "FLOOR": np.floor, "CEIL": np.ceil, "TRUNC": np.trunc,
}  # fmt: skip


def unknown_conversion(target: TargetShape) -> str:
    """Why a TCVT is not one of the header's."""
    source, found = np.dtype(target.operands[1].dtype).name, np.dtype(target.dtype).name
    return "" if found in _PAIRS.get(source, ()) else f"a conversion from {source} to {found}"


def converted(target: TargetShape, source: Array) -> Array:
    """The values in another type."""
    dtype = np.dtype(target.dtype)
    pair, asked = (source.dtype.name, dtype.name), target.word("SaturationMode::")
    if dtype.kind in "iu":
        looks = pair in _NARROWING or sum(operand.dtype is not None for operand in target.operands) > 2
        wraps = asked == "OFF" if asked and looks else pair in _NARROWING
        whole = source if source.dtype.kind in "iu" else _whole(source, _mode(target, pair))
        return _wrapped(whole, dtype) if wraps else _stopped(whole, dtype)
    if pair[0] == pair[1]:  # rounds to whole numbers
        return np.asarray(_TO_WHOLE[_mode(target, pair)](source))
    return _rounded(source, dtype, _mode(target, pair))


def _mode(target: TargetShape, pair: tuple[str, str]) -> str:
    """That of the call, or what the header takes instead of one that the pair does not have."""
    mode = target.word("CAST_")
    if pair != _WITHOUT_MODE and (mode in _TO_WHOLE or (mode == "ODD" and pair == _TO_ODD)):
        return mode
    return "TRUNC" if np.dtype(target.dtype).kind in "iu" else "RINT"


def _whole(values: Array, mode: str) -> Array:
    """As float64, which holds each whole number of the types that there are; NaN is 0."""
    found: Array = np.nan_to_num(_TO_WHOLE[mode](values.astype(np.float64)), nan=0.0, posinf=np.inf, neginf=-np.inf)
    return found


def _stopped(values: Array, dtype: np.dtype[Any]) -> Array:
    """At the ends of the type, of which float64 may not hold the upper one."""
    limits = np.iinfo(dtype)
    if values.dtype.kind in "iu":
        return np.clip(values, limits.min, limits.max).astype(dtype)
    low, high = values <= float(limits.min), values >= float(limits.max)
    inside = np.where(low | high, 0.0, values).astype(dtype)
    return np.where(low, dtype.type(limits.min), np.where(high, dtype.type(limits.max), inside))


def _wrapped(values: Array, dtype: np.dtype[Any]) -> Array:
    """The low bits; floats stop at the ends of int32 before that."""
    whole = values if values.dtype.kind in "iu" else _stopped(values, np.dtype(np.int32))
    return whole.astype(dtype)


def _rounded(source: Array, dtype: np.dtype[Any], mode: str) -> Array:
    """In a floating type that may have fewer digits."""
    near = source.astype(dtype)
    if mode == "RINT" or (near.astype(source.dtype) == source).all():
        return near
    exactly = _as_whole_numbers if source.dtype == np.int64 else _as_numbers  # no number is rounded
    exact, back = exactly(source), exactly(near)
    low, high = np.full_like(near, -np.inf), np.full_like(near, np.inf)
    below = np.where(back <= exact, near, np.nextafter(near, low))
    above = np.where(back >= exact, near, np.nextafter(near, high))
    inward, outward = np.where(exact > 0, below, above), np.where(exact > 0, above, below)
    match mode:
        case "FLOOR":
            return below
        case "CEIL":
            return above
        case "TRUNC":
            return inward
        case "ROUND":
            tie = np.abs(exact - exactly(inward)) == np.abs(exactly(outward) - exact)
            return np.where(tie, outward, near)
    odd = inward.view(np.uint16) & 1 == 1
    return np.where(back == exact, near, np.where(odd, inward, outward))


def _as_numbers(values: Array) -> Array:
    return values.astype(np.float64)


def _as_whole_numbers(values: Array) -> Array:
    """Python's, which have no end."""
    return np.array([int(value) for value in values.reshape(-1)], object).reshape(values.shape)
