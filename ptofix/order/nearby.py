"""Of many places in global memory, those that may have bytes in common with one: without asking for every pair."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ptofix.order.apart import fixed_span
from ptofix.program.places import ANYWHERE, WORDS, Distance, GlobalPlace, Root, Summand
from ptofix.program.recurrences import Symbol

Place = GlobalPlace | None
_Terms = tuple[Summand, ...]


class NearbyPlaces:
    """Places by root, and those that differ in a number alone by where they begin.

    `groups` are the latter: all places of a group have one root and one sum of what is not known.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.others: dict[Root | None, list[Place]] = {}
        self.fixed: dict[Root | None, dict[_Terms, _Sorted]] = {}
        self.groups: list[_Sorted] = []
        alike: dict[tuple[Root, _Terms], list[tuple[int, int, GlobalPlace]]] = {}
        for place in places:
            span = None if place is None else fixed_span(place)
            if place is None or place.distance is None or span is None:
                self.others.setdefault(None if place is None else place.root, []).append(place)
            else:
                alike.setdefault((place.root, place.distance.terms), []).append((*span, place))
        for (root, terms), spans in alike.items():
            group = _Sorted.of(spans, len(self.groups), frozenset(term.symbol for term in terms))
            self.fixed.setdefault(root, {})[terms] = group
            self.groups.append(group)

    def met_in_all_places(self, place: Place) -> list[int]:
        """The numbers of groups of which no place is apart from `place`.

        It begins or ends at any byte of its root, whatever is known of where a place of the group does.
        """
        if place is None:
            return []
        groups = self.fixed.get(place.root, {}).values()
        if place.distance is None or place.extent is None:
            return [group.number for group in groups]
        free = _any_byte(place.distance)
        return [] if free is None else [group.number for group in groups if free not in group.symbols]

    def near(self, place: Place, same_terms: bool = False) -> Iterator[Place]:
        """All that are not apart from `place`, and some that are; with `same_terms`, all that must overlap it.

        Without `same_terms` those in groups that are met in all places are left out.

        Words that are handed over lie in the memory of some argument: where they begin tells nothing about that.
        """
        if place is None or place.root in (WORDS, ANYWHERE):
            roots: Iterable[Root | None] = {**self.others, **self.fixed}
        else:
            roots = (place.root, WORDS, ANYWHERE, None)
        span = None if place is None else fixed_span(place)
        own = None if place is None or place.distance is None else (place.root, place.distance.terms)
        met = frozenset(() if same_terms else self.met_in_all_places(place))
        for root in roots:
            yield from self.others.get(root, ())
            for terms, places in self.fixed.get(root, {}).items():
                if span is not None and (root, terms) == own:
                    yield from places.near(*span)
                elif (not same_terms or place is None or root != place.root) and places.number not in met:
                    yield from places.places


class _Sorted(Struct, frozen=True):
    """Places that differ in a number alone, in the order of their first bytes; `most` is the length of the longest.

    `symbols` are what they all depend on.
    """

    starts: list[int]
    places: list[GlobalPlace]
    most: int
    number: int
    symbols: frozenset[Symbol]

    @classmethod
    def of(cls, spans: list[tuple[int, int, GlobalPlace]], number: int, symbols: frozenset[Symbol]) -> _Sorted:
        spans.sort(key=lambda span: span[0])
        starts, ends, places = zip(*spans)
        return cls([*starts], [*places], max(end - start for start, end in zip(starts, ends)), number, symbols)

    def near(self, start: int, end: int) -> list[GlobalPlace]:
        return self.places[bisect_left(self.starts, start - self.most) : bisect_left(self.starts, end)]


def _any_byte(distance: Distance) -> Symbol | None:
    """What is not known of a distance, and makes it any number of bytes; None if nothing does."""
    return next((term.symbol for term in distance.terms if not term.symbol.loop and abs(term.by) == 1), None)
