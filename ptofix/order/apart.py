"""Which bytes of global memory two places have in common, by the rounds of the loops that they depend on.

A place is a set of numbers: a start, multiples of what is not known, and the bytes of an extent. What is the same for
both falls out of their difference; a round of a loop need not be the same for both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import gcd, inf

from ptofix.program.places import ANY_NUMBER, ANYWHERE, WORDS, Distance, Extent, GlobalPlace, Summand

_ADDRESSES = 1 << 64  # bytes; no launch has so many rounds that a distance comes round to where it began


@lru_cache(maxsize=1 << 14)
def are_apart(first: GlobalPlace | None, second: GlobalPlace | None) -> bool:
    """Whether the two have no byte in common, in whichever rounds of loops they are touched."""
    words, others = _words_and_others(first, second)
    if words and others:  # nothing stores to words that are handed over but through the same argument
        return all(other is None or other.root != word.words_of for word in words for other in others)
    if first is None or second is None:
        return False
    if first.root != second.root:
        return ANYWHERE not in (first.root, second.root)
    one, other = first.distance, second.distance
    if one is None or other is None or first.extent is None or second.extent is None:
        return False
    free, mine, theirs = _difference(one, other), _bounded(one, first.extent), _bounded(other, second.extent)
    if free == 1:
        return False
    gap, widths = other.start - one.start, (first.extent.width, second.extent.width)
    pitches = {float(abs(step)) for step, _ in (*mine, *theirs)}
    return any(_is_gap(gap, free, mine, theirs, widths, pitch) for pitch in (inf, *pitches))


def _words_and_others(*places: GlobalPlace | None) -> tuple[list[GlobalPlace], list[GlobalPlace | None]]:
    words = [place for place in places if place is not None and place.root == WORDS]
    return words, [place for place in places if place is None or place.root != WORDS]


def _difference(one: Distance, other: Distance) -> int:
    """What the two differ by is a multiple of this and more, for all that can take any value."""
    mine, theirs = ({term.symbol: term.by for term in d.terms if not term.symbol.loop} for d in (one, other))
    fixed = (theirs.get(symbol, 0) - mine.get(symbol, 0) for symbol in {**mine, **theirs})  # the same number in both
    steps = [by for by in fixed if by]
    free = [term for term in (*one.terms, *other.terms) if term.symbol.loop and term.most is None]
    steps += [_ADDRESSES] if steps or any(term.symbol.name in ANY_NUMBER for term in free) else []
    steps += [term.by for term in free]
    return gcd(*steps, *(modulus for modulus in (one.modulus, other.modulus) if modulus < _ADDRESSES))


def _bounded(distance: Distance, extent: Extent) -> list[tuple[int, int]]:
    """(bytes, times) of all that takes so many values."""
    loops = [(term.by, term.most) for term in distance.terms if term.symbol.loop and term.most is not None]
    return [*loops, *extent.repeats]


Steps = Iterable[tuple[int, int]]


def _is_gap(gap: int, free: int, mine: Steps, theirs: Steps, widths: tuple[int, int], pitch: float) -> bool:
    """Whether the bytes are apart modulo what `free` is and all steps are that are as long as `pitch`."""
    unit = gcd(free, *(step for step, _ in (*mine, *theirs) if abs(step) >= pitch))
    (low, high), (start, end) = (
        _span(width, (each for each in steps if abs(each[0]) < pitch)) for width, steps in zip(widths, (mine, theirs))
    )
    behind, length = gap + start - low, end - start
    if unit == 0:
        return behind >= high - low or -behind >= length
    behind %= unit
    return behind >= high - low and unit - behind >= length


def _span(width: int, steps: Steps) -> tuple[int, int]:
    """From the lowest byte to after the highest."""
    ends = [step * (count - 1) for step, count in steps]
    return sum(end for end in ends if end < 0), width + sum(end for end in ends if end > 0)


def fixed_span(place: GlobalPlace) -> tuple[int, int] | None:
    """From the first byte to after the last, but for what is the same in all of a launch; None if loops move them.

    Two places whose distances have the same terms are apart if their spans are.
    """
    distance, extent = place.distance, place.extent
    if distance is None or extent is None or not _is_exact(distance) or any(x.symbol.loop for x in distance.terms):
        return None
    low, high = _span(extent.width, extent.repeats)
    return distance.start + low, distance.start + high


def meet_in_loops(first: GlobalPlace | None, second: GlobalPlace | None) -> frozenset[int] | None:
    """The loops in whose same round the two are sure to have a byte in common, none if in any; None if not sure."""
    if first is None or second is None or first.root != second.root or first.extent is None or second.extent is None:
        return None
    one, other = first.distance, second.distance
    if one is None or other is None or one.terms != other.terms or not _is_exact(one) or not _is_exact(other):
        return None
    gap = other.start - one.start
    solid = not first.extent.repeats and not second.extent.repeats
    if gap and not (solid and -second.extent.width < gap < first.extent.width):
        return None
    return frozenset(term.symbol.loop for term in one.terms if term.symbol.loop)


def moves_on(place: GlobalPlace, loops: tuple[int, ...]) -> bool:
    """Whether no two rounds of `loops`, outermost first, touch a byte in common."""
    distance, extent = place.distance, place.extent
    if distance is None or extent is None or not _is_exact(distance):
        return False
    terms = [term for term in distance.terms if term.symbol.loop and not _is_start(term, loops[:1])]
    if any(term.symbol.period or term.symbol.name for term in terms) or {t.symbol.loop for t in terms} != {*loops}:
        return False
    steps: list[tuple[int, int | None]] = [(abs(term.by), term.most) for term in terms]
    covered: int | None = extent.width
    for step, count in sorted([*steps, *extent.repeats], key=lambda each: each[0]):
        if covered is None or step < covered:
            return False
        covered = None if count is None else covered + step * (count - 1)
    return True


def _is_start(term: Summand, outermost: tuple[int, ...]) -> bool:
    """Whether it is where a loop begins that runs once."""
    return term.symbol.name == "start" and (term.symbol.loop,) == outermost


def _is_exact(distance: Distance) -> bool:
    return distance.modulus == 0 or distance.modulus >= _ADDRESSES
