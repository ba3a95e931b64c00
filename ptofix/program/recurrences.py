"""Values that change from round to round of loops: what C++ computes of a loop's variable, as far as it recurs.

Rounds of a loop are counted from 0. A `Linear` is a sum of multiples of what is not known, rounds of loops and numbers
that stay the same, divided by a number. Taken modulo a constant it becomes a `Table`: a value for each residue of the
rounds. Everything that is computed of tables and constants is a table again, value by value, and what is computed of
numbers that stay the same is one itself. None is a value that is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import gcd, lcm, prod
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from ptofix.program import integers
from ptofix.program.integers import Integer, IntegerType

MOST_ROUNDS = 16
"""Longest period of one loop that is followed, and most rounds of a loop that are followed one by one."""
_MOST_ENTRIES = 64
_LONGEST_NAME = 400  # of a number that is computed of others: they nest

Periods = tuple[tuple[int, int], ...]
"""Loops by number, lowest first, and for each the number of rounds after which all is as before."""


class Table(Struct, frozen=True):
    """`values` by the residues of the rounds of `periods`: one for all that there are."""

    periods: Periods
    values: tuple[tuple[tuple[int, ...], Integer], ...]


class Symbol(NamedTuple):
    """What a number depends on: the round of `loop`, modulo `period` if that is not 0; without a loop, a number.

    That one is not known and always the same: a parameter of the kernel, the number of the block, what is computed of
    such. It is known by its `name`. With both it is a number that is the same as long as a round, or the loop, goes on.
    """

    loop: int
    period: int = 0
    name: str = ""


Terms = tuple[tuple[Symbol, int], ...]
"""Symbols, lowest first, and by what each is multiplied: not by 0."""


class RoundCount(Struct, frozen=True):
    """How often a loop runs: `(the sum of terms + offset) / step`, rounded up; not at all if that is negative."""

    terms: Terms
    offset: int
    step: int

    def times(self, launch: Mapping[str, int]) -> int:
        """In a launch with these numbers, by their names."""
        far = sum(factor * launch[symbol.name] for symbol, factor in self.terms) + self.offset
        return max(0, -(-far // self.step))


class Linear(Struct, frozen=True):
    """`(the sum of terms + offset) / divisor`, rounded down, which lies between `least` and `greatest`.

    In its type, unless it is `wrapped`.
    """

    type: IntegerType
    terms: Terms
    offset: int
    least: int
    greatest: int
    wrapped: bool = False  # equal to the above modulo 2^bits only
    divisor: int = 1

    @property
    def is_fixed(self) -> bool:
        """Whether it is the same in every round of every loop."""
        return not any(symbol.loop for symbol, _ in self.terms)


Value = Integer | Table | Linear


class Course(Struct, frozen=True):
    """How a loop goes on whose number in a `Linear` is its variable: from `start`, if that is known, by `step` a round.

    The start is always the same, and so is known where it is 0: then the number is that of the round. It runs at `most`
    so many rounds, None if that is not known.
    """

    start: Linear | Integer | None
    step: int
    most: int | None


def fixed_number(name: str, type_: IntegerType) -> Linear:
    """A number that is not known and always the same."""
    return Linear(type_, ((Symbol(0, 0, name), 1),), 0, type_.least, type_.greatest)


def value_in_round(loop: int, type_: IntegerType) -> Linear:
    """A number that is not known, and that stays the same as long as a round of the loop."""
    return Linear(type_, ((Symbol(loop, 0, "value"), 1),), 0, type_.least, type_.greatest)


def type_of(value: Value) -> IntegerType | None:
    """The type of a value, None for a table of several."""
    if isinstance(value, Table):
        types = {number.type for _, number in value.values}
        return types.pop() if len(types) == 1 else None
    return value.type


def table_of(loop: int, values: list[Integer]) -> Table:
    """One value per round of a loop that recurs, or ends, after the last of them."""
    return Table(((loop, len(values)),), tuple(((i,), value) for i, value in enumerate(values)))


def each(compute: Callable[..., Integer | None], *values: Value) -> Value | None:
    """`compute` in every combination of residues; None where a value is not known in one of them."""
    if all(isinstance(value, Integer) for value in values):
        return compute(*values)
    known = [value for value in values if not isinstance(value, Linear)]
    periods = common_periods([value.periods for value in known if isinstance(value, Table)])
    if len(known) < len(values) or periods is None:
        return None  # a linear one recurs only modulo something
    tables = [_by_residues(value) for value in known]
    return _tabled(periods, lambda rest: compute(*(table[reduced(periods, rest, short)] for short, table in tables)))


def _tabled(periods: Periods, compute: Callable[[tuple[int, ...]], Integer | None]) -> Value | None:
    """The value for each combination of residues, None where one is not known."""
    found = []
    for residues in product(*(range(period) for _, period in periods)):
        computed = compute(residues)
        if computed is None:
            return None
        found.append((residues, computed))
    return found[0][1] if len({value for _, value in found}) == 1 else Table(periods, tuple(found))


def _by_residues(value: Integer | Table) -> tuple[Periods, dict[tuple[int, ...], Integer]]:
    """A table as one, a constant as a table of one value."""
    if isinstance(value, Table):
        return value.periods, dict(value.values)
    return (), {(): value}


def common_periods(several: list[Periods]) -> Periods | None:
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
        return _computed(type_, "=", value)
    fits = not value.wrapped and type_.holds(value.least) and type_.holds(value.greatest)
    return replace(value, type=type_, wrapped=not fits)


def binary(sign: str, left: Value, right: Value) -> Value | None:
    """`left sign right`."""
    if isinstance(left, Linear) or isinstance(right, Linear):
        return _of_linear(sign, left, right) or _computed(_type_of(sign, left, right), sign, left, right)
    found = each(lambda a, b: integers.binary(sign, a, b), left, right)
    if found is None and isinstance(left, Table) and isinstance(right, Table):
        return _of_linear(sign, left, right)  # of too many rounds for a table
    return found


def unary(sign: str, value: Value) -> Value | None:
    """`sign value` for one of `+ - ~ !`."""
    if not isinstance(value, Linear):
        return each(lambda number: integers.unary(sign, number), value)
    if sign == "!":
        return _computed(integers.BOOL, sign, value)
    promoted = converted(value, integers.promote(value.type))
    if promoted is None or sign == "+":
        return promoted
    negative = _times(promoted, -1) if sign == "-" and isinstance(promoted, Linear) else None
    return negative or _computed(type_of(promoted), sign, value)


def list_converted(value: Value, type_: IntegerType) -> Value | None:
    """As `type_ x{value}`."""
    if isinstance(value, Linear):
        return converted(value, type_) if type_.holds(value.type.least) and type_.holds(value.type.greatest) else None
    return each(lambda number: integers.list_convert(number, type_), value)


def conditional(condition: Value, then: Value, other: Value) -> Value | None:
    """`condition ? then : other`."""
    if any(isinstance(value, Linear) for value in (condition, then, other)):
        type_ = type_of(then) if type_of(then) == type_of(other) else _type_of("+", then, other)
        return _computed(type_, "?", condition, then, other)
    return each(integers.conditional, condition, then, other)


def _computed(type_: IntegerType | None, how: str, *values: Value) -> Linear | None:
    """What is computed, in a way that is not followed, of numbers that stay the same."""
    if type_ is None or not all(isinstance(value, Integer) or is_fixed(value) for value in values):
        return None
    name = f"{type_.name}({f' {how} '.join(map(_named, values))}{how})"
    return fixed_number(name, type_) if len(name) <= _LONGEST_NAME else None


def plain(value: Value | None) -> Linear | None:
    """A number that stays the same as one that is neither divided nor taken modulo anything; None for others."""
    if not isinstance(value, Linear) or not value.is_fixed:
        return None
    return value if value.divisor == 1 and not value.wrapped else _computed(value.type, "=", value)


def is_fixed(value: Value) -> bool:
    """Whether it is a number that is not known and always the same."""
    return isinstance(value, Linear) and value.is_fixed


def _named(value: Value) -> str:
    """All that tells it from other numbers that stay the same."""
    if not isinstance(value, Linear):
        return f"{value.type.name}({value.value})" if isinstance(value, Integer) else ""
    terms = "+".join(f"{factor}*{symbol.name}" for symbol, factor in value.terms)
    return f"{value.type.name}(({terms}+{value.offset})/{value.divisor})"


def _type_of(sign: str, left: Value, right: Value) -> IntegerType | None:
    first, second = type_of(left), type_of(right)
    if first is None or second is None:
        return None
    if sign in _COMPARING:
        return integers.BOOL
    return integers.promote(first) if sign in ("<<", ">>") else integers.usual(first, second)


_COMPARING = ("<", "<=", ">", ">=", "==", "!=", "&&", "||")


def _of_linear(sign: str, left: Value, right: Value) -> Value | None:
    """An operation on linear values that gives a linear one or a table; None for all others."""
    if isinstance(left, Linear) and isinstance(right, Integer):
        return _with_constant(sign, left, right)
    if isinstance(left, Integer) and isinstance(right, Linear) and sign in ("*", "&"):
        return _with_constant(sign, right, left)
    return _sum(left, right, 1 if sign == "+" else -1) if sign in ("+", "-") else None


def _with_constant(sign: str, linear: Linear, constant: Integer) -> Value | None:
    if sign in ("<<", ">>"):
        shifted = converted(linear, integers.promote(linear.type))
        count = constant.value
        if not isinstance(shifted, Linear) or not 0 <= count < shifted.type.bits:
            return None
        if sign == ">>":
            return None if shifted.wrapped else _divided(shifted, 1 << count)
        moved = _times(shifted, 1 << count)
        fits = shifted.type.holds(shifted.least << count) and shifted.type.holds(shifted.greatest << count)
        return replace(moved, wrapped=moved.wrapped or not fits) if isinstance(moved, Linear) else moved
    type_ = integers.usual(linear.type, constant.type)
    value, number = converted(linear, type_), integers.convert(constant, type_).value
    if not isinstance(value, Linear):
        return None
    if sign in ("+", "-"):
        by = number if sign == "+" else -number
        return _in_type(replace(value, offset=value.offset + by * value.divisor), value.least + by, value.greatest + by)
    if sign == "/" and number > 0 and value.least >= 0 and not value.wrapped:
        return _divided(value, number)
    if sign == "*":
        return _times(value, number)
    if sign == "&" and number > 0 and number & (number + 1) == 0:
        return _modulo(value, number + 1)
    if sign == "%" and number > 0:
        # What is wrapped has lost a multiple of 2^bits; what is negative leaves a negative remainder.
        known = (1 << type_.bits) % number == 0 and not type_.signed if value.wrapped else value.least >= 0
        return _modulo(value, number) if known else None
    return None


def _times(value: Linear, number: int) -> Value | None:
    if value.divisor != 1:
        return None
    if number == 0:
        return Integer(value.type, 0)
    least, greatest = sorted((value.least * number, value.greatest * number))
    terms = tuple((symbol, factor * number) for symbol, factor in value.terms)
    return _in_type(replace(value, terms=terms, offset=value.offset * number), least, greatest)


def _sum(left: Value, right: Value, sign: int) -> Value | None:
    """`left + sign * right`, neither of them a table whose values do not go up in steps."""
    one, other = (as_linear(value) for value in (left, right))
    if one is None or other is None:
        return None
    type_ = integers.usual(one.type, other.type)
    first, second = converted(one, type_), converted(other, type_)
    if not isinstance(first, Linear) or not isinstance(second, Linear) or (first.divisor, second.divisor) != (1, 1):
        return None
    terms = added(first.terms, ((symbol, sign * factor) for symbol, factor in second.terms))
    ends = sorted((sign * second.least, sign * second.greatest))
    least, greatest = first.least + ends[0], first.greatest + ends[1]
    offset, wrapped = first.offset + sign * second.offset, first.wrapped or second.wrapped
    found = _in_type(Linear(type_, terms, offset, least, greatest, wrapped), least, greatest)
    if terms or found.wrapped:
        return found
    return Integer(type_, offset) if type_.holds(offset) else None


def added(terms: Terms, more: Iterable[tuple[Symbol, int]]) -> Terms:
    """The sum of both."""
    found = dict(terms)
    for symbol, factor in more:
        found[symbol] = found.get(symbol, 0) + factor
    return tuple(sorted((symbol, factor) for symbol, factor in found.items() if factor))


def as_linear(value: Value) -> Linear | None:
    """A constant, or a table whose values go up in steps, as a linear value."""
    if isinstance(value, Linear):
        return value
    type_, (periods, table) = type_of(value), _by_residues(value)
    if type_ is None:
        return None
    start = table[(0,) * len(periods)].value
    firsts = [tuple(int(i == j) for j in range(len(periods))) for i in range(len(periods))]
    steps = [table[first].value - start if period > 1 else 0 for first, (_, period) in zip(firsts, periods)]
    if any(start + sum(step * rest for step, rest in zip(steps, rests)) != x.value for rests, x in table.items()):
        return None
    terms = tuple((Symbol(loop, period), step) for (loop, period), step in zip(periods, steps) if step)
    values = [number.value for number in table.values()]
    return Linear(type_, tuple(sorted(terms)), start, min(values), max(values))


def _in_type(value: Linear, least: int, greatest: int) -> Linear:
    """The result of an operation in the type of `value`: signed arithmetic does not overflow, unsigned wraps."""
    type_, wrapped = value.type, value.wrapped
    if type_.signed:
        least, greatest = max(least, type_.least), min(greatest, type_.greatest)
    else:
        wrapped |= not (type_.holds(least) and type_.holds(greatest))
    return replace(value, least=least, greatest=greatest, wrapped=wrapped)


def _divided(value: Linear, number: int) -> Linear:
    least, greatest = value.least // number, value.greatest // number
    return replace(value, least=least, greatest=greatest, divisor=value.divisor * number)


def _modulo(value: Linear, modulus: int) -> Value | None:
    """By the residues of the rounds of its loops; None if a number that is not known remains."""
    whole = modulus * value.divisor
    terms = [(symbol, factor % whole) for symbol, factor in value.terms if factor % whole]
    if any(symbol.name for symbol, _ in terms):
        return None
    each: list[Periods] = [((symbol.loop, symbol.period or whole // gcd(whole, factor)),) for symbol, factor in terms]
    periods = common_periods(each)
    if periods is None:
        return None

    def rest(residues: tuple[int, ...]) -> Integer:
        rounds = {loop: number for (loop, _), number in zip(periods, residues)}
        parts = (factor * (rounds[s.loop] % s.period if s.period else rounds[s.loop]) for s, factor in terms)
        return Integer(value.type, (sum(parts) + value.offset) // value.divisor % modulus)

    return _tabled(periods, rest)
