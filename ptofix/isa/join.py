"""One expansion that stands for several candidates of which it is not known which one runs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Access, Expansion, Stage
from ptofix.isa.drain import Drain
from ptofix.isa.walk import BlockOrder, either, within

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


class _Part(Struct, frozen=True):
    """Stages of one candidate; `joined`: there are drains between, and loops that are written out twice."""

    stages: Sequence[Stage]
    joined: bool = False


def _merge(parts: Sequence[_Part]) -> list[Stage]:
    """All accesses of all parts, one stage per pipe. Repeats: what every part issues for sure.

    What an order says of its stage holds in the merged one. With no drains between, the repeats of its part before it
    and after it come on top of that.
    """
    pipes: dict[Pipe, dict[Access, BlockOrder | None]] = {}
    sums = [sum(stage.repeats for stage in part.stages if stage.pipe == Pipe.V) for part in parts]
    fewest = min(sums)
    for part, whole in zip(parts, sums):
        before = 0
        for stage in part.stages:
            repeats = stage.repeats if stage.pipe == Pipe.V else 0
            around = (0, 0) if part.joined else (before, whole - before - repeats)
            accesses = pipes.setdefault(stage.pipe, {})
            for a in stage.accesses:
                bare = replace(a, order=None)
                order = a.order and within(a.order, *around, fewest)
                accesses[bare] = _common(accesses[bare], order) if bare in accesses else order
            before += repeats
    return [
        Stage(pipe, tuple(replace(a, order=order) for a, order in found.items()), fewest if pipe == Pipe.V else 0)
        for pipe, found in pipes.items()
    ]


def _common(one: BlockOrder | None, other: BlockOrder | None) -> BlockOrder | None:
    """What holds of two touches of the same bytes."""
    if one is None or other is None or len(one.first) != len(other.first):
        return None
    return either(one, other)


def join(candidates: Sequence[Expansion]) -> Expansion:
    """The sound union: every access of every candidate, a drain only where all candidates have one.

    It is a barrier only where no candidate drains V with flags: a wait could meet a flag of the code around the call.

    Before the first drain is what any candidate does before its first drain, after the last drain what any does
    after its last, the rest between them. If one candidate has no drain there is none at all.
    """
    split = [_segments(candidate.steps) for candidate in candidates]
    by_flags = any(isinstance(s, Drain) and s.by_flags for candidate in candidates for s in candidate.steps)
    drain = Drain(Pipe.V, Pipe.V if by_flags else None)
    steps: list[Stage | Drain] = []
    if any(len(segments) == 1 for segments in split):
        flat = [_Part([stage for part in segments for stage in part], len(segments) > 1) for segments in split]
        steps.extend(_merge(flat))
    else:
        steps.extend(_merge([_Part(segments[0]) for segments in split]))
        steps.append(drain)
        between = [segments[1:-1] for segments in split]
        middle = _merge([_Part([stage for part in parts for stage in part], len(parts) > 1) for parts in between])
        if middle:
            steps.extend(middle)
            steps.append(drain)
        steps.extend(_merge([_Part(segments[-1]) for segments in split]))
    rebinds = tuple(sorted({index for candidate in candidates for index in candidate.rebinds}))
    notes = dict.fromkeys(note for candidate in candidates for note in candidate.notes)
    return Expansion(tuple(steps), rebinds, (*notes, f"union of {len(candidates)} variants, not decided statically"))
