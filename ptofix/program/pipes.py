"""`TPipe<FlagID, Direction, SlotSize, SlotNum, LocalSlotNum, IsNoSplit, EN_UNIT_FLAG>` types.

Defaults of the C++ template (LocalSlotNum 2, the two flags false): pto-isa include/pto/npu/a2a3/TPush.hpp.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.hardware.core_flags import DIRECTIONS, CoreFlag, PipeFlags, partner, pipe_flags

DEFAULT_LOCAL_SLOT_NUM = 2
LOCAL_SLOT_NUM_ARGUMENT = 4

_DECIMAL = re.compile(r"0|[1-9][0-9]*")


def decimal(text: str) -> int | None:
    """The value of a plain decimal literal; None for any other text, such as an octal literal."""
    return int(text) if _DECIMAL.fullmatch(text) else None


_YES, _NO = ("true", "1"), ("false", "0")


class PipeType(Struct, frozen=True):
    """`slot_size` is in bytes; `direction` is the enumerator without its scope, such as `DIR_C2V`."""

    flag_id: int
    direction: str
    slot_size: int
    slot_num: int
    local_slot_num: int
    is_no_split: str = "false"
    en_unit_flag: str = "false"

    @property
    def by_unit_flag(self) -> bool:
        return self.en_unit_flag in _YES

    def flags_from(self, producer: str) -> PipeFlags | None:
        """The flags of what a kind of core pushes; None if the pipe takes nothing from it."""
        return pipe_flags(self.direction, self.flag_id, producer)

    def awaited(self, consumer: str) -> CoreFlag:
        """What a pop waits for; by the headers also one at the wrong end of a pipe."""
        flags = self.flags_from(partner(consumer))
        return CoreFlag(consumer, self.flag_id) if flags is None else flags.ready

    @property
    def core_flags(self) -> frozenset[CoreFlag]:
        """All flags between the cores that the pipe uses."""
        by_core = (self.flags_from(core) for core in ("cube", "vector"))
        return frozenset(flag for flags in by_core if flags is not None for flag in flags)

    @staticmethod
    def of(arguments: tuple[str, ...]) -> PipeType | None:
        """The type from the texts of its template arguments; None where one is not a plain constant."""
        numbers = [arguments[i] for i in (0, 2, 3, LOCAL_SLOT_NUM_ARGUMENT) if i < len(arguments)]
        values = [value for word in numbers if (value := decimal(word)) is not None]
        if not 4 <= len(arguments) <= 7 or len(values) != len(numbers) or not {*arguments[5:]} <= {*_YES, *_NO}:
            return None
        flag_id, slot_size, slot_num, *local = values
        direction = arguments[1].rpartition("::")[2]
        return PipeType(
            flag_id, direction, slot_size, slot_num, local[0] if local else DEFAULT_LOCAL_SLOT_NUM, *arguments[5:]
        )

    def __str__(self) -> str:
        return (
            f"TPipe<{self.flag_id}, {self.direction}, {self.slot_size}, {self.slot_num}, {self.local_slot_num}, "
            f"{self.is_no_split}, {self.en_unit_flag}>"
        )


def pipe_type(arguments: tuple[nodes.Node, ...]) -> PipeType | None:
    """The type from its template arguments as nodes; None where one is not a plain constant, or of no known direction.

    Through a pipe of control words (DIR_V2C_CTRL) the scalar unit moves one number: the op table is not about that.
    """
    texts = tuple(_constant_text(argument) for argument in arguments)
    found = PipeType.of(tuple(text or "" for text in texts))
    return found if found is not None and found.direction in DIRECTIONS else None


def _constant_text(node: nodes.Node) -> str | None:
    match node:
        case nodes.Number(text) | nodes.Type((), text, (), ()):
            return text
        case _:
            return None
