"""Loops whose rounds can be followed: what their variable is in each round, and which loops are worth it."""

from __future__ import annotations

from collections.abc import Iterable
from math import lcm, prod

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.program import integers
from ptofix.program.entities import Entity, Scalar
from ptofix.program.evaluate import Lookup, TypeLookup, evaluate
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.program import Counter, Instruction, Join
from ptofix.program.recurrences import MOST_ROUNDS, Course, Linear, Symbol, Value, plain, table_of

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


def loop_variable(
    node: nodes.For, loop: int, started: Scalar, lookup: Lookup, types: TypeLookup
) -> LoopVariable | None:
    """The variable of loop number `loop` if each round adds a constant to it; `started` is what it starts with."""
    type_, first = started.type, started.constant
    if type_ is None or not isinstance(node.initial, nodes.Declare) or node.condition is None:
        return None
    name, step = node.initial.name, _step(node.step, node.initial.name, lookup, types)
    if step is None or step.value <= 0 or any(isinstance(n, _CHANGES) for n in nodes.walk(node.condition)):
        return None
    if first is not None:
        values = _all_values(node.condition, name, first, step, lookup, types)
        if values == []:
            return None
        if values is not None:
            course = Course(Integer(first.type, 0), 1, len(values))
            return LoopVariable(name, table_of(loop, values), 0, 1, len(values), step.value, course)
    # An overflow of a signed type has no meaning, and one that is narrower than `int` is wrapped by the assignment.
    wraps = type_.rank < integers.INT.rank or not (
        type_.signed or _stays_below(node.condition, name, type_, step, lookup, types)
    )
    if first is None:
        value = Linear(type_, ((Symbol(loop), 1),), 0, type_.least, type_.greatest, wraps)
        course = Course(plain(started.value), step.value, None)
        return LoopVariable(name, value, None, step.value, None, step.value, course)
    most = _most_rounds(node.condition, name, first, step, lookup, types)
    greatest = type_.greatest if most is None else first.value + (most - 1) * step.value
    wraps &= not type_.holds(greatest + step.value)
    value = Linear(type_, ((Symbol(loop), step.value),), first.value, first.value, greatest, wraps)
    return LoopVariable(name, value, 0, 1, None, step.value, Course(Integer(type_, 0), 1, most))


def _most_rounds(
    condition: nodes.Node, name: str, first: Integer, step: Integer, lookup: Lookup, types: TypeLookup
) -> int | None:
    """How often a loop runs at most that ends at a constant that its variable gets to, None if that is not known."""
    match condition:
        case nodes.Binary(nodes.Name(tested), "<" | "<=" as sign, bound) if tested == name:
            end = evaluate(bound, lookup, types)
            if end is None or first.value < 0 or end.value < first.value:
                return None
            most = (end.value - first.value + (sign == "<=") + step.value - 1) // step.value
            return most if first.type.holds(first.value + most * step.value) else None
    return None


_CHANGES = (nodes.Assign, nodes.StepBefore, nodes.StepBehind, nodes.Call)


def _step(node: nodes.Node | None, name: str, lookup: Lookup, types: TypeLookup) -> Integer | None:
    """What each round adds."""
    match node:
        case nodes.StepBefore("++", nodes.Name(stepped)) | nodes.StepBehind(nodes.Name(stepped), "++"):
            return Integer(integers.INT, 1) if stepped == name else None
        case nodes.Assign(nodes.Name(stepped), "+=", value) if stepped == name:
            return evaluate(value, lookup, types)
    return None


def _all_values(
    condition: nodes.Node, name: str, first: Integer, step: Integer, lookup: Lookup, types: TypeLookup
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
        added = integers.binary("+", value, step)
        if added is None:
            return None
        value = integers.convert(added, value.type)
    return None


def _with_value(name: str, value: Integer, lookup: Lookup) -> Lookup:
    """`lookup` where the variable has this value."""
    return lambda word: Scalar(value.type, value) if word == name else lookup(word)


def _stays_below(
    condition: nodes.Node, name: str, type_: IntegerType, step: Integer, lookup: Lookup, types: TypeLookup
) -> bool:
    """Whether one more never gets after the greatest number: the loop ends at a number of the same type."""
    match condition:
        case nodes.Binary(nodes.Name(tested), "<", bound) if tested == name and step.value == 1:
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
