"""The value of an expression while a kernel runs: integers as C++ has them, floating point in its own type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ptofix.cpp import nodes
from ptofix.machine.memory import DTYPES
from ptofix.machine.values import (
    Address,
    Enumerated,
    Null,
    NumberType,
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

FLOATING: dict[str, Any] = {
    "float": np.float32, "float32_t": np.float32, "half": np.float16, "float16_t": np.float16, "double": np.float64,
    "bfloat16_t": DTYPES["bfloat16_t"],
}  # fmt: skip


class NotRunError(Exception):
    """Something that the machine does not run; the argument says what."""


Lookup = Callable[[str], "Value | None"]
CallOf = Callable[[nodes.Call], "Value"]


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


def value_of(node: nodes.Node, names: Lookup, call: CallOf) -> Value:
    """Raises NotRunError."""
    match node:
        case nodes.Number(text):
            return _literal(text)
        case nodes.Name(text):
            found = names(text)
            return _constant(text) if found is None else found
        case nodes.Cast(type_, operand) | nodes.NamedCast(_, type_, operand):
            return converted(value_of(operand, names, call), type_)
        case nodes.Construct(type_, (operand,)) | nodes.ConstructList(type_, nodes.Braces((operand,))):
            return converted(value_of(operand, names, call), type_)
        case nodes.Unary(operator, operand):
            return _unary(operator, value_of(operand, names, call))
        case nodes.Binary(left, ("&&" | "||") as operator, right):
            first = truth(value_of(left, names, call))
            decided = first is (operator == "||")
            return Integer(integers.BOOL, int(first if decided else truth(value_of(right, names, call))))
        case nodes.Binary(left, operator, right):
            return binary(operator, value_of(left, names, call), value_of(right, names, call))
        case nodes.Conditional(condition, then, other):
            chosen, left = (then, other) if truth(value_of(condition, names, call)) else (other, then)
            return _of_common_type(value_of(chosen, names, call), left, names, call)
        case nodes.Call():
            return call(node)
        case nodes.Index() | nodes.PointerMember() | nodes.Member():
            return _unpacked(node, value_of(node.base, names, call), names, call)
    raise NotRunError(f"this expression ({type(node).__name__})")


def _of_common_type(value: Value, other: nodes.Node, names: Lookup, call: CallOf) -> Value:
    """What `? :` makes of the operand that was chosen: both are brought to one type. Raises NotRunError."""
    if not isinstance(value, Integer | Real):
        return value
    beside = _sample(other, names, call)
    first, second = type_of(value), type_of(beside) if isinstance(beside, Integer | Real) else None
    if second is None or first == second:
        return value
    both = binary("+", _one(first), _one(second))
    assert isinstance(both, Integer | Real)
    return as_type(value, type_of(both))


def type_of(value: Integer | Real) -> NumberType:
    return value.type if isinstance(value, Integer) else type(value.value)


def _one(type_: NumberType) -> Integer | Real:
    return Integer(type_, 1) if isinstance(type_, IntegerType) else Real(type_(1))


def _sample(node: nodes.Node, names: Lookup, call: CallOf) -> Value:
    """Some value of the type of an operand that is not evaluated: what it divides by may be 0. Raises NotRunError."""
    match node:
        case nodes.Unary("!", _) | nodes.Binary(_, "&&" | "||", _):
            return Integer(integers.BOOL, 1)
        case nodes.Cast(type_, _) | nodes.NamedCast(_, type_, _) | nodes.Construct(type_, (_,)):
            number = number_type(type_)
            if number is not None:
                return _one(number)
        case nodes.Unary(operator, operand):
            return _ones(lambda x: _unary(operator, x), _sample(operand, names, call))
        case nodes.Binary(left, operator, right):
            return _ones(lambda x, y: binary(operator, x, y), _sample(left, names, call), _sample(right, names, call))
        case nodes.Conditional(_, then, other):
            return _of_common_type(_sample(then, names, call), other, names, call)
    return value_of(node, names, call)


def _ones(make: Callable[..., Value], *samples: Value) -> Value:
    return make(*(_one(type_of(x)) if isinstance(x, Integer | Real) else x for x in samples))


def _unpacked(node: nodes.Node, base: Value, names: Lookup, call: CallOf) -> Value:
    """What a front end's entry reads of its words. Raises NotRunError."""
    match node, base:
        case nodes.Index(subscript=subscript), Packed(words):
            number = number_of(value_of(subscript, names, call))
            if 0 <= number < len(words):
                return words[number]
            raise NotRunError(f"word {number} of {len(words)}")
        case nodes.PointerMember(), Address() as address:
            return PackedField(address)
        case nodes.Member(name=name), OneOf() as union if name in union.fields:
            value = union.get(name)
            if value is None:
                raise NotRunError(f"`{name}` of a union in which nobody has written all its bytes")
            return value
    raise NotRunError(f"this expression ({type(node).__name__})")


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
    wanted = number_type(type_)
    match value:
        case Integer() | Real() if wanted is not None:
            return as_type(value, wanted)
        case Address() if isinstance(wanted, IntegerType):
            return Integer(wanted, 0)  # an address that only set_ffts_base_addr takes
    return value


def number_type(type_: nodes.Type) -> NumberType | None:
    """The type of a scalar, None for another type."""
    if "*" in type_.after:
        return None
    words = (*(word for word in type_.before if word not in _SILENT), type_.name)
    return type_named(" ".join(words)) or FLOATING.get(plain_name(type_.name))


def as_type(value: Integer | Real, wanted: NumberType) -> Integer | Real:
    """The number converted as C++ does. Raises NotRunError."""
    if isinstance(wanted, IntegerType):
        return integers.convert(value, wanted) if isinstance(value, Integer) else _whole(value.value, wanted)
    if isinstance(value, Integer):
        number: Any = np.array(value.value, np.int64 if value.type.signed else np.uint64).astype(wanted)[()]
        return Real(number)
    with np.errstate(over="ignore"):  # to infinity, as C++
        return Real(wanted(value.value))


_SILENT = frozenset(("const", "constexpr", "static", "volatile"))


def _whole(number: Any, integer: IntegerType) -> Integer:
    if integer == integers.BOOL:
        return Integer(integer, int(bool(number != 0)))
    whole = int(number) if np.isfinite(number) else None
    if whole is None or not integer.holds(whole):
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
