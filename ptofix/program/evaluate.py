"""The integer value of an expression, as C++ computes it; None where it is not known or is floating point."""

from __future__ import annotations

from collections.abc import Callable

from ptofix.cpp import nodes
from ptofix.program import integers
from ptofix.program.entities import Entity, Scalar
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import event_named

Lookup = Callable[[str], "Entity | None"]
TypeLookup = Callable[[nodes.Type], "IntegerType | None"]


def evaluate(node: nodes.Node | None, names: Lookup, types: TypeLookup) -> Integer | None:
    """The value of `node`, with its type. `types` gives the integer type that a type stands for, if it is one."""
    match node:
        case nodes.Number(text):
            return integers.literal(text)
        case nodes.Name(text):
            entity = names(text)
            if isinstance(entity, Scalar):
                return entity.value
            event = event_named(text)
            if event is not None:
                return Integer(integers.INT, event)
            return integers.literal(text) if text in ("true", "false") else None
        case nodes.Cast(type_, operand) | nodes.NamedCast("static_cast", type_, operand):
            return converted(evaluate(operand, names, types), types(type_))
        case nodes.Construct(type_, (operand,)):
            return converted(evaluate(operand, names, types), types(type_))
        case nodes.ConstructList(type_, nodes.Braces((operand,))):
            value, target = evaluate(operand, names, types), types(type_)
            return None if value is None or target is None else integers.list_convert(value, target)
        case nodes.Unary(operator, operand):
            value = evaluate(operand, names, types)
            return None if value is None or operator not in "+-~!" else integers.unary(operator, value)
        case nodes.Binary(left, operator, right):
            first, second = evaluate(left, names, types), evaluate(right, names, types)
            return None if first is None or second is None else integers.binary(operator, first, second)
        case nodes.Conditional(condition, then, other):
            first, second = evaluate(condition, names, types), evaluate(then, names, types)
            third = evaluate(other, names, types)
            if first is None or second is None or third is None:
                return None
            return integers.conditional(first, second, third)
        case _:
            return None


def converted(value: Integer | None, type_: IntegerType | None) -> Integer | None:
    return None if value is None or type_ is None else integers.convert(value, type_)
