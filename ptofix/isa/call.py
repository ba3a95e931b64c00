"""A PTO call as the analysis sees it, and what it expands to."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Rows, Space
from ptofix.isa.architecture import Arch
from ptofix.isa.drain import Drain
from ptofix.isa.operand import Operand
from ptofix.isa.walk import BlockOrder

_UNIT_FLAG = ("AccPhase", "STPhase")
FINAL = "Final"
STORED_IN_TURN = "STPhase::Final"
"""The mode of a TPUSH of an accumulator if its pipe has EN_UNIT_FLAG: pto-isa include/pto/npu/a2a3/TPush.hpp."""


def unit_flag_mode(template_args: Iterable[str]) -> str:
    """`Partial` or `Final`, as the template arguments of a call say; "" where it does not use the unit flag."""
    modes = (argument.split("::")[-2:] for argument in template_args)
    said = [mode[1] for mode in modes if len(mode) == 2 and mode[0] in _UNIT_FLAG]
    return next((mode for mode in said if mode not in ("Unspecified", "Unknown")), "")


class OpCall(Struct, frozen=True):
    """A call of a tile operation, operands in source order, on the hardware that it is for."""

    name: str
    operands: tuple[Operand, ...]
    arch: Arch
    template_args: tuple[str, ...] = ()
    core: str = "vector"  # "cube" | "vector"

    @property
    def unit_flag(self) -> str:
        """The mode in which the call takes turns with an accumulator (hw.unit-flag), "" for one that does not.

        A push has that of the store inside (STORED_IN_TURN) among its template arguments.
        """
        return unit_flag_mode(self.template_args)

    @property
    def product_size(self) -> tuple[int, int] | None:
        """The rows and columns of a product of matrices, by what is in use of its factors; None if it is not known."""
        tiles = [operand.tile for operand in self.operands if operand.tile is not None]
        rows = [tile.valid_rows for tile in tiles if tile.space is Space.LEFT]
        cols = [tile.valid_cols for tile in tiles if tile.space is Space.RIGHT]
        if len(rows) != 1 or len(cols) != 1 or rows[0] is None or cols[0] is None:
            return None
        return rows[0], cols[0]


class Access(Struct, frozen=True):
    """Bytes that one stage reads or writes.

    `operand` is an index into the call's operands and `offset` counts from its base; or `scratch` names hidden memory
    and `offset` is absolute in UB. A length of 0 means global memory, all of it: treat it as one location.
    An `order` of None has distance 0 to everything. Without `rows` all of the bytes count as touched.
    """

    operand: int | None
    scratch: str | None
    write: bool
    offset: int
    length: int
    order: BlockOrder | None = None
    rows: Rows | None = None


class Stage(Struct, frozen=True):
    """Instructions on one pipe with no drain between them."""

    pipe: Pipe
    accesses: tuple[Access, ...]
    repeats: int = 0
    """Vector repeats that are issued for certain (a lower bound); 0 on other pipes."""


class Expansion(Struct, frozen=True):
    """The micro-steps of one call, in order.

    Hazards between two stages of one expansion are the header's business, not the caller's. `rebinds` lists the
    operands whose address or pointer changes. `notes` state inferences and unions that the steps rest on.
    """

    steps: tuple[Stage | Drain, ...]
    rebinds: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def leading_drain(self) -> bool:
        """True if V is drained before the first access on V."""
        return self._edge(self.steps)

    @property
    def trailing_drain(self) -> bool:
        """True if nothing of this call is left in flight on V."""
        return self._edge(tuple(reversed(self.steps)))

    @property
    def internal_drain(self) -> bool:
        """True if V is drained somewhere."""
        return any(isinstance(step, Drain) and step.drains(Pipe.V) for step in self.steps)

    @staticmethod
    def _edge(steps: tuple[Stage | Drain, ...]) -> bool:
        for step in steps:
            if isinstance(step, Drain) and step.drains(Pipe.V):
                return True
            if isinstance(step, Stage) and step.pipe == Pipe.V:
                return False
        return False


class Unknown(Struct, frozen=True):
    """The call touches everything on every pipe, as far as we can tell."""

    reason: str
