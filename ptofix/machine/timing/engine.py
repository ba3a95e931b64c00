"""Cores, pipes and the clock. What a pipe does is in order, so all times follow from what waits for what.

The scalar unit of a core issues; its pipes take what is issued, one after the other, as flags, barriers and the FIFOs
between the cores allow. No queue is ever full. A pipe that does nothing waits for a reason, which is counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.hardware.core_flags import CoreFlag, partner
from ptofix.hardware.credits import credit_period, needs_credit
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.machine.timing.items import Fifo, FlagKey, Item, TimedBarrier, TimedCall, TimedSet, TimedWait
from ptofix.machine.timing.latency import Latencies
from ptofix.text.diagnostics import error

MOST_ITEMS = 20_000_000
"""After so many a kernel is taken not to end."""


class Spent(Struct):
    """What one statement was on one core: how often it ran, cycles of work, and cycles that it made its pipe wait.

    `name` is that of the op, or the flag or barrier as it is written; `cause` what it waited for, if it did.
    """

    line: int
    name: str
    count: int = 0
    busy: int = 0
    stalled: int = 0
    cause: str = ""

    def stall(self, cause: str, cycles: int) -> None:
        self.cause = cause
        self.stalled += cycles


class Slice(Struct, frozen=True):
    """For a timeline: what a pipe does (`kind` "work") or waits for ("wait"), from `start` to `end`.

    `name` is that of the op, or the cause of the wait.
    """

    core: str
    pipe: Pipe
    kind: str
    name: str
    line: int
    start: int
    end: int


class Arrow(Struct, frozen=True):
    """For a timeline: a flag or signal, from where it is given to where it is taken."""

    name: str
    source: tuple[str, Pipe, int]
    target: tuple[str, Pipe, int]


class Timeline(Struct):
    """What happened, in the order in which it was worked out."""

    slices: list[Slice] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)


class Queue(Struct, eq=False):
    """One pipe: when it is free, when all that it has started is done, and what waits in it."""

    pipe: Pipe
    free: int = 0
    done: int = 0
    busy: int = 0
    items: deque[tuple[Item, int]] = field(default_factory=deque)
    stalls: dict[str, int] = field(default_factory=dict)

    def stall(self, cause: str, cycles: int) -> None:
        self.stalls[cause] = self.stalls.get(cause, 0) + cycles


class _Signal(NamedTuple):
    """A signal on its way: when it is there, and from which core and pipe."""

    time: int
    core: str
    pipe: Pipe


_COUNTED = {"TALLOC": "claim", "TPUSH": "push", "TPOP": "pop", "TFREE": "free"}
"""Which of its parts a call is counted by."""

Place = tuple[str, int]
"""A line of the text, on one kind of core."""


def kind_of(core: str) -> str:
    """Of `vector0` and `vector1`: `vector`."""
    return core.rstrip("01")


def _given(item: Fifo, core: str) -> CoreFlag | None:
    """The flag that a push or free of a kind of core gives; None at the wrong end of a pipe."""
    pushes = item.verb == "push"
    flags = item.end.type.flags_from(core if pushes else partner(core))
    return None if flags is None else flags.ready if pushes else flags.free


Signals = dict[tuple[CoreFlag, str, str], deque[_Signal]]
"""Between cores: by flag, sender and receiver."""


class TimedCore(Struct, eq=False):
    """One core: its scalar unit, which issues, and its pipes."""

    name: str
    steps: Iterator[Item]
    figures: Latencies
    others: tuple[str, ...]
    signals: Signals
    timeline: Timeline | None = None
    free: frozenset[Place] = frozenset()
    """Where nothing waits, to see what the waiting is worth."""
    clock: int = 0
    blocked_by: Item | None = None
    over: bool = False
    held: tuple[str, int, int] = ("issue", 0, 0)
    """What the scalar unit waited for last: the cause, the line, and until when."""
    scalar_stalls: dict[str, int] = field(default_factory=dict)
    queues: dict[Pipe, Queue] = field(default_factory=lambda: {pipe: Queue(pipe) for pipe in PIPES})
    flags: dict[FlagKey, deque[_Signal]] = field(default_factory=dict)
    spent: dict[tuple[int, type[Item]], Spent] = field(default_factory=dict)
    """A call of a tile through a FIFO is two things in one line: the copy, and the FIFO."""
    items: int = 0

    @property
    def end(self) -> int:
        return max(self.clock, *(queue.done for queue in self.queues.values()))

    def is_free(self, item: Item) -> bool:
        return bool(self.free) and (kind_of(self.name), item.line) in self.free

    def on(self, item: Item) -> Spent:
        key = (item.line, item.__class__)
        found = self.spent.get(key)
        if found is None:
            found = self.spent[key] = Spent(item.line, item.name)
        return found

    # ---- the scalar unit ----

    def run(self) -> bool:
        """Go on as far as possible; whether anything was issued."""
        before = self.items
        while not self.over:
            item = self.blocked_by
            if item is None:
                item = next(self.steps, None)
                if item is None:
                    self.over = True
                    return True
            if not self._issue(item):
                self.blocked_by = item
                return self.items > before
            self.blocked_by = None
            self.items += 1
            if self.items > MOST_ITEMS:
                raise error(f"{self.name} does not come to an end: more than {MOST_ITEMS} statements")
        return self.items > before

    def _issue(self, item: Item) -> bool:
        issue = self.figures.sync["issue"]
        if isinstance(item, TimedCall):
            self._give(item.pipe, item)
        elif isinstance(item, TimedSet):
            if item.key[0] is Pipe.S:
                self._raise(item.key, _Signal(self.clock, self.name, Pipe.S))
                self.on(item).count += 1
            else:
                self._give(item.key[0], item)
        elif isinstance(item, TimedWait):
            if item.key[1] is Pipe.S:
                raised = self.flags.get(item.key)
                if not raised:
                    return False
                self._take(item, f"flag {item.key[0]}>S", (raised.popleft(),))
            else:
                self._give(item.key[1], item)
        elif isinstance(item, TimedBarrier):
            if item.pipe is not Pipe.ALL:
                self._give(item.pipe, item)
            elif any(queue.items for queue in self.queues.values()):
                return False
            else:
                last = max(self.queues.values(), key=lambda queue: queue.done)
                self._take(item, "pipe_barrier(PIPE_ALL)", (_Signal(last.done, self.name, last.pipe),))
        elif not self._fifo(item):
            return False
        self.clock += issue
        return True

    def _take(self, item: Item, cause: str, signals: tuple[_Signal, ...]) -> None:
        """The scalar unit goes on when all the signals are there."""
        last = max(signals, key=lambda signal: signal.time)
        spent = self.on(item)
        spent.count += not isinstance(item, Fifo)
        if last.time > self.clock and not self.is_free(item):
            waited = last.time - self.clock
            spent.stall(cause, waited)
            self.scalar_stalls[cause] = self.scalar_stalls.get(cause, 0) + waited
            self._slice(Pipe.S, "wait", cause, item.line, self.clock, last.time)
            self.clock = last.time
            self.held = (cause, item.line, last.time)
        self._arrow(cause, last, Pipe.S, self.clock)

    def _fifo(self, item: Fifo) -> bool:
        end, figures = item.end, self.figures
        flags = end.type.flags_from(kind_of(self.name))
        free = None if flags is None else flags.free
        together = figures.composition.cores == "wait"
        match item.verb:
            case "claim":
                if together and free is not None and needs_credit(end.claimed, end.type.slot_num):
                    if not self._join("a free slot", free, item):
                        return False
                    end.credits += 1
                end.claimed += 1
            case "pop":
                if together and not self._join("data", end.type.awaited(kind_of(self.name)), item):
                    return False
                end.popped += 1
            case "close":
                while together and free is not None and end.credits < end.claimed // credit_period(end.type.slot_num):
                    if not self._join("a free slot", free, item):
                        return False
                    end.credits += 1
            case "push":
                pipe = Pipe.FIX if self.name == "cube" else Pipe.MTE3
                if figures.composition.push == "waits":
                    if self.queues[pipe].items:
                        return False
                    self._take(item, "TPUSH", (_Signal(self.queues[pipe].done, self.name, pipe),))
                self._give(pipe, item)
            case "free" if not (end.pops_tiles and item.op == "TFREE"):
                if end.type.slot_num <= 1 or end.popped % credit_period(end.type.slot_num) == 0:
                    self._give(Pipe.MTE2, item)
        self.on(item).count += _COUNTED.get(item.op) == item.verb
        return True

    def _join(self, what: str, flag: CoreFlag, item: Fifo) -> bool:
        """Take a signal of every core at the other end, if they are all there."""
        queues = [self.signals.get((flag, other, self.name)) for other in self.others]
        if not queues or not all(queues):
            return False
        found = tuple(queue.popleft() for queue in queues if queue)
        self._take(item, f"{what} of pipe {item.end.type.flag_id}", found)
        return True

    # ---- the pipes ----

    def _give(self, pipe: Pipe, item: Item) -> None:
        queue = self.queues[pipe]
        if queue.items or not self._start(queue, item, self.clock):
            queue.items.append((item, self.clock))

    def _go_on(self, queue: Queue) -> None:
        while queue.items and self._start(queue, *queue.items[0]):
            queue.items.popleft()

    def _start(self, queue: Queue, item: Item, issued: int) -> bool:
        """Let a pipe do something that was issued at a time; False if it waits for a flag that nobody has set yet."""
        sync = self.figures.sync
        if isinstance(item, TimedCall):
            self._work(queue, item, issued)
        elif isinstance(item, TimedWait):
            raised = self.flags.get(item.key)
            if not raised:
                return False
            signal = raised.popleft()
            spent = self.on(item)
            spent.count += 1
            ready = self._idle(queue, issued)
            if signal.time > ready and not self.is_free(item):
                cause = f"flag {item.key[0]}>{item.key[1]}"
                spent.stall(cause, signal.time - ready)
                queue.stall(cause, signal.time - ready)
                self._slice(queue.pipe, "wait", cause, item.line, ready, signal.time)
                ready = signal.time
            queue.free = ready + sync["wait_flag"]
            queue.done = max(queue.done, queue.free)
            self._arrow(f"flag {item.key[2]}", signal, queue.pipe, ready)
        elif isinstance(item, TimedBarrier):
            spent = self.on(item)
            spent.count += 1
            ready = self._idle(queue, issued)
            waits = sync["pipe_barrier"] and not self.is_free(item)
            cost = max(queue.done - ready, 0) + sync["pipe_barrier"] if waits else 0
            if cost:
                cause = f"pipe_barrier(PIPE_{queue.pipe})"
                spent.stall(cause, cost)
                queue.stall(cause, cost)
                self._slice(queue.pipe, "wait", cause, item.line, ready, ready + cost)
            queue.free = ready + cost
            queue.done = max(queue.done, queue.free)
        elif isinstance(item, TimedSet):
            self.on(item).count += 1
            time = max(issued, queue.free, queue.done)
            self._raise(item.key, _Signal(time, self.name, queue.pipe))
        else:
            assert isinstance(item, Fifo)
            flag = _given(item, kind_of(self.name))
            signal = _Signal(max(issued, queue.free, queue.done) + sync["cross_core"], self.name, queue.pipe)
            if flag is not None:
                for other in self.others:
                    self.signals.setdefault((flag, self.name, other), deque()).append(signal)
        return True

    def _work(self, queue: Queue, item: TimedCall, issued: int) -> None:
        start, took = self._idle(queue, issued), item.took
        free = start + took.busy
        if took.after_drain is not None:
            free = max(free, queue.done + took.after_drain)
        queue.busy += free - start
        queue.done = max(queue.done, start + took.done, free)
        queue.free = free
        spent = self.on(item)
        spent.count += 1
        spent.busy += free - start
        self._slice(queue.pipe, "work", item.name, item.line, start, free)

    def _idle(self, queue: Queue, issued: int) -> int:
        """When the pipe can take what was issued then. It may have had nothing to do for a while: because of what the
        scalar unit waited for, or because that was slow."""
        free = queue.free
        if issued <= free:
            return free
        cause, line, until = self.held
        waited = max(0, min(issued, until) - free)
        if waited:
            queue.stall(f"scalar: {cause}", waited)
            self._slice(queue.pipe, "wait", f"scalar: {cause}", line, free, free + waited)
        if issued - free > waited:
            queue.stall("issue", issued - free - waited)
        queue.free = issued
        return issued

    def _raise(self, key: FlagKey, signal: _Signal) -> None:
        self.flags.setdefault(key, deque()).append(signal)
        if key[1] is not Pipe.S:
            self._go_on(self.queues[key[1]])

    # ---- what is written down ----

    def _slice(self, pipe: Pipe, kind: str, name: str, line: int, start: int, end: int) -> None:
        if self.timeline is not None and end > start:
            self.timeline.slices.append(Slice(self.name, pipe, kind, name, line, start, end))

    def _arrow(self, name: str, signal: _Signal, pipe: Pipe, time: int) -> None:
        if self.timeline is not None:
            self.timeline.arrows.append(
                Arrow(name, (signal.core, signal.pipe, signal.time), (self.name, pipe, max(time, signal.time)))
            )


class Stuck(Struct, frozen=True):
    """A core that waits forever."""

    core: str
    line: int
    text: str


def run(cores: list[TimedCore]) -> tuple[Stuck, ...]:
    """Let all cores go on until they are over; what they wait for if they cannot be."""
    while any(core.run() for core in cores):
        pass
    return tuple(stuck for core in cores if (stuck := _stuck(core)) is not None)


def _stuck(core: TimedCore) -> Stuck | None:
    if core.blocked_by is not None:
        return Stuck(core.name, core.blocked_by.line, core.blocked_by.name)
    return _left(core)


def _left(core: TimedCore) -> Stuck | None:
    """A pipe that still waits for a flag at the end."""
    for queue in core.queues.values():
        if queue.items:
            item = queue.items[0][0]
            return Stuck(core.name, item.line, item.name)
    return None
