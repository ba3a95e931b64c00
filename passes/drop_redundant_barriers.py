"""`drop-redundant-barriers`: barriers that keep nothing apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.evidence.assumptions import ARGUMENTS, FLAG_KEY
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import TRIED_PIPES, Candidate, candidates, describe, reason_word, trials
from ptofix.order.grades import SafeDistance
from ptofix.rewriting.edits import barriers_on, removal
from ptofix.rewriting.job import Job, ModelPass
from ptofix.text.diagnostics import error


@dataclass(frozen=True)
class DropRedundantBarriers(ModelPass):
    """Remove every barrier without which all hazards are still ordered.

    What: barriers are tried one by one, the most often executed first (by loop depth), and a later trial never counts
    on a barrier that is removed, so two removals cannot justify each other.

    Why it matters: the assembler puts a barrier before every op that depends on an earlier one of its pipe, also
    where a flag chain, a barrier inside an op, or another barrier orders the two already.

    Example:
        TADD(v1, v2, v3); pipe_barrier(PIPE_V); pipe_barrier(PIPE_V); TEXP(v4, v1);
    becomes
        TADD(v1, v2, v3); /* … */ pipe_barrier(PIPE_V); TEXP(v4, v1);

    Safety: every pair of accesses to common bytes, one of them a write, that the barrier orders on some path is ordered
    by something else on that path under the chosen model, or is far enough apart under hw.repeat-distance or
    hw.read-before-write (model `default`), which is then named. See docs/model.md.

    Limits: removing one barrier at a time is not always the smallest set; see `minimal-barriers`.
    """

    name: ClassVar[str] = "drop-redundant-barriers"
    language: ClassVar[str] = "cpp"

    pipes: tuple[str, ...] = field(default=("V",), metadata={"help": "pipes whose barriers are tried"})
    lines: tuple[str, ...] = field(default=(), metadata={"help": "try the PIPE_V barriers on these lines only"})

    def run(self, job: Job) -> None:
        model = self.memory_model
        if self.lines and self.pipes != ("V",):
            raise error("the barriers on lines are those of PIPE_V: `lines` and `pipes` exclude each other")
        chosen = barriers_on(self.lines, job) if self.lines else []
        orders = job.orders(model)
        for pipe in self.pipes:
            if pipe not in TRIED_PIPES:
                raise error(f"barriers of pipe `{pipe}` cannot be tried", help=f"pipes are: {', '.join(TRIED_PIPES)}")
            for candidate in trials(orders, Pipe(pipe)):
                if not chosen or candidate.statement in chosen:
                    _decide(job, pipe, candidate, model.safe_distance)
        held = [order.program for order in orders if order.program.asks_callers]
        if held and any(remark.reason == "opaque" for remark in job.remarks):
            job.note_callers("barriers", held, "keeps barriers")
        if chosen:
            analysed = {candidate.statement for candidate in candidates(orders, Pipe.V)}
            for statement in chosen:
                if statement not in analysed:
                    job.missed("PIPE_V", "outside", "the function is not analysed", statement.place)


def _decide(job: Job, pipe: str, candidate: Candidate, safe: SafeDistance) -> None:
    place = candidate.statement.place
    label = f"PIPE_{pipe}"
    if candidate.kept_unasked is not None:
        job.missed(label, *candidate.kept_unasked, place)
        return
    if not candidate.is_redundant():
        hazard = candidate.keeps_apart()
        if candidate.lacks_evidence(safe):
            job.missed(
                label, "evidence", f"far enough apart, but {safe.weakest} is asked for: {describe(hazard)}", place
            )
        else:
            job.missed(label, reason_word(hazard), f"it keeps apart {describe(hazard)}", place)
        return
    support = candidate.support()
    used = sorted(support.rests_on) if support is not None else []
    used += [FLAG_KEY] if candidate.rests_on_flag_key() else []
    used += [ARGUMENTS] if candidate.rests_on_arguments() else []
    edit = removal(job.tree, candidate.statement, f"pipe_barrier(PIPE_{pipe}): redundant", job.strip)
    message = f"removed pipe_barrier(PIPE_{pipe})"
    if job.accept([edit], label, "redundant", message, place, tuple(used), support and support.grade):
        candidate.remove()
