"""Why something waits forever, and what is left over at the end: flags that are up, slots of FIFOs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ptofix.hardware.core_flags import partner
from ptofix.machine.core import Core, OpItem, WaitItem, turn_of
from ptofix.machine.fifo import Fifos
from ptofix.machine.thread import Waiting
from ptofix.machine.values import FifoEnd
from ptofix.program.pipes import PipeType


class LineNote(Struct, frozen=True):
    """A line of the text, and what is to be said of it."""

    text: str
    line: int


class Blocked(Struct, frozen=True):
    """A scalar unit (`pipe` is "S") or a pipe that cannot go on when nothing else can, and why."""

    core: str
    block: int
    pipe: str
    line: int
    text: str
    causes: tuple[LineNote, ...] = ()


class Fault(Struct, frozen=True):
    """Two ends of a FIFO that disagree, something that is left over at the end, or a doubt about a flag."""

    block: int
    line: int
    text: str
    others: tuple[LineNote, ...] = ()


class Stand(Struct, frozen=True):
    """Where a core stands: what its scalar unit waits for; None for one that is at its end."""

    core: Core
    waiting: Waiting | None


def blocked(stands: Mapping[str, Stand], fifos: Fifos, block: int) -> tuple[Blocked, ...]:
    """All that waits, when nothing can go on."""
    found: list[Blocked] = []
    for name, stand in stands.items():
        if stand.waiting is not None:
            text, causes = _claim(stand.waiting, stands, fifos)
            found.append(Blocked(name, block, "S", stand.waiting.line, text, causes))
        for pipe, queue in stand.core.pipes.items():
            item = queue.items[0] if queue.items else None
            if isinstance(item, WaitItem):
                source, target, number = item.key
                text = f"wait_flag(PIPE_{source}, PIPE_{target}, {number})"
                sets = _sets(stand.core, item)
                text += "" if sets else "; no set_flag has run for it"
                found.append(Blocked(name, block, str(pipe), item.line, text, sets))
            elif isinstance(item, OpItem) and (where := turn_of(pipe, item)) is not None:
                up = stand.core.unit_flags.lines.get(where)
                text = f"{item.op}, for the unit flag of L0C[{where[0]}, {where[1]})"
                notes = (LineNote("this raised it last", up),) if up is not None else ()
                found.append(Blocked(name, block, str(pipe), item.line, text, notes))
    return tuple(found)


def _sets(core: Core, item: WaitItem) -> tuple[LineNote, ...]:
    """The set_flag that raised this flag last: it was taken by an earlier wait."""
    line = core.set_last.get(item.key)
    return (LineNote("this set_flag was the last one, and an earlier wait_flag took it", line),) if line else ()


def _claim(waiting: Waiting, stands: Mapping[str, Stand], fifos: Fifos) -> tuple[str, tuple[LineNote, ...]]:
    end = waiting.end
    if end is None:
        return waiting.text, ()
    pops = waiting.text == "TPOP"
    others = fifos.missing("TPOP" if pops else "TALLOC", end)
    what = "data" if pops else "a free slot" if waiting.text == "TALLOC" else ""
    call = f"{waiting.text} of pipe {end.type.flag_id}: {what}" if what else waiting.text
    causes: list[LineNote] = []
    for other in others:
        far = _partner(end, other, fifos)
        if far is None:
            causes.append(LineNote(f"{other} has no end of pipe {end.type.flag_id}", end.line))
            continue
        causes += _undelivered(far) if pops else _not_given_back(end, far)
        waits = stands[other].waiting
        if waits is None:
            last = max((line for lines in far.lines.values() for line in lines), default=far.line)
            causes.append(
                LineNote(f"{other} is at its end; this is the last that it did with pipe {end.type.flag_id}", last)
            )
        else:
            causes.append(LineNote(f"{other} waits itself", waits.line))
    return f"{call} from {' and '.join(others)}; {census(end)}", tuple(causes)


def _partner(end: FifoEnd, other: str, fifos: Fifos) -> FifoEnd | None:
    """The end of another core. A pipe that is declared several times has an end for each of these."""
    of_pipe = [e for e in fifos.ends if e.type.flag_id == end.type.flag_id]
    same_way = [e for e in of_pipe if e.type.direction == end.type.direction]
    if any(e.core == other for e in same_way):
        of_pipe = same_way
    own, far = ([e for e in of_pipe if e.core == core] for core in (end.core, other))
    number = own.index(end)
    return far[number] if number < len(far) else None


def census(end: FifoEnd) -> str:
    """How far an end is."""
    return ", ".join(f"{len(lines)} {verb}" for verb, lines in end.lines.items() if lines) or "nothing done yet"


def _slot(end: FifoEnd, number: int) -> str:
    return f"slot {number % end.type.slot_num} of pipe {end.type.flag_id}"


def _not_given_back(producer: FifoEnd, consumer: FifoEnd) -> list[LineNote]:
    """Why a consumer gives no credit: it holds a slot, or has not taken it."""
    freed, popped = consumer.count("free"), consumer.count("pop")
    if freed < popped:
        text = f"{consumer.core} took {_slot(consumer, freed)} here, and no TFREE gave it back"
        return [LineNote(text, consumer.lines["pop"][freed])]
    if popped < producer.count("push"):
        text = f"{_slot(producer, popped)} was filled here, and no TPOP of {consumer.core} took it"
        return [LineNote(text, producer.lines["push"][popped])]
    return []


def _undelivered(producer: FifoEnd) -> list[LineNote]:
    """Why a producer gives no data: it holds a slot."""
    pushed = producer.count("push")
    if pushed < producer.count("alloc"):
        text = f"{producer.core} claimed {_slot(producer, pushed)} here, and no TPUSH filled it"
        return [LineNote(text, producer.lines["alloc"][pushed])]
    return []


def left_over(cores: Sequence[Core], fifos: Fifos, block: int) -> tuple[Fault, ...]:
    """The flags that are still up, and what nobody pushed, took or gave back, although all cores are at their ends."""
    found = [
        LineNote(f"flag ({source}, {target}, {number}) of {core.name} is still up at the end", core.set_last[key])
        for core in cores
        for key, raised in core.flags.items()
        if raised
        for source, target, number in [key]
    ]
    found += [
        LineNote(f"the unit flag of L0C[{start}, {stop}) of {core.name} is still up at the end", line)
        for core in cores
        for (start, stop), line in core.unit_flags.lines.items()
        if (start, stop) in core.unit_flags.up
    ]
    for end in fifos.ends:
        found += _undelivered(end)
        for name in fifos.members[partner(end.kind)]:
            far = _partner(end, name, fifos)
            if far is not None and (end.count("push") or far.count("pop")):
                found += _not_given_back(end, far)
    return tuple(Fault(block, remark.line, remark.text) for remark in found)


def set_again(cores: Sequence[Core], block: int) -> tuple[Fault, ...]:
    """Where a flag is set that nothing has waited for since it was last set: the machine counts, a device may not."""
    words = "is raised again before it was awaited: whether flags count is not known"
    return tuple(
        Fault(block, line, f"flag ({source}, {target}, {number}) {words}", (note,))
        for core in cores
        for ((source, target, number), line), earlier in core.set_again.items()
        for note in [LineNote(f"{core.name} raised it here", earlier)]
    )


def disagreements(fifos: Fifos, block: int) -> tuple[Fault, ...]:
    """Ends of a pipe that are declared otherwise than their partners, each pair of lines once."""
    found: dict[tuple[int, int], Fault] = {}
    for end in fifos.ends:
        for name in fifos.members["vector"] if end.core == "cube" else ():
            far = _partner(end, name, fifos)
            differing = _differing(end.type, far.type) if far is not None else []
            if far is not None and differing:
                own, other = (", ".join(f"{n} {getattr(t, f)}" for f, n in differing) for t in (end.type, far.type))
                text = f"the ends of pipe {end.type.flag_id} disagree: {own} in {end.core}, {other} in {far.core}"
                found.setdefault((end.line, far.line), Fault(block, end.line, text, (LineNote(far.core, far.line),)))
    return tuple(found.values())


def _differing(first: PipeType, second: PipeType) -> list[tuple[str, str]]:
    """The fields that differ, each with its name in the headers."""
    return [
        (one, "".join(word.capitalize() for word in one.split("_")))
        for one in PipeType.__struct_fields__
        if getattr(first, one) != getattr(second, one)
    ]
