"""Elementwise arithmetic, as the instructions of the vector unit do it; numpy's differs at the edges.

pto-isa 3186c38: what the headers for the device (include/pto/npu/a2a3) make of an op in several instructions is done in
the same steps. What one instruction makes of a NaN or of zeros of two signs they do not say: there it is what the CPU
headers (include/pto/cpu) make of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import TargetShape

Compute = Callable[..., Array]


class NoValueError(ValueError):
    """The operands have no result that anybody says; the argument says why."""


def in_type(function: Callable[..., Any]) -> Compute:
    """Elementwise, of tiles of one shape; a scalar is first brought to the type of the tile, as C++ converts it."""

    def compute(*operands: Any) -> Array:
        tile = next(operand for operand in operands if isinstance(operand, np.ndarray) and operand.ndim)
        brought = [o if isinstance(o, np.ndarray) and o.ndim else scalar(o, tile.dtype) for o in operands]
        alike(tile, *(one for one in brought if one.ndim))
        result: Array = function(*brought).astype(tile.dtype)
        return result

    return compute


def of_bits(function: Callable[..., Any]) -> Compute:
    """The same for the bits of the elements, whatever the type."""
    compute = in_type(function)

    def of_words(left: Array, right: Any) -> Array:
        word = np.dtype(f"u{left.dtype.itemsize}")
        other = right if np.ndim(right) else np.asarray(scalar(right, left.dtype))
        return compute(left.view(word), other.view(word)).view(left.dtype)

    return of_words


def alike(*values: Array) -> None:
    """The headers count on equal sizes; numpy would repeat what is a row or a column. Raises ValueError."""
    if len({one.shape for one in values}) > 1:
        raise ValueError("shapes differ")


def scalar(number: Any, dtype: Any) -> Any:
    """A number in the type of a tile, as C++ converts it. Raises NoValueError."""
    given, kind = np.asarray(number), np.dtype(dtype)
    if kind.kind in "iu" and given.dtype.kind not in "iub" and not given.ndim:
        limits, value = np.iinfo(kind), float(given)
        if not (np.isfinite(value) and limits.min <= int(value) <= limits.max):
            raise NoValueError(f"the number {value:g}, which {kind} does not hold")
    return given.astype(kind)[()]


def shift_left(values: Any, by: Any) -> Any:
    """Raises NoValueError."""
    return np.left_shift(values, _distance(by))


def shift_right(values: Any, by: Any) -> Any:
    """Of signed integers the sign is shifted in. Raises NoValueError."""
    return np.right_shift(values, _distance(by))


def _distance(by: Any) -> Any:
    """What a shift by less than nothing, or by all bits or more, gives, neither C++ nor the headers say."""
    bits = by.dtype.itemsize * 8
    wrong = np.ravel(by)[(np.ravel(by) < 0) | (np.ravel(by) >= bits)]
    if wrong.size:
        raise NoValueError(f"a shift of {bits} bits by {wrong[0]}")
    return by


def maximum(left: Any, right: Any) -> Any:
    """The first one of equals, and of a pair with a NaN."""
    return np.where(left < right, right, left)


def minimum(left: Any, right: Any) -> Any:
    """The first one of equals, and of a pair with a NaN."""
    return np.where(right < left, right, left)


def relu(values: Array) -> Any:
    """Negative zeros and NaN stay."""
    return np.where(values < 0, values.dtype.type(0), values)


def quotient(left: Any, right: Any) -> Any:
    """Of integers as C++ has it, which the scalar unit works out: TDivS.hpp. Raises NoValueError."""
    if left.dtype.kind not in "iu":
        return left / right
    if not np.all(right):
        raise NoValueError("a division by 0")
    found = np.trunc(left / right).astype(np.int64)
    if left.dtype.itemsize > 2 and not (found == found.astype(left.dtype)).all():
        raise NoValueError("a division of the least number by -1")
    return found


def divided_by_number(target: TargetShape, left: Any, right: Any) -> Array:
    """TDIVS. A tile of floats that is divided in place is multiplied by the inverse instead."""
    if np.ndim(left) and left.dtype.kind not in "iu" and 1 in target.in_place:
        inverse = np.float32(1) / np.float32(scalar(right, left.dtype))
        return in_type(np.multiply)(left, inverse)
    return in_type(quotient)(left, right)


def fmod(left: Any, right: Any) -> Any:
    """In fp32, each step rounded: TFmod.hpp."""
    return left - np.trunc(left / right) * right


def remainder(left: Any, right: Any) -> Any:
    """With the sign of the divisor: TRem.hpp, TRemS.hpp."""
    if left.dtype.kind in "iu":
        return _whole_remainder(left, right)
    found = left - np.floor(left / right) * right
    return np.where(found * right < 0, found + right, found)


def remainder_by_number(left: Array, number: Any) -> Array:
    """TREMS: which results get the sign of the divisor is decided by the first 64 of a row, for all of it. Raises
    NoValueError where that makes a difference."""
    divisor = scalar(number, left.dtype)
    found: Array = remainder(left, divisor).astype(left.dtype)
    above, below = left.astype(np.float32), np.float32(divisor)
    if left.dtype.kind in "iu":
        rest = (to_int32(above) - to_int32(np.floor(above / below)) * divisor).astype(np.float32)
    else:
        rest = above - np.floor(above / below) * below
    corrected = rest * below < 0
    if (corrected != corrected[:, np.arange(left.shape[1]) % _REPEAT]).any():
        raise NoValueError(f"rows of {left.shape[1]}, whose signs the header takes from the first {_REPEAT}")
    return found


_REPEAT = 64
"""The elements of 32 bits that an instruction works on at once."""


def _whole_remainder(left: Any, right: Any) -> Any:
    """By way of fp32, in which numbers from 2^24 on are rounded."""
    above, below = left.astype(np.float32), right.astype(np.float32)
    quotient = to_int32(np.floor(above / below))
    divisor = to_int32(below) if right.ndim else right
    found = (to_int32(above) - quotient * divisor).astype(np.float32)
    return to_int32(np.where(found * below < 0, found + below, found))


def rounded_operand(left: Array, _: Any) -> Array:
    """What TREM and TREMS of int32 leave in their first operand: its numbers as fp32 holds them."""
    return to_int32(left.astype(np.float32))


def float_operand(_: Array, right: Array) -> Array:
    """What TREM of int32 leaves in its second operand: its numbers as fp32."""
    found: Array = right.astype(np.float32).view(np.int32)
    return found


def to_int32(values: Any) -> Array:
    """Whole numbers of fp32 that stop at the ends of the type; NaN is 0."""
    wide = np.nan_to_num(np.asarray(values, np.float64), nan=0.0)
    return np.clip(wide, -(2.0**31), 2.0**31 - 1).astype(np.int32)


def power(base: Array, exponent: Any) -> Array:
    """TPow.hpp."""
    if np.ndim(exponent):
        alike(base, exponent)
    return _whole_power(base, exponent) if base.dtype.kind in "iu" else _real_power(base, exponent)


def _whole_power(base: Array, exponent: Any) -> Array:
    """On 32 bits with a sign, whatever the type; to a negative power 0, but for those of 1 and -1."""
    exponents = scalar(exponent, base.dtype).astype(np.int64).astype(np.int32)
    bases = base.astype(np.int64).astype(np.int32)
    inverse = np.where(bases == 1, 1, np.where(bases == -1, 1 - 2 * (exponents % 2), 0))
    found: Array = np.where(exponents < 0, inverse, np.power(bases, np.maximum(exponents, 0))).astype(base.dtype)
    return found


def _real_power(base: Array, exponent: Any) -> Array:
    """By way of logarithm and exponential, which decide at the infinities, and special cases that come after them."""
    bases, exponents = np.broadcast_arrays(base.astype(np.float64), scalar(exponent, base.dtype).astype(np.float64))
    found = np.where(
        np.isfinite(bases) & np.isfinite(exponents),
        np.power(np.abs(bases), exponents),
        np.exp(exponents * np.log(np.abs(bases))),
    )
    whole = np.isfinite(exponents) & (exponents == np.trunc(exponents))
    odd = whole & (np.fmod(exponents, 2) != 0)
    found = np.where(bases < 0, np.where(whole, np.where(odd, -found, found), np.nan), found)
    found = np.where((bases == -1) & np.isinf(exponents), 1.0, found)
    found = np.where(bases == 0, np.where(exponents > 0, 0.0, np.inf), found)
    powers: Array = np.where(exponents == 0, 1.0, found).astype(base.dtype)
    return powers


def times_added(target: Array, values: Array, factor: Any) -> Array:
    """TAXPY: the factor is of the type of the values, the product of that of the target."""
    alike(target, values)
    product = values.astype(target.dtype) * scalar(factor, values.dtype).astype(target.dtype)
    found: Array = target + product
    return found
