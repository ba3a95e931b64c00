"""What declarations and assignments make of names: numbers, tiles, pipes and tensors."""

from __future__ import annotations

from abc import ABC

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement
from ptofix.cpp.shapes import PlainDeclaration, build
from ptofix.hardware.tile import TileType
from ptofix.program.addresses import address_of
from ptofix.program.bindings import Change, Chosen, Copied, Declared, Sizes
from ptofix.program.calls import Calls
from ptofix.program.entities import (
    ARRAY,
    POINTER,
    SCALAR,
    Array,
    Entity,
    PipeVariable,
    Scalar,
    TileVariable,
    TypeName,
)
from ptofix.program.integers import IntegerType
from ptofix.program.library import library, plain_name
from ptofix.program.pipes import PipeType
from ptofix.program.places import KnownAddress, PointedTo, Tensor
from ptofix.program.recurrences import type_of
from ptofix.program.scopes import indexed, uses_of
from ptofix.program.types import Auto, Global, Local, Meaning, Other, Void


class Declarations(Calls, ABC):
    """Lowers declarations, aliases and assignments."""

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
                entity = self.entity_made(node, meaning)
                listed, changes = (
                    isinstance(node.initializer, nodes.Braces),
                    node.name in self.here.function.changed_names,
                )
                if isinstance(meaning, IntegerType):
                    entity = self.scalar(meaning, value, changes, listed)
                self.name(node.name, entity, statement)
                if isinstance(meaning, IntegerType) and not changes and not listed and value is not None:
                    self.choose(node.name, meaning, value)

    def plain_declaration(self, plain: PlainDeclaration, statement: Statement) -> bool:
        """The most frequent declarations, without their nodes: whether this was one."""
        shape, holes = statement.shape, statement.holes
        if uses_of(shape).types:
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
            self.graph.changes.append(Declared(variable, Sizes(meaning.valid_rows, meaning.valid_cols)))
            return True
        if plain.value is None or plain.value[0] == "Braces" or shape not in self.inert:
            return False
        if not isinstance(meaning, (Global, IntegerType)):
            return False
        value = build(plain.value, holes)
        self.without_tiles(value, statement)
        if isinstance(meaning, Global):
            self.name(name, self.tensor(meaning, value), statement)
            return True
        changes = name in self.here.function.changed_names
        entity = self.scalar(meaning, value, changes)
        self.name(name, entity, statement)
        if not changes and entity.value is None:
            self.choose(name, meaning, value)
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

    def initial_value(self, node: nodes.Declare, statement: Statement) -> nodes.Node | None:
        """What a number is declared with; what its computation does besides is done."""
        match node.initializer:
            case nodes.Value(nodes.Call() as call) if self.has_effect(call):
                self.call(call.callee, call.arguments, statement)
                return call
        self.evaluated(statement)
        if node.initializer is not None:
            self.without_tiles(node.initializer, statement)
        match node.initializer:
            case nodes.Value(nodes.Braces((value,))) | nodes.Value(value) | nodes.Braces((value,)):
                return value
            case nodes.Arguments((value,)):
                return value
        return None

    def array(self, node: nodes.Declare, meaning: Meaning, statement: Statement) -> None:
        if not isinstance(meaning, (IntegerType, Global, Other)):
            raise self.outside("an array of tiles, pipes or pointers", statement)
        self.evaluated(statement)
        if node.initializer is not None:
            self.without_tiles(node.initializer, statement)
        self.name(node.name, Tensor() if isinstance(meaning, Global) else ARRAY, statement)

    def tile(self, node: nodes.Declare, type_: TileType, statement: Statement) -> None:
        variable = TileVariable(node.name, type_)
        sizes = Sizes(type_.valid_rows, type_.valid_cols)
        copied: list[Change] = []
        match node.initializer:
            case None:
                pass
            case nodes.Arguments(arguments):
                self.numbers_only(arguments, statement)
                sizes = self.constructed(type_, arguments, statement)
            case nodes.Value(nodes.Call(nodes.TemplateName(name, own), arguments)):
                made = self.meaning(nodes.Type((), name, own, ()), statement)
                if made != type_:
                    raise self.outside("a tile that is made from another type", statement)
                self.numbers_only(arguments, statement)
                sizes = self.constructed(type_, arguments, statement)
            case nodes.Value(nodes.Name(name)) if (
                isinstance(source := self.lookup(name), TileVariable) and source.type == type_
            ):
                copied.append(Copied(variable, source))
            case nodes.Value(nodes.Conditional() as chosen):
                copied.append(self.chosen(variable, chosen, statement))
            case _:
                raise self.outside("a tile that is made from something unknown", statement)
        self.name(node.name, variable, statement)
        self.graph.changes += [Declared(variable, sizes), *copied]

    def chosen(self, tile: TileVariable, value: nodes.Conditional, statement: Statement) -> Change:
        """`c ? a : b` of tiles: the tile is where one of them is."""
        sources: list[TileVariable] = []
        pending: list[nodes.Node] = [value]
        while pending:
            match pending.pop():
                case nodes.Conditional(condition, then, other):
                    self.without_tiles(condition, statement)
                    pending += (other, then)
                case nodes.Name(name) if (
                    isinstance(source := self.lookup(name), TileVariable) and source.type == tile.type
                ):
                    sources.append(source)
                case _:
                    raise self.outside("a tile that is made from something unknown", statement)
        self.evaluated(statement)
        return Chosen(tile, tuple(sources))

    def constructed(self, type_: TileType, arguments: tuple[nodes.Node, ...], statement: Statement) -> Sizes:
        """The sizes of a new tile: those of its type, and an argument for each that the type leaves open."""
        if len(arguments) != (type_.valid_rows is None) + (type_.valid_cols is None):
            return Sizes(type_.valid_rows, type_.valid_cols)
        given = list(arguments)
        rows = given.pop(0) if type_.valid_rows is None else None
        cols = given.pop(0) if type_.valid_cols is None else None
        values = self.sizes(type_, rows, cols, statement)
        return Sizes(
            values.rows if type_.valid_rows is None else type_.valid_rows,
            values.cols if type_.valid_cols is None else type_.valid_cols,
        )

    def numbers_only(self, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        for argument in arguments:
            for part in nodes.walk(argument):
                if isinstance(part, nodes.Name) and isinstance(self.lookup(part.text), (TileVariable, PipeVariable)):
                    raise self.outside("a tile or pipe inside an expression", statement)
        self.evaluated(statement)

    def pipe(self, node: nodes.Declare, type_: PipeType, initializer: nodes.Node | None, statement: Statement) -> None:
        """TPipe(gm slots, buffer of the cube-to-vector consumer, buffer of the vector-to-cube consumer)."""
        match initializer:
            case nodes.Arguments((ring, cube_to_vector, vector_to_cube) as arguments):
                self.numbers_only(arguments, statement)
                address = address_of(ring, self) or KnownAddress()
                consumer = self.number(cube_to_vector if self.unit.core == "vector" else vector_to_cube)
            case nodes.Arguments(arguments):
                self.numbers_only(arguments, statement)
                address, consumer = KnownAddress(), None
            case _:
                raise self.outside("a pipe that is made from something unknown", statement)
        variable = PipeVariable(node.name, type_, consumer, Tensor(address.base, address.distance))
        self.declared_pipes[variable] = self.flag_user(node.name, type_.core_flags, statement, pipe=type_)
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
            self.name(node.name, self.entity_made(node, meaning), statement)

    def entity_made(self, node: nodes.Declare, meaning: Meaning) -> Entity:
        """A new name of a type that is no tile, made as its declaration says."""
        if not isinstance(meaning, Global):
            return self.entity(node.name, meaning)
        match node.initializer:
            case nodes.Value(value) | nodes.Arguments((value, *_)) | nodes.Braces((value, *_)):
                return self.tensor(meaning, value)
        return self.tensor(meaning, None)

    def entity_of_value(self, node: nodes.Declare, value: nodes.Node, statement: Statement) -> Entity:
        if isinstance(value, nodes.Call) and self.has_effect(value):
            self.check_result(value, statement)
            self.call(value.callee, value.arguments, statement)
            known = self.value(value)
            changes = known is None or node.name in self.here.function.changed_names
            return SCALAR if changes or known is None else Scalar(type_of(known), known)
        self.evaluated(statement)
        parts = [self.lookup(part.text) for part in nodes.walk(value) if isinstance(part, nodes.Name)]
        if any(isinstance(part, (TileVariable, PipeVariable)) for part in parts):
            raise self.outside("a copy of something that holds a tile or pipe", statement)
        changes, address = node.name in self.here.function.changed_names, address_of(value, self)
        match address:
            case KnownAddress(type=IntegerType() as type_):
                return self.scalar(type_, value, changes)
            case KnownAddress(base, distance, PointedTo(element)):
                return Tensor(base, distance, None, element)
        if any(isinstance(part, Tensor) for part in parts):
            return Tensor()
        known = self.value(value)
        if known is None or changes:
            return Scalar(address=address)
        return Scalar(type_of(known), known)

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
            case nodes.Index() if isinstance(self.lookup(indexed(node.target)), (Array, Tensor)):
                self.evaluated(statement)
            case nodes.Member(nodes.Name(name), _) if isinstance(self.lookup(name), Array):
                self.evaluated(statement)
            case _:
                raise self.outside("a store through a pointer or into an object", statement)

    def if_assign(self, statement: Statement) -> None:
        """An `if` without braces that gives a number another value, or does not."""
        node = statement.node
        assert isinstance(node, nodes.IfAssign)
        target = node.assign.target
        plain = isinstance(target, nodes.Name) and isinstance(self.lookup(target.text), Scalar)
        if not plain or statement.shape.callees:
            raise self.outside("an `if` without braces around other than a number", statement)
        self.without_tiles(node, statement)

    def union(self, block: Block, behind: Element | None) -> None:
        """`union { … } name;`: one number by several names, of which no value is known."""
        for field in block.body:
            node = field.node if isinstance(field, Statement) else None
            if not isinstance(node, nodes.Declare) or node.type.before or node.sizes or node.initializer:
                raise self.outside("a union that is not plain", block.head)
            assert isinstance(field, Statement)
            if not isinstance(self.meaning(node.type, field), (IntegerType, Other)):
                raise self.outside("a union of other than numbers", field)
        match behind.node if isinstance(behind, Statement) else None:
            case nodes.Expression(nodes.Name(name)):
                assert isinstance(behind, Statement)
                self.name(name, ARRAY, behind)
            case _:
                raise self.outside("a union without the name of one variable", block.head)

    def assign_name(
        self, name: str, node: nodes.Assign | nodes.StepBefore | nodes.StepBehind, statement: Statement
    ) -> None:
        target, value = self.lookup(name), node.value if isinstance(node, nodes.Assign) else None
        if isinstance(target, TileVariable):
            if isinstance(value, nodes.Conditional) and isinstance(node, nodes.Assign) and node.operator == "=":
                self.graph.changes.append(self.chosen(target, value, statement))
                return
            source = self.lookup(value.text) if isinstance(value, nodes.Name) else None
            if not isinstance(node, nodes.Assign) or node.operator != "=" or not isinstance(source, TileVariable):
                raise self.outside("a tile that is assigned something unknown", statement)
            if source.type != target.type:
                raise self.outside("a tile that is assigned one of another type", statement)
            self.graph.changes.append(Copied(target, source))
        elif isinstance(target, (Scalar, Tensor)):
            if isinstance(target, Tensor):
                target.bound.append(None)
            if isinstance(value, nodes.Call) and self.has_effect(value):
                self.call(value.callee, value.arguments, statement)
            else:
                self.evaluated(statement)
        else:
            raise self.outside(f"`{name}` cannot be assigned", statement)
