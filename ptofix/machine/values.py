"""What names stand for while a kernel runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ptofix.arch.tile import TileType
from ptofix.machine.memory import DTYPES, Buffer, Region, TileLayout, element_index, strided_index
from ptofix.program.integers import Integer
from ptofix.program.pipes import PipeType


@dataclass(frozen=True)
class Real:
    """A floating-point scalar, computed in its type."""

    value: np.floating


@dataclass(frozen=True)
class Pointer:
    """A place in global memory, `offset` in bytes."""

    buffer: Buffer
    offset: int
    dtype: str


@dataclass(frozen=True)
class Null:
    """`nullptr`."""


@dataclass(frozen=True)
class Word:
    """An enumerator or another value that only ops look at."""

    text: str


@dataclass(frozen=True)
class Sizes:
    """A `Shape` or `Stride`."""

    numbers: tuple[int, ...]


@dataclass(eq=False)
class Tensor:
    """A `GlobalTensor`; TALLOC and TPOP give it another place."""

    dtype: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    pointer: Pointer | None

    def region(self, pointer: Pointer) -> Region:
        index = strided_index(self.shape, self.strides)
        item = np.dtype(DTYPES[self.dtype]).itemsize
        low, high = (int(index.min()), int(index.max()) + 1) if index.size else (0, 0)
        return Region(pointer.buffer, pointer.offset, DTYPES[self.dtype], index, low * item, high * item)


@dataclass(eq=False)
class Tile:
    """A tile: what its type says, where it is, and which part of it is valid."""

    type: TileType
    layout: TileLayout
    rows: int
    cols: int
    address: int | None = None

    def region(self, buffer: Buffer, address: int) -> Region:
        index = element_index(self.layout, self.rows, self.cols)
        item = self.layout.item
        low, high = (int(index.min()), int(index.max()) + 1) if index.size else (0, 0)
        return Region(buffer, address, DTYPES[self.layout.dtype], index, low * item, high * item)

    def sized(self) -> TileType:
        """Its type, with the size that it has now."""
        return self.type.sized(self.rows, self.cols)


@dataclass(eq=False)
class PipeEnd:
    """One core's end of a FIFO between the cores: the pipe's type, its slots, and how far this core is."""

    type: PipeType
    slots: Pointer
    local_base: dict[str, int]
    pops_tiles: bool = False
    """Then TPOP gives the credit, and TFREE does nothing."""
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("alloc", "push", "pop", "free", "credit"), 0))


Value = Integer | Real | Pointer | Null | Word | Sizes | Tensor | Tile | PipeEnd
