"""Where a statement can be put: the sequences of a file, whose units run one after the other.

A unit is a statement, a loop, or a whole `if … else …` or `switch`, so that each path that enters a sequence at its top
passes all of its units in order, until a jump leaves it. Flags and barriers are no units: what is put in is beside
what they order, whatever is there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement, Tree, statements
from ptofix.program.conditionals import for_core
from ptofix.program.library import number_type
from ptofix.program.program import Program
from ptofix.text.diagnostics import Place
from ptofix.text.source import Span


class Position(NamedTuple):
    """SequenceUnit `number` of a sequence."""

    sequence: Sequence
    number: int

    @property
    def unit(self) -> SequenceUnit:
        return self.sequence.units[self.number]

    @property
    def chain(self) -> list[Position]:
        """The unit, and those around it in the same function, outermost first."""
        found = [self]
        while (above := found[-1].sequence.parent) is not None:
            found.append(above)
        return found[::-1]


class Jump(NamedTuple):
    """From before the unit `place` into `target`: what it leads to the end or the next round of, or a label.

    None leaves the function.
    """

    place: Position
    target: Position | None

    @property
    def is_goto(self) -> bool:
        return self.target is not None and not (self.target.unit.is_loop or self.target.unit.is_switch)


class SequenceUnit(Struct, frozen=True, eq=False, dict=True):
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
        return self._kind in _LOOPS

    @property
    def is_switch(self) -> bool:
        return self._kind == "Switch"

    @property
    def is_jump(self) -> bool:
        return self._kind in _JUMPS

    @property
    def _kind(self) -> str:
        first = self.elements[0]
        return (first.head if isinstance(first, Block) else first).shape.kind


class Sequence(Struct, eq=False):
    """`parent` is the unit that it is a part of, None for the body of a function; `jumps` are those of the function."""

    function: str
    parent: Position | None
    jumps: list[Jump]
    units: list[SequenceUnit] = field(default_factory=list)

    @property
    def loops(self) -> list[Position]:
        """The loops around it inside its function, outermost first."""
        return [] if self.parent is None else [position for position in self.parent.chain if position.unit.is_loop]


_SYNCHRONISES = frozenset(("set_flag", "wait_flag", "pipe_barrier"))
_LOOPS = ("For", "While")
_CONTINUES = ("Else", "ElseIf")
_JUMPS = ("Return", "Break", "Continue", "Goto")


class Sequences(Struct, frozen=True, eq=False, dict=True):
    """Of all functions of a file, as one kind of core compiles them.

    A flag or barrier is `where` the next unit is, if there is one.
    """

    where: dict[Statement, Position]

    @cached_property
    def starts(self) -> dict[str, frozenset[int]]:
        """Per function, where its units start."""
        found: dict[str, set[int]] = {}
        for position in self.where.values():
            if position.number < len(position.sequence.units):
                found.setdefault(position.sequence.function, set()).add(position.unit.span.start)
        return {function: frozenset(starts) for function, starts in found.items()}


@lru_cache(maxsize=4)
def sequences(tree: Tree, core: str) -> Sequences:
    """The sequences of every function of a file, the same for all that ask."""
    found = Sequences({})
    for element in for_core(tree.body, core):
        if isinstance(element, Block) and isinstance(element.head.node, nodes.Function):
            body = Sequence(element.head.node.name, None, [])
            _fill(found, body, for_core(element.body, core), core)
            body.jumps.extend(_jumps(found, statements(element.body)))
    return found


def functions_of(program: Program, of_core: Sequences) -> frozenset[str]:
    """The functions of the file that a program runs."""
    where = of_core.where
    statements = (one for i in program.instructions for one in (i.statement, *i.calls) if one is not None)
    return frozenset(where[one].sequence.function for one in statements if one in where) | {program.function}


def synchronises(statement: Statement) -> bool:
    """Whether it raises or takes a flag, or is a barrier, by its own words."""
    return not _SYNCHRONISES.isdisjoint(statement.shape.callees)


def may_go(statement: Statement) -> bool:
    """Whether it does nothing but synchronise: what its event id is computed from are numbers and variables."""
    call = statement.node.value if isinstance(statement.node, nodes.Expression) else None
    return isinstance(call, nodes.Call) and all(map(_is_plain, call.arguments))


def _is_plain(value: nodes.Node) -> bool:
    match value:
        case nodes.Name():
            return True
        case nodes.Number(digits):
            return "." not in digits
        case nodes.Binary(left, _, right):
            return _is_plain(left) and _is_plain(right)
        case nodes.Unary(operator, operand):
            return operator in "+-~!" and _is_plain(operand)
        case (
            nodes.Cast(nodes.Type((), name, (), ()), operand)
            | nodes.NamedCast("static_cast", nodes.Type((), name, (), ()), operand)
            | nodes.Construct(nodes.Type((), name, (), ()), (operand,))
        ):
            return number_type(name) is not None and _is_plain(operand)
        case nodes.Conditional(condition, then, other):
            return all(map(_is_plain, (condition, then, other)))
    return False


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
                _fill(found, _inside(position), inside, core)


def _arms(found: Sequences, position: Position, body: list[Element], core: str) -> None:
    """Of a switch: what follows a label up to the next one is a sequence."""
    arm: list[Element] = []
    for element in body:
        if isinstance(element, Statement) and element.shape.kind in _LABELS:
            found.where[element] = position
            _fill(found, _inside(position), arm, core)
            arm = []
        else:
            arm.append(element)
    _fill(found, _inside(position), arm, core)


_LABELS = ("Case", "Default")


def _inside(position: Position) -> Sequence:
    """A new sequence that is a part of a unit."""
    return Sequence(position.sequence.function, position, position.sequence.jumps)


def _jumps(found: Sequences, body: list[Statement]) -> Iterator[Jump]:
    """Those of one function; what leads nowhere is outside of the language."""
    ends = [(s, found.where[s]) for s in body if s in found.where and s.shape.kind in (*_JUMPS, "Label")]
    labels = {s.node.name: place for s, place in ends if isinstance(s.node, nodes.Label)}
    for statement, place in ends:
        around = place.chain[-2::-1]
        match statement.node:
            case nodes.Return():
                yield Jump(place, None)
            case nodes.Break():
                yield Jump(place, next((p for p in around if p.unit.is_loop or p.unit.is_switch), None))
            case nodes.Continue():
                yield Jump(place, next((p for p in around if p.unit.is_loop), None))
            case nodes.Goto(label):
                yield Jump(place, labels.get(label))
