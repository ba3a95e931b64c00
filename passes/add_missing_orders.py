"""`add-missing-orders`: repair what `check` reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ptofix.placement.engine import Engine
from ptofix.placement.groups import place_all
from ptofix.rewriting.job import Job, SyncPass
from ptofix.rewriting.placing import add, idle_engines
from ptofix.rules.kinds_of_core import on_their_core


@dataclass(frozen=True)
class AddMissingOrders(SyncPass):
    """Put in the flags and barriers whose absence `ptofix check` reports.

    What: for every pair of accesses to common bytes, one of them a write, that nothing orders, puts in a flag between
    their pipes, or a barrier on their pipe. What is there stays.

    Why it matters: an assembler that loses one wait makes a kernel that is wrong now and then.

    Example:
        TLOAD(x, g); TEXP(y, x);
    becomes
        TLOAD(x, g); set_flag(MTE2, V, 0); wait_flag(MTE2, V, 0); TEXP(y, x);

    Safety: only additions; every order of the input is still there (`ptofix verify`), and each prefix is sound.

    Limits: what `check` calls undecided stays undecided. A function with a call that is not understood stays as it is.
    """

    name: ClassVar[str] = "add-missing-orders"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        model = self.memory_model
        subject = job.subject(model)
        if not any(True for _ in subject.missing):
            return
        programs = on_their_core(job.tree, job.program_file.programs)
        engines = [Engine(job.tree, p, model, wanted=subject.is_missing, solves=self.solves) for p in programs]
        groups, unplaced = place_all(engines, idle_engines(job, model))
        for one in unplaced:
            job.note("orders", "unplaceable", f"{one.group.names} stays as it is: {one.reason}")
        for group, placed in groups:
            add(job, group.engines, placed, "orders")
