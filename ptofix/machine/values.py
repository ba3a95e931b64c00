"""What names stand for while a kernel runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.hardware.tile import TileType
from ptofix.machine.memory import DTYPES, Buffer, Elements, TileLayout, as_matrix, element_index, strided_index
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.pipes import PipeType


class Real(Struct, frozen=True):
    """A floating-point scalar, computed in its type."""

    value: np.floating


NumberType = IntegerType | type[Any]
"""The type of a scalar: an integer type, or a floating-point type of numpy."""


class Unset(Struct, frozen=True):
    """A scalar variable that has no value yet."""

    type: NumberType


class Address(Struct, frozen=True):
    """A place in global memory, `offset` in bytes."""

    buffer: Buffer
    offset: int
    dtype: str


class NamedType(Struct, frozen=True):
    """A name that `using` gave to a type, which has no such names itself."""

    type: nodes.Type


class Null(Struct, frozen=True):
    """`nullptr`."""


class Packed(Struct, frozen=True):
    """The array of words that a front end's entry unpacks: places of arrays, and numbers."""

    words: tuple[Value, ...]


class LocalArray(Struct, frozen=True):
    """An array of the function's own, in no memory that pipes reach."""

    words: list[Value]


class PackedField(Struct, frozen=True):
    """A field of the class that says where an array is: its address for one that makes a pointer of it, or the offset
    that is added to such a pointer, which is 0."""

    address: Address


class OneOf(Struct, eq=False):
    """A `union` of numbers: the bytes that it has so far, or the word of a front end that was put in last."""

    fields: Mapping[str, NumberType]
    data: bytes = b""
    word: Value | None = None

    def put(self, name: str, value: Integer | Real) -> None:
        """`value` has the type of the field."""
        new = np.array(value.value, _in_memory(self.fields[name])).tobytes()
        self.data, self.word = new + self.data[len(new) :], None

    def get(self, name: str) -> Value | None:
        """None for bytes that nobody has written."""
        type_ = self.fields[name]
        in_memory = _in_memory(type_)
        if self.word is not None or len(self.data) < in_memory.itemsize:
            return self.word
        number = np.frombuffer(self.data, in_memory, 1)[0]
        return Integer(type_, int(number)) if isinstance(type_, IntegerType) else Real(number)


def _in_memory(type_: NumberType) -> np.dtype[Any]:
    if isinstance(type_, IntegerType):
        return np.dtype(f"{'i' if type_.signed else 'u'}{max(1, type_.bits // 8)}")
    return np.dtype(type_)


class Enumerated(Struct, frozen=True):
    """An enumerator or another value that only ops look at."""

    text: str


class Extents(Struct, frozen=True):
    """A `Shape` or `Stride`."""

    numbers: tuple[int, ...]


_NOTHING = np.zeros(0, np.int64)
_SIDE_BY_SIDE: dict[str, tuple[int, ...]] = {"ND": (4,), "DN": (3,), "NZ": (4, 3, 2)}
"""The dimensions of five that have no gaps, the innermost first."""


class TensorValue(Struct, eq=False):
    """A `GlobalTensor`; TALLOC and TPOP give it another place."""

    dtype: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    pointer: Address | None
    layout: str = "ND"

    def extent(self, pointer: Address) -> Elements:
        """The bytes between its ends, without an index: there may be more elements than fit into this machine."""
        steps = [(count - 1) * stride for count, stride in zip(self.shape, self.strides, strict=True)]
        low, high = (sum(min(step, 0) for step in steps), sum(max(step, 0) for step in steps) + 1)
        item = np.dtype(DTYPES[self.dtype]).itemsize if all(self.shape) else 0
        return Elements(pointer.buffer, pointer.offset, DTYPES[self.dtype], _NOTHING, low * item, high * item)

    def loose(self) -> str:
        """Why the headers would find other elements than its strides say; "" where they do not: TLoad.hpp, TStore.hpp.
        They count on the innermost ones to be side by side."""
        size = 1
        for axis in _SIDE_BY_SIDE[self.layout] if len(self.shape) == 5 else (len(self.shape) - 1,):
            if self.shape[axis] > 1 and self.strides[axis] != size:
                return (
                    f"a tensor of Layout::{self.layout} with gaps inside of a row, over which the headers do not step"
                )
            size *= self.shape[axis]
        return ""

    def region(self, pointer: Address) -> Elements:
        """Its elements, in the rows and columns of a tile."""
        index = as_matrix(strided_index(self.shape, self.strides), self.shape, self.layout)
        return replace(self.extent(pointer), index=index)


class TileValue(Struct, eq=False):
    """A tile: what its type says, where it is, and which part of it is valid."""

    type: TileType
    layout: TileLayout
    rows: int
    cols: int
    pad: str = "Null"
    address: int | None = None

    def region(self, buffer: Buffer, address: int, whole: bool = False) -> Elements:
        """Its valid part, or all of it."""
        rows, cols = (self.layout.rows, self.layout.cols) if whole else (self.rows, self.cols)
        index = element_index(self.layout, rows, cols)
        item = self.layout.item
        low, high = (int(index.min()), int(index.max()) + 1) if index.size else (0, 0)
        return Elements(buffer, address, DTYPES[self.layout.dtype], index, low * item, high * item)

    def sized(self) -> TileType:
        """Its type, with the size that it has now."""
        return self.type.sized(self.rows, self.cols)


class FifoEnd(Struct, eq=False):
    """One core's end of a FIFO between the cores: the pipe's type, its slots, and how far this core is.

    `line` is where it is declared, `lines` are those of all that was done with it: alloc, push, pop, free.
    """

    type: PipeType
    slots: Address
    local_base: dict[str, int]
    core: str
    line: int
    pops_tiles: bool = False
    """Then TPOP gives the credit, and TFREE does nothing."""
    credits: int = 0
    """How many were taken so far."""
    lines: dict[str, list[int]] = field(default_factory=lambda: {"alloc": [], "push": [], "pop": [], "free": []})

    @property
    def kind(self) -> str:
        """The kind of core."""
        return self.core.rstrip("01")

    def count(self, verb: str) -> int:
        return len(self.lines[verb])


Value = (
    Integer
    | Real
    | Unset
    | Address
    | NamedType
    | Null
    | Packed
    | LocalArray
    | PackedField
    | OneOf
    | Enumerated
    | Extents
    | TensorValue
    | TileValue
    | FifoEnd
)
