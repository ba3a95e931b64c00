"""What the hardware itself says, beside its ops: pipes, memories and event ids."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import OnChipMemory, Space


class Hardware(Struct, frozen=True, eq=False):
    """`memories` of the spaces, `pipes` of each core, and the ids of the flags of each pair of pipes."""

    name: str
    memories: Mapping[Space, OnChipMemory]
    pipes: Mapping[str, frozenset[Pipe]]
    event_ids: range


ASCEND_910 = Hardware(
    "A2/A3",
    {
        # pto-isa include/pto/common/buffer_limits.hpp
        Space.VEC: OnChipMemory("UB", 192 * 1024, "vector"),
        Space.MAT: OnChipMemory("L1", 512 * 1024, "cube"),
        Space.LEFT: OnChipMemory("L0A", 64 * 1024, "cube"),
        Space.RIGHT: OnChipMemory("L0B", 64 * 1024, "cube"),
        Space.ACC: OnChipMemory("L0C", 128 * 1024, "cube"),
        Space.BIAS: OnChipMemory("BT", 1024, "cube"),
        Space.SCALING: OnChipMemory("FB", 2 * 1024, "cube"),
    },
    {
        # pto-isa include/pto/common/event.hpp (opPipeList), and the memories beside each core
        "vector": frozenset((Pipe.S, Pipe.V, Pipe.MTE2, Pipe.MTE3)),
        "cube": frozenset((Pipe.S, Pipe.M, Pipe.MTE1, Pipe.MTE2, Pipe.MTE3, Pipe.FIX)),
    },
    event_ids=range(8),  # pto-isa include/pto/common/event.hpp (EVENT_ID_MAX)
)
"""Ascend 910B and 910C (dav-c220)."""
