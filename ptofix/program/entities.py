"""What a name of a function stands for. Tiles and pipes are objects: their address may change as the program runs."""

from __future__ import annotations

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.hardware.tile import TileType
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.pipes import PipeType
from ptofix.program.places import KnownAddress, Tensor
from ptofix.program.recurrences import Value


class Scalar(Struct, frozen=True):
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


class Pointer(Struct, frozen=True):
    """An address in on-chip memory, or of a tile: where it leads is not followed."""


class Array(Struct, frozen=True):
    """Numbers in the memory of the scalar unit, by index."""


class TileVariable(Struct, frozen=True, eq=False):
    """A tile object."""

    name: str
    type: TileType


class PipeVariable(Struct, frozen=True, eq=False):
    """A TPipe object; `consumer` is the local buffer that a tile TPOP uses, None if it is not known.

    `ring` is where its slots are in global memory.
    """

    name: str
    type: PipeType
    consumer: int | None
    ring: Tensor


class TypeName(Struct, frozen=True):
    """An alias of a type."""

    type: nodes.Type


Entity = Scalar | Tensor | Pointer | Array | TileVariable | PipeVariable | TypeName
SCALAR = Scalar()
POINTER = Pointer()
ARRAY = Array()
