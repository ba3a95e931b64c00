"""A PTO call as the analysis sees it, and what it expands to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Rows, Space, TileType
from ptofix.isa.walk import BlockOrder

if TYPE_CHECKING:
    from ptofix.isa.architecture import Arch


@dataclass(frozen=True)
class Operand:
    """One argument of a call.

    `memory` identifies the bytes: equal values are certainly the same base; two integers that differ are certainly
    different bases; None, and unequal values of other types, are not known. `value` is that of an index, if known.
    """

    kind: str  # "tile" | "scalar" | "global" | "pipe" | "unknown"
    tile: TileType | None = None
    memory: object | None = None
    value: int | None = None


_UNIT_FLAG = ("AccPhase", "STPhase")


def unit_flag_mode(template_args: Iterable[str]) -> str:
    """`Partial` or `Final`, as the template arguments of a call say; "" where it does not use the unit flag."""
    modes = (argument.split("::")[-2:] for argument in template_args)
    said = [mode[1] for mode in modes if len(mode) == 2 and mode[0] in _UNIT_FLAG]
    return next((mode for mode in said if mode not in ("Unspecified", "Unknown")), "")


@dataclass(frozen=True)
class OpCall:
    """A call of a tile operation, operands in source order, on the hardware that it is for."""

    name: str
    operands: tuple[Operand, ...]
    arch: Arch
    template_args: tuple[str, ...] = ()
    core: str = "vector"  # "cube" | "vector"

    @property
    def by_unit_flag(self) -> bool:
        """Whether the matrix unit or the fix-pipe takes turns with the other here by the unit flag (AccPhase, STPhase).

        Nothing in ptofix follows that flag: the ops set and await it inside (pto-isa, TMatmul.hpp and TStore.hpp).
        """
        return bool(unit_flag_mode(self.template_args))

    @property
    def product_size(self) -> tuple[int, int] | None:
        """The rows and columns of a product of matrices, by what is in use of its factors; None if it is not known."""
        tiles = [operand.tile for operand in self.operands if operand.tile is not None]
        rows = [tile.valid_rows for tile in tiles if tile.space is Space.LEFT]
        cols = [tile.valid_cols for tile in tiles if tile.space is Space.RIGHT]
        if len(rows) != 1 or len(cols) != 1 or rows[0] is None or cols[0] is None:
            return None
        return rows[0], cols[0]


@dataclass(frozen=True)
class Access:
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


@dataclass(frozen=True)
class Stage:
    """Instructions on one pipe with no drain between them."""

    pipe: Pipe
    accesses: tuple[Access, ...]
    repeats: int = 0
    """Vector repeats that are issued for certain (a lower bound); 0 on other pipes."""


@dataclass(frozen=True)
class Drain:
    """A synchronisation inside an op.

    Without a target: `pipe_barrier(PIPE_source)`. With one: set_flag and wait_flag in one place, what was issued to
    `source` has finished before anything later starts on `target`. The target S stops the issue of everything later, so
    it drains the source as a barrier does. From V to V stands for one of these two where it is not known which: it
    drains V, and its wait may meet a flag of other code.

    With a target and no `flag`: `dsb`, behind which what S has stored lies in UB before V starts anything.
    """

    source: Pipe
    target: Pipe | None = None
    flag: bool = True

    @property
    def by_flags(self) -> bool:
        """True if other code may raise or take its flag."""
        return self.target is not None and self.flag

    def drains(self, pipe: Pipe) -> bool:
        """True if everything issued to `pipe` before it is done before anything issued to `pipe` after it starts."""
        if self.source not in (pipe, Pipe.ALL):
            return False
        return self.target is None or self.target in (pipe, Pipe.S)

    def __str__(self) -> str:
        """As in ops.toml: `V>S`, `barrier` (which is of V), `all`, `dsb`."""
        if not self.flag:
            return "dsb"
        if self.target is not None:
            return f"{self.source}>{self.target}"
        return "all" if self.source == Pipe.ALL else "barrier"


@dataclass(frozen=True)
class Expansion:
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


@dataclass(frozen=True)
class Unknown:
    """The call touches everything on every pipe, as far as we can tell."""

    reason: str
