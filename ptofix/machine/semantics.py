"""What each op computes, on numpy: one row per op, found by name. Operands are counted as in the call.

The values of a tile are those of its valid part. Arithmetic is that of the element type; matrix products and sums are
accumulated in fp32, as the hardware does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ptofix.machine.memory import Array

Compute = Callable[..., Array]


@dataclass(frozen=True)
class Semantics:
    """`target` gets what `compute` makes of the `sources`; a scalar comes as a number of its type.

    What else the call has (scratch, modes) has no part in the value.
    """

    target: int
    sources: tuple[int, ...]
    compute: Compute


def _matmul(left: Array, right: Array) -> Array:
    product: Array = left.astype(np.float32) @ right.astype(np.float32)
    return product


def _in_type(function: Callable[..., Any]) -> Compute:
    """Elementwise; a scalar is first brought to the type of the tile."""

    def compute(first: Array, *others: Any) -> Array:
        brought = [
            other if isinstance(other, np.ndarray) and other.ndim else first.dtype.type(other) for other in others
        ]
        result: Array = function(first, *brought).astype(first.dtype)
        return result

    return compute


def _reduced(function: Callable[..., Any]) -> Compute:
    def compute(source: Array) -> Array:
        result: Array = function(source.astype(np.float32), axis=1, keepdims=True)
        return result

    return compute


_BINARY: dict[str, Callable[..., Any]] = {
    "TADD": np.add, "TSUB": np.subtract, "TMUL": np.multiply, "TDIV": np.divide, "TMAX": np.maximum, "TMIN": np.minimum,
}  # fmt: skip
_UNARY: dict[str, Callable[..., Any]] = {
    "TEXP": np.exp, "TLOG": np.log, "TABS": np.abs, "TNEG": np.negative, "TSQRT": np.sqrt,
    "TRSQRT": lambda x: 1 / np.sqrt(x), "TRECIP": lambda x: 1 / x, "TRELU": lambda x: np.maximum(x, 0),
}  # fmt: skip
_REDUCE: dict[str, Callable[..., Any]] = {"TROWSUM": np.sum, "TROWMAX": np.max, "TROWMIN": np.min}

TABLE: dict[str, Semantics] = {
    **{name: Semantics(0, (1, 2), _in_type(function)) for name, function in _BINARY.items()},
    **{f"{name}S": Semantics(0, (1, 2), _in_type(function)) for name, function in _BINARY.items()},
    **{f"TROWEXPAND{name[1:]}": Semantics(0, (1, 2), _in_type(function)) for name, function in _BINARY.items()},
    **{name: Semantics(0, (1,), _in_type(function)) for name, function in _UNARY.items()},
    **{name: Semantics(0, (1,), _reduced(function)) for name, function in _REDUCE.items()},
    "TROWEXPAND": Semantics(0, (1,), lambda column: column[:, :1]),
    "TEXPANDS": Semantics(0, (1,), lambda number: np.asarray(number).reshape(1, 1)),
    "TMOV": Semantics(0, (1,), np.copy),
    "TCVT": Semantics(0, (1,), np.copy),
    "TLOAD": Semantics(0, (1,), np.copy),
    "TSTORE": Semantics(0, (1,), np.copy),
    "TMATMUL": Semantics(0, (1, 2), _matmul),
    "TMATMUL_ACC": Semantics(0, (1, 2, 3), lambda accumulator, left, right: accumulator + _matmul(left, right)),
}
