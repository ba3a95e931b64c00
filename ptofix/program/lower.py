"""From the syntax of a function to the points of its graph, for one core, with the functions of the file that it calls.

Every construct of the closed language has its meaning here; for anything else FunctionOutsideError names the place.
docs/language.md describes what each construct means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ptofix.arch.table import classify
from ptofix.arch.tile import TileType
from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement
from ptofix.cpp.shapes import Leaf, PlainCall, PlainDeclaration, Shape, build
from ptofix.program import integers
from ptofix.program.bindings import Advanced, Assigned, Change, Copied, Declared, Lost, Popped, Resized, Viewed
from ptofix.program.conditionals import for_core
from ptofix.program.entities import (
    ARRAY,
    POINTER,
    SCALAR,
    TENSOR,
    Array,
    Entity,
    PipeVariable,
    Pointer,
    Scalar,
    Tensor,
    TileVariable,
    TypeName,
)
from ptofix.program.evaluate import converted, evaluate
from ptofix.program.graph import Argument, Graph, PendingCall, bind
from ptofix.program.integers import IntegerType
from ptofix.program.library import event_named, library, pipe_named, plain_name
from ptofix.program.pipes import PipeType
from ptofix.program.program import PIPE_ALL, Action, Barrier, Join, Opaque, Program, SetFlag, WaitFlag
from ptofix.program.types import Auto, Global, Local, Meaning, Other, UnknownTypeError, Void, meaning_of
from ptofix.program.unit import FunctionOutsideError, SourceFunction, Unit
from ptofix.text.diagnostics import Place

# More points than any kernel makes: a file whose functions call each other over and over.
_MOST_POINTS = 400_000
_DEEPEST_CALLS = 32


@dataclass(eq=False)
class Exits:
    """Where control leaves a loop or switch early; `continues` None for a switch."""

    breaks: list[int] = field(default_factory=list)
    continues: list[int] | None = field(default_factory=list)


@dataclass(eq=False)
class Frame:
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


@dataclass(frozen=True, slots=True)
class Uses:
    """Names of a shape that must be known where a statement of the shape stands."""

    values: tuple[Leaf, ...]
    types: tuple[Leaf, ...]


class Lowering:
    """Lowers one function and what it calls. `refused` are functions outside of the language: calls of them may do
    anything. Raises FunctionOutsideError.
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
        self.sync: dict[Shape, Action] = {}
        self.uses: dict[Shape, Uses] = {}
        self.meanings: dict[tuple[object, ...], Meaning] = {}  # of types that no alias is part of
        self.inert: set[Shape] = set()

    # ---- whole functions ----

    def program(self, function: SourceFunction) -> Program:
        """The program of a function that nothing of this file calls, or that may be called by anything."""
        boundary = "" if function.is_kernel else f"`{function.name}` is called from code that is not followed"
        outside: Action = Opaque(f"what runs around the function: {boundary}") if boundary else Join()
        self.graph.add(outside, None)
        with self.frame(function):
            for parameter in function.head.parameters:
                self.parameter_of_root(parameter)
            self.function_body(function)
        self.graph.add(outside, None)
        lost = Lost(tuple(self.escaped), "a call that is not understood may have changed it")
        for number in self.opaque:
            self.graph.points[number].behind = (lost,)
        return Program(function.name, self.unit.core, bind(self.graph, self.unit.core))

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

    def function_body(self, function: SourceFunction) -> None:
        self.body(function.block.body)

    @property
    def here(self) -> Frame:
        return self.stack[-1]

    def outside(
        self, reason: str, statement: Statement, function: SourceFunction | None = None
    ) -> FunctionOutsideError:
        return FunctionOutsideError(reason, statement.place, function or self.here.function)

    # ---- names and types ----

    def lookup(self, name: str) -> Entity | None:
        found = self.here.names.get(name)
        return found if found is not None else self.unit.names.get(name)

    def name(self, name: str, entity: Entity, statement: Statement) -> None:
        """Declare a name. None may hide another, or one of the library."""
        if self.lookup(name) is not None or name in self.unit.functions or name in self.unit.ambiguous:
            raise self.outside(f"`{name}` hides another name", statement)
        numbered = name[0] == "v" and name[1:].isdigit()  # as assemblers number values: no name of the library
        if not numbered and (library().has(name) or name in self.unit.preamble):
            raise self.outside(f"`{name}` hides a name of the library", statement)
        self.here.names[name] = entity
        self.here.scope.append(name)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Names that are declared inside are gone behind it."""
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
        if isinstance(constant, Scalar) and constant.value is not None and constant.value.value >= 0:
            return nodes.Number(str(constant.value.value))
        return self.resolved(argument)

    def integer_type(self, type_: nodes.Type) -> IntegerType | None:
        resolved = self.resolved(type_)
        return None if resolved.after else integers.type_named(plain_name(resolved.name))

    def meaning(self, type_: nodes.Type, statement: Statement) -> Meaning:
        resolved = self.resolved(type_)
        try:
            return meaning_of(resolved, integers.type_named(plain_name(resolved.name)))
        except UnknownTypeError as problem:
            raise self.outside(str(problem), statement) from None

    def value(self, node: nodes.Node | None) -> integers.Integer | None:
        return evaluate(node, self.lookup, self.integer_type)

    def number(self, node: nodes.Node | None) -> int | None:
        found = self.value(node)
        return None if found is None else found.value

    def check_names(self, statement: Statement) -> None:
        """Every name that the statement uses is known, values as values and types as types."""
        uses = self.uses.get(statement.shape)
        if uses is None:
            uses = self.uses[statement.shape] = _uses(statement.shape)
        if statement.shape.follows_pointers:
            self.check_pointers(statement)
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
                case nodes.Index():
                    if not isinstance(self.lookup(_indexed(part)), (Array, Tensor)):
                        raise self.outside("an element of something unknown", statement)
                case nodes.Unary("*", operand):
                    named = operand.text if isinstance(operand, nodes.Name) else ""
                    if not isinstance(self.lookup(named), Tensor):
                        raise self.outside("what a pointer leads to", statement)

    # ---- parameters ----

    def parameter_of_root(self, parameter: nodes.Parameter) -> None:
        """What an unknown caller gives."""
        head = self.here.function.block.head
        if "&" in parameter.type.after or parameter.name is None:
            raise self.outside("a parameter that is a reference or has no name", head)
        meaning = self.meaning(parameter.type, head)
        if isinstance(meaning, PipeType):
            raise self.outside("a parameter that is a pipe", head)
        entity = self.entity(parameter.name, meaning)
        if isinstance(entity, TileVariable):
            self.graph.changes.append(Lost((entity,), "the caller decides where it is"))
        self.name(parameter.name, entity, head)

    def entity(self, name: str, meaning: Meaning) -> Entity:
        """A new name of a type, its value not known."""
        match meaning:
            case TileType():
                return TileVariable(name, meaning)
            case PipeType():
                return PipeVariable(name, meaning, None)
            case IntegerType():
                return Scalar(meaning)
            case Global():
                return TENSOR
            case Local():
                return POINTER
            case _:
                return SCALAR

    # ---- structure ----

    def body(self, body: list[Element]) -> None:
        with self.scope():
            self.sequence(body)

    def sequence(self, body: list[Element]) -> None:
        elements = list(for_core(body, self.unit.core))
        position = 0
        while position < len(elements):
            element = elements[position]
            position += 1
            if isinstance(element, Statement):
                self.statement(element)
                continue
            if not isinstance(element, Block):
                raise self.outside_element(element)
            chain = [element]
            if element.head.shape.kind == "If":
                while position < len(elements) and _continues_if(elements[position], chain[-1]):
                    chain.append(elements[position])  # type: ignore[arg-type]
                    position += 1
            self.block(chain)

    def outside_element(self, element: Element) -> FunctionOutsideError:
        reason = "a preprocessor line other than one that tells the cores apart"
        return FunctionOutsideError(reason, Place(self.unit.source, element.span), self.here.function)

    def block(self, chain: list[Block]) -> None:
        head = chain[0].head
        match head.shape.kind:
            case "If":
                self.branches(chain)
            case "For" | "While":
                self.loop(chain[0])
            case "Switch":
                self.switch(chain[0])
            case "Scope":
                self.body(chain[0].body)
            case _:
                raise self.outside("a block that is not in the language", head)

    def branches(self, chain: list[Block]) -> None:
        ends: list[int] = []
        for block in chain:
            has_condition = block.head.shape.kind != "Else"
            if has_condition:
                self.check_names(block.head)
                self.evaluated(block.head)
            start = self.graph.leave()
            self.graph.meet(start)
            self.body(block.body)
            ends += self.graph.leave()
            self.graph.meet(start if has_condition else ())
        self.graph.meet(ends, self.graph.frontier)

    def loop(self, block: Block) -> None:
        with self.scope():
            self.loop_inside(block)

    def loop_inside(self, block: Block) -> None:
        graph, head = self.graph, block.head
        node = head.node
        runs = False
        if isinstance(node, nodes.For):
            for part in (node.initial, node.step):
                if part is not None and any(isinstance(inner, nodes.Call) for inner in nodes.walk(part)):
                    raise self.outside("a call in the start or step of a loop", head)
            runs = self.enter_for(node, head)
        else:
            self.check_names(head)
        self.loop_count += 1
        graph.loops = (*graph.loops, self.loop_count)
        top = graph.add_join()
        self.evaluated(head)  # the condition is evaluated in every round
        zero_trips = [] if runs else graph.leave()
        graph.meet(zero_trips or graph.frontier)
        exits = Exits()
        self.here.exits.append(exits)
        self.body(block.body)
        self.here.exits.pop()
        assert exits.continues is not None
        graph.meet(graph.leave(), exits.continues)
        last = graph.leave()
        graph.link(last, top)
        graph.loops = graph.loops[:-1]
        graph.meet(last, zero_trips, exits.breaks)

    def enter_for(self, node: nodes.For, head: Statement) -> bool:
        """Declare the loop's variable; whether the first round is sure to run."""
        first: Scalar | None = None
        match node.initial:
            case nodes.Declare(type_, name, (), nodes.Value(value)):
                for used in nodes.walk(value):
                    if isinstance(used, nodes.Name):
                        self.check_name(used.text, head)
                meaning = self.meaning(type_, head)
                if isinstance(meaning, (TileType, PipeType, Void, Auto)):
                    raise self.outside("a loop over other than a number", head)
                integer = meaning if isinstance(meaning, IntegerType) else None
                first = Scalar(integer, converted(self.value(value), integer))
                self.name(name, self.entity(name, meaning), head)
            case nodes.Assign(nodes.Name(name), "=", _) if isinstance(self.lookup(name), Scalar):
                pass
            case None:
                pass
            case _:
                raise self.outside("a loop that does not start with a number", head)
        self.check_names(head)
        match node.step:
            case (
                nodes.Assign(nodes.Name(stepped), _, _)
                | nodes.StepBefore(_, nodes.Name(stepped))
                | nodes.StepBehind(nodes.Name(stepped), _)
            ) if isinstance(self.lookup(stepped), Scalar):
                pass
            case None:
                pass
            case _:
                raise self.outside("a loop whose step changes other than a number", head)
        if first is None or node.condition is None:
            return False
        assert isinstance(node.initial, nodes.Declare)
        variable, started = node.initial.name, first
        tested = evaluate(
            node.condition, lambda name: started if name == variable else self.lookup(name), self.integer_type
        )
        return tested is not None and tested.value != 0

    def check_name(self, name: str, statement: Statement) -> None:
        entity = self.lookup(name)
        known = entity is not None and not isinstance(entity, TypeName)
        if not known and not library().is_constant(plain_name(name)):
            raise self.outside(f"`{name}` is not known here", statement)

    def switch(self, block: Block) -> None:
        head = block.head
        self.check_names(head)
        self.evaluated(head)
        start = self.graph.leave()
        exits = Exits(continues=None)
        self.here.exits.append(exits)
        has_default = False
        for element in for_core(block.body, self.unit.core):
            if isinstance(element, Block):
                if _continues_if(element, None):
                    raise self.outside("an `else` inside a switch", element.head)
                self.block([element])
            elif not isinstance(element, Statement):
                raise self.outside_element(element)
            elif element.shape.kind in ("Case", "Default"):
                self.check_names(element)
                has_default |= element.shape.kind == "Default"
                self.graph.meet(self.graph.leave(), start)
            elif element.shape.kind in ("Declare", "Alias", "Label"):
                raise self.outside("a name that is declared between the cases of a switch", element)
            else:
                self.statement(element)
        self.here.exits.pop()
        self.graph.meet(self.graph.leave(), exits.breaks, () if has_default else start)

    # ---- statements ----

    def statement(self, statement: Statement) -> None:
        meaning = _STATEMENTS.get(statement.shape.kind)
        if meaning is None:
            raise self.outside("this is not in the language that ptofix analyses", statement)
        action = self.sync.get(statement.shape)
        if action is not None:
            self.graph.add(action, statement)
            return
        self.check_names(statement)
        meaning(self, statement)

    def expression(self, statement: Statement) -> None:
        plain = statement.shape.plain_call
        if plain is not None and self.plain_operation(plain, statement):
            return
        node = statement.node
        assert isinstance(node, nodes.Expression)
        match node.value:
            case nodes.Call(callee, arguments):
                self.call(callee, arguments, statement)
            case nodes.Cast(nodes.Type((), "void", (), ()), nodes.Name()):
                pass
            case _:
                raise self.outside("an expression that does nothing that ptofix knows", statement)

    def jump(self, statement: Statement) -> None:
        graph, exits = self.graph, self.here.exits
        match statement.node:
            case nodes.Return(value):
                if isinstance(value, nodes.Call) and self.has_effect(value):
                    self.call(value.callee, value.arguments, statement)
                else:
                    self.evaluated(statement)
                self.here.returns += graph.leave()
            case nodes.Break() if exits:
                exits[-1].breaks += graph.leave()
            case nodes.Continue() if any(e.continues is not None for e in exits):
                loop = next(e for e in reversed(exits) if e.continues is not None)
                assert loop.continues is not None
                loop.continues += graph.leave()
            case nodes.Goto(label):
                self.here.jumps.append((label, graph.leave(), statement))
            case _:
                raise self.outside("a jump out of nothing", statement)

    def label(self, statement: Statement) -> None:
        node = statement.node
        assert isinstance(node, nodes.Label)
        if node.name in self.here.labels:
            raise self.outside(f"`{node.name}` is a label twice", statement)
        self.here.labels[node.name] = self.graph.add_join()

    def alias(self, statement: Statement) -> None:
        node = statement.node
        assert isinstance(node, nodes.Alias)
        alias = TypeName(self.resolved(node.type))
        if node.name not in self.here.scope or self.lookup(node.name) != alias:  # once more is no second meaning
            self.name(node.name, alias, statement)

    def declare(self, statement: Statement) -> None:
        plain = statement.shape.plain_declaration
        if plain is not None and self.plain_declaration(plain, statement):
            return
        node = statement.node
        assert isinstance(node, nodes.Declare)
        if node.type.name in self.unit.preamble and node.initializer is None:
            self.name(node.name, ARRAY, statement)  # the one class that assemblers define holds numbers
            return
        meaning = self.meaning(node.type, statement)
        if node.sizes:
            self.array(node, meaning, statement)
            return
        if "static" in node.type.before and "constexpr" not in node.type.before:
            raise self.outside("a static variable", statement)
        match meaning:
            case Void():
                raise self.outside("a variable without a type", statement)
            case TileType():
                self.tile(node, meaning, statement)
            case PipeType():
                self.pipe(node, meaning, node.initializer, statement)
            case Auto():
                self.deduced(node, statement)
            case Local():
                self.pointer(node, statement)
            case _:
                value = self.initial_value(node, statement)
                entity = self.entity(node.name, meaning)
                if isinstance(meaning, IntegerType) and node.name not in self.here.function.changed_names:
                    listed = isinstance(node.initializer, nodes.Braces)
                    known = integers.list_convert(value, meaning) if listed and value else converted(value, meaning)
                    entity = Scalar(meaning, known)
                self.name(node.name, entity, statement)

    def plain_declaration(self, plain: PlainDeclaration, statement: Statement) -> bool:
        """The most frequent declarations, without their nodes: whether this was one."""
        shape, holes = statement.shape, statement.holes
        if self.uses[shape].types:
            return False
        key = (shape, *[holes[i] for i in plain.type_holes])
        meaning = self.meanings.get(key)
        if meaning is None:
            type_ = build(plain.type, holes)
            if "static" in type_.before:
                return False
            meaning = self.meanings[key] = self.meaning(type_, statement)
        name = plain.name if isinstance(plain.name, str) else holes[plain.name]
        if isinstance(meaning, TileType) and plain.value is None:
            variable = TileVariable(name, meaning)
            self.name(name, variable, statement)
            self.graph.changes.append(Declared(variable))
            return True
        if plain.value is None or plain.value[0] == "Braces" or shape not in self.inert:
            return False
        if isinstance(meaning, Global):
            self.name(name, TENSOR, statement)
        elif isinstance(meaning, IntegerType):
            changes = name in self.here.function.changed_names
            value = None if changes else self.value(build(plain.value, holes))
            self.name(name, Scalar(meaning, converted(value, meaning)), statement)
        else:
            return False
        return True

    def pointer(self, node: nodes.Declare, statement: Statement) -> None:
        """A tile whose address is taken may be changed by every call that is not understood."""
        match node.initializer:
            case nodes.Value(value):
                for part in nodes.walk(value):
                    entity = self.lookup(part.text) if isinstance(part, nodes.Name) else None
                    if isinstance(entity, (TileVariable, PipeVariable)):
                        self.escaped[entity] = None
                self.evaluated(statement)
            case _:
                raise self.outside("a pointer to nothing", statement)
        self.name(node.name, POINTER, statement)

    def initial_value(self, node: nodes.Declare, statement: Statement) -> integers.Integer | None:
        """The value that a number is declared with; what its computation does besides is done."""
        match node.initializer:
            case nodes.Value(nodes.Call() as call) if self.has_effect(call):
                self.call(call.callee, call.arguments, statement)
                return None
        if node.initializer is not None:
            self.without_tiles(node.initializer, statement)
        self.evaluated(statement)
        match node.initializer:
            case nodes.Value(nodes.Braces((value,))) | nodes.Value(value) | nodes.Braces((value,)):
                return self.value(value)
            case nodes.Arguments((value,)):
                return self.value(value)
        return None

    def without_tiles(self, node: nodes.Syntax, statement: Statement) -> None:
        """Nothing is made from a tile or pipe itself: only its members are asked, or its address is taken."""
        match node:
            case nodes.Member() | nodes.Unary("&", _):
                return
            case nodes.Name(text) if isinstance(self.lookup(text), (TileVariable, PipeVariable)):
                raise self.outside("a tile or pipe inside an expression", statement)
        for value in node.fields:
            for child in value if isinstance(value, tuple) else (value,):
                if isinstance(child, nodes.Syntax):
                    self.without_tiles(child, statement)

    def array(self, node: nodes.Declare, meaning: Meaning, statement: Statement) -> None:
        if not isinstance(meaning, (IntegerType, Global, Other)):
            raise self.outside("an array of tiles, pipes or pointers", statement)
        if node.initializer is not None:
            self.without_tiles(node.initializer, statement)
        self.evaluated(statement)
        self.name(node.name, TENSOR if isinstance(meaning, Global) else ARRAY, statement)

    def tile(self, node: nodes.Declare, type_: TileType, statement: Statement) -> None:
        variable = TileVariable(node.name, type_)
        changes: list[Change] = [Declared(variable)]
        match node.initializer:
            case None:
                pass
            case nodes.Arguments(arguments):
                self.numbers_only(arguments, statement)
            case nodes.Value(nodes.Call(nodes.TemplateName(name, own), arguments)):
                made = self.meaning(nodes.Type((), name, own, ()), statement)
                if made != type_:
                    raise self.outside("a tile that is made from another type", statement)
                self.numbers_only(arguments, statement)
            case nodes.Value(nodes.Name(name)) if (
                isinstance(source := self.lookup(name), TileVariable) and source.type == type_
            ):
                changes.append(Copied(variable, source))
            case _:
                raise self.outside("a tile that is made from something unknown", statement)
        self.name(node.name, variable, statement)
        self.graph.changes += changes

    def numbers_only(self, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        for argument in arguments:
            for part in nodes.walk(argument):
                if isinstance(part, nodes.Name) and isinstance(self.lookup(part.text), (TileVariable, PipeVariable)):
                    raise self.outside("a tile or pipe inside an expression", statement)
        self.evaluated(statement)

    def pipe(self, node: nodes.Declare, type_: PipeType, initializer: nodes.Node | None, statement: Statement) -> None:
        """TPipe(gm slots, buffer of the cube-to-vector consumer, buffer of the vector-to-cube consumer)."""
        match initializer:
            case nodes.Arguments((_, cube_to_vector, vector_to_cube) as arguments):
                self.numbers_only(arguments, statement)
                consumer = self.number(cube_to_vector if self.unit.core == "vector" else vector_to_cube)
            case nodes.Arguments(arguments):
                self.numbers_only(arguments, statement)
                consumer = None
            case _:
                raise self.outside("a pipe that is made from something unknown", statement)
        variable = PipeVariable(node.name, type_, consumer)
        self.name(node.name, variable, statement)
        self.graph.changes.append(Declared(variable))

    def deduced(self, node: nodes.Declare, statement: Statement) -> None:
        """`auto name = value;`"""
        match node.initializer:
            case nodes.Value(nodes.Call(nodes.TemplateName(name, own), arguments)) if self.names_a_class(name):
                type_ = nodes.Type((), name, own, ())
                if plain_name(name) == "TPipe":
                    meaning = self.meaning(type_, statement)
                    assert isinstance(meaning, PipeType)
                    self.pipe(node, meaning, nodes.Arguments(arguments), statement)
                else:
                    self.declare_as(node, type_, statement)
            case nodes.Value(nodes.Name(name)) if isinstance(source := self.lookup(name), TileVariable):
                variable = TileVariable(node.name, source.type)
                self.name(node.name, variable, statement)
                self.graph.changes += [Declared(variable), Copied(variable, source)]
            case nodes.Value(value):
                self.name(node.name, self.entity_of_value(node, value, statement), statement)
            case _:
                raise self.outside("a variable whose type is not known", statement)

    def names_a_class(self, name: str) -> bool:
        return library().is_type(plain_name(name))

    def declare_as(self, node: nodes.Declare, type_: nodes.Type, statement: Statement) -> None:
        meaning = self.meaning(type_, statement)
        if isinstance(meaning, TileType):
            self.tile(node, meaning, statement)
        else:
            assert node.initializer is not None
            self.without_tiles(node.initializer, statement)
            self.evaluated(statement)
            self.name(node.name, self.entity(node.name, meaning), statement)

    def entity_of_value(self, node: nodes.Declare, value: nodes.Node, statement: Statement) -> Entity:
        if isinstance(value, nodes.Call) and self.has_effect(value):
            self.check_result(value, statement)
            self.call(value.callee, value.arguments, statement)
            return SCALAR
        self.evaluated(statement)
        parts = [self.lookup(part.text) for part in nodes.walk(value) if isinstance(part, nodes.Name)]
        if any(isinstance(part, (TileVariable, PipeVariable)) for part in parts):
            raise self.outside("a copy of something that holds a tile or pipe", statement)
        if any(isinstance(part, Tensor) for part in parts):
            return TENSOR
        known = self.value(value)
        if known is None or node.name in self.here.function.changed_names:
            return SCALAR
        return Scalar(known.type, known)

    def check_result(self, call: nodes.Call, statement: Statement) -> None:
        """`auto` of a call is a number if the function of this file says so; otherwise it could be a tile."""
        name = call.callee.text if isinstance(call.callee, nodes.Name) else ""
        function = self.unit.functions.get(name)
        if function is None or self.unit.integer_type(function.head.type) is None:
            raise self.outside("a variable whose type is not known", statement)

    def assign(self, statement: Statement) -> None:
        node = statement.node
        assert isinstance(node, (nodes.Assign, nodes.StepBefore, nodes.StepBehind))
        match node.target:
            case nodes.Name(name):
                self.assign_name(name, node, statement)
            case nodes.Index() if isinstance(self.lookup(_indexed(node.target)), (Array, Tensor)):
                self.evaluated(statement)
            case _:
                raise self.outside("a store through a pointer or into an object", statement)

    def assign_name(
        self, name: str, node: nodes.Assign | nodes.StepBefore | nodes.StepBehind, statement: Statement
    ) -> None:
        target, value = self.lookup(name), node.value if isinstance(node, nodes.Assign) else None
        if isinstance(target, TileVariable):
            source = self.lookup(value.text) if isinstance(value, nodes.Name) else None
            if not isinstance(node, nodes.Assign) or node.operator != "=" or not isinstance(source, TileVariable):
                raise self.outside("a tile that is assigned something unknown", statement)
            if source.type != target.type:
                raise self.outside("a tile that is assigned one of another type", statement)
            self.graph.changes.append(Copied(target, source))
        elif isinstance(target, (Scalar, Tensor)):
            if isinstance(value, nodes.Call) and self.has_effect(value):
                self.call(value.callee, value.arguments, statement)
            else:
                self.evaluated(statement)
        else:
            raise self.outside(f"`{name}` cannot be assigned", statement)

    # ---- calls ----

    def evaluated(self, statement: Statement) -> None:
        """What the calls in a condition, a value or an argument do: nothing, or read an element of a tile."""
        shape = statement.shape
        if shape in self.inert:
            return
        inert = True
        for callee in shape.callees:
            name = plain_name(statement.holes[callee] if isinstance(callee, int) else callee)
            if isinstance(callee, int) or isinstance(self.lookup(name), TypeName):
                inert = False
                if not isinstance(self.lookup(name), TypeName):
                    raise self.outside(f"it calls `{name}` inside an expression", statement)
            elif name == "member.GetValue":
                inert = False
            elif name in self.unit.functions or self.lookup(name) is not None or not _is_pure(name):
                raise self.outside(f"it calls `{name or '…'}` inside an expression", statement)
        if inert:
            self.inert.add(shape)
        elif "member.GetValue" in shape.callees:
            assert statement.node is not None
            for node in nodes.walk(statement.node):
                match node:
                    case nodes.Call(nodes.Member(base, _, "GetValue"), arguments):
                        self.operation("member.GetValue", (base, *arguments), (), statement)

    def call(self, callee: nodes.Node, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        template: tuple[nodes.Node, ...] = ()
        match callee:
            case nodes.Name(text):
                text = text.removeprefix("::")
            case nodes.TemplateName(text, template):
                text = text.removeprefix("::")
            case nodes.Member(base, ".", member):
                text, arguments = f"member.{member}", (base, *arguments)
            case _:
                raise self.outside("a call of something without a name", statement)
        name = plain_name(text)
        self.check_inner_calls(statement)
        if text in self.unit.ambiguous or name in self.unit.ambiguous:
            raise self.outside(f"`{name}` is the name of more than one function", statement)
        if self.lookup(text) is not None or library().is_type(name):
            raise self.outside(f"`{text}` is no function", statement)
        if text in self.unit.functions:
            self.function_call(text, arguments, statement)
        elif name in _SYNC and not template:
            if statement.shape.kind != "Expression":
                raise self.outside(f"`{name}` inside another statement", statement)
            action = _SYNC[name](self, arguments)
            if action is None:
                raise self.outside(f"a pipe or event of `{name}` is not a plain enumerator or number", statement)
            self.graph.add(action, statement)
            if all(isinstance(a, nodes.Name) and library().is_constant(plain_name(a.text)) for a in arguments):
                self.sync[statement.shape] = action
        elif classify(name) == "unknown":
            self.unknown_call(f"`{name}` is not in the op table", arguments, statement)
        elif any(self.has_pointer(argument) for argument in arguments):
            self.unknown_call(f"`{name}` is given a pointer that is not followed", arguments, statement)
        elif classify(name) != "pure":
            self.operation(name, arguments, template, statement)

    def has_pointer(self, argument: nodes.Node) -> bool:
        """Whether an argument is an address in on-chip memory, or that of a tile."""
        for part in nodes.walk(argument):
            match part:
                case nodes.Name(text) if isinstance(self.lookup(text), Pointer):
                    return True
                case nodes.Unary("&", nodes.Name(text)) if isinstance(self.lookup(text), (TileVariable, PipeVariable)):
                    return True
        return False

    def has_effect(self, call: nodes.Call) -> bool:
        """Whether a call that is a whole value does more than make it."""
        match call.callee:
            case nodes.Name(text) | nodes.TemplateName(text):
                return self.lookup(text) is None and not _is_pure(plain_name(text))
            case nodes.Member(nodes.Name(), ".", member):
                return member != "GetValue" and not _is_pure(f"member.{member}")
        return False

    def check_inner_calls(self, statement: Statement) -> None:
        for callee in statement.shape.callees[1:]:
            name = "" if isinstance(callee, int) else plain_name(callee)
            if not _is_pure(name) or name in self.unit.functions:
                raise self.outside("a call inside the arguments of another", statement)

    def unknown_call(self, reason: str, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        """It may do anything to what it is given, now or in a later call that is not understood."""
        for argument in arguments:
            for part in nodes.walk(argument):
                entity = self.lookup(part.text) if isinstance(part, nodes.Name) else None
                if isinstance(entity, (TileVariable, PipeVariable)):
                    self.escaped[entity] = None
        self.opaque.append(self.graph.add(Opaque(reason), statement))

    def function_call(self, name: str, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        """The body of a function of this file in place of a call."""
        function = self.unit.functions[name]
        if function in self.refused:
            self.unknown_call(f"`{name}` is not analysed", arguments, statement)
            return
        if len(self.graph.points) > _MOST_POINTS:
            raise self.outside("functions that call each other too often", statement)
        parameters = function.head.parameters
        if len(arguments) > len(parameters):
            raise self.outside(f"`{name}` is called with too many arguments", statement)
        given = [self.given(p, arguments[i] if i < len(arguments) else None, function, statement)
                 for i, p in enumerate(parameters)]  # fmt: skip
        calls = self.graph.calls
        self.graph.calls = (*calls, statement)
        with self.frame(function):
            for parameter, (entity, changes) in zip(parameters, given):
                self.graph.changes += changes
                if parameter.name is not None:
                    self.name(parameter.name, entity, function.block.head)
            self.function_body(function)
        self.graph.calls = calls

    def given(
        self, parameter: nodes.Parameter, argument: nodes.Node | None, function: SourceFunction, statement: Statement
    ) -> tuple[Entity, list[Change]]:
        """What a parameter stands for in one call: a tile by reference is the caller's, one by value a copy."""
        node = argument if argument is not None else parameter.default
        head = function.block.head
        if node is None:
            raise self.outside(f"`{function.name}` is called with too few arguments", statement)
        if argument is None and any(isinstance(part, nodes.Call) for part in nodes.walk(node)):
            raise self.outside("a default argument that is computed by a call", head, function)
        by_reference = "&" in parameter.type.after
        type_ = replace(parameter.type, after=tuple(word for word in parameter.type.after if word != "&"))
        try:
            resolved = self.unit_resolved(type_)
            meaning = meaning_of(resolved, integers.type_named(plain_name(resolved.name)))
        except UnknownTypeError as problem:
            raise self.outside(str(problem), head, function) from None
        entity = self.lookup(node.text) if isinstance(node, nodes.Name) else None
        if isinstance(meaning, (TileType, PipeType)):
            if not isinstance(entity, (TileVariable, PipeVariable)) or entity.type != meaning:
                raise self.outside(f"`{function.name}` is called with something that is not its parameter", statement)
            if by_reference:
                return entity, []
            if isinstance(entity, PipeVariable) or not isinstance(meaning, TileType):
                raise self.outside("a pipe that is handed over by value", head, function)
            copy = TileVariable(parameter.name or "", meaning)
            return copy, [Declared(copy), Copied(copy, entity)]
        if by_reference and "const" not in parameter.type.before:
            raise self.outside("a reference to other than a tile or pipe", head, function)
        if isinstance(meaning, (Auto, Void)) or isinstance(entity, (TileVariable, PipeVariable, TypeName)):
            raise self.outside(f"`{function.name}` is called with something that is not its parameter", statement)
        if isinstance(meaning, IntegerType):
            known = None if parameter.name in function.changed_names else converted(self.value(node), meaning)
            return Scalar(meaning, known), []
        return self.entity("", meaning), []

    def unit_resolved(self, type_: nodes.Type) -> nodes.Type:
        """`type_` as the head of a function means it, where no name of the caller is visible."""
        alias = self.unit.names.get(type_.name)
        if isinstance(alias, TypeName):
            inner = self.unit_resolved(alias.type)
            return replace(inner, before=(*type_.before, *inner.before), after=(*inner.after, *type_.after))
        return type_

    def operation(
        self, name: str, arguments: tuple[nodes.Node, ...], template: tuple[nodes.Node, ...], statement: Statement
    ) -> None:
        """A call of an op of the table."""
        given = tuple(self.argument(argument, statement) for argument in arguments)
        changes = self.rebinding(name, arguments, given, statement)
        if name == "TPOP":
            self.graph.changes += [change for change in changes if isinstance(change, Popped)]
            changes = [change for change in changes if not isinstance(change, Popped)]
        texts = tuple(_text(node) for node in template)
        self.graph.add(PendingCall(name, given, texts), statement, tuple(changes))

    def plain_operation(self, plain: PlainCall, statement: Statement) -> bool:
        """The most frequent calls of ops, without their nodes: whether this was one."""
        name = plain_name(plain.name)
        if name in _REBINDS or not self.is_operation(name):
            return False
        texts = [leaf if isinstance(leaf, str) else statement.holes[leaf] for leaf in plain.arguments]
        if any(isinstance(self.lookup(text), Pointer) for text in texts):
            return False
        self.graph.add(PendingCall(name, tuple([self.named_argument(text) for text in texts]), ()), statement)
        return True

    def is_operation(self, name: str) -> bool:
        """Whether a name means an op of the table and nothing else."""
        known = name not in self.unit.functions and name not in self.unit.ambiguous and self.lookup(name) is None
        return known and classify(name) == "tile-op"

    def named_argument(self, text: str) -> Argument:
        """An argument that is one name or number."""
        entity = self.lookup(text)
        if isinstance(entity, TileVariable):
            return Argument(text, entity, "tile")
        kind = "global" if isinstance(entity, Tensor) else "pipe" if isinstance(entity, PipeVariable) else "scalar"
        return Argument(text, None, kind)

    def argument(self, node: nodes.Node, statement: Statement) -> Argument:
        if isinstance(node, (nodes.Name, nodes.Number)):
            return self.named_argument(node.text)
        for part in nodes.walk(node):
            if isinstance(part, nodes.Name) and isinstance(self.lookup(part.text), (TileVariable, PipeVariable)):
                raise self.outside("a tile or pipe inside an expression", statement)
        is_tensor = any(
            isinstance(part, nodes.Name) and isinstance(self.lookup(part.text), Tensor) for part in nodes.walk(node)
        )
        return Argument("", None, "unknown" if is_tensor else "scalar")

    def rebinding(
        self, name: str, arguments: tuple[nodes.Node, ...], given: tuple[Argument, ...], statement: Statement
    ) -> list[Change]:
        """How a call changes where tiles are."""
        tiles = [argument.tile for argument in given]
        match name, tiles:
            case "TASSIGN", [TileVariable() as tile, None]:
                return [Assigned(tile, self.number(arguments[1]))]
            case "TASSIGN", [None, _] if given[0].kind == "global":
                return []
            case "TRESHAPE", [TileVariable() as tile, TileVariable() as source]:
                return [Copied(tile, source)]
            case "TSUBVIEW", [TileVariable() as tile, TileVariable() as source, None, None]:
                return [Viewed(tile, source, self.number(arguments[2]), self.number(arguments[3]))]
            case "member.SetValidShape", [TileVariable() as tile, *_]:
                return [Resized(tile)]
            case "TPOP", [None, tile] if isinstance(pipe := self.lookup(given[0].text), PipeVariable):
                return [*([Popped(pipe, tile)] if tile is not None else []), Advanced(pipe)]
        if name in _REBINDS:
            raise self.outside(f"a form of `{name.removeprefix('member.')}` that is not known", statement)
        return []

    # ---- synchronisation ----

    def barrier(self, arguments: tuple[nodes.Node, ...]) -> Action | None:
        pipe = self.pipe_of(arguments[0]) if len(arguments) == 1 else None
        return None if pipe is None else Barrier(pipe)

    def flag(self, arguments: tuple[nodes.Node, ...]) -> tuple[str, str, int | None] | None:
        if len(arguments) != 3:
            return None
        source, target = self.pipe_of(arguments[0]), self.pipe_of(arguments[1])
        if source is None or target is None or PIPE_ALL in (source, target):
            return None
        event = event_named(arguments[2].text) if isinstance(arguments[2], nodes.Name) else None
        return source, target, self.number(arguments[2]) if event is None else event

    def set_flag(self, arguments: tuple[nodes.Node, ...]) -> Action | None:
        flag = self.flag(arguments)
        return None if flag is None else SetFlag(*flag)

    def wait_flag(self, arguments: tuple[nodes.Node, ...]) -> Action | None:
        flag = self.flag(arguments)
        return None if flag is None else WaitFlag(*flag)

    def pipe_of(self, node: nodes.Node) -> str | None:
        return pipe_named(node.text) if isinstance(node, nodes.Name) and self.lookup(node.text) is None else None


_REBINDS = frozenset(("TASSIGN", "TRESHAPE", "TSUBVIEW", "member.SetValidShape", "TPOP"))

_SYNC: dict[str, Callable[[Lowering, tuple[nodes.Node, ...]], Action | None]] = {
    "pipe_barrier": Lowering.barrier,
    "set_flag": Lowering.set_flag,
    "wait_flag": Lowering.wait_flag,
}

_STATEMENTS: dict[str, Callable[[Lowering, Statement], None]] = {
    "Expression": Lowering.expression,
    "Declare": Lowering.declare,
    "Assign": Lowering.assign,
    "StepBefore": Lowering.assign,
    "StepBehind": Lowering.assign,
    "Alias": Lowering.alias,
    "Empty": lambda _, __: None,
    "Return": Lowering.jump,
    "Break": Lowering.jump,
    "Continue": Lowering.jump,
    "Goto": Lowering.jump,
    "Label": Lowering.label,
}


def _continues_if(element: object, before: Block | None) -> bool:
    """Whether `element` is an `else` of the block `before` (of any if there is none to compare)."""
    if not isinstance(element, Block) or element.head.shape.kind not in ("Else", "ElseIf"):
        return False
    return before is None or before.head.shape.kind != "Else"


def _uses(shape: Shape) -> Uses:
    """The names of a shape that are not the library's."""
    known = library()
    values = (v for v in shape.values if isinstance(v, int) or not known.is_constant(plain_name(v)))
    types = (t for t in shape.types if isinstance(t, int) or not _is_known_type(t))
    return Uses(tuple(values), tuple(types))


def _is_known_type(name: str) -> bool:
    """Template arguments that are enumerators look like types."""
    plain = plain_name(name)
    return library().is_type(plain) or library().is_constant(plain)


def _is_pure(name: str) -> bool:
    made = name.removesuffix("::Create")
    return classify(name) == "pure" or library().is_type(name) or (made != name and library().is_object(made))


def _indexed(node: nodes.Node) -> str:
    while isinstance(node, nodes.Index):
        node = node.base
    return node.text if isinstance(node, nodes.Name) else ""


def _text(node: nodes.Node) -> str:
    """A template argument as text, "?" for anything more than a name or number."""
    match node:
        case nodes.Type((), name, arguments, ()):
            return f"{name}<{', '.join(map(_text, arguments))}>" if arguments else name
        case nodes.Number(text) | nodes.String(text):
            return text
        case _:
            return "?"
