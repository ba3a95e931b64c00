"""What the end of a kernel waited for, and what that waited for, back to the start."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.machine.timing.engine import Slice, Timeline

_Track = tuple[str, Pipe]
_IDLE = "scalar: "
"""How a pipe that was given nothing because the scalar unit waited is written down."""


class PathStep(Struct, frozen=True):
    """From `start` to `end` the kernel waits for this slice; what lies after the slice's own end is its drain."""

    slice: Slice
    start: int
    end: int


class CriticalPath(Struct, frozen=True):
    """The steps, the first one first; they do not overlap. `waits` are what the path runs through: each is either a
    step, or is between two, where what was waited for is the reason of the time before."""

    steps: tuple[PathStep, ...]
    waits: tuple[Slice, ...]


def critical_path(timeline: Timeline) -> CriticalPath:
    """What explains the time of the whole kernel.

    Of what a pipe does, what it did before is the reason; of a wait, where the flag, signal or slot came from. A flag
    that rises some time after the last call of its pipe waited for that call's results, unless the scalar unit waited
    for something since: then it was issued that late.
    """
    tracks: dict[_Track, list[Slice]] = {}
    for one in sorted(timeline.slices, key=lambda one: one.start):
        tracks.setdefault((one.core, one.pipe), []).append(one)
    sources = {arrow.target: arrow.source for arrow in timeline.arrows}
    last = max(timeline.slices, key=lambda one: one.end, default=None)
    steps: list[PathStep] = []
    waits: list[Slice] = []
    if last is None:
        return CriticalPath((), ())
    core, pipe, time = last.core, last.pipe, last.end
    followed: Slice | None = None
    while (found := _before(tracks, core, pipe, time, followed)) is not None:
        followed = None
        if found.kind == "wait" and (source := _source(sources, found)) is not None:
            if not found.name.startswith(_IDLE):
                waits.append(found)
            if time > found.end:
                steps.append(PathStep(found, found.end, time))
            core, pipe, time = source[0], source[1], min(source[2], found.end)
            # Two waits that end at the same time must not be the reason of each other.
            sources.pop((found.core, found.pipe, found.end), None)
            followed = found
        else:
            if found.kind == "wait":
                waits.append(replace(found, end=time))
            steps.append(PathStep(found, found.start, time))
            core, pipe, time = found.core, found.pipe, found.start
    return CriticalPath(tuple(steps[::-1]), tuple(waits[::-1]))


def _before(
    tracks: dict[_Track, list[Slice]], core: str, pipe: Pipe, time: int, followed: Slice | None
) -> Slice | None:
    """What ended last before: of the pipe, or of the scalar unit if that waited later.

    That the pipe had nothing to do meanwhile is not why the scalar unit waited for it.
    """
    own = _last(tracks.get((core, pipe), []), time, "" if followed is None else _IDLE + followed.name)
    scalar = _last(tracks.get((core, Pipe.S), []), time - 1)
    if own is None or (scalar is not None and own.end < scalar.end):
        return scalar
    return own


def _last(slices: list[Slice], time: int, besides: str = "") -> Slice | None:
    """The last that is over by then; those of a track do not overlap."""
    at = bisect_right(slices, time, key=lambda one: one.end)
    if at and slices[at - 1].name == besides and slices[at - 1].end == time:
        at -= 1
    return slices[at - 1] if at else None


def _source(sources: dict[tuple[str, Pipe, int], tuple[str, Pipe, int]], wait: Slice) -> tuple[str, Pipe, int] | None:
    if wait.name.startswith(_IDLE):
        return (wait.core, Pipe.S, wait.end)
    if wait.name == f"pipe_barrier(PIPE_{wait.pipe})":  # a flag after it may have been up by then
        return None
    return sources.get((wait.core, wait.pipe, wait.end))
