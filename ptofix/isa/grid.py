"""Block orders from the loops of a header: a grid of repeats, and how each operand lies under it. Sizes in bytes."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from ptofix.hardware.tile import BLOCK, REPEAT_MAX, ceil_div
from ptofix.isa.walk import NEVER, BlockOrder

PASS_ROWS = 240
"""Rows of one pass of a row-expand over more rows than one instruction can count."""


class Grid(Struct, frozen=True):
    """`rows` x `chunks` repeats.

    sequence: "row" issues all chunks of a row, then the next row; "chunk" issues a chunk over all rows, then the next
    chunk; "remainder" issues the full chunks row by row, then the last (masked) chunk over all rows; "batch" issues
    255 rows as "chunk" does, then the next 255; "pass" are the repeats of the last 240 rows or what is left of them.

    Of an open grid the rows (chunks) are known at run time only, and the number here is the most that there may be. It
    answers with what holds for every number: a place is then counted where no more rows or chunks than those up to it
    are, which is the least, since repeats of others come before it or between it and the end, never in its place.
    """

    rows: int
    chunks: int
    sequence: str
    open_rows: bool = False
    open_chunks: bool = False

    @property
    def repeats(self) -> int:
        """Repeats in all, at least."""
        return 0 if self.open_rows or self.open_chunks else self.rows * self.chunks

    def bounds(self, row: int, chunk: int) -> tuple[int, int]:
        """Repeats before the one at (row, chunk), and from it on to the end, at least."""
        rows = row + 1 if self.open_rows else self.rows
        if not self.open_chunks:
            return self._place(row, chunk, rows, self.chunks)
        as_last, as_other = (self._place(row, chunk, rows, chunk + more) for more in (1, 2))
        return min(as_last[0], as_other[0]), min(as_last[1], as_other[1])

    def _place(self, row: int, chunk: int, rows: int, chunks: int) -> tuple[int, int]:
        if self.sequence == "batch":
            batch, place = divmod(row, REPEAT_MAX)
            before = batch * REPEAT_MAX * chunks
            here = min(REPEAT_MAX, rows - batch * REPEAT_MAX)
            before += chunk * here + place
        elif self.sequence == "pass":
            rows -= row // PASS_ROWS * PASS_ROWS
            before = chunk * rows + row % PASS_ROWS
        elif self.sequence == "chunk":
            before = chunk * rows + row
        elif self.sequence == "remainder" and chunk == chunks - 1:
            before = rows * chunk + row
        elif self.sequence == "remainder":
            before = row * (chunks - 1) + chunk
        else:
            before = row * chunks + chunk
        return before, rows * chunks - before


class View(Struct, frozen=True):
    """Where the repeat at (row, chunk) touches an operand: `size` bytes (`last_size` in the last chunk) from
    `row * row_stride + chunk * chunk_stride`. A stride of 0 means that the same bytes are used again."""

    row_stride: int
    chunk_stride: int
    size: int
    last_size: int


@lru_cache(maxsize=1024)
def block_order(grid: Grid, view: View, length: int) -> BlockOrder:
    """The order in which `grid` touches the blocks of the first `length` bytes of an operand under `view`."""
    blocks, repeats = ceil_div(length, BLOCK), grid.repeats
    first, last = [NEVER] * blocks, [-NEVER] * blocks
    for row in range(grid.rows):
        for chunk in range(grid.chunks):
            size = view.last_size if chunk == grid.chunks - 1 else view.size
            begin = row * view.row_stride + chunk * view.chunk_stride
            before, left = grid.bounds(row, chunk)
            for block in range(begin // BLOCK, min(blocks, ceil_div(begin + size, BLOCK))):
                if before < first[block]:
                    first[block] = before
                if repeats - left > last[block]:
                    last[block] = repeats - left
    return BlockOrder(repeats, tuple(first), tuple(last))
