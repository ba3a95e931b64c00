"""The order in which vector repeats touch 32-byte blocks.

The walks are those of the headers named in docs/isa.md. A block order is
relative to the base of its access; two orders are compared block by block.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from msgspec import Struct

from ptofix.hardware.tile import BLOCK, Rows

NEVER = 1 << 40
"""`first` of a block that no repeat touches (`last` is `-NEVER`): such a block makes no distance."""


class BlockOrder(Struct, frozen=True, eq=False, dict=True):
    """When each 32-byte block of an access is touched, counted in repeats of its stage.

    `repeats` are those that the stage surely has. Before the first touch of a block there are at least `first`, and
    from the last on at least `repeats - last`, if it is touched at all: that may be more than the stage surely has.

    Compared by identity: equal walks over equal shapes are built once (see `ptofix.isa.rules`).
    """

    repeats: int
    first: tuple[int, ...]
    last: tuple[int, ...]

    @cached_property
    def end(self) -> int:
        """Bytes up to the end of the last block that is touched: what is left of the last row is not."""
        touched = (number for number, first in enumerate(self.first, 1) if first != NEVER)
        return max(touched, default=0) * BLOCK

    @cached_property
    def rows(self) -> Rows | None:
        """What holds all blocks that are touched, if there are gaps between; None for one run, or gaps that differ."""
        touched = [number for number, first in enumerate(self.first) if first != NEVER]
        width = next((place for place, number in enumerate(touched) if place != number), len(touched))
        if not 0 < width < len(touched):
            return None
        stride = touched[width]
        regular = all(number % stride < width for number in touched)
        return Rows(width * BLOCK, stride * BLOCK) if regular else None


@lru_cache(maxsize=4096)
def within(order: BlockOrder, before: int, after: int, repeats: int) -> BlockOrder:
    """What an order says as that of a stage with `repeats`, which has so many more before it and after it."""
    by = repeats - after - order.repeats
    return BlockOrder(
        repeats,
        tuple(first if first == NEVER else first + before for first in order.first),
        tuple(last if last == -NEVER else last + by for last in order.last),
    )


@lru_cache(maxsize=1024)
def either(one: BlockOrder, other: BlockOrder) -> BlockOrder:
    """What holds in both of two orders of the same bytes."""
    repeats = min(one.repeats, other.repeats)
    one, other = within(one, 0, 0, repeats), within(other, 0, 0, repeats)
    return BlockOrder(repeats, tuple(map(min, one.first, other.first)), tuple(map(max, one.last, other.last)))
