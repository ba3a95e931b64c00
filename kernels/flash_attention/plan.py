"""The knobs of Flash Attention, the sizes that follow from them, and what must hold before anything is built."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Fixed by this kernel's design.
HEAD = 128  # head dimension
S0 = 128  # rows of one Q block
CUBE_S1 = 128  # keys of one cube matmul
VECTOR_CORES = 2  # vector cores of a core group
VECTOR_ROWS = S0 // VECTOR_CORES  # rows of a Q block that one vector core owns
SLOT_NUM = 8  # slots of each FIFO
LOCAL_SLOT_NUM = 2  # slots of each FIFO that a consumer keeps locally
REDUCE_ROWS = 32  # rows that the reduce kernel merges at a time
SCALE = 1.0 / math.sqrt(HEAD)

# What the knobs may be.
S1_TILES = (256, 512)
QK_PRELOADS: tuple[int, ...] = (3, 4, 7)
KV_SPLITS = (1, 2, 4)

# Row-broadcast ops use the last 8 KiB of UB as hidden scratch.
UB_BYTES = 192 * 1024
UB_HIDDEN_SCRATCH = 8 * 1024
WORK_BYTES = 32 * 1024  # a vector working tile

F32, F16 = 4, 2  # element sizes in bytes


class KnobError(ValueError):
    """A knob has a value that the kernel cannot be built for."""


@dataclass(frozen=True)
class Plan:
    """The knobs, and every size that follows from them. Raises KnobError for knobs that do not fit."""

    q_rows: int
    s1_tile: int
    qk_preload: int
    kv_split: int = 1

    def __post_init__(self) -> None:
        if self.q_rows <= 0 or self.q_rows % S0:
            raise KnobError(f"q_rows is {self.q_rows}; it must be a positive multiple of {S0}, the rows of a Q block")
        for name, allowed in (("s1_tile", S1_TILES), ("qk_preload", QK_PRELOADS), ("kv_split", KV_SPLITS)):
            value = getattr(self, name)
            if value not in allowed:
                raise KnobError(f"{name} is {value}; it must be one of {', '.join(map(str, allowed))}")
        for name, size, room in self._budgets():
            if size > room:
                raise KnobError(f"{name} needs {size}; there are {room}")

    def _budgets(self) -> tuple[tuple[str, int, int], ...]:
        """What the knobs use up: what it is, how much of it, and how much there is."""
        return (
            ("a vector working tile in bytes", self.slice_rows * self.s1_tile * F32, WORK_BYTES),
            ("the vector tiles in bytes of UB", self.ub_bytes, UB_BYTES - UB_HIDDEN_SCRATCH),
            # Cube pushes one QK tile more than it runs ahead before it waits for a P tile.
            ("the QK FIFO in slots", self.qk_preload + 1, SLOT_NUM),
        )

    def check_s1(self, s1: int) -> None:
        """Check a run-time S1: every split is whole tiles, and at least as many as the prologue takes."""
        whole = self.s1_tile * self.kv_split
        if s1 <= 0 or s1 % whole:
            raise KnobError(f"S1 is {s1}; it must be a positive multiple of s1_tile * kv_split, {whole}")
        if s1 < whole * self.qk_preload:
            least = whole * self.qk_preload
            raise KnobError(f"S1 is {s1}; s1_tile * kv_split * qk_preload are {least}, and the prologues take as many")

    @property
    def knobs(self) -> dict[str, int]:
        """The knobs under the names that ptofix's lint knows (PF423)."""
        return {
            "Q_ROWS": self.q_rows,
            "S1_TILE": self.s1_tile,
            "QK_PRELOAD": self.qk_preload,
            "EXP_RING": self.exp_ring,
            "KV_SPLIT": self.kv_split,
        }

    @property
    def exp_ring(self) -> int:
        """Rescale factors kept alive: one for each tile between compute_p and compute_gu."""
        return self.qk_preload

    @property
    def subs(self) -> int:
        """Cube sub-tiles of an S1 tile, and also row slices of a vector tile."""
        return self.s1_tile // CUBE_S1

    @property
    def slice_rows(self) -> int:
        """Rows of one row slice, so that a working tile takes 32 KiB whatever the S1 tile."""
        return VECTOR_ROWS // self.subs

    @property
    def q_blocks(self) -> int:
        return self.q_rows // S0

    @property
    def items(self) -> int:
        """Pieces of work for the core groups: every Q block with every part of the keys."""
        return self.q_blocks * self.kv_split

    @property
    def qk_slot_bytes(self) -> int:
        return S0 * self.s1_tile * F32

    @property
    def p_slot_bytes(self) -> int:
        return S0 * self.s1_tile * F16

    @property
    def pv_slot_bytes(self) -> int:
        return S0 * HEAD * F32

    @property
    def ub_bytes(self) -> int:
        """Bytes of all vector tiles of the main kernel."""
        work = self.slice_rows * self.s1_tile
        column = self.slice_rows * F32
        return (
            3 * work * F32  # two QK tiles, one P tile
            + work * F16  # P in fp16
            + 2 * VECTOR_ROWS * HEAD * F32  # O and PV
            + (2 + self.exp_ring) * self.subs * column  # max, sum, rescale ring
            + 2 * column  # this tile's max and sum
        )
