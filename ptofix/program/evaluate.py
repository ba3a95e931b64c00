"""The integer value of an expression, as C++ computes it; None where it is not known or is floating point."""

from __future__ import annotations

from collections.abc import Callable

from ptofix.cpp import nodes
from ptofix.program import integers, recurrences
from ptofix.program.entities import Entity, Scalar
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import event_named
from ptofix.program.recurrences import Value

Lookup = Callable[[str], "Entity | None"]
TypeLookup = Callable[[nodes.Type], "IntegerType | None"]
CallLookup = Callable[[nodes.Call], "Value | None"]


def evaluate(node: nodes.Node | None, names: Lookup, types: TypeLookup) -> Integer | None:
    """The value of `node`, with its type, if it is always the same.

    `types` gives the integer type that a type stands for, if it is one.
    """
    found = value_of(node, names, types)
    return found if isinstance(found, Integer) else None


def value_of(
    node: nodes.Node | None, names: Lookup, types: TypeLookup, calls: CallLookup = lambda _: None
) -> Value | None:
    """The value of `node` by the rounds of the loops around it; `calls` gives that of a call of a function."""

    def of(part: nodes.Node) -> Value | None:
        return value_of(part, names, types, calls)

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
        case nodes.Call(nodes.Name(text), arguments):
            entity = None if arguments else names(f"{text}()")
            return entity.value if isinstance(entity, Scalar) else calls(node)
        case nodes.Cast(type_, operand) | nodes.NamedCast("static_cast", type_, operand):
            return converted(of(operand), types(type_))
        case nodes.Construct(type_, (operand,)):
            return converted(of(operand), types(type_))
        case nodes.ConstructList(type_, nodes.Braces((operand,))):
            return list_converted(of(operand), types(type_))
        case nodes.Unary(operator, operand):
            value = of(operand)
            return None if value is None or operator not in "+-~!" else recurrences.unary(operator, value)
        case nodes.Binary(left, operator, right):
            first, second = of(left), of(right)
            if any(_decides(operator, operand) for operand in (first, second)):
                return Integer(integers.BOOL, int(operator == "||"))
            return None if first is None or second is None else recurrences.binary(operator, first, second)
        case nodes.Conditional(condition, then, other):
            first, second = of(condition), of(then)
            third = of(other)
            if first is None or second is None or third is None:
                return None
            return recurrences.conditional(first, second, third)
        case _:
            return None


def _decides(operator: str, operand: Value | None) -> bool:
    """Whether an operand of `&&` or `||` decides it, whatever the other one is."""
    return operator in ("&&", "||") and isinstance(operand, Integer) and (operand.value != 0) is (operator == "||")


def converted(value: Value | None, type_: IntegerType | None) -> Value | None:
    return None if value is None or type_ is None else recurrences.converted(value, type_)


def list_converted(value: Value | None, type_: IntegerType | None) -> Value | None:
    """As `type_ x{value}`."""
    return None if value is None or type_ is None else recurrences.list_converted(value, type_)
