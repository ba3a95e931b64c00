"""What each op computes, on numpy: one row per op, found by name. Operands are counted as in the call.

The values of a tile are those of its valid part. Arithmetic is that of the element type; matrix products and sums are
accumulated in fp32, as the hardware does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ptofix.machine.conversions import converted
from ptofix.machine.memory import Array

Compute = Callable[..., Array]


@dataclass(frozen=True)
class TargetShape:
    """What a call writes: element type and shape; `words` are the call's enumerators."""

    dtype: Any
    shape: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Semantics:
    """`target` gets what `compute` makes of the `sources`; a scalar comes as a number of its type.

    What else the call has (scratch) has no part in the value. With `shaped` the first argument is the TargetShape.
    `part` says which rows and columns of the target are written, from the same arguments; None: all.
    """

    target: int
    sources: tuple[int, ...]
    compute: Compute
    shaped: bool = False
    part: Callable[..., tuple[slice, slice]] | None = None


def _matmul(left: Array, right: Array) -> Array:
    product: Array = left.astype(np.float32) @ right.astype(np.float32)
    return product


def _in_type(function: Callable[..., Any]) -> Compute:
    """Elementwise; a scalar is first brought to the type of the tile."""

    def compute(*operands: Any) -> Array:
        tile = next(operand for operand in operands if isinstance(operand, np.ndarray) and operand.ndim)
        brought = [o if isinstance(o, np.ndarray) and o.ndim else tile.dtype.type(o) for o in operands]
        result: Array = function(*brought).astype(tile.dtype)
        return result

    return compute


def _reduced(function: Callable[..., Any], axis: int, wide: bool = True) -> Compute:
    def compute(source: Array) -> Array:
        floating = wide and source.dtype.kind not in "iu"
        result: Array = function(source.astype(np.float32) if floating else source, axis=axis, keepdims=True)
        return result

    return compute


def _remainder(left: Any, right: Any) -> Any:
    """With the sign of the divisor."""
    return left - np.floor(left / right) * right


def _partly(function: Callable[..., Any]) -> Compute:
    """Where both sources have an element; elsewhere that of the one that has it."""

    def compute(target: TargetShape, first: Array, second: Array) -> Array:
        found = np.zeros(target.shape, target.dtype)
        for source in (second, first):
            rows, cols = (min(x, y) for x, y in zip(source.shape, target.shape))
            found[:rows, :cols] = source[:rows, :cols]
        rows, cols = (min(sizes) for sizes in zip(first.shape, second.shape, target.shape))
        found[:rows, :cols] = function(first[:rows, :cols], second[:rows, :cols])
        return found

    return compute


def _counting(target: TargetShape, start: Any) -> Array:
    return (np.arange(target.shape[1]) + int(start)).astype(target.dtype).reshape(1, -1)


def _sorted_pairs(target: TargetShape, values: Array, index: Array) -> Array:
    """32 at a time, the largest first; each is followed by its index."""
    found = np.empty((*values.shape, 2), np.uint32)
    for first in range(0, values.shape[1], 32):
        for row in range(values.shape[0]):
            block = slice(first, first + 32)
            order = np.lexsort((index[row, block], -values[row, block].astype(np.float64)))
            found[row, block, 1] = index[row, block][order].astype(np.uint32)
            picked = values[row, block][order]
            found[row, block, 0] = picked.view(np.uint32) if picked.itemsize == 4 else picked.view(np.uint16)
    pairs: Array = found.reshape(values.shape[0], -1).view(target.dtype)
    return pairs.reshape(target.shape)


def _cut_out(target: TargetShape, source: Array, row: Any, col: Any) -> Array:
    return source[int(row) : int(row) + target.shape[0], int(col) : int(col) + target.shape[1]]


def _put_in(source: Array, row: Any, col: Any) -> tuple[slice, slice]:
    return slice(int(row), int(row) + source.shape[0]), slice(int(col), int(col) + source.shape[1])


_BINARY: dict[str, Callable[..., Any]] = {
    "TADD": np.add, "TSUB": np.subtract, "TMUL": np.multiply, "TDIV": np.divide, "TMAX": np.maximum, "TMIN": np.minimum,
}  # fmt: skip
_BITS: dict[str, Callable[..., Any]] = {
    "TAND": np.bitwise_and, "TOR": np.bitwise_or, "TXOR": np.bitwise_xor,
}  # fmt: skip
_SHIFTS: dict[str, Callable[..., Any]] = {"TSHL": np.left_shift, "TSHR": np.right_shift}
_REMAINDERS: dict[str, Callable[..., Any]] = {"TFMOD": np.fmod, "TREM": _remainder}
_UNARY: dict[str, Callable[..., Any]] = {
    "TEXP": np.exp, "TLOG": np.log, "TABS": np.abs, "TNEG": np.negative, "TSQRT": np.sqrt,
    "TRSQRT": lambda x: 1 / np.sqrt(x), "TRECIP": lambda x: 1 / x, "TRELU": lambda x: np.maximum(x, 0),
    "TNOT": np.invert,
}  # fmt: skip
_REDUCE: dict[str, Callable[..., Any]] = {"SUM": np.sum, "MAX": np.max, "MIN": np.min}
_ARGUMENT: dict[str, Callable[..., Any]] = {"ARGMAX": np.argmax, "ARGMIN": np.argmin}


def _difference(first: Any, second: Any) -> Any:
    return np.exp(first - second)


TABLE: dict[str, Semantics] = {
    **{name: Semantics(0, (1, 2), _in_type(f)) for name, f in (_BINARY | _BITS | _REMAINDERS).items()},
    **{f"{name}S": Semantics(0, (1, 2), _in_type(f)) for name, f in (_BINARY | _BITS | _SHIFTS | _REMAINDERS).items()},
    **{
        f"TPART{n[1:]}": Semantics(0, (1, 2), _partly(f), shaped=True)
        for n, f in _BINARY.items()
        if n not in ("TSUB", "TDIV")
    },
    **{f"T{to}EXPAND{n[1:]}": Semantics(0, (1, 2), _in_type(f)) for n, f in _BINARY.items() for to in ("ROW", "COL")},
    **{f"T{to}EXPANDEXPDIF": Semantics(0, (1, 2), _in_type(_difference)) for to in ("ROW", "COL")},
    **{name: Semantics(0, (1,), _in_type(function)) for name, function in _UNARY.items()},
    **{f"TROW{name}": Semantics(0, (1,), _reduced(f, 1)) for name, f in _REDUCE.items()},
    **{f"TCOL{name}": Semantics(0, (1,), _reduced(f, 0, wide=False)) for name, f in _REDUCE.items()},
    "TCOLPROD": Semantics(0, (1,), _reduced(np.prod, 0, wide=False)),
    **{f"TROW{name}": Semantics(0, (1,), _reduced(f, 1)) for name, f in _ARGUMENT.items()},
    **{f"TCOL{name}": Semantics(0, (1,), _reduced(f, 0)) for name, f in _ARGUMENT.items()},
    "TLRELU": Semantics(0, (1, 2), _in_type(lambda x, slope: np.where(x > 0, x, x * slope))),
    "TAXPY": Semantics(0, (0, 1, 2), _in_type(lambda target, x, factor: target + x * factor)),
    "TROWEXPAND": Semantics(0, (1,), lambda column: column[:, :1]),
    "TCOLEXPAND": Semantics(0, (1,), lambda row: row[:1, :]),
    "TEXPANDS": Semantics(0, (1,), lambda number: np.asarray(number).reshape(1, 1)),
    "TCI": Semantics(0, (1,), _counting, shaped=True),
    "TCONCAT": Semantics(0, (1, 2), lambda left, right: np.concatenate((left, right), axis=1)),
    "TSORT32": Semantics(0, (1, 2), _sorted_pairs, shaped=True),
    "TEXTRACT": Semantics(0, (1, 2, 3), _cut_out, shaped=True),
    "TINSERT": Semantics(0, (1, 2, 3), lambda source, *_: source, part=_put_in),
    "TMOV": Semantics(0, (1,), np.copy),
    "TCVT": Semantics(0, (1,), lambda target, source: converted(source, target.dtype, target.words), shaped=True),
    "TLOAD": Semantics(0, (1,), np.copy),
    "TSTORE": Semantics(0, (1,), np.copy),
    **{
        f"{name}{ending}": semantics
        for name in ("TMATMUL", "TGEMV")
        for ending, semantics in {
            "": Semantics(0, (1, 2), _matmul),
            "_ACC": Semantics(0, (1, 2, 3), lambda accumulator, left, right: accumulator + _matmul(left, right)),
            "_BIAS": Semantics(0, (1, 2, 3), lambda left, right, bias: _matmul(left, right) + bias.astype(np.float32)),
        }.items()
    },
}
