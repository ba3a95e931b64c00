"""Conditions of ops.toml on the tiles of a call, in three values: True, False, None (only known at run time).

Keys: `x.space`, `x.layout`, `x.boxed`, `x.dtype`; `x.Rows`, `x.Cols`, `x.ValidRow`, `x.ValidCol` as the header's
compile-time constants (a valid shape set at run time equals no number); `x.vR`, `x.vC` as the run-time values;
`valid-cols` = names with equal valid columns; `same` = two names with one base address; `runtime` = why it is open.
Values: one value, a list of them, or a comparison with a number, `E` (elements per repeat) or `B` (per block), such
as ">= 256", "<= E", "< 2E", "!% B" (no multiple).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from ptofix.arch.call import Operand
from ptofix.arch.tile import BLOCK, REPEAT, TileType

COMPARISON = re.compile(r"(<=|<|>=|>|==|!=|!%|%) ?(\d*)([EB]?)")

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
    """Do two tiles have one valid shape?"""
    rows = None if a.valid_rows is None or b.valid_rows is None else a.valid_rows == b.valid_rows
    cols = None if a.valid_cols is None or b.valid_cols is None else a.valid_cols == b.valid_cols
    return all_of([rows, cols])


def _compare(value: int, test: str, tile: TileType) -> bool | None:
    """`value` against a comparison. Raises ValueError on a text that is none."""
    match = COMPARISON.fullmatch(test)
    if match is None:
        raise ValueError(f"no comparison: {test!r}")
    sign, number, unit = match.groups()
    bound = int(number or 1)
    if unit:
        if tile.element_bytes is None:
            return None
        bound *= (REPEAT if unit == "E" else BLOCK) // tile.element_bytes
    return OPERATORS[sign](value, bound)


def _attribute(tile: TileType, name: str, expected: Any) -> bool | None:
    """One attribute of one tile against its expected value."""
    if name in ("space", "layout", "boxed", "dtype"):
        value = getattr(tile, name)
        value = SYNONYMS.get(value, value) if name == "dtype" else value
        return value in expected if isinstance(expected, list) else bool(value == expected)
    dynamic = name in ("vR", "vC")
    field = {"Rows": "rows", "Cols": "cols", "ValidRow": "valid_rows", "vR": "valid_rows"}.get(name, "valid_cols")
    number: int | None = getattr(tile, field)
    if number is None:
        return None if dynamic else False
    if isinstance(expected, str):
        return _compare(number, expected, tile)
    return bool(number == expected)


def evaluate(when: Mapping[str, Any], operands: Mapping[str, Operand]) -> bool | None:
    """Do the conditions hold for the operands by name?"""
    results: list[bool | None] = []
    for key, expected in when.items():
        if key == "runtime":
            results.append(None)
        elif key == "same":
            a, b = expected.split()
            results.append(same_memory(operands[a], operands[b]))
        elif key == "valid-cols":
            widths = [tile.valid_cols for name in expected.split() if (tile := operands[name].tile) is not None]
            results.append(None if None in widths else len(set(widths)) == 1)
        else:
            name, _, attribute = key.partition(".")
            tile = operands[name].tile
            results.append(None if tile is None else _attribute(tile, attribute, expected))
    return all_of(results)
