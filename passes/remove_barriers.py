"""`remove-barriers`: PIPE_V barriers that a pattern names, where the bytes allow it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from msgspec.structs import replace

from ptofix.cpp.parser import Statement
from ptofix.evidence.assumptions import BY_DISTANCE, FLAG_KEY, repeats_asked
from ptofix.evidence.grade import Grade
from ptofix.hardware.pipe import Pipe
from ptofix.order.barriers import Candidate, candidates, describe, reason_word, trials
from ptofix.order.grades import SafeDistance
from ptofix.order.model import Model, ProgramOrder
from ptofix.program.program import TileOp
from ptofix.rewriting.edits import removal
from ptofix.rewriting.job import Job, ModelPass
from ptofix.rewriting.patterns.language import Pattern
from ptofix.rewriting.patterns.match import Match, Mismatch, Surroundings, match
from ptofix.rewriting.patterns.select import select_patterns
from ptofix.text.diagnostics import Note, error

PatternSite = tuple[ProgramOrder, Match]  # where a pattern's ops are, and the order of the program they are in


@dataclass(frozen=True)
class RemoveBarriers(ModelPass):
    """Remove the PIPE_V barriers that named patterns describe, where the bytes allow it.

    What: each pattern names the ops around a barrier and what its removal rests on (`ptofix list patterns`).

    Why it matters: the barrier in compute_gu is in the innermost loop of Flash Attention and stalls the vector
    pipe until the row-broadcast multiply has written its last result.

    Example:
        TROWEXPANDMUL(v2, v2, v4); pipe_barrier(PIPE_V); TADD(v2, v2, v6);
    becomes
        TROWEXPANDMUL(v2, v2, v4); /* … */ TADD(v2, v2, v6);

    Safety: a pattern selects, the proof decides. A barrier goes if it is redundant under model and evidence: if
    `drop-redundant-barriers` removes it, too. A pattern's `because` is what its author expects that to rest on.

    Limits: the ops must be the nearest vector work on every path to the barrier and from it. What is not understood
    keeps its barrier.
    """

    name: ClassVar[str] = "remove-barriers"
    language: ClassVar[str] = "cpp"

    patterns: tuple[str, ...] = field(default=("gu",), metadata={"help": "patterns to apply: `ptofix list patterns`"})
    files: tuple[str, ...] = field(default=(), metadata={"help": "files with more patterns"})

    @property
    def files_read(self) -> tuple[str, ...]:
        return self.files

    def run(self, job: Job) -> None:
        chosen = select_patterns(self.patterns, self.files)
        model = self.memory_model
        if not chosen:
            return
        orders = job.orders(model)
        kept: dict[Statement, tuple[str, str]] = {}
        redundant: dict[Statement, Pattern] = {}
        sites: dict[Statement, Pattern] = {}
        for candidate in trials(orders, Pipe.V):
            found = [(pattern, outcome) for pattern in chosen if (outcome := _match_anywhere(pattern, candidate))]
            if len(found) > 1:
                raise error(
                    f"the patterns `{found[0][0].name}` and `{found[1][0].name}` both match this barrier",
                    candidate.statement.place,
                    (Note("choose one of them with --pattern"),),
                )
            goes = candidate.is_redundant()
            for pattern, outcome in found:
                sites[candidate.statement] = pattern
                why = _why_kept(outcome, model, candidate, goes)
                if why is None:
                    redundant[candidate.statement] = pattern
                else:
                    kept[candidate.statement] = why
            if goes:
                candidate.remove()  # as `drop-redundant-barriers` does, whether a pattern is about it or not
        for statement in sorted(kept, key=lambda one: one.span):
            job.missed(sites[statement].name, *kept[statement], statement.place)
        with_all = [order.under(model) for order in orders] if redundant else []
        for candidate in candidates(with_all, Pipe.V):
            if candidate.statement in redundant and _remove(job, redundant[candidate.statement], candidate):
                candidate.remove()


def _match_anywhere(pattern: Pattern, candidate: Candidate) -> list[PatternSite] | Mismatch | None:
    """The sites in the programs that run the barrier, else a mismatch of one of them, else None."""
    sites: list[PatternSite] = []
    mismatch: Mismatch | None = None
    for order, instruction in candidate.where:
        outcome = match(pattern, Surroundings(order, instruction))
        if isinstance(outcome, Match):
            sites.append((order, outcome))
        else:
            mismatch = mismatch or outcome
    return sites or mismatch


def _remove(job: Job, pattern: Pattern, candidate: Candidate) -> bool:
    """Remove a redundant barrier, and say what that rests on while all that stay are there."""
    support = candidate.support()
    used = sorted(support.rests_on) if support is not None else []
    used += [FLAG_KEY] if candidate.rests_on_flag_key() else []
    edit = removal(job.tree, candidate.statement, f"pipe_barrier(PIPE_V): {pattern.name}", job.strip)
    message, grade = "removed pipe_barrier(PIPE_V)", support and support.grade
    return job.accept([edit], pattern.name, "redundant", message, candidate.statement.place, tuple(used), grade)


def _why_kept(
    outcome: list[PatternSite] | Mismatch, model: Model, candidate: Candidate, redundant: bool
) -> tuple[str, str] | None:
    """Why a barrier stays, as a stable word and in a sentence; None if it goes."""
    if isinstance(outcome, Mismatch):
        return outcome.reason, outcome.message
    if redundant or candidate.kept_unasked is not None:
        return candidate.kept_unasked
    safe = model.safe_distance
    needed = candidate.keeps_apart()
    everything = replace(
        safe,
        repeats=safe.repeats or max(map(repeats_asked, BY_DISTANCE)),
        weakest=Grade.EXTRAPOLATED,
        assumed=BY_DISTANCE,
    )
    off = sorted(BY_DISTANCE - safe.assumed)
    if off and candidate.is_redundant(everything):
        return "assumption-off", f"it rests on {' and '.join(off)}, which is switched off"
    if candidate.lacks_evidence(safe):
        return "evidence", f"far enough apart, but {safe.weakest} is asked for: {describe(needed)}"
    if short := _too_few_repeats(outcome, safe):
        return "too-few-repeats", short
    return reason_word(needed), f"it keeps apart {describe(needed)}"


def _too_few_repeats(sites: list[PatternSite], safe: SafeDistance) -> str:
    """Whether a producer is too short for the assumption, which says more than the pair that shows it; else ""."""
    if safe.measured is not None:
        return ""  # each pair asks for its own
    for order, found in sites:
        if found.before is None or not isinstance(found.before.action, TileOp):
            continue
        repeats = order.repeats_of(found.before)
        if safe.repeats is not None and repeats < safe.repeats:
            name = found.before.action.call.name
            return f"`{name}` has {repeats} vector repeats, fewer than {safe.repeats}"
    return ""
