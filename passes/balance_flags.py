"""`balance-flags`: put back sets and waits that got lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ptofix.placement.balance import Balancing, NamedFlag
from ptofix.placement.written import Inserted
from ptofix.rewriting.job import Job, SyncPass
from ptofix.rewriting.placing import additions
from ptofix.rules.kinds_of_core import on_their_core

_MOST_LOST = 8
"""Statements that are put back for one flag of one program."""


@dataclass(frozen=True)
class BalanceFlags(SyncPass):
    """Put in the other half of a set that nobody waits for, and of a wait that nothing sets.

    What: for every flag that is left raised, or waited for and never set, on some path, looks for the place of a set or
    wait with which it is balanced on every path; of several the one that orders most and stops the waiting pipe least.

    Why it matters: a lost set hangs the kernel; after a lost wait the next one passes too early, in whatever runs next.

    Example:
        set_flag(MTE2, V, 0); TEXP(y, x);
    becomes
        set_flag(MTE2, V, 0); wait_flag(MTE2, V, 0); TEXP(y, x);

    Safety: only additions; every order of the input is still there (`ptofix verify`).

    Limits: flags whose id is worked out at run time stay as they are. Where one statement is not enough, more are put
    in as long as each leaves fewer sets and waits alone.
    """

    name: ClassVar[str] = "balance-flags"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        put_in: list[Inserted] = []
        for program in on_their_core(job.tree, job.program_file.programs):
            balancing = Balancing(job.tree, program, self.memory_model)
            for flag in balancing.broken():
                _balance(job, balancing, flag)
            put_in += balancing.added
        job.edits += additions(put_in, job.strip)


def _balance(job: Job, balancing: Balancing, flag: NamedFlag) -> None:
    for _ in range(_MOST_LOST):
        found = balancing.restore(flag)
        if found is None:
            name = f"({flag.source}, {flag.target}, {flag.event})"
            job.note("flags", "unplaceable", f"no statement balances flag {name} of `{balancing.program.function}`")
            return
        message = f"added {found.statement.text.rstrip(';')}"
        if not job.accept([], "flags", "added", message, found.statement.place):
            return
        balancing.added.append(found.statement)
        if not found.left:
            return
