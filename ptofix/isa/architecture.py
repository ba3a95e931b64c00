"""All that is known of one architecture, in one object: whatever needs a fact of the hardware is handed it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import field
from msgspec.structs import asdict, replace

from ptofix.hardware.architecture import ASCEND_910, Hardware
from ptofix.hardware.pipe import Pipe
from ptofix.isa.row import BEHIND, CORE_FLAG, HEADERS, INDEX, MESSAGE, OpRow, ScratchArea
from ptofix.isa.table import OpTable


class Arch(Hardware, frozen=True, eq=False, dict=True):
    """The hardware and the op table.

    The op table (of the file `table`) is about other headers for the ops `not_known`: their calls may do anything. For
    ops in `older` not the newest row holds, but that since the version of the headers which it names.
    Compared by identity.
    """

    table: Path
    not_known: frozenset[str] = frozenset()
    older: Mapping[str, str] = field(default_factory=dict)

    def without(self, not_known: frozenset[str]) -> Arch:
        """The same hardware, where nothing is known of some ops."""
        return replace(self, not_known=not_known) if not_known != self.not_known else self

    def with_older(self, older: Mapping[str, str]) -> Arch:
        """The same hardware with older headers."""
        return replace(self, older=older) if older != self.older else self

    @cached_property
    def ops(self) -> OpTable:
        """Raises PtofixError for a file that is no op table."""
        return OpTable.of(self.table, tuple(self.memories.items()), self.event_ids)

    def row(self, name: str) -> OpRow | None:
        """The row of the op spelled `name` in C++ (`pto::TADD` counts as `TADD`), None if there is none."""
        return self.ops.row(name, self.older.get(name.removeprefix("pto::")) if self.older else None)

    def scratch(self, name: str) -> ScratchArea:
        """The hidden memory `[scratch.name]`."""
        return self.ops.scratch(name)

    def header_events(self, name: str) -> tuple[int, ...]:
        """The event ids that the header of an op uses inside, of any version."""
        found = self.row(name)
        return () if found is None else found.events

    def indices(self, name: str) -> tuple[int, ...]:
        """Which arguments of an op count elements of a tile."""
        found = self.row(name)
        return () if found is None else tuple(i for i, one in enumerate(found.operands or ()) if one.role == INDEX)

    def gives_signal_behind(self, name: str) -> int | None:
        """Which argument of an op names the pipe after whose work it signals to another core."""
        return self._argument_of(name, BEHIND)

    def awaits_core_flag(self, name: str) -> int | None:
        """Which argument of an op is the number of the flag between cores that it waits for."""
        return self._argument_of(name, CORE_FLAG)

    def message_to_cores(self, name: str) -> int | None:
        """Which argument of an op says which flag it gives to other cores."""
        return self._argument_of(name, MESSAGE)

    def _argument_of(self, name: str, role: str) -> int | None:
        found = self.row(name)
        operands = () if found is None else found.operands or ()
        return next((i for i, one in enumerate(operands) if one.role == role), None)

    def hands_over_behind(self, name: str, core: str) -> Pipe | None:
        """The pipe after whose work an op tells the other core that a slot in global memory is ready, or free."""
        found = self.row(name)
        return None if found is None else found.gives.get(core)

    def classify(self, name: str) -> str:
        """What kind of statement a call is: "tile-op" | "sync" | "pure" | "alias" | "unknown".

        sync: flags and barriers, which the caller models. pure: touches no tile and drains nothing. alias: only changes
        what a name denotes (`expand` lists the operands). unknown: nothing is known of it, or not enough.
        """
        found = self.row(name)
        return "unknown" if found is None or found.unknown is not None or name in self.not_known else found.kind

    def origin(self, name: str) -> str:
        """Whose facts the row of an op has, one of ORIGINS; those of the headers where there is no row."""
        found = self.row(name)
        return HEADERS if found is None else found.origin

    def implemented_by(self, name: str) -> str:
        """The name that the headers have for an op."""
        found = self.row(name)
        return name if found is None else found.implemented_by or name

    def fifo_step(self, name: str) -> str:
        """What an op does with a slot of a pipe between the cores: "pop", "free", "alloc", "push", or ""."""
        found = self.row(name)
        return "" if found is None else found.fifo


A2A3 = Arch(**asdict(ASCEND_910), table=Path(__file__).with_name("ops.toml"))
"""Ascend 910B and 910C, with the newest headers that are known."""
