"""The cases that are run, and the knobs that each is built with."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 128  # head dimension
Q_BLOCK = 128  # rows of Q that one core group works on at a time


@dataclass(frozen=True)
class Case:
    """One shape: S0 rows of Q against S1 keys."""

    name: str
    s0: int
    s1: int

    def flops(self, rows: int | None = None) -> int:
        """4*S0*S1*HEAD: two matmuls, a multiply-add counted as two; softmax, scale and reduce are not counted."""
        return 4 * (self.s0 if rows is None else rows) * self.s1 * HEAD


@dataclass(frozen=True)
class Knobs:
    """What the kernel of a case is built with."""

    q_rows: int
    s1_tile: int
    qk_preload: int
    kv_split: int

    @property
    def units(self) -> int:
        """Pieces of work for the core groups."""
        return self.q_rows // Q_BLOCK * self.kv_split

    def blocks(self, cores: int) -> int:
        """Core groups that are started."""
        return min(self.units, cores)

    @property
    def environment(self) -> dict[str, str]:
        """The knobs under the names that builds use."""
        names = ("FA_Q_ROWS", "FA_S1_TILE", "FA_QK_PRELOAD", "FA_KV_SPLIT")
        return dict(zip(names, map(str, (self.q_rows, self.s1_tile, self.qk_preload, self.kv_split))))


# ---- the recipe ----
# Source: github.com/hw-native-sys/pto-isa at 3186c381, kernels/python/flash_atten/README.md and run.py: shapes, tile by
# S1, preload, when the keys are split in two; measured there on A3 with 24 cube cores.

CASES = tuple(Case(f"case{number}", 512 << number, 512 << number) for number in range(1, 9))
REFERENCE_CORES = 24
QK_PRELOAD = 3
SMALL_TILE, LARGE_TILE = 256, 512
LARGE_TILE_FROM = 32768  # keys
SPLIT_FROM = 32  # tiles; fewer do not pay for the second launch
SPLIT_GAIN = 0.05  # the part of the cores' time that a split must win back at least


def knobs_of(case: Case, cores: int) -> Knobs:
    """Tile, preload and split of a case on a device with this many cube cores."""
    s1_tile = LARGE_TILE if case.s1 >= LARGE_TILE_FROM else SMALL_TILE
    whole = Knobs(case.s0, s1_tile, QK_PRELOAD, 1)
    split = Knobs(case.s0, s1_tile, QK_PRELOAD, 2)
    tiles = case.s1 // s1_tile
    gain = used_part(split.units, cores) - used_part(whole.units, cores)
    worth_it = tiles >= SPLIT_FROM and tiles // 2 >= QK_PRELOAD and gain > SPLIT_GAIN
    return split if worth_it else whole


def used_part(units: int, cores: int) -> float:
    """The part of the cores' time that is used when all work on equal units, in waves, until the last is done."""
    waves = -(-units // cores)
    return units / (cores * waves)
