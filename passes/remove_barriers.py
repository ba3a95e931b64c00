"""`remove-barriers`: PIPE_V barriers that a pattern names, where the bytes allow it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from ptofix.arch.evidence import BY_DISTANCE, repeats_asked
from ptofix.arch.grade import Grade
from ptofix.arch.pipe import Pipe
from ptofix.order.barriers import Candidate, candidates, describe, orders_of, reason_word
from ptofix.order.grades import SafeDistance
from ptofix.order.model import FLAG_KEY, Model, ProgramOrder
from ptofix.program.program import TileOp
from ptofix.rewriting.edits import removal
from ptofix.rewriting.job import Job, ModelPass
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
        for candidate in candidates(orders_of(programs, model), Pipe.V):
            found = [(pattern, outcome) for pattern in chosen if (outcome := _match_anywhere(pattern, candidate))]
            if len(found) > 1:
                raise error(
                    f"the patterns `{found[0][0].name}` and `{found[1][0].name}` both match this barrier",
                    candidate.statement.place,
                    (Note("choose one of them with --pattern"),),
                )
            for pattern, outcome in found:
                if _decide(job, pattern, outcome, model, candidate):
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


def _decide(
    job: Job, pattern: Pattern, outcome: list[PatternSite] | Mismatch, model: Model, candidate: Candidate
) -> bool:
    """Whether the barrier was removed: whether it is redundant, whatever the pattern expects that to rest on."""
    place = candidate.statement.place
    if isinstance(outcome, Mismatch):
        job.missed(pattern.name, outcome.reason, outcome.message, place)
        return False
    if not candidate.reached:
        job.missed(pattern.name, "unreached", "no path from the function's entry reaches the barrier", place)
        return False
    if not candidate.is_redundant():
        job.missed(pattern.name, *_why_kept(outcome, model, candidate), place)
        return False
    support = candidate.support()
    used = sorted(support.rests_on) if support is not None else []
    used += [FLAG_KEY] if candidate.rests_on_flag_key() else []
    edit = removal(job.tree, candidate.statement, f"pipe_barrier(PIPE_V): {pattern.name}", job.strip)
    grade = support and support.grade
    return job.accept([edit], pattern.name, "redundant", "removed pipe_barrier(PIPE_V)", place, tuple(used), grade)


def _why_kept(sites: list[PatternSite], model: Model, candidate: Candidate) -> tuple[str, str]:
    """The reason as a stable word, and in a sentence."""
    safe = model.safe_distance
    needed, _ = next(iter(candidate.needed_for()))
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
    if short := _too_few_repeats(sites, safe):
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
