"""Block orders from the loops of a header: a grid of repeats, and how each operand lies under it. Sizes in bytes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ptofix.arch.tile import BLOCK, REPEAT_MAX, ceil_div
from ptofix.arch.walk import NEVER, BlockOrder


class Grid(NamedTuple):
    """`rows` x `chunks` repeats.

    sequence: "row" issues all chunks of a row, then the next row; "chunk" issues a chunk over all rows, then the next
    chunk; "remainder" issues the full chunks row by row, then the last (masked) chunk over all rows; "batch" issues
    255 rows as "chunk" does, then the next 255.
    """

    rows: int
    chunks: int
    sequence: str

    @property
    def repeats(self) -> int:
        """Repeats in all."""
        return self.rows * self.chunks

    def start(self, row: int, chunk: int) -> int:
        """Repeats started before the one at (row, chunk)."""
        if self.sequence == "chunk":
            return chunk * self.rows + row
        if self.sequence == "remainder":
            full = self.chunks - 1
            return self.rows * full + row if chunk == full else row * full + chunk
        if self.sequence == "batch":
            batch, place = divmod(row, REPEAT_MAX)
            return batch * REPEAT_MAX * self.chunks + chunk * min(REPEAT_MAX, self.rows - batch * REPEAT_MAX) + place
        return row * self.chunks + chunk


class View(NamedTuple):
    """Where the repeat at (row, chunk) touches an operand: `size` bytes (`last_size` in the last chunk) from
    `row * row_stride + chunk * chunk_stride`. A stride of 0 means that the same bytes are used again."""

    row_stride: int
    chunk_stride: int
    size: int
    last_size: int


@lru_cache(maxsize=1024)
def block_order(grid: Grid, view: View, length: int) -> BlockOrder:
    """The order in which `grid` touches the blocks of the first `length` bytes of an operand under `view`."""
    blocks = ceil_div(length, BLOCK)
    first, last = [NEVER] * blocks, [-NEVER] * blocks
    for row in range(grid.rows):
        for chunk in range(grid.chunks):
            size = view.last_size if chunk == grid.chunks - 1 else view.size
            begin = row * view.row_stride + chunk * view.chunk_stride
            at = grid.start(row, chunk)
            for block in range(begin // BLOCK, min(blocks, ceil_div(begin + size, BLOCK))):
                if at < first[block]:
                    first[block] = at
                if at > last[block]:
                    last[block] = at
    return BlockOrder(grid.repeats, tuple(first), tuple(last))
