"""Whether two touches of on-chip memory have a byte in common: runs of bytes, or rows with gaps between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ptofix.hardware.tile import Rows
from ptofix.program.program import Region


class Touched(NamedTuple):
    """The bytes of `region`; with `rows`, counted from its start, only those that lie in them."""

    region: Region
    rows: Rows | None = None

    @property
    def words(self) -> str:
        """The range, and how much of it."""
        if self.rows is None:
            return str(self.region)
        return f"{self.rows.width} of every {self.rows.stride} bytes of {self.region}"


def meet(first: Touched, second: Touched) -> bool:
    """Whether they have a byte in common."""
    if not first.region.overlaps(second.region):
        return False
    return (first.rows is None and second.rows is None) or _meet_in_rows(first, second)


@lru_cache(maxsize=1 << 14)
def _meet_in_rows(first: Touched, second: Touched) -> bool:
    """Run by run of the one that has fewer."""
    start, end = max(first.region.start, second.region.start), min(first.region.end, second.region.end)
    fewer, other = sorted((first, second), key=lambda one: 0 if one.rows is None else -one.rows.stride)
    return any(_is_touched(other, *run) for run in _runs(fewer, start, end))


def _runs(one: Touched, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bytes of it from `start` to `end`, run by run."""
    if one.rows is None:
        yield start, end
        return
    width, stride = one.rows
    for row in range(one.region.start + (start - one.region.start) // stride * stride, end, stride):
        if max(row, start) < min(row + width, end):
            yield max(row, start), min(row + width, end)


def _is_touched(one: Touched, start: int, end: int) -> bool:
    """Whether some byte from `start` to `end` is, all of which are inside of its region."""
    if one.rows is None:
        return start < end
    into = (start - one.region.start) % one.rows.stride
    return into < one.rows.width or start - into + one.rows.stride < end
