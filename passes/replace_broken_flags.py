"""`replace-broken-flags`: what flags of which too much got lost should order is ordered anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ptofix.cpp.parser import Statement
from ptofix.order.cross import FlagKey
from ptofix.order.flags import FlagCounts, MisuseKind, flag_counts
from ptofix.order.unrolled import in_rounds
from ptofix.placement.engine import Engine, UnplaceableError
from ptofix.placement.groups import SharingEngines, groups_of
from ptofix.program.program import Instruction, Program, SetFlag, WaitFlag
from ptofix.rewriting.edits import removal
from ptofix.rewriting.job import Job, Judge, SyncPass
from ptofix.rewriting.placing import additions, idle_engines, needs
from ptofix.rules.kinds_of_core import on_their_core


@dataclass(frozen=True)
class ReplaceBrokenFlags(SyncPass):
    """Take out the flags whose sets and waits do not match, and order anew what they should.

    What: where a flag is left raised, or waited for and never set, on some path, or is raised again before it is
    awaited and an order between its pipes is missing, or one of its pipes is not on the core, all sets and waits of
    such flags go, and flags and barriers are put in for whatever nothing orders then. `balance-flags` goes first: often
    the other half is enough.

    Why it matters: where several halves of one flag got lost nothing tells which is whose, and the wait that is left
    takes another raise than the one it was meant for, or hangs.

    Example:
        for (…) { wait_flag(V, MTE2, 0); TLOAD(x, g); … TEXP(y, x); }   // its sets are removed
    becomes
        set_flag(V, MTE2, 0); for (…) { wait_flag(V, MTE2, 0); TLOAD(x, g); … set_flag(V, MTE2, 0); } …

    Safety: the result is judged by itself (`ptofix verify --absolute`) and differs from the input in nothing but
    synchronisation. All flags of a function on one core are one rewrite: a part of them would be wrong.

    Limits: a function with flags whose id is computed at run time stays as it is; so does one with a call
    that is not understood.
    """

    name: ClassVar[str] = "replace-broken-flags"
    language: ClassVar[str] = "cpp"
    judge: ClassVar[Judge] = Judge.ALONE

    def run(self, job: Job) -> None:
        programs = on_their_core(job.tree, job.program_file.programs)
        counted = list(map(_counts, programs))
        if not any(_elsewhere(c) or any(misuse.kind in _WRONG for misuse in c.misuses) for c in counted):
            return
        subject = job.subject(self.memory_model)
        unordered: set[FlagKey] = {(race.earlier.pipe, race.later.pipe) for race in subject.missing}
        engines = [Engine(job.tree, program, self.memory_model) for program in programs]
        for group in groups_of(engines):
            counted = [_counts(engine.program) for engine in group.engines]
            broken = {flag for counts in counted for flag in _broken(counts, unordered)}
            if broken:
                beside = [engine for engine in engines if engine not in group.engines]
                beside += idle_engines(job, self.memory_model)
                _replace(job, group, _together(counted, broken), beside)


_WRONG = (MisuseKind.LEFT_RAISED, MisuseKind.NEVER_SET, MisuseKind.SET_AGAIN)


def _counts(program: Program) -> FlagCounts:
    return flag_counts(in_rounds(program))


def _broken(counts: FlagCounts, unordered: set[FlagKey]) -> set[FlagKey]:
    """All flags that go wrong, if one of them orders less than it should."""
    misuses, elsewhere = list(counts.misuses), _elsewhere(counts)
    wrong = [misuse for misuse in misuses if misuse.kind in _WRONG]
    if all(misuse.kind is MisuseKind.SET_AGAIN and misuse.key[:2] not in unordered for misuse in wrong):
        return elsewhere
    return {misuse.key for misuse in misuses} | elsewhere


def _elsewhere(counts: FlagCounts) -> set[FlagKey]:
    """The flags of pipes that the core does not have."""
    here = counts.program.arch.pipes[counts.program.core]
    keys = (counts.key_of(instruction) for instruction in counts.program.reached)
    return {key for key in keys if key is not None and not here.issuperset(key[:2])}


def _together(counted: list[FlagCounts], flags: set[FlagKey]) -> set[FlagKey]:
    """With the flags that take turns with one of them in a statement."""
    flags_of: dict[Statement, set[FlagKey]] = {}
    for counts in counted:
        for instruction in counts.program.instructions:
            key = counts.key_of(instruction)
            if key is not None and instruction.statement is not None:
                flags_of.setdefault(instruction.statement, set()).add(key)
    while True:
        more = {key for keys in flags_of.values() if not keys.isdisjoint(flags) for key in keys}
        if more <= flags:
            return flags
        flags = flags | more


def _replace(job: Job, group: SharingEngines, flags: set[FlagKey], beside: list[Engine]) -> None:
    def is_broken(instruction: Instruction) -> bool:
        actions = (instruction.action, *(instruction.by_round.actions.values() if instruction.by_round else ()))
        syncs = (action for action in actions if isinstance(action, (SetFlag, WaitFlag)))
        return any((action.source, action.target, action.event) in flags for action in syncs)

    instructions = [i for engine in group.engines for i in in_rounds(engine.program).reached]
    found = dict.fromkeys(i.statement for i in instructions if i.statement is not None and is_broken(i))
    old = sorted(found, key=lambda statement: statement.span)
    for engine in group.engines:
        engine.forgets = is_broken
    of_the_run = [i for i in instructions if isinstance(i.action, (SetFlag, WaitFlag)) and i.action.event is None]
    try:
        if of_the_run:
            raise UnplaceableError("it has flags whose id is computed at run time")
        placed = group.place(beside)
    except UnplaceableError as problem:
        where = old or [i.statement for i in of_the_run if i.statement is not None]
        job.note("flags", "unplaceable", f"{group.names} stays as it is: {problem}", where[0].place)
        return
    inserted = dict.fromkeys(one for found in placed for one in found.statements)
    edits = [removal(job.tree, statement, f"{statement.text.rstrip(';')}: made anew", job.strip) for statement in old]
    message = f"{needs(list(inserted))} in place of {needs(old)}"
    job.accept([*additions(inserted, job.strip), *edits], "flags", "replaced", message, old[0].place)
