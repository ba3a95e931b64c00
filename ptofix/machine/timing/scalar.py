"""The scalar code of one kind of core as Python: a generator of what it issues, compiled once.

Only what decides about that is kept: loops, branches, event ids, valid shapes. Pointers, tensors and floating-point
numbers have no part in it. An integer that is made of them is asked for by its name, if something depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Element, Statement, statements
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall, Unknown
from ptofix.isa.expand import expand, issue_pipe
from ptofix.isa.operand import Operand
from ptofix.machine.kernel import Kernel
from ptofix.machine.timing.items import End, Fifo, Item, TimedBarrier, TimedCall, TimedSet, TimedWait
from ptofix.machine.timing.latency import Latencies, took
from ptofix.program import integers
from ptofix.program.conditionals import for_core
from ptofix.program.integers import Integer, IntegerType, type_named
from ptofix.program.library import event_named, library, number_type, plain_name
from ptofix.program.pipes import PipeType, pipe_type
from ptofix.program.types import UnknownTypeError, tile_type
from ptofix.text.diagnostics import error


class ScalarCode(Struct, frozen=True):
    """`steps` is called with a function that says the value of a variable, by name and line, where it is read at run
    time; and the values of the kernel's parameters by position, None for those that are no integers.

    `tells_subblocks`: whether what is issued depends on which of the vector cores it is.
    """

    steps: Callable[..., Iterator[Item]]
    tells_subblocks: bool
    asked: tuple[str, ...] = ()
    """The variables that it may ask for."""


_QUALIFIERS = frozenset(("const", "constexpr", "static", "volatile"))
_WORD = re.compile(r"\b[A-Za-z_]\w*\b")
_ASKED = re.compile(r"\bask\('(\w+)'")
_MOST_ROUNDS = 1 << 22
"""Of a loop; none of a kernel has as many."""
_FLOATING = frozenset(("float", "half", "double", "bfloat16_t"))


class _NoTimeError(Exception):
    """Something on which time depends, and which is not known; the argument says what."""


class _Number(Struct, frozen=True):
    """An integer: Python text, its type in C++, and its value where that is a constant."""

    text: str
    type: IntegerType
    known: Integer | None = None

    @staticmethod
    def of(value: Integer) -> _Number:
        return _Number(str(value.value), value.type, value)


class _Word(Struct, frozen=True):
    """An enumerator without its scope, as Python text."""

    text: str


class _Tile(Struct, frozen=True):
    """A tile: its type, what tells its bytes from those of others, and the names of valid sizes set at run time."""

    type: TileType
    memory: int
    sizes: tuple[str, ...] = ()


class _Fifo(Struct, frozen=True):
    """A TPipe, by the Python name of its End."""

    name: str


class _Opaque(Struct, frozen=True):
    """A pointer, a tensor, a floating-point number."""


_OPAQUE = _Opaque()
_Value = _Number | _Word | _Tile | _Fifo | _Opaque


class _Line(Struct, frozen=True):
    """A line of Python: `target` is the name that it sets and does nothing else."""

    indent: int
    text: str
    target: str = ""


def scalar_code(kernel: Kernel, kind: str, figures: Latencies, block: int, blocks: int, subblock: int) -> ScalarCode:
    """Raises PtofixError for a kernel whose time depends on more than integers."""
    made = _Calls(kernel, kind, figures)
    space: dict[str, object] = {
        "End": End, "Fifo": Fifo, "TimedSet": TimedSet, "TimedWait": TimedWait, "Pipe": Pipe, "divided": _divided,
        "remainder": _remainder, "endless": made.endless, "constant": made.constants, "work": made.sized,
        "pipe_types": made.pipes, "get_block_idx": block, "get_block_num": blocks, "get_subblockid": subblock,
    }  # fmt: skip
    pending, written, tells, asked = [kernel.name], set[str](), False, list[str]()
    while pending:
        name = pending.pop()
        if name in written:
            continue
        written.add(name)
        writer = _Writer(kernel, kind, made)
        try:
            text = writer.function(kernel.functions[name])
        except (_NoTimeError, UnknownTypeError) as problem:
            place = writer.statement.place if writer.statement is not None else None
            raise error(f"no time without values: {problem}", place) from None
        exec(compile(text, f"<{name}>", "exec"), space)
        pending += writer.called
        tells |= "get_subblockid" in text
        asked += _ASKED.findall(text)
    return ScalarCode(space[f"f_{kernel.name}"], tells, tuple(dict.fromkeys(asked)))  # type: ignore[arg-type]


def _divided(a: int, b: int) -> int:
    """As C++: towards zero."""
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def _remainder(a: int, b: int) -> int:
    return a - _divided(a, b) * b


class _Calls(Struct, eq=False):
    """The items of a kernel that are made before it runs, and those of calls whose sizes are known only then."""

    kernel: Kernel
    kind: str
    figures: Latencies
    constants: list[Item] = field(default_factory=list)
    pipes: list[PipeType] = field(default_factory=list)
    unsized: list[tuple[int, OpCall]] = field(default_factory=list)
    known: dict[tuple[int, ...], Item] = field(default_factory=dict)

    def constant(self, item: Item) -> str:
        self.constants.append(item)
        return f"constant[{len(self.constants) - 1}]"

    def sized(self, number: int, *sizes: int) -> Item:
        """A call with the valid sizes that it has now, in the order of its tiles."""
        key = (number, *sizes)
        if key not in self.known:
            line, call = self.unsized[number]
            rest = iter(sizes)
            operands = []
            for one in call.operands:
                tile = one.tile
                if tile is not None and (tile.valid_rows is None or tile.valid_cols is None):
                    rows = next(rest) if tile.valid_rows is None else tile.valid_rows
                    cols = next(rest) if tile.valid_cols is None else tile.valid_cols
                    one = replace(one, tile=tile.sized(rows, cols))
                operands.append(one)
            self.known[key] = self.work(line, replace(call, operands=tuple(operands)))
        return self.known[key]

    def work(self, line: int, call: OpCall) -> Item:
        expansion, pipe = expand(call), issue_pipe(call)
        if isinstance(expansion, Unknown):
            raise error(f"no time for this call: {expansion.reason}", self.kernel.place(line))
        if pipe is None:
            raise error(f"no time for this call: `{call.name}` has no pipe", self.kernel.place(line))
        return TimedCall(line, call.name, pipe, took(call, expansion, pipe, self.figures))

    def endless(self, line: int) -> None:
        message = f"no time of a loop that is still not left after {_MOST_ROUNDS} rounds"
        raise error(message, self.kernel.place(line))


class _Writer:
    """Writes one function."""

    def __init__(self, kernel: Kernel, kind: str, calls: _Calls) -> None:
        self.kernel, self.functions, self.kind, self.calls = kernel, kernel.functions, kind, calls
        self.statement: Statement | None = None
        self.called: list[str] = []
        self.lines: list[_Line] = []
        self.indent = 1
        self.names: dict[str, _Value] = {}
        self.aliases: dict[str, nodes.Type] = {}
        self.assigned: set[str] = set()
        self.fifos: list[str] = []
        self.steps: list[nodes.Node | None] = []
        """What `continue` does first, for each loop around; `break` for a switch, which is a loop here."""

    def line(self, text: str, target: str = "") -> None:
        self.lines.append(_Line(self.indent, text, target))

    def give(self, item: str) -> None:
        self.line(f"yield {item}")

    @property
    def number(self) -> int:
        return self.statement.line if self.statement is not None else 0

    # ---- functions ----

    def function(self, block: Block) -> str:
        head = block.head.node
        assert isinstance(head, nodes.Function)
        self.statement = block.head
        self.assigned = set(_assigned(block.body))
        for node in self.kernel.declared:
            with suppress(_NoTimeError, UnknownTypeError):  # then it is as any other name of which nothing is known
                self.effect(node)
        parameters = []
        for parameter in head.parameters:
            name = f"n_{parameter.name}"
            integer = _integer(parameter.type)
            default = "None"
            if integer is not None:
                value: _Value = _Number(name, integer)
            elif "*" in parameter.type.after or parameter.type.name in _FLOATING:
                value = _OPAQUE
            elif plain_name(parameter.type.name) in ("Tile", "TPipe"):
                raise _NoTimeError(f"a parameter of type {parameter.type.name}")
            else:
                value = _Word(name)
            if parameter.default is not None and value is not _OPAQUE:
                default = self.passed(self.value(parameter.default))
            parameters.append(f"{name}={default}")
            self.names[str(parameter.name)] = value
        self.line("if False: yield")
        self.sequence(block.body)
        self.close()
        body = "\n".join("  " * line.indent + line.text for line in _live(self.lines))
        return f"def f_{head.name}({', '.join(('ask', *parameters))}):\n{body}\n"

    def close(self) -> None:
        for name in self.fifos:
            self.give(f"Fifo({self.number}, 'close', {name}, 'the last credits')")

    def passed(self, value: _Value) -> str:
        return value.text if isinstance(value, _Number | _Word) else "None"

    # ---- statements ----

    def sequence(self, body: list[Element]) -> None:
        for element in for_core(body, self.kind):
            if isinstance(element, Block):
                self.block(element)
            elif isinstance(element, Statement):
                self.run(element)
            else:
                raise _NoTimeError("a preprocessor line that is not about the core")

    def block(self, element: Block) -> None:
        self.statement = element.head
        match element.head.node:
            case nodes.If(condition):
                self.line(f"if {self.truth(condition)}:")
                self.inside(element.body)
            case nodes.ElseIf(condition):
                self.line(f"elif {self.truth(condition)}:")
                self.inside(element.body)
            case nodes.Else():
                self.line("else:")
                self.inside(element.body)
            case nodes.Scope():
                self.line("if True:")
                self.inside(element.body)
            case nodes.For(initial, condition, step):
                if initial is not None:
                    self.effect(initial)
                self.loop(condition, step, element.body)
            case nodes.While(condition):
                self.loop(condition, None, element.body)
            case nodes.Union():
                pass  # its variable, whose name comes after it, is read at run time
            case nodes.Switch(subject):
                self.switch(subject, element.body)
            case _:
                raise _NoTimeError("a block that is not in the language (docs/language.md)")

    def loop(self, condition: nodes.Node | None, step: nodes.Node | None, body: list[Element]) -> None:
        rounds = f"rounds_{self.indent}"
        self.line(f"{rounds} = 0")
        self.line(f"while {'True' if condition is None else self.truth(condition)}:")
        self.indent += 1
        self.line(f"{rounds} += 1")
        self.line(f"if {rounds} > {_MOST_ROUNDS}: endless({self.number})")
        self.indent -= 1
        self.steps.append(step)
        self.inside(body, step)
        self.steps.pop()

    def inside(self, body: list[Element], step: nodes.Node | None = None) -> None:
        self.indent += 1
        self.line("pass")
        self.sequence(body)
        if step is not None:
            self.effect(step)
        self.indent -= 1

    def switch(self, subject: nodes.Node, body: list[Element]) -> None:
        """A loop that is left at once; a flag says whether a label before was the right one."""
        elements = list(for_core(body, self.kind))
        labels = [e.node for e in elements if isinstance(e, Statement)]
        cases = [self.passed(self.value(node.value)) for node in labels if isinstance(node, nodes.Case)]
        chosen = self.passed(self.value(subject))
        hit = f"hit_{self.indent}"
        self.line(f"{hit} = False")
        self.line("while True:")
        self.indent += 1
        self.steps.append(nodes.Break())
        for element in elements:
            node = element.node if isinstance(element, Statement) else None
            if isinstance(node, nodes.Case):
                self.line(f"if {chosen} == {self.passed(self.value(node.value))}: {hit} = True")
            elif isinstance(node, nodes.Default):
                self.line(f"if {chosen} not in ({''.join(f'{case}, ' for case in cases)}): {hit} = True")
            else:
                self.line(f"if {hit}:")
                self.inside([element])
        self.line("break")
        self.steps.pop()
        self.indent -= 1

    def run(self, statement: Statement) -> None:
        self.statement = statement
        match statement.node:
            case nodes.Expression(nodes.Call() as call):
                self.call(call)
            case nodes.Return(value):
                if isinstance(value, nodes.Call):
                    self.call(value)
                self.close()
                self.line("return")
            case nodes.Break():
                self.line("break")
            case nodes.Continue():
                if self.steps and isinstance(self.steps[-1], nodes.Break):
                    raise _NoTimeError("`continue` in a switch")
                if self.steps and (step := self.steps[-1]) is not None:
                    self.effect(step)
                self.line("continue")
            case nodes.IfAssign(condition, assign):
                self.line(f"if {self.truth(condition)}:")
                self.indent += 1
                self.line("pass")
                self.effect(assign)
                self.indent -= 1
            case nodes.Empty() | nodes.UsingNamespace():
                pass
            case None:
                raise _NoTimeError("a statement outside of the language (docs/language.md)")
            case node:
                self.effect(node)

    def effect(self, node: nodes.Node) -> None:
        match node:
            case nodes.Alias(name, type_):
                self.aliases[name] = type_
            case nodes.Declare(type_, name, (), initializer):
                self.declare(self.resolved(type_), name, initializer)
            case nodes.Declare(_, name) | nodes.Expression(nodes.Name(name)):
                self.names[name] = _OPAQUE  # an array, or the variable of a union
            case nodes.Assign(nodes.Index() | nodes.Unary() | nodes.Member(), "=", value):
                self.value(value)  # nothing else that is known changes
            case nodes.Assign(nodes.Name(name), operator, value):
                self.assign(name, operator, self.value(value))
            case nodes.StepBefore(operator, nodes.Name(name)) | nodes.StepBehind(nodes.Name(name), operator):
                self.assign(name, operator[0] + "=", _Number.of(Integer(integers.INT, 1)))
            case nodes.Expression(nodes.Cast()):
                pass
            case _:
                raise _NoTimeError(f"a statement of this kind ({type(node).__name__})")

    def assign(self, name: str, operator: str, value: _Value) -> None:
        old = self.names.get(name)
        if not isinstance(old, _Number):
            return  # a pointer or a tensor, which has no part in it
        if operator != "=":
            value = self.binary(operator[:-1], old, value)
        self.line(f"{old.text} = {self.known_or_asked(name, value, old.type).text}", old.text)

    def known_or_asked(self, name: str, value: _Value, type_: IntegerType) -> _Number:
        """What a variable is given, or the question what that is."""
        if isinstance(value, _Number):
            return _converted_number(value, type_)
        asked = f"ask({name!r}, {self.number})"
        return _Number(f"(0 != {asked})" if type_ == integers.BOOL else _wrapped(asked, type_, always=True), type_)

    def resolved(self, type_: nodes.Type) -> nodes.Type:
        while type_.name in self.aliases and not type_.arguments:
            type_ = self.aliases[type_.name]
        return type_

    def declare(self, type_: nodes.Type, name: str, initializer: object) -> None:
        given: tuple[nodes.Node, ...] = ()
        match initializer:
            case nodes.Value(nodes.Call(nodes.TemplateName(called, arguments), values)) if plain_name(called) in (
                "Tile",
                "TPipe",
            ):
                type_, given = nodes.Type((), called, arguments, ()), values
            case nodes.Value(value):
                given = (value,)
            case nodes.Arguments(values) | nodes.Braces(values):
                given = values
        integer = _integer(type_)
        match plain_name(type_.name):
            case "Tile" if not type_.after:
                self.names[name] = self.tile(name, type_, given)
            case "TPipe" if not type_.after:
                self.names[name] = self.pipe(name, type_)
            case _ if integer is not None:
                self.variable(name, _converted(self.value(given[0]), integer) if given else _OPAQUE, integer)
            case "auto" if len(given) == 1:
                found = self.value(given[0])
                self.variable(name, found, found.type if isinstance(found, _Number) else None)
            case _:
                self.names[name] = _OPAQUE

    def variable(self, name: str, found: _Value, type_: IntegerType | None) -> None:
        """An integer, unless what it is given is none."""
        if isinstance(found, _Number) and found.known is not None and name not in self.assigned:
            self.names[name] = found
        elif isinstance(found, _Number):
            self.names[name] = _Number(f"n_{name}", found.type)
            self.line(f"n_{name} = {found.text}", f"n_{name}")
        elif type_ is not None:
            self.names[name] = _Number(f"n_{name}", type_)
            self.line(f"n_{name} = {self.known_or_asked(name, found, type_).text}", f"n_{name}")
        else:
            self.names[name] = found

    def tile(self, name: str, type_: nodes.Type, given: tuple[nodes.Node, ...]) -> _Tile:
        found = tile_type(tuple(self.resolved(a) if isinstance(a, nodes.Type) else a for a in type_.arguments))
        open_sizes = [one for one in (found.valid_rows, found.valid_cols) if one is None]
        if len(open_sizes) > len(given):
            raise _NoTimeError("a tile whose valid size is set elsewhere")
        sizes = []
        for position in range(len(open_sizes)):
            sizes.append(f"n_{name}_{position}")
            self.line(f"{sizes[-1]} = {self.integer(given[position]).text}", sizes[-1])
        return _Tile(found, len(self.names) + 1, tuple(sizes))

    def pipe(self, name: str, type_: nodes.Type) -> _Fifo:
        found = pipe_type(type_.arguments)
        if found is None:
            raise _NoTimeError("a TPipe whose arguments are no plain constants")
        self.calls.pipes.append(found)
        self.line(f"n_{name} = End(pipe_types[{len(self.calls.pipes) - 1}])")
        self.fifos.append(f"n_{name}")
        return _Fifo(f"n_{name}")

    # ---- expressions ----

    def integer(self, node: nodes.Node) -> _Number:
        value = self.value(node)
        if isinstance(value, _Number):
            return value
        named = "as a variable of its own (`int32_t n = …;`) it is given by --set n=N"
        raise _NoTimeError(f"what decides here what runs is not known before; {named}")

    def truth(self, node: nodes.Node) -> str:
        return self.integer(node).text

    def value(self, node: nodes.Node) -> _Value:
        match node:
            case nodes.Number(text):
                whole = integers.literal(text)
                return _OPAQUE if whole is None else _Number.of(whole)
            case nodes.Name(text):
                found = self.names.get(text)
                return _named(text) if found is None else found
            case (
                nodes.Cast(type_, operand) | nodes.NamedCast(_, type_, operand) | nodes.Construct(type_, (operand,))
                | nodes.ConstructList(type_, nodes.Braces((operand,)))
            ):  # fmt: skip
                integer = _integer(self.resolved(type_))
                value = self.value(operand)
                return _OPAQUE if integer is None else _converted(value, integer)
            case nodes.Unary(operator, operand):
                return self.unary(operator, self.value(operand))
            case nodes.Binary(left, operator, right):
                return self.binary(operator, self.value(left), self.value(right))
            case nodes.Conditional(condition, then, other):
                test, first, second = self.value(condition), self.value(then), self.value(other)
                if isinstance(test, _Number) and isinstance(first, _Number) and isinstance(second, _Number):
                    common = first.type if first.type == second.type else integers.usual(first.type, second.type)
                    one, two = (_converted_number(each, common) for each in (first, second))
                    return _Number(f"({one.text} if {test.text} else {two.text})", common)
            case nodes.Call(nodes.Name(name), ()) if name in ("get_block_idx", "get_block_num", "get_subblockid"):
                return _Number(name, integers.LONG)
            case nodes.Call(nodes.Name(name)) if name in self.functions and not _computes(self.functions[name]):
                raise _NoTimeError(f"a call of `{name}` inside of an expression")
        return _OPAQUE

    def unary(self, operator: str, value: _Value) -> _Value:
        if not isinstance(value, _Number):
            return _OPAQUE
        if value.known is not None and (found := integers.unary(operator, value.known)) is not None:
            return _Number.of(found)
        if operator == "!":
            return _Number(f"(not {value.text})", integers.BOOL)
        if operator not in "+-~":
            return _OPAQUE
        type_ = integers.promote(value.type)
        return _Number(_wrapped(f"({operator}{value.text})", type_), type_)

    def binary(self, operator: str, left: _Value, right: _Value) -> _Value:
        if not isinstance(left, _Number) or not isinstance(right, _Number):
            return _OPAQUE
        if left.known is not None and right.known is not None:
            found = integers.binary(operator, left.known, right.known)
            if found is not None:
                return _Number.of(found)
        if operator in ("&&", "||"):
            word = {"&&": "and", "||": "or"}[operator]
            return _Number(f"({left.text} {word} {right.text})", integers.BOOL)
        if operator in ("<<", ">>"):
            type_ = integers.promote(left.type)
            return _Number(_wrapped(f"({left.text} {operator} {right.text})", type_), type_)
        type_ = integers.usual(left.type, right.type)
        a, b = (_converted_number(each, type_).text for each in (left, right))
        if operator in ("<", "<=", ">", ">=", "==", "!="):
            return _Number(f"({a} {operator} {b})", integers.BOOL)
        if operator in ("/", "%"):
            return _Number(f"{'divided' if operator == '/' else 'remainder'}({a}, {b})", type_)
        if operator not in ("+", "-", "*", "&", "|", "^"):
            return _OPAQUE
        return _Number(_wrapped(f"({a} {operator} {b})", type_), type_)

    # ---- what is issued ----

    def call(self, call: nodes.Call) -> None:
        template: tuple[str, ...] = ()
        match call.callee:
            case nodes.Name(text):
                name = plain_name(text)
            case nodes.TemplateName(text, arguments):
                name = plain_name(text)
                template = tuple(map(_text, arguments))
                name = library().variant(name, plain_name(template[0])) or name if template else name
            case nodes.Member(base, "SetValidShape"):
                self.resize(self.value(base), call.arguments)
                return
            case nodes.Member(_, "SetValue"):
                return  # of the scalar unit, whose accesses take no time
            case _:
                raise _NoTimeError("a call of this form")
        values = [self.value(argument) for argument in call.arguments]
        if self.kernel.has_function(name, len(values)):
            self.called.append(name)
            self.line(f"yield from f_{name}({', '.join(('ask', *map(self.passed, values)))})")
            return
        match name, values:
            case (("set_flag" | "wait_flag"), [_Word(first), _Word(second), _Number() as event]):
                self.flag(name, _pipe(first), _pipe(second), event)
            case "pipe_barrier", [_Word(word)]:
                self.give(self.calls.constant(TimedBarrier(self.number, _pipe(word))))
            case "TASSIGN", [_Tile() as tile, _Number(known=known)]:
                if known is not None:
                    memory = list(Space).index(tile.type.space) << 32 | known.value
                    self.rebind(call.arguments[0], replace(tile, memory=memory))
            case "TRESHAPE", [_Tile() as tile, _Tile(memory=memory)]:
                self.rebind(call.arguments[0], replace(tile, memory=memory))
            case (("TALLOC" | "TPUSH" | "TPOP" | "TFREE"), [_Fifo(end), *rest]):
                self.fifo(name, end, rest[0] if rest else _OPAQUE)
            case _ if A2A3.classify(name) == "tile-op":
                self.work(name, values, template, call.arguments)
            case _ if A2A3.classify(name) not in ("pure", "alias") and name not in _IGNORED:
                raise _NoTimeError(f"it is not known what `{name}` issues")

    def resize(self, tile: _Value, sizes: tuple[nodes.Node, ...]) -> None:
        """`SetValidShape`: sizes that the type has stay."""
        if not isinstance(tile, _Tile):
            raise _NoTimeError("SetValidShape of something that is no tile")
        fixed = (tile.type.valid_rows, tile.type.valid_cols)
        given = [size for size, known in zip(sizes, fixed) if known is None]
        for name, size in zip(tile.sizes, given):
            self.line(f"{name} = {self.integer(size).text}", name)

    def rebind(self, node: nodes.Node, tile: _Tile) -> None:
        if isinstance(node, nodes.Name):
            self.names[node.text] = tile

    def flag(self, name: str, source: Pipe, target: Pipe, event: _Number) -> None:
        kind = TimedSet if name == "set_flag" else TimedWait
        if event.known is not None:
            self.give(self.calls.constant(kind(self.number, (source, target, event.known.value))))
        else:
            self.give(f"{kind.__name__}({self.number}, (Pipe.{source}, Pipe.{target}, {event.text}))")

    def fifo(self, name: str, end: str, entry: _Value) -> None:
        def give(verb: str) -> None:
            self.give(f"Fifo({self.number}, {verb!r}, {end}, {name!r})")

        through_tile = isinstance(entry, _Tile)
        if name == "TALLOC" or (name == "TPUSH" and through_tile):
            give("claim")
        if name == "TPOP":
            give("pop")
        if name == "TPUSH":
            if through_tile:
                self.work("TSTORE", [_OPAQUE, entry], ())
            give("push")
        if name == "TPOP" and through_tile:
            self.line(f"{end}.pops_tiles = True")
            self.work("TLOAD", [entry, _OPAQUE], ())
            give("free")
        if name == "TFREE":
            give("free")

    def work(
        self, name: str, values: list[_Value], template: tuple[str, ...], written: Sequence[nodes.Node] = ()
    ) -> None:
        row = A2A3.row(name)
        roles = [one.role for one in (row.operands or ())] if row is not None else []
        operands: list[Operand] = []
        sizes: list[str] = []
        for number, value in enumerate(values):
            match value:
                case _Tile(type_, memory, open_sizes):
                    operands.append(Operand("tile", type_, memory))
                    sizes += open_sizes
                case _Number(known=known):
                    operands.append(Operand("scalar", value=None if known is None else known.value))
                case _Opaque() if number < len(roles) and roles[number].startswith(("global", "entry")):
                    operands.append(Operand("global"))
                case _Fifo():
                    operands.append(Operand("pipe"))
                case _:
                    operands.append(Operand("scalar"))
        call = OpCall(name, tuple(operands), A2A3, template, self.kind)
        if not sizes:
            named = zip(written, values)
            unknown = [f"`{node.text}`" for node, value in named if isinstance(node, nodes.Name) and value == _OPAQUE]
            expansion = expand(call)
            if unknown and isinstance(expansion, Unknown):
                raise _NoTimeError(f"{expansion.reason}; nothing is known of {', '.join(unknown)}")
            self.give(self.calls.constant(self.calls.work(self.number, call)))
        else:
            self.calls.unsized.append((self.number, call))
            self.give(f"work({len(self.calls.unsized) - 1}, {', '.join(sizes)})")


_IGNORED = frozenset(("set_ffts_base_addr", "set_mask_norm", "set_vector_mask", "dcci", "set_mask_count"))


def _pipe(text: str) -> Pipe:
    return Pipe(text.strip("'").removeprefix("PIPE_"))


def _text(node: nodes.Node) -> str:
    """A template argument as the op table has it."""
    match node:
        case nodes.Type(name=text) | nodes.Name(text) | nodes.Number(text):
            return text
    return "?"


def _named(text: str) -> _Value:
    event = event_named(text)
    if event is not None:
        return _Number.of(Integer(integers.INT, event))
    if text in ("true", "false"):
        return _Number.of(Integer(integers.BOOL, int(text == "true")))
    if "::" in text or text.startswith("PIPE_"):
        return _Word(repr(text.rpartition("::")[2]))
    return _OPAQUE


def _integer(type_: nodes.Type) -> IntegerType | None:
    if type_.after and "*" in type_.after:
        return None
    if not type_.before:
        return number_type(type_.name)
    return type_named(" ".join((*[word for word in type_.before if word not in _QUALIFIERS], type_.name)))


def _converted(value: _Value, type_: IntegerType) -> _Value:
    return _converted_number(value, type_) if isinstance(value, _Number) else value


def _converted_number(value: _Number, type_: IntegerType) -> _Number:
    if value.known is not None:
        return _Number.of(integers.convert(value.known, type_))
    if type_ == integers.BOOL:
        return _Number(f"(0 != {value.text})", type_)
    if type_.holds(value.type.least) and type_.holds(value.type.greatest):
        return _Number(value.text, type_)
    return _Number(_wrapped(value.text, type_, always=True), type_)


def _wrapped(text: str, type_: IntegerType, always: bool = False) -> str:
    """Of arithmetic, only an unsigned result wraps: a signed one does not overflow."""
    mask = (1 << type_.bits) - 1
    if not type_.signed:
        return f"({text} & {mask})"
    half = 1 << (type_.bits - 1)
    return f"(({text} + {half} & {mask}) - {half})" if always else text


def _computes(block: Block) -> bool:
    """Whether a function does nothing but work out a value."""
    return not any(isinstance(one.node, nodes.Expression) for one in statements(block.body))


def _assigned(body: list[Element]) -> Iterator[str]:
    """The names that some statement changes."""
    for element in body:
        if isinstance(element, Block):
            if element.head.node is not None:
                yield from _changed(element.head.node)
            yield from _assigned(element.body)
        elif isinstance(element, Statement):
            if element.node is not None:
                yield from _changed(element.node)
        else:
            for arm in getattr(element, "arms", ()):
                yield from _assigned(arm.body)


def _changed(node: nodes.Node) -> Iterator[str]:
    for one in nodes.walk(node):
        match one:
            case (
                nodes.Assign(nodes.Name(name)) | nodes.StepBefore(_, nodes.Name(name))
                | nodes.StepBehind(nodes.Name(name))
            ):  # fmt: skip
                yield name


def _live(lines: list[_Line]) -> list[_Line]:
    """Without what only sets names that nothing else needs."""
    needed = {word for line in lines if not line.target for word in _WORD.findall(line.text)}
    rest = [line for line in lines if line.target]
    while True:
        more = [line for line in rest if line.target in needed]
        if not more:
            break
        rest = [line for line in rest if line.target not in needed]
        needed.update(word for line in more for word in _WORD.findall(line.text))
    return [line for line in lines if not line.target or line.target in needed]
