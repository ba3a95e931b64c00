"""What waiting is worth: where the critical path runs, what it waits for there, and what a kernel takes without that.

What is worth something is tried, not guessed: the same model of time runs the kernel again, and does not wait there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ptofix.machine.timing.engine import Place, kind_of
from ptofix.machine.timing.estimate import Estimate, Integers, Timed
from ptofix.machine.timing.path import critical_path

MOST_TRIED = 10
"""Places that are tried one by one."""
SHARE = 0.9
"""Of the cycles that barriers take of the path: that many are given by the few that are worth it."""

MOST_ITEMS = 200_000
"""A run of more is not tried again some forty times."""


class Waited(Struct, frozen=True):
    """A flag, barrier or FIFO call of one kind of core, and the cycles that a pipe or the scalar unit waited at it.

    Of the two vector cores the one that waited longer counts. `on_path` are the cycles of those waits that the critical
    path runs through: of a barrier so much of the path is its own, of another wait what the waiting pipe lost there.
    """

    core: str
    line: int
    name: str
    count: int
    cycles: int
    cause: str
    on_path: int = 0

    @property
    def place(self) -> Place:
        return self.core, self.line

    @property
    def is_barrier(self) -> bool:
        return self.cause.startswith("pipe_barrier")

    @property
    def is_flag(self) -> bool:
        return self.cause.startswith("flag ")


class WithoutWaits(Struct, frozen=True):
    """What a kernel takes if a kind of core, or every core (""), did not wait for `cause`, as it does at `waits`."""

    core: str
    cause: str
    waits: tuple[Waited, ...]
    cycles: int


BARRIERS = "barriers of one pipe"
APART = "data and slots of other cores"
SLOTS = "a free slot"


class Worth(Struct, frozen=True):
    """`path`: cycles of the critical path by what it runs through, as (kind of core, pipe or cause), the most first.

    `alone`: cycles that the kernel takes if nothing waits at that place, for the places that matter most. `tried` are
    experiments with all waits of a kind, the best first.
    """

    cycles: int
    path: Mapping[tuple[str, str], int]
    waits: tuple[Waited, ...]
    alone: Mapping[Place, int]
    tried: tuple[WithoutWaits, ...]


def waits_of(estimate: Estimate) -> tuple[Waited, ...]:
    """What made something wait, the most expensive first; what of it is on the path, if there is a timeline."""
    on_path: Counter[tuple[str, int, str]] = Counter()
    if estimate.timeline is not None:
        for slept in critical_path(estimate.timeline).waits:
            on_path[kind_of(slept.core), slept.line, slept.name] += slept.end - slept.start
    found: dict[tuple[str, int, str], Waited] = {}
    for core in estimate.cores:
        kind = kind_of(core.name)
        for spent in core.lines:
            path = on_path[kind, spent.line, spent.cause]
            one = Waited(kind, spent.line, spent.name, spent.count, spent.stalled, spent.cause, path)
            key = (kind, spent.line, spent.name)
            if spent.stalled and (key not in found or found[key].cycles < one.cycles):
                found[key] = one
    return tuple(sorted(found.values(), key=lambda one: (-one.cycles, one.line)))


def ranked(waits: Iterable[Waited]) -> list[Waited]:
    """Those on the critical path, the most of it first."""
    return sorted((one for one in waits if one.on_path), key=lambda one: (-one.on_path, one.line))


def few(waits: Iterable[Waited], share: float = SHARE) -> list[Waited]:
    """The fewest that have so much of the path as that share of all of them."""
    every = ranked(waits)
    total, sofar, found = sum(one.on_path for one in every), 0, list[Waited]()
    for one in every:
        if sofar >= share * total:
            break
        found.append(one)
        sofar += one.on_path
    return found


def worth(timed: Timed, values: Integers) -> Worth | None:
    """None for a kernel that never ends, or that takes so long that nothing is tried. Raises PtofixError."""
    plain = timed.run(values)
    if plain.stuck or plain.items > MOST_ITEMS:
        return None
    estimate = timed.run(values, timeline=True)
    waits = waits_of(estimate)

    def without(places: Iterable[Place]) -> int:
        free = frozenset(places)
        return timed.run(values, free=free).cycles if free else estimate.cycles

    tried = [
        WithoutWaits(core, cause, tuple(found), without(one.place for one in found))
        for (core, cause), found in _groups(waits).items()
        if any(one.on_path for one in found)
    ]
    shown = [*waits[:MOST_TRIED], *ranked(waits)[:MOST_TRIED]]
    off = {one.place for one in shown if not one.on_path}
    nothing = without(off) == estimate.cycles  # not to wait never makes anything later
    alone = {one.place: estimate.cycles if nothing and one.place in off else without([one.place]) for one in shown}
    order = sorted(tried, key=lambda one: (one.cycles, one.core, one.cause))
    return Worth(estimate.cycles, _path(estimate), waits, alone, tuple(order))


def _groups(waits: Iterable[Waited]) -> dict[tuple[str, str], list[Waited]]:
    """Waits by what would make all of them shorter: kind of core, and cause."""
    groups: dict[tuple[str, str], list[Waited]] = {}
    for one in waits:
        if one.is_flag or one.cause == "pipe_barrier(PIPE_ALL)":
            keys = [(one.core, one.cause)]
        elif one.is_barrier:
            keys = [("", BARRIERS)]
        else:
            keys = [("", APART)] + ([("", SLOTS)] if one.cause.startswith(SLOTS) else [])
        for key in keys:
            groups.setdefault(key, []).append(one)
    return groups


def _path(estimate: Estimate) -> dict[tuple[str, str], int]:
    assert estimate.timeline is not None
    found: Counter[tuple[str, str]] = Counter()
    for step in critical_path(estimate.timeline).steps:
        where = str(step.slice.pipe) if step.slice.kind == "work" else step.slice.name
        found[kind_of(step.slice.core), where] += step.end - step.start
    return dict(found.most_common())
