"""What a name of a function stands for. Tiles and pipes are objects: their address may change as the program runs."""

from __future__ import annotations

from dataclasses import dataclass

from ptofix.cpp import nodes
from ptofix.hardware.tile import TileType
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.pipes import PipeType
from ptofix.program.places import KnownAddress, Tensor
from ptofix.program.recurrences import Value


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is no memory: its integer type if it has one, its value if that is known.

    `address`: where in global memory it leads if it was made of a pointer.
    """

    type: IntegerType | None = None
    value: Value | None = None
    address: KnownAddress | None = None

    @property
    def constant(self) -> Integer | None:
        """The value if it is the same in every round of every loop."""
        return self.value if isinstance(self.value, Integer) else None


@dataclass(frozen=True, slots=True)
class Pointer:
    """An address in on-chip memory, or of a tile: where it leads is not followed."""


@dataclass(frozen=True, slots=True)
class Array:
    """Numbers in the memory of the scalar unit, by index."""


@dataclass(frozen=True, slots=True, eq=False)
class TileVariable:
    """A tile object."""

    name: str
    type: TileType


@dataclass(frozen=True, slots=True, eq=False)
class PipeVariable:
    """A TPipe object; `consumer` is the local buffer that a tile TPOP uses, None if it is not known."""

    name: str
    type: PipeType
    consumer: int | None


@dataclass(frozen=True, slots=True)
class TypeName:
    """An alias of a type."""

    type: nodes.Type


Entity = Scalar | Tensor | Pointer | Array | TileVariable | PipeVariable | TypeName
SCALAR = Scalar()
POINTER = Pointer()
ARRAY = Array()
