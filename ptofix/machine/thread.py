"""The scalar unit of one core: walks the kernel's text, and gives work to the pipes.

A coroutine: it yields None where it has got further, and a `Waiting` where it cannot go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeGuard, TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Space
from ptofix.isa.call import STORED_IN_TURN, OpCall, Unknown
from ptofix.isa.drain import Drain
from ptofix.isa.expand import expand, forms, issue_pipe, operand_names
from ptofix.isa.join import join
from ptofix.isa.operand import Operand
from ptofix.machine.core import BarrierItem, Core, Held, OpItem, SetItem, WaitItem, last_of_target, target_shape
from ptofix.machine.expressions import (
    NotRunError,
    as_type,
    binary,
    converted,
    known_element,
    number_of,
    number_type,
    place_in,
    resolved,
    truth,
    type_of,
    value_of,
)
from ptofix.machine.fifo import Fifos
from ptofix.machine.in_place import overwritten
from ptofix.machine.kernel import Kernel
from ptofix.machine.memory import DTYPES, MATRIX_LAYOUTS, Array, Elements, TileLayout
from ptofix.machine.modes import enumerator, not_known
from ptofix.machine.parts import OnPipe, parts
from ptofix.machine.semantics import Semantics, semantics_of
from ptofix.machine.values import (
    Address,
    Enumerated,
    Extents,
    FifoEnd,
    LocalArray,
    NamedType,
    Null,
    NumberType,
    OneOf,
    Packed,
    Real,
    TensorValue,
    TileValue,
    Unset,
    Value,
)
from ptofix.program import integers
from ptofix.program.conditionals import for_core
from ptofix.program.integers import Integer, type_named
from ptofix.program.library import library, plain_name
from ptofix.program.pipes import pipe_type
from ptofix.program.types import UnknownTypeError, tile_type
from ptofix.text.diagnostics import PtofixError, error

# Calls that move no data and order nothing here: what the scalar unit stores is in memory at once, without a cache.
_IGNORED = frozenset(
    ("set_ffts_base_addr", "set_mask_norm", "set_atomic_none", "dcci", "PTOAS__DCCI_SINGLE_CACHE_LINE", "dsb")
)
_DATA = "PTOAS__GLOBAL_TENSOR_DATA"

_INNER = -1
"""The event of flags inside of a call."""


class Waiting(Struct, frozen=True):
    """Why the scalar unit cannot go on: `text` says what it waits for; `end` is that of a claim or a pop."""

    line: int
    text: str
    end: FifoEnd | None = None


class CoreGroup(Struct, frozen=True):
    """Where a core stands among the others."""

    block: int
    blocks: int
    subblock: int
    fifos: Fifos


class _Return(Exception):
    """`return`; the argument is the value, if there is one."""


class _Break(Exception):
    """`break`."""


class _Continue(Exception):
    """`continue`."""


class _Goto(Exception):
    """`goto`; the argument is the label."""


Steps = Iterator["Waiting | None"]


class Thread:
    """Runs one function and what it calls on one core."""

    def __init__(self, kernel: Kernel, core: Core, group: CoreGroup) -> None:
        self.kernel, self.functions, self.core, self.group = kernel, kernel.functions, core, group
        self.file: dict[str, Value] = {}
        self.scopes: list[dict[str, Value]] = [self.file]
        self.line = 0
        self.statement: Statement | None = None
        self.ends: list[FifoEnd] = []
        self.rounds: list[int] = []
        self.in_place: dict[tuple[OpCall, tuple[TileLayout, ...]], str] = {}
        self.returned: Value | None = None
        """What the last call of a function of the file gave."""
        for node in kernel.declared:
            with suppress(NotRunError, UnknownTypeError, PtofixError):  # what reads it has no value then
                self.effect(node)

    def call(self, name: str, arguments: list[Value], written: Sequence[nodes.Node] = ()) -> Steps:
        """A function of the file, with values for its parameters, and how the call writes them."""
        block = self.functions[name]
        head = block.head.node
        assert isinstance(head, nodes.Function)
        outer, inner = (self.scopes, self.ends), dict[str, Value]()
        self.scopes, self.ends = [self.file, inner], []
        try:
            for number, parameter in enumerate(head.parameters):
                if number < len(arguments):
                    given = arguments[number]
                else:
                    assert parameter.default is not None
                    given = self.value(parameter.default)
                if parameter.name is not None:
                    inner[parameter.name] = self.passed(parameter.type, given)
            self.returned = None
            try:
                yield from self.sequence(block.body)
            except _Return as left:
                self.returned = self.passed(head.type, left.args[0]) if left.args else None
            for end in self.ends:
                while not self.group.fifos.closed(end, self.core):
                    yield Waiting(
                        self.line, f"the last credits of pipe {end.type.flag_id}, at the end of `{name}`", end
                    )
        finally:
            self.scopes, self.ends = outer
        self.hand_back(head.parameters, written, inner)

    def passed(self, type_: nodes.Type, given: Value) -> Value:
        """What a parameter of that type is, or the result of a function."""
        type_ = self.resolved(type_)
        if isinstance(given, Integer | Real):
            try:
                return converted(given, type_)
            except NotRunError as problem:
                raise self.failure(str(problem)) from None
        return given if "&" in type_.after else _copy(given)

    def hand_back(
        self, parameters: Sequence[nodes.Parameter], written: Sequence[nodes.Node], inner: Mapping[str, Value]
    ) -> None:
        """What a function has made of the variables that it was given by reference."""
        changed = set[str]()
        for parameter, node in zip(parameters, written):
            type_ = self.resolved(parameter.type)
            value = inner.get(parameter.name or "")
            if "&" not in type_.after or "const" in type_.before or not isinstance(value, Integer | Real | Address):
                continue
            if not isinstance(node, nodes.Name) or node.text in changed:
                raise self.failure("a reference to something other than a variable of its own")
            changed.add(node.text)
            self.assign(node.text, value, "=")

    # ---- statements ----

    def sequence(self, body: list[Element]) -> Steps:
        """Statements of a block, from a label on after a `goto`."""
        elements, first = list(for_core(body, self.core.kind)), 0
        labels = {
            element.node.name: number
            for number, element in enumerate(elements)
            if isinstance(element, Statement) and isinstance(element.node, nodes.Label)
        }
        while True:
            try:
                yield from self.run_all(elements[first:])
                return
            except _Goto as jump:
                if jump.args[0] not in labels:
                    raise
                first = labels[jump.args[0]]
                yield None  # a loop, too, gets further

    def run_all(self, elements: list[Element]) -> Steps:
        try:
            skipping, fields = False, dict[str, NumberType]()
            for element in elements:
                if isinstance(element, Block):
                    node = element.head.node
                    if isinstance(node, nodes.Else | nodes.ElseIf):
                        if skipping:
                            continue
                    else:
                        skipping = False
                    self.at(element.head)
                    match node:
                        case nodes.If(condition) | nodes.ElseIf(condition):
                            if self.decided(condition):
                                skipping = True
                                yield from self.scoped(element.body)
                        case nodes.Else() | nodes.Scope():
                            yield from self.scoped(element.body)
                        case nodes.Union():
                            fields = self.fields(element.body)  # the name of the variable comes behind it
                        case nodes.For() | nodes.While():
                            yield from self.loop(node, element.body)
                        case nodes.Switch(subject):
                            yield from self.switch(subject, element.body)
                        case _:
                            raise self.failure("a block that the machine does not run")
                elif isinstance(element, Statement) and isinstance(element.node, nodes.IfAssign):
                    self.at(element)
                    skipping = self.decided(element.node.condition)
                    if skipping:
                        self.effect(element.node.assign)
                elif isinstance(element, Statement):
                    skipping = False
                    if (
                        fields
                        and isinstance(element.node, nodes.Expression)
                        and isinstance(element.node.value, nodes.Name)
                    ):
                        self.scopes[-1][element.node.value.text], fields = OneOf(fields), {}
                    else:
                        yield from self.run(element)
                else:
                    raise self.failure("a preprocessor line that is not about the core")
        except (NotRunError, UnknownTypeError) as problem:
            raise self.failure(str(problem)) from None

    def scoped(self, body: list[Element]) -> Steps:
        self.scopes.append({})
        try:
            yield from self.sequence(body)
        finally:
            self.scopes.pop()

    def loop(self, node: nodes.For | nodes.While, body: list[Element]) -> Steps:
        self.scopes.append({})
        self.rounds.append(-1)
        try:
            if isinstance(node, nodes.For) and node.initial is not None:
                self.effect(node.initial)
            while node.condition is None or self.decided(node.condition):
                self.rounds[-1] += 1
                try:
                    yield from self.scoped(body)
                except _Break:
                    break
                except _Continue:
                    pass
                if isinstance(node, nodes.For) and node.step is not None:
                    self.effect(node.step)
        finally:
            self.rounds.pop()
            self.scopes.pop()

    def switch(self, subject: nodes.Node, body: list[Element]) -> Steps:
        chosen, elements = self.value(subject), list(for_core(body, self.core.kind))
        self.core.scalar_waits()
        labels = [(number, e.node) for number, e in enumerate(elements) if _is_label(e)]
        hits = [n for n, node in labels if isinstance(node, nodes.Case) and self._same(self.value(node.value), chosen)]
        start = next(iter(hits or [n for n, node in labels if isinstance(node, nodes.Default)]), len(elements))
        with suppress(_Break):
            yield from self.scoped([element for element in elements[start:] if not _is_label(element)])

    @staticmethod
    def _same(left: Value, right: Value) -> bool:
        match left, right:
            case Enumerated(first), Enumerated(second):
                return first.split("::")[-1] == second.split("::")[-1]
            case Integer(), Integer():
                return left.value == right.value
        raise NotRunError("a case that is no number")

    def at(self, statement: Statement) -> None:
        self.statement, self.line = statement, statement.line

    def failure(self, message: str) -> Exception:
        return error(f"the machine does not run this: {message}", self.statement.place if self.statement else None)

    def run(self, statement: Statement) -> Steps:
        self.at(statement)
        node = statement.node
        match node:
            case nodes.Expression(nodes.Call() as call):
                yield from self.operation(call)
                yield None
            case nodes.Return(None):
                raise _Return
            case nodes.Return(nodes.Call() as call) if not self.gives_value(call):
                yield from self.operation(call)
                raise _Return
            case nodes.Return(value):
                assert value is not None
                raise _Return(self.value(value))
            case nodes.Break():
                raise _Break
            case nodes.Continue():
                raise _Continue
            case nodes.Goto(label):
                raise _Goto(label)
            case nodes.Empty() | nodes.UsingNamespace() | nodes.Label():
                pass
            case None:
                raise self.failure("a statement outside of the language (docs/language.md)")
            case _:
                self.effect(node)

    def effect(self, node: nodes.Node) -> None:
        """A statement that only changes what names stand for."""
        match node:
            case nodes.Alias(name, type_):
                self.scopes[-1][name] = NamedType(self.resolved(type_))
            case nodes.Declare(nodes.Type(after=after)) if "&" in after:
                raise self.failure("a reference")
            case nodes.Declare(type_, name, (), initializer):
                self.scopes[-1][name] = self.declared(type_, initializer)
            case nodes.Declare(type_, name, (size,), None):
                count = number_of(self.value(size))
                self.scopes[-1][name] = LocalArray([self.declared(type_, None) for _ in range(count)])
            case nodes.Declare(type_, name, (size,), nodes.Value(nodes.Braces(given))):
                self.scopes[-1][name] = LocalArray(self.elements(type_, number_of(self.value(size)), given))
            case nodes.Assign(nodes.Index(base, subscript), "=", value):
                self.store(self.value(base), self.value(subscript), self.value(value))
            case nodes.Assign(nodes.Index(base, subscript) as element, operator, value):
                self.store(self.value(base), self.value(subscript), self.changed(element, operator, self.value(value)))
            case nodes.Assign(nodes.Member(base, field), "=", value) if isinstance(place := self.value(base), OneOf):
                self.put(place, field, value)
            case nodes.Assign(_, "=", nodes.Call(nodes.Name("get_sub_block_id"))):
                pass  # who asks for the lane calls get_subblockid()
            case nodes.Assign(nodes.Name(name), operator, value):
                self.assign(name, self.value(value), operator)
            case nodes.StepBefore(operator, nodes.Name(name)) | nodes.StepBehind(nodes.Name(name), operator):
                self.assign(name, Integer(integers.INT, 1), operator[0] + "=")
            case nodes.StepBefore(operator, nodes.Index() as element) | nodes.StepBehind(
                nodes.Index() as element, operator
            ):
                one = self.changed(element, operator[0] + "=", Integer(integers.INT, 1))
                self.store(self.value(element.base), self.value(element.subscript), one)
            case nodes.Expression(nodes.Cast()):
                pass
            case _:
                raise self.failure(f"a statement of this kind ({type(node).__name__})")

    def elements(self, type_: nodes.Type, count: int, given: tuple[nodes.Node, ...]) -> list[Value]:
        """Those of an array of the function's own: what an initialiser does not give is 0."""
        if len(given) > count:
            raise self.failure("an array with too many values")
        found = [self.declared(type_, nodes.Value(value)) for value in given]
        return found + [self.declared(type_, nodes.Braces(())) for _ in range(count - len(given))]

    def changed(self, place: nodes.Index, operator: str, value: Value) -> Value:
        """What `p[i] += value` stores."""
        return binary(operator[:-1], self.value(place), value)

    def decided(self, condition: nodes.Node) -> bool:
        """Whether a condition holds. Control waits for what it reads."""
        found = truth(self.value(condition))
        self.core.scalar_waits()
        return found

    def load(self, place: Address) -> Value:
        """What the scalar unit reads in global memory."""
        return self.element("load", self.in_global(place), write=False)

    def store(self, base: Value, subscript: Value, value: Value) -> None:
        """`p[i] = x;`"""
        match base:
            case LocalArray(words):
                number = place_in(words, subscript)
                words[number] = self.given(words[number], value, "an element")
            case Address(dtype=dtype):
                place = binary("+", base, subscript)
                assert isinstance(place, Address)
                self.element("store", self.in_global(place), write=True, value=_as_element(value, dtype))
            case _:
                raise NotRunError("a store to something that is no global memory")

    def in_global(self, place: Address) -> Elements:
        item = np.dtype(DTYPES[known_element(place.dtype)]).itemsize
        region = Elements(place.buffer, place.offset, DTYPES[place.dtype], _ONE, 0, item)
        place.buffer.reached = max(place.buffer.reached, region.end)
        return region

    def in_tile(self, tile: TileValue, offset: int) -> Elements:
        """The element at an offset from the base: pto-isa include/pto/common/pto_tile.hpp, GetValue, SetValue."""
        held = self.held(tile, whole=True).region
        assert held is not None
        first, item = offset * tile.layout.item, tile.layout.item
        return Elements(held.buffer, held.base, held.dtype, _ONE + offset, first, first + item)

    def element(self, what: str, region: Elements, write: bool, value: Any = None, adds: bool = False) -> Value:
        """One access of the scalar unit; what it `adds` memory adds by itself."""
        if not region.inside():
            raise NotRunError(_outside(region, f"a {what} that"))
        where = ", ".join(str(number) for number in self.rounds)
        self.core.scalar_access(what, self.line, where, region, write, adds)
        if write:
            region.write(np.full(1, value, region.dtype), adds)
            return Enumerated("")
        found = region.read()[0]
        kind = _INTEGERS.get(np.dtype(region.dtype).name)
        return Real(found) if kind is None else Integer(kind, int(found))

    def fields(self, body: list[Element]) -> dict[str, NumberType]:
        """Those of a union."""
        found = dict[str, NumberType]()
        for element in body:
            node = element.node if isinstance(element, Statement) else None
            type_ = number_type(self.resolved(node.type)) if isinstance(node, nodes.Declare) else None
            if type_ is None or not isinstance(node, nodes.Declare):
                raise self.failure("a union of other than numbers")
            found[node.name] = type_
        return found

    def put(self, union: OneOf, field: str, node: nodes.Node) -> None:
        value = self.value(node)
        if isinstance(node, nodes.Index) and isinstance(self.value(node.base), Packed):
            union.word = value  # what it is to be is known by the description of the arguments alone
        elif isinstance(value, Integer | Real) and field in union.fields:
            union.put(field, as_type(value, union.fields[field]))
        else:
            raise self.failure("a union that is given no number")

    def assign(self, name: str, value: Value, operator: str) -> None:
        scope = next((scope for scope in reversed(self.scopes) if name in scope), None)
        if scope is None:
            raise self.failure(f"`{name}` is no variable")
        old = scope[name]
        new = value if operator == "=" else binary(operator[:-1], old, value)
        scope[name] = _copy(self.given(old, new, f"`{name}`"))

    def given(self, old: Value, new: Value, what: str) -> Value:
        """What is in a variable that was `old` once it is given `new`: a scalar keeps its type."""
        if not isinstance(old, Integer | Real | Unset):
            return new
        if not isinstance(new, Integer | Real):
            raise self.failure(f"{what} is given something that is no number")
        return as_type(new, old.type if isinstance(old, Unset) else type_of(old))

    def declared(self, type_: nodes.Type, initializer: object) -> Value:
        type_ = self.resolved(type_)
        name = plain_name(type_.name)
        match initializer:
            case nodes.Value(nodes.Call(nodes.TemplateName(called, arguments), given)) if plain_name(called) == name:
                return self.constructed(name, arguments, given)
            case nodes.Value(value):
                return _copy(converted(self.value(value), type_))
            case nodes.Braces(()) if "*" in type_.after or number_type(type_) is not None:
                return Null() if "*" in type_.after else converted(Integer(integers.INT, 0), type_)
            case nodes.Arguments(given) | nodes.Braces(given):
                made = self.constructed(name, type_.arguments, given)
                return converted(made, type_) if isinstance(made, Integer | Real) else made
            case None:
                number = number_type(type_)
                return self.constructed(name, type_.arguments, ()) if number is None else Unset(number)
        raise self.failure("a declaration of this form")

    def resolved(self, type_: nodes.Type) -> nodes.Type:
        return resolved(type_, self.lookup)

    def constructed(self, name: str, arguments: tuple[nodes.Node, ...], given: tuple[nodes.Node, ...]) -> Value:
        values = [self.value(node) for node in given]
        match name:
            case "Shape" | "Stride":
                return self.sizes([self.constant(argument) for argument in arguments], values)
            case "GlobalTensor":
                return self.tensor(arguments, values)
            case "Tile":
                return self.tile(arguments, values)
            case "TPipe":
                return self.pipe(arguments, values)
        match values:
            case []:
                return Enumerated("")  # a scalar that is not initialised
            case [value]:
                return value
        raise self.failure(f"an object of type {name}")

    @staticmethod
    def sizes(fixed: list[int], values: list[Value]) -> Extents:
        """A value for each -1, or for all; without any they are 1: pto-isa include/pto/common/pto_tile.hpp."""
        numbers = [number_of(value) for value in values]
        dynamic = fixed.count(-1)
        if len(numbers) == len(fixed):
            return Extents(tuple(given if size == -1 else size for size, given in zip(fixed, numbers)))
        if numbers and len(numbers) != dynamic:
            raise NotRunError("a Shape or Stride with another number of values")
        rest = iter(numbers or [1] * dynamic)
        return Extents(tuple(next(rest) if size == -1 else size for size in fixed))

    def constant(self, node: nodes.Node) -> int:
        match node:
            case nodes.Type((), text, (), ()):
                return number_of(self.value(nodes.Name(text)))
            case _:
                return number_of(self.value(node))

    def tensor(self, arguments: tuple[nodes.Node, ...], values: list[Value]) -> TensorValue:
        def sizes(position: int, node: nodes.Node) -> tuple[int, ...]:
            if len(values) > position:
                given = values[position]
                if isinstance(given, Extents):
                    return given.numbers
            assert isinstance(node, nodes.Type)
            return tuple(self.constant(argument) for argument in self.resolved(node).arguments)

        element = arguments[0]
        assert isinstance(element, nodes.Type)
        pointer = values[0] if values else Null()
        if not isinstance(pointer, Address | Null):
            raise self.failure("a tensor that is given no pointer")
        shape, strides = sizes(1, arguments[1]), sizes(2, arguments[2])
        layout = self.word(arguments[3]).rpartition("::")[2] if len(arguments) > 3 else "ND"
        if layout not in MATRIX_LAYOUTS:
            raise NotRunError(f"a tensor of Layout::{layout}")
        name = known_element(plain_name(self.resolved(element).name))
        if min(shape, default=0) < 0:
            raise NotRunError(f"a tensor with a negative size: {' x '.join(map(str, shape))}")
        return TensorValue(name, shape, strides, None if isinstance(pointer, Null) else pointer, layout)

    def tile(self, arguments: tuple[nodes.Node, ...], values: list[Value]) -> TileValue:
        arguments = tuple(self.resolved(a) if isinstance(a, nodes.Type) else a for a in arguments)
        type_ = tile_type(arguments)
        words = [plain_name(a.name) if isinstance(a, nodes.Type) else "" for a in arguments]
        box = words[7].rpartition("::")[2] if len(words) > 7 else "NoneBox"
        fractal = self.constant(arguments[8]) if len(arguments) > 8 else 512
        layout = TileLayout(known_element(type_.dtype), type_.rows, type_.cols, type_.layout, box, fractal)
        fixed = (type_.valid_rows, type_.valid_cols)
        if len(values) < fixed.count(None):
            raise NotRunError("a tile whose valid size nobody gives")
        rest = iter(values)
        rows, cols = _valid(layout, *(number_of(next(rest)) if size is None else size for size in fixed))
        pad = words[9].rpartition("::")[2] if len(words) > 9 else "Null"
        compact = words[10].rpartition("::")[2] if len(words) > 10 else "Null"
        if compact != "Null":
            raise NotRunError(f"a tile of CompactMode::{compact}")
        return TileValue(type_, layout, rows, cols, pad)

    def pipe(self, arguments: tuple[nodes.Node, ...], values: list[Value]) -> FifoEnd:
        type_ = pipe_type(arguments)
        if type_ is None or not values or not isinstance(values[0], Address):
            raise self.failure("a TPipe without slots in global memory")
        local = {"vector": number_of(values[1]), "cube": number_of(values[2])}
        end = FifoEnd(type_, values[0], local, self.core.name, self.line)
        self.ends.append(end)
        self.group.fifos.ends.append(end)
        return end

    # ---- expressions ----

    def lookup(self, name: str) -> Value | None:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return None

    def value(self, node: nodes.Node) -> Value:
        try:
            return value_of(node, self.lookup, self.called, self.load)
        except NotRunError as problem:
            raise self.failure(str(problem)) from None

    def word(self, argument: nodes.Node) -> str:
        """A template argument as text: an enumerator or a number; "" for a type."""
        match argument:
            case nodes.Type((), text, (), ()) if self.lookup(text) is not None or text in ("true", "false"):
                argument = nodes.Name(text)
            case nodes.Type(name=text):
                return text if enumerator(text) or "::" in plain_name(text) else ""
        match self.value(argument):
            case Integer(kind, number):
                return str(bool(number)).lower() if kind == integers.BOOL else str(number)
            case Enumerated(text):
                return text
        raise NotRunError("a template argument that is neither type, enumerator nor integer")

    def called(self, call: nodes.Call) -> Value:
        match call:
            case nodes.Call(nodes.Name("get_block_idx"), ()):
                return Integer(integers.LONG, self.group.block)
            case nodes.Call(nodes.Name("get_block_num"), ()):
                return Integer(integers.LONG, self.group.blocks)
            case nodes.Call(nodes.Name("get_subblockid"), ()):
                return Integer(integers.LONG, self.group.subblock)
            case nodes.Call(nodes.Name(_ as name), (argument,)) if name == _DATA:
                tensor = self.value(argument)
                if isinstance(tensor, TensorValue) and tensor.pointer is not None:
                    return tensor.pointer
            case nodes.Call(nodes.Member(base, "data"), ()):
                tensor = self.value(base)
                if isinstance(tensor, TensorValue) and tensor.pointer is not None:
                    return tensor.pointer
            case nodes.Call(nodes.Member(base, "GetValue"), (offset,)):
                tile = self.value(base)
                if isinstance(tile, TileValue):
                    return self.element("GetValue", self.in_tile(tile, number_of(self.value(offset))), write=False)
            case nodes.Call(nodes.Name(name), given) if self.kernel.has_function(plain_name(name), len(given)):
                return self.computed(plain_name(name), given)
            case nodes.Call(nodes.TemplateName(name, arguments), given):
                return self.constructed(plain_name(name), arguments, given)
            case nodes.Call(nodes.Name(name), given) if plain_name(name) in ("Shape", "Stride", "GlobalTensor"):
                return self.constructed(plain_name(name), (), given)
        raise NotRunError("a call of something that gives no value")

    def computed(self, name: str, given: tuple[nodes.Node, ...]) -> Value:
        """What a function of the file gives that works on numbers alone."""
        statement = self.statement
        for waiting in self.call(name, [self.value(argument) for argument in given]):
            if waiting is not None:
                raise NotRunError(f"a wait in `{name}`, inside of an expression")
        self.statement = statement
        self.line = statement.line if statement is not None else 0
        if self.returned is None:
            raise NotRunError(f"a call of `{name}`, which gives no value,")
        return self.returned

    def gives_value(self, call: nodes.Call) -> bool:
        """Whether a call is one of a function of the file that returns something."""
        if not isinstance(call.callee, nodes.Name):
            return False
        if not self.kernel.has_function(call.callee.text, len(call.arguments)):
            return False
        head = self.functions[call.callee.text].head.node
        return isinstance(head, nodes.Function) and head.type.name != "void"

    # ---- what has an effect ----

    def operation(self, call: nodes.Call) -> Steps:
        match call:
            case nodes.Call(nodes.Member(base, "SetValidShape"), (rows, cols)):
                tile = self.value(base)
                if not isinstance(tile, TileValue):
                    raise NotRunError("SetValidShape of something that is no tile")
                tile.rows, tile.cols = _valid(tile.layout, number_of(self.value(rows)), number_of(self.value(cols)))
                return
            case nodes.Call(nodes.Member(base, "SetValue"), (offset, value)):
                tile = self.value(base)
                if not isinstance(tile, TileValue):
                    raise NotRunError("SetValue of something that is no tile")
                region = self.in_tile(tile, number_of(self.value(offset)))
                self.element("SetValue", region, write=True, value=_as_element(self.value(value), tile.layout.dtype))
                return
        name, given = _callee(call)
        if self.kernel.has_function(name, len(call.arguments)):
            yield from self.call(name, [self.value(argument) for argument in call.arguments], call.arguments)
            return
        if name in _IGNORED:
            return
        template = tuple(word for argument in given if (word := self.word(argument)))
        name = library().variant(name, plain_name(template[0])) or name if template else name
        arguments = [self.value(argument) for argument in call.arguments]
        core, line = self.core, self.line
        match name, arguments:
            case (("set_flag" | "wait_flag"), [Enumerated(first), Enumerated(second), Integer(_, number)]):
                yield from self.flag(name, _pipe(first), _pipe(second), number)
            case "set_vector_mask", [Integer(_, -1), Integer(_, -1)]:
                pass  # all lanes
            case "pipe_barrier", [Enumerated(word)]:
                self.count(f"pipe_barrier({word})")
                if _pipe(word) is Pipe.ALL:
                    yield from self.drain_all("pipe_barrier(PIPE_ALL)")
                else:
                    core.issue(_pipe(word), BarrierItem(line, core.scalar))
            case "pto::comm::TNOTIFY", [TensorValue(pointer=Address() as signal), Integer(_, number), Enumerated(word)]:
                self.element("TNOTIFY", self.in_global(signal), write=True, value=number, adds=_adds(word))
                yield from self.drain_all(name)
            case "TASSIGN", [TileValue() as tile, Integer(_, address)]:
                tile.address = address
            case "TRESHAPE", [TileValue() as tile, TileValue() as other]:
                tile.address = other.address
            case "TSUBVIEW", [TileValue() as tile, TileValue() as other, Integer(_, row), Integer(_, col)]:
                tile.address = _place_in(other, row, col)
            case (("TALLOC" | "TPUSH" | "TPOP" | "TFREE"), [FifoEnd() as end, *rest]):
                unknown = not_known(name, template, (), frozenset())
                if not unknown and len(given) - len(template) > 2:
                    unknown = "a configuration of the fix-pipe"
                if not unknown and len(rest) > 1:
                    unknown = "an operand for the sub-block"
                if unknown:
                    raise NotRunError(f"`{name}` with {unknown}")
                yield from self.fifo(name, end, rest, template)
            case _:
                yield from self.issue(name, arguments, template)

    def drain_all(self, what: str) -> Steps:
        while not self.core.idle():
            yield Waiting(self.line, f"{what}, until every pipe is empty")
        self.core.drain_all()

    def count(self, what: str) -> None:
        self.core.counts[what] = self.core.counts.get(what, 0) + 1

    def flag(self, name: str, source: Pipe, target: Pipe, number: int) -> Steps:
        core, line, key = self.core, self.line, (source, target, number)
        text = f"{name}(PIPE_{source}, PIPE_{target}, {number})"
        there = core.arch.pipes[core.kind]
        if number not in core.arch.event_ids or source == target or not {source, target} <= there:
            raise NotRunError(f"`{text}`, a flag that the {core.kind} core does not have,")
        self.count(name)
        core.written(key, line, name == "set_flag")
        if name == "set_flag":
            core.issue(source, SetItem(line, text, core.raised(key, line), core.scalar))
        elif target is Pipe.S:
            while not core.take_for_scalar(key):
                yield Waiting(line, text)
        else:
            core.issue(target, WaitItem(line, key, core.scalar))

    def fifo(self, name: str, end: FifoEnd, rest: list[Value], template: tuple[str, ...]) -> Steps:
        """TALLOC, TPUSH, TPOP, TFREE: pto-isa include/pto/npu/a2a3/TPush.hpp. An entry is a tensor, or a tile."""
        fifos, core, line = self.group.fifos, self.core, self.line
        entry = rest[0] if rest else None
        through_tile = isinstance(entry, TileValue)
        split = next((word.rpartition("::")[2] for word in template if "TileSplitAxis" in word), "TILE_NO_SPLIT")
        if name in ("TALLOC", "TPOP") or (name == "TPUSH" and through_tile):
            wanted = "TPOP" if name == "TPOP" else "TALLOC"
            while not fifos.may(wanted, end):
                yield Waiting(line, wanted, end)
            number = fifos.take(wanted, end, core, line)
            if isinstance(entry, TensorValue):
                entry.pointer = self.slot(end, number, split, entry.shape[-2:], entry.dtype)
            elif isinstance(entry, TileValue):
                yield from self.through_slot(name, end, number, split, entry)
            else:
                raise NotRunError(f"{name} without an entry")
        if name == "TPUSH":
            pipe = Pipe.FIX if core.kind == "cube" else Pipe.MTE3
            core.issue(pipe, SetItem(line, "TPUSH", fifos.pushing(end, core, line), core.scalar))
        elif (name == "TPOP" and through_tile) or (name == "TFREE" and not end.pops_tiles):
            give = fifos.freeing(end, core, line)
            if give is not None:
                core.issue(Pipe.MTE2, SetItem(line, name, give, core.scalar))

    def slot(self, end: FifoEnd, number: int, split: str, sizes: tuple[int, ...], dtype: str) -> Address:
        """Where the entry of a vector core, or all of it for the cube core, is in its slot."""
        offset = number % end.type.slot_num * end.type.slot_size
        if self.core.kind == "vector" and split != "TILE_NO_SPLIT":
            if split != "TILE_UP_DOWN":
                raise NotRunError(f"slots that are split by {split}")
            offset += self.group.subblock * sizes[0] * sizes[1] * np.dtype(DTYPES[dtype]).itemsize
        return Address(end.slots.buffer, end.slots.offset + offset, dtype)

    def through_slot(self, name: str, end: FifoEnd, number: int, split: str, tile: TileValue) -> Steps:
        """The copy that TPUSH and TPOP of a tile make; TPOP puts the tile into its next local buffer before."""
        shape = (tile.rows, tile.cols)
        slot = self.slot(end, number, split, shape, tile.layout.dtype)
        if end.type.direction == "DIR_BOTH" and self.core.kind == ("vector" if name == "TPUSH" else "cube"):
            slot = replace(
                slot, offset=slot.offset + end.type.slot_num * end.type.slot_size
            )  # behind those of the cube
        tensor = TensorValue(tile.layout.dtype, shape, (tile.cols, 1), slot)
        if name == "TPUSH":
            in_turn = self.core.kind == "cube" and end.type.by_unit_flag
            yield from self.issue("TSTORE", [tensor, tile], (STORED_IN_TURN,) if in_turn else ())
            return
        end.pops_tiles = True
        local = number % end.type.local_slot_num * end.type.slot_size
        tile.address = end.local_base[self.core.kind] + local
        yield from self.issue("TLOAD", [tile, tensor], ())

    def issue(self, name: str, arguments: list[Value], template: tuple[str, ...]) -> Steps:
        """A call of the tile library goes into the queue of its pipe; one with flags inside, part by part."""
        first = arguments[1] if len(arguments) > 1 else None
        source = np.dtype(DTYPES[first.layout.dtype]).name if isinstance(first, TileValue) else ""
        semantics = semantics_of(name, len(arguments), source)
        if semantics is None:
            raise NotRunError(f"`{name}` has no semantics")
        if len(arguments) <= max(semantics.used):
            raise NotRunError(f"`{name}` with {len(arguments)} operands")
        held = tuple(self.held(argument, number in semantics.whole) for number, argument in enumerate(arguments))
        core = self.core
        call = OpCall(name, tuple(one.operand for one in held), core.arch, template, core.kind)
        expansion = _known(expand(call))
        names = operand_names(call)
        operands = list(zip(names, (one.number for one in held), strict=True))
        unknown = not_known(name, template, operands, semantics.used)
        if unknown:
            raise NotRunError(f"`{name}` with {unknown}")
        if held[semantics.target].region is None:
            raise NotRunError(f"`{name}` of a number")
        target = target_shape(held[semantics.target], held, template)
        if semantics.takes is not None:
            taken = [form for form in _known(forms(call)) if semantics.takes(form, target)]
            expansion = taken[0] if len(taken) == 1 else join(taken)
        refused = semantics.refuses(target)
        if refused:
            raise NotRunError(f"`{name}`: {refused}")
        early = self.overwritten(call, arguments, held, semantics)
        if early:
            raise NotRunError(f"`{name}` {early}")
        pipe = issue_pipe(call)
        assert pipe is not None
        self.count(name)
        where = ", ".join(str(number) for number in self.rounds)
        last, seen = last_of_target(expansion.steps, semantics), dict[int, Array]()
        number = core.races.new_call()
        for part in parts(name, expansion.steps, pipe, semantics.apart):
            match part:
                case Drain() as drain:
                    yield from self.inner_flag(name, drain)
                case OnPipe(pipe, steps):
                    rest = last, semantics, template, seen, core.scalar, semantics.adds(target)
                    core.issue(pipe, OpItem(number, name, self.line, where, held, steps, *rest))
        while core.pipes[Pipe.S].items:  # what the scalar unit does itself it does before it goes on
            yield Waiting(self.line, f"the scalar part of {name}")

    def overwritten(self, call: OpCall, arguments: list[Value], held: tuple[Held, ...], semantics: Semantics) -> str:
        """What a call overwrites too early: asked once of the same tiles, which share nothing with a tensor."""
        if sum(isinstance(one, TensorValue) for one in arguments) > 1:
            return overwritten(call, held, semantics)
        key = call, tuple(one.layout for one in arguments if isinstance(one, TileValue))
        if key not in self.in_place:
            self.in_place[key] = overwritten(call, held, semantics)
        return self.in_place[key]

    def inner_flag(self, name: str, drain: Drain) -> Steps:
        """A flag that a call raises and takes itself; its number is no event of the text."""
        assert drain.target is not None
        core, line, key = self.core, self.line, (drain.source, drain.target, _INNER)
        core.issue(drain.source, SetItem(line, name, core.raised(key, line), core.scalar))
        if drain.target is not Pipe.S:
            core.issue(drain.target, WaitItem(line, key, core.scalar))
            return
        while not core.take_for_scalar(key):
            yield Waiting(line, f"PIPE_{drain.source}, inside {name}")

    def held(self, value: Value, whole: bool = False) -> Held:
        match value:
            case TileValue(type=type_, address=int() as address) as tile:
                buffer = self.core.memories.get(type_.space)
                if buffer is None:
                    raise NotRunError(f"a tile in {type_.space}, which this core does not have")
                region = tile.region(buffer, address, whole)
                if not region.inside():
                    raise NotRunError("a tile that reaches out of its memory")
                base = list(Space).index(type_.space) << 32 | address
                return Held(Operand("tile", tile.sized(), base), region, pad=tile.pad)
            case TileValue():
                raise NotRunError("a tile without an address: no TASSIGN, TRESHAPE or TPOP has given it one")
            case TensorValue(pointer=Address() as pointer) as tensor:
                extent = tensor.extent(pointer)
                pointer.buffer.reached = max(pointer.buffer.reached, extent.end)
                if not extent.inside():
                    raise NotRunError(_outside(extent, "a tensor that"))
                loose = tensor.loose()
                if loose:
                    raise NotRunError(loose)
                dimensions = tuple(zip(tensor.shape, tensor.strides, strict=True))
                return Held(Operand("global"), tensor.region(pointer), layout=tensor.layout, dimensions=dimensions)
            case TensorValue():
                raise NotRunError("a tensor without a place: no TALLOC or TPOP has given it one")
            case Integer(_, number):
                return Held(Operand("scalar", value=number), number=number)
            case Real(number):
                return Held(Operand("scalar"), number=number)
            case Enumerated(text):
                return Held(Operand("scalar"), number=text)
        raise NotRunError("an operand that is neither tile, tensor nor number")


_Found = TypeVar("_Found")


def _known(found: _Found | Unknown) -> _Found:
    """What the op table says of a call. Raises NotRunError."""
    if isinstance(found, Unknown):
        raise NotRunError(found.reason)
    return found


def _valid(layout: TileLayout, rows: int, cols: int) -> tuple[int, int]:
    """The size of the valid part of a tile. Raises NotRunError."""
    if 0 <= rows <= layout.rows and 0 <= cols <= layout.cols:
        return rows, cols
    raise NotRunError(f"a tile of {layout.rows} x {layout.cols} of which {rows} x {cols} are valid")


def _is_label(element: Element) -> TypeGuard[Statement]:
    """Whether it is one of the cases of a `switch`."""
    return isinstance(element, Statement) and isinstance(element.node, nodes.Case | nodes.Default)


_ONE = np.zeros(1, np.int64)

_INTEGERS = {
    name: kind
    for name, dtype in (("bool", np.bool_), *DTYPES.items())
    if np.dtype(dtype).kind in "iub" and (kind := type_named(name)) is not None
    for name in (np.dtype(dtype).name,)
}
"""The C++ type of integers in memory, by the name that numpy has for it."""


def _adds(word: str) -> bool:
    """What TNOTIFY does with the number. Raises NotRunError."""
    if word.rpartition("::")[2] not in ("Set", "AtomicAdd"):
        raise NotRunError(f"`TNOTIFY` with {word}")
    return word.endswith("AtomicAdd")


def _as_element(value: Value, dtype: str) -> Any:
    """A number as memory of that type has it."""
    match converted(value, nodes.Type((), dtype, (), ())):
        case Integer(_, number) | Real(number):
            return number
    raise NotRunError("a store of something that is no number")


def _outside(region: Elements, what: str) -> str:
    """What a tensor or an element has and needs, and what to change."""
    item, buffer = int(np.dtype(region.dtype).itemsize), region.buffer
    if region.base % item:
        return f"{what} begins inside of an element of `{buffer.name}`"
    extent = f"elements {region.start // item} to {region.end // item - 1}, and there are {buffer.data.size // item}"
    change = buffer.made_larger(region.end) if region.start >= 0 else ""
    return f"{what} reaches out of `{buffer.name}`: it takes {extent}" + (f" ({change})" if change else "")


def _place_in(tile: TileValue, row: int, col: int) -> int:
    """The address of an element of a tile without boxes: TSubView.hpp."""
    if tile.address is None or tile.layout.box != "NoneBox":
        raise NotRunError("a part of a tile that has no address, or is cut into boxes")
    down, across = (tile.layout.cols, 1) if tile.layout.layout == "RowMajor" else (1, tile.layout.rows)
    return tile.address + (row * down + col * across) * tile.layout.item


def _callee(call: nodes.Call) -> tuple[str, tuple[nodes.Node, ...]]:
    match call.callee:
        case nodes.Name(text):
            return plain_name(text), ()
        case nodes.TemplateName(name, arguments):
            return plain_name(name), arguments
    raise NotRunError("a call of this form")


def _copy(value: Value) -> Value:
    """Tiles and tensors are values: what changes one does not change the one that it was made of."""
    return replace(value) if isinstance(value, TileValue | TensorValue) else value


def _pipe(word: str) -> Pipe:
    return Pipe(word.removeprefix("PIPE_"))
