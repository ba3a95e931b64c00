"""One expansion that stands for several candidates of which it is not known which one runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ptofix.arch.call import Access, Drain, Expansion, Stage
from ptofix.arch.pipe import Pipe

Steps = Sequence["Stage | Drain"]


def _segments(steps: Steps) -> list[list[Stage]]:
    """The stages between drains of V; the first and last segments are empty if the op starts or ends drained."""
    segments: list[list[Stage]] = [[]]
    for step in steps:
        if isinstance(step, Stage):
            segments[-1].append(step)
        elif step.drains(Pipe.V):
            segments.append([])
    return segments


def _merge(parts: Sequence[Sequence[Stage]]) -> list[Stage]:
    """All accesses of all parts, one stage per pipe, in no known order. Repeats: what every part issues for sure."""
    pipes: dict[Pipe, dict[Access, None]] = {}
    for part in parts:
        for stage in part:
            accesses = pipes.setdefault(stage.pipe, {})
            for a in stage.accesses:
                accesses[replace(a, order=None)] = None
    sums = [sum(stage.repeats for stage in part if stage.pipe == Pipe.V) for part in parts]
    return [Stage(pipe, tuple(found), min(sums) if pipe == Pipe.V else 0) for pipe, found in pipes.items()]


def unite(candidates: Sequence[Expansion]) -> Expansion:
    """The sound union: every access of every candidate, a drain only where all candidates have one.

    It is a barrier only where no candidate drains V with flags: a wait could meet a flag of the code around the call.

    Before the first drain stands what any candidate does before its first drain, after the last drain what any does
    after its last, the rest between them. If one candidate has no drain there is none at all.
    """
    split = [_segments(candidate.steps) for candidate in candidates]
    by_flags = any(isinstance(s, Drain) and s.by_flags for candidate in candidates for s in candidate.steps)
    drain = Drain(Pipe.V, Pipe.V if by_flags else None)
    steps: list[Stage | Drain] = []
    if any(len(segments) == 1 for segments in split):
        steps.extend(_merge([[stage for part in segments for stage in part] for segments in split]))
    else:
        steps.extend(_merge([segments[0] for segments in split]))
        steps.append(drain)
        middle = _merge([[stage for part in segments[1:-1] for stage in part] for segments in split])
        if middle:
            steps.extend(middle)
            steps.append(drain)
        steps.extend(_merge([segments[-1] for segments in split]))
    rebinds = tuple(sorted({index for candidate in candidates for index in candidate.rebinds}))
    notes = dict.fromkeys(note for candidate in candidates for note in candidate.notes)
    return Expansion(tuple(steps), rebinds, (*notes, f"union of {len(candidates)} variants, not decided statically"))
