"""Integer expressions in a spelling that versions share: the number that is computed, whatever types it is computed in.

C++ computes modulo a power of two. Where the number that arithmetic makes is sure to lie in the type of the result, the
type says nothing, and is left out; elsewhere it stays. So is a conversion left out only where it keeps every value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ptofix.cpp import nodes
from ptofix.program import integers
from ptofix.program.integers import Integer, IntegerType

_EXACT = 1 << 10  # more bits than any type has


class Computed(NamedTuple):
    """An integer expression: `exact` modulo 2^`bits`, in its type; `exact` lies between the other two."""

    type: IntegerType
    exact: str
    least: int
    greatest: int
    bits: int = _EXACT

    @property
    def text(self) -> str:
        """Equal ones have the same value."""
        return self.exact if self.is_exact else f"{_tag(self.type)}({self.exact})"

    @property
    def is_exact(self) -> bool:
        return self.bits == _EXACT

    @property
    def with_type(self) -> str:
        """Equal ones are the same number in the same type, for where C++ computes with what is no known integer."""
        return f"{_tag(self.type)}:{self.text}"

    def rest(self, bits: int) -> str:
        """Equal ones are the same modulo 2^`bits`."""
        return self.exact if self.bits >= bits else self.text

    def converted(self, type_: IntegerType) -> Computed:
        if type_ == integers.BOOL:
            return self if self.type == type_ else symbol(f"bool({self.text})", type_)
        if self.bits < type_.bits:  # it was wrapped in a narrower type: what came of that is a number of its own
            return symbol(self.text, self.type).converted(type_)
        if self.is_exact and self.least == self.greatest:
            return _constant(integers.convert(Integer(self.type, self.least), type_))
        found = Computed(type_, self.exact, self.least, self.greatest)
        return found if self.fits(type_) else found._replace(bits=type_.bits)

    def fits(self, type_: IntegerType) -> bool:
        return type_.holds(self.least) and type_.holds(self.greatest)


def symbol(text: str, type_: IntegerType) -> Computed:
    """A number of which only the type is known."""
    return Computed(type_, text, type_.least, type_.greatest)


def integer_type_of(type_: nodes.Type) -> IntegerType | None:
    """The type of integers that a type is, whatever qualifiers it has; aliases are not known here."""
    plain = not type_.arguments and not type_.after and "__gm__" not in type_.before
    return integers.type_named(type_.name) if plain else None


Names = Callable[[str], "Computed | None"]


def number_of(node: nodes.Node, name: Names, other: Callable[[nodes.Node], str]) -> Computed | None:
    """`node` if it is known to be an integer. `name` tells of names, `other` spells what is converted to an integer."""
    match node:
        case nodes.Number(text):
            literal = integers.literal(text)
            return None if literal is None else _constant(literal)
        case nodes.Name(text):
            return name(text)
        case nodes.Cast(to, operand) | nodes.NamedCast("static_cast", to, operand) | nodes.Construct(to, (operand,)):
            type_ = integer_type_of(to)
            if type_ is None:
                return None
            inner = number_of(operand, name, other)
            return inner.converted(type_) if inner is not None else symbol(f"{_tag(type_)}({other(operand)})", type_)
        case nodes.Unary("+" | "-" | "~" as sign, operand):
            inner = number_of(operand, name, other)
            return None if inner is None else _unary(sign, inner.converted(integers.promote(inner.type)))
        case nodes.Binary(left, sign, right):
            first, second = number_of(left, name, other), number_of(right, name, other)
            return None if first is None or second is None else _binary(first, sign, second)
        case nodes.Conditional(condition, then, otherwise):
            first, second = number_of(then, name, other), number_of(otherwise, name, other)
            return None if first is None or second is None else _chosen(other(condition), first, second)
    return None


def _constant(value: Integer) -> Computed:
    return Computed(value.type, str(value.value), value.value, value.value)


def _unary(sign: str, inner: Computed) -> Computed:
    if sign == "+":
        return inner
    if sign == "~":
        return symbol(f"{_tag(inner.type)}(~{inner.text})", inner.type)
    return _wrapped(inner.type, f"-{inner.exact}", -inner.greatest, -inner.least)


def _binary(first: Computed, sign: str, second: Computed) -> Computed | None:
    if sign in ("<<", ">>"):
        type_ = integers.promote(first.type)
        return symbol(f"{_tag(type_)}({first.text} {sign} {second.text})", type_)
    if sign in ("&&", "||"):
        return symbol(f"({first.text} {sign} {second.text})", integers.BOOL)
    type_ = integers.usual(first.type, second.type)
    left, right = first.converted(type_), second.converted(type_)
    if sign in ("<", "<=", ">", ">=", "==", "!="):
        return symbol(f"({left.text} {sign} {right.text})", integers.BOOL)
    if sign in ("+", "-", "*"):
        ends = [_computed(sign, a, b) for a in (left.least, left.greatest) for b in (right.least, right.greatest)]
        exact = f"({left.exact} {sign} {right.exact})"
        if min(ends) == max(ends):
            exact = str(min(ends))
        return _wrapped(type_, exact, min(ends), max(ends))
    text = f"({left.text} {sign} {right.text})"
    if sign == "/" and right.least == right.greatest > 0 and left.is_exact:
        return Computed(type_, text, *(_quotient(end, right.least) for end in (left.least, left.greatest)))
    if sign == "%" and right.least == right.greatest > 0:
        return Computed(type_, text, 1 - right.least if left.least < 0 else 0, right.least - 1)
    return symbol(text if sign in ("/", "%") else f"{_tag(type_)}{text}", type_)


def _chosen(condition: str, first: Computed, second: Computed) -> Computed:
    type_ = first.type if first.type == second.type else integers.usual(first.type, second.type)
    left, right = first.converted(type_), second.converted(type_)
    ends = (left.least, right.least), (left.greatest, right.greatest)
    text = f"({condition} ? {left.text} : {right.text})"
    return (
        Computed(type_, text, min(ends[0]), max(ends[1])) if left.is_exact and right.is_exact else symbol(text, type_)
    )


def _computed(sign: str, a: int, b: int) -> int:
    return {"+": a + b, "-": a - b, "*": a * b}[sign]


def _quotient(a: int, b: int) -> int:
    return a // b if a >= 0 else -(-a // b)


def _wrapped(type_: IntegerType, exact: str, least: int, greatest: int) -> Computed:
    """What arithmetic in a type makes of a number."""
    found = Computed(type_, exact, least, greatest, type_.bits)
    return found._replace(bits=_EXACT) if found.fits(type_) else found


def _tag(type_: IntegerType) -> str:
    return "bool" if type_ == integers.BOOL else f"{'i' if type_.signed else 'u'}{type_.bits}"
