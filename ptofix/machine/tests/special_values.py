"""Numbers at which arithmetic goes wrong, by element type, and arrays of them: pairs of all with all."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import Any

import numpy as np

from ptofix.machine.memory import DTYPES, Array

_FLOATS = (
    0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 1.5, -2.5, 0.1, 1e-40, -1e-40, 3.4e38, -3.4e38, 1e-7, 65504.0,
    5e-8, -65504.0, 3.75, -100.3, 2.0, 0.5, 1000.0, -7.0,
)  # fmt: skip
_ROUNDED = (
    0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.75, -0.75, 126.5, 127.5, 128.5, -128.5, -129.0, 255.5, 256.0, 300.0,
    32766.5, 32767.5, 32768.0, -32768.5, -40000.0, 65504.0, 65519.0, 65520.0, -65520.0, 131072.0, 2049.0, 2051.0,
    4099.0,
    1.00048828125, 1.00146484375, 1.00390625, 1.01171875, -1.00390625, -1.01171875, 1.001, -1.001, 1e-8, 3e-8, -3e-8,
    6e-8, 1e-40, 2147483520.0, 2147483648.0, -2147483648.0, 4e9, -4e9, 3.4e38, -3.4e38, 9.3e18, -9.3e18, 1e10, 1e-3,
    np.inf, -np.inf, np.nan,
)  # fmt: skip
_WHOLE = (
    0, 1, -1, 2, -2, 3, 7, -7, 100, 127, 128, -128, -129, 255, 256, 2047, 2049, 2051, 4099, 32767, 32768, -32768,
    -32769,     65504, 65519, 65520, 65535, 65536, 16777217, 16777219, 16777221, -16777217, 33554435, -33554435,
    123456789, 2**31 - 1,     -(2**31), -(2**31) + 1, 2**31 - 64, 2**31, 2**32, 2**53 + 1, 2**63 - 1, -(2**63),
)  # fmt: skip


_CROSSED = ("special", "shift", "divided", "power", "moderate", "small", "distinct")


def _ends(dtype: Any) -> tuple[int, ...]:
    """Of an integer type, with what is next to them."""
    limits = np.iinfo(dtype)
    small = (0, 1, 2, 3, 7, 100)
    signed = tuple(-n for n in small[1:]) if limits.min else ()
    return (0, 1, limits.max, limits.min, *signed, *small[2:], limits.max - 1, limits.min + 1, limits.max // 2 + 1)


def _list(kind: str, dtype: Any, second: bool) -> Sequence[Any]:
    floating = np.dtype(dtype).kind not in "iu"
    match kind:
        case "special":
            return _FLOATS if floating else _ends(dtype)
        case "rounding":
            return _ROUNDED if floating else [n for n in _WHOLE if np.iinfo(dtype).min <= n <= np.iinfo(dtype).max]
        case "fitting" if floating:  # C++ does not say what becomes of larger ones
            with np.errstate(over="ignore"):
                return [n for n in _ROUNDED if abs(float(np.asarray(n).astype(dtype))) < 2.0**31]
        case "fitting":
            return [n for n in _WHOLE if np.iinfo(dtype).min <= n <= np.iinfo(dtype).max]
        case "shift":
            return (0, 1, 3, np.dtype(dtype).itemsize * 8 - 1) if second else _ends(dtype)
        case "divided" if floating:  # quotients that are exact enough for every way to the remainder
            return (1.5, -2.0, 3.0, 0.25) if second else (0.0, 1.0, -1.0, 7.5, -7.5, 100.25, -3.0, 1e-3, 4.5)
        case "divided":
            return (1, -2, 3, 7, -100) if second else (0, 1, -1, 7, -7, 100, -100, 12345, -12345)
        case "power" if floating:
            return (0.0, 1.0, -1.0, 2.0, 0.5, -2.0, 3.0) if second else (1.0, 2.0, 0.5, 3.25, -2.0, 100.0, 0.0)
        case "power":
            if np.iinfo(dtype).min:
                return (0, 1, 2, 3, -1, -2) if second else (1, 2, -1, -2, 3, 7, -7, 100, -100)
            return (0, 1, 2, 3) if second else (0, 1, 2, 3, 7, 100)
        case "moderate":
            return tuple(n / 4 for n in range(-9, 14) if n) if floating else (1, 2, -3, 5, -1, 2, 3, 7)
        case "distinct":
            return tuple(range(0, 60, 2)) if second else tuple(range(-9, 70, 4))
        case "bits":
            return (0, 255, 1, 128, 0b10110010, 0b01001101)
        case "row" | "rows":
            return (1, 0, 3, 2, 1) if kind == "row" else (1, 0, 9, -1, 2)
        case "within" | "around":
            return (5, 0, 127, 63, 5, 64, 17) if kind == "within" else (5, 0, 70000, -1, 63, 5, 1000)
        case "small":
            return tuple(range(11, 20)) if second else tuple(range(10))
    raise ValueError(kind)


def special(values: str, dtype_name: str, shape: tuple[int, int]) -> Array:
    """`values` is a kind and the operand: "special/1" and "special/2" together have every pair there is room for."""
    kind, _, number = values.partition("/")
    dtype, size = np.dtype(DTYPES[dtype_name]), shape[0] * shape[1]
    first, second = (np.array(_list(kind, dtype, later), object) for later in (False, True))
    fit = max(1, min(len(first), isqrt(size) if len(first) * len(second) > size else len(first)))
    at = np.arange(size)
    with np.errstate(all="ignore"):
        if number == "2":
            return second[at // fit % len(second)].astype(dtype).reshape(shape)
        alone = kind not in _CROSSED or fit == len(first)
        return first[at % (len(first) if alone else fit)].astype(dtype).reshape(shape)
