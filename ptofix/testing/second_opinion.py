"""What is said of a text and of a recording of it, side by side: one launch cannot be worse than all launches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ptofix.order.barriers import BARRIER_PIPES, candidates
from ptofix.order.cross import FlagKey
from ptofix.order.flags import MisuseKind
from ptofix.order.model import Model, ProgramOrder
from ptofix.program.program import Instruction
from ptofix.rules.checking import subject_of
from ptofix.rules.races import opaque_pairs, races
from ptofix.rules.subject import Subject
from ptofix.testing.recorded import recorded
from ptofix.text.source import SourceFile


class UnorderedLines(NamedTuple):
    """Two accesses that nothing orders, by the lines of the text and the pipes."""

    earlier: int
    later: int
    pipes: tuple[str, str]


Misuse = tuple[str, "int | FlagKey"]


class Opinions(NamedTuple):
    """Of a text and a recording of it; all by lines of the text.

    `may_be_open` are pairs of the text whose order it does not prove, `missing` those that the recording misses.
    `redundant` are barriers of the text, `needed` those that some execution needs.
    """

    may_be_open: set[UnorderedLines]
    missing: set[UnorderedLines]
    redundant: set[int]
    needed: set[int]
    flags: set[Misuse]
    flags_of_recording: set[Misuse]


def opinions(text: str, lines: list[str], model: Model) -> Opinions:
    """`lines` are those of the recording."""
    whole = subject_of(SourceFile("kernel.cpp", text), model)
    launch = subject_of(SourceFile("recording.cpp", "\n".join(lines)), model)
    may_be_open = {pair for order in whole.orders for pair in _open(order)}
    missing = {
        UnorderedLines(
            _line(race.earlier.instruction), _line(race.later.instruction), (race.earlier.pipe, race.later.pipe)
        )
        for race in launch.missing
    }
    return Opinions(
        may_be_open, missing, set(_barriers(whole, True)), set(_barriers(launch, False)), _flags(whole), _flags(launch)
    )


def recordings(text: str, values: Mapping[str, int]) -> list[str]:
    """The straight recording of a launch, with the numbers that every core gets."""
    numbers = {"get_block_idx()": 0, "get_block_num()": 1, "get_subblockid()": 0, "get_subblockdim()": 2}
    return recorded(text, {**numbers, **values})


def _open(order: ProgramOrder) -> Iterator[UnorderedLines]:
    for race in races(order, may_meet=True):
        ends = race.earlier, race.later
        yield UnorderedLines(_line(ends[0].instruction), _line(ends[1].instruction), (ends[0].pipe, ends[1].pipe))
    opaque = {index for pair in opaque_pairs(order) for index in pair[:2]}
    assert not opaque, "the text has something in it that may do anything"


def _barriers(subject: Subject, redundant: bool) -> Iterator[int]:
    """The lines of the barriers that are, or are not, redundant: each by itself."""
    for pipe in BARRIER_PIPES:
        for candidate in candidates(subject.orders, pipe):
            if candidate.kept_unasked is None and candidate.is_redundant() == redundant:
                yield _line(candidate.where[0][1])


def _flags(subject: Subject) -> set[Misuse]:
    """Sets and waits that do not match, by kind and line; what is left raised by its flag: any set may be it."""
    return {
        (misuse.kind.name, misuse.key if misuse.kind is MisuseKind.LEFT_RAISED else _line(misuse.instruction))
        for counts in subject.flags
        for misuse in counts.misuses
    }


def _line(instruction: Instruction) -> int:
    """The line of the text."""
    statement = instruction.statement
    assert statement is not None
    recorded_from = statement.place.recorded_from
    return recorded_from[0].line if recorded_from else statement.line
