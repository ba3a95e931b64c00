"""What the semantics of a call may depend on beside the values of its operands."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct

from ptofix.machine.memory import Array

Part = tuple[slice | Array, slice | Array]
"""Rows and columns of a tile; two arrays name the elements one by one."""


class OperandShape(Struct, frozen=True):
    """An operand as far as the form of a call depends on it: `space` is "" for global memory and scalars.

    `dtype` is None, and `number` the value, for a scalar. Of a tile `size` is its size and `valid` that of its valid
    part, `pad` what its type is padded with, `layout` its layout, `boxed` whether it is cut into boxes. `index` says
    where the elements are, counted from the first. Of a tensor `layout` is its own, and `dimensions` are sizes and
    strides.
    """

    space: str
    dtype: Any
    number: Any = None
    valid: tuple[int, int] = (0, 0)
    pad: str = "Null"
    index: Array | None = None
    layout: str = "RowMajor"
    size: tuple[int, int] = (0, 0)
    boxed: bool = False
    dimensions: tuple[tuple[int, int], ...] = ()

    def lies_in_rows(self) -> bool:
        """Whether all of the tile is an operand, one row behind the other."""
        index = self.index
        if index is None or index.shape != self.size:
            return False
        return np.array_equal(index, np.arange(index.size).reshape(index.shape))


class TargetShape(Struct, frozen=True):
    """What a call writes: element type and shape; `words` are the call's enumerators, and those template arguments that
    are no types.

    `space` is the memory of the tile ("" for global memory), `pad` what its type is padded with, `valid` the size of
    its valid part, `typed` which of these two numbers are in its type; `layout` and `boxed` are of its type. `operands`
    are all of the call, `in_place` those that begin where it does.
    """

    dtype: Any
    shape: tuple[int, ...]
    words: tuple[str, ...]
    space: str = ""
    pad: str = "Null"
    operands: tuple[OperandShape, ...] = ()
    valid: tuple[int, int] = (0, 0)
    layout: str = "RowMajor"
    boxed: bool = False
    in_place: frozenset[int] = frozenset()
    typed: tuple[bool, bool] = (True, True)

    def word(self, prefix: str) -> str:
        """The enumerator after a prefix, "" without one."""
        return next((word.rpartition(prefix)[2] for word in self.words if prefix in word), "")
