"""`remove-barriers`: PIPE_V barriers that a pattern names, where the bytes allow it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ptofix.arch.pipe import Pipe
from ptofix.order.barriers import Candidate, candidates, describe, orders_of, reason_word
from ptofix.order.inflight import NO_DISTANCE, SafeDistance
from ptofix.order.model import FLAG_KEY, OPS, REPEAT_DISTANCE, Model, ProgramOrder
from ptofix.program.program import TileOp
from ptofix.rewriting.edits import removal
from ptofix.rewriting.job import Job, ModelPass
from ptofix.rewriting.patterns import language
from ptofix.rewriting.patterns.language import Pattern
from ptofix.rewriting.patterns.match import Match, Mismatch, Surroundings, match
from ptofix.rewriting.patterns.select import select_patterns
from ptofix.text.diagnostics import Note, error

PatternSite = tuple[ProgramOrder, Match]  # where a pattern's ops stand, and the order of the program they are in


@dataclass(frozen=True)
class RemoveBarriers(ModelPass):
    """Remove the PIPE_V barriers that named patterns describe, where the bytes allow it.

    What: each pattern names the ops around a barrier and what its removal rests on (`ptofix patterns`).

    Why it matters: the barrier in compute_gu stands in the innermost loop of Flash Attention and stalls the vector
    pipe until the row-broadcast multiply has written its last result.

    Example:
        TROWEXPANDMUL(v2, v2, v4); pipe_barrier(PIPE_V); TADD(v2, v2, v6);
    becomes
        TROWEXPANDMUL(v2, v2, v4); /* … */ TADD(v2, v2, v6);

    Safety: a barrier orders everything before it with everything after it. So besides the two ops every vector op that
    can be in flight at the barrier is checked, byte by byte and through aliases, against every one that can start
    before the next drain, on every path. `repeat-distance` patterns rest on the assumption hw.repeat-distance and say
    so; `independent` patterns rest on nothing, not even on the drains inside an op; `internal-drain` patterns on just
    those (docs/model.md).

    Limits: the ops must be the nearest vector work on every path to the barrier and from it. What is not understood
    keeps its barrier.
    """

    name: ClassVar[str] = "remove-barriers"
    language: ClassVar[str] = "cpp"

    patterns: tuple[str, ...] = field(default=("gu",), metadata={"help": "patterns to apply; see `ptofix patterns`"})
    files: tuple[str, ...] = field(default=(), metadata={"help": "files with more patterns"})

    @property
    def files_read(self) -> tuple[str, ...]:
        return self.files

    def run(self, job: Job) -> None:
        chosen = select_patterns(self.patterns, self.files)
        model = self.memory_model
        if not chosen:
            return
        programs = list(job.program_file.programs)
        under_model = candidates(orders_of(programs, model), Pipe.V)
        whole_calls = candidates(orders_of(programs, OPS), Pipe.V)
        for pair in zip(under_model, whole_calls):
            candidate = pair[0]
            found = [(pattern, outcome) for pattern in chosen if (outcome := _match_anywhere(pattern, candidate))]
            if len(found) > 1:
                raise error(
                    f"the patterns `{found[0][0].name}` and `{found[1][0].name}` both match this barrier",
                    candidate.statement.place,
                    (Note("choose one of them with --pattern"),),
                )
            for pattern, outcome in found:
                if _decide(job, pattern, outcome, model, *pair):
                    for barrier in pair:
                        barrier.remove()


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


def _decide(
    job: Job,
    pattern: Pattern,
    outcome: list[PatternSite] | Mismatch,
    model: Model,
    candidate: Candidate,
    whole_calls: Candidate,
) -> bool:
    """Whether the barrier was removed. `whole_calls` is the candidate where each call is one access of its operands."""
    place = candidate.statement.place
    if isinstance(outcome, Mismatch):
        job.missed(pattern.name, outcome.reason, outcome.message, place)
        return False
    if not candidate.reached:
        job.missed(pattern.name, "unreached", "no path from the function's entry reaches the barrier", place)
        return False
    by_distance = pattern.basis == language.REPEAT_DISTANCE
    safe = model.safe_distance if by_distance else NO_DISTANCE
    judged = whole_calls if pattern.basis == language.INDEPENDENT else candidate
    needed = next(iter(judged.needed_for(safe)), None)
    if needed is not None:
        if by_distance and REPEAT_DISTANCE not in model.assumed:
            job.missed(pattern.name, "assumption-off", f"it rests on {REPEAT_DISTANCE}, which is switched off", place)
        elif by_distance and judged.lacks_evidence(safe):
            message = f"far enough apart, but {safe.weakest} is asked for: {describe(needed[0])}"
            job.missed(pattern.name, "evidence", message, place)
        elif by_distance and (short := _too_few_repeats(outcome, safe)):
            job.missed(pattern.name, "too-few-repeats", short, place)
        else:
            job.missed(pattern.name, reason_word(needed[0]), f"it keeps apart {describe(needed[0])}", place)
        return False
    grade = judged.weakest_grade() if by_distance else None
    used = [REPEAT_DISTANCE] if grade is not None else []
    used += [FLAG_KEY] if judged.rests_on_flag_key(safe) else []
    edit = removal(job.tree, candidate.statement, f"pipe_barrier(PIPE_V): {pattern.name}", job.strip)
    return job.accept([edit], pattern.name, pattern.basis, "removed pipe_barrier(PIPE_V)", place, tuple(used), grade)


def _too_few_repeats(sites: list[PatternSite], safe: SafeDistance) -> str:
    """Whether a producer is too short for the assumption, which says more than the pair that shows it; else ""."""
    if safe.measured is not None:
        return ""  # each pair asks for its own
    for order, found in sites:
        assert found.before is not None
        assert isinstance(found.before.action, TileOp)
        repeats = order.repeats_of(found.before)
        if safe.repeats is not None and repeats < safe.repeats:
            name = found.before.action.call.name
            return f"`{name}` has {repeats} vector repeats, fewer than {safe.repeats}"
    return ""
