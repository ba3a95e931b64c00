"""`resynchronise`: forget the assembler's flags and barriers and derive them anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from ptofix.cpp.parser import Statement
from ptofix.placement.engine import Engine, Placed
from ptofix.placement.groups import SharingEngines, place_all
from ptofix.placement.sequences import synchronises
from ptofix.placement.written import Inserted
from ptofix.program.program import Instruction
from ptofix.rewriting.edits import is_labelled, removal
from ptofix.rewriting.job import Job, Judge, SyncPass
from ptofix.rewriting.placing import additions, idle_engines, needs, note_placed
from ptofix.rules.kinds_of_core import on_their_core
from ptofix.text.diagnostics import Place


@dataclass(frozen=True)
class Resynchronise(SyncPass):
    """Forget every flag and barrier and put in what the hazards need, no more.

    What: removes set_flag, wait_flag and pipe_barrier, and puts in flags between the pipes and barriers on one pipe,
    so that every pair of accesses to common bytes, one of them a write, is in order. What belongs to TPipe and to the
    protocol between cores stays. Works on text that was assembled without any sync option, too. The result depends on
    the ops alone, not on the assembler's sync mode.

    With `solver=highs` the flags and barriers are those that are executed the fewest times, and a remark gives a lower
    bound; without, a greedy search finds nearly always the same.

    Why it matters: every version of the assembler synchronises differently: one loses a wait, another falls back to
    pipe_barrier(PIPE_ALL) in the hot loop.

    Example:
        TLOAD(x, g); pipe_barrier(PIPE_ALL); TEXP(y, x); pipe_barrier(PIPE_ALL); TSTORE(h, y);
    becomes
        TLOAD(x, g); set_flag(MTE2, V, 0); wait_flag(MTE2, V, 0); TEXP(y, x); set_flag(V, MTE3, 0); …; TSTORE(h, y);

    Safety: the result is judged by itself (`ptofix verify --absolute`) and differs from the input in nothing but
    synchronisation. All flags and barriers of a function on one core are one rewrite: a part of them would be wrong.

    Limits: a function with a call that is not understood stays as it is. Where a function is not marked as a kernel,
    the result rests on callers.idle.
    """

    name: ClassVar[str] = "resynchronise"
    language: ClassVar[str] = "cpp"
    judge: ClassVar[Judge] = Judge.ALONE

    def run(self, job: Job) -> None:
        programs = on_their_core(job.tree, job.program_file.programs)
        engines = [Engine(job.tree, p, self.memory_model, forgets=_is_sync, solves=self.solves) for p in programs]
        groups, unplaced = place_all(engines, idle_engines(job, self.memory_model))
        for one in unplaced:
            job.note("sync", "unplaceable", f"{one.group.names} stays as it is: {one.reason}", _place(one.group))
        for group, placed in groups:
            _resynchronise(job, group, placed)


def _resynchronise(job: Job, group: SharingEngines, placed: list[Placed]) -> None:
    inserted = dict.fromkeys(one for found in placed for one in found.statements)
    old = _old(group)
    if not inserted and not old:
        return
    for statement, same in list(_behind_labels(job, group, old, inserted)):
        old.remove(statement)
        del inserted[same]
    edits = [removal(job.tree, statement, f"{statement.text.rstrip(';')}: made anew", job.strip) for statement in old]
    message = f"{needs(list(inserted))} in place of {needs(old)}"
    if job.accept([*additions(inserted, job.strip), *edits], "sync", "resynchronised", message, _place(group)):
        note_placed(job, "sync", group.engines, placed)


def _is_sync(instruction: Instruction) -> bool:
    return instruction.statement is not None and synchronises(instruction.statement)


def _old(group: SharingEngines) -> list[Statement]:
    found = dict.fromkeys(
        instruction.statement
        for engine in group.engines
        for instruction in engine.program.reached  # nothing is known of what never runs
        if instruction.statement is not None and engine.forgets(instruction)
    )
    return sorted(found, key=lambda statement: statement.span)


def _behind_labels(
    job: Job, group: SharingEngines, old: list[Statement], inserted: Iterable[Inserted]
) -> Iterator[tuple[Statement, Inserted]]:
    """What goes after a label and comes again before the next unit: with the `;` that has to stay it is more."""
    there = {(one.span, one.text): one for one in inserted if not one.behind}
    all_of = [engine.sequences.where for engine in group.engines]
    for statement in old:
        at = next(where[statement] for where in reversed(all_of) if statement in where)
        if at.number < len(at.sequence.units) and is_labelled(job.tree, statement):
            same = there.get((at.sequence.units[at.number].span, statement.text))
            if same is not None:
                yield statement, same


def _place(group: SharingEngines) -> Place:
    """Where the first statement of the group is."""
    found = [i.statement for engine in group.engines for i in engine.program.instructions if i.statement is not None]
    return min(found, key=lambda statement: statement.span).place
