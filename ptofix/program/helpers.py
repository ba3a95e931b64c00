"""What functions of the file compute: the value of a call, where it follows from the values that it is given.

Only values are here. What a call does besides, its body does in place of it (calls.py). A name that may change, a loop
and a condition that is not known leave the value unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from msgspec import Struct, field

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement, statements
from ptofix.program.conditionals import for_core
from ptofix.program.entities import SCALAR, Entity, Scalar
from ptofix.program.evaluate import converted, value_of
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.recurrences import Value, type_of
from ptofix.program.unit import SourceFunction, Unit

Given = tuple[Value | None, ...]

_LEAVING = frozenset(("Return", "Goto", "Label", ""))
"""Kinds of statements that control may leave a block by, or come into one."""


class Helpers(Struct, eq=False):
    """The values of calls, each worked out once."""

    unit: Unit
    _known: dict[tuple[SourceFunction, Given], Value | None] = field(default_factory=dict)

    def value(self, function: SourceFunction, given: Given) -> Value | None:
        """What `function` returns for these arguments, None if it is not known."""
        key = (function, given)
        if key not in self._known:
            self._known[key] = None  # of a function that calls itself
            self._known[key] = _Call(self, function).value(given)
        return self._known[key]


class _Returns(Exception):
    """Control leaves the function, with this value."""

    def __init__(self, value: Value | None) -> None:
        super().__init__()
        self.value = value


class _Call:
    """One call, followed statement by statement."""

    def __init__(self, helpers: Helpers, function: SourceFunction) -> None:
        self.helpers, self.unit, self.function = helpers, helpers.unit, function
        self.names: dict[str, Entity] = {}
        self.aliases: dict[str, nodes.Type] = {}

    def value(self, given: Given) -> Value | None:
        parameters = self.function.head.parameters
        if len(given) > len(parameters):
            return None
        for number, parameter in enumerate(parameters):
            value = given[number] if number < len(given) else self.of(parameter.default)
            if parameter.name is not None:
                self.declare(parameter.name, parameter.type, value)
        try:
            self.run(self.function.block.body)
        except _Returns as result:
            return result.value
        return None

    def declare(self, name: str, type_: nodes.Type, value: Value | None) -> None:
        integer = self.integer_type(type_)
        if name in self.function.changed_names or "static" in type_.before:
            value = None
        if type_.name == "auto":
            self.names[name] = SCALAR if value is None else Scalar(type_of(value), value)
        else:
            self.names[name] = Scalar(integer, converted(value, integer))

    def of(self, node: nodes.Node | None) -> Value | None:
        return value_of(node, self.lookup, self.integer_type, self.called)

    def lookup(self, name: str) -> Entity | None:
        return self.names.get(name) or self.unit.names.get(name)

    def integer_type(self, type_: nodes.Type) -> IntegerType | None:
        alias = self.aliases.get(type_.name)
        if alias is None:
            return self.unit.integer_type(type_)
        return None if type_.after or type_.arguments else self.integer_type(alias)

    def called(self, call: nodes.Call) -> Value | None:
        match call.callee:
            case nodes.Name(name) if (function := self.unit.functions.get(name)) is not None:
                return self.helpers.value(function, tuple(map(self.of, call.arguments)))
        return None

    def run(self, body: Sequence[Element]) -> None:
        """Go through a block. Raises _Returns where control leaves the function, or may."""
        outer = dict(self.names), dict(self.aliases)
        elements = list(for_core(list(body), self.unit.core))
        chain = _Chain.OPEN
        for element in elements:
            if isinstance(element, Statement):
                self.statement(element)
            elif isinstance(element, Block):
                chain = self.block(element, chain)
            else:
                raise _Returns(None)
        self.names, self.aliases = outer

    def statement(self, statement: Statement) -> None:
        match statement.node:
            case nodes.Return(value):
                raise _Returns(converted(self.of(value), self.integer_type(self.function.head.type)))
            case nodes.Declare(type_, name, (), nodes.Value(value)):
                self.declare(name, type_, self.of(value))
            case nodes.Declare(_, name):
                self.names[name] = SCALAR
            case nodes.Alias(name, type_):
                self.aliases[name] = type_
            case _ if statement.shape.kind in _LEAVING:
                raise _Returns(None)

    def block(self, block: Block, chain: _Chain) -> _Chain:
        """Go through a block if it is sure to run; what is known after it of the chain of `if` that it is part of."""
        match block.head.node:
            case nodes.Scope():
                runs, chain = True, _Chain.OPEN
            case nodes.If(condition):
                runs, chain = self.tested(condition, _Chain.OPEN)
            case nodes.ElseIf(condition):
                runs, chain = self.tested(condition, chain)
            case nodes.Else():
                runs, chain = chain is _Chain.OPEN, chain
            case _:
                runs, chain = False, _Chain.NOT_KNOWN
        if runs:
            self.run(block.body)
        elif chain is _Chain.NOT_KNOWN and any(s.shape.kind in _LEAVING for s in statements(block.body)):
            raise _Returns(None)  # or not
        return chain

    def tested(self, condition: nodes.Node, chain: _Chain) -> tuple[bool, _Chain]:
        """Whether a block after this condition is sure to run, and what is known after it."""
        if chain is not _Chain.OPEN:
            return False, chain
        known = self.of(condition)
        if not isinstance(known, Integer):
            return False, _Chain.NOT_KNOWN
        return known.value != 0, _Chain.TAKEN if known.value else _Chain.OPEN


class _Chain(Enum):
    """Of `if`, `else if` and `else`: none of them ran so far, one did, or that is not known."""

    OPEN = auto()
    TAKEN = auto()
    NOT_KNOWN = auto()
