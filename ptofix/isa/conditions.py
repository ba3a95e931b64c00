"""Conditions of ops.toml on the tiles of a call, in three values: True, False, None (only known at run time).

Keys: `x.space`, `x.layout`, `x.boxed`, `x.dtype`; `x.Rows`, `x.Cols`, `x.ValidRow`, `x.ValidCol` as the header's
compile-time constants, which it tests with `if constexpr` (a valid shape set at run time equals no number, even if its
value is known); `x.vR`, `x.vC` as the values, which it tests with `if` on GetValidRow(), GetValidCol();
`template.N` = a number: the template argument at place N, counted from 0, where it is a plain number;
`valid-cols` = names with equal valid columns, `valid-shape` = names with one valid shape; `equal` = pairs of
compile-time constants that are equal, such as "src.Cols dst.Rows"; `same` = two names with one base address;
`runtime` = why it is open.
Values: one value, a list of them, or a comparison with a number, `E` (elements per repeat) or `B` (per block), such
as ">= 256", "<= E", "< 2E", "!% B" (no multiple).

Conditions are Structs: every start of ptofix defines them, and a NamedTuple takes twelve times as long.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ptofix.hardware.tile import BLOCK, ELEMENT_BYTES, REPEAT, Space, TileType
from ptofix.isa.operand import Operand

COMPARISON = re.compile(r"(<=|<|>=|>|==|!=|!%|%) ?(\d*)([EB]?)")

_CONSTANT = r"(\w+)\.(Rows|Cols|ValidRow|ValidCol)"
_SAME = re.compile(f"{_CONSTANT} {_CONSTANT}")

_PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")

OPERATORS: dict[str, Callable[[int, int], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "==": operator.eq,
    "!=": operator.ne,
    "%": lambda a, b: a % b == 0,
    "!%": lambda a, b: a % b != 0,
}

SYNONYMS = {"float32_t": "float", "float16_t": "half", "int": "int32_t"}
"""C++ spellings of one element type."""

WORDS: dict[str, tuple[str | bool, ...]] = {
    "space": tuple(Space),
    "layout": ("RowMajor", "ColMajor"),
    "boxed": (False, True),
    "dtype": tuple(name for name in ELEMENT_BYTES if name not in SYNONYMS),
}
"""Attributes of a tile that are compared with words, and the words that each may have."""

ENUMERATORS = {
    "MaskPattern": ("P0101", "P1010", "P0001", "P0010", "P0100", "P1000", "P1111"),
    "GatherAxis": ("", "GATHER_ROW", "GATHER_COL"),
}
"""Enumerations of template arguments, pto-isa include/pto/common/type.hpp; "" where there may be none."""

NUMBERS = {
    "Rows": "rows",
    "Cols": "cols",
    "ValidRow": "static_rows",
    "ValidCol": "static_cols",
    "vR": "valid_rows",
    "vC": "valid_cols",
}
"""Attributes that are compared with numbers, and where TileType has the value."""


class AtRunTime(Struct, frozen=True):
    """Something that no type tells."""

    reason: str

    @property
    def operands(self) -> tuple[str, ...]:
        return ()


class TemplateTest(Struct, frozen=True):
    """The template argument at a place, counted from 0, is a number."""

    place: int
    number: int

    @property
    def operands(self) -> tuple[str, ...]:
        return ()


class TemplateWord(Struct, frozen=True):
    """The template argument of an enumeration is one of these words; "" for none of it, which is the default."""

    enumeration: str
    words: tuple[str, ...]

    @property
    def operands(self) -> tuple[str, ...]:
        return ()


class SameAddress(Struct, frozen=True):
    """Two operands start at one address."""

    operands: tuple[str, str]


class SameWidth(Struct, frozen=True):
    """Operands with equally many valid columns."""

    operands: tuple[str, ...]


class SameValidShape(Struct, frozen=True):
    """Operands with equally many valid rows, and columns."""

    operands: tuple[str, ...]


class SameNumbers(Struct, frozen=True):
    """Pairs of an operand and one of NUMBERS that are equal as compile-time constants."""

    pairs: tuple[tuple[str, str, str, str], ...]

    @property
    def operands(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one, _, other, _ in self.pairs for name in (one, other)))


class WordTest(Struct, frozen=True):
    """`attribute`, one of WORDS, is one of `values`."""

    operand: str
    attribute: str
    values: tuple[str | bool, ...]

    @property
    def operands(self) -> tuple[str, ...]:
        return (self.operand,)


class NumberTest(Struct, frozen=True):
    """`attribute`, one of NUMBERS, compared with `factor` times the elements of a repeat (E), of a block (B), or 1."""

    operand: str
    attribute: str
    sign: str
    factor: int
    unit: str

    @property
    def operands(self) -> tuple[str, ...]:
        return (self.operand,)


Condition = (
    AtRunTime
    | TemplateTest
    | TemplateWord
    | SameAddress
    | SameWidth
    | SameValidShape
    | SameNumbers
    | WordTest
    | NumberTest
)


def parse_condition(key: str, value: Any) -> Condition:
    """One condition as it stands in ops.toml. Raises ValueError with the reason why it is none."""
    if key in ("runtime", "same", "valid-cols", "valid-shape"):
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"`{key}` needs a text")
        names = tuple(value.split())
        if key == "runtime":
            return AtRunTime(value)
        if len(set(names)) != len(names) or len(names) < 2:
            raise ValueError(f"`{key}` needs names of different operands, not `{value}`")
        if key == "valid-cols":
            return SameWidth(names)
        if key == "valid-shape":
            return SameValidShape(names)
        if len(names) != 2:
            raise ValueError(f"`same` needs two operands, not `{value}`")
        return SameAddress((names[0], names[1]))
    if key == "equal":
        pairs = [_SAME.fullmatch(str(text)) for text in (value if isinstance(value, list) else [value])]
        if not pairs or None in pairs:
            raise ValueError(f"`{key}` needs pairs such as `dst.Rows src.Cols`, not `{value}`")
        return SameNumbers(tuple((pair[1], pair[2], pair[3], pair[4]) for pair in pairs if pair is not None))
    operand, dot, attribute = key.partition(".")
    if operand == "template" and attribute.isdecimal():
        if type(value) is not int or value < 0:
            raise ValueError(f"`{key}` needs a number, not `{value}`")
        return TemplateTest(int(attribute), value)
    if operand == "template" and attribute in ENUMERATORS:
        if not isinstance(value, list) or not value or any(one not in ENUMERATORS[attribute] for one in value):
            raise ValueError(f"`{key}` needs a list of {', '.join(filter(None, ENUMERATORS[attribute]))}")
        return TemplateWord(attribute, tuple(value))
    if not dot or not operand or (attribute not in WORDS and attribute not in NUMBERS):
        raise ValueError(f"unknown condition `{key}`")
    if attribute in NUMBERS:
        return _number_test(operand, attribute, value)
    values = tuple(value) if isinstance(value, list) else (value,)
    known = WORDS[attribute]
    for one in values:
        if not isinstance(one, type(known[0]) if attribute == "boxed" else str) or one not in known:
            raise ValueError(f"`{key}` cannot be `{one}`")
    if not values:
        raise ValueError(f"`{key}` needs a value")
    return WordTest(operand, attribute, values)


def _number_test(operand: str, attribute: str, value: Any) -> NumberTest:
    if type(value) is int and value >= 0:  # bool is an int, too
        return NumberTest(operand, attribute, "==", value, "")
    match = COMPARISON.fullmatch(value) if isinstance(value, str) else None
    if match is None or not (match[2] or match[3]) or ("%" in match[1] and match[2] and not int(match[2])):
        raise ValueError(f"no comparison: `{value}`")
    return NumberTest(operand, attribute, match[1], int(match[2] or 1), match[3])


def all_of(values: list[bool | None]) -> bool | None:
    """Three-valued conjunction."""
    if False in values:
        return False
    return None if None in values else True


def same_memory(a: Operand, b: Operand) -> bool | None:
    """Do two operands start at one address? See Operand.memory."""
    if a.memory is None or b.memory is None:
        return None
    if a.memory == b.memory:
        return True
    return False if isinstance(a.memory, int) and isinstance(b.memory, int) else None


def same_valid_shape(a: TileType, b: TileType) -> bool | None:
    """Do two tiles have one valid shape? One that is not known is within the padded one."""
    rows = _same(a.valid_rows, a.rows, b.valid_rows, b.rows)
    cols = _same(a.valid_cols, a.cols, b.valid_cols, b.cols)
    return all_of([rows, cols])


def _same(a: int | None, most_a: int, b: int | None, most_b: int) -> bool | None:
    if a is not None and b is not None:
        return a == b
    return False if (a or 0) > most_b or (b or 0) > most_a else None


def _compare(value: int, test: NumberTest, tile: TileType) -> bool | None:
    bound = test.factor
    if test.unit:
        if tile.element_bytes is None:
            return None
        bound *= (REPEAT if test.unit == "E" else BLOCK) // tile.element_bytes
    return OPERATORS[test.sign](value, bound)


def _holds(condition: Condition, operands: Mapping[str, Operand], template: Sequence[str]) -> bool | None:
    match condition:
        case AtRunTime():
            return None
        case TemplateTest(place, wanted):
            text = template[place] if place < len(template) else ""
            return int(text) == wanted if _PLAIN_NUMBER.fullmatch(text) else None
        case TemplateWord(enumeration, words):
            named = (text.split("::") for text in template)
            return next((name[-1] for name in named if name[-2:-1] == [enumeration]), "") in words
        case SameAddress((first, second)):
            return same_memory(operands[first], operands[second])
        case SameWidth(names):
            widths = [tile.valid_cols for name in names if (tile := operands[name].tile) is not None]
            return None if None in widths else len(set(widths)) == 1
        case SameValidShape(names):
            tiles = [tile for name in names if (tile := operands[name].tile) is not None]
            return all_of([same_valid_shape(tiles[0], tile) for tile in tiles[1:]])
        case SameNumbers(pairs):
            found = [(operands[a].tile, NUMBERS[x], operands[b].tile, NUMBERS[y]) for a, x, b, y in pairs]
            return all_of([None if a is None or b is None else _same_number(a, x, b, y) for a, x, b, y in found])
    tile = operands[condition.operand].tile
    if tile is None:
        return None
    if isinstance(condition, WordTest):
        value = getattr(tile, condition.attribute)
        return (SYNONYMS.get(value, value) if condition.attribute == "dtype" else value) in condition.values
    number: int | None = getattr(tile, NUMBERS[condition.attribute])
    if number is not None:
        return _compare(number, condition, tile)
    if condition.attribute not in ("vR", "vC"):
        return False
    ends = {_compare(end, condition, tile) for end in (0, tile.rows if condition.attribute == "vR" else tile.cols)}
    return ends.pop() if len(ends) == 1 and condition.sign in ("<=", "<", ">=", ">") else None  # then all between, too


def _same_number(one: TileType, attribute: str, other: TileType, its: str) -> bool:
    """Constants of two tiles; a valid shape set at run time is -1, which is no padded one."""
    first: int | None = getattr(one, attribute)
    second: int | None = getattr(other, its)
    return first is not None and first == second


def evaluate(when: Iterable[Condition], operands: Mapping[str, Operand], template: Sequence[str] = ()) -> bool | None:
    """Do the conditions hold for the operands by name, and for the template arguments as they are spelled?"""
    return all_of([_holds(condition, operands, template) for condition in when])
