"""What passes say of functions around which anything may be in flight, although one option says that nothing is."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.evidence.assumptions import IDLE_CALLERS
from ptofix.program.program import Program
from ptofix.rewriting.job import Job


def note_callers(job: Job, label: str, programs: Iterable[Program], what: str) -> None:
    """Name the option once for each function that is not marked as a kernel; `what` is true of it until then."""
    for name in dict.fromkeys(program.function for program in programs if program.asks_callers):
        reason = "it is not marked as a kernel, so anything may be in flight around it"
        job.note(label, "callers", f"`{name}` {what}: {reason}; `--assume {IDLE_CALLERS}` says that nothing is")
