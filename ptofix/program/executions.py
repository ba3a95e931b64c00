"""How often one launch runs each statement of a recording: the loops of one have constant numbers of rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Conditional, Element, Statement, Tree
from ptofix.text.diagnostics import Place
from ptofix.text.recording import SourcePlace


class Executions(Struct, frozen=True):
    """Of the statements that a line of the source led to: how many executions are meant, of how many."""

    place: SourcePlace
    some: int
    all: int

    def __str__(self) -> str:
        return f"{self.place}: redundant in {self.some} of {self.all} executions of this launch"


def executions(tree: Tree) -> dict[int, int]:
    """By the start of each statement; without those in loops of which the text does not say how often they run."""
    return dict(_executions(tree.body, 1))


def _executions(body: Iterable[Element], times: int) -> Iterator[tuple[int, int]]:
    for element in body:
        if isinstance(element, Statement):
            yield element.span.start, times
        elif isinstance(element, Block):
            rounds = _rounds(element.head.node)
            if rounds is not None:
                yield from _executions(element.body, times * rounds)
        elif isinstance(element, Conditional):
            for arm in element.arms:
                yield from _executions(arm.body, times)


def _rounds(head: nodes.Node | None) -> int | None:
    match head:
        case nodes.Function() | nodes.Scope():
            return 1
        case nodes.For(
            nodes.Declare(_, name, (), nodes.Value(nodes.Number("0"))),
            nodes.Binary(nodes.Name(tested), "<", nodes.Number(rounds)),
            nodes.Assign(nodes.Name(stepped), "+=", nodes.Number("1")),
        ) if name == tested == stepped and rounds.isdecimal():
            return int(rounds)
    return None


def by_source_line(every: Iterable[Place], some: Iterable[Place], times: Mapping[int, int]) -> list[Executions]:
    """Of the places of a recording, line by line of its source, those that are among `some`; by their executions."""
    counts = _by_line(every, times)
    return [Executions(line, count, counts[line]) for line, count in sorted(_by_line(some, times).items())]


def _by_line(places: Iterable[Place], times: Mapping[int, int]) -> Counter[SourcePlace]:
    found: Counter[SourcePlace] = Counter()
    for place in places:
        if place.recorded_from and place.span.start in times:
            found[place.recorded_from[0]] += times[place.span.start]
    return found
