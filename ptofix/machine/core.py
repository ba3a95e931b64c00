"""The pipes of one core: queues of work that run apart, with flags and barriers between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from ptofix.evidence.pairs import products
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.hardware.tile import BLOCK, Space, TileType
from ptofix.isa.architecture import Arch
from ptofix.isa.call import Access, Stage, unit_flag_mode
from ptofix.isa.drain import Drain
from ptofix.isa.operand import Operand
from ptofix.machine.arithmetic import Compute, NoValueError
from ptofix.machine.memory import Array, Buffer, Elements, of_no_use
from ptofix.machine.races import AT_ONCE, NEVER, Clock, Races, SafeRepeats, Started, Times, bytes_of
from ptofix.machine.semantics import Semantics
from ptofix.machine.shapes import OperandShape, Part, TargetShape
from ptofix.machine.unit_flags import UnitFlags, Where

FlagKey = tuple[Pipe, Pipe, int]
TURNS = "turns by the unit flag"
"""What is counted where matrix unit and fix-pipe wait for each other by it."""


class MisfitError(Exception):
    """A call has no result; the arguments are its line and what of it the machine does not run."""


class Signal(Struct, frozen=True):
    """A flag that is up, or a signal of another core: what is done when it is taken."""

    clock: Clock
    queue: PipeQueue | None = None

    def take(self) -> Clock:
        """What the work before it wrote has arrived by now."""
        if self.queue is not None:
            self.queue.arrived(int(self.clock[self.queue.actor]))
        return self.clock


class Held(Struct, frozen=True):
    """An operand as the call finds it: the region of its valid part, or the number of a scalar. `layout` and
    `dimensions` are those of a tensor: sizes and strides."""

    operand: Operand
    region: Elements | None = None
    number: Any = None
    pad: str = "Null"
    layout: str = ""
    dimensions: tuple[tuple[int, int], ...] = ()


class OpItem(Struct, frozen=True):
    """A call in a queue, or that part of it that is on one pipe: what it computes, and where each operand is.

    `steps` are the stages of this part; with `last` the target is written last, of all parts. `seen` is what the parts
    have read so far, `call` is the number of all of them. `adds`: what is computed is added to what is there.
    """

    call: int
    op: str
    line: int
    where: str
    held: tuple[Held, ...]
    steps: tuple[Stage | Drain, ...]
    last: Stage | None
    semantics: Semantics
    words: tuple[str, ...]
    seen: dict[int, Array]
    after: Clock
    adds: bool = False


class SetItem(Struct, frozen=True):
    """`set_flag`, or a signal to another core, which `give` hands on."""

    line: int
    text: str
    give: Callable[[Signal], None]
    after: Clock


class WaitItem(Struct, frozen=True):
    """`wait_flag` with another target than S."""

    line: int
    key: FlagKey
    after: Clock


class BarrierItem(Struct, frozen=True):
    """`pipe_barrier` of one pipe."""

    line: int
    after: Clock


Item = OpItem | SetItem | WaitItem | BarrierItem


class _Pending(Struct, eq=False):
    """A value on its way to memory: it arrives when the pipe is drained, or when as many repeats as `landing` says
    lie between the one that wrote it (`written`) and the one that asks. `op` made it.

    `values` is a function where what it is made of is read no sooner than that.
    """

    number: int
    op: str
    region: Elements
    values: Array | Callable[[], Array]
    written: NDArray[np.int64] | int
    landing: Landing
    adds: bool = False
    there: NDArray[np.bool_] | None = None
    """Its bytes that have arrived before the rest."""

    def meets(self, region: Elements) -> bool:
        return self.region.buffer is region.buffer and self.region.start < region.end and region.start < self.region.end

    def landed(self, low: int, times: NDArray[np.int64], later: str, dtype: str) -> NDArray[np.bool_]:
        """Which of its bytes are on their way, but land by the `times` of bytes from `low` on, for the op `later`."""
        lands = self.written + self.landing.repeats.between(self.op, later, dtype, "RAW")
        where = self.region.bytes() - low
        found = (where >= 0) & (where < len(times))
        found[found] = np.broadcast_to(lands, where.shape)[found] <= times[where[found]]
        return found if self.there is None else found & ~self.there

    def land(self, some: NDArray[np.bool_]) -> None:
        """Some bytes arrive before the rest."""
        assert not callable(self.values)
        self.region.buffer.data[self.region.bytes()[some]] = self.values.reshape(-1).view(np.uint8)[some]
        self.there = some if self.there is None else self.there | some

    def arrive(self) -> None:
        if self.there is not None:
            self.land(~self.there)
        else:
            self.region.write(self.values() if callable(self.values) else self.values, self.adds)


class Landing(Struct, frozen=True):
    """When written bytes arrive: so many `repeats` after the repeat that writes them.

    `reads_late`: what is read is read then, too. `overtakes`: before what earlier calls wrote and is under way.
    """

    repeats: SafeRepeats
    reads_late: bool = False
    overtakes: bool = False


class PipeQueue(Struct, eq=False):
    """One pipe: what waits in it, what it knows to be done, and what of its own is still under way."""

    pipe: Pipe
    actor: int
    known: Clock
    items: deque[Item] = field(default_factory=deque)
    issued: int = 0
    clock: int = 0
    pending: list[_Pending] = field(default_factory=list)
    after: Clock | None = None

    def drain(self) -> None:
        """All that was started is done, and has arrived, before anything later starts."""
        self.known[self.actor] = self.issued
        self.arrived(self.issued)

    def arrived(self, number: int) -> None:
        """What the work up to this number wrote is in memory."""
        while self.pending and self.pending[0].number <= number:
            self.pending.pop(0).arrive()

    def signal(self) -> Signal:
        """That all that was given to the pipe so far is done. The pipe itself does not wait for that."""
        clock = self.known.copy()
        clock[self.actor] = self.issued
        return Signal(clock, self)

    def learn(self, clock: Clock) -> None:
        if clock is not self.after:  # what the scalar unit knew is the same for many items
            np.maximum(self.known, clock, out=self.known)
            self.after = clock


class Core(Struct, eq=False):
    """One core: memories, pipes, flags that are up."""

    name: str
    kind: str
    arch: Arch
    races: Races
    memories: Mapping[Space, Buffer]
    pipes: Mapping[Pipe, PipeQueue]
    landing: Callable[[int], Landing]
    scalar: Clock
    """What the scalar unit knows to be done; everything that it issues starts after that."""
    flags: dict[FlagKey, deque[Signal]] = field(default_factory=dict)
    set_last: dict[FlagKey, int] = field(default_factory=dict)
    """The line that raised each flag last."""
    unawaited: dict[FlagKey, deque[int]] = field(default_factory=dict)
    """The lines that set each flag and that no wait was issued for yet, in the order of the text."""
    set_again: dict[tuple[FlagKey, int], int] = field(default_factory=dict)
    """Where a flag is set for which there was such a line, the last of which is the value."""
    counts: dict[str, int] = field(default_factory=dict)
    unit_flags: UnitFlags = field(default_factory=UnitFlags)

    @staticmethod
    def make(
        name: str, kind: str, first: int, actors: int, arch: Arch, races: Races, landing: Callable[[int], Landing]
    ) -> Core:
        memories = {
            space: Buffer.empty(f"{name} {one.memory}", one.capacity, name)
            for space, one in arch.memories.items()
            if one.core == kind
        }
        pipes = {pipe: PipeQueue(pipe, first + number, np.zeros(actors, np.int64)) for number, pipe in enumerate(PIPES)}
        return Core(name, kind, arch, races, memories, pipes, landing, np.zeros(actors, np.int64))

    # ---- what the scalar unit does ----

    def issue(self, pipe: Pipe, item: Item) -> None:
        self.pipes[pipe].items.append(item)

    def scalar_learns(self, clock: Clock) -> None:
        self.scalar = np.maximum(self.scalar, clock)

    def take_for_scalar(self, key: FlagKey) -> bool:
        """Whether a flag for S was up; it is down then."""
        raised = self.flags.get(key)
        if not raised:
            return False
        self.scalar_learns(raised.popleft().take())
        return True

    def scalar_access(self, op: str, line: int, where: str, region: Elements, write: bool, adds: bool) -> None:
        """The scalar unit reads or writes an element itself, when it gets there."""
        queue = self.pipes[Pipe.S]
        queue.learn(self.scalar)
        queue.issued += 1
        key = self.races.begin(Started(queue.actor, queue.issued, line, op, where, self.races.new_call()))
        note = self.races.add if adds else self.races.write if write else self.races.read
        note(key, queue.known, slice(region.start, region.end), region.buffer, Times(NEVER, NEVER))
        queue.drain()

    def scalar_waits(self) -> None:
        """It goes on with what it has read."""
        self.scalar_learns(self.pipes[Pipe.S].known)

    def idle(self) -> bool:
        return not any(queue.items for queue in self.pipes.values())

    def drain_all(self) -> None:
        """`pipe_barrier(PIPE_ALL)`, with nothing left in the queues."""
        for queue in self.pipes.values():
            queue.drain()
            self.scalar_learns(queue.known)

    # ---- what the pipes do ----

    def step(self, pipe: Pipe) -> bool:
        """Let a pipe do the first thing in its queue; False if it cannot."""
        queue = self.pipes[pipe]
        if not queue.items:
            return False
        item = queue.items[0]
        match item:
            case WaitItem(_, key, after):
                raised = self.flags.get(key)
                if not raised:
                    return False
                queue.learn(after)
                np.maximum(queue.known, raised.popleft().take(), out=queue.known)
            case SetItem(_, _, give, after):
                queue.learn(after)
                give(queue.signal())
            case BarrierItem(_, after):
                queue.learn(after)
                queue.drain()
            case OpItem():
                if not self._takes_turn(queue, item):
                    return False
        queue.items.popleft()
        return True

    def _takes_turn(self, queue: PipeQueue, item: OpItem) -> bool:
        """Run a call, if it need not wait for the unit flag."""
        where = turn_of(queue.pipe, item)
        if where is not None and not self.unit_flags.is_ready(queue.pipe, where):
            return False
        queue.learn(item.after)
        if where is not None:
            for clock in self.unit_flags.enter(queue.pipe, where):
                np.maximum(queue.known, clock, out=queue.known)
        self._run(queue, item)
        if where is not None:
            mode = unit_flag_mode(item.words)
            self.counts[TURNS] = self.counts.get(TURNS, 0) + 1
            self.unit_flags.leave(queue.pipe, where, mode, queue.signal(), item.line)
        return True

    def written(self, key: FlagKey, line: int, sets: bool) -> None:
        """The scalar unit comes by a `set_flag` or `wait_flag`. Flags count here, so a second set loses nothing."""
        lines = self.unawaited.setdefault(key, deque())
        if sets and lines:
            self.set_again.setdefault((key, line), lines[-1])
        if sets:
            lines.append(line)
        elif lines:
            lines.popleft()

    def raised(self, key: FlagKey, line: int) -> Callable[[Signal], None]:
        def give(signal: Signal) -> None:
            self.flags.setdefault(key, deque()).append(signal)
            self.set_last[key] = line

        return give

    def _run(self, queue: PipeQueue, item: OpItem) -> None:
        """One call: its stages one after the other, its value when the target is written first."""
        landing, seen, last = self.landing(item.line), item.seen, item.last
        for step in item.steps:
            if isinstance(step, Drain):
                queue.drain()
                continue
            queue.issued += 1
            key = self.races.begin(Started(queue.actor, queue.issued, item.line, item.op, item.where, item.call))
            for access in step.accesses:
                self._note(queue, key, item, access)
            late = landing.reads_late and not self.races.distance_on(queue.pipe)
            for access in step.accesses:
                if not access.write and access.operand is not None and access.operand not in seen:
                    if late and step is last:
                        continue
                    region = item.held[access.operand].region
                    if region is not None and access.operand in item.semantics.sources:
                        seen[access.operand] = self._seen(queue, item, region, access)
            if step is last:
                for source in item.semantics.sources if not late else ():  # what no stage is known to read
                    region = item.held[source].region
                    if region is not None and source not in seen:
                        seen[source] = self._seen(queue, item, region, Access(source, None, False, 0, 0))
                written = next(access for access in step.accesses if _writes(access, item.semantics.target))
                self._make(queue, item, item.semantics, seen, written, landing, late)
            queue.clock += step.repeats + blocks_of(item)
        if queue.pipe is Pipe.S:  # the scalar unit does one thing after the other
            queue.drain()

    def _note(self, queue: PipeQueue, key: int, item: OpItem, access: Access) -> None:
        """Tell the race detector of an access."""
        if access.operand is None:
            buffer, start = self.memories[Space.VEC], access.offset
        else:
            region = item.held[access.operand].region
            if region is None:
                return
            if region.buffer.core is None:
                where, times = bytes_of(region), Times(NEVER, NEVER)
                note = self.races.read if not access.write else self.races.add if item.adds else self.races.write
                note(key, queue.known, where, region.buffer, times)
                return
            buffer, start = region.buffer, region.base + access.offset
        end = min(start + access.length, buffer.data.size)
        times = Times(queue.clock, NEVER, _type_of(item, access))
        walk = _walk(item, access, end - start)
        if walk is not None:
            times = Times(queue.clock + walk[0], queue.clock + walk[1], times.dtype)
        note = self.races.write if access.write else self.races.read
        if access.rows is None or start % BLOCK:
            note(key, queue.known, slice(start, end), buffer, times)
            return
        inside = np.flatnonzero(np.arange(end - start) % access.rows.stride < access.rows.width)
        if isinstance(times.first, np.ndarray) and isinstance(times.last, np.ndarray):
            times = Times(times.first[inside], times.last[inside], times.dtype)
        note(key, queue.known, start + inside, buffer, times)

    def _seen(self, queue: PipeQueue, item: OpItem, region: Elements, access: Access) -> Array:
        """What a read finds: memory, and of what is under way on this pipe that which has arrived by then."""
        meeting = [one for one in queue.pending if one.meets(region)]
        if not meeting:
            return region.read()
        low, high = region.start, region.end
        image = region.buffer.data[low:high].copy()
        times = _times(queue, item, region, access)
        for one in meeting:
            if not callable(one.values):
                where = one.region.bytes() - low
                there = one.landed(low, times, item.op, _type_of(item, access))
                image[where[there]] = one.values.reshape(-1).view(np.uint8)[there]
        return region.read(image, low)

    @staticmethod
    def _overtake(queue: PipeQueue, item: OpItem, region: Elements, access: Access, values: Array, adds: bool) -> None:
        """Write before what is under way, but after what of that has landed when each byte is written."""
        times = _times(queue, item, region, access)
        for one in queue.pending:
            if one.meets(region) and not callable(one.values):
                one.land(one.landed(region.start, times, item.op, _type_of(item, access)))
        region.write(values, adds)

    def _make(
        self,
        queue: PipeQueue,
        item: OpItem,
        semantics: Semantics,
        seen: dict[int, Array],
        access: Access,
        landing: Landing,
        late: bool,
    ) -> None:
        whole = item.held[semantics.target].region
        assert whole is not None
        region = _part(whole, semantics.part, item)

        def inputs() -> list[Any]:
            found = []
            for source in semantics.sources:
                held = item.held[source]
                if held.region is None:
                    found.append(held.number)
                else:
                    found.append(seen[source] if source in seen else held.region.read())
            if semantics.shaped:
                found.insert(0, target_shape(item.held[semantics.target], item.held, item.words, region))
            return found

        def values(compute: Compute, region: Elements) -> Array:
            try:
                with np.errstate(all="ignore"):
                    made = np.asarray(compute(*inputs()))
                    if made.shape != region.index.shape:
                        raise ValueError("shapes differ")
                    return np.ascontiguousarray(made.astype(region.dtype))
            except NoValueError as why:
                raise MisfitError(item.line, f"`{item.op}`: {why}") from None
            except (ValueError, IndexError):  # of numpy, about shapes
                raise MisfitError(item.line, _misfit(item)) from None

        results = [(region, partial(values, semantics.compute, region))]
        for operand, compute in semantics.also:
            other = item.held[operand].region
            assert other is not None
            other = _part(other, semantics.also_part, item)
            results.append((other, partial(values, compute, other)))
        for spoiled in semantics.spoils:
            lost = item.held[spoiled].region
            if lost is not None:
                results.append((lost, partial(of_no_use, lost.index.shape, lost.dtype)))
        if not late:  # all is made of what was there before
            made_now = [(where, make()) for where, make in results]
            results = [(where, partial(_same, made)) for where, made in made_now]
        for where, make in results:
            self._send(queue, item, where, access, make, landing, late, item.adds and where is region)

    def _send(
        self,
        queue: PipeQueue,
        item: OpItem,
        region: Elements,
        access: Access,
        values: Callable[[], Array],
        landing: Landing,
        late: bool,
        adds: bool,
    ) -> None:
        """Values on their way to memory, by the schedule."""
        if landing.overtakes:
            self._overtake(queue, item, region, access, values(), adds)
            return
        if landing.repeats is AT_ONCE and not queue.pending:  # else it would arrive before what was written before it
            region.write(values(), adds)
            return
        written: NDArray[np.int64] | int = NEVER
        walk = None if region.buffer.core is None else _walk(item, access, region.high)
        if walk is not None:
            written = queue.clock + walk[1][region.bytes() - region.base]
        made = values if late else values()
        queue.pending.append(_Pending(queue.issued, item.op, region, made, written, landing, adds))


def turn_of(pipe: Pipe, item: OpItem) -> Where | None:
    """The bytes of the accumulator in which a call takes turns by the unit flag; None for one that does not."""
    if pipe not in (Pipe.M, Pipe.FIX) or not unit_flag_mode(item.words):
        return None
    for held in item.held:
        tile = held.operand.tile
        if tile is not None and tile.space is Space.ACC and held.region is not None:
            return held.region.start, held.region.end
    return None


def _same(values: Array) -> Array:
    return values


def _part(whole: Elements, part: Callable[..., Part] | None, item: OpItem) -> Elements:
    """The elements of an operand that the call writes."""
    if part is None:
        return whole
    semantics = item.semantics
    target = target_shape(item.held[semantics.target], item.held, item.words, whole)
    shapes = (item.held[source] for source in semantics.sources)
    sources = (held.number if held.region is None else held.region.index for held in shapes)
    try:
        rows, cols = part(target, *sources)
    except ValueError:
        raise MisfitError(item.line, _misfit(item)) from None
    return replace(whole, index=whole.index[rows, cols])


def _misfit(item: OpItem) -> str:
    return f"operands of `{item.op}` that do not fit each other"


def _times(queue: PipeQueue, item: OpItem, region: Elements, access: Access) -> NDArray[np.int64]:
    """When each byte between the ends of a region is first touched, in repeats or blocks."""
    low, high = region.start, region.end
    times = np.full(high - low, queue.clock, np.int64)
    walk = _walk(item, access, high - region.base)
    if walk is not None:
        times[max(0, region.base - low) :] += walk[0][max(0, low - region.base) :][: high - low]
    return times


def _walk(item: OpItem, access: Access, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """For each of the first bytes of what is accessed, how far into the call it is touched first and last.

    In repeats, or in blocks of an accumulator; None where it is not known.
    """
    if access.order is not None:
        return _spread(access.order.first, size), _spread(access.order.last, size)
    tile = None if access.operand is None else item.held[access.operand].operand.tile
    if tile is None or tile.space is not Space.ACC or tile.element_bytes is None or not blocks_of(item):
        return None
    blocks = np.arange(size) // (products().rows * products().cols * tile.element_bytes)
    return blocks, blocks


def blocks_of(item: OpItem) -> int:
    """The blocks that the matrix unit takes for a product, 0 for any other call."""
    sides: dict[Space, TileType] = {}
    for held in item.held:
        if held.operand.tile is not None:
            sides[held.operand.tile.space] = held.operand.tile
    if not {Space.LEFT, Space.RIGHT} <= sides.keys():
        return 0
    rows, cols = sides[Space.LEFT].valid_rows, sides[Space.RIGHT].valid_cols
    return products().blocks_of(item.op, None if rows is None or cols is None else (rows, cols))


def last_of_target(steps: tuple[Stage | Drain, ...], semantics: Semantics) -> Stage | None:
    """The stage that writes the target last: what is computed arrives with it."""
    found = None
    for step in steps:
        if isinstance(step, Stage) and any(_writes(access, semantics.target) for access in step.accesses):
            found = step
    return found


def target_shape(
    target: Held, held: tuple[Held, ...], template: tuple[str, ...], region: Elements | None = None
) -> TargetShape:
    """What `target` is for a call with these operands; `region` is the part of it that is written."""
    where = target.region if region is None else region
    assert where is not None
    words = tuple(one.number for one in held if isinstance(one.number, str)) + template
    operands = tuple(_shape(one) for one in held)
    tile = target.operand.tile
    if tile is None:
        return TargetShape(where.dtype, where.index.shape, words, operands=operands)
    valid = (tile.valid_rows or 0, tile.valid_cols or 0)
    space = str(tile.space)
    in_place = frozenset(
        number
        for number, one in enumerate(held)
        if one.region is not None and (one.region.buffer, one.region.base) == (where.buffer, where.base)
    )
    return TargetShape(
        where.dtype,
        where.index.shape,
        words,
        space,
        target.pad,
        operands,
        valid,
        tile.layout,
        tile.boxed,
        in_place,
        (not tile.rows_at_run_time, not tile.cols_at_run_time),
    )


def _shape(held: Held) -> OperandShape:
    if held.region is None:
        return OperandShape("", None, held.number)
    tile = held.operand.tile
    index = held.region.index
    if tile is None:
        return OperandShape("", held.region.dtype, index=index, layout=held.layout, dimensions=held.dimensions)
    valid = (tile.valid_rows or 0, tile.valid_cols or 0)
    size = tile.rows, tile.cols
    return OperandShape(str(tile.space), held.region.dtype, None, valid, held.pad, index, tile.layout, size, tile.boxed)


def _writes(access: Access, target: int) -> bool:
    return access.write and access.operand == target


def _type_of(item: OpItem, access: Access) -> str:
    """The element type of what is accessed; hidden scratch has that of the first tile."""
    named = item.held if access.operand is None else (item.held[access.operand],)
    return next((held.operand.tile.dtype for held in named if held.operand.tile is not None), "")


def _spread(blocks: tuple[int, ...], size: int) -> NDArray[np.int64]:
    """A number per byte from one per block."""
    spread = np.repeat(np.asarray(blocks, np.int64), BLOCK)
    return spread[:size] if len(spread) >= size else np.concatenate((spread, np.full(size - len(spread), spread[-1])))
