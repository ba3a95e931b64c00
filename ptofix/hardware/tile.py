"""Tile types: element size, bytes, and the memories that tiles live in. Sizes are in bytes."""

from __future__ import annotations

from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

BLOCK = 32
"""Bytes in one block, the unit of vector memory."""

REPEAT = 256
"""Bytes in one vector repeat."""

REPEAT_MAX = 255
"""Repeats, and blocks of repeat stride, that one instruction can express (8-bit fields)."""

STEP_MAX = 0xFFFF
"""The most that a copy counts from one row of global memory to the next, in 16 bits: pto-isa TLoad.hpp, TStore.hpp."""

ELEMENT_BYTES = {
    "float": 4,
    "float32_t": 4,
    "int": 4,
    "int32_t": 4,
    "uint32_t": 4,
    "half": 2,
    "float16_t": 2,
    "bfloat16_t": 2,
    "int16_t": 2,
    "uint16_t": 2,
    "int8_t": 1,
    "uint8_t": 1,
    "int64_t": 8,
    "uint64_t": 8,
}
"""Bytes per element, by the C++ spelling of the type."""


class Space(str, Enum):
    """Where a tile lives, by the name after `TileType::`. A str too: it compares, hashes and prints as its name."""

    VEC = "Vec"
    MAT = "Mat"
    LEFT = "Left"
    RIGHT = "Right"
    ACC = "Acc"
    BIAS = "Bias"
    SCALING = "Scaling"

    __str__ = str.__str__
    __hash__ = str.__hash__


class OnChipMemory(NamedTuple):
    """The memory that a space is in."""

    memory: str
    capacity: int
    core: str  # "vector" | "cube"


class Rows(NamedTuple):
    """Of every `stride` bytes from the base on the first `width` are touched; both are whole blocks."""

    width: int
    stride: int

    def end(self, length: int) -> int:
        """Of the first `length` bytes, up to the end of the last that is touched."""
        whole, rest = divmod(length, self.stride)
        return whole * self.stride + min(rest, self.width) if rest else length - self.stride + self.width


class Runs(NamedTuple):
    """`number` runs of `width` bytes, each starting `stride` bytes after the one before; a single one has stride 0."""

    number: int
    width: int
    stride: int

    @property
    def end(self) -> int:
        """From the base to the end of the last byte."""
        return (self.number - 1) * self.stride + self.width


def ceil_div(a: int, b: int) -> int:
    """`a / b` rounded up."""
    return -(-a // b)


def round_up(size: int, unit: int) -> int:
    """`size` rounded up to a multiple of `unit`."""
    return ceil_div(size, unit) * unit


class TileType(Struct, frozen=True, dict=True):
    """The type of a tile, with the size that its valid part has.

    `rows` and `cols` are the padded shape. `valid_rows` and `valid_cols` are the part in use, None when it is not
    known; `…_at_run_time` if the type says -1 and the number is a value of the program. Headers that branch on the
    type see -1 then, and never the value. `boxed` means a fractal layout (`SLayout` is not `NoneBox`).
    """

    space: Space
    dtype: str
    rows: int
    cols: int
    valid_rows: int | None
    valid_cols: int | None
    layout: str  # "RowMajor" | "ColMajor"
    boxed: bool = False
    rows_at_run_time: bool = False
    cols_at_run_time: bool = False

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Kept, since tiles are part of the key of every expansion."""
        return hash((self.space, self.dtype, self.rows, self.cols, self.valid_rows, self.valid_cols, self.layout))

    @property
    def static_rows(self) -> int | None:
        """The valid rows that the type names, None for -1."""
        return None if self.rows_at_run_time else self.valid_rows

    @property
    def static_cols(self) -> int | None:
        """The valid columns that the type names, None for -1."""
        return None if self.cols_at_run_time else self.valid_cols

    def sized(self, rows: int | None, cols: int | None) -> TileType:
        """A tile of this type where its valid part has this size."""
        return self if (rows, cols) == (self.valid_rows, self.valid_cols) else _sized(self, rows, cols)

    @property
    def element_bytes(self) -> int | None:
        """Bytes per element, None for a type we do not know."""
        return ELEMENT_BYTES.get(self.dtype)

    @cached_property
    def size_bytes(self) -> int:
        """Padded size. An unknown element type counts with the largest size, so that the range is never short."""
        element = self.element_bytes or max(ELEMENT_BYTES.values())
        return round_up(self.rows * self.cols * element, BLOCK)

    @cached_property
    def valid_part(self) -> Rows | None:
        """The rows of the valid part, in whole blocks; None where they have no gaps between, or that is not certain.

        It is not in a fractal or column-major layout, where rows are not whole blocks, or where the width or the type
        of an element is not known.
        """
        element = self.element_bytes
        if self.boxed or self.layout != "RowMajor" or element is None or not self.valid_cols:
            return None
        width, stride = round_up(self.valid_cols * element, BLOCK), self.cols * element
        return Rows(width, stride) if width < stride and (self.rows == 1 or stride % BLOCK == 0) else None

    @cached_property
    def valid_runs(self) -> Runs | None:
        """The bytes of the valid part; None where they are not certain, or where there are none."""
        element = self.element_bytes
        if self.boxed or element is None or not self.valid_rows or not self.valid_cols:
            return None
        number, width, stride = self.valid_rows, self.valid_cols * element, self.cols * element
        if self.layout != "RowMajor":
            number, width, stride = self.valid_cols, self.valid_rows * element, self.rows * element
        return Runs(1, number * width, 0) if number == 1 or width == stride else Runs(number, width, stride)

    @cached_property
    def extent_bytes(self) -> int:
        """Bytes from the base that an op on the valid region may touch, in whole blocks.

        The padded size for boxed layouts, for valid shapes set at run time and for unknown element types: headers walk
        a source with the size of the destination, and only debug builds compare sizes that no type tells.
        """
        element, rows, cols = self.element_bytes, self.static_rows, self.static_cols
        if self.boxed or element is None or rows is None or cols is None:
            return self.size_bytes
        if rows <= 0 or cols <= 0:
            return 0
        # TEXPANDS, TMOV and TCMP touch whole padded rows or a contiguous run; both end inside the last valid row.
        used = rows * self.cols if self.layout == "RowMajor" else (cols - 1) * self.rows + rows
        return min(round_up(used * element, BLOCK), self.size_bytes)


@lru_cache(maxsize=1024)
def _sized(tile: TileType, rows: int | None, cols: int | None) -> TileType:
    """Kept, so that equal tiles are one object, which has its hash and sizes already."""
    return replace(
        tile,
        valid_rows=rows,
        valid_cols=cols,
        rows_at_run_time=rows is not None and (tile.rows_at_run_time or rows != tile.valid_rows),
        cols_at_run_time=cols is not None and (tile.cols_at_run_time or cols != tile.valid_cols),
    )
