"""Fences and barriers as text: each is on the line of the unit beside it, or of a jump out of a fence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from ptofix.hardware.pipe import Pipe
from ptofix.placement.fences import FlagFence
from ptofix.placement.sequences import Position
from ptofix.text.diagnostics import Place
from ptofix.text.source import Edit, Span

Rank = tuple[int, int]

_SET, _BARRIER, _WAIT = ((kind, 0) for kind in range(3))
"""What raises a flag is before what waits: the other pipe may go on.

Of waits those are first whose flag went up first: after the last one the pipe goes on at once.
"""


@dataclass(frozen=True)
class Inserted:
    """A statement beside a unit; of several in one place those with the lower `rank` are first.

    Two are the same if they are for the reader of the text: cube and vector have units of their own.
    """

    unit: Position = field(compare=False)
    span: Span = field(init=False)  # of the unit
    behind: bool
    rank: Rank
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", self.unit.sequence.units[self.unit.number].span)

    @property
    def place(self) -> Place:
        """The unit's first statement or head."""
        return self.unit.sequence.units[self.unit.number].place


def flag_statements(fence: FlagFence, first: int, prefix: str = "EVENT_ID") -> list[Inserted]:
    """The set and the wait of a fence, and those around its loop; `first` is the lowest of its event ids."""
    here = f"{prefix}{first}"
    if fence.turns > 1:
        here = f"(event_t) ({fence.turn} % {fence.turns}" + (f" + {first})" if first else ")")
    last = len(fence.sequence.units)
    when = (_WAIT[0], 0 if fence.loop is not None else 1 + fence.behind)
    before = Position(fence.sequence, min(fence.before, last - 1))
    found = [
        Inserted(Position(fence.sequence, fence.behind), True, _SET, _flag("set_flag", fence, here)),
        Inserted(before, fence.before == last, when, _flag("wait_flag", fence, here)),
    ]
    every = [f"{prefix}{event}" for event in range(first, first + fence.turns)]
    if fence.loop is not None:
        start = fence.loop if fence.early is None else Position(fence.loop.sequence, fence.early)
        for event in every:
            found.append(Inserted(start, False, _SET, _flag("set_flag", fence, event)))
            found.append(Inserted(fence.loop, True, _WAIT, _flag("wait_flag", fence, event)))
    for jump in fence.sequence.jumps:
        is_up, stays_up = (unit is not None and fence.is_up_in(unit) for unit in jump)
        if is_up and not stays_up:
            found += [Inserted(jump.place, False, when, _flag("wait_flag", fence, event)) for event in every]
        elif stays_up and not is_up:
            found.append(Inserted(jump.place, False, _SET, _flag("set_flag", fence, here)))
    return found


def flag_statement(
    source: Pipe, target: Pipe, event: int, unit: Position, is_set: bool, behind: bool, prefix: str
) -> Inserted:
    """A set or a wait, after a unit or before it."""
    name = "set_flag" if is_set else "wait_flag"
    text = f"{name}(PIPE_{source}, PIPE_{target}, {prefix}{event});"
    return Inserted(unit, behind, _SET if is_set else _WAIT, text)


def _flag(name: str, fence: FlagFence, event: str) -> str:
    return f"{name}(PIPE_{fence.source}, PIPE_{fence.target}, {event});"


def wall_statement(fence: FlagFence) -> Inserted:
    """What stands for a fence that no event id is left for."""
    return Inserted(Position(fence.sequence, fence.behind), True, _BARRIER, "pipe_barrier(PIPE_ALL);")


def barrier_at(position: Position, behind: bool, pipe: Pipe) -> Inserted:
    """Before a unit or after it; a position after the last unit is one after that."""
    last = len(position.sequence.units) - 1
    if position.number > last:
        position, behind = Position(position.sequence, last), True
    return Inserted(position, behind, _BARRIER, f"pipe_barrier(PIPE_{pipe});")


def barrier_beside(other: Inserted, pipe: Pipe) -> Inserted:
    """In the place of another statement that is put in."""
    return barrier_at(other.unit, other.behind, pipe)


def insertion(one: Inserted, note: str = "") -> Edit:
    """The edit that puts a statement in; `note` goes after it."""
    if one.behind:
        return Edit(Span(one.span.end, one.span.end), f" {one.text}{note}")
    return Edit(Span(one.span.start, one.span.start), f"{one.text}{note} ")


def in_place_order(one: Inserted) -> tuple[int, bool, Rank]:
    """The order of edits at one offset."""
    return (one.span.end if one.behind else one.span.start), not one.behind, one.rank


def with_origins(
    text: str, inserted: Iterable[Inserted], left_out: Iterable[Span] = ()
) -> tuple[str, dict[int, Inserted | int]]:
    """The text with the statements in it; for each offset of one what it is, and where the rest of the text was.

    The offsets of the rest are those where something of the old text starts again. Statements in what is `left_out` are
    not there either.
    """
    parts: list[str] = []
    origins: dict[int, Inserted | int] = {0: 0}
    position = length = 0
    gone = sorted(left_out)
    places: list[tuple[int, Inserted | Span]] = [(span.start, span) for span in gone]
    for one in sorted(dict.fromkeys(inserted), key=in_place_order):
        at = in_place_order(one)[0]
        before = bisect_right(gone, (at, at))
        if not before or at >= gone[before - 1].end:
            places.append((at, one))
    for offset, each in sorted(places, key=itemgetter(0)):
        parts.append(text[position:offset])
        length += offset - position
        if isinstance(each, Inserted):
            parts.append(f" {each.text} ")
            origins[length + 1] = each
            length += len(each.text) + 2
            position = offset
        else:
            parts.append(" ")
            length += 1
            position = each.end
        origins[length] = position
    parts.append(text[position:])
    return "".join(parts), origins
