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
    NamedType,
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
LoadOf = Callable[[Address], "Value"]
"""What the scalar unit reads at a place in global memory."""


def truth(value: Value) -> bool:
    match value:
        case Integer(_, number):
            return number != 0
        case Real(number):
            return bool(number)
        case Address() | Null():
            return isinstance(value, Address)
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
            return converted(value(operand), resolved(type_, names))
        case nodes.Construct(type_, (operand,)) | nodes.ConstructList(type_, nodes.Braces((operand,))):
            return converted(value(operand), resolved(type_, names))
        case nodes.Call(nodes.Name(text), (operand,)) if isinstance(named := names(text), NamedType):
            return converted(value(operand), named.type)
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
            chosen, left = (then, other) if truth(value(condition)) else (other, then)
            return _of_common_type(value(chosen), left, names, call)
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
                case nodes.Member(name=name), OneOf() as union if name in union.fields:
                    return _field(union, name)
    raise NotRunError(f"this expression ({type(node).__name__})")


def _field(union: OneOf, name: str) -> Value:
    """Raises NotRunError."""
    found = union.get(name)
    if found is None:
        raise NotRunError(f"`{name}` of a union in which nobody has written all its bytes")
    return found


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
            number = number_type(resolved(type_, names))
            if number is not None:
                return _one(number)
        case nodes.Unary(operator, operand):
            return _ones(lambda x: _unary(operator, x), _sample(operand, names, call))
        case nodes.Binary(left, operator, right):
            return _ones(lambda x, y: binary(operator, x, y), _sample(left, names, call), _sample(right, names, call))
        case nodes.Conditional(_, then, other):
            return _of_common_type(_sample(then, names, call), other, names, call)
    return value_of(node, names, call, _unread)


def _ones(make: Callable[..., Value], *samples: Value) -> Value:
    return make(*(_one(type_of(x)) if isinstance(x, Integer | Real) else x for x in samples))


def _unread(place: Address) -> Value:
    """An element of global memory of which only the type is asked. Raises NotRunError."""
    type_ = type_named(place.dtype) or FLOATING.get(place.dtype)
    if type_ is None:
        raise NotRunError(f"an element of type `{place.dtype}`")
    return _one(type_)


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
        case Integer() | Real() if plain_name(type_.name) not in ("auto", "event_t"):
            raise NotRunError(f"a number of type `{type_.name}`")
        case Address() if isinstance(wanted, IntegerType):
            return Integer(wanted, 0)  # an address that only set_ffts_base_addr takes
    return value


def resolved(type_: nodes.Type, names: Lookup) -> nodes.Type:
    """A type without names that `using` gave."""
    named = None if type_.arguments else names(type_.name)
    if not isinstance(named, NamedType):
        return type_
    inner = named.type
    return nodes.Type(type_.before + inner.before, inner.name, inner.arguments, inner.after + type_.after)


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
    with np.errstate(over="ignore"):  # to infinity, as C++
        if isinstance(value, Integer):
            kind = np.int64 if value.type.signed else np.uint64
            return Real(kind(value.value).astype(wanted))
        return Real(wanted(value.value))


_SILENT = frozenset(("const", "constexpr", "static", "volatile", "inline", "__inline__", "AICORE", "__aicore__"))


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
        case Real() | Address() | Null() if operator == "!":
            return Integer(integers.BOOL, int(not truth(value)))
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
            size = np.dtype(DTYPES[known_element(dtype)]).itemsize
            return Address(buffer, offset + (steps if operator == "+" else -steps) * size, dtype)
        case (Address(), PackedField()) if operator == "+":
            return left
        case ((Address() | Null()), (Address() | Null())):
            return _of_pointers(operator, left, right)
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


def known_element(name: str) -> str:
    """The type of elements in memory. Raises NotRunError."""
    if name not in DTYPES:
        raise NotRunError(f"elements of type {name}, which numpy does not have")
    return name


def _of_pointers(operator: str, left: Address | Null, right: Address | Null) -> Value:
    """Of two arrays C++ says no more than that their elements are not the same. Raises NotRunError."""
    match left, right:
        case Address(), Address() if left.buffer is right.buffer:
            size = np.dtype(DTYPES[known_element(left.dtype)]).itemsize
            if operator == "-" and left.dtype == right.dtype and not (left.offset - right.offset) % size:
                return Integer(integers.LONG, (left.offset - right.offset) // size)
            if operator in _COMPARISONS:
                return Integer(integers.BOOL, int(_COMPARISONS[operator](left.offset, right.offset)))
        case _ if operator in ("==", "!="):
            same = isinstance(left, Null) and isinstance(right, Null)
            return Integer(integers.BOOL, int(same is (operator == "==")))
    raise NotRunError(f"`{operator}` between these")


def _real(value: Value, other: Value) -> Any:
    match value, other:
        case Real(number), _:
            return number
        case Integer() as whole, Real() as real:
            return as_type(whole, type_of(real)).value
    raise NotRunError("a number was expected")
