"""An argument of a PTO call, as the op table sees it."""

from __future__ import annotations

from msgspec import Struct

from ptofix.hardware.tile import TileType


class Operand(Struct, frozen=True):
    """One argument of a call.

    `memory` identifies the bytes: equal values are certainly the same base; two integers that differ are certainly
    different bases; None, and unequal values of other types, are not known. `value` is that of an index, if known.
    """

    kind: str  # "tile" | "scalar" | "global" | "pipe" | "unknown"
    tile: TileType | None = None
    memory: object | None = None
    value: int | None = None
