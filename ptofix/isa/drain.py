"""A synchronisation that an op does inside."""

from __future__ import annotations

from msgspec import Struct

from ptofix.hardware.pipe import Pipe


class Drain(Struct, frozen=True):
    """A synchronisation inside an op.

    Without a target: `pipe_barrier(PIPE_source)`. With one: set_flag and wait_flag in one place, what was issued to
    `source` has finished before anything later starts on `target`. The target S stops the issue of everything later, so
    it drains the source as a barrier does. From V to V stands for one of these two where it is not known which: it
    drains V, and its wait may meet a flag of other code.

    With a target and no `flag`: `dsb`, after which what S has stored lies in UB before V starts anything.
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
