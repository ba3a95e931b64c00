"""What the names of a function stand for at one point of the program: constants, tiles, pipes, tensors.

An environment maps a name to an immutable entry. Tiles are rebound as the program runs (TASSIGN, TRESHAPE, TPOP,
assignment), so the builder keeps one environment per program point, and joins them where control flow meets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ptofix.arch.tile import TileType
from ptofix.cpp import tree
from ptofix.program.pipes import PipeType

# More addresses than this for one tile: it is swapped around in a way that is not worth following.
_MOST_BASES = 8


@dataclass(frozen=True)
class Constant:
    """A name whose integer value is known."""

    value: int


@dataclass(frozen=True)
class Tile:
    """`bases` None: the address is unknown, for the reason in `unknown`."""

    type: TileType
    bases: tuple[int, ...] | None
    slots: int = 1
    unknown: str = "it was never assigned"


@dataclass(frozen=True)
class Pipe:
    """A TPipe object: `consumer` is the local buffer that a tile TPOP uses, `index` the next tile's number."""

    type: PipeType
    consumer: int | None
    index: int | None


@dataclass(frozen=True)
class Tensor:
    """A GlobalTensor, or a pointer to global memory."""


@dataclass(frozen=True)
class Scalar:
    """Any other value that is not memory: its value is not known."""


@dataclass(frozen=True)
class Unknown:
    """A name of a type that the model does not know; it may be a tile."""


Entry = Constant | Tile | Pipe | Tensor | Scalar | Unknown
Environment = dict[str, Entry]


def join(first: Entry, second: Entry) -> Entry:
    """What a name stands for where control flow from two places meets."""
    if first == second:
        return first
    if isinstance(first, Tile) and isinstance(second, Tile) and first.type == second.type:
        if first.bases is None or second.bases is None or first.slots != second.slots:
            return unknown_tile(first, "it differs between paths")
        bases = tuple(sorted({*first.bases, *second.bases}))
        if len(bases) > _MOST_BASES:
            return unknown_tile(first, "it is rebound in too many places")
        return replace(first, bases=bases)
    if isinstance(first, Pipe) and isinstance(second, Pipe) and first.type == second.type:
        consumer = first.consumer if first.consumer == second.consumer else None
        return replace(first, consumer=consumer, index=first.index if first.index == second.index else None)
    if isinstance(first, (Constant, Scalar)) and isinstance(second, (Constant, Scalar)):
        return Scalar()
    return Unknown()


def join_environments(first: Environment, second: Environment) -> Environment:
    """Names of only one of the two are out of scope behind the join."""
    return {name: join(entry, second[name]) for name, entry in first.items() if name in second}


def unknown_tile(tile: Tile, reason: str) -> Tile:
    return replace(tile, bases=None, slots=1, unknown=reason)


def evaluate(node: tree.Node | None, names: Environment) -> int | None:
    """The integer value of an expression, None if it is not known."""
    match node:
        case tree.Number(text):
            return _integer(text)
        case tree.Name(text):
            entry = names.get(text)
            return entry.value if isinstance(entry, Constant) else None
        case tree.Cast(type_, operand):
            value = evaluate(operand, names)
            return value if value is not None and "*" not in type_ and _fits(value, type_) else None
        case tree.Unary("-", operand):
            value = evaluate(operand, names)
            return None if value is None else -value
        case tree.Binary(left, operator, right):
            a, b = evaluate(left, names), evaluate(right, names)
            if a is None or b is None or operator not in _ARITHMETIC or (operator in "/%" and (b <= 0 or a < 0)):
                return None
            return _ARITHMETIC[operator](a, b)
        case _:
            return None


_ARITHMETIC = {
    "+": int.__add__,
    "-": int.__sub__,
    "*": int.__mul__,
    "/": int.__floordiv__,
    "%": int.__mod__,
}


def _integer(text: str) -> int | None:
    digits = text.rstrip("uUlL").replace("'", "")
    try:
        return int(digits, 16) if digits[:2] in ("0x", "0X") else tree.decimal(digits)
    except ValueError:
        return None


_WIDTHS = {"int8_t": 8, "uint8_t": 8, "int16_t": 16, "uint16_t": 16, "bool": 1, "char": 8}


def _fits(value: int, type_: str) -> bool:
    """Whether a cast to `type_` keeps the value, taking every type as the narrowest it can be."""
    bits = _WIDTHS.get(type_, 32 if "32" in type_ or type_ in ("int", "unsigned", "long") else 64)
    return 0 <= value < 2 ** (bits - 1) if value >= 0 else not type_.startswith(("u", "size"))
