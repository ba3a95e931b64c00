"""What calls do: synchronisation, ops of the table, functions of the file, and what is not understood."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.lexer import tokenize
from ptofix.cpp.parser import Element, Statement
from ptofix.cpp.shapes import PlainCall
from ptofix.hardware.core_flags import (
    BETWEEN_KINDS,
    MAKES_MESSAGE,
    MODE_BETWEEN_KINDS,
    NUMBERS,
    SYNCALL,
    CoreFlag,
    flags_of_all,
    mode_and_number,
    partner,
)
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import TileType
from ptofix.isa.architecture import Arch
from ptofix.isa.call import OpCall, Unknown
from ptofix.isa.expand import expand
from ptofix.program.bindings import (
    NOT_KNOWN,
    Advanced,
    Assigned,
    Change,
    Copied,
    Declared,
    Popped,
    Reshaped,
    Resized,
    Sizes,
    Viewed,
)
from ptofix.program.entities import (
    Entity,
    PipeVariable,
    Pointer,
    TileVariable,
    TypeName,
)
from ptofix.program.graph import Argument, PendingCall
from ptofix.program.integers import Integer, IntegerType
from ptofix.program.library import event_named, library, number_type, pipe_named, plain_name
from ptofix.program.pipes import PipeType
from ptofix.program.places import Tensor, slot_of
from ptofix.program.program import Action, Barrier, ByRound, CoreSignal, Join, Opaque, SetFlag, WaitFlag
from ptofix.program.recurrences import Linear, Table
from ptofix.program.scopes import Scopes
from ptofix.program.types import Auto, Global, UnknownTypeError, Void, meaning_of
from ptofix.program.unit import SourceFunction

# More points than any kernel makes: a file whose functions call each other over and over.
_MOST_POINTS = 400_000
_DEEP, _MOST_DEEP_CALLS = 4, 600
"""Calls inside of so many others that are followed: helpers that call the next one twice double with each level, and
what is asked of each pair of their ops is asked four times as often."""


class Effect(IntEnum):
    """What evaluating an expression does besides making a value."""

    NONE = 0
    READS = 1  # the scalar unit reads: in any order with other reads
    ANY = 2


class Calls(Scopes, ABC):
    """Lowers calls, in statements and in values."""

    @abstractmethod
    def body(self, body: list[Element]) -> None:
        """Lower the statements of a block."""

    def evaluated(self, statement: Statement) -> None:
        """What the calls in a condition, a value or an argument do: nothing, read a tile, or what a function does."""
        shape = statement.shape
        if shape in self.inert:
            return
        inert, does = True, False
        for callee in shape.callees:
            name = plain_name(callee)
            if isinstance(self.lookup(name), TypeName):
                inert = False
            elif (name == "member.GetValue" and self.unit.arch.classify(name) != "unknown") or self.is_own(callee):
                inert, does = False, True
            elif not self.is_pure(name):
                raise self.outside(f"it calls `{name or '…'}` inside an expression", statement)
        if inert:
            self.inert.add(shape)
        elif does:
            assert statement.node is not None
            self.effects(statement.node, statement)

    def call(self, callee: nodes.Node, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        template: tuple[nodes.Node, ...] = ()
        match callee:
            case nodes.Name(text):
                text = text.removeprefix("::")
            case nodes.TemplateName(text, template):
                text = text.removeprefix("::")
            case nodes.Member(base, member):
                text, arguments = f"member.{member}", (base, *arguments)
            case _:
                raise self.outside("a call of something without a name", statement)
        name, arch = plain_name(text), self.unit.arch
        self.inner_calls(arguments, statement)
        if any(self.unit.may_be_several(spelled, len(arguments)) for spelled in (text, name)):
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
            if not _is_plainly_spelled(statement.text):  # the checker knows a statement that may go by its text
                raise self.outside(f"`{name}` in an unusual spelling", statement)
            self.graph.add(action, statement, by_round=self.flag_by_round(action, arguments))
            if all(isinstance(a, nodes.Name) and library().is_constant(plain_name(a.text)) for a in arguments):
                self.sync[statement.shape] = action
        elif arch.classify(name) == "unknown":
            self.unknown_call(_why_unknown(name, arch), arguments, statement)
        elif any(self.has_pointer(argument) for argument in arguments):
            self.unknown_call(f"`{name}` is given a pointer that is not followed", arguments, statement)
        elif arch.classify(name) != "pure":
            variant = library().variant(name, plain_name(_text(template[0]))) if template else name
            if variant is None:
                raise self.outside(f"a variant of `{name}` that is not known", statement)
            if variant in arch.not_known:
                self.unknown_call(_why_unknown(variant, arch), arguments, statement)
                return
            if not _is_of_axis(variant, template, arch):
                self.unknown_call(f"an overload of `{variant}` that the op table is not about", arguments, statement)
                return
            self.operation(variant, arguments, template, statement)

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
                return self.lookup(text) is None and not self.is_pure(plain_name(text))
            case nodes.Member(nodes.Name(), member):
                return member != "GetValue" and not self.is_pure(f"member.{member}")
        return False

    def is_pure(self, name: str) -> bool:
        """Whether a call does nothing but make a value: one of the library, which no function of the file can be."""
        own = name in self.unit.functions or name in self.unit.ambiguous or self.lookup(name) is not None
        return not own and _is_pure(name, self.unit.arch)

    def inner_calls(self, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        """What calls inside the arguments of a call do, before it."""
        own = False
        for callee in statement.shape.callees[1:]:
            own |= self.is_own(callee)
            if not self.is_own(callee) and not self.is_pure(plain_name(callee)):
                raise self.outside("a call inside the arguments of another", statement)
        if own:
            self.together([self.effects(argument, statement) for argument in arguments], statement)

    def is_own(self, name: str) -> bool:
        """Whether it is the name of a function of the file."""
        return name.removeprefix("::") in self.unit.functions

    def effects(self, node: nodes.Node, statement: Statement) -> Effect:
        """Do what the calls in an expression do besides making values, in the order in which C++ does it."""
        match node:
            case nodes.Conditional(condition, then, other):
                first = self.effects(condition, statement)
                return max(first, self.one_of((then, other), statement))
            case nodes.Binary(left, "&&" | "||", right):
                first = self.effects(left, statement)
                return max(first, self.one_of((right, None), statement))
        inner = [self.effects(part, statement) for part in node.children]
        found = self.together(inner, statement)
        points = len(self.graph.points)
        match node:
            case nodes.Call(nodes.Name(name), arguments) if self.is_own(name):
                name = name.removeprefix("::")
                if self.lookup(name) is not None or self.unit.may_be_several(name, len(arguments)):
                    raise self.outside(f"`{name}` is the name of more than one thing", statement)
                if self.unit.functions[name].head.type.name == "void":
                    raise self.outside(f"it calls `{name}` inside an expression", statement)
                self.function_call(name, arguments, statement)
            case nodes.Call(nodes.Member(base, "GetValue"), arguments):
                self.operation("member.GetValue", (base, *arguments), (), statement)
        return max([found, *(_effect(point.what) for point in self.graph.points[points:])])

    def one_of(self, nodes_: tuple[nodes.Node | None, ...], statement: Statement) -> Effect:
        """The effects of expressions of which one is evaluated; None for nothing."""
        start, ends = self.graph.leave(), list[int]()
        found = Effect.NONE
        for node in nodes_:
            self.graph.meet(start)
            if node is not None:
                found = max(found, self.effects(node, statement))
            ends += self.graph.leave()
        self.graph.meet(ends)
        return found

    def together(self, found: list[Effect], statement: Statement) -> Effect:
        """The effect of expressions that C++ evaluates in any order."""
        some = [effect for effect in found if effect is not Effect.NONE]
        worst = max(some, default=Effect.NONE)
        if worst is Effect.ANY and (len(some) > 1 or statement.shape.follows_pointers):
            raise self.outside("calls whose effects come in an order that is not known", statement)
        return worst

    def unknown_call(self, reason: str, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        """It may do anything to what it is given, now or in a later call that is not understood."""
        for argument in arguments:
            for part in nodes.walk(argument):
                entity = self.lookup(part.text) if isinstance(part, nodes.Name) else None
                if isinstance(entity, (TileVariable, PipeVariable)):
                    self.escaped[entity] = None
                elif isinstance(entity, Tensor):
                    entity.bound.append(None)
        self.opaque.append(self.graph.add(Opaque(reason), statement))

    def function_call(self, name: str, arguments: tuple[nodes.Node, ...], statement: Statement) -> None:
        """The body of a function of this file in place of a call."""
        function = self.unit.functions[name]
        if function in self.refused:
            self.unknown_call(f"`{name}` is not analysed", arguments, statement)
            return
        self.deep_calls += len(self.graph.calls) >= _DEEP
        if self.deep_calls > _MOST_DEEP_CALLS:  # of no use without the outermost: what calls it would be as many
            raise self.outside("functions that call each other too often", statement, self.stack[1].function)
        if len(self.graph.points) > _MOST_POINTS:
            raise self.outside("functions that call each other too often", statement)
        parameters = function.head.parameters
        if len(arguments) > len(parameters):
            raise self.outside(f"`{name}` is called with too many arguments", statement)
        given = [self.given(p, arguments[i] if i < len(arguments) else None, function, statement)
                 for i, p in enumerate(parameters)]  # fmt: skip
        if function in self.without_effect:
            return
        calls, mark = self.graph.calls, self.graph.mark()
        self.graph.calls = (*calls, statement)
        with self.frame(function):
            for parameter, (entity, changes) in zip(parameters, given):
                self.graph.changes += changes
                if parameter.name is not None:
                    self.name(parameter.name, entity, function.block.head)
            self.body(function.block.body)
        self.graph.calls = calls
        if self.graph.take_back(mark):
            self.without_effect.add(function)

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
            meaning = meaning_of(resolved, number_type(resolved.name))
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
            return self.scalar(meaning, node, parameter.name in function.changed_names), []
        return self.tensor(meaning, node) if isinstance(meaning, Global) else self.entity("", meaning), []

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
        flags, doubt = self.core_flags(name, arguments, template)
        if flags:
            self.flag_user(name, flags, statement, doubt)
        flag = min(flags) if len(flags) == 1 and not doubt and name != SYNCALL else None
        behind = self.unit.arch.gives_signal_behind(name)
        if behind is not None and behind < len(arguments):
            node = arguments[behind]
            pipe = pipe_named(node.text) if isinstance(node, nodes.Name) else None
            if pipe is None or pipe == Pipe.ALL:
                self.unknown_call(f"it is not known which pipe `{name}` is for", arguments, statement)
            else:
                signal = None if flag is None else CoreSignal(flag, pipe)
                self.graph.add(PendingCall(f"signal.{pipe}", (Argument("", None, "global"),), (), signal), statement)
            return
        given = tuple(self.argument(argument, statement) for argument in arguments)
        indices = self.unit.arch.indices(name)
        if indices:
            given = tuple(
                a._replace(number=self.number(node)) if i in indices and a.kind == "scalar" else a
                for i, (a, node) in enumerate(zip(given, arguments))
            )
        changes = self.rebinding(name, arguments, given, statement)
        if name == "TPOP":
            self.graph.changes += [change for change in changes if isinstance(change, Popped)]
            changes = [change for change in changes if not isinstance(change, Popped)]
        for index in _resized_by(name, self.unit.arch):
            tile = given[index].tile if index < len(given) else None
            if tile is not None and None in (tile.type.valid_rows, tile.type.valid_cols):
                changes.append(Resized(tile, NOT_KNOWN))
        self.rebind_tensors(name, given)
        texts = tuple(_text(node) for node in template)
        awaited = None if flag is None else CoreSignal(flag, None)
        call, graph = PendingCall(name, given, texts, awaited), self.graph
        if not _may_be_skipped(name, self.unit.arch):
            graph.add(call, statement, tuple(changes))
            return
        past = graph.leave()  # a way on which the op does nothing, so that none of its drains is there either
        graph.meet(past)
        graph.add(call, statement, tuple(changes))
        graph.meet(graph.frontier, past)

    def core_flags(
        self, name: str, arguments: tuple[nodes.Node, ...], template: tuple[nodes.Node, ...]
    ) -> tuple[frozenset[CoreFlag], str]:
        """The flags between the cores that a call gives or waits for, and why it may be others, or none."""
        arch, core = self.unit.arch, self.unit.core
        awaited, message = arch.awaits_core_flag(name), arch.message_to_cores(name)
        if name == SYNCALL:
            words = tuple(_text(node).rpartition("::")[2] for node in template)
            flags, is_known = flags_of_all(words, core)
            return flags, "" if is_known else "which cores it joins is not known"
        if awaited is not None and awaited < len(arguments):
            number = self.number(arguments[awaited])
            return _flags((core,), number), "" if number is not None else _UNKNOWN_NUMBER
        if message is None or message >= len(arguments):
            return frozenset(), ""
        match arguments[message]:
            case nodes.Call(nodes.Name(made), (mode, given)) if plain_name(made) == MAKES_MESSAGE:
                by_name = isinstance(mode, nodes.Name) and mode.text == MODE_BETWEEN_KINDS
                found = BETWEEN_KINDS if by_name else self.number(mode), self.number(given)
            case node:
                whole = self.number(node)
                found = (None, None) if whole is None else mode_and_number(whole)
        if _stores_message(name, arch):
            return _flags((core, partner(core)), found[1]), "where it stores the number decides whether it gives a flag"
        if found[0] == BETWEEN_KINDS:
            return _flags((partner(core),), found[1]), "" if found[1] is not None else _UNKNOWN_NUMBER
        if found[0] is not None:
            return _flags((core,), found[1]), f"it is a signal of mode {found[0]}, to other cores"
        return _flags((core, partner(core)), found[1]), _UNKNOWN_NUMBER

    def plain_operation(self, plain: PlainCall, statement: Statement) -> bool:
        """The most frequent calls of ops, without their nodes: whether this was one."""
        name = plain_name(plain.name)
        if not self.is_operation(name, len(plain.arguments)) or not _only_touches(name, self.unit.arch):
            return False
        texts = [leaf if isinstance(leaf, str) else statement.holes[leaf] for leaf in plain.arguments]
        if any(isinstance(self.lookup(text), Pointer) for text in texts):
            return False
        self.graph.add(PendingCall(name, tuple([self.named_argument(text) for text in texts]), ()), statement)
        return True

    def is_operation(self, name: str, arguments: int) -> bool:
        """Whether a name means an op of the table and nothing else in a call with so many arguments."""
        several = self.unit.may_be_several(name, arguments)
        known = name not in self.unit.functions and not several and self.lookup(name) is None
        return known and self.unit.arch.classify(name) == "tile-op"

    def named_argument(self, text: str) -> Argument:
        """An argument that is one name or number."""
        entity = self.lookup(text)
        if isinstance(entity, TileVariable):
            return Argument(text, entity, "tile")
        if isinstance(entity, PipeVariable):
            return Argument(text, None, "pipe", entity.type, ring=entity.ring)
        if isinstance(entity, Tensor):
            return Argument(text, None, "global", tensor=entity)
        return Argument(text, None, "scalar")

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
                address = self.value(arguments[1])
                known = isinstance(address, (Integer, Table))
                return [Assigned(tile, address, None if known else self.choices(arguments[1]))]
            case "TASSIGN", [None, _] if given[0].tensor is not None:
                given[0].tensor.bound.append(None)
                return []
            case "TRESHAPE", [TileVariable() as tile, TileVariable() as source]:
                return [Reshaped(tile, source)]
            case "TSUBVIEW", [TileVariable() as tile, TileVariable() as source, None, None]:
                return [Viewed(tile, source, self.number(arguments[2]), self.number(arguments[3]))]
            case "member.SetValidShape", [TileVariable() as tile, None, None]:
                return [Resized(tile, self.sizes(tile.type, arguments[1], arguments[2], statement))]
            case "TPOP", [None, tile, *_] if isinstance(pipe := self.lookup(given[0].text), PipeVariable):
                return [*([Popped(pipe, tile)] if tile is not None else []), Advanced(pipe)]
        if name in _REBINDS:
            raise self.outside(f"a form of `{name.removeprefix('member.')}` that is not known", statement)
        return []

    def rebind_tensors(self, name: str, given: tuple[Argument, ...]) -> None:
        """A tensor that a call binds to another place: to a slot of a pipe, or it is not known where."""
        for index in _rebound_by(name, self.unit.arch):
            tensor = given[index].tensor if index < len(given) else None
            if tensor is not None:
                row, pipe, ring = self.unit.arch.row(name), given[0].pipe, given[0].ring
                number, loop = len(self.graph.points), self.graph.loops[-1] if self.graph.loops else 0
                slot = None
                if row is not None and row.fifo in ("alloc", "pop") and pipe is not None and ring is not None:
                    slot = slot_of(ring, pipe.slot_size, number, loop)
                again = any(frame.function.has_goto for frame in self.stack)  # perhaps, and so to another slot
                tensor.bound.append(slot if slot is None or not again else slot._replace(distance=None))

    def sizes(self, type_: TileType, rows: nodes.Node | None, cols: nodes.Node | None, statement: Statement) -> Sizes:
        """Valid sizes that are given as values, None for what is not given."""
        found = Sizes(self.number(rows), self.number(cols))
        for size, most in zip(found, (type_.rows, type_.cols)):
            if size is not None and not 0 <= size <= most:  # only debug builds of the headers look
                raise self.outside(f"a valid size of {size} in a tile of {most}", statement)
        return found

    def barrier(self, arguments: tuple[nodes.Node, ...]) -> Action | None:
        pipe = self.pipe_of(arguments[0]) if len(arguments) == 1 else None
        return None if pipe is None else Barrier(pipe)

    def flag(self, arguments: tuple[nodes.Node, ...]) -> tuple[Pipe, Pipe, int | None, frozenset[int] | None] | None:
        if len(arguments) != 3:
            return None
        source, target = self.pipe_of(arguments[0]), self.pipe_of(arguments[1])
        if source is None or target is None or Pipe.ALL in (source, target):
            return None
        event = event_named(arguments[2].text) if isinstance(arguments[2], nodes.Name) else None
        event = self.number(arguments[2]) if event is None else event
        return source, target, event, self.ids(arguments[2]) if event is None else None

    def ids(self, node: nodes.Node) -> frozenset[int] | None:
        """The ids that an expression of which the value is not known can have, None for any."""
        known = self.unit.arch.event_ids
        match self.value(node):
            case Table(_, values):
                return frozenset(event.value for _, event in values)
            case Linear(least=least, greatest=greatest) if least in known and greatest in known:
                return frozenset(range(least, greatest + 1))
        choices = self.choices(node)
        return None if choices is None else frozenset(one.value for one in choices)

    def flag_by_round(self, action: Action, arguments: tuple[nodes.Node, ...]) -> ByRound | None:
        """The event of a flag that takes turns."""
        if not isinstance(action, (SetFlag, WaitFlag)) or action.event is not None:
            return None
        match self.value(arguments[2]):
            case Table(periods, values):
                known = {residues: replace(action, event=event.value, among=None) for residues, event in values}
                return ByRound(periods, known)
        return None

    def set_flag(self, arguments: tuple[nodes.Node, ...]) -> Action | None:
        flag = self.flag(arguments)
        return None if flag is None else SetFlag(*flag)

    def wait_flag(self, arguments: tuple[nodes.Node, ...]) -> Action | None:
        flag = self.flag(arguments)
        return None if flag is None else WaitFlag(*flag)

    def pipe_of(self, node: nodes.Node) -> Pipe | None:
        return pipe_named(node.text) if isinstance(node, nodes.Name) and self.lookup(node.text) is None else None


def _effect(what: Action | PendingCall) -> Effect:
    if isinstance(what, Join):
        return Effect.NONE
    reads = isinstance(what, PendingCall) and what.name in ("element.load", "member.GetValue")
    return Effect.READS if reads else Effect.ANY


_AXIS_AT = 2
"""The template argument after the types of the pipe and of what it moves."""

_REBINDS = frozenset(("TASSIGN", "TRESHAPE", "TSUBVIEW", "member.SetValidShape", "TPOP"))


_SYNC: dict[str, Callable[[Calls, tuple[nodes.Node, ...]], Action | None]] = {
    "pipe_barrier": Calls.barrier,
    "set_flag": Calls.set_flag,
    "wait_flag": Calls.wait_flag,
}


_UNKNOWN_NUMBER = "its number is known only at run time"


@lru_cache(maxsize=256)
def _stores_message(name: str, arch: Arch) -> bool:
    """Whether a call stores what may be the message of a signal."""
    return arch.message_to_cores(name) is not None and arch.gives_signal_behind(name) is None


def _flags(waiting: tuple[str, ...], number: int | None) -> frozenset[CoreFlag]:
    """The flag of this number, or of any, that these kinds of core wait for."""
    numbers = NUMBERS if number is None else (number,)
    return frozenset(CoreFlag(core, one) for core in waiting for one in numbers)


@lru_cache(maxsize=256)
def _may_be_skipped(name: str, arch: Arch) -> bool:
    found = arch.row(name)
    return found is not None and any(form.skipped for form in found.form)


@lru_cache(maxsize=256)
def _only_touches(name: str, arch: Arch) -> bool:
    """Whether a call does no more than read and write its operands: none is another one afterwards, nothing is told."""
    if name == SYNCALL or name in _REBINDS or _resized_by(name, arch) or _rebound_by(name, arch):
        return False
    roles = arch.gives_signal_behind, arch.message_to_cores, arch.awaits_core_flag
    return all(role(name) is None for role in roles)


@lru_cache(maxsize=256)
def _resized_by(name: str, arch: Arch) -> tuple[int, ...]:
    """The operands of which some form of an op may set the valid shape."""
    found = arch.row(name)
    forms = found.form if found is not None else ()
    return tuple(sorted({i for form in forms for i, one in enumerate(form.operands) if one.name in form.resizes}))


@lru_cache(maxsize=256)
def _rebound_by(name: str, arch: Arch) -> tuple[int, ...]:
    """The operands that some form of an op binds to other bytes."""
    found = arch.row(name)
    forms = found.form if found is not None else ()
    return tuple(sorted({i for form in forms for i, one in enumerate(form.operands) if one.name in form.rebinds}))


def _is_of_axis(name: str, template: tuple[nodes.Node, ...], arch: Arch) -> bool:
    """Whether the third template argument, if there is one, is what the op table asks for."""
    found = arch.row(name)
    if found is None or not found.axis or len(template) <= _AXIS_AT:
        return True
    return plain_name(_text(template[_AXIS_AT])).startswith(f"{found.axis}::")


_AS_ASSEMBLERS_PRINT = re.compile(r"(?:pipe_barrier|set_flag|wait_flag)\(PIPE_[A-Z0-9]+[,)]")


def _is_plainly_spelled(call: str) -> bool:
    """`name(ARGUMENT …`: nothing before the name or in brackets."""
    if _AS_ASSEMBLERS_PRINT.match(call):
        return True
    name, bracket, argument = islice(tokenize(call), 3)
    plain = (name.type, bracket.type, argument.type) == ("NAME", "LPAR", "NAME")
    return plain and name.start == 0 and not call.startswith("::")


def _why_unknown(name: str, arch: Arch) -> str:
    found = expand(OpCall(name, (), arch))
    assert isinstance(found, Unknown)
    return found.reason


def _is_pure(name: str, arch: Arch) -> bool:
    made = name.removesuffix("::Create")
    return arch.classify(name) == "pure" or library().is_type(name) or (made != name and library().is_object(made))


@lru_cache(maxsize=4096)
def _text(node: nodes.Node) -> str:
    """A template argument as text, "?" for anything more than a name or number."""
    match node:
        case nodes.Type((), name, arguments, ()):
            return f"{name}<{', '.join(map(_text, arguments))}>" if arguments else name
        case nodes.Number(text) | nodes.String(text):
            return text
        case _:
            return "?"
