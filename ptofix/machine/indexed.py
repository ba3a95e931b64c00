"""MGATHER and MSCATTER: rows or elements of a table in global memory, by their numbers.

As the headers for the device have it (pto-isa 3186c38 include/pto/npu/a2a3/MGather.hpp, MScatter.hpp): numbers are
taken as of 32 bits without a sign, and without a Coalesce mode they count rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ptofix.machine.arithmetic import NoValueError
from ptofix.machine.memory import Array

if TYPE_CHECKING:
    from ptofix.machine.shapes import TargetShape

_OUTSIDE: dict[str, Callable[[Array, int], Array]] = {
    "Clamp": lambda index, size: np.minimum(index, size - 1),
    "Wrap": lambda index, size: index % size,
}


def rows_gathered(target: TargetShape, table: Array, indices: Array) -> Array:
    """As many columns of each row as the target has."""
    rows, cols = target.shape
    index, inside = _inside(target.word("GatherOOB::"), indices.reshape(-1)[:rows], len(table))
    found: Array = np.where(inside[:, None], table[index, :cols], table.dtype.type(0))
    return found


def elements_gathered(target: TargetShape, table: Array, indices: Array) -> Array:
    """Counted along the rows of the table."""
    rows, cols = target.shape
    index, inside = _inside(target.word("GatherOOB::"), indices[:rows, :cols], table.size)
    found: Array = np.where(inside, table.reshape(-1)[index], table.dtype.type(0))
    return found


def scattered_by_number(target: TargetShape, table: Array, source: Array, indices: Array) -> Array:
    """Rows of the table, or its elements, written or added to, one after the other: the last one stays."""
    found: Array = table.copy()
    adds = target.word("ScatterAtomicOp::") == "Add"
    places: Array = found.reshape(-1)
    parts, numbers = source.reshape(-1), indices[: source.shape[0], : source.shape[1]].reshape(-1)
    if target.word("Coalesce::") != "Elem":
        places, parts, numbers = found[:, : source.shape[1]], source, indices.reshape(-1)[: len(source)]
    index, inside = _inside(target.word("ScatterOOB::"), numbers, len(places))
    for where, what in zip(index[inside], parts[inside]):
        places[where] = places[where] + what if adds else what
    return found


def _inside(mode: str, numbers: Array, size: int) -> tuple[Array, Array]:
    """Which one each number names, and whether there is one: what has none is 0, or left out."""
    index = numbers.astype(np.int64) & 0xFFFFFFFF
    if mode in _OUTSIDE:
        index = _OUTSIDE[mode](index, size)
    inside = index < size
    if mode not in (*_OUTSIDE, "Zero", "Skip") and not inside.all():
        raise NoValueError(f"number {index[~inside][0]} of a table that has {size}")
    return np.where(inside, index, 0), inside


def no_table(table: int) -> Callable[[TargetShape], str]:
    """Why the operand `table` is none whose rows follow each other, which the headers count on; "" if it is."""

    def refuses(target: TargetShape) -> str:
        index: Any = target.operands[table].index
        dense = np.array_equal(index, np.arange(index.size).reshape(index.shape))
        return "" if dense else "a table with gaps between its rows"

    return refuses
