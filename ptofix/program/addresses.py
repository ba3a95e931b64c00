"""Addresses in global memory as C++ computes them: pointers, what is added to them, and the numbers made of them.

What an expression means is decided by the types in it: a number that was made of a pointer counts bytes, a pointer the
elements of what it points to. What is not computed exactly has no distance, and no base where it may lead elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ptofix.cpp import nodes
from ptofix.program import integers
from ptofix.program.entities import Entity, Scalar, TypeName
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import plain_name
from ptofix.program.places import NO_DISTANCE, Distance, KnownAddress, PointedTo, Tensor, distance_of, pointee_of
from ptofix.program.recurrences import Course, Value, converted, type_of

_ADDRESS_BITS = 64
_TRUTHS = ("<", "<=", ">", ">=", "==", "!=", "&&", "||")
_ANYWHERE = KnownAddress()


class Names(Protocol):
    """What is known where the expression is."""

    def lookup(self, name: str) -> Entity | None: ...
    def resolved(self, type_: nodes.Type) -> nodes.Type: ...
    def integer_type(self, type_: nodes.Type) -> IntegerType | None: ...
    def value(self, node: nodes.Node | None) -> Value | None: ...
    @property
    def courses(self) -> Mapping[int, Course]: ...


def address_of(node: nodes.Node | None, names: Names) -> KnownAddress | None:
    """The address that `node` is, as a pointer or as a number; None for what is none, or is read from memory."""
    match node:
        case nodes.Name(text):
            match names.lookup(text):
                case Tensor() as tensor:
                    return KnownAddress(tensor, NO_DISTANCE, PointedTo(tensor.element))
                case Scalar(address=address):
                    return address
            return None
        case nodes.Cast(type_, operand) | nodes.NamedCast(_, type_, operand) | nodes.Construct(type_, (operand,)):
            return _cast(type_, operand, names)
        case nodes.ConstructList(type_, nodes.Braces((operand,))):
            return _cast(type_, operand, names)
        case nodes.Call(callee, arguments):
            return _called(callee, arguments, names)
        case nodes.Unary(operator, operand):
            return _unary(operator, operand, names)
        case nodes.Binary(left, operator, right):
            return _binary(left, operator, right, names)
        case nodes.Conditional(condition, then, other):
            return _chosen(condition, then, other, names)
        case nodes.Index() | nodes.PointerMember() | nodes.Member(nodes.Name()):
            return None
        case nodes.Braces((only,)):
            return address_of(only, names)
    return _ANYWHERE if names_address(node, names) else None


def number_of(address: KnownAddress | None, type_: IntegerType | None) -> KnownAddress | None:
    """What a conversion to a type of numbers makes of an address: as much as it has bits for."""
    if address is None:
        return None
    return address._replace(type=type_) if type_ is not None and type_.bits == _ADDRESS_BITS else _ANYWHERE


def moved(address: KnownAddress, by: nodes.Node, names: Names, sign: int = 1) -> KnownAddress:
    """`address + by`, or `address - by`."""
    if address_of(by, names) is not None:
        return _anywhere_as(address)
    match address.type:
        case PointedTo(element):  # C++ has no pointer leave the memory that it points into
            distance = None if element is None else distance_of(names.value(by), names.courses)
            if element is None or distance is None or address.distance is None:
                return address._replace(distance=None)
            return address._replace(distance=address.distance.and_also(distance.scaled(sign * element)))
        case IntegerType() as type_:
            value = names.value(by)
            of_number = None if value is None else type_of(value)
            if value is None or of_number is None:
                return _ANYWHERE
            common = integers.usual(type_, of_number)
            found = distance_of(converted(value, common), names.courses)
            if found is None or common.bits != _ADDRESS_BITS:
                return _ANYWHERE
            distance = None if address.distance is None else address.distance.and_also(found.scaled(sign))
            return address._replace(distance=distance, type=common)
    return _ANYWHERE


def _cast(type_: nodes.Type, operand: nodes.Node, names: Names) -> KnownAddress | None:
    address = address_of(operand, names)
    if address is None:
        return None
    resolved = names.resolved(type_)
    if "*" in resolved.after or plain_name(resolved.name) == "GlobalTensor":
        return address._replace(type=pointee_of(resolved)) if "&" not in resolved.after else _ANYWHERE
    return number_of(address, names.integer_type(type_))


def _called(callee: nodes.Node, arguments: tuple[nodes.Node, ...], names: Names) -> KnownAddress | None:
    match callee, arguments:
        case (nodes.Member(inner, "data"), ()) | (nodes.Name("PTOAS__GLOBAL_TENSOR_DATA"), (inner,)):
            return address_of(inner, names)
        case nodes.TemplateName(name, own), (inner, *_) if plain_name(name) == "GlobalTensor":
            return _cast(nodes.Type((), name, own, ()), inner, names)
        case nodes.Name(name), (inner, *more) if isinstance(alias := names.lookup(name), TypeName):
            if not more or plain_name(names.resolved(alias.type).name) == "GlobalTensor":
                return _cast(nodes.Type((), name, (), ()), inner, names)
        case nodes.Member(nodes.Name()), _:
            pass  # a number that an object tells
        case _ if names_address(callee, names):
            return _ANYWHERE
    return _ANYWHERE if any(names_address(argument, names) for argument in arguments) else None


def _unary(operator: str, operand: nodes.Node, names: Names) -> KnownAddress | None:
    match operator, operand:
        case "&", nodes.Index(base, subscript):
            element = address_of(base, names)
            return None if element is None else moved(element, subscript, names)
        case "&", nodes.Unary("*", pointer):
            return address_of(pointer, names)
        case "&", nodes.Member(inner) | nodes.PointerMember(inner):
            whole = _unary("&", inner, names) if isinstance(operand, nodes.Member) else address_of(inner, names)
            return None if whole is None else whole._replace(distance=None, type=PointedTo())
        case (("*" | "!"), _):
            return None
        case "&", nodes.Name():
            return None  # of a variable
        case "+", _:
            return address_of(operand, names)
    return None if address_of(operand, names) is None else _ANYWHERE


def _binary(left: nodes.Node, operator: str, right: nodes.Node, names: Names) -> KnownAddress | None:
    first, second = address_of(left, names), address_of(right, names)
    if (first is None and second is None) or operator in _TRUTHS:
        return None
    if first is not None and second is not None:
        between = operator == "-" and first.base is not None and first.base is second.base
        of_pointer = next((one for one in (first, second) if isinstance(one.type, PointedTo)), first)
        return None if between else _anywhere_as(of_pointer)
    if operator == "+":
        return moved(first, right, names) if first is not None else moved(second or _ANYWHERE, left, names)
    return moved(first, right, names, -1) if operator == "-" and first is not None else _ANYWHERE


def _chosen(condition: nodes.Node, then: nodes.Node, other: nodes.Node, names: Names) -> KnownAddress | None:
    first, second = address_of(then, names), address_of(other, names)
    if first is None and second is None:
        return None
    decided = names.value(condition)
    if isinstance(decided, Integer) and first is not None and second is not None and first.type == second.type:
        return first if decided.value else second
    if first is None or second is None or first.base is not second.base:
        return _anywhere_as(first or second or _ANYWHERE)
    distance: Distance | None = first.distance if first.distance == second.distance else None
    return KnownAddress(first.base, distance, first.type if first.type == second.type else None)


def _anywhere_as(address: KnownAddress) -> KnownAddress:
    """Of the same type, if that is a pointer's."""
    return KnownAddress(type=address.type) if isinstance(address.type, PointedTo) else _ANYWHERE


def names_address(node: nodes.Node | None, names: Names) -> bool:
    """Whether an address is named in an expression, wherever that is."""
    for part in nodes.walk(node) if node is not None else ():
        entity = names.lookup(part.text) if isinstance(part, nodes.Name) else None
        if isinstance(entity, Tensor) or (isinstance(entity, Scalar) and entity.address is not None):
            return True
    return False
