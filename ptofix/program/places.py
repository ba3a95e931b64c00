"""Where tensors in global memory are: at which argument of the entry, and how far after it.

A tensor is an object like a tile: an op may bind it to another place. What is known of it holds wherever it is used:
all places that anything in the function gives it are collected while the function is lowered, and asked for after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import gcd, prod
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.cpp import nodes
from ptofix.hardware.tile import ELEMENT_BYTES
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import number_type, plain_name
from ptofix.program.pipes import decimal
from ptofix.program.recurrences import Course, Symbol, Value, as_linear

Root = tuple[str, int]
"""("argument", number of the entry's parameter), WORDS, or ANYWHERE."""

WORDS: Root = ("words", 0)
"""Words and records in which a runtime hands over arguments, wherever they are: all of them are one place."""

ANYWHERE: Root = ("anywhere", 0)
"""After a pointer of which it is not known where it leads, in a slot that is known by the statement that took it."""

ANY_NUMBER = ("value", "start")
"""Names of symbols with a loop that may be any number, and not as small as what counts rounds or slots."""


class Summand(NamedTuple):
    """So many bytes more for each that `symbol` goes up; it takes `most` values, from 0 on, if that is not None."""

    symbol: Symbol
    by: int
    most: int | None = None


class Distance(NamedTuple):
    """Bytes: `start` and the sum of `terms`, no two with one symbol; modulo `modulus` where that is not 0.

    What a loop begins with may be a symbol of its own, named "start": it is the same as long as the loop runs.
    """

    start: int
    terms: tuple[Summand, ...] = ()
    modulus: int = 0

    def scaled(self, by: int) -> Distance:
        scaled = (Summand(symbol, _as_signed(each * by), most) for symbol, each, most in self.terms)
        return Distance(_as_signed(self.start * by), tuple(term for term in scaled if term.by), self.modulus * abs(by))

    def and_also(self, other: Distance) -> Distance:
        found: dict[Symbol, Summand] = {}
        for symbol, by, most in (*self.terms, *other.terms):
            known = found.get(symbol, Summand(symbol, 0, most))
            found[symbol] = Summand(symbol, _as_signed(known.by + by), most)
        terms = tuple(sorted(term for term in found.values() if term.by))
        return Distance(_as_signed(self.start + other.start), terms, gcd(self.modulus, other.modulus))

    @property
    def is_near(self) -> bool:
        """Whether what is known of it does not come round to where it began."""
        reach = abs(self.start) + sum(abs(by) * (most or 1) for _, by, most in self.terms)
        return reach < _FARTHEST


_FARTHEST = 1 << 60


def _as_signed(number: int) -> int:
    """The least of the numbers that lead to one address of 64 bits: nothing tells one from 2^64 more."""
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


NO_DISTANCE = Distance(0)


class Extent(Struct, frozen=True):
    """`width` bytes on end, so often and so far apart as each of `repeats` says: (bytes, times), nearest first.

    `tile` are the valid rows and columns of the tile that is copied from or to there, None if it is no tile.
    """

    width: int
    repeats: tuple[tuple[int, int], ...] = ()
    tile: tuple[int, int] | None = None

    @property
    def size(self) -> int:
        """Bytes from the first to after the last."""
        return self.width + sum(step * (count - 1) for step, count in self.repeats)


class GlobalPlace(NamedTuple):
    """Where an operand in global memory is; without a distance and an extent anywhere at its root.

    `words_of` is the root at which words that are handed over were found, if it is known.
    """

    root: Root
    distance: Distance | None = None
    extent: Extent | None = None
    words_of: Root | None = None


class Slot(NamedTuple):
    """A slot of the pipe whose ring is at `ring`; `distance` says by which statement it is known, None for any slot."""

    ring: Tensor
    distance: Distance | None = None

    def place(self) -> GlobalPlace:
        """Wherever in what the ring is part of: other pipes may have their rings there, and a ring may be stored to."""
        ring = None if self.ring.is_bound else self.ring.place()  # a ring in a slot may be in one of its own
        return GlobalPlace(ANYWHERE if ring is None or ring.root == WORDS else ring.root, self.distance)


def slot_of(ring: Tensor, size: int, number: int, loop: int) -> Slot:
    """Some slot of a pipe, of `size` bytes, that statement `number` binds a tensor to in each round of `loop`.

    Which one is not known, nor where the ring begins and where in the slot the tensor does: that depends on its type
    and on the core.
    """
    begins = Summand(Symbol(loop, 0, f"begin {number}"), 1)
    return Slot(ring, Distance(0, (begins, Summand(Symbol(loop, 0, f"slot {number}"), size))))


def slots_in(place: GlobalPlace) -> frozenset[Symbol]:
    """The slot that a place is in, if it is known by the statement that bound it."""
    terms = () if place.distance is None else place.distance.terms
    return frozenset(term.symbol for term in terms if term.symbol.name.startswith("slot "))


class Tensor(Struct, eq=False):
    """A GlobalTensor, its shape or strides, or a pointer to global memory.

    It is `distance` after `base`: another one, or a root. None for a base or distance that is not known. What is
    declared as a null pointer has no place until an op gives it one. `bound` are the slots that ops may bind it to,
    one for each statement, None for a place that is not known. Of words that are handed over, `base` holds them.
    """

    base: Tensor | Root | None = None
    distance: Distance | None = None
    extent: Extent | None = None
    element: int | None = None
    is_null: bool = False
    is_word: bool = False
    bound: list[Slot | None] = field(default_factory=list)

    @property
    def is_bound(self) -> bool:
        """Whether an op may bind it, or what it is part of, to a place; if that is known, it is in a slot."""
        return bool(self.bound) or (isinstance(self.base, Tensor) and self.base.is_bound)

    def place(self) -> GlobalPlace | None:
        """Asked for when the whole function is lowered; None if it may be anywhere."""
        if self.bound:
            only, *others = (None if slot is None else slot.place() for slot in self.bound)
            if only is None or not self.is_null or any(place is None or place.root != only.root for place in others):
                return None
            return GlobalPlace(only.root) if others else only._replace(extent=self.extent)
        if not isinstance(self.base, Tensor):
            return None if self.base is None else GlobalPlace(self.base, self.distance, self.extent)
        behind = self.base.place()
        if self.is_word:
            return GlobalPlace(WORDS, words_of=None if behind is None else behind.root)
        if behind is None:
            return None
        if behind.distance is None or self.distance is None:
            return GlobalPlace(behind.root)
        distance = behind.distance.and_also(self.distance)
        return GlobalPlace(behind.root, distance, self.extent) if distance.is_near else GlobalPlace(behind.root)


class PointedTo(Struct, frozen=True):
    """What a pointer points to: so many bytes, None if that is not known."""

    element: int | None = None


class KnownAddress(NamedTuple):
    """`distance` bytes after `base`, anywhere without a base: a pointer to global memory, or a number made of one.

    `type` says how C++ adds to it; None if that is not known.
    """

    base: Tensor | None = None
    distance: Distance | None = None
    type: IntegerType | PointedTo | None = None


def distance_of(value: Value | None, courses: Mapping[int, Course]) -> Distance | None:
    """A number of elements; `courses` are those of the loops whose variables it may depend on."""
    linear = None if value is None else as_linear(value)
    if linear is None or linear.divisor != 1:
        return None
    found = Distance(linear.offset, (), 1 << linear.type.bits if linear.wrapped else 0)
    for symbol, factor in linear.terms:
        found = found.and_also(_of_symbol(symbol, courses).scaled(factor))
    return found


def _of_symbol(symbol: Symbol, courses: Mapping[int, Course]) -> Distance:
    course = courses.get(symbol.loop)
    if course is None:
        return Distance(0, (Summand(symbol, 1, symbol.period or None),))
    if symbol.period and (course.most is None or course.most > symbol.period):
        return Distance(0, (Summand(symbol, 1, symbol.period),))
    rounds = Distance(0, (Summand(Symbol(symbol.loop), course.step, course.most),))
    if symbol.period or isinstance(course.start, Integer):
        return rounds
    if course.start is None:
        return rounds.and_also(Distance(0, (Summand(Symbol(symbol.loop, 0, "start"), 1),)))
    started = (Summand(fixed, factor) for fixed, factor in course.start.terms)
    return rounds.and_also(Distance(course.start.offset, tuple(started)))


_CONTIGUOUS = {"Layout::ND": 4, "Layout::DN": 3}
"""Which of five sizes has its elements side by side, whatever stride it is given (pto-isa: TLoad.hpp, TStore.hpp).

ND: a tile has so many columns, and as many rows as the other sizes make; DN: rows and columns. The headers assert it.
"""


def extent_of(type_: nodes.Type) -> Extent | None:
    """What `GlobalTensor<element, Shape<…>, Stride<…>, layout>` covers, if its type says it all."""
    match type_.arguments:
        case (
            nodes.Type((), element, (), ()),
            nodes.Type((), _, shape, ()),
            nodes.Type((), _, stride, ()),
            nodes.Type((), layout, (), ()),
        ) if plain_name(layout) in _CONTIGUOUS:
            sizes, steps = _numbers(shape), _numbers(stride)
            size, inner = element_bytes(element), _CONTIGUOUS[plain_name(layout)]
            if sizes is None or steps is None or size is None or 0 in sizes or (len(sizes), len(steps)) != (5, 5):
                return None
            if sizes[inner] > 1 and steps[inner] != 1:
                return None
            one, other = sizes[inner], prod(sizes) // sizes[inner]
            return _extent(size, zip(steps, sizes), (one, other) if inner == 3 else (other, one))
    return None


def _extent(size: int, dimensions: Iterable[tuple[int, int]], tile: tuple[int, int]) -> Extent:
    """Elements of `size` bytes; dimensions are strides and counts, in elements."""
    width, repeats = size, list[tuple[int, int]]()
    for step, count in sorted((step * size, count) for step, count in dimensions if count > 1):
        if not repeats and step <= width:
            width += step * (count - 1)
        else:
            repeats.append((step, count))
    return Extent(width, tuple(repeats), tile)


def element_of(type_: nodes.Type) -> int | None:
    """Bytes of an element of `GlobalTensor<element, …>`."""
    match type_.arguments:
        case (nodes.Type((), element, (), ()), *_):
            return element_bytes(element)
    return None


_BYTES_OF_POINTER = 8


def pointee_of(type_: nodes.Type) -> PointedTo:
    """What a pointer of a type without aliases points to; what a tensor is made of."""
    if type_.arguments:
        return PointedTo(None if "*" in type_.after else element_of(type_))
    return PointedTo(_BYTES_OF_POINTER if type_.after.count("*") > 1 else element_bytes(type_.name))


def element_bytes(name: str) -> int | None:
    """What `sizeof` is of a type."""
    number = number_type(name)
    return max(number.bits // 8, 1) if number is not None else ELEMENT_BYTES.get(plain_name(name))


def _numbers(arguments: tuple[nodes.Node, ...]) -> list[int] | None:
    found = [decimal(one.text) if isinstance(one, nodes.Number) else None for one in arguments]
    known = [number for number in found if number is not None]
    return known if known and len(known) == len(found) else None
