"""Happens-before between the accesses of a run: vector clocks, and for every byte who touched it last.

An actor is a pipe of a core. `known[a]` of an actor counts the pieces of work of actor `a` that are done before
anything that the actor starts from now on.
"""

from __future__ import annotations

from functools import cache, cached_property

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from ptofix.evidence.assumptions import (
    ACCUMULATOR_DISTANCE,
    BY_DISTANCE,
    READ_BEFORE_WRITE,
    REPEAT_DISTANCE,
    repeats_asked,
)
from ptofix.evidence.measured import WAR, MeasuredDistances
from ptofix.evidence.pairs import entries, products
from ptofix.hardware.pipe import Pipe
from ptofix.machine.memory import Buffer, Elements

Clock = NDArray[np.int64]

NEVER = 1 << 60
"""More repeats than there are."""


@cache
def _short() -> dict[tuple[str, str], int]:
    """The repeats after which one op may overwrite what another reads, where evidence.toml has fewer than for all."""
    found: dict[tuple[str, str], int] = {}
    for entry in entries():
        for pair in entry.orders if entry.order == WAR else ():
            found[pair] = min(entry.repeats, found.get(pair, entry.repeats))
    return found


class SafeRepeats(Struct, frozen=True, dict=True):
    """How many repeats later the vector pipe is done with one, by the assumptions `assumed`.

    What it writes is there by hw.repeat-distance, what it reads has been read by hw.read-before-write; or both as
    `measured` pair by pair. `at_once`: it is done as soon as it starts. The matrix unit counts blocks of accumulators
    (hw.accumulator-distance).
    """

    assumed: frozenset[str]
    measured: MeasuredDistances | None = None
    at_once: bool = False

    @cached_property
    def of_all(self) -> SafeRepeats:
        """The same with all assumptions on the distance of repeats."""
        return SafeRepeats(BY_DISTANCE, self.measured)

    def between(self, earlier: str, later: str, dtype: str, kind: str) -> int:
        """For two calls that meet in a tile of that type: a RAW, WAR or WAW hazard."""
        name = READ_BEFORE_WRITE if kind == WAR else REPEAT_DISTANCE
        if self.at_once:
            return 0
        if {earlier, later} <= products().ops:
            return products().blocks if ACCUMULATOR_DISTANCE in self.assumed else NEVER
        if name not in self.assumed:
            return NEVER
        if self.measured is not None:
            asked = self.measured.asked(earlier, later, dtype, kind)
            return NEVER if asked is None else asked
        return _short().get((earlier, later), repeats_asked(name)) if kind == WAR else repeats_asked(name)


AT_ONCE = SafeRepeats(frozenset(), at_once=True)


class Started(Struct, frozen=True):
    """One stage of one call, as it was run: `number` counts the work of its actor, `where` are the rounds of its loops.

    What two stages of one `call` do to each other is the header's business.
    """

    actor: int
    number: int
    line: int
    op: str
    where: str
    call: int


class ObservedRace(Struct, frozen=True):
    """Two accesses to a common byte, one of them a write, that nothing orders, or only distance does.

    `repeats` is how far apart they are, if that is as far as all assumptions on distance require.
    """

    kind: str  # "RAW" | "WAR" | "WAW"
    earlier: Started
    later: Started
    memory: str
    start: int
    end: int
    repeats: int | None = None


class Times(Struct, frozen=True):
    """When bytes are touched: a number for all of them, or one for each; and as what.

    In repeats of the vector pipe, or blocks of the matrix unit.
    """

    first: NDArray[np.int64] | int
    last: NDArray[np.int64] | int
    dtype: str = ""


class _Shadow(Struct, eq=False):
    """Who wrote each byte last, and who read it or added to it last on each actor: keys of work, 0 for none; repeats.

    Of most memories little is touched: what is all zeros takes neither time nor memory until then.
    `before` and `before_at` have the last reader of another call than that of the last reader: a call may overwrite
    what it has read itself, which does not order it after those that read that, too.
    """

    writer: NDArray[np.int32]
    wrote_at: NDArray[np.int64]
    readers: dict[int, NDArray[np.int32]] = field(default_factory=dict)
    read_at: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    before: dict[int, NDArray[np.int32]] = field(default_factory=dict)
    before_at: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    adders: dict[int, NDArray[np.int32]] = field(default_factory=dict)


class Races(Struct, eq=False):
    """All that was found so far, each pair of lines once. `apart`: the repeats that keep two calls apart.

    `by_distance` has the pairs that only these keep apart.
    """

    apart: SafeRepeats
    found: dict[tuple[str, int, int], ObservedRace] = field(default_factory=dict)
    by_distance: dict[tuple[str, int, int], ObservedRace] = field(default_factory=dict)
    work: list[Started] = field(default_factory=list)
    calls: int = 0
    first: dict[int, int] = field(default_factory=dict)
    """On each actor the first piece of work of the call that started there last."""
    shadows: dict[Buffer, _Shadow] = field(default_factory=dict)
    by_blocks: bool = False
    """Whether two products met in an accumulator, and only its blocks kept them apart."""

    def distance_on(self, pipe: Pipe) -> bool:
        """Whether distance alone keeps anything apart there."""
        if pipe is Pipe.M:
            return ACCUMULATOR_DISTANCE in self.apart.assumed
        return pipe is Pipe.V and bool(self.apart.assumed & BY_DISTANCE)

    def new_call(self) -> int:
        """A number for a call, for all of its stages."""
        self.calls += 1
        return self.calls

    def begin(self, work: Started) -> int:
        """The key of a piece of work that starts, from 1 on."""
        self.work.append(work)
        key, first = len(self.work), self.first.get(work.actor)
        if first is None or self.of(first).call != work.call:
            self.first[work.actor] = key
        return key

    def of(self, key: int) -> Started:
        """The piece of work with that key."""
        return self.work[key - 1]

    def shadow(self, buffer: Buffer) -> _Shadow:
        found = self.shadows.get(buffer)
        if found is None:
            size = buffer.data.size
            found = self.shadows[buffer] = _Shadow(np.zeros(size, np.int32), np.zeros(size, np.int64))
        return found

    def read(self, key: int, known: Clock, region: slice | NDArray[np.int64], buffer: Buffer, times: Times) -> None:
        shadow = self.shadow(buffer)
        self._after_writes("RAW", key, known, region, buffer, times)
        self._after_adds("RAW", key, known, region, buffer, times)
        actor = self.of(key).actor
        if actor not in shadow.readers:
            for numbers, repeats in (shadow.readers, shadow.read_at), (shadow.before, shadow.before_at):
                numbers[actor] = np.zeros(buffer.data.size, np.int32)
                repeats[actor] = np.zeros(buffer.data.size, np.int64)
        last = shadow.readers[actor][region]
        others = (last > 0) & (last < self.first[actor])
        shadow.before[actor][region] = np.where(others, last, shadow.before[actor][region])
        last_at = shadow.read_at[actor][region]
        shadow.before_at[actor][region] = np.where(others, last_at, shadow.before_at[actor][region])
        shadow.readers[actor][region] = key
        shadow.read_at[actor][region] = times.last

    def add(self, key: int, known: Clock, region: slice | NDArray[np.int64], buffer: Buffer, times: Times) -> None:
        """An addition by memory itself: those to one byte need no order among each other."""
        shadow = self.shadow(buffer)
        self._after_writes("WAW", key, known, region, buffer, times)
        self._after_reads(key, known, region, buffer, times)
        actor = self.of(key).actor
        if actor not in shadow.adders:
            shadow.adders[actor] = np.zeros(buffer.data.size, np.int32)
        shadow.adders[actor][region] = key

    def write(self, key: int, known: Clock, region: slice | NDArray[np.int64], buffer: Buffer, times: Times) -> None:
        shadow = self.shadow(buffer)
        self._after_writes("WAW", key, known, region, buffer, times)
        self._after_adds("WAW", key, known, region, buffer, times)
        self._after_reads(key, known, region, buffer, times)
        shadow.writer[region] = key
        shadow.wrote_at[region] = times.last
        for others in (*shadow.readers.values(), *shadow.before.values(), *shadow.adders.values()):
            others[region] = 0

    def _after_writes(
        self, kind: str, key: int, known: Clock, region: slice | NDArray[np.int64], buffer: Buffer, times: Times
    ) -> None:
        shadow = self.shadow(buffer)
        self._compare(kind, key, known, shadow.writer[region], shadow.wrote_at[region], region, buffer, times)

    def _after_adds(
        self, kind: str, key: int, known: Clock, region: slice | NDArray[np.int64], buffer: Buffer, times: Times
    ) -> None:
        shadow = self.shadow(buffer)
        for adders in shadow.adders.values():  # to global memory, where no distance orders anything
            self._compare(kind, key, known, adders[region], shadow.wrote_at[region], region, buffer, times)

    def _after_reads(
        self, key: int, known: Clock, region: slice | NDArray[np.int64], buffer: Buffer, times: Times
    ) -> None:
        shadow = self.shadow(buffer)
        for actor, readers in shadow.readers.items():
            self._compare("WAR", key, known, readers[region], shadow.read_at[actor][region], region, buffer, times)
        own = self.of(key).actor
        if own in shadow.before:
            before, before_at = shadow.before[own][region], shadow.before_at[own][region]
            self._compare("WAR", key, known, before, before_at, region, buffer, times)

    def _compare(
        self,
        kind: str,
        key: int,
        known: Clock,
        others: NDArray[np.int32],
        other_times: NDArray[np.int64],
        region: slice | NDArray[np.int64],
        buffer: Buffer,
        times: Times,
    ) -> None:
        """Report work that is not known to be done. The work's own stage is no other work."""
        if not others.size:
            return
        actor = self.of(key).actor
        # Neighbours mostly have the same work: each run of equal ones is looked at once.
        ends = np.flatnonzero(others[1:] != others[:-1])
        starts = np.concatenate(([0], ends + 1))
        for start, end in zip(starts.tolist(), [*ends.tolist(), others.size - 1], strict=True):
            other = int(others[start])
            if not other or other == key:
                continue
            earlier = self.of(other)
            if earlier.number <= known[earlier.actor] or earlier.call == self.of(key).call:
                continue
            missing, repeats = np.ones(end + 1 - start, bool), None
            later = self.of(key)
            if earlier.actor == actor:
                begins = times.first[start : end + 1] if isinstance(times.first, np.ndarray) else times.first
                between = begins - other_times[start : end + 1]
                missing = between < self.apart.between(earlier.op, later.op, times.dtype, kind)
                self.by_blocks |= not missing.all() and later.op in products().ops
                nearest = int(between.min())
                if nearest >= self.apart.of_all.between(earlier.op, later.op, times.dtype, kind):
                    repeats = nearest
            is_race = bool(missing.any())
            if is_race or repeats is not None:
                own = start + (np.flatnonzero(missing) if is_race else np.arange(end + 1 - start))
                where = own + region.start if isinstance(region, slice) else region[own]
                seen = ObservedRace(kind, earlier, later, buffer.name, int(where.min()), int(where.max()) + 1, repeats)
                _keep_nearest(self.found if is_race else self.by_distance, seen)


def _keep_nearest(known: dict[tuple[str, int, int], ObservedRace], seen: ObservedRace) -> None:
    """Of the meetings of two lines the first one; the nearest one, where all are far enough apart."""
    first = known.setdefault((seen.kind, seen.earlier.line, seen.later.line), seen)
    if first.repeats is not None and (seen.repeats is None or seen.repeats < first.repeats):
        known[seen.kind, seen.earlier.line, seen.later.line] = seen


def bytes_of(region: Elements) -> slice | NDArray[np.int64]:
    """Where a region's bytes are; a slice if they are all that is between its ends."""
    item = np.dtype(region.dtype).itemsize
    if region.index.size * item == region.end - region.start:
        return slice(region.start, region.end)
    return region.bytes()
