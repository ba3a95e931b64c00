"""The pipes of one core, run on one trace: which work is done for certain before which other work starts.

A trace is what one path executes, in program order: work on pipes, barriers, sets and waits. `done_before` takes the
constraints between the starts and ends of work on that trace and closes them transitively, which is exact: without
branches every constraint holds in every run, and an order that does not follow from them can be broken by some timing.
`overlaps` does not trust that: it runs the machine in every possible interleaving. It is for tiny traces only.
"""

from __future__ import annotations

from collections import defaultdict, deque
from functools import lru_cache
from typing import NamedTuple

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.isa.walk import BlockOrder


class ByteAccess(NamedTuple):
    """Bytes `[start, end)` of `memory`; `order` where the order of the repeats over them is known.

    `only_in` is the layout of the headers in which it is these bytes, 0 for any. With `rows`, (bytes that are touched,
    bytes from one to the next), all others between the ends are left alone. `hidden`: no operand names them.
    """

    memory: str
    start: int
    end: int
    write: bool
    order: BlockOrder | None = None
    only_in: int = 0
    rows: tuple[int, int] | None = None
    hidden: bool = False

    def shares_bytes(self, other: ByteAccess) -> bool:
        in_one = not (self.only_in and other.only_in) or self.only_in == other.only_in
        if not in_one or self.memory != other.memory or self.start >= other.end or other.start >= self.end:
            return False
        return (self.rows is None and other.rows is None) or bool(addresses(self) & addresses(other))


@lru_cache(maxsize=1 << 10)
def addresses(access: ByteAccess) -> frozenset[int]:
    """Every byte, by its number."""
    everything = range(access.start, access.end)
    if access.rows is None:
        return frozenset(everything)
    width, stride = access.rows
    return frozenset(byte for byte in everything if (byte - access.start) % stride < width)


class Work(NamedTuple):
    """One stage of one execution of a statement, a call of `op`.

    `site` is (number of the statement, number of the stage).
    """

    pipe: str
    touches: tuple[ByteAccess, ...]
    repeats: int
    site: tuple[int, int]
    execution: int
    op: str = ""


class BarrierStep(NamedTuple):
    """`pipe` is ALL for the whole core."""

    pipe: str


class Set(NamedTuple):
    source: str
    target: str
    event: str


class Wait(NamedTuple):
    source: str
    target: str
    event: str


Step = Work | BarrierStep | Set | Wait
Trace = list[Step]


class Orders(NamedTuple):
    """Per work of the trace, in order, a bit for each work that is done before it starts.

    `hangs`: waits with nothing raised (index of the step); `raised`: flags that are up at the end, with how often.
    """

    work: list[Work]
    before: list[int]
    hangs: list[int]
    raised: dict[Set, int]


def done_before(trace: Trace) -> Orders:
    """Close the constraints of a trace. An event is the set of the work that is done when it happens."""
    work: list[Work] = []
    before: list[int] = []
    gate: dict[str, int] = dict.fromkeys(PIPES, 0)  # the last barrier or wait in the queue of a pipe
    started: dict[str, int] = dict.fromkeys(PIPES, 0)  # the last start on a pipe
    finished: dict[str, int] = dict.fromkeys(PIPES, 0)  # the end of all work of a pipe so far
    flags: defaultdict[Set, deque[int]] = defaultdict(deque)
    hangs: list[int] = []
    for index, step in enumerate(trace):
        match step:
            case Work(pipe):
                start = gate[pipe] | started[pipe]
                if pipe == Pipe.S:  # one after the other
                    start |= finished[pipe]
                finished[pipe] |= start | 1 << len(work)
                started[pipe] = start
                before.append(start)
                work.append(step)
            case BarrierStep(Pipe.ALL):
                everything = 0
                for pipe in PIPES:
                    everything |= finished[pipe] | gate[pipe]
                gate = dict.fromkeys(gate, everything)
            case BarrierStep(pipe):
                gate[pipe] |= finished[pipe]
            case Set(source):
                flags[step].append(finished[source] | gate[source])
            case Wait(_, target):
                raised = flags[Set(*step)]
                if not raised:
                    hangs.append(index)
                    continue
                up = raised.popleft()
                for pipe in PIPES if target == Pipe.S else (target,):
                    gate[pipe] |= up
    return Orders(work, before, hangs, {flag: len(queue) for flag, queue in flags.items() if queue})


def overlaps(trace: Trace) -> set[tuple[int, int]]:
    """Pairs (earlier, later) of work such that in some run the later one starts while the earlier one is not done."""
    found: set[tuple[int, int]] = set()
    work = [i for i, step in enumerate(trace) if isinstance(step, Work)]
    number = {index: n for n, index in enumerate(work)}
    seen = {_State(0, 0)}
    pending = [_State(0, 0)]
    while pending:
        state = pending.pop()
        for index, step in enumerate(trace):
            if isinstance(step, Work) and _can_start(trace, index, step.pipe, state):
                found.update((number[i], number[index]) for i in work if i < index and not state.ended >> i & 1)
            for after in _moves(trace, index, state):
                if after not in seen:
                    seen.add(after)
                    pending.append(after)
    return found


class _State(NamedTuple):
    """`passed`: steps that left their queue (work: started); `ended`: work that is done, flags that are up."""

    passed: int
    ended: int


def _moves(trace: Trace, index: int, state: _State) -> list[_State]:
    """What step `index` can do in `state`: leave its queue, or come to its end."""
    step, bit = trace[index], 1 << index
    if state.passed & bit:
        can_end = isinstance(step, Work) or (isinstance(step, Set) and _is_over(trace, index, step.source, state))
        return [state._replace(ended=state.ended | bit)] if can_end and not state.ended & bit else []
    if not _next(trace, index, state):
        return []
    match step:
        case BarrierStep(pipe):
            free = _is_over(trace, index, pipe, state)
        case Wait():
            raised = sum(1 for i, s in enumerate(trace) if s == Set(*step) and state.ended >> i & 1)
            taken = sum(1 for i, s in enumerate(trace) if s == step and isinstance(s, Wait) and state.passed >> i & 1)
            free = raised > taken
        case Work(pipe):
            free = _can_start(trace, index, pipe, state)
        case _:
            free = True
    return [state._replace(passed=state.passed | bit)] if free else []


def _queue(step: Step) -> str:
    match step:
        case Work(pipe) | BarrierStep(pipe) | Set(pipe) | Wait(_, pipe):
            return pipe
    raise AssertionError(step)


def _next(trace: Trace, index: int, state: _State) -> bool:
    """Whether a step is at the head of its queue, and nothing before it holds the scalar unit, which issues all."""
    if state.passed >> index & 1:
        return False
    own = _queue(trace[index])
    for earlier in range(index):
        step = trace[earlier]
        holds = step == BarrierStep("ALL") or (isinstance(step, Wait) and step.target == "S")
        if (holds or own in (_queue(step), "ALL")) and not state.passed >> earlier & 1:
            return False
    return True


def _can_start(trace: Trace, index: int, pipe: str, state: _State) -> bool:
    """Whether work is next in its queue. On S, all before it must be over: the scalar unit works in program order."""
    return _next(trace, index, state) and (pipe != Pipe.S or _is_over(trace, index, pipe, state))


def _is_over(trace: Trace, index: int, pipe: str, state: _State) -> bool:
    """Whether all work and flags of `pipe` before the step have come to their end."""
    return all(
        state.ended >> i & 1
        for i, step in enumerate(trace[:index])
        if isinstance(step, (Work, Set)) and pipe in (_queue(step), "ALL")
    )


def gaps(earlier: Work, later: Work, earlier_clock: int, later_clock: int) -> list[tuple[bool, bool, int]]:
    """Per kind of conflict (whether a write is overwritten or read, whether in hidden memory) all repeats between both.

    From the last of `earlier` on a byte to the first of `later` on it. The clocks are the repeats started on the trace
    before the one and the other. Where an order is not known the bytes are touched last by the last repeat of
    `earlier`, and first by the first of `later`.
    """
    least = _least(earlier.touches, earlier.repeats, later.touches)
    return [(after_write, hidden, later_clock - earlier_clock + gap) for after_write, hidden, gap in least]


@lru_cache(maxsize=1 << 14)
def _least(
    earlier: tuple[ByteAccess, ...], repeats: int, later: tuple[ByteAccess, ...]
) -> list[tuple[bool, bool, int]]:
    """The gaps if both started with the same repeat: block by block over the bytes they share."""
    found: list[tuple[bool, bool, int]] = []
    for x in earlier:
        for y in later:
            if not x.shares_bytes(y) or not (x.write or y.write):
                continue
            common = range(max(x.start, y.start) // 32, (min(x.end, y.end) - 1) // 32 + 1)
            gaps = x.rows is not None or y.rows is not None
            for block in {byte // 32 for byte in addresses(x) & addresses(y)} if gaps else common:
                last, first = repeats, 0
                if x.order is not None and y.order is not None and x.start % 32 == 0 and y.start % 32 == 0:
                    last = _at(x.order.last, block - x.start // 32, repeats)
                    first = _at(y.order.first, block - y.start // 32, 0)
                found.append((x.write, x.hidden and y.hidden, max(first - last, -repeats)))
    return list(dict.fromkeys(found))  # most blocks have the same gap


def _at(numbers: tuple[int, ...], index: int, otherwise: int) -> int:
    return numbers[index] if index < len(numbers) else otherwise
