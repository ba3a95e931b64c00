"""The cases that are run, and the knobs that each is built with."""

from __future__ import annotations

from dataclasses import dataclass

from plan import HEAD, Plan


@dataclass(frozen=True)
class Case:
    """One shape: S0 rows of Q against S1 keys."""

    name: str
    s0: int
    s1: int

    def flops(self, rows: int | None = None) -> int:
        """4*S0*S1*HEAD: two matmuls, a multiply-add counted as two; softmax, scale and reduce are not counted."""
        return 4 * (self.s0 if rows is None else rows) * self.s1 * HEAD


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


def plan_of(case: Case, cores: int) -> Plan:
    """The knobs of a case on a device with this many cube cores."""
    s1_tile = LARGE_TILE if case.s1 >= LARGE_TILE_FROM else SMALL_TILE
    whole, split = (Plan(case.s0, s1_tile, QK_PRELOAD, kv_split) for kv_split in (1, 2))
    tiles = case.s1 // s1_tile
    gain = used_part(split.items, cores) - used_part(whole.items, cores)
    worth_it = tiles >= SPLIT_FROM and tiles // 2 >= QK_PRELOAD and gain > SPLIT_GAIN
    return split if worth_it else whole


def used_part(items: int, cores: int) -> float:
    """The part of the cores' time that is used when all work on equal items, in waves, until the last is done."""
    waves = -(-items // cores)
    return items / (cores * waves)


def blocks_of(plan: Plan, cores: int) -> int:
    """Core groups that are started."""
    return min(plan.items, cores)


def environment(plan: Plan) -> str:
    """The knobs under the names that builds use."""
    names = ("q_rows", "s1_tile", "qk_preload", "kv_split")
    return " ".join(f"FA_{name.upper()}={getattr(plan, name)}" for name in names)
