"""The value of an expression while a kernel runs: integers as C++ has them, floating point in its own type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ptofix.cpp import nodes
from ptofix.machine.memory import DTYPES
from ptofix.machine.values import (
    Address,
    Enumerated,
    LocalArray,
    Null,
    OneOf,
    Packed,
    PackedField,
    Real,
    TensorValue,
    Value,
)
from ptofix.program import integers
from ptofix.program.integers import Integer, IntegerType, type_named
from ptofix.program.library import event_named, plain_name

FLOATING: dict[str, Any] = {"float": np.float32, "half": np.float16, "double": np.float64}


class NotRunError(Exception):
    """Something that the machine does not run; the argument says what."""


Lookup = Callable[[str], "Value | None"]
CallOf = Callable[[nodes.Call], "Value"]
LoadOf = Callable[[Address], "Value"]
"""What the scalar unit reads at a place in global memory."""


def truth(value: Value) -> bool:
    match value:
        case Integer(_, number):
            return number != 0
        case Real(number):
            return bool(number)
    raise NotRunError("a condition that is no number")


def number_of(value: Value) -> int:
    if isinstance(value, Integer):
        return value.value
    raise NotRunError("an integer was expected")


def value_of(node: nodes.Node, names: Lookup, call: CallOf, load: LoadOf) -> Value:
    """Raises NotRunError."""

    def value(operand: nodes.Node) -> Value:
        return value_of(operand, names, call, load)

    match node:
        case nodes.Number(text):
            return _literal(text)
        case nodes.Name(text):
            found = names(text)
            return _constant(text) if found is None else found
        case nodes.Cast(type_, operand) | nodes.NamedCast(_, type_, operand):
            return converted(value(operand), type_)
        case nodes.Construct(type_, (operand,)) | nodes.ConstructList(type_, nodes.Braces((operand,))):
            return converted(value(operand), type_)
        case nodes.Unary("*", operand):
            return load(_pointer(value(operand)))
        case nodes.Unary("&", nodes.Index(base, subscript)):
            return binary("+", _pointer(value(base)), value(subscript))
        case nodes.Unary(operator, operand):
            return _unary(operator, value(operand))
        case nodes.Binary(left, ("&&" | "||") as operator, right):
            first = truth(value(left))
            decided = first is (operator == "||")
            return Integer(integers.BOOL, int(first if decided else truth(value(right))))
        case nodes.Binary(left, operator, right):
            return binary(operator, value(left), value(right))
        case nodes.Conditional(condition, then, other):
            return value(then if truth(value(condition)) else other)
        case nodes.Call():
            return call(node)
        case nodes.Index() | nodes.PointerMember() | nodes.Member():
            whole = value(node.base)
            match node, whole:
                case nodes.Index(subscript=subscript), Address():
                    return load(_pointer(binary("+", whole, value(subscript))))
                case nodes.Index(subscript=subscript), (Packed(words) | LocalArray(words)):
                    return words[place_in(words, value(subscript))]
                case nodes.PointerMember(), Address() as address:
                    return PackedField(address)
                case nodes.Member(), OneOf(found) if found is not None:
                    return found
    raise NotRunError(f"this expression ({type(node).__name__})")


def place_in(words: Sequence[Value], subscript: Value) -> int:
    """Raises NotRunError for one that is not there."""
    number = number_of(subscript)
    if 0 <= number < len(words):
        return number
    raise NotRunError(f"word {number} of {len(words)}")


def _pointer(value: Value) -> Address:
    if isinstance(value, Address):
        return value
    raise NotRunError("an element of something that is no global memory")


def converted(value: Value, type_: nodes.Type) -> Value:
    """What a cast, or an initialiser of that type, makes of a value. Raises NotRunError."""
    if "*" in type_.after:
        match value:
            case Address(buffer, offset, dtype) | PackedField(Address(buffer, offset, dtype)):
                name = plain_name(type_.name)
                return Address(buffer, offset, dtype if name in ("auto", "void") else name)
            case Null():
                return value
        raise NotRunError("a pointer from a number")
    integer = type_named(" ".join((*[word for word in type_.before if word not in _SILENT], type_.name)))
    floating = FLOATING.get(type_.name)
    match value:
        case Integer():
            if integer is not None:
                return integers.convert(value, integer)
            if floating is not None:
                return Real(floating(value.value))
        case Real(number):
            if floating is not None:
                with np.errstate(over="ignore"):  # to infinity, as C++
                    return Real(floating(number))
            if integer is not None:
                return _whole(number, integer)
        case Address() if integer is not None:
            return Integer(integer, 0)  # an address that only set_ffts_base_addr takes
    return value


_SILENT = frozenset(("const", "constexpr", "static", "volatile"))


def _whole(number: Any, integer: IntegerType) -> Integer:
    whole = int(number)
    if not integer.holds(whole):
        raise NotRunError("a floating-point number that its integer type does not hold")
    return Integer(integer, whole)


def _literal(text: str) -> Value:
    whole = integers.literal(text)
    if whole is not None:
        return whole
    try:
        return Real(np.float32(text[:-1]) if text[-1] in "fF" else np.float64(text))
    except ValueError:
        raise NotRunError(f"the number {text}") from None


def _constant(text: str) -> Value:
    event = event_named(text)
    if event is not None:
        return Integer(integers.INT, event)
    if text in ("true", "false"):
        return Integer(integers.BOOL, int(text == "true"))
    if text == "nullptr":
        return Null()
    if "::" in text or text.startswith("PIPE_"):
        return Enumerated(text)
    raise NotRunError(f"`{text}`, which has no value here")


def _unary(operator: str, value: Value) -> Value:
    match value:
        case Integer():
            found = integers.unary(operator, value)
            if found is not None:
                return found
        case Real(number) if operator in "+-":
            return Real(-number if operator == "-" else number)
        case Enumerated() | TensorValue():
            pass
    raise NotRunError(f"`{operator}` of this")


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide,
}  # fmt: skip
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "==": np.equal, "!=": np.not_equal,
}  # fmt: skip


def binary(operator: str, left: Value, right: Value) -> Value:
    match left, right:
        case Integer(), Integer():
            found = integers.binary(operator, left, right)
            if found is None:
                raise NotRunError(f"{left.value} {operator} {right.value}, which has no value in C++")
            return found
        case (Address(buffer, offset, dtype), Integer(_, steps)) if operator in "+-":
            size = np.dtype(DTYPES[dtype]).itemsize
            return Address(buffer, offset + (steps if operator == "+" else -steps) * size, dtype)
        case (Address(), PackedField()) if operator == "+":
            return left
        case (Integer(), Address()) if operator == "+":
            return binary(operator, right, left)
        case ((Real() | Integer()), (Real() | Integer())):
            first, second = _real(left, right), _real(right, left)
            if operator in _COMPARISONS:
                return Integer(integers.BOOL, int(_COMPARISONS[operator](first, second)))
            if operator in _ARITHMETIC:
                with np.errstate(all="ignore"):
                    return Real(_ARITHMETIC[operator](first, second))
    raise NotRunError(f"`{operator}` between these")


def _real(value: Value, other: Value) -> Any:
    match value, other:
        case Real(number), _:
            return number
        case Integer(_, number), Real(kind):
            return type(kind)(number)
    raise NotRunError("a number was expected")
