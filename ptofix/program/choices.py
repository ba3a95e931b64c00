"""The few values that an expression can have where it is not known which of them it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from ptofix.cpp import nodes
from ptofix.program import integers, recurrences
from ptofix.program.evaluate import TypeLookup
from ptofix.program.integers import Integer
from ptofix.program.recurrences import Linear, Value

Choices = tuple[Integer, ...]
"""Each once; never empty."""

MOST_CHOICES = 8


def choices_of(
    node: nodes.Node, value: Callable[[nodes.Node], Value | None], named: Callable[[str], Choices | None],
    types: TypeLookup,
) -> Choices | None:  # fmt: skip
    """The values that `node` can have, None if they are too many or not known.

    `value` gives one that is known, `named` the choices that a name was declared with.
    """

    def of(part: nodes.Node) -> Choices | None:
        return choices_of(part, value, named, types)

    known = value(node)
    if isinstance(known, Integer):
        return (known,)
    if isinstance(known, Linear) and not known.wrapped and known.greatest - known.least < MOST_CHOICES:
        return tuple(Integer(known.type, number) for number in range(known.least, known.greatest + 1))
    match node:
        case nodes.Name(text):
            return named(text)
        case nodes.Conditional(_, then, other):
            first, second = of(then), of(other)
            if first is None or second is None:
                return None
            truth = (Integer(integers.BOOL, 1), Integer(integers.BOOL, 0))
            return _all(integers.conditional(c, a, b) for c, a, b in product(truth, first, second))
        case nodes.Cast(type_, operand) | nodes.NamedCast("static_cast", type_, operand):
            converted, to = of(operand), types(type_)
            return None if converted is None or to is None else _all(integers.convert(one, to) for one in converted)
        case nodes.Construct(type_, (operand,)):
            return of(nodes.Cast(type_, operand))
        case nodes.Unary(sign, operand) if sign in "+-~!":
            inner = of(operand)
            return None if inner is None else _all(integers.unary(sign, one) for one in inner)
        case nodes.Binary(left, sign, right):
            rests = _rests(value(left), sign, value(right))
            if rests is not None:
                return rests
            first, second = of(left), of(right)
            if first is None or second is None:
                return None
            return _all(integers.binary(sign, a, b) for a, b in product(first, second))
    return None


def _rests(left: Value | None, sign: str, right: Value | None) -> Choices | None:
    """What `% n` or `& (n - 1)` leaves of a number that is not known and not negative."""
    if not isinstance(right, Integer) or left is None or sign not in ("%", "&"):
        return None
    number = right.value + (sign == "&")
    linear = recurrences.as_linear(left)
    if linear is None or not 0 < number <= MOST_CHOICES or (sign == "&" and number & right.value):
        return None
    if sign == "%" and linear.type.signed and (linear.least < 0 or linear.wrapped):
        return None
    type_ = integers.usual(linear.type, right.type)
    return tuple(Integer(type_, rest) for rest in range(number))


def _all(found: Iterable[Integer | None]) -> Choices | None:
    """All of these, None if one of them is not known."""
    unique = dict.fromkeys(found)
    known = tuple(one for one in unique if one is not None)
    return known if len(known) == len(unique) <= MOST_CHOICES else None
