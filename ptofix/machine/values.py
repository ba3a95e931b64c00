"""What names stand for while a kernel runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ptofix.hardware.tile import TileType
from ptofix.machine.memory import DTYPES, Buffer, Elements, TileLayout, as_matrix, element_index, strided_index
from ptofix.program.integers import Integer
from ptofix.program.pipes import PipeType


@dataclass(frozen=True)
class Real:
    """A floating-point scalar, computed in its type."""

    value: np.floating


@dataclass(frozen=True)
class Address:
    """A place in global memory, `offset` in bytes."""

    buffer: Buffer
    offset: int
    dtype: str


@dataclass(frozen=True)
class Null:
    """`nullptr`."""


@dataclass(frozen=True)
class Packed:
    """The array of words that a front end's entry unpacks: places of arrays, and numbers."""

    words: tuple[Value, ...]


@dataclass(frozen=True)
class PackedField:
    """A field of the class that says where an array is: its address for one that makes a pointer of it, or the offset
    that is added to such a pointer, which is 0."""

    address: Address


@dataclass(eq=False)
class OneOf:
    """A `union` of a word and a number: what was put in last."""

    value: Value | None = None


@dataclass(frozen=True)
class Enumerated:
    """An enumerator or another value that only ops look at."""

    text: str


@dataclass(frozen=True)
class Extents:
    """A `Shape` or `Stride`."""

    numbers: tuple[int, ...]


@dataclass(eq=False)
class TensorValue:
    """A `GlobalTensor`; TALLOC and TPOP give it another place."""

    dtype: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    pointer: Address | None
    layout: str = "ND"

    def region(self, pointer: Address) -> Elements:
        index = as_matrix(strided_index(self.shape, self.strides), self.shape, self.layout)
        item = np.dtype(DTYPES[self.dtype]).itemsize
        low, high = (int(index.min()), int(index.max()) + 1) if index.size else (0, 0)
        return Elements(pointer.buffer, pointer.offset, DTYPES[self.dtype], index, low * item, high * item)


@dataclass(eq=False)
class TileValue:
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


@dataclass(eq=False)
class FifoEnd:
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

    def count(self, verb: str) -> int:
        return len(self.lines[verb])


Value = (
    Integer
    | Real
    | Address
    | Null
    | Packed
    | PackedField
    | OneOf
    | Enumerated
    | Extents
    | TensorValue
    | TileValue
    | FifoEnd
)
