"""`balance-flags`: put back sets and waits that got lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ptofix.placement.balance import Balancing, NamedFlag
from ptofix.placement.written import Inserted
from ptofix.rewriting.job import Job, SyncPass
from ptofix.rewriting.placing import additions
from ptofix.rules.kinds_of_core import on_their_core


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

    Limits: flags whose id is computed at run time stay as they are, and so does one that no few statements balance;
    all of them, if some wait would still be forever (`replace-broken-flags`).
    """

    name: ClassVar[str] = "balance-flags"
    language: ClassVar[str] = "cpp"

    def run(self, job: Job) -> None:
        put_in: list[Inserted] = []
        programs = on_their_core(job.tree, job.program_file.programs)
        idle = job.program_file.idle
        every = [Balancing(job.tree, program, self.memory_model, put_in) for program in (*programs, *idle)]
        users: dict[str, list[Balancing]] = {}
        for balancing in every:
            for function in balancing.functions:
                users.setdefault(function, []).append(balancing)
        for balancing in every:
            together = dict.fromkeys(user for function in balancing.functions for user in users[function])
            balancing.others = [other for other in together if other is not balancing]
        found = [(one, flag, one.balance(flag)) for one in every for flag in one.can_balance]
        if any(balancing.hangs() for balancing in every):
            put_in.clear()
            for balancing, flag, _ in found:
                _note(job, balancing, flag, "not every wait of the text gets a set by that")
            return
        for balancing, flag, statements in found:
            _accept(job, balancing, flag, statements)
        job.edits += additions(put_in, job.strip)


def _accept(job: Job, balancing: Balancing, flag: NamedFlag, found: list[Inserted]) -> None:
    if not found:
        _note(job, balancing, flag, "a few statements cannot balance it")
        return
    message = f"added {' and '.join(statement.text.rstrip(';') for statement in found)}"
    if not job.accept([], "flags", "added", message, found[0].place):
        balancing.added[:] = [one for one in balancing.added if one not in found]


def _note(job: Job, balancing: Balancing, flag: NamedFlag, why: str) -> None:
    name = f"({flag.source}, {flag.target}, {flag.event})"
    job.note("flags", "unplaceable", f"flag {name} of `{balancing.program.function}`: {why}")
