"""Flags between the cores of a group, and which of them a TPipe uses.

A core gives a flag to the cores of the other kind (`ffts_cross_core_sync` in mode 2), and one of these waits for it
(`wait_flag_dev`): pto-isa include/pto/common/type.hpp, docs/isa/scalar/ops/pipeline-sync/set-cross-core.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_PARTNERS = {"cube": "vector", "vector": "cube"}
_MODE, _NUMBER = 4, 8  # where they begin in the message of a signal
MAKES_MESSAGE, MODE_BETWEEN_KINDS, BETWEEN_KINDS = "getFFTSMsg", "FFTS_MODE_VAL", 2
"""What makes the message of a signal, and the mode of one to the cores of the other kind: name and value."""


class CoreFlag(NamedTuple):
    """A counter: the kind of core that waits for it, and its number."""

    waiting: str
    number: int

    def __str__(self) -> str:
        return f"flag {self.number} (awaited by the {self.waiting} core)"


class PipeFlags(NamedTuple):
    """What the two ends of a pipe tell each other: that a slot is `ready`, and that it is `free` again."""

    ready: CoreFlag
    free: CoreFlag


_FROM_FLAG_ID: Mapping[tuple[str, str], tuple[int, int]] = MappingProxyType(
    {
        ("DIR_C2V", "cube"): (0, 1),
        ("DIR_V2C", "vector"): (0, 1),
        ("DIR_BOTH", "cube"): (0, 1),
        ("DIR_BOTH", "vector"): (2, 3),
    }
)
"""By direction and producer, what is added to FlagID for `ready` and `free`: pto-isa include/pto/npu/a2a3/TPush.hpp,
TPipe::Producer and TPipe::Consumer, the same in all versions."""

DIRECTIONS = tuple(dict.fromkeys(direction for direction, _ in _FROM_FLAG_ID))
"""Of pipes that move tiles: pto-isa include/pto/common/fifo.hpp."""


NUMBERS = range(16)
"""Of the flags between cores."""

GREATEST_COUNT = 15
"""How often a flag may be given before it is awaited: a counter has four bits, and one more is an error. pto-isa
docs/isa/scalar/ops/pipeline-sync/set-cross-core.md."""


def partner(core: str) -> str:
    """The kind of core at the other end."""
    return _PARTNERS[core]


def pipe_flags(direction: str, flag_id: int, producer: str) -> PipeFlags | None:
    """The flags of what a kind of core pushes; None if a pipe of this direction takes nothing from it."""
    offsets = _FROM_FLAG_ID.get((direction, producer))
    if offsets is None:
        return None
    ready, free = offsets
    return PipeFlags(CoreFlag(partner(producer), flag_id + ready), CoreFlag(producer, flag_id + free))


SYNCALL = "SYNCALL"

_OF_ALL: Mapping[tuple[str, str], tuple[CoreFlag, ...]] = MappingProxyType(
    {
        ("AIVOnly", "vector"): (CoreFlag("vector", 14),),
        ("AICOnly", "cube"): (CoreFlag("cube", 11),),
        ("Mix", "cube"): (CoreFlag("cube", 12), CoreFlag("cube", 11), CoreFlag("vector", 13)),
        ("Mix", "vector"): (CoreFlag("cube", 12), CoreFlag("vector", 13)),
    }
)
"""By SyncCoreType and the core that calls it, the flags that a SYNCALL without workspace gives or awaits: pto-isa
include/pto/npu/a2a3/SyncAll.hpp, include/pto/common/type.hpp, the same in all versions."""
_KINDS_OF_CORES = tuple(dict.fromkeys(kind for kind, _ in _OF_ALL))


def flags_of_all(words: tuple[str, ...], core: str) -> tuple[frozenset[CoreFlag], bool]:
    """The flags of a SYNCALL with these template arguments, and whether it is certain that it uses them.

    SyncAllMode::Soft counts in memory.
    """
    if "Soft" in words:
        return frozenset(), True
    named = [word for word in words if word in _KINDS_OF_CORES]
    is_known = len(named) + words.count("Hard") == len(words)
    kinds = (named or _KINDS_OF_CORES[:1]) if is_known else _KINDS_OF_CORES
    return frozenset(flag for kind in kinds for flag in _OF_ALL.get((kind, core), ())), is_known


def mode_and_number(message: int) -> tuple[int, int]:
    """What a message says: `getFFTSMsg` in pto-isa include/pto/npu/a2a3/TSync.hpp."""
    return message >> _MODE & 3, message >> _NUMBER & 15
