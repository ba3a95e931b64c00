"""Build the programs of a file: one for each kernel function and core.

Fail closed: what is not understood becomes an Opaque instruction, an unknown address, or an unknown name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ptofix.cpp import tree
from ptofix.cpp.parser import Arm, Block, Directive, Element, Statement, Tree
from ptofix.isa.expand import OpCall
from ptofix.isa.expand import Operand as CallOperand
from ptofix.isa.table import classify
from ptofix.isa.tile import SPACES, TileType
from ptofix.model import names as env
from ptofix.model.facts import declared_name, facts, for_core, statements
from ptofix.model.names import Environment, evaluate
from ptofix.model.pipes import pipe_type
from ptofix.model.program import (
    PIPE_ALL,
    Action,
    Barrier,
    Instruction,
    Join,
    Opaque,
    Operand,
    Program,
    SetFlag,
    TileOp,
    WaitFlag,
)

CORES = ("cube", "vector")

_PIPES = frozenset(("S", "V", "M", "MTE1", "MTE2", "MTE3", "FIX"))
_EVENT = re.compile(r"EVENT_ID(\d)")
_WORD = re.compile(r"[A-Za-z_]\w*")
_SCALAR_TYPES = re.compile(
    r"(unsigned|signed|int|long|short|bool|char|float|double|half|auto|RoundMode|event_t|\w+_t)\b"
)
_TENSOR_TYPES: dict[str, env.Entry] = {
    "GlobalTensor": env.Tensor(),
    "pto::Shape": env.Scalar(),
    "pto::Stride": env.Scalar(),
    "Shape": env.Scalar(),
    "Stride": env.Scalar(),
}
# Rounds after which the addresses of a loop's tiles are taken as unknown.
_MOST_LOOP_ROUNDS = 4


def build_programs(source_tree: Tree) -> list[Program]:
    """The programs of every function of the file that is not free of effects, per core."""
    return [program for function in File(source_tree).functions.values() for program in function.programs()]


class File:
    """The functions of a file and what is defined beside them."""

    def __init__(self, source_tree: Tree) -> None:
        self.macros = frozenset(
            word
            for element in _all_directives(source_tree.body)
            for word in _WORD.findall(element.text)[1:2]
            if element.text.startswith(("define", "undef"))
        )
        self.functions: dict[str, FunctionModel] = {}
        for block in _function_blocks(source_tree.body):
            head = block.head.node
            assert isinstance(head, tree.Function)
            self.functions[head.name] = FunctionModel(self, head, block, head.name in self.functions)

    def boundary(self, function: FunctionModel, core: str) -> str:
        """Why ops outside `function` may be in flight when it starts or ends on `core`; "" if none can be."""
        if "__global__" in function.head.type.modifiers:
            return ""
        callers = [
            (caller, statement, depth)
            for caller in self.functions.values()
            for statement, depth in _with_loop_depth(caller.block.body)
            if function.head.name in facts(statement).calls
        ]
        if len(callers) != 1:
            return f"`{function.head.name}` is called from {len(callers)} places in this file"
        caller, call, depth = callers[0]
        if depth or any(
            other is not call and self.has_effects(other, core, frozenset((function.head.name,)))
            for other in _statements_for_core(caller.block.body, core)
        ):
            return f"`{caller.head.name}` does more on this core than call `{function.head.name}` once"
        return self.boundary(caller, core)

    def has_effects(self, statement: Statement, core: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a statement may touch on-chip memory on `core`."""
        if statement.template is None or self.mentions_macro(statement):
            return True
        for callee in facts(statement).calls:
            name = plain_name(callee)
            if name in seen:
                continue
            if name in self.functions:
                if self.functions[name].has_effects(core, seen):
                    return True
            elif classify(name) not in ("sync", "pure", "alias"):
                return True
        return False

    def mentions_macro(self, statement: Statement) -> bool:
        return bool(self.macros) and not self.macros.isdisjoint(_WORD.findall(statement.text))


@dataclass
class FunctionModel:
    """One function of the file; `ambiguous` if another one has the same name."""

    file: File
    head: tree.Function
    block: Block
    ambiguous: bool

    def programs(self) -> list[Program]:
        return [_Builder(self, core).build() for core in CORES if self.has_effects(core)]

    def has_effects(self, core: str, seen: frozenset[str] = frozenset()) -> bool:
        if self.head.name in seen or self.ambiguous:
            return True
        seen = seen | {self.head.name}
        return any(self.file.has_effects(s, core, seen) for s in _statements_for_core(self.block.body, core))


def plain_name(callee: str) -> str:
    """A callee's name without the namespace of the tile library."""
    return callee.removeprefix("::").removeprefix("pto::")


def _all_directives(body: list[Element]) -> Iterator[Directive]:
    for element in body:
        if isinstance(element, Directive):
            yield element
        elif isinstance(element, Block):
            yield from _all_directives(element.body)
        elif not isinstance(element, Statement):
            for arm in element.arms:
                yield from _all_directives(arm.body)


def _function_blocks(body: list[Element]) -> Iterator[Block]:
    for element in body:
        if isinstance(element, Block):
            if isinstance(element.head.node, tree.Function):
                yield element
        elif not isinstance(element, (Statement, Directive)):
            for arm in element.arms:
                yield from _function_blocks(arm.body)


def _statements_for_core(body: list[Element], core: str) -> Iterator[Statement]:
    for element in for_core(body, core):
        if isinstance(element, Statement):
            yield element
        elif isinstance(element, Block):
            yield element.head
            yield from _statements_for_core(element.body, core)
        elif isinstance(element, list):
            for arm in element:
                yield from _statements_for_core(arm.body, core)


def _with_loop_depth(body: list[Element], depth: int = 0) -> Iterator[tuple[Statement, int]]:
    for element in body:
        if isinstance(element, Statement):
            yield element, depth
        elif isinstance(element, Block):
            loop = isinstance(element.head.node, (tree.For, tree.While, tree.Opaque))
            yield from _with_loop_depth(element.body, depth + loop)
        elif not isinstance(element, Directive):
            for arm in element.arms:
                yield from _with_loop_depth(arm.body, depth)


@dataclass
class _Flow:
    """Where control is: the instructions it comes from, and what the names stand for. No names: nobody gets here."""

    frontier: list[int]
    names: Environment | None

    @staticmethod
    def join(flows: Iterable[_Flow]) -> _Flow:
        live = [flow for flow in flows if flow.names is not None]
        if not live:
            return _Flow([], None)
        names = live[0].names
        assert names is not None
        for flow in live[1:]:
            assert flow.names is not None
            names = env.join_environments(names, flow.names)
        return _Flow(list(dict.fromkeys(i for flow in live for i in flow.frontier)), names)


@dataclass
class _Exits:
    """Flows that leave a loop or switch early; `continues` None for a switch."""

    breaks: list[_Flow] = field(default_factory=list)
    continues: list[_Flow] | None = field(default_factory=list)


class _Builder:
    def __init__(self, function: FunctionModel, core: str) -> None:
        self.function = function
        self.file = function.file
        self.core = core
        self.instructions: list[Instruction] = []
        self.flow = _Flow([], {})
        self.loops: tuple[int, ...] = ()
        self.loop_count = 0
        self.exits: list[_Exits] = []
        self.returns: list[_Flow] = []
        self.labels: dict[str, Instruction] = {}
        self.gotos: list[tuple[str, list[int]]] = []
        self.dry = 0  # above 0: only the names are followed, nothing is added to the program
        self.variable = self.changed_names()
        self.has_labels = any(
            isinstance(s.node, (tree.Goto, tree.Label)) for s in statements(function.block.body) if _is_jump(s)
        )

    # ---- the whole function ----

    def build(self) -> Program:
        boundary = self.file.boundary(self.function, self.core)
        outside: Action = Opaque(f"what runs around the function: {boundary}") if boundary else Join()
        self.emit(outside, None)
        for parameter in self.function.head.parameters:
            self.declare_parameter(parameter)
        self.body(self.function.block.body)
        self.flow = _Flow.join([self.flow, *self.returns])
        last = self.emit(outside, None)
        for label, sources in self.gotos:
            target = self.labels.get(label, last)
            for source in sources:
                self.link(source, target.index)
        return Program(self.function.head.name, self.core, self.instructions)

    def changed_names(self) -> frozenset[str]:
        """Names that are assigned, stepped, or may be changed through a reference."""
        changed: set[str] = set()
        for statement in statements(self.function.block.body):
            if statement.template is None or facts(statement).writes_through_pointer:
                changed.update(_WORD.findall(statement.text))
                continue
            if facts(statement).changes_names:
                for node in tree.walk(statement.node):
                    if isinstance(node, (tree.Assign, tree.Step)) and isinstance(node.target, tree.Name):
                        changed.add(node.target.text)
            if any(self.may_change_arguments(callee) for callee in facts(statement).calls):
                changed.update(_WORD.findall(statement.text))
        return frozenset(changed)

    def may_change_arguments(self, callee: str) -> bool:
        name = plain_name(callee)
        return name not in self.file.functions and classify(name) == "unknown"

    def declare_parameter(self, parameter: tree.Parameter) -> None:
        assert self.flow.names is not None
        self.flow.names[parameter.name] = _entry_of_type(parameter.type)

    # ---- instructions ----

    def emit(self, action: Action, statement: Statement | None) -> Instruction:
        instruction = Instruction(len(self.instructions), action, statement, self.loops)
        if self.dry:
            return instruction
        self.instructions.append(instruction)
        for source in self.flow.frontier:
            self.link(source, instruction.index)
        self.flow.frontier = [instruction.index]
        return instruction

    def link(self, source: int, target: int) -> None:
        successors = self.instructions[source].successors
        if target not in successors:
            successors.append(target)

    def opaque(self, statement: Statement, reason: str) -> None:
        """Anything may have happened: also to the tiles whose names the statement mentions."""
        self.emit(Opaque(reason), statement)
        self.forget(statement.text)

    def forget(self, text: str) -> None:
        names = self.flow.names
        if names is None:
            return
        for word in _WORD.findall(text):
            entry = names.get(word)
            if isinstance(entry, env.Tile):
                names[word] = env.unknown_tile(entry, "a statement that is not understood may have changed it")
            elif isinstance(entry, env.Pipe):
                names[word] = replace(entry, consumer=None, index=None)

    # ---- structure ----

    def body(self, body: list[Element]) -> None:
        """Run a scope: names declared inside are gone behind it, and those they hid are back."""
        before = dict(self.flow.names) if self.flow.names is not None else None
        self.sequence(body)
        after = self.flow.names
        if after is not None and before is not None:
            declared = {declared_name(s) for s in body if isinstance(s, Statement) and facts(s).declared}
            self.flow.names = {
                name: before[name] if name in declared else after[name] for name in before if name in after
            }

    def sequence(self, body: list[Element]) -> None:
        elements = list(for_core(body, self.core))
        position = 0
        while position < len(elements):
            element = elements[position]
            position += 1
            if isinstance(element, list):
                self.undecided(element)
            elif isinstance(element, Statement):
                self.statement(element)
            elif isinstance(element, Block):
                chain = [element]
                if isinstance(element.head.node, tree.If):
                    while position < len(elements) and _continues_if(elements[position]):
                        chain.append(elements[position])  # type: ignore[arg-type]
                        position += 1
                self.block(chain)

    def undecided(self, arms: list[Arm]) -> None:
        """A preprocessor conditional on something unknown: any arm, or none, may be compiled."""
        start = _Flow(self.flow.frontier, self.flow.names)
        ends = [] if arms[-1].condition == "else" else [start]
        for arm in arms:
            self.flow = _copy(start)
            self.sequence(arm.body)
            ends.append(self.flow)
        self.flow = _Flow.join(ends)

    def block(self, chain: list[Block]) -> None:
        head = chain[0].head
        match head.node:
            case tree.If():
                self.branches(chain)
            case tree.For() | tree.While():
                self.loop(chain[0])
            case tree.Switch():
                self.switch(chain[0])
            case tree.Scope():
                self.body(chain[0].body)
            case _:
                self.unknown_block(chain[0])

    def unknown_block(self, block: Block) -> None:
        self.emit(Opaque("a block that ptofix does not know"), block.head)
        for inner in statements(block.body):
            self.forget(inner.text)

    def branches(self, chain: list[Block]) -> None:
        ends: list[_Flow] = []
        for block in chain:
            node = block.head.node
            if isinstance(node, (tree.If, tree.ElseIf)):
                self.side_effects(block.head)
            start = _copy(self.flow)
            self.body(block.body)
            ends.append(self.flow)
            self.flow = start if not isinstance(node, tree.Else) else _Flow([], None)
        self.flow = _Flow.join([*ends, self.flow])

    def loop(self, block: Block) -> None:
        head = block.head
        outer = dict(self.flow.names) if self.flow.names is not None else None
        runs_once = self.enter_loop(head)
        self.settle_names(block)
        self.loop_count += 1
        self.loops = (*self.loops, self.loop_count)
        top = self.emit(Join(), None)
        zero_trips = None if runs_once else _copy(self.flow)
        exits = _Exits()
        self.exits.append(exits)
        self.body(block.body)
        self.exits.pop()
        assert exits.continues is not None
        self.flow = _Flow.join([self.flow, *exits.continues])
        if not self.dry:
            for source in self.flow.frontier:
                self.link(source, top.index)
        self.loops = self.loops[:-1]
        self.flow = _Flow.join([*([self.flow] if zero_trips is None else [self.flow, zero_trips]), *exits.breaks])
        if self.flow.names is not None and outer is not None:
            self.flow.names = {name: entry for name, entry in self.flow.names.items() if name in outer}

    def enter_loop(self, head: Statement) -> bool:
        """Declare the loop's variable; whether the first round is sure to run."""
        self.side_effects(head)
        node, names = head.node, self.flow.names
        if not isinstance(node, tree.For) or names is None:
            return False
        match node:
            case tree.For(tree.Declare(_, name, initial), tree.Binary(tree.Name(tested), "<", limit)):
                first, last = evaluate(initial, names), evaluate(limit, names)
                names[name] = env.Scalar()
                return tested == name and first is not None and last is not None and first < last
            case tree.For(tree.Declare(_, name)):
                names[name] = env.Scalar()
        return False

    def settle_names(self, block: Block) -> None:
        """Make the names true at the top of every round: join what rounds of the loop leave behind."""
        start = self.flow.names
        if start is None:
            return
        rebound = {name for name in self.rebound(block) if isinstance(start.get(name), (env.Tile, env.Pipe))}
        start.update({n: _any_value(start[n]) for n in rebound if isinstance(start[n], env.Pipe)})
        tiles = [name for name in rebound if isinstance(start[name], env.Tile)]
        for _ in range(_MOST_LOOP_ROUNDS if tiles else 0):
            after = self.one_dry_round(block, start)
            joined = start if after is None else {**start, **{n: env.join(start[n], after[n]) for n in tiles}}
            if joined == start:
                break
            start = joined
        else:
            start = {**start, **{name: _any_value(start[name]) for name in tiles}}
        self.flow.names = start

    def one_dry_round(self, block: Block, start: Environment) -> Environment | None:
        saved = self.flow, self.returns, self.gotos
        self.dry += 1
        exits = _Exits()
        self.exits.append(exits)
        self.flow = _Flow([], dict(start))
        self.body(block.body)
        self.exits.pop()
        assert exits.continues is not None
        names = _Flow.join([self.flow, *exits.continues]).names
        self.dry -= 1
        self.flow, self.returns, self.gotos = saved
        return names

    def rebound(self, block: Block) -> set[str]:
        """Names that a round of a loop may bind to something else."""
        return {
            word
            for s in statements(block.body)
            if s.template is None
            or facts(s).changes_names
            or any(self.may_rebind(plain_name(callee)) for callee in facts(s).calls)
            for word in _WORD.findall(s.text)
        }

    def may_rebind(self, callee: str) -> bool:
        return callee in _REBIND or callee in _BEFORE_ACCESS or classify(callee) in ("alias", "unknown")

    def switch(self, block: Block) -> None:
        self.side_effects(block.head)
        start = _copy(self.flow)
        exits = _Exits(continues=None)
        self.exits.append(exits)
        has_default = False
        self.flow = _Flow([], None)
        for element in for_core(block.body, self.core):
            if isinstance(element, Statement):
                if isinstance(element.node, (tree.Case, tree.Default)):
                    has_default |= isinstance(element.node, tree.Default)
                    self.flow = _Flow.join([self.flow, _copy(start)])
                else:
                    self.statement(element)
            elif isinstance(element, Block):
                self.block([element]) if not _continues_if(element) else self.unknown_block(element)
            elif isinstance(element, list):
                self.undecided(element)
        self.exits.pop()
        self.flow = _Flow.join([self.flow, *exits.breaks, *([] if has_default else [start])])

    # ---- statements ----

    def statement(self, statement: Statement) -> None:
        if statement.template is None:
            self.opaque(statement, "a statement that ptofix cannot parse")
            return
        if self.file.mentions_macro(statement):
            self.opaque(statement, "it uses a macro defined in this file")
            return
        rule = statement.template[0]
        if rule == "attributed":
            rule = statement.template[2][0]
        if rule == "expression":
            self.expression(statement)
        elif rule in ("declare", "declare_init", "declare_call"):
            self.side_effects(statement)
            self.declare(statement)
        elif rule in ("assignment", "step"):
            self.assign(statement)
        elif rule not in ("using", "empty"):
            self.jump(statement)

    def side_effects(self, statement: Statement) -> None:
        """Calls inside a declaration, an assignment or a condition."""
        for callee in facts(statement).calls:
            name = plain_name(callee)
            if name in self.file.functions:
                if self.file.functions[name].has_effects(self.core):
                    self.opaque(statement, f"it calls `{name}`, which may touch on-chip memory")
                    return
            elif name == "member.GetValue":
                self.scalar_read(statement)
            elif classify(name) not in ("pure", "alias"):
                self.opaque(statement, f"it calls `{name or '…'}` inside an expression")
                return

    def scalar_read(self, statement: Statement) -> None:
        for node in tree.walk(statement.node):
            if isinstance(node, tree.Call) and isinstance(node.callee, tree.Member) and node.callee.name == "GetValue":
                self.call("member.GetValue", (node.callee.base, *node.arguments), (), statement)

    def expression(self, statement: Statement) -> None:
        node = statement.node
        assert isinstance(node, tree.Expression)
        if not isinstance(node.value, tree.Call):
            self.side_effects(statement)
            return
        callee, arguments = node.value.callee, node.value.arguments
        template: tuple[tree.Node, ...] = ()
        match callee:
            case tree.Name(name):
                pass
            case tree.TemplateName(name, template):
                pass
            case tree.Member(base, _, member):
                name, arguments = f"member.{member}", (base, *arguments)
            case _:
                self.opaque(statement, "it calls something without a name")
                return
        nested = [callee for callee in facts(statement).calls if plain_name(callee) != plain_name(name)]
        if any(classify(plain_name(n)) != "pure" for n in nested) or facts(statement).calls.count(name) > 1:
            self.opaque(statement, "it has a call inside its arguments")
            return
        self.call(plain_name(name), arguments, template, statement)

    def call(
        self, name: str, arguments: tuple[tree.Node, ...], template: tuple[tree.Node, ...], statement: Statement
    ) -> None:
        if name in self.file.functions:
            self.local_call(name, statement)
        elif name in _SYNC:
            action = _SYNC[name](self, arguments)
            if action is None:
                self.opaque(statement, f"the pipe of `{name}` is not known")
            else:
                self.emit(action, statement)
        elif classify(name) == "unknown":
            self.opaque(statement, f"`{name}` is not in the op table")
        elif classify(name) != "pure" and self.flow.names is not None:
            self.tile_op(name, arguments, template, statement)

    def local_call(self, name: str, statement: Statement) -> None:
        callee = self.file.functions[name]
        if not callee.has_effects(self.core):
            return
        if self.file.boundary(callee, self.core):
            self.opaque(statement, f"`{name}` may touch on-chip memory")

    def tile_op(
        self, name: str, arguments: tuple[tree.Node, ...], template: tuple[tree.Node, ...], statement: Statement
    ) -> None:
        names = self.flow.names
        assert names is not None
        if name in _BEFORE_ACCESS:
            _BEFORE_ACCESS[name](self, arguments)
        pairs = [self.operand(argument, names) for argument in arguments]
        template_texts = tuple(_type_text(node) for node in template)
        call = OpCall(name, tuple(pair[0] for pair in pairs), template_texts, self.core)
        self.emit(TileOp(call, tuple(pair[1] for pair in pairs)), statement)
        if name in _REBIND:
            _REBIND[name](self, arguments)
        elif classify(name) == "alias":
            for argument in arguments:
                self.forget(_name(argument))

    def operand(self, node: tree.Node, names: Environment) -> tuple[CallOperand, Operand]:
        """An argument as the op table sees it, and as a place in memory."""
        text = _name(node)
        entry = names.get(text)
        match entry:
            case env.Tile(type_, bases, slots, unknown):
                exact = bases[0] if bases is not None and len(bases) == 1 and slots == 1 else None
                memory = None if exact is None else _address(type_, exact)
                return CallOperand("tile", type_, memory), Operand(text, bases, slots, unknown)
            case env.Pipe():
                return CallOperand("pipe", None, None), Operand(text)
            case env.Tensor():
                return CallOperand("global", None, None), Operand(text)
            case env.Unknown():
                return CallOperand("unknown", None, None), Operand(text)
            case None if text and "::" not in text and not text.isupper() and not _EVENT.fullmatch(text):
                return CallOperand("unknown", None, None), Operand(text)
        hidden = any(
            isinstance(part, tree.Name) and isinstance(names.get(part.text), (env.Tile, env.Unknown))
            for part in tree.walk(node)
        )
        return CallOperand("unknown" if hidden else "scalar", None, None), Operand(text)

    # ---- names ----

    def declare(self, statement: Statement) -> None:
        names = self.flow.names
        if names is None:
            return
        declared = facts(statement).declared
        if declared is not None and declared[0] in _TENSOR_TYPES:
            names[declared_name(statement)] = _TENSOR_TYPES[declared[0]]
            return
        node = statement.node
        assert isinstance(node, tree.Declare)
        entry = _entry_of_type(node.type)
        if isinstance(entry, env.Scalar) and node.name not in self.variable and not node.array:
            value = evaluate(node.initial, names)
            entry = env.Scalar() if value is None else env.Constant(value)
        if node.type.name == "auto":
            entry = self.entry_of_value(node.initial)
        elif isinstance(entry, env.Pipe):
            entry = self.pipe_entry(entry, node.arguments)
        elif isinstance(entry, env.Tile) and isinstance(node.initial, tree.Name):
            entry = self.copied(entry, node.initial)
        if node.array and not isinstance(entry, (env.Scalar, env.Tensor)):
            entry = env.Unknown()
        if self.has_labels and isinstance(entry, env.Tile):
            entry = env.unknown_tile(entry, "the function jumps with goto")
        names[node.name] = entry

    def entry_of_value(self, value: tree.Node | None) -> env.Entry:
        names = self.flow.names
        assert names is not None
        match value:
            case tree.Call(tree.TemplateName(name, arguments), values):
                entry = _entry_of_type(tree.Type(name, arguments))
                return self.pipe_entry(entry, values) if isinstance(entry, env.Pipe) else entry
            case tree.Name(text) if text in names:
                return names[text]
            case _:
                known = evaluate(value, names)
                return env.Unknown() if known is None else env.Scalar()

    def pipe_entry(self, entry: env.Pipe, arguments: tuple[tree.Node, ...]) -> env.Pipe:
        """TPipe(gm slots, buffer of the cube-to-vector consumer, buffer of the vector-to-cube consumer)."""
        names = self.flow.names
        assert names is not None
        if len(arguments) != 3:
            return entry
        return replace(entry, consumer=evaluate(arguments[1 if self.core == "vector" else 2], names), index=0)

    def copied(self, entry: env.Tile, source: tree.Name) -> env.Tile:
        assert self.flow.names is not None
        other = self.flow.names.get(source.text)
        if isinstance(other, env.Tile):
            return replace(entry, bases=other.bases, slots=other.slots, unknown=other.unknown)
        return env.unknown_tile(entry, "it is a copy of something unknown")

    def assign(self, statement: Statement) -> None:
        self.side_effects(statement)
        node, names = statement.node, self.flow.names
        if names is None:
            return
        target = node.target if isinstance(node, (tree.Assign, tree.Step)) else None
        entry = names.get(target.text) if isinstance(target, tree.Name) else None
        match target:
            case tree.Name(text):
                if isinstance(entry, env.Tile):
                    value = node.value if isinstance(node, tree.Assign) and node.operator == "=" else None
                    names[text] = (
                        self.copied(entry, value)
                        if isinstance(value, tree.Name)
                        else env.unknown_tile(entry, "it was assigned something unknown")
                    )
                elif isinstance(entry, (env.Pipe, env.Unknown)):
                    names[text] = env.Unknown()
            case tree.Index(tree.Name(text), _) if isinstance(names.get(text), (env.Scalar, env.Tensor)):
                pass
            case _:
                self.opaque(statement, "it stores through a pointer or into an object")

    # ---- jumps ----

    def jump(self, statement: Statement) -> None:
        node = statement.node
        match node:
            case tree.Return():
                self.side_effects(statement)
                self.returns.append(self.flow)
            case tree.Break() if self.exits:
                self.exits[-1].breaks.append(self.flow)
            case tree.Continue() if any(e.continues is not None for e in self.exits):
                loop = next(e for e in reversed(self.exits) if e.continues is not None)
                assert loop.continues is not None
                loop.continues.append(self.flow)
            case tree.Goto(label):
                self.gotos.append((label, self.flow.frontier if self.flow.names is not None else []))
            case tree.Label(name):
                self.label(name)
                return
            case _:
                self.opaque(statement, "a jump out of nothing")
                return
        self.flow = _Flow([], None)

    def label(self, name: str) -> None:
        if self.flow.names is None:
            self.flow = _Flow([], self.names_anywhere())
        joined = self.emit(Join(), None)
        if not self.dry:
            self.labels[name] = joined

    def names_anywhere(self) -> Environment:
        """Names at a label that is reached by goto only: constants and types hold anywhere, addresses do not."""
        found: Environment = {
            parameter.name: _entry_of_type(parameter.type) for parameter in self.function.head.parameters
        }
        for statement in statements(self.function.block.body):
            if facts(statement).declared:
                node = statement.node
                assert isinstance(node, tree.Declare)
                entry = _entry_of_type(node.type)
                if isinstance(entry, env.Tile):
                    entry = env.unknown_tile(entry, "the function jumps with goto")
                found[node.name] = env.Unknown() if node.name in found or node.type.name == "auto" else entry
        return found


def _is_jump(statement: Statement) -> bool:
    return statement.template is not None and statement.template[0] in ("goto", "name_label")


def _continues_if(element: object) -> bool:
    return isinstance(element, Block) and isinstance(element.head.node, (tree.Else, tree.ElseIf))


def _copy(flow: _Flow) -> _Flow:
    return _Flow(list(flow.frontier), None if flow.names is None else dict(flow.names))


def _any_value(entry: env.Entry) -> env.Entry:
    match entry:
        case env.Tile():
            return env.unknown_tile(entry, "the loop keeps changing it")
        case env.Pipe():
            return replace(entry, consumer=None, index=None)
        case env.Constant():
            return env.Scalar()
        case _:
            return entry


def _name(node: tree.Node) -> str:
    match node:
        case tree.Name(text) | tree.Number(text):
            return text
        case tree.Unary("&", tree.Name(text)):
            return text
        case _:
            return ""


def _type_text(node: tree.Node) -> str:
    match node:
        case tree.Type(name, arguments, _):
            return f"{name}<{', '.join(map(_type_text, arguments))}>" if arguments else name
        case tree.Number(text) | tree.Name(text) | tree.String(text):
            return text
        case _:
            return "?"


def _entry_of_type(type_: tree.Type) -> env.Entry:
    name = plain_name(type_.name)
    if name == "Tile":
        tile = _tile_type(type_.arguments)
        pointer = "*" in type_.modifiers or "&" in type_.modifiers
        return env.Tile(tile, None) if tile is not None and not pointer else env.Unknown()
    if name == "TPipe":
        pipe = pipe_type(type_.arguments)
        return env.Pipe(pipe, None, None) if pipe is not None else env.Unknown()
    if name in _TENSOR_TYPES:
        return _TENSOR_TYPES[name]
    if "__gm__" in type_.modifiers:
        return env.Tensor()
    if _SCALAR_TYPES.match(name) and "*" not in type_.modifiers:
        return env.Scalar()
    return env.Unknown()


def _address(type_: TileType, base: int) -> int:
    """One number for a base in any on-chip memory."""
    return list(SPACES).index(type_.space) << 32 | base


def _tile_type(arguments: tuple[tree.Node, ...]) -> TileType | None:
    """Tile<space, element, rows, cols, layout, valid rows, valid cols, box layout, …>; valid -1: set at run time."""
    texts = [_type_text(argument).rpartition("::")[2] for argument in arguments]
    if len(texts) < 5 or texts[0] not in SPACES or not (texts[2].isdigit() and texts[3].isdigit()):
        return None
    valid = [int(text) if text.isdigit() else None for text in texts[5:7]]
    rows, cols = int(texts[2]), int(texts[3])
    valid_rows, valid_cols = valid if len(valid) == 2 else (rows, cols)
    boxed = len(texts) > 7 and texts[7] != "NoneBox"
    return TileType(texts[0], texts[1], rows, cols, valid_rows, valid_cols, texts[4], boxed)


# ---- calls with a meaning of their own ----


def _pipe(node: tree.Node) -> str | None:
    name = _name(node).removeprefix("pto::").removeprefix("PIPE_")
    return name if name in _PIPES or name == PIPE_ALL else None


def _barrier(_: _Builder, arguments: tuple[tree.Node, ...]) -> Action | None:
    pipe = _pipe(arguments[0]) if len(arguments) == 1 else None
    return None if pipe is None else Barrier(pipe)


def _flag(builder: _Builder, arguments: tuple[tree.Node, ...]) -> tuple[str, str, int | None] | None:
    if len(arguments) != 3:
        return None
    source, target = _pipe(arguments[0]), _pipe(arguments[1])
    if source is None or target is None or PIPE_ALL in (source, target):
        return None
    match = _EVENT.fullmatch(_name(arguments[2]).removeprefix("pto::"))
    event = int(match[1]) if match else evaluate(arguments[2], builder.flow.names or {})
    return source, target, event


def _set_flag(builder: _Builder, arguments: tuple[tree.Node, ...]) -> Action | None:
    flag = _flag(builder, arguments)
    return None if flag is None else SetFlag(*flag)


def _wait_flag(builder: _Builder, arguments: tuple[tree.Node, ...]) -> Action | None:
    flag = _flag(builder, arguments)
    return None if flag is None else WaitFlag(*flag)


_SYNC = {"pipe_barrier": _barrier, "set_flag": _set_flag, "wait_flag": _wait_flag}


def _tassign(builder: _Builder, arguments: tuple[tree.Node, ...]) -> None:
    names = builder.flow.names
    if names is None or len(arguments) != 2:
        return
    name = _name(arguments[0])
    entry, address = names.get(name), evaluate(arguments[1], names)
    if isinstance(entry, env.Tile):
        names[name] = (
            env.unknown_tile(entry, "the address it is assigned is not a known constant")
            if address is None or builder.has_labels
            else replace(entry, bases=(address,), slots=1)
        )


def _treshape(builder: _Builder, arguments: tuple[tree.Node, ...]) -> None:
    names = builder.flow.names
    if names is None or len(arguments) != 2:
        return
    entry = names.get(_name(arguments[0]))
    if isinstance(entry, env.Tile) and isinstance(arguments[1], tree.Name):
        names[_name(arguments[0])] = builder.copied(entry, arguments[1])


def _tsubview(builder: _Builder, arguments: tuple[tree.Node, ...]) -> None:
    names = builder.flow.names
    if names is None or len(arguments) != 4:
        return
    entry, parent = names.get(_name(arguments[0])), names.get(_name(arguments[1]))
    row, col = evaluate(arguments[2], names), evaluate(arguments[3], names)
    if not isinstance(entry, env.Tile):
        return
    bases = None
    if isinstance(parent, env.Tile) and parent.bases is not None and not parent.type.boxed and parent.slots == 1:
        size = parent.type.element_bytes
        if row is not None and col is not None and size is not None and parent.type.layout == "RowMajor":
            bases = tuple(base + (row * parent.type.cols + col) * size for base in parent.bases)
    names[_name(arguments[0])] = (
        env.unknown_tile(entry, "it is a view at an unknown offset") if bases is None else replace(entry, bases=bases)
    )


def _tpop(builder: _Builder, arguments: tuple[tree.Node, ...]) -> None:
    """A tile TPOP binds its tile to buffer (index mod LocalSlotNum) of the pipe, then loads into it."""
    names = builder.flow.names
    if names is None or len(arguments) != 2:
        return
    pipe, entry = names.get(_name(arguments[0])), names.get(_name(arguments[1]))
    if isinstance(entry, env.Tile):
        names[_name(arguments[1])] = (
            _popped(pipe, entry) if isinstance(pipe, env.Pipe) else env.unknown_tile(entry, "its pipe is not known")
        )


def _popped(pipe: env.Pipe, entry: env.Tile) -> env.Tile:
    if pipe.consumer is None or entry.type.element_bytes is None:
        return env.unknown_tile(entry, "the local buffer of its pipe is not a known constant")
    if pipe.index is None:
        return replace(entry, bases=(pipe.consumer,), slots=pipe.type.local_slot_num)
    slot = pipe.index % pipe.type.local_slot_num
    return replace(entry, bases=(pipe.consumer + slot * entry.type.size_bytes,), slots=1)


def _advance(builder: _Builder, arguments: tuple[tree.Node, ...]) -> None:
    names = builder.flow.names
    if names is None or not arguments:
        return
    pipe = names.get(_name(arguments[0]))
    if isinstance(pipe, env.Pipe) and pipe.index is not None:
        names[_name(arguments[0])] = replace(pipe, index=pipe.index + 1)


def _set_valid_shape(builder: _Builder, arguments: tuple[tree.Node, ...]) -> None:
    names = builder.flow.names
    if names is None:
        return
    name = _name(arguments[0])
    entry = names.get(name)
    if isinstance(entry, env.Tile):
        names[name] = replace(entry, type=replace(entry.type, valid_rows=None, valid_cols=None))


_BEFORE_ACCESS = {"TPOP": _tpop}
_REBIND = {
    "TASSIGN": _tassign,
    "TRESHAPE": _treshape,
    "TSUBVIEW": _tsubview,
    "TPOP": _advance,
    "member.SetValidShape": _set_valid_shape,
}
