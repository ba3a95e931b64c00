"""Random tiles that are parts of one memory, and every byte that an op on one of them touches, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from ptofix.hardware.tile import BLOCK, ELEMENT_BYTES
from ptofix.testing.kernels import Pick

_DTYPES = ("float", "half", "int8_t", "int32_t")
_ROWS, _COLS = (16, 1, 8, 32), (64, 128, 32, 512, 24)
_VALID = (1, 8, 12, 16, 32, 40, 64)
_LAYOUTS = ("RowMajor", "ColMajor")
_BASES = (0, 32, 64, 128, 256, 512, 1024, 2048, 4096, 16, 4)

Item = TypeVar("Item")
OPS = ("TLOAD({0}, gm);", "TSTORE(gm, {0});", "TMULS({0}, {0}, s);", "TMOV({0}, {0});", "TABS({0}, {0});")


@dataclass(frozen=True)
class TileView:
    """A tile in UB, and what an op does with it. The valid part begins at its base."""

    dtype: str
    rows: int
    cols: int
    valid_rows: int
    valid_cols: int
    layout: str
    boxed: bool
    base: int
    at_run_time: bool  # the type leaves the valid size open
    op: str

    def lines(self, name: str) -> list[str]:
        """Its declaration, address, and the op."""
        box = "RowMajor" if self.boxed else "NoneBox"
        valid = "-1, -1" if self.at_run_time else f"{self.valid_rows}, {self.valid_cols}"
        type_ = f"Tile<TileType::Vec, {self.dtype}, {self.rows}, {self.cols}, BLayout::{self.layout}, {valid}"
        given = f"({self.valid_rows}, {self.valid_cols})" if self.at_run_time else ""
        return [
            f"{type_}, SLayout::{box}, 512, PadValue::Null, CompactMode::Null> {name}{given};",
            f"TASSIGN({name}, {self.base});",
            self.op.format(name),
        ]

    @property
    def writes(self) -> bool:
        return not self.op.startswith("TSTORE")

    @property
    def is_plain(self) -> bool:
        """Whether it is known for certain which bytes are touched, and so has to be told. Single bytes go in pairs."""
        row = self.cols * ELEMENT_BYTES[self.dtype]
        static = self.layout == "RowMajor" and not self.boxed and not self.at_run_time
        return static and self.dtype != "int8_t" and row % BLOCK == 0 and self.base % BLOCK == 0

    def element(self, row: int, col: int) -> int:
        """Its number, counted from the base; boxes are 32 bytes wide and 16 rows high."""
        if not self.boxed:
            return row * self.cols + col if self.layout == "RowMajor" else col * self.rows + row
        wide = BLOCK // ELEMENT_BYTES[self.dtype]
        down, over = -(-self.rows // 16), -(-self.cols // wide)
        box = row // 16 * over + col // wide if self.layout == "RowMajor" else col // wide * down + row // 16
        return box * 16 * wide + row % 16 * wide + col % wide

    def bytes(self) -> frozenset[int]:
        """All bytes of the elements of the valid part, and what is in one block with them."""
        size = ELEMENT_BYTES[self.dtype]
        first = {self.base + self.element(r, c) * size for r in range(self.valid_rows) for c in range(self.valid_cols)}
        blocks = {(byte + more) // BLOCK for byte in first for more in (0, size - 1)}
        return frozenset(block * BLOCK + byte for block in blocks for byte in range(BLOCK))


def view(pick: Pick) -> TileView:
    """Half of the views are plain columns of one tile, of the others anything may be unlike that."""

    def one_of(items: Sequence[Item]) -> Item:
        return items[pick(len(items))]

    plain = pick(2) == 0
    dtype = "float" if plain else one_of(_DTYPES)
    rows, cols = (16, 512) if plain else (one_of(_ROWS), one_of(_COLS))
    valid = (min(rows, one_of(_VALID)), min(cols, one_of(_VALID)))
    layout = "RowMajor" if plain else one_of(_LAYOUTS)
    fits = rows % 16 == 0 and cols * ELEMENT_BYTES[dtype] % BLOCK == 0  # whole boxes
    boxed, at_run_time = (False, False) if plain else (fits and pick(4) == 3, pick(4) == 3)
    return TileView(dtype, rows, cols, *valid, layout, boxed, one_of(_BASES), at_run_time, one_of(OPS))


def kernel_with(*views: TileView) -> str:
    """A kernel in which the ops follow each other, without any synchronisation."""
    body = [line for number, one in enumerate(views) for line in one.lines(f"t{number}")]
    head = ["__global__ AICORE void kernel(__gm__ float* gm, float s) {", "#if defined(__DAV_VEC__)"]
    return "\n".join([*head, *body, "#endif", "}", ""])
