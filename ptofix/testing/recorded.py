"""A recording of emitted text: its scalar code is run, and every other statement on the way is written down.

It says of a kernel what `ptofix record` says of one that a compiler runs, without a compiler: straight-line text with
the line of each statement, for one launch of one block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.nodes import Node, Syntax
from ptofix.cpp.parser import Block, Conditional, Element, Statement, parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.kernel import kernel_of
from ptofix.program import integers
from ptofix.program.conditionals import CORES, for_core, tells_cores_apart
from ptofix.program.entities import Scalar
from ptofix.program.evaluate import evaluate
from ptofix.program.integers import Integer, type_named
from ptofix.program.library import library, plain_name
from ptofix.testing.node_text import text_of
from ptofix.text.source import Edit, SourceFile, Span, apply_edits

_MACROS = {"cube": "__DAV_CUBE__", "vector": "__DAV_VEC__"}
_MOST_STATEMENTS = 200_000
_HERE = "\0"
_MADE_ANEW = ("GlobalTensor", "Shape", "Stride")


class NotRecordedError(Exception):
    """What is recorded depends on something that is no integer of the text."""


class _Leave(Exception):
    """A jump: `word` says which."""

    def __init__(self, word: str) -> None:
        self.word = word


def recorded(text: str, values: Mapping[str, int], name: str = "kernel.cpp") -> list[str]:
    """The lines of a recording; `values` are those of parameters, and of `get_block_idx()` and the like.

    Raises NotRecordedError.
    """
    tree = parse(SourceFile(name, text))
    kernel = kernel_of(tree)
    block = kernel.functions[kernel.name]
    what = f"one launch of {kernel.name}, core both, block 0, these sizes; scalars read from global memory: zero"
    functions = {
        called: one for called, one in kernel.functions.items() if not library().has(called, A2A3) and one is not block
    }
    removed = [Edit(one.span, "") for one in functions.values()]
    here = Span(block.head.span.end, block.close.start)
    before, after = apply_edits(text, [*removed, Edit(here, _HERE)]).split(_HERE)
    lines = [f"// ptofix record: {what} | {name}", *before.split("\n")]
    for core in CORES if any(tells_cores_apart(one.body) for one in (block, *functions.values())) else ("",):
        known = {key: Integer(integers.LONG, value) for key, value in values.items()}
        run = _Run(name, core, functions, known, {str(parameter.name) for parameter in kernel.head.parameters})
        run.function(block)
        guards = [f"#if defined({_MACROS[core]})"], ["#endif"]
        lines += [*guards[0], *run.lines, *guards[1]] if core else run.lines
    return [*lines, *after.split("\n")]


@dataclass
class _Run:
    """`names` are what names of the text are called in the recording; `numbers` those that are integers."""

    file: str
    core: str  # "" for the one that the file is for
    functions: Mapping[str, Block]
    numbers: dict[str, Integer]
    taken: set[str]
    names: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)  # per declaration, its name here
    types: dict[str, integers.IntegerType] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def function(self, block: Block) -> None:
        try:
            self.body(list(for_core(block.body, self.core)) if self.core else block.body)
        except _Leave:  # `return`: no other leads out of a function
            return

    def call(self, block: Block, arguments: Sequence[Node]) -> None:
        """A function of the file, in place of its call."""
        head = block.head.node
        assert isinstance(head, nodes.Function)
        outer = self.names, self.numbers
        names, numbers = dict[str, str](), {key: value for key, value in self.numbers.items() if key.endswith("()")}
        for parameter, argument in zip(head.parameters, arguments):
            name, found = str(parameter.name), self.evaluated(argument)
            if found is not None:
                numbers[name] = integers.convert(found, self.integer_type(parameter.type) or found.type)
            else:
                names[name] = text_of(nodes.Expression(self.with_values(argument)))[:-1]
        self.names, self.numbers = names, numbers
        self.function(block)
        self.names, self.numbers = outer

    def body(self, body: Sequence[Element]) -> None:
        taken: bool | None = None  # of the branch that goes on here
        for element in body:
            if isinstance(element, Statement):
                self.statement(element)
            elif isinstance(element, Block):
                taken = self.block(element, taken)
            else:
                assert not isinstance(element, Conditional), "a conditional that is about no core"

    def block(self, block: Block, taken: bool | None) -> bool | None:
        match block.head.node:
            case nodes.Scope():
                self.body(block.body)
            case nodes.If(condition):
                return self.branch(block, self.holds(condition))
            case nodes.ElseIf(condition):
                return self.branch(block, not taken and self.holds(condition)) or taken
            case nodes.Else():
                self.branch(block, not taken)
            case nodes.For(initial, condition, step):
                self.simple(initial)
                self.loop(block, condition, step)
            case nodes.While(condition):
                self.loop(block, condition, None)
            case nodes.Switch(subject):
                self.switch(block, subject)
            case other:
                raise NotRecordedError(f"{type(other).__name__} at line {block.head.line}")
        return None

    def branch(self, block: Block, holds: bool) -> bool:
        if holds:
            self.body(block.body)
        return holds

    def loop(self, block: Block, condition: Node | None, step: Node | None) -> None:
        while condition is None or self.holds(condition):
            try:
                self.body(block.body)
            except _Leave as leave:
                if leave.word == "break":
                    return
                if leave.word == "return":
                    raise
            self.simple(step)

    def switch(self, block: Block, subject: Node) -> None:
        chosen = self.value(subject)
        at = [
            number
            for number, element in enumerate(block.body)
            if isinstance(element, Statement)
            and (
                isinstance(element.node, nodes.Default)
                or (isinstance(element.node, nodes.Case) and self.value(element.node.value) == chosen)
            )
        ]
        exact = [number for number in at if isinstance(self.node(block.body[number]), nodes.Case)]
        for start in (exact or at)[:1]:
            try:
                self.body(block.body[start:])
            except _Leave as leave:
                if leave.word != "break":
                    raise

    @staticmethod
    def node(element: Element) -> Node | None:
        assert isinstance(element, Statement)
        return element.node

    # ---- statements ----

    def statement(self, statement: Statement) -> None:
        node = statement.node
        match node:
            case nodes.Return():
                raise _Leave("return")
            case nodes.Break():
                raise _Leave("break")
            case nodes.Continue():
                raise _Leave("continue")
            case nodes.Expression(nodes.Call(nodes.Name(name), arguments)) if name in self.functions:
                self.call(self.functions[name], arguments)
                return
            case nodes.Case() | nodes.Default() | nodes.Empty() | nodes.StaticAssert() | nodes.Label():
                return
            case None | nodes.Goto() | nodes.IfAssign():
                raise NotRecordedError(f"line {statement.line}: `{statement.text}`")
        if self.simple(node):
            return
        if isinstance(node, nodes.Declare):
            self.declare(node, statement)
        else:
            self.write(text_of(self.with_values(node)), statement)

    def simple(self, node: Node | None) -> bool:
        """Run what only computes an integer."""
        match node:
            case None:
                return True
            case nodes.Declare(type_, name, (), nodes.Value(value) | nodes.Braces((value,))):
                wanted, found = self.integer_type(type_), self.evaluated(value)
                if type_.name == "auto" and found is not None:
                    wanted = found.type
                if wanted is None or found is None:
                    self.numbers.pop(name, None)
                    return False
                self.types[name], self.numbers[name] = wanted, integers.convert(found, wanted)
                return True
            case nodes.Assign(nodes.Name(name), operator, value) if name in self.numbers:
                found = self.evaluated(value)
                if operator != "=" and found is not None:
                    found = integers.binary(operator[:-1], self.numbers[name], found)
                return self.assigned(name, found)
            case nodes.StepBefore("++", nodes.Name(name)) | nodes.StepBehind(nodes.Name(name), "++"):
                one = Integer(integers.INT, 1)
                return self.assigned(name, integers.binary("+", self.numbers[name], one))
            case nodes.Expression(nodes.Cast(nodes.Type((), "void", (), ()), _)):
                return True
        return False

    def assigned(self, name: str, found: Integer | None) -> bool:
        if found is None:
            raise NotRecordedError(f"`{name}` is not known")
        self.numbers[name] = integers.convert(found, self.types.get(name, self.numbers[name].type))
        return True

    def declare(self, node: nodes.Declare, statement: Statement) -> None:
        """A name of its own for each declaration that differs; one that was there before is that object again.

        What leads into global memory is made anew, as hand-written kernels do.
        """
        made = replace(node, initializer=self.with_values(node.initializer))
        key = f"{text_of(made)} // {statement.line}"
        if key not in self.made or "__gm__" in made.type.before or plain_name(made.type.name) in _MADE_ANEW:
            fresh = node.name if node.name not in self.taken else f"{node.name}_{len(self.taken)}"
            self.made[key] = fresh
            self.taken.add(fresh)
            self.write(text_of(replace(made, name=fresh)), statement)
        self.names[node.name] = self.made[key]

    def write(self, text: str, statement: Statement) -> None:
        if len(self.lines) > _MOST_STATEMENTS:
            raise NotRecordedError("too long")
        self.lines.append(f"  {text} // {self.file}:{statement.line}")

    # ---- values ----

    def with_values(self, node: Any) -> Any:
        """`node` with the names that things have here, and with numbers in place of what computes them."""
        if isinstance(node, tuple):
            return tuple(map(self.with_values, node))
        if isinstance(node, nodes.Type) or not isinstance(node, Syntax):
            return node
        if isinstance(node, nodes.Name):
            found = self.numbers.get(node.text)
            if found is not None and node.text not in self.names:
                return _literal(found)
            return nodes.Name(self.names.get(node.text, node.text))
        if isinstance(node, (nodes.Binary, nodes.Unary, nodes.Cast, nodes.NamedCast, nodes.Conditional)):
            found = self.evaluated(node)
            if found is not None and abs(found.value) < 2**31:
                return _literal(found)
        changed = {name: self.with_values(getattr(node, name)) for name in node.__struct_fields__}
        return replace(node, **changed)

    def holds(self, condition: Node) -> bool:
        return self.value(condition) != 0

    def value(self, node: Node) -> int:
        found = self.evaluated(node)
        if found is None:
            raise NotRecordedError(f"not known: {node}")
        return found.value

    def evaluated(self, node: Node) -> Integer | None:
        return evaluate(node, self.entity, self.integer_type)

    def entity(self, name: str) -> Scalar | None:
        found = self.numbers.get(name)
        return None if found is None else Scalar(found.type, found)

    @staticmethod
    def integer_type(type_: nodes.Type) -> integers.IntegerType | None:
        if type_.arguments or type_.after:
            return None
        found = type_named(type_.name)
        return found if found is not None else type_named("int") if type_.name == "event_t" else None


def _literal(number: Integer) -> Node:
    return nodes.Number(str(number.value)) if number.value >= 0 else nodes.Unary("-", nodes.Number(str(-number.value)))
