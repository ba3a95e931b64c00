"""Where a statement can be put: the sequences of a file, whose units run one after the other.

A unit is a statement, a loop, or a whole `if … else …` or `switch`, so that each path that enters a sequence at its top
passes all of its units in order. That holds where no jump leaves the middle of one; functions with such are refused.
Flags and barriers are no units: what is put in stands beside what they order, whatever stands there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ptofix.cpp.nodes import Function
from ptofix.cpp.parser import Block, Element, Statement, Tree, statements
from ptofix.program.conditionals import for_core
from ptofix.text.diagnostics import Place
from ptofix.text.source import Span


class Position(NamedTuple):
    """SequenceUnit `number` of a sequence."""

    sequence: Sequence
    number: int


@dataclass(frozen=True, eq=False)
class SequenceUnit:
    """`elements` are one statement or block, or the blocks of one `if`."""

    elements: tuple[Statement | Block, ...]

    @cached_property
    def span(self) -> Span:
        return Span(self.elements[0].span.start, self.elements[-1].span.end)

    @property
    def place(self) -> Place:
        """Its first statement or head."""
        first = self.elements[0]
        return (first.head if isinstance(first, Block) else first).place

    @property
    def is_loop(self) -> bool:
        first = self.elements[0]
        return isinstance(first, Block) and first.head.shape.kind in _LOOPS


@dataclass(eq=False)
class Sequence:
    """`parent` is the unit that it is a part of, None for the body of a function."""

    function: str
    parent: Position | None
    units: list[SequenceUnit] = field(default_factory=list)

    @property
    def loops(self) -> list[Position]:
        """The loops around it inside its function, outermost first."""
        found: list[Position] = []
        above = self.parent
        while above is not None:
            if above.sequence.units[above.number].is_loop:
                found.append(above)
            above = above.sequence.parent
        return found[::-1]


_SYNCHRONISES = frozenset(("set_flag", "wait_flag", "pipe_barrier"))
_LOOPS = ("For", "While")
_CONTINUES = ("Else", "ElseIf")


@dataclass(frozen=True, eq=False)
class Sequences:
    """Of all functions of a file, as one kind of core compiles them; `jumps` are functions that a jump leaves.

    A flag or barrier is `where` the next unit is, if there is one.
    """

    where: dict[Statement, Position]
    jumps: dict[str, Statement]

    def chain(self, position: Position) -> list[Position]:
        """The unit, and those around it in the same function, outermost first."""
        found = [position]
        while (above := found[-1].sequence.parent) is not None:
            found.append(above)
        return found[::-1]


def sequences(tree: Tree, core: str) -> Sequences:
    """The sequences of every function of a file."""
    found = Sequences({}, {})
    for element in for_core(tree.body, core):
        if isinstance(element, Block) and isinstance(element.head.node, Function):
            name = element.head.node.name
            body = list(for_core(element.body, core))
            _fill(found, Sequence(name, None), body, core)
            jump = next(_jumps(body, core), None)
            if jump is not None:
                found.jumps[name] = jump
    return found


def synchronises(statement: Statement) -> bool:
    """Whether it raises or takes a flag, or is a barrier, by its own words."""
    return not _SYNCHRONISES.isdisjoint(statement.shape.callees)


def _fill(found: Sequences, sequence: Sequence, body: Iterable[Element], core: str) -> None:
    chain: list[Statement | Block] = []
    for element in body:
        if not isinstance(element, (Statement, Block)):
            continue  # a preprocessor line: a function with one that matters is outside of the language
        if chain and not _continues(element):
            _add(found, sequence, chain, core)
            chain = []
        chain.append(element)
    if chain:
        _add(found, sequence, chain, core)


def _continues(element: Element) -> bool:
    return isinstance(element, Block) and element.head.shape.kind in _CONTINUES


def _add(found: Sequences, sequence: Sequence, elements: list[Statement | Block], core: str) -> None:
    position = Position(sequence, len(sequence.units))
    if isinstance(elements[0], Statement):
        found.where[elements[0]] = position
        if synchronises(elements[0]):
            return
    sequence.units.append(SequenceUnit(tuple(elements)))
    for element in elements:
        if isinstance(element, Block):
            found.where[element.head] = position
            inside = list(for_core(element.body, core))
            if element.head.shape.kind == "Switch":
                _arms(found, position, inside, core)
            else:
                _fill(found, Sequence(sequence.function, position), inside, core)


def _arms(found: Sequences, position: Position, body: list[Element], core: str) -> None:
    """Of a switch: what follows a label up to the next one is a sequence."""
    arm: list[Element] = []
    for element in body:
        if isinstance(element, Statement) and element.shape.kind in _LABELS:
            found.where[element] = position
            _fill(found, Sequence(position.sequence.function, position), arm, core)
            arm = []
        else:
            arm.append(element)
    _fill(found, Sequence(position.sequence.function, position), arm, core)


_LABELS = ("Case", "Default")


def _jumps(body: list[Element], core: str, *, in_function: bool = True) -> Iterator[Statement]:
    """Jumps other than a `return` at the end of the function, and a `break` at the end of an arm of a switch."""
    for number, element in enumerate(body):
        is_last = number == len(body) - 1
        if isinstance(element, Statement):
            if element.shape.kind in _JUMPS and not (in_function and is_last and element.shape.kind == "Return"):
                yield element
        elif isinstance(element, Block):
            inside = list(for_core(element.body, core))
            if element.head.shape.kind == "Switch":
                yield from _jumps_of_switch(inside, core)
            else:
                yield from _jumps(inside, core, in_function=False)
        else:
            yield from statements([element])


_JUMPS = ("Return", "Break", "Continue", "Goto", "Label")


def _jumps_of_switch(body: list[Element], core: str) -> Iterator[Statement]:
    """An arm without `break` at its end falls through: the next label is a jump's then."""
    arms: list[list[Element]] = []
    labels: list[Statement] = []
    for element in body:
        if isinstance(element, Statement) and element.shape.kind in _LABELS:
            arms.append([])
            labels.append(element)
        elif arms:
            arms[-1].append(element)
    for number, (label, arm) in enumerate(zip(labels, arms)):
        falls_through = number < len(arms) - 1 and bool(arm)
        last = arm[-1] if arm else None
        if isinstance(last, Block) and last.head.shape.kind == "Scope":
            inner = list(for_core(last.body, core))
            ends = bool(inner) and _is_break(inner[-1])
            yield from _jumps(arm[:-1], core, in_function=False)
            yield from _jumps(inner[:-1] if ends else inner, core, in_function=False)
        else:
            ends = last is not None and _is_break(last)
            yield from _jumps(arm[:-1] if ends else arm, core, in_function=False)
        if falls_through and not ends:
            yield label


def _is_break(element: Element) -> bool:
    return isinstance(element, Statement) and element.shape.kind == "Break"
