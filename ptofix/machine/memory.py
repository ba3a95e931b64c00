"""Memories as bytes, and what a tile or a tensor is of them: elements of a buffer, in the order of their indices."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import ml_dtypes
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ptofix.hardware.tile import BLOCK

Array = NDArray[Any]

POISON = 0xFF
"""What every byte is that nobody has written: a NaN in any floating type, -1 in any signed one."""


def of_no_use(shape: tuple[int, ...], dtype: Any) -> Array:
    """Values that nobody has written, or of which nobody says what they are."""
    found: Array = np.full((*shape, np.dtype(dtype).itemsize), POISON, np.uint8).view(dtype)[..., 0]
    return found


DTYPES: dict[str, Any] = {
    "float": np.float32,
    "float32_t": np.float32,
    "half": np.float16,
    "float16_t": np.float16,
    "int": np.int32,
    "int8_t": np.int8,
    "uint8_t": np.uint8,
    "int16_t": np.int16,
    "uint16_t": np.uint16,
    "int32_t": np.int32,
    "uint32_t": np.uint32,
    "int64_t": np.int64,
    "uint64_t": np.uint64,
    "bfloat16_t": ml_dtypes.bfloat16,
}
"""Element types by their C++ spelling."""

_BOX = 16
"""Rows (or columns) of a box; its other side is 32 bytes: pto-isa include/pto/common/pto_tile.hpp."""


class Buffer(Struct, eq=False):
    """One memory: `name` is that of the kernel's argument, or of the on-chip memory; `core` None: global memory.

    What is given to a kernel says in `sized_by` what makes it larger: an option that takes a number of rows, of `row`
    bytes each, or something else if that is 0. `reached` is how far into it tensors went.
    """

    name: str
    data: NDArray[np.uint8]
    core: str | None = None
    sized_by: str = ""
    row: int = 0
    reached: int = 0

    def rows_for(self, end: int) -> int:
        """How many rows have that many bytes."""
        return -(-end // self.row)

    def made_larger(self, end: int) -> str:
        """What to change for it to have so many bytes, "" if nobody can."""
        return f"{self.sized_by} {self.rows_for(end)} or more" if self.row else self.sized_by

    @staticmethod
    def empty(name: str, size: int, core: str | None = None) -> Buffer:
        return Buffer(name, np.full(size, POISON, np.uint8), core)


class Elements(Struct, frozen=True, eq=False):
    """Elements of a buffer: `index` counts elements of `dtype` from `base` bytes on, in the shape of the value."""

    buffer: Buffer
    base: int
    dtype: Any
    index: NDArray[np.int64]
    low: int
    high: int
    """The bytes from `low` to `high`, counted from `base`, hold all of it."""

    @property
    def start(self) -> int:
        return self.base + self.low

    @property
    def end(self) -> int:
        return self.base + self.high

    def inside(self) -> bool:
        """Whether all of it is memory, and as the hardware aligns it."""
        return 0 <= self.start <= self.end <= self.buffer.data.size and self.base % np.dtype(self.dtype).itemsize == 0

    def elements(self, data: NDArray[np.uint8], origin: int = 0) -> tuple[Array, NDArray[np.int64]]:
        """An array over `data`, whose first byte is byte `origin` of the buffer, and where in it the elements are."""
        item = np.dtype(self.dtype).itemsize
        first = (self.base - origin) % item
        view = data[first : first + (data.size - first) // item * item].view(self.dtype)
        return view, self.index + (self.base - origin - first) // item

    def read(self, data: NDArray[np.uint8] | None = None, origin: int = 0) -> Array:
        view, index = self.elements(self.buffer.data if data is None else data, origin)
        found: Array = view[index]
        return found

    def write(self, values: Array, adds: bool = False) -> None:
        """Write the values, or add them to what is there, in their type."""
        view, index = self.elements(self.buffer.data)
        with np.errstate(all="ignore"):
            if adds:
                np.add.at(view, index, values)  # an element may be there more than once
            else:
                view[index] = values

    def bytes(self) -> NDArray[np.int64]:
        """The bytes of each element, in the order of its index."""
        item = np.dtype(self.dtype).itemsize
        found: NDArray[np.int64] = (self.base + self.index.reshape(-1, 1) * item + np.arange(item)).reshape(-1)
        return found


class TileLayout(Struct, frozen=True):
    """How a tile lies in memory: the padded shape, and whether it is cut into boxes of 16 times 32 bytes.

    `layout` is that of the boxes, or of the elements where there are none (`box` is "NoneBox").
    """

    dtype: str
    rows: int
    cols: int
    layout: str
    box: str
    fractal: int

    @property
    def item(self) -> int:
        return int(np.dtype(DTYPES[self.dtype]).itemsize)

    @property
    def size(self) -> int:
        return -(-self.rows * self.cols * self.item // BLOCK) * BLOCK


@lru_cache(maxsize=1024)
def element_index(tile: TileLayout, rows: int, cols: int) -> NDArray[np.int64]:
    """Where the elements of the valid `rows` times `cols` are, counted in elements from the base."""
    row, col = np.arange(rows, dtype=np.int64)[:, None], np.arange(cols, dtype=np.int64)[None, :]
    if tile.box == "NoneBox":
        return row * tile.cols + col if tile.layout == "RowMajor" else col * tile.rows + row
    across = max(1, tile.fractal // _BOX // tile.item)  # 16 where the fractal is one of accumulators
    high, wide = (_BOX, across) if tile.box == "RowMajor" else (across, _BOX)
    inside = (row % high) * wide + col % wide if tile.box == "RowMajor" else (col % wide) * high + row % high
    down, over = -(-tile.rows // high), -(-tile.cols // wide)
    number = (row // high) * over + col // wide if tile.layout == "RowMajor" else (col // wide) * down + row // high
    return number * high * wide + inside


@lru_cache(maxsize=1024)
def strided_index(shape: tuple[int, ...], strides: tuple[int, ...]) -> NDArray[np.int64]:
    """Where the elements of a tensor are, counted in elements, in its shape."""
    index = np.zeros((1,) * len(shape), np.int64)
    for axis, (count, stride) in enumerate(zip(shape, strides, strict=True)):
        along = [1] * len(shape)
        along[axis] = count
        index = index + (np.arange(count, dtype=np.int64) * stride).reshape(along)
    return index


MATRIX_LAYOUTS = ("ND", "DN", "NZ")
"""The layouts of tensors that are matrices of rows and columns."""


def as_matrix(index: NDArray[np.int64], shape: tuple[int, ...], layout: str) -> NDArray[np.int64]:
    """The elements of a tensor in the rows and columns of a tile: pto-isa include/pto/npu/a2a3/TLoad.hpp, TStore.hpp.

    ND: the last dimension are columns, the others rows. DN: the last but one are rows, the others columns. NZ: the last
    two are a fractal, the two before say where along the columns and the rows it lies, the first one along the columns.
    """
    if layout == "ND" or len(shape) < 5:
        rows, order = -1, tuple(range(len(shape)))
    elif layout == "DN":
        rows, order = shape[3], (3, 0, 1, 2, 4)
    else:
        rows, order = shape[2] * shape[3], (2, 3, 0, 1, 4)
    cols = shape[-1] if rows == -1 else -1
    found: NDArray[np.int64] = index.transpose(order).reshape(rows, cols)
    return found
