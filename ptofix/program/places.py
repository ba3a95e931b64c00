"""Where tensors in global memory are: behind which argument of the entry, or in the slots of which pipe, and how far.

A tensor is an object like a tile: an op may bind it to another place. What is known of it holds wherever it is used:
all places that anything in the function gives it are collected while the function is lowered, and asked for behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ptofix.arch.tile import ELEMENT_BYTES
from ptofix.cpp import nodes
from ptofix.program.integers import Integer
from ptofix.program.library import plain_name
from ptofix.program.pipes import decimal
from ptofix.program.rounds import Linear, Value

Root = tuple[str, int]
"""("argument", number of the entry's parameter), or ("slots", FlagID of the pipe)."""


class Distance(NamedTuple):
    """Bytes: `start`, and `per_round` more in each round of `loop`; modulo `modulus` where that is not 0."""

    start: int
    loop: int | None = None
    per_round: int = 0
    modulus: int = 0

    def scaled(self, by: int) -> Distance:
        return Distance(self.start * by, self.loop, self.per_round * by, self.modulus * by)

    def and_also(self, other: Distance) -> Distance | None:
        """The sum, None where it hangs on two loops, or on two numbers that may be wrapped around."""
        if (self.loop is not None and other.loop is not None) or (self.modulus and other.modulus):
            return None
        loop = self.loop if other.loop is None else other.loop
        rounds = self.per_round + other.per_round
        return Distance(self.start + other.start, loop, rounds, self.modulus or other.modulus)


NO_DISTANCE = Distance(0)


class Extent(NamedTuple):
    """The bytes from the first to behind the last; `solid` if there are no gaps between them."""

    size: int
    solid: bool


class GlobalPlace(NamedTuple):
    """Where an operand in global memory is; without a distance and an extent anywhere behind its root."""

    root: Root
    distance: Distance | None = None
    extent: Extent | None = None


@dataclass(slots=True, eq=False)
class Tensor:
    """A GlobalTensor, its shape or strides, or a pointer to global memory.

    It is `distance` behind `base`: another one, or a root. None for a base or distance that is not known. What is
    declared as a null pointer has no place until an op gives it one. `bound` are roots that ops may bind it to, None
    for one that is not known.
    """

    base: Tensor | Root | None = None
    distance: Distance | None = None
    extent: Extent | None = None
    element: int | None = None
    is_null: bool = False
    bound: set[Root | None] = field(default_factory=set)

    def place(self) -> GlobalPlace | None:
        """Asked for when the whole function is lowered; None if it may be anywhere."""
        if self.bound:
            only = next(iter(self.bound)) if len(self.bound) == 1 and self.is_null else None
            return None if only is None else GlobalPlace(only)  # which slot it is changes from call to call
        if not isinstance(self.base, Tensor):
            return None if self.base is None else GlobalPlace(self.base, self.distance, self.extent)
        behind = self.base.place()
        if behind is None:
            return None
        if behind.root[0] == "slots" or behind.distance is None or self.distance is None:
            return GlobalPlace(behind.root)
        return GlobalPlace(behind.root, behind.distance.and_also(self.distance), self.extent)


def distance_of(value: Value | None) -> Distance | None:
    """A number of elements."""
    match value:
        case Integer(_, number):
            return Distance(number)
        case Linear(type_, loop, factor, offset, divisor=1):
            return Distance(offset, loop, factor, 1 << type_.bits if value.wrapped else 0)
    return None


def extent_of(type_: nodes.Type) -> Extent | None:
    """What `GlobalTensor<element, Shape<…>, Stride<…>, Layout::ND>` covers, if its type says it all."""
    match type_.arguments:
        case (
            nodes.Type((), element, (), ()),
            nodes.Type((), _, shape, ()),
            nodes.Type((), _, stride, ()),
            nodes.Type((), layout, (), ()),
        ) if plain_name(layout) == "Layout::ND":
            sizes, steps = _numbers(shape), _numbers(stride)
            size = element_bytes(element)
            if sizes is None or steps is None or size is None or 0 in sizes or len(sizes) != len(steps):
                return None
            last, dense = 0, 1
            solid = True
            for count, step in zip(reversed(sizes), reversed(steps)):
                last += (count - 1) * step
                solid &= count == 1 or step == dense
                dense *= count
            return Extent((last + 1) * size, solid)
    return None


def element_of(type_: nodes.Type) -> int | None:
    """Bytes of an element of `GlobalTensor<element, …>`."""
    match type_.arguments:
        case (nodes.Type((), element, (), ()), *_):
            return element_bytes(element)
    return None


def element_bytes(name: str) -> int | None:
    return ELEMENT_BYTES.get(plain_name(name))


def _numbers(arguments: tuple[nodes.Node, ...]) -> list[int] | None:
    found = [decimal(one.text) if isinstance(one, nodes.Number) else None for one in arguments]
    known = [number for number in found if number is not None]
    return known if known and len(known) == len(found) else None
