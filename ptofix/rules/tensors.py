"""What the text of a function makes of tensors in global memory: extents that nobody gives, and where they start.

The program has places of operands only. This reads declarations alone: names that may change mean nothing here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Conditional, Element, Statement, Tree
from ptofix.isa.architecture import Arch
from ptofix.program.entities import Entity, Scalar
from ptofix.program.evaluate import converted, evaluate
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import TENSOR_TYPES, number_type, plain_name
from ptofix.program.pipes import decimal
from ptofix.program.unit import SourceFunction, changes_of

DIMENSIONS = 5  # of a Shape, of a Stride


class Open(Struct, frozen=True):
    """A Shape or Stride that is made with `given` values, where its type leaves more `dimensions` open."""

    kind: str
    type: str
    dimensions: tuple[int, ...]
    given: int
    statement: Statement
    tensor: Statement | None  # the first that gets it


class Offset(NamedTuple):
    """A tensor that starts `elements` after what `pointer` points to; `as_unsigned` if C++ adds them as such."""

    pointer: str
    elements: int
    as_unsigned: int | None
    statement: Statement
    given: Statement | None  # where a name has the number from


class _Made(Struct, frozen=True):
    """An object of a class that a statement makes: its name, if it gets one, and the arguments of its constructor."""

    type: nodes.Type
    arguments: tuple[nodes.Node, ...]
    name: str | None
    node: nodes.Node
    statement: Statement


def tensors_of(tree: Tree, arch: Arch) -> Iterator[Tensors]:
    """Of each function of a file."""
    aliases = {
        s.node.name: s.node.type for s in tree.statements if s.shape.kind == "Alias" and isinstance(s.node, nodes.Alias)
    }
    for block in _functions(tree.body):
        assert isinstance(block.head.node, nodes.Function)
        yield Tensors(SourceFunction(block.head.node, block, arch), aliases)


def _functions(body: Sequence[Element]) -> Iterator[Block]:
    for element in body:
        if isinstance(element, Block):
            if isinstance(element.head.node, nodes.Function):
                yield element
            else:
                yield from _functions(element.body)
        elif isinstance(element, Conditional):
            for arm in element.arms:
                yield from _functions(arm.body)


class Tensors(Struct, eq=False, dict=True):
    """The tensors of one function, their shapes and strides."""

    function: SourceFunction
    aliases: dict[str, nodes.Type]

    def open(self) -> Iterator[Open]:
        """What is made with fewer values than its type leaves open, in text order.

        Not where no tensor with it has more than one step in such a dimension: its stride is of no account there.
        """
        users: dict[nodes.Node | str, list[_Made]] = {}
        for made in self.made["GlobalTensor"]:
            for argument in made.arguments[1:]:
                users.setdefault(_key(argument), []).append(made)
        for kind in ("Shape", "Stride"):
            if f"Set{kind}" in self.function.words:
                continue  # given afterwards
            for made in self.made[kind]:
                dimensions, given = _open_dimensions(made.type), len(made.arguments)
                if given >= len(dimensions) or _may_be_a_copy(made.arguments) or made.name in self._changed:
                    continue
                tensors = users.get(made.name or made.node, [])
                if kind == "Stride" and tensors and not any(self._steps(t, dimensions) for t in tensors):
                    continue
                words = f"{kind}<{', '.join('-1' if d in dimensions else '…' for d in range(DIMENSIONS))}>"
                first = tensors[0].statement if tensors else None
                yield Open(kind, words, dimensions, given, made.statement, first)

    def before_memory(self) -> Iterator[Offset]:
        """Tensors that start before what their pointer points to, by offsets that are known, in text order."""
        for made in self.made["GlobalTensor"]:
            if not made.arguments:
                continue
            parts = list(self._offsets(made.arguments[0]))
            values = [None if part is None else self._number(part) for part in parts]
            known = [value.elements for value in values if value is not None]
            if len(known) == len(parts) and sum(known) < 0 and max(known) <= 0:
                worst = min((value for value in values if value is not None), key=lambda value: value.elements)
                yield worst._replace(pointer=_root(made.arguments[0]), elements=sum(known), statement=made.statement)

    @cached_property
    def made(self) -> dict[str, list[_Made]]:
        """The objects of the three classes of tensors, in text order, once per place."""
        found: dict[str, list[_Made]] = {"GlobalTensor": [], "Shape": [], "Stride": []}
        classes = {name for name in self.aliases if plain_name(self._resolved(name).name) in found}
        mentioned = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted({*found, *classes})))})\b")
        for statement in self.function.statements:
            if not mentioned.search(statement.text) or statement.node is None:
                continue
            for made in _made(statement, statement.node):
                type_ = self._resolved(made.type.name) if not made.type.arguments else made.type
                kind = plain_name(type_.name)
                if kind in found and not type_.after:
                    arguments = tuple(self._class(argument) for argument in type_.arguments)
                    whole = nodes.Type((), type_.name, arguments, ())
                    found[kind].append(_Made(whole, made.arguments, made.name, made.node, statement))
        return found

    def _resolved(self, name: str) -> nodes.Type:
        """What a name denotes, through aliases."""
        seen = set()
        while name in self.aliases and name not in seen:
            seen.add(name)
            type_ = self.aliases[name]
            if type_.arguments or type_.after:
                return type_
            name = type_.name
        return nodes.Type((), name, (), ())

    def _class(self, argument: nodes.Node) -> nodes.Node:
        plain = isinstance(argument, nodes.Type) and not argument.arguments
        return self._resolved(argument.name) if plain and isinstance(argument, nodes.Type) else argument

    @cached_property
    def _changed(self) -> frozenset[str]:
        """Names that may get another value; objects of classes with an alias are made from names, and leave them be."""
        made = [s for s in self.function.changing if not s.shape.changes_names and self._only_makes(s)]
        changing = (statement for statement in self.function.changing if statement not in made)
        return frozenset(name for statement in changing for name in changes_of(statement, self.function.arch))

    def _only_makes(self, statement: Statement) -> bool:
        callees = statement.shape.callees
        return all(name in self.aliases or plain_name(name) in TENSOR_TYPES for name in callees)

    def _steps(self, tensor: _Made, dimensions: tuple[int, ...]) -> bool:
        """Whether a tensor may have more than one step in one of the dimensions."""
        match tensor.type.arguments:
            case (_, nodes.Type() as shape, *_):
                extents = [decimal(e.text) if isinstance(e, nodes.Number) else None for e in shape.arguments]
                return any(d >= len(extents) or extents[d] != 1 for d in dimensions)
        return True

    # ---- where a tensor starts ----

    def _offsets(self, pointer: nodes.Node) -> Iterator[nodes.Node | None]:
        """What is added to the start of a slot or parameter, term by term; None for what is not known."""
        match pointer:
            case nodes.Cast(_, inner) | nodes.NamedCast(_, _, inner):
                yield from self._offsets(inner)
            case nodes.Binary(left, "+", right):
                yield from self._offsets(left)
                yield right
            case nodes.Binary(left, "-", right):
                yield from self._offsets(left)
                yield nodes.Unary("-", right)
            case nodes.Name(name) if name in self._parameters and name not in self._changed:
                return
            case nodes.Name(name) if (declared := self._declared.get(name)) is not None:
                match declared.node:
                    case nodes.Declare(_, _, _, nodes.Value(value)):
                        yield from self._offsets(value)
                    case _:
                        yield None
            case nodes.Call(nodes.Member(nodes.Name(name), "data"), ()) | nodes.Call(
                nodes.Name("PTOAS__GLOBAL_TENSOR_DATA"), (nodes.Name(name),)
            ):  # the assembler has a function of its own that calls `data`
                tensors = self._by_name.get(name, [])
                if not tensors or any(made.arguments != (nodes.Name("nullptr"),) for made in tensors):
                    yield None
            case _:
                yield None

    @cached_property
    def _by_name(self) -> dict[str | None, list[_Made]]:
        """The tensors by their names."""
        found: dict[str | None, list[_Made]] = {}
        for made in self.made["GlobalTensor"]:
            found.setdefault(made.name, []).append(made)
        return found

    @cached_property
    def _parameters(self) -> frozenset[str]:
        return frozenset(p.name for p in self.function.head.parameters if p.name is not None)

    @cached_property
    def _declared(self) -> dict[str, Statement]:
        """Where each name is declared that is declared once and keeps its value."""
        declared = [(s.node.name, s) for s in self.function.statements if isinstance(s.node, nodes.Declare)]
        heads = [s.node.initial for s in self.function.statements if isinstance(s.node, nodes.For)]
        inner = [node.name for node in heads if isinstance(node, nodes.Declare)]
        times = Counter([*(name for name, _ in declared), *inner, *self._parameters])
        changed = self._changed
        return {name: statement for name, statement in declared if times[name] == 1 and name not in changed}

    def _number(self, part: nodes.Node) -> Offset | None:
        """A known term; as the negative number that it was before C++ made an unsigned one of it."""
        value = evaluate(part, self._constant, self._integer)
        if value is None:
            return None
        statement = self._declared.get(part.text) if isinstance(part, nodes.Name) else None
        given = statement or self.function.block.head
        if not value.type.signed and value.value > value.type.greatest // 2:
            return Offset("", value.value - 2**value.type.bits, value.value, given, statement)
        return Offset("", value.value, None, given, statement)

    @cached_property
    def _constants(self) -> dict[str, Entity | None]:
        return {}

    def _constant(self, name: str) -> Entity | None:
        if name not in self._constants:
            self._constants[name] = None  # a name that depends on itself has no value
            statement = self._declared.get(name)
            match statement.node if statement else None:
                case nodes.Declare(type_, _, (), nodes.Value(value)):
                    known, integer = evaluate(value, self._constant, self._integer), self._integer(type_)
                    as_declared = converted(known, integer)
                    if isinstance(as_declared, Integer):
                        self._constants[name] = Scalar(integer, as_declared)
        return self._constants[name]

    def _integer(self, type_: nodes.Type) -> IntegerType | None:
        return None if type_.after or type_.arguments else number_type(self._resolved(type_.name).name)


def _made(statement: Statement, node: nodes.Node) -> Iterator[_Made]:
    """All objects that a statement makes. A name that is declared without a value gets an object of its own."""
    match node:
        case nodes.Declare(type_, name, (), None):
            yield _Made(type_, (), name, node, statement)
        case nodes.Declare(type_, name, (), nodes.Arguments(arguments) | nodes.Braces(arguments)):
            yield _Made(type_, arguments, name, node, statement)
    inside = node.initializer if isinstance(node, nodes.Declare) else node  # its type makes nothing
    value = inside.value if isinstance(inside, nodes.Value) else None
    for part in nodes.walk(inside) if inside is not None else ():
        named = node.name if isinstance(node, nodes.Declare) and part is value else None
        match part:
            case nodes.Call(nodes.TemplateName(of, own), arguments):
                yield _Made(nodes.Type((), of, own, ()), arguments, named, part, statement)
            case nodes.Call(nodes.Name(of), arguments):
                yield _Made(nodes.Type((), of, (), ()), arguments, named, part, statement)
            case nodes.ConstructList(type_, nodes.Braces(arguments)):
                yield _Made(type_, arguments, named, part, statement)


@cache
def _open_dimensions(type_: nodes.Type) -> tuple[int, ...]:
    """The dimensions that are given at run time: -1, `DYNAMIC`, or nothing, which is the same."""
    found = []
    for dimension in range(DIMENSIONS):
        match type_.arguments[dimension : dimension + 1]:
            case () | (nodes.Unary("-", nodes.Number("1")),):
                found.append(dimension)
            case (nodes.Type((), name, (), ()),) if plain_name(name) == "DYNAMIC":
                found.append(dimension)
    return tuple(found)


def _may_be_a_copy(arguments: tuple[nodes.Node, ...]) -> bool:
    return len(arguments) == 1 and isinstance(arguments[0], nodes.Name)


def _key(argument: nodes.Node) -> nodes.Node | str:
    return argument.text if isinstance(argument, nodes.Name) else argument


def _root(pointer: nodes.Node) -> str:
    """The name to which something is added, as far as the expression itself shows it."""
    return next((node.text for node in nodes.walk(pointer) if isinstance(node, nodes.Name)), "")
