"""What names mean at each point of a function, in each call of it; base of the lowering (lower.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.parser import Statement
from ptofix.cpp.shapes import Leaf, Shape
from ptofix.hardware.core_flags import CoreFlag
from ptofix.hardware.tile import TileType
from ptofix.program import integers
from ptofix.program.addresses import address_of, number_of
from ptofix.program.choices import Choices, choices_of
from ptofix.program.entities import (
    POINTER,
    SCALAR,
    Array,
    Entity,
    PipeVariable,
    Scalar,
    TileVariable,
    TypeName,
)
from ptofix.program.evaluate import converted, list_converted, value_of
from ptofix.program.graph import Argument, Graph, PendingCall
from ptofix.program.helpers import Helpers
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import library, number_type, plain_name
from ptofix.program.pipes import PipeType
from ptofix.program.places import NO_DISTANCE, Distance, Extent, KnownAddress, Tensor, distance_of
from ptofix.program.program import Action, FlagUser
from ptofix.program.recurrences import Course, Value
from ptofix.program.types import Global, Local, Meaning, UnknownTypeError, meaning_of
from ptofix.program.unit import FunctionOutsideError, SourceFunction, Unit, addressed

_DEEPEST_CALLS = 32


class Exits(Struct, eq=False):
    """Where control leaves a loop or switch early; `continues` None for a switch."""

    breaks: list[int] = field(default_factory=list)
    continues: list[int] | None = field(default_factory=list)


class Frame(Struct, eq=False):
    """One call of a function: its names, and where control leaves it.

    No name hides another, so one table is enough: a scope takes its names away again.
    """

    function: SourceFunction
    names: dict[str, Entity] = field(default_factory=dict)
    scope: list[str] = field(default_factory=list)
    exits: list[Exits] = field(default_factory=list)
    returns: list[int] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    jumps: list[tuple[str, list[int], Statement]] = field(default_factory=list)
    choices: dict[str, Choices] = field(default_factory=dict)  # of names whose value is one of a few


class Uses(Struct, frozen=True):
    """Names of a shape that must be known where a statement of the shape stands."""

    values: tuple[Leaf, ...]
    types: tuple[Leaf, ...]


class Scopes:
    """The names of one lowering. `refused` are functions outside of the language: calls of them may do anything.

    Raises FunctionOutsideError for a name that is not known or hides another.
    """

    def __init__(self, unit: Unit, refused: frozenset[SourceFunction]) -> None:
        self.unit = unit
        self.refused = refused
        self.graph = Graph()
        self.stack: list[Frame] = []
        self.loop_count = 0
        self.met: set[SourceFunction] = set()  # functions that were seen through
        self.escaped: dict[TileVariable | PipeVariable, None] = {}  # given to a call that may keep them
        self.opaque: list[int] = []
        self.flag_users: list[FlagUser] = []
        self.declared_pipes: dict[PipeVariable, FlagUser] = {}
        self.sync: dict[Shape, Action] = {}
        self.meanings: dict[tuple[object, ...], Meaning] = {}  # of types that no alias is part of
        self.inert: set[Shape] = set()
        self.helpers = Helpers(unit)
        self.deep_calls = 0  # calls inside of several others, that were followed
        self.without_effect: set[SourceFunction] = set()  # functions that compute numbers, and do nothing

    @contextmanager
    def frame(self, function: SourceFunction) -> Iterator[Frame]:
        """Run a call of `function`; control comes back from all of its returns."""
        if not self.unit.macros.isdisjoint(function.words):
            raise self.outside("it uses a macro of this file", function.block.head, function)
        if any(frame.function is function for frame in self.stack) or len(self.stack) >= _DEEPEST_CALLS:
            raise self.outside("it calls itself", function.block.head, function)
        self.met.add(function)
        frame = Frame(function)
        self.stack.append(frame)
        yield frame
        frame.returns += self.graph.leave()
        for label, sources, statement in frame.jumps:
            if label not in frame.labels:
                raise self.outside(f"`{label}` is no label of the function", statement)
            self.graph.link(sources, frame.labels[label])
        self.stack.pop()
        self.graph.meet(frame.returns)

    def flag_user(
        self, name: str, flags: frozenset[CoreFlag], statement: Statement, doubt: str = "", pipe: PipeType | None = None
    ) -> FlagUser:
        """Something that uses flags between the cores from here on, as the pipes do that exist."""
        entities = (entity for frame in self.stack for entity in frame.names.values())
        pipes = dict.fromkeys(entity for entity in entities if isinstance(entity, PipeVariable))
        beside = tuple(self.declared_pipes[pipe] for pipe in pipes if pipe in self.declared_pipes)
        made = FlagUser(name, statement, flags, doubt, beside, pipe, self.graph.loops)
        self.flag_users.append(made)
        return made

    @property
    def here(self) -> Frame:
        return self.stack[-1]

    def outside(
        self, reason: str, statement: Statement, function: SourceFunction | None = None
    ) -> FunctionOutsideError:
        return FunctionOutsideError(reason, statement.place, function or self.here.function)

    def lookup(self, name: str) -> Entity | None:
        found = self.stack[-1].names.get(name)
        return found if found is not None else self.unit.names.get(name)

    def name(self, name: str, entity: Entity, statement: Statement) -> None:
        """Declare a name. None may hide another, or one of the library."""
        if self.lookup(name) is not None or name in self.unit.functions or name in self.unit.ambiguous:
            raise self.outside(f"`{name}` hides another name", statement)
        numbered = name[0] == "v" and name[1:].isdigit()  # as assemblers number values: no name of the library
        if not numbered and (library().has(name, self.unit.arch) or name in self.unit.preamble):
            raise self.outside(f"`{name}` hides a name of the library", statement)
        self.here.names[name] = entity
        self.here.scope.append(name)
        self.here.choices.pop(name, None)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Names that are declared inside are removed after it."""
        outer, self.here.scope = self.here.scope, []
        yield
        for name in self.here.scope:
            del self.here.names[name]
        self.here.scope = outer

    def resolved(self, type_: nodes.Type) -> nodes.Type:
        """`type_` without aliases and named constants."""
        alias = self.lookup(type_.name)
        if isinstance(alias, TypeName) and not type_.arguments:
            inner = self.resolved(alias.type)
            return replace(inner, before=(*type_.before, *inner.before), after=(*inner.after, *type_.after))
        if not type_.arguments:
            return type_
        return replace(type_, arguments=tuple(map(self.resolved_argument, type_.arguments)))

    def resolved_argument(self, argument: nodes.Node) -> nodes.Node:
        if not isinstance(argument, nodes.Type):
            return argument
        constant = self.lookup(argument.name)
        number = constant.constant if isinstance(constant, Scalar) else None
        if number is not None and number.value >= 0:
            return nodes.Number(str(number.value))
        return self.resolved(argument)

    def integer_type(self, type_: nodes.Type) -> IntegerType | None:
        resolved = self.resolved(type_)
        return None if resolved.after else number_type(resolved.name)

    def meaning(self, type_: nodes.Type, statement: Statement) -> Meaning:
        resolved = self.resolved(type_)
        try:
            return meaning_of(resolved, number_type(resolved.name))
        except UnknownTypeError as problem:
            raise self.outside(str(problem), statement) from None

    def value(self, node: nodes.Node | None) -> Value | None:
        return value_of(node, self.lookup, self.integer_type, self.returned)

    def choices(self, node: nodes.Node) -> Choices | None:
        """The values that `node` can have, if they are few."""
        return choices_of(node, self.value, self.here.choices.get, self.integer_type)

    def choose(self, name: str, type_: IntegerType, node: nodes.Node) -> None:
        """Keep what a name of which the value is not known, and does not change, is declared with."""
        found = self.choices(node)
        if found is not None:
            self.here.choices[name] = tuple(dict.fromkeys(integers.convert(one, type_) for one in found))

    def returned(self, call: nodes.Call) -> Value | None:
        """What a call of a function of the file returns."""
        function = self.unit.functions.get(call.callee.text) if isinstance(call.callee, nodes.Name) else None
        if function is None or function in self.refused:
            return None
        return self.helpers.value(function, tuple(map(self.value, call.arguments)))

    def number(self, node: nodes.Node | None) -> int | None:
        """The value of `node` if it is the same in every round of every loop."""
        found = self.value(node)
        return found.value if isinstance(found, Integer) else None

    def distance(self, node: nodes.Node) -> Distance | None:
        """The value of `node` as a distance in elements."""
        return distance_of(self.value(node), self.graph.courses)

    def tensor(self, meaning: Global, value: nodes.Node | None) -> Tensor:
        """A new tensor or pointer that is made from `value`, if from anything."""
        if isinstance(value, nodes.Name) and value.text == "nullptr":
            return Tensor(None, None, meaning.extent, meaning.element, True)
        found = address_of(value, self) or KnownAddress()
        return Tensor(found.base, found.distance, meaning.extent, meaning.element)

    def scalar(self, type_: IntegerType, node: nodes.Node | None, changes: bool, listed: bool = False) -> Scalar:
        """A number of a type that is made from `node`; its value is not known if it `changes`."""
        address = number_of(address_of(node, self), type_)
        if changes:
            return Scalar(type_, None, None if address is None else KnownAddress())
        value = self.value(node)
        return Scalar(type_, list_converted(value, type_) if listed else converted(value, type_), address)

    @property
    def courses(self) -> Mapping[int, Course]:
        return self.graph.courses

    def check_names(self, statement: Statement) -> None:
        """Every name that the statement uses is known, values as values and types as types."""
        uses = uses_of(statement.shape)
        if statement.shape.follows_pointers:
            self.check_pointers(statement)
            if not isinstance(statement.node, (nodes.For, nodes.While)):  # their parts have their places in the loop
                decides = isinstance(statement.node, (nodes.If, nodes.ElseIf, nodes.Switch))
                self.elements(statement.node, statement, decides)
        names, constants = self.here.names, self.unit.names
        for leaf in uses.values:
            name = leaf if isinstance(leaf, str) else statement.holes[leaf]
            entity = names.get(name) or constants.get(name)
            if entity is None or isinstance(entity, TypeName):
                raise self.outside(f"`{name}` is not known here", statement)
        for leaf in uses.types:
            name = leaf if isinstance(leaf, str) else statement.holes[leaf]
            if name not in self.unit.preamble and not isinstance(self.lookup(name), (TypeName, Scalar)):
                raise self.outside(f"`{name}` is not a type that ptofix knows", statement)

    def check_name(self, name: str, statement: Statement) -> None:
        entity = self.lookup(name)
        known = entity is not None and not isinstance(entity, TypeName)
        if not known and not library().is_constant(plain_name(name)):
            raise self.outside(f"`{name}` is not known here", statement)

    def check_pointers(self, statement: Statement) -> None:
        """An address that is taken may be kept; only numbers and global memory are read and written through one."""
        assert statement.node is not None
        for part in nodes.walk(statement.node):
            match part:
                case nodes.Unary("&", operand):
                    for inner in nodes.walk(operand):
                        entity = self.lookup(inner.text) if isinstance(inner, nodes.Name) else None
                        if isinstance(entity, (TileVariable, PipeVariable)):
                            self.escaped[entity] = None
                    for name in addressed(operand, lambda name: isinstance(self.lookup(name), Tensor)):
                        entity = self.lookup(name)
                        if isinstance(entity, Tensor):
                            entity.bound.append(None)
                case nodes.Index():
                    if not isinstance(self.lookup(indexed(part)), (Array, Tensor)):
                        raise self.outside("an element of something unknown", statement)
                case nodes.Unary("*", operand):
                    named = operand.text if isinstance(operand, nodes.Name) else ""
                    if not isinstance(self.lookup(named), Tensor):
                        raise self.outside("what a pointer leads to", statement)
                case nodes.PointerMember(base):
                    named = base.text if isinstance(base, nodes.Name) else ""
                    if not isinstance(self.lookup(named), Tensor):
                        raise self.outside("a member of something unknown", statement)

    def elements(self, node: nodes.Node | None, statement: Statement, decides: bool = False) -> None:
        """The scalar unit reads and writes global memory where a part of a statement names elements or fields of it.

        What `decides` where control goes on is read before it does.
        """
        if not statement.shape.follows_pointers:
            return
        written = node.target if isinstance(node, (nodes.Assign, nodes.StepBefore, nodes.StepBehind)) else None
        for part in _accesses(node):
            name = indexed(part.operand if isinstance(part, nodes.Unary) else part)
            tensor = self.lookup(name)
            if not isinstance(tensor, Tensor):
                continue
            is_word = isinstance(part, nodes.PointerMember) or name in self.here.function.handed_over
            only_written = part is written and isinstance(node, nodes.Assign) and node.operator == "="
            at = Argument(_spelled(part, name), None, "global", tensor=self.element(part, tensor), decides=decides)
            word = at._replace(tensor=Tensor(tensor, is_word=True))
            if not only_written:
                self.graph.add(PendingCall("element.load", (word if is_word else at,), ()), statement)
            if part is written:  # a word too, of which it is taken for granted that nothing else writes it
                for stored in (at, word) if is_word else (at,):
                    self.graph.add(PendingCall("element.store", (stored,), ()), statement)

    def element(self, part: nodes.Node, tensor: Tensor) -> Tensor:
        """Where one element is, as far as it is known."""
        size = None if tensor.element is None else Extent(tensor.element)
        match part:
            case nodes.Index(nodes.Name(), subscript):
                distance = self.distance(subscript)
                behind = None if distance is None or size is None else distance.scaled(size.size)
                return Tensor(tensor, behind, size)
            case nodes.Unary(_, nodes.Name()):
                return Tensor(tensor, NO_DISTANCE, size)
        return Tensor()  # behind a pointer that is read there

    def without_tiles(self, node: nodes.Syntax, statement: Statement) -> None:
        """Nothing is made from a tile or pipe itself: only its members are asked, or its address is taken."""
        pending = [node]
        while pending:
            part = pending.pop()
            if isinstance(part, nodes.Name):
                if isinstance(self.lookup(part.text), (TileVariable, PipeVariable)):
                    raise self.outside("a tile or pipe inside an expression", statement)
            elif not isinstance(part, nodes.Member) and not (isinstance(part, nodes.Unary) and part.operator == "&"):
                pending += part.children

    def entity(self, name: str, meaning: Meaning) -> Entity:
        """A new name of a type, its value not known."""
        match meaning:
            case TileType():
                return TileVariable(name, meaning)
            case PipeType():
                return PipeVariable(name, meaning, None, Tensor())
            case IntegerType():
                return Scalar(meaning)
            case Global():
                return Tensor(element=meaning.element)
            case Local():
                return POINTER
            case _:
                return SCALAR


@lru_cache(maxsize=4096)
def uses_of(shape: Shape) -> Uses:
    """The names of a shape that are not the library's."""
    known = library()
    values = (v for v in shape.values if isinstance(v, int) or not known.is_constant(plain_name(v)))
    types = (t for t in shape.types if isinstance(t, int) or not _is_known_type(t))
    return Uses(tuple(values), tuple(types))


def _is_known_type(name: str) -> bool:
    """Template arguments that are enumerators look like types."""
    plain = plain_name(name)
    return library().is_type(plain) or library().is_constant(plain) or plain in library().records


def _accesses(node: nodes.Syntax | None) -> Iterator[nodes.Index | nodes.Unary | nodes.PointerMember]:
    """What an expression reads or writes through pointers, wherever that is in it."""
    match node:
        case None:
            return
        case nodes.Unary("&", nodes.Index() | nodes.PointerMember() | nodes.Unary("*", _) as element):
            node = element  # its address is taken
        case nodes.Index(nodes.PointerMember() | nodes.Member()):
            pass  # of a field, which is an access itself, or of a number
        case nodes.Index() | nodes.Unary("*", _) | nodes.PointerMember():
            yield node
    for child in node.children:
        yield from _accesses(child)


def _spelled(part: nodes.Index | nodes.Unary | nodes.PointerMember, name: str) -> str:
    match part:
        case nodes.PointerMember(_, field):
            return f"{name}->{field}"
        case nodes.Unary():
            return f"*{name}"
    return f"{name}[…]"


def indexed(node: nodes.Node) -> str:
    """The name of what an element is of, itself or through the pointer."""
    while isinstance(node, (nodes.Index, nodes.PointerMember)) or (
        isinstance(node, nodes.Member) and not isinstance(node.base, nodes.Name)
    ):
        node = node.base
    return node.text if isinstance(node, nodes.Name) else ""
