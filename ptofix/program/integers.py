"""Integer arithmetic as C++17 has it on the machines we compile for (LP64, two's complement).

`int` has 32 bits, `long` and `long long` have 64, and `int64_t` is `long`. Plain `char` is no type of this module: the
implementation chooses its sign. Every function answers None where the standard gives no value in a constant expression
(signed overflow, division by zero, a shift by too much), and where C++17 and C++20 differ: unknown is the safe answer.

Compound assignment `x += y` is `convert(binary("+", x, y), x.type)`. A value of an enumeration is one of its underlying
type, to which a cast to it converts first; without a fixed underlying type, a cast keeps the value.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from msgspec import Struct


class IntegerType(Struct, frozen=True):
    """An integer type. Types of equal width differ in rank, which decides what an operation of both makes."""

    name: str
    bits: int
    signed: bool
    rank: int

    @property
    def least(self) -> int:
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def greatest(self) -> int:
        return (1 << (self.bits - self.signed)) - 1

    def holds(self, value: int) -> bool:
        return self.least <= value <= self.greatest


class Integer(Struct, frozen=True):
    """A value that its type holds."""

    type: IntegerType
    value: int


BOOL = IntegerType("bool", 1, False, 0)
SIGNED_CHAR = IntegerType("signed char", 8, True, 1)
UNSIGNED_CHAR = IntegerType("unsigned char", 8, False, 1)
SHORT = IntegerType("short", 16, True, 2)
UNSIGNED_SHORT = IntegerType("unsigned short", 16, False, 2)
INT = IntegerType("int", 32, True, 3)
UNSIGNED = IntegerType("unsigned int", 32, False, 3)
LONG = IntegerType("long", 64, True, 4)
UNSIGNED_LONG = IntegerType("unsigned long", 64, False, 4)
LONG_LONG = IntegerType("long long", 64, True, 5)
UNSIGNED_LONG_LONG = IntegerType("unsigned long long", 64, False, 5)

TYPES = (
    BOOL, SIGNED_CHAR, UNSIGNED_CHAR, SHORT, UNSIGNED_SHORT, INT, UNSIGNED, LONG, UNSIGNED_LONG, LONG_LONG,
    UNSIGNED_LONG_LONG,
)  # fmt: skip


# ---- spellings of types ----

_ALIASES = {
    "int8_t": SIGNED_CHAR,
    "uint8_t": UNSIGNED_CHAR,
    "int16_t": SHORT,
    "uint16_t": UNSIGNED_SHORT,
    "int32_t": INT,
    "uint32_t": UNSIGNED,
    "int64_t": LONG,
    "uint64_t": UNSIGNED_LONG,
    "size_t": UNSIGNED_LONG,
    "ptrdiff_t": LONG,
    "intptr_t": LONG,
    "uintptr_t": UNSIGNED_LONG,
    "intmax_t": LONG,
    "uintmax_t": UNSIGNED_LONG,
}


def _builtin_spellings() -> dict[tuple[str, ...], IntegerType]:
    """The sorted words of each type: C++ takes them in any order, and without those that say nothing."""
    spellings: dict[tuple[str, ...], IntegerType] = {("bool",): BOOL}
    for size, signed, unsigned in (
        ("char", SIGNED_CHAR, UNSIGNED_CHAR),
        ("short", SHORT, UNSIGNED_SHORT),
        ("", INT, UNSIGNED),
        ("long", LONG, UNSIGNED_LONG),
        ("long long", LONG_LONG, UNSIGNED_LONG_LONG),
    ):
        for int_ in ("int", "") if size != "char" else ("",):
            for sign, type_ in (("", signed), ("signed", signed), ("unsigned", unsigned)):
                words = f"{sign} {size} {int_}".split()
                if words and words != ["char"]:
                    spellings[tuple(sorted(words))] = type_
    return spellings


_SPELLINGS = _builtin_spellings()
_SPELLINGS.update({(prefix + name,): type_ for name, type_ in _ALIASES.items() for prefix in ("", "std::")})


def type_named(words: str) -> IntegerType | None:
    """The type that `words` (without const or volatile) name, if it is one; aliases as <cstdint> defines them."""
    return _SPELLINGS.get(tuple(sorted(words.split())))


# ---- literals ----

_LITERAL = re.compile(
    r"(?:0[xX](?P<hex>[0-9a-fA-F]+(?:'[0-9a-fA-F]+)*)|0[bB](?P<binary>[01]+(?:'[01]+)*)"
    r"|(?P<octal>0(?:'?[0-7]+)*)|(?P<decimal>[1-9][0-9]*(?:'[0-9]+)*))"
    r"(?P<suffix>[uU]?(?:ll|LL|[lL])?|(?:ll|LL|[lL])[uU])"
)
_RADIX = {"hex": 16, "binary": 2, "octal": 8, "decimal": 10}
_LONGEST_DECIMAL = 20  # digits of the greatest unsigned long long; Python refuses to read thousands


def literal(text: str) -> Integer | None:
    """The value of an integer literal, `true` or `false`; None for any other text, and if no type holds the value."""
    if text in ("true", "false"):
        return _truth(text == "true")
    match = _LITERAL.fullmatch(text)
    if match is None:
        return None
    radix = next(name for name in _RADIX if match[name] is not None)
    digits, suffix = match[radix].replace("'", ""), match["suffix"].lower()
    if radix == "decimal" and len(digits) > _LONGEST_DECIMAL:
        return None
    value = int(digits, _RADIX[radix])
    types = _literal_types("u" in suffix, suffix.count("l"), radix == "decimal")
    return next((Integer(type_, value) for type_ in types if type_.holds(value)), None)


def _literal_types(unsigned: bool, longs: int, decimal: bool) -> list[IntegerType]:
    """What a literal can be, in the order in which C++ tries it: a decimal one is unsigned only where it says so."""
    least_rank = INT.rank + longs
    return [t for t in TYPES if t.rank >= least_rank and (not t.signed if unsigned else t.signed or not decimal)]


# ---- conversions ----


def convert(value: Integer, type_: IntegerType) -> Integer:
    """What an assignment or a cast to `type_` makes of `value`."""
    if type_ == BOOL:
        return _truth(value.value != 0)
    return Integer(type_, _wrap(value.value, type_))


def list_convert(value: Integer, type_: IntegerType) -> Integer | None:
    """What `type_ x{value}` makes of a constant; None where that narrows, which C++ refuses."""
    return Integer(type_, value.value) if type_.holds(value.value) else None


def promote(type_: IntegerType) -> IntegerType:
    """The type in which unary operators and shifts work."""
    return INT if type_.rank < INT.rank else type_


def usual(first: IntegerType, second: IntegerType) -> IntegerType:
    """The type in which a binary operator works: the usual arithmetic conversions."""
    lesser, greater = sorted((promote(first), promote(second)), key=lambda t: t.rank)
    if greater.signed and not lesser.signed and greater.bits == lesser.bits:
        return _unsigned(greater)
    return greater


def _unsigned(type_: IntegerType) -> IntegerType:
    return next(t for t in TYPES if t.rank == type_.rank and not t.signed)


def _wrap(value: int, type_: IntegerType) -> int:
    value &= (1 << type_.bits) - 1
    return value - (1 << type_.bits) if value > type_.greatest else value


# ---- operators ----


def unary(sign: str, operand: Integer) -> Integer | None:
    """`sign operand` for one of `+ - ~ !`."""
    if sign == "!":
        return _truth(operand.value == 0)
    compute = _UNARY.get(sign)
    return None if compute is None else _result(promote(operand.type), compute(operand.value))


def binary(sign: str, left: Integer, right: Integer) -> Integer | None:
    """`left sign right`. The right side of `&&` and `||` need not have a value if the left one decides: ask before."""
    if sign == "&&":
        return _truth(left.value != 0 and right.value != 0)
    if sign == "||":
        return _truth(left.value != 0 or right.value != 0)
    if sign in ("<<", ">>"):
        return _shift(sign, Integer(promote(left.type), left.value), right.value)
    type_ = usual(left.type, right.type)
    a, b = _wrap(left.value, type_), _wrap(right.value, type_)
    if sign in _COMPARISONS:
        return _truth(_COMPARISONS[sign](a, b))
    if sign in ("/", "%"):
        return _divide(sign, type_, a, b)
    compute = _BINARY.get(sign)
    return None if compute is None else _result(type_, compute(a, b))


def conditional(condition: Integer, then: Integer, other: Integer) -> Integer:
    """`condition ? then : other`, in the common type of both."""
    type_ = then.type if then.type == other.type else usual(then.type, other.type)
    return convert(then if condition.value else other, type_)


_UNARY: dict[str, Callable[[int], int]] = {"+": operator.pos, "-": operator.neg, "~": operator.invert}
_BINARY: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def _truth(value: bool) -> Integer:
    return Integer(BOOL, int(value))


def _result(type_: IntegerType, value: int) -> Integer | None:
    """Unsigned arithmetic wraps, signed arithmetic must not overflow."""
    if type_.signed:
        return Integer(type_, value) if type_.holds(value) else None
    return Integer(type_, _wrap(value, type_))


def _divide(sign: str, type_: IntegerType, a: int, b: int) -> Integer | None:
    """C++ rounds towards zero; where the quotient overflows, the remainder has no value either."""
    if b == 0:
        return None
    quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    if not type_.holds(quotient):
        return None
    return Integer(type_, quotient if sign == "/" else a - quotient * b)


def _shift(sign: str, left: Integer, count: int) -> Integer | None:
    """The result has the promoted type of the left side alone; a bit may be shifted into the sign but not beyond."""
    type_, value = left.type, left.value
    if not 0 <= count < type_.bits:
        return None
    if sign == ">>":
        return Integer(type_, value >> count)
    if type_.signed and (value < 0 or value << count > _unsigned(type_).greatest):
        return None
    return Integer(type_, _wrap(value << count, type_))
