"""Which accesses may have to be in order in global memory: only they are followed there where one text is judged.

Where a place begins tells at once those that must overlap it, of however many; the others are not looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from ptofix.program.places import GlobalPlace, slots_in
from ptofix.proof.accesses import GLOBAL, AccessedBytes, gives_signal

_Kind = tuple[object, ...]
"""What two places have in common that must overlap: one root, and all that where they begin depends on."""


class GlobalOrders:
    """By the numbers of sites: a site may meet all of `near`, and must overlap no other in global memory."""

    def __init__(self, sites: Mapping[int, Sequence[AccessedBytes]]) -> None:
        self.sites = sites
        self.at: dict[_Kind, dict[int, int]] = defaultdict(lambda: defaultdict(int))  # by where places begin
        self.width: dict[_Kind, int] = defaultdict(int)  # of the widest
        self.slots: dict[tuple[bool, object], int] = defaultdict(int)  # who uses a slot, and who hands it over
        self.stores = self.signals = 0
        for number, accesses in sites.items():
            bit = 1 << number
            self.signals |= bit if gives_signal(accesses) and not any(x.handed for x in accesses) else 0
            for x in _outside(accesses):
                self.stores |= bit if x.write and not x.signal else 0
                for slot in () if x.place is None else slots_in(x.place):
                    self.slots[x.handed, slot] |= bit
                for kind, start, width in _begin(x.place):
                    self.at[kind][start] |= bit
                    self.width[kind] = max(self.width[kind], width)
        self.starts = {kind: sorted(places) for kind, places in self.at.items()}
        self.known: dict[tuple[_Kind, int], int] = {}

    def near(self, number: int) -> int:
        """A bit for each site with which `number` may have to be in order."""
        found = self.signals if self.stores >> number & 1 else 0
        found |= self.stores if self.signals >> number & 1 else 0
        for x in _outside(self.sites[number]):
            for slot in () if x.place is None else slots_in(x.place):
                found |= self.slots[not x.handed, slot]
            for kind, start, _ in _begin(x.place):
                found |= self.around(kind, start)
        return found

    def around(self, kind: _Kind, start: int) -> int:
        """Those whose place begins less than the width of one away."""
        if (kind, start) not in self.known:
            starts, most = self.starts[kind], max(1, self.width[kind])
            close = starts[bisect_right(starts, start - most) : bisect_left(starts, start + most)]
            self.known[kind, start] = reduce(or_, (self.at[kind][one] for one in close), 0)
        return self.known[kind, start]


def _outside(accesses: Sequence[AccessedBytes]) -> Iterator[AccessedBytes]:
    return (x for x in accesses if x.region.memory == GLOBAL)


def _begin(place: GlobalPlace | None) -> Iterator[tuple[_Kind, int, int]]:
    """The kind of a place, where it begins, and its width; nothing if that is not known."""
    if place is not None and place.distance is not None and place.extent is not None:
        yield (place.root, frozenset(place.distance.terms)), place.distance.start, place.extent.width
