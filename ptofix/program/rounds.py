"""Values that change from round to round of loops: what C++ computes of a loop's variable, as far as it recurs.

Rounds of a loop are counted from 0. A `Linear` is a number times the round of one loop, plus another, divided by a
third; taken modulo a constant it becomes a `Table`: a value for each residue of the rounds. Everything that is computed
of tables and constants is a table again, value by value. None is a value that is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from math import gcd, lcm, prod

from ptofix.program import integers
from ptofix.program.integers import Integer, IntegerType

MOST_ROUNDS = 16
"""Longest period of one loop that is followed, and most rounds of a loop that are followed one by one."""
_MOST_ENTRIES = 64

Periods = tuple[tuple[int, int], ...]
"""Loops by number, lowest first, and for each the number of rounds after which all is as before."""


@dataclass(frozen=True, slots=True)
class Table:
    """`values` by the residues of the rounds of `periods`: one for all that there are."""

    periods: Periods
    values: tuple[tuple[tuple[int, ...], Integer], ...]


@dataclass(frozen=True, slots=True)
class Linear:
    """`(factor * round + offset) / divisor`, rounded down, which lies between `least` and `greatest`.

    In its type, unless it is `wrapped`.
    """

    type: IntegerType
    loop: int
    factor: int
    offset: int
    least: int
    greatest: int
    wrapped: bool = False  # equal to the above modulo 2^bits only
    divisor: int = 1


Value = Integer | Table | Linear


def type_of(value: Value) -> IntegerType | None:
    """The type of a value, None for a table of several."""
    if isinstance(value, Table):
        types = {number.type for _, number in value.values}
        return types.pop() if len(types) == 1 else None
    return value.type


def table_of(loop: int, values: list[Integer]) -> Table:
    """One value per round of a loop that recurs, or ends, behind the last of them."""
    return Table(((loop, len(values)),), tuple(((i,), value) for i, value in enumerate(values)))


def each(compute: Callable[..., Integer | None], *values: Value) -> Value | None:
    """`compute` in every combination of residues; None where a value is not known in one of them."""
    if all(isinstance(value, Integer) for value in values):
        return compute(*values)
    known = [value for value in values if not isinstance(value, Linear)]
    periods = united([value.periods for value in known if isinstance(value, Table)])
    if len(known) < len(values) or periods is None:
        return None  # a linear one recurs only modulo something
    tables = [_by_residues(value) for value in known]
    found = []
    for residues in product(*(range(period) for _, period in periods)):
        computed = compute(*(table[reduced(periods, residues, shorter)] for shorter, table in tables))
        if computed is None:
            return None
        found.append((residues, computed))
    return found[0][1] if len({value for _, value in found}) == 1 else Table(periods, tuple(found))


def _by_residues(value: Integer | Table) -> tuple[Periods, dict[tuple[int, ...], Integer]]:
    """A table as one, a constant as a table of one value."""
    if isinstance(value, Table):
        return value.periods, dict(value.values)
    return (), {(): value}


def united(several: list[Periods]) -> Periods | None:
    """Periods that suit all of these, None if they are too long to follow."""
    found: dict[int, int] = {}
    for periods in several:
        for loop, period in periods:
            found[loop] = lcm(found.get(loop, 1), period)
    if any(period > MOST_ROUNDS for period in found.values()) or prod(found.values()) > _MOST_ENTRIES:
        return None
    return tuple(sorted(found.items()))


def reduced(periods: Periods, residues: tuple[int, ...], shorter: Periods) -> tuple[int, ...]:
    """The residues for some of the loops, and for divisors of their periods."""
    known = {loop: residue for (loop, _), residue in zip(periods, residues)}
    return tuple(known[loop] % period for loop, period in shorter)


def converted(value: Value, type_: IntegerType) -> Value | None:
    """What an assignment or a cast to `type_` makes of `value`."""
    if not isinstance(value, Linear):
        return each(lambda number: integers.convert(number, type_), value)
    if type_ == integers.BOOL or (value.wrapped and type_.bits > value.type.bits):
        return None
    fits = not value.wrapped and type_.holds(value.least) and type_.holds(value.greatest)
    return replace(value, type=type_, wrapped=not fits)


def binary(sign: str, left: Value, right: Value) -> Value | None:
    """`left sign right`."""
    if isinstance(left, Linear) and isinstance(right, Integer):
        return _with_constant(sign, left, right)
    if isinstance(left, Integer) and isinstance(right, Linear):
        return _with_constant(sign, right, left) if sign in ("+", "*", "&") else None
    return each(lambda a, b: integers.binary(sign, a, b), left, right)


def _with_constant(sign: str, linear: Linear, constant: Integer) -> Value | None:
    if sign == ">>":
        shifted = converted(linear, integers.promote(linear.type))
        count = constant.value
        if not isinstance(shifted, Linear) or shifted.wrapped or not 0 <= count < shifted.type.bits:
            return None
        return _divided(shifted, 1 << count)
    type_ = integers.usual(linear.type, constant.type)
    value, number = converted(linear, type_), integers.convert(constant, type_).value
    if not isinstance(value, Linear):
        return None
    if sign in ("+", "-"):
        by = number if sign == "+" else -number
        return _in_type(value, value.factor, value.offset + by * value.divisor, value.least + by, value.greatest + by)
    if sign == "/" and number > 0 and value.least >= 0 and not value.wrapped:
        return _divided(value, number)
    if sign == "*" and value.divisor == 1:
        ends = sorted((value.least * number, value.greatest * number))
        return _in_type(value, value.factor * number, value.offset * number, *ends)
    if sign == "&" and number > 0 and number & (number + 1) == 0:
        return _modulo(value, number + 1)
    if sign == "%" and number > 0:
        # What is wrapped has lost a multiple of 2^bits; what is negative leaves a negative remainder.
        known = (1 << type_.bits) % number == 0 and not type_.signed if value.wrapped else value.least >= 0
        return _modulo(value, number) if known else None
    return None


def _in_type(value: Linear, factor: int, offset: int, least: int, greatest: int) -> Linear:
    """The result of an operation in the type of `value`: signed arithmetic does not overflow, unsigned wraps."""
    type_, wrapped = value.type, value.wrapped
    if type_.signed:
        least, greatest = max(least, type_.least), min(greatest, type_.greatest)
    else:
        wrapped |= not (type_.holds(least) and type_.holds(greatest))
    return replace(value, factor=factor, offset=offset, least=least, greatest=greatest, wrapped=wrapped)


def _divided(value: Linear, number: int) -> Linear:
    least, greatest = value.least // number, value.greatest // number
    return replace(value, least=least, greatest=greatest, divisor=value.divisor * number)


def _modulo(value: Linear, modulus: int) -> Value | None:
    period = modulus * value.divisor // gcd(modulus * value.divisor, abs(value.factor))
    if period > MOST_ROUNDS:
        return None
    numbers = ((value.factor * i + value.offset) // value.divisor for i in range(period))
    rests = [Integer(value.type, number % modulus) for number in numbers]
    return rests[0] if period == 1 else table_of(value.loop, rests)
