"""Of many places in global memory, those that may have bytes in common with one: without asking for every pair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ptofix.order.apart import fixed_span
from ptofix.program.places import WORDS, GlobalPlace, Root, Summand

Place = GlobalPlace | None
_Terms = tuple[Summand, ...]


class NearbyPlaces:
    """Places by root, and those that differ in a number alone by where they begin."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.others: dict[Root | None, list[Place]] = {}
        self.fixed: dict[Root | None, dict[_Terms, _Sorted]] = {}
        alike: dict[tuple[Root, _Terms], list[tuple[int, int, GlobalPlace]]] = {}
        for place in places:
            span = None if place is None else fixed_span(place)
            if place is None or place.distance is None or span is None:
                self.others.setdefault(None if place is None else place.root, []).append(place)
            else:
                alike.setdefault((place.root, place.distance.terms), []).append((*span, place))
        for (root, terms), spans in alike.items():
            self.fixed.setdefault(root, {})[terms] = _Sorted.of(spans)

    def near(self, place: Place, same_terms: bool = False) -> Iterator[Place]:
        """All that are not apart from `place`, and some that are; with `same_terms`, all that are sure to meet it.

        Words that are handed over lie in the memory of some argument: where they begin tells nothing about that.
        """
        if place is None or place.root == WORDS:
            roots: Iterable[Root | None] = {**self.others, **self.fixed}
        else:
            roots = (place.root, WORDS, None)
        span = None if place is None else fixed_span(place)
        own = None if place is None or place.distance is None else (place.root, place.distance.terms)
        for root in roots:
            yield from self.others.get(root, ())
            for terms, places in self.fixed.get(root, {}).items():
                if span is not None and (root, terms) == own:
                    yield from places.near(*span)
                elif not same_terms or place is None or root != place.root:
                    yield from places.places


class _Sorted(Struct, frozen=True):
    """Places that differ in a number alone, in the order of their first bytes; `most` is the length of the longest."""

    starts: list[int]
    places: list[GlobalPlace]
    most: int

    @classmethod
    def of(cls, spans: list[tuple[int, int, GlobalPlace]]) -> _Sorted:
        spans.sort(key=lambda span: span[0])
        starts, ends, places = zip(*spans)
        return cls([*starts], [*places], max(end - start for start, end in zip(starts, ends)))

    def near(self, start: int, end: int) -> list[GlobalPlace]:
        return self.places[bisect_left(self.starts, start - self.most) : bisect_left(self.starts, end)]
