"""The distance in vector repeats between two accesses, block by block."""

from __future__ import annotations

from functools import lru_cache
from operator import sub

from ptofix.hardware.tile import BLOCK
from ptofix.isa.call import Access
from ptofix.isa.walk import NEVER, BlockOrder


@lru_cache(maxsize=4096)
def _distance(earlier: BlockOrder, later: BlockOrder, x0: int, y0: int, count: int) -> int:
    """`min_distance` over `count` blocks from block `x0` of `earlier` and block `y0` of `later`."""
    gaps = map(sub, later.first[y0 : y0 + count], earlier.last[x0 : x0 + count])
    return max(0, earlier.repeats + min(gaps, default=NEVER))


def min_distance(earlier: Access, earlier_base: int, later: Access, later_base: int) -> int:
    """Fewest repeats started from the last of `earlier` on a shared block to the first of `later` on it.

    The two stages are taken as adjacent: repeats of stages between them must be added by the caller. The bases are
    byte addresses of the operands in one memory. 0 when an order is unknown, when the ranges are not aligned to
    blocks, or when part of the overlap lies outside a known order. Accesses without a common byte give NEVER or more.
    """
    x_start, y_start = earlier_base + earlier.offset, later_base + later.offset
    start = max(x_start, y_start)
    end = min(x_start + earlier.length, y_start + later.length)
    if end <= start:
        return NEVER
    if earlier.order is None or later.order is None or x_start % BLOCK or y_start % BLOCK:
        return 0
    x0, y0 = (start - x_start) // BLOCK, (start - y_start) // BLOCK
    count = -(-(end - start) // BLOCK)
    if x0 + count > len(earlier.order.last) or y0 + count > len(later.order.first):
        return 0
    return _distance(earlier.order, later.order, x0, y0, count)
