"""Loops whose rounds can be followed: what their variable is in each round, and which loops are worth it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import lcm, prod
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.program import integers
from ptofix.program.entities import Entity, Scalar
from ptofix.program.evaluate import Lookup, TypeLookup, evaluate
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.program import Counter, Instruction, Join
from ptofix.program.recurrences import MOST_ROUNDS, Course, Linear, RoundCount, Symbol, Value, added, plain, table_of

_MOST_COPIES = 64  # of one instruction, for the rounds of all loops around it


class LoopVariable(Struct, frozen=True):
    """The variable of a loop that nothing but its step changes: by `grows` a round. The rest as in `Counter`."""

    name: str
    value: Value
    first: int | None
    step: int
    rounds: int | None
    grows: int
    course: Course


class _Step(NamedTuple):
    """What each round does to the variable of a loop: adds a constant to it, or takes one from it."""

    sign: str
    number: Integer

    @property
    def by(self) -> int:
        return self.number.value if self.sign == "+" else -self.number.value

    def after(self, value: Integer) -> Integer | None:
        """The value one round later."""
        found = integers.binary(self.sign, value, self.number)
        return None if found is None else integers.convert(found, value.type)


def loop_variable(
    node: nodes.For, loop: int, started: Scalar, lookup: Lookup, types: TypeLookup
) -> LoopVariable | None:
    """The variable of loop number `loop` if each round changes it by a constant; `started` is what it starts with."""
    type_, first = started.type, started.constant
    if type_ is None or not isinstance(node.initial, nodes.Declare) or node.condition is None:
        return None
    name, step = node.initial.name, _step(node.step, node.initial.name, lookup, types)
    if step is None or step.by == 0 or any(isinstance(n, _CHANGES) for n in nodes.walk(node.condition)):
        return None
    if first is not None:
        values = _all_values(node.condition, name, first, step, lookup, types)
        if values == []:
            return None
        if values is not None:
            course = Course(Integer(first.type, 0), 1, len(values))
            return LoopVariable(name, table_of(loop, values), 0, 1, len(values), step.by, course)
    # An overflow of a signed type has no meaning where the step is computed in that type; a conversion to it wraps.
    wraps = type_.rank < integers.INT.rank or (
        integers.usual(type_, step.number.type) != type_
        if type_.signed
        else not _stays_within(node.condition, name, type_, step, lookup, types)
    )
    if first is None:
        value = Linear(type_, ((Symbol(loop), 1),), 0, type_.least, type_.greatest, wraps)
        course = Course(plain(started.value), step.by, None)
        return LoopVariable(name, value, None, step.by, None, step.by, course)
    most = _most_rounds(node.condition, name, first, step, lookup, types)
    farthest = type_.greatest if step.by > 0 else type_.least
    last = farthest if most is None else first.value + (most - 1) * step.by
    wraps &= not type_.holds(last + step.by)
    least, greatest = sorted((first.value, last))
    value = Linear(type_, ((Symbol(loop), step.by),), first.value, least, greatest, wraps)
    return LoopVariable(name, value, 0, 1, None, step.by, Course(Integer(type_, 0), 1, most))


def _most_rounds(
    condition: nodes.Node, name: str, first: Integer, step: _Step, lookup: Lookup, types: TypeLookup
) -> int | None:
    """How often a loop runs at most that ends at a constant that its variable gets to, None if that is not known."""
    ends = ("<", "<=") if step.by > 0 else (">", ">=")
    match condition:
        case nodes.Binary(nodes.Name(tested), sign, bound) if tested == name and sign in ends:
            end = evaluate(bound, lookup, types)
            if end is None or first.value < 0 or end.value < 0:
                return None
            far = abs(end.value - first.value)
            if (end.value - first.value) * step.by < 0:
                return None
            most = (far + (sign == ends[1]) + abs(step.by) - 1) // abs(step.by)
            last = first.value + most * step.by
            is_seen = last >= 0 or integers.usual(first.type, end.type).signed  # an unsigned end is before -1
            return most if first.type.holds(last) and is_seen else None
    return None


def rounds_of(
    node: nodes.For, started: Scalar, lookup: Lookup, value: Callable[[nodes.Node], Value | None], types: TypeLookup
) -> RoundCount | None:
    """How often a loop runs whose variable nothing but its step changes, from what it starts with to what ends it."""
    assert isinstance(node.initial, nodes.Declare)
    name, step = node.initial.name, _step(node.step, node.initial.name, lookup, types)
    match node.condition:
        case nodes.Binary(nodes.Name(tested), "<" | "<=" | ">" | ">=" as sign, bound) if tested == name:
            first, end = _fixed(started.value), _fixed(value(bound))
        case _:
            return None
    type_ = started.type
    if step is None or step.by == 0 or (sign[0] == "<") is not (step.by > 0):
        return None
    if type_ is None or first is None or end is None or (end.terms and end.type.bits > type_.bits):
        return None
    if not (type_.signed and end.type.signed) and (step.by < 0 or first.least < 0 or end.least < 0):
        return None  # as unsigned numbers they are others, and what is past an end below is none
    if not end.terms and not type_.holds(end.offset + step.by):
        return None  # it may never get past its end
    up = 1 if step.by > 0 else -1
    far = added(
        tuple((symbol, up * factor) for symbol, factor in end.terms), [(s, -up * factor) for s, factor in first.terms]
    )
    return RoundCount(far, up * (end.offset - first.offset) + (len(sign) - 1), abs(step.by))


def _fixed(value: Value | None) -> Linear | None:
    """A number that is the same in the whole launch, on all cores of a group."""
    if isinstance(value, Integer):
        return Linear(value.type, (), value.value, value.value, value.value)
    found = plain(value)
    return None if found is None or any(_OF_ONE_CORE in symbol.name for symbol, _ in found.terms) else found


_OF_ONE_CORE = "get_subblockid"

_CHANGES = (nodes.Assign, nodes.StepBefore, nodes.StepBehind, nodes.Call)


def _step(node: nodes.Node | None, name: str, lookup: Lookup, types: TypeLookup) -> _Step | None:
    """What each round does."""
    match node:
        case nodes.StepBefore("++" | "--" as sign, nodes.Name(stepped)) | nodes.StepBehind(
            nodes.Name(stepped), "++" | "--" as sign
        ) if stepped == name:
            return _Step(sign[0], Integer(integers.INT, 1))
        case nodes.Assign(nodes.Name(stepped), "+=" | "-=" as sign, value) if stepped == name:
            return _by(sign[0], evaluate(value, lookup, types))
        case nodes.Assign(nodes.Name(stepped), "=", nodes.Binary(nodes.Name(again), "+" | "-" as sign, value)) if (
            stepped == again == name
        ):
            return _by(sign, evaluate(value, lookup, types))
    return None


def _by(sign: str, number: Integer | None) -> _Step | None:
    return None if number is None else _Step(sign, number)


def _all_values(
    condition: nodes.Node, name: str, first: Integer, step: _Step, lookup: Lookup, types: TypeLookup
) -> list[Integer] | None:
    """What the variable is in each round of a loop between constants, None if they are too many or not known."""
    values, value = list[Integer](), first
    while len(values) <= MOST_ROUNDS:
        tested = evaluate(condition, _with_value(name, value, lookup), types)
        if tested is None:
            return None
        if tested.value == 0:
            return values
        values.append(value)
        following = step.after(value)
        if following is None:
            return None
        value = following
    return None


def _with_value(name: str, value: Integer, lookup: Lookup) -> Lookup:
    """`lookup` where the variable has this value."""
    return lambda word: Scalar(value.type, value) if word == name else lookup(word)


def _stays_within(
    condition: nodes.Node, name: str, type_: IntegerType, step: _Step, lookup: Lookup, types: TypeLookup
) -> bool:
    """Whether one more or one less never gets out of the type: the loop ends at a number of the same type."""
    sign = {1: "<", -1: ">"}.get(step.by)
    match condition:
        case nodes.Binary(nodes.Name(tested), compared, bound) if tested == name and compared == sign:
            end = evaluate(bound, lookup, types)
            if end is not None and type_.holds(end.value):
                return True
            match bound:
                case nodes.Cast(target, _):
                    return types(target) == type_
                case nodes.Name(text):
                    entity: Entity | None = lookup(text)
                    return isinstance(entity, Scalar) and entity.type == type_
    return False


def followed(counters: Iterable[Counter], instructions: list[Instruction]) -> tuple[Counter, ...]:
    """The loops in which something recurs. Takes back what instructions do by the round of any other loop.

    A condition alone does not make it worth to follow a loop between constants.
    """
    by_loop = {counter.loop: counter for counter in counters}
    periods: dict[int, int] = {}
    recurring = [i for i in instructions if i.by_round is not None]
    for instruction in recurring:
        assert instruction.by_round is not None
        for loop, period in instruction.by_round.periods:
            if not isinstance(instruction.action, Join) or by_loop[loop].rounds is None:
                periods[loop] = lcm(periods.get(loop, 1), period)
    too_many = {
        loop
        for instruction in instructions
        if prod(periods.get(loop, 1) for loop in instruction.loops) > _MOST_COPIES
        for loop in instruction.loops
    }
    kept = {loop for loop, period in periods.items() if period <= MOST_ROUNDS and loop not in too_many}
    for instruction in recurring:
        assert instruction.by_round is not None
        if not kept.issuperset(loop for loop, _ in instruction.by_round.periods):
            instruction.by_round = None
    return recurring_in(by_loop.values(), instructions)


def recurring_in(counters: Iterable[Counter], instructions: Iterable[Instruction]) -> tuple[Counter, ...]:
    """The loops in which these instructions do something by the round, counted as far as that tells the rounds."""
    periods: dict[int, int] = {}
    for instruction in instructions:
        for loop, period in instruction.by_round.periods if instruction.by_round is not None else ():
            periods[loop] = lcm(periods.get(loop, 1), period)
    by_loop = {counter.loop: counter for counter in counters}
    return tuple(_with_period(by_loop[loop], periods[loop]) for loop in sorted(periods))


def _with_period(counter: Counter, period: int) -> Counter:
    """The counter of a loop that is followed by this period: only if it is long enough it tells the last round."""
    tells_last = counter.rounds is not None and period % counter.rounds == 0
    return counter if tells_last else replace(counter, rounds=None)
