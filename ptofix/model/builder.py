"""Build the program of one function for one core, statement by statement.

Fail closed: what is not understood becomes an Opaque instruction, an unknown address, or an unknown name.
"""

from __future__ import annotations

from dataclasses import replace

from ptofix.cpp import tree
from ptofix.cpp.parser import Arm, Block, Element, Statement
from ptofix.isa.expand import OpCall
from ptofix.isa.expand import Operand as CallOperand
from ptofix.isa.table import classify
from ptofix.model import names as env
from ptofix.model.bindings import BEFORE_ACCESS, REBIND, Bindings, copied, forget, pipe_object
from ptofix.model.facts import declared_name, facts, for_core, statements
from ptofix.model.file import WORD, FunctionModel
from ptofix.model.flow import Exits, Flow
from ptofix.model.names import Environment, evaluate
from ptofix.model.program import Action, Instruction, Join, Opaque, Operand, Program, TileOp
from ptofix.model.sync import EVENT, SYNC
from ptofix.model.types import TENSOR_TYPES, address_number, entry_of_type, name_of, plain_name, type_text

# Rounds after which the addresses of a loop's tiles are taken as unknown.
_MOST_LOOP_ROUNDS = 4


class Builder:
    def __init__(self, function: FunctionModel, core: str) -> None:
        self.function = function
        self.file = function.file
        self.core = core
        self.instructions: list[Instruction] = []
        self.flow = Flow([], {})
        self.loops: tuple[int, ...] = ()
        self.loop_count = 0
        self.exits: list[Exits] = []
        self.returns: list[Flow] = []
        self.labels: dict[str, Instruction] = {}
        self.gotos: list[tuple[str, list[int]]] = []
        self.dry = 0  # above 0: only the names are followed, nothing is added to the program
        self.variable = function.changed_names
        self.has_labels = function.has_labels
        self.fixed_actions: dict[int, Action] = {}  # of sync calls without anything that differs, by shape
        self.inert: set[int] = set()  # shapes whose calls have no side effect
        self.tensors: set[int] = set()  # shapes of declarations of tensors and global pointers

    # ---- the whole function ----

    def build(self) -> Program:
        boundary = self.file.boundary(self.function, self.core)
        outside: Action = Opaque(f"what runs around the function: {boundary}") if boundary else Join()
        self.emit(outside, None)
        for parameter in self.function.head.parameters:
            self.declare_parameter(parameter)
        self.body(self.function.block.body)
        self.flow = Flow.join([self.flow, *self.returns])
        last = self.emit(outside, None)
        for label, sources in self.gotos:
            target = self.labels.get(label, last)
            for source in sources:
                self.link(source, target.index)
        return Program(self.function.head.name, self.core, self.instructions)

    def declare_parameter(self, parameter: tree.Parameter) -> None:
        assert self.flow.names is not None
        self.flow.names[parameter.name] = entry_of_type(parameter.type)

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
        if self.flow.names is not None:
            forget(self.flow.names, WORD.findall(text), "a statement that is not understood may have changed it")

    def forget_tiles(self) -> None:
        """Something that is not understood was bound: it may be another name of any tile."""
        names = self.flow.names or {}
        forget(names, [name for name, entry in names.items() if isinstance(entry, env.Tile)], "another name rebinds it")

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
        start = Flow(self.flow.frontier, self.flow.names)
        ends = [] if arms[-1].condition == "else" else [start]
        for arm in arms:
            self.flow = start.copy()
            self.sequence(arm.body)
            ends.append(self.flow)
        self.flow = Flow.join(ends)

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
        self.opaque(block.head, "a block that ptofix does not know")
        for inner in statements(block.body):
            self.forget(inner.text)

    def branches(self, chain: list[Block]) -> None:
        ends: list[Flow] = []
        for block in chain:
            node = block.head.node
            if isinstance(node, (tree.If, tree.ElseIf)):
                self.side_effects(block.head)
            start = self.flow.copy()
            self.body(block.body)
            ends.append(self.flow)
            self.flow = start if not isinstance(node, tree.Else) else Flow([], None)
        self.flow = Flow.join([*ends, self.flow])

    def loop(self, block: Block) -> None:
        head = block.head
        outer = dict(self.flow.names) if self.flow.names is not None else None
        runs_once = self.enter_loop(head)
        self.settle_names(block)
        self.loop_count += 1
        self.loops = (*self.loops, self.loop_count)
        top = self.emit(Join(), None)
        self.side_effects(head)  # the condition is evaluated in every round
        zero_trips = None if runs_once else self.flow.copy()
        exits = Exits()
        self.exits.append(exits)
        self.body(block.body)
        self.exits.pop()
        assert exits.continues is not None
        self.flow = Flow.join([self.flow, *exits.continues])
        if not self.dry:
            for source in self.flow.frontier:
                self.link(source, top.index)
        self.loops = self.loops[:-1]
        self.flow = Flow.join([*([self.flow] if zero_trips is None else [self.flow, zero_trips]), *exits.breaks])
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
        # A loop that only advances the index of its pipes needs no dry round: the index is then not known.
        advanced = {n for n, entry in start.items() if isinstance(entry, env.Pipe)} if self.pops(block) else set()
        start.update({n: replace(entry, index=None) for n in advanced if isinstance(entry := start[n], env.Pipe)})
        bound = [n for n, entry in start.items() if isinstance(entry, (env.Tile, env.Pipe))]
        for _ in range(_MOST_LOOP_ROUNDS if self.may_bind(block, start) else 0):
            after = self.one_dry_round(block, start)
            joined = start if after is None else {**start, **{n: env.join(start[n], after[n]) for n in bound}}
            if joined == start:
                break
            start = joined
        else:
            if self.may_bind(block, start):
                start = {**start, **{name: _any_value(start[name]) for name in bound}}
        self.flow.names = start

    def one_dry_round(self, block: Block, start: Environment) -> Environment | None:
        saved = self.flow, self.returns, self.gotos
        self.dry += 1
        exits = Exits()
        self.exits.append(exits)
        self.flow = Flow([], dict(start))
        self.body(block.body)
        self.exits.pop()
        assert exits.continues is not None
        names = Flow.join([self.flow, *exits.continues]).names
        self.dry -= 1
        self.flow, self.returns, self.gotos = saved
        return names

    def pops(self, block: Block) -> bool:
        return any(plain_name(callee) in BEFORE_ACCESS for s in statements(block.body) for callee in facts(s).calls)

    def may_bind(self, block: Block, names: Environment) -> bool:
        """Whether a round may bind a tile or pipe from outside the loop to something else."""
        for statement in statements(block.body):
            if statement.template is None or (
                facts(statement).changes_names and not self.only_counts(statement, names)
            ):
                return True
            for callee in map(plain_name, facts(statement).calls):
                if not (callee in REBIND or callee in BEFORE_ACCESS or classify(callee) in ("alias", "unknown")):
                    continue
                parts: tuple[tree.Node, ...] = (statement.node,)
                match statement.node:
                    case tree.Expression(tree.Call(_, (_, *rest))) if callee in BEFORE_ACCESS:
                        parts = tuple(rest)  # of the pipe, only the index moves
                for name in (n.text for part in parts for n in tree.walk(part) if isinstance(n, tree.Name)):
                    if isinstance(names.get(name), (env.Tile, env.Pipe, env.Unknown)):
                        return True
        return False

    def only_counts(self, statement: Statement, names: Environment) -> bool:
        """Whether a `for` head assigns to nothing but numbers."""
        changed = [n.target for n in tree.walk(statement.node) if isinstance(n, (tree.Assign, tree.Step))]
        return isinstance(statement.node, tree.For) and all(
            isinstance(target, tree.Name) and isinstance(names.get(target.text), (env.Scalar, env.Constant, type(None)))
            for target in changed
        )

    def switch(self, block: Block) -> None:
        self.side_effects(block.head)
        start = self.flow.copy()
        exits = Exits(continues=None)
        self.exits.append(exits)
        has_default = False
        self.flow = Flow([], None)
        for element in for_core(block.body, self.core):
            if isinstance(element, Statement):
                if isinstance(element.node, (tree.Case, tree.Default)):
                    has_default |= isinstance(element.node, tree.Default)
                    self.flow = Flow.join([self.flow, start.copy()])
                else:
                    self.statement(element)
            elif isinstance(element, Block):
                self.block([element]) if not _continues_if(element) else self.unknown_block(element)
            elif isinstance(element, list):
                self.undecided(element)
        self.exits.pop()
        self.flow = Flow.join([self.flow, *exits.breaks, *([] if has_default else [start])])

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
        shape = id(statement.template)
        if shape in self.inert:
            return
        calls = facts(statement).calls
        if all(plain_name(name) not in self.file.functions and classify(plain_name(name)) == "pure" for name in calls):
            self.inert.add(shape)
            return
        for callee in calls:
            name = plain_name(callee)
            if name in self.file.functions:
                called = self.file.functions[name]
                if called.has_effects(self.core) or called.leaves_flags(self.core):
                    self.opaque(statement, f"it calls `{name}`, which may touch on-chip memory")
                    return
                self.forget(statement.text)  # tiles go by reference
            elif name == "member.GetValue":
                self.scalar_read(statement)
            elif classify(name) == "alias":
                self.forget(statement.text)
            elif classify(name) != "pure":
                self.opaque(statement, f"it calls `{name or '…'}` inside an expression")
                return

    def scalar_read(self, statement: Statement) -> None:
        for node in tree.walk(statement.node):
            if isinstance(node, tree.Call) and isinstance(node.callee, tree.Member) and node.callee.name == "GetValue":
                self.call("member.GetValue", (node.callee.base, *node.arguments), (), statement)

    def expression(self, statement: Statement) -> None:
        fixed = self.fixed_actions.get(id(statement.template))
        if fixed is not None:
            self.emit(fixed, statement)
            return
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
        if any(classify(plain_name(inner)) != "pure" for inner in facts(statement).calls[1:]):
            self.opaque(statement, "it has a call inside its arguments")
            return
        self.call(plain_name(name), arguments, template, statement)

    def call(
        self, name: str, arguments: tuple[tree.Node, ...], template: tuple[tree.Node, ...], statement: Statement
    ) -> None:
        if name in self.file.functions:
            self.local_call(name, statement)
        elif name in SYNC:
            action = SYNC[name](arguments, self.flow.names or {})
            if action is None:
                self.opaque(statement, f"the pipe of `{name}` is not known")
            else:
                self.emit(action, statement)
                if not facts(statement).has_holes:
                    self.fixed_actions[id(statement.template)] = action
        elif classify(name) == "unknown":
            self.opaque(statement, f"`{name}` is not in the op table")
        elif classify(name) != "pure" and self.flow.names is not None:
            self.tile_op(name, arguments, template, statement)

    def local_call(self, name: str, statement: Statement) -> None:
        callee = self.file.functions[name]
        if not callee.has_effects(self.core) and not callee.leaves_flags(self.core):
            self.forget(statement.text)  # tiles go by reference
            return
        if not callee.has_effects(self.core):
            self.opaque(statement, f"`{name}` raises or awaits flags")
        elif self.file.boundary(callee, self.core):
            self.opaque(statement, f"`{name}` may touch on-chip memory")

    def tile_op(
        self, name: str, arguments: tuple[tree.Node, ...], template: tuple[tree.Node, ...], statement: Statement
    ) -> None:
        names = self.flow.names
        assert names is not None
        if name in BEFORE_ACCESS and not self.bind(BEFORE_ACCESS, name, arguments):
            self.forget(statement.text)
        pairs = [self.operand(argument, names) for argument in arguments]
        template_texts = tuple(type_text(node) for node in template)
        call = OpCall(name, tuple(pair[0] for pair in pairs), template_texts, self.core)
        self.emit(TileOp(call, tuple(pair[1] for pair in pairs)), statement)
        if not self.bind(REBIND, name, arguments) and classify(name) == "alias":
            forget(names, [name_of(argument) for argument in arguments], f"`{name}` rebinds it")
        bound = arguments[1:2] if name in BEFORE_ACCESS else arguments[:1] if classify(name) == "alias" else ()
        if any(isinstance(names.get(name_of(argument)), (env.Unknown, type(None))) for argument in bound):
            self.forget_tiles()

    def bind(self, calls: Bindings, name: str, arguments: tuple[tree.Node, ...]) -> bool:
        """Change the names as `name` does, if it is one of `calls` in its usual form."""
        if name not in calls or self.flow.names is None:
            return False
        count, change = calls[name]
        if len(arguments) != count:
            return False
        change(arguments, self.flow.names)
        if self.has_labels:
            forget(self.flow.names, [name_of(argument) for argument in arguments], "the function jumps with goto")
        return True

    def operand(self, node: tree.Node, names: Environment) -> tuple[CallOperand, Operand]:
        """An argument as the op table sees it, and as a place in memory."""
        text = name_of(node)
        entry = names.get(text)
        match entry:
            case env.Tile(type_, bases, slots, unknown):
                exact = bases[0] if bases is not None and len(bases) == 1 and slots == 1 else None
                memory = None if exact is None else address_number(type_, exact)
                return CallOperand("tile", type_, memory), Operand(text, bases, slots, unknown)
            case env.Pipe():
                return CallOperand("pipe", None, None), Operand(text)
            case env.Tensor():
                return CallOperand("global", None, None), Operand(text)
            case env.Unknown():
                return CallOperand("unknown", None, None), Operand(text)
            case None if text and "::" not in text and not text.isupper() and not EVENT.fullmatch(text):
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
        if declared is not None and declared[0] in TENSOR_TYPES:
            names[declared_name(statement)] = TENSOR_TYPES[declared[0]]
            return
        if id(statement.template) in self.tensors:
            names[declared_name(statement)] = env.Tensor()
            return
        node = statement.node
        assert isinstance(node, tree.Declare)
        entry = entry_of_type(node.type)
        if isinstance(entry, env.Tensor):
            self.tensors.add(id(statement.template))
        if isinstance(entry, env.Scalar) and node.name not in self.variable and not node.array:
            value = None if node.initial is None else evaluate(tree.Cast(node.type.name, node.initial), names)
            entry = env.Scalar() if value is None else env.Constant(value)
        if node.type.name == "auto" and "&" in node.type.modifiers:
            entry = env.Unknown()
        elif node.type.name == "auto":
            entry = self.entry_of_value(node.initial)
        elif isinstance(entry, env.Pipe):
            entry = pipe_object(entry, node.arguments, self.core, names)
        elif isinstance(entry, env.Tile) and isinstance(node.initial, tree.Name):
            entry = copied(entry, node.initial, names)
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
                entry = entry_of_type(tree.Type(name, arguments))
                return pipe_object(entry, values, self.core, names) if isinstance(entry, env.Pipe) else entry
            case tree.Name(text) if text in names:
                return names[text]
            case _:
                known = evaluate(value, names)
                return env.Unknown() if known is None else env.Scalar()

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
                        copied(entry, value, names)
                        if isinstance(value, tree.Name)
                        else env.unknown_tile(entry, "it was assigned something unknown")
                    )
                elif isinstance(entry, (env.Pipe, env.Unknown)):
                    names[text] = env.Unknown()
                    self.forget_tiles()
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
        self.flow = Flow([], None)

    def label(self, name: str) -> None:
        if self.flow.names is None:
            self.flow = Flow([], self.names_anywhere())
        joined = self.emit(Join(), None)
        if not self.dry:
            self.labels[name] = joined

    def names_anywhere(self) -> Environment:
        """Names at a label that is reached by goto only: constants and types hold anywhere, addresses do not."""
        found: Environment = {
            parameter.name: entry_of_type(parameter.type) for parameter in self.function.head.parameters
        }
        for statement in self.function.statements:
            if facts(statement).declared:
                node = statement.node
                assert isinstance(node, tree.Declare)
                entry = entry_of_type(node.type)
                if isinstance(entry, env.Tile):
                    entry = env.unknown_tile(entry, "the function jumps with goto")
                found[node.name] = env.Unknown() if node.name in found or node.type.name == "auto" else entry
        return found


def _continues_if(element: object) -> bool:
    return isinstance(element, Block) and isinstance(element.head.node, (tree.Else, tree.ElseIf))


def _any_value(entry: env.Entry) -> env.Entry:
    match entry:
        case env.Tile():
            return env.unknown_tile(entry, "the loop keeps changing it")
        case env.Pipe():
            return replace(entry, consumer=None, index=None)
        case _:
            return entry
