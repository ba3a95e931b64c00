"""What places in global memory have in common, for the checker. ptofix/order has code of its own for the same.

The bytes of a place are its start, a multiple of each step, and its width. Two places have a byte in common if zero is
among the differences of their bytes.
"""

from __future__ import annotations

from math import gcd

from msgspec import Struct

from ptofix.program.places import ANY_NUMBER, ANYWHERE, WORDS, Distance, GlobalPlace

Bytes = GlobalPlace | None
_WRAPS_AT = 1 << 64  # what is the same modulo this is one address


class _Step(Struct, frozen=True):
    """`by` bytes, at most so many `times`, or any number of times, forwards or backwards, if that is None."""

    by: int
    times: int | None = None


def are_apart(x: Bytes, y: Bytes) -> bool:
    """Whether no byte is in both places in any rounds of loops, if arguments are distinct."""
    if x is None or y is None:
        return any(place is not None and place.root == WORDS for place in (x, y))
    if x.root != y.root:  # words that are handed over lie in the memory of their argument
        return (WORDS in (x.root, y.root) or ANYWHERE not in (x.root, y.root)) and not (
            x.words_of == y.root or y.words_of == x.root
        )
    if x.distance is None or y.distance is None or x.extent is None or y.extent is None:
        return False
    steps = [*_steps(x, -1), *_steps(y, 1), *_not_known(x.distance, y.distance)]
    bounded = sorted((s for s in steps if s.times is not None), key=lambda s: -abs(s.by))
    unit = gcd(*(s.by for s in steps if s.times is None))
    between = x.distance.start - y.distance.start - y.extent.width, x.distance.start - y.distance.start + x.extent.width
    for taken in range(len(bounded) + 1):
        # The longest are as good as unbounded, those after them add up to an interval.
        ends = [s.by * s.times for s in bounded[taken:] if s.times is not None]
        low, high = (sum(end for end in ends if (end > 0) is positive) for positive in (False, True))
        whole = gcd(unit, *(s.by for s in bounded[:taken]))
        if not _has_multiple(whole, between[0] - high, between[1] - low):
            return True
    return False


def _has_multiple(unit: int, low: int, high: int) -> bool:
    """Whether a multiple of `unit` lies between the two, which are not counted."""
    return low < 0 < high if unit == 0 else (low // unit + 1) * unit < high


def _steps(place: GlobalPlace, sign: int) -> list[_Step]:
    """Those of rounds and of the extent: the two places need not be in the same of them."""
    assert place.distance is not None
    assert place.extent is not None
    found = [_Step(by) for symbol, by, most in place.distance.terms if symbol.loop and most is None]
    counted = [(by, most) for symbol, by, most in place.distance.terms if symbol.loop and most is not None]
    found += [_Step(sign * by, count - 1) for by, count in (*counted, *place.extent.repeats)]
    return found


def _not_known(x: Distance, y: Distance) -> list[_Step]:
    """What stays the same is true in both, and counts only as far as the two differ in it."""
    found = [_Step(d.modulus) for d in (x, y) if 0 < d.modulus < _WRAPS_AT]
    mine, theirs = ({term.symbol: term.by for term in d.terms if not term.symbol.loop} for d in (x, y))
    more = (mine.get(symbol, 0) - theirs.get(symbol, 0) for symbol in mine.keys() | theirs.keys())
    rest = [_Step(by) for by in more if by]
    anything = any(symbol.name in ANY_NUMBER for d in (x, y) for symbol, _, _ in d.terms)
    return [*found, *rest, *([_Step(_WRAPS_AT)] if rest or anything else ())]


def meet_in(x: Bytes, y: Bytes) -> set[int] | None:
    """Some byte is in both places in every same round of these loops; None if that is not sure."""
    if x is None or y is None or x.root != y.root or x.extent is None or y.extent is None:
        return None
    if x.distance is None or y.distance is None or set(x.distance.terms) != set(y.distance.terms):
        return None
    if any(0 < d.modulus < _WRAPS_AT for d in (x.distance, y.distance)):
        return None
    behind = y.distance.start - x.distance.start
    if behind and (x.extent.repeats or y.extent.repeats or not -y.extent.width < behind < x.extent.width):
        return None
    return {term.symbol.loop for term in x.distance.terms} - {0}


def are_others_in_each_round(place: GlobalPlace, loops: tuple[int, ...]) -> bool:
    """Whether no byte is in the place in two rounds of `loops`, outermost first, if those come once each."""
    distance, extent = place.distance, place.extent
    if distance is None or extent is None or 0 < distance.modulus < _WRAPS_AT:
        return False
    seen, steps = set[int](), [(abs(by), count - 1, False) for by, count in extent.repeats]
    for (loop, period, name), by, most in distance.terms:
        if not loop or (name == "start" and loops[:1] == (loop,)):
            continue  # it is the same in all of these rounds
        if period or name:
            return False
        seen.add(loop)
        steps.append((abs(by), -1 if most is None else most - 1, True))
    if seen != set(loops):
        return False
    reach, moved = extent.width, False
    for by, times, is_round in sorted(steps):
        moved |= is_round
        if moved and (by < reach or reach < 0):
            return False
        reach = -1 if times < 0 or reach < 0 else reach + by * times
    return True
