"""What single statements do to the program of one core: instructions, and what names stand for behind them.

Fail closed: what is not understood becomes an Opaque instruction, an unknown address, or an unknown name.
"""

from __future__ import annotations

from ptofix.arch.expand import OpCall
from ptofix.arch.expand import Operand as CallOperand
from ptofix.arch.table import classify
from ptofix.cpp import tree
from ptofix.cpp.parser import Statement
from ptofix.program import names as env
from ptofix.program.bindings import BEFORE_ACCESS, REBIND, Bindings, copied, forget, pipe_object
from ptofix.program.facts import declared_name, facts
from ptofix.program.file import WORD, FunctionModel
from ptofix.program.flow import Exits, Flow
from ptofix.program.names import Environment, evaluate
from ptofix.program.program import Action, Instruction, Opaque, Operand, TileOp
from ptofix.program.sync import EVENT, SYNC
from ptofix.program.types import TENSOR_TYPES, address_number, entry_of_type, name_of, plain_name, type_text


class StatementBuilder:
    """Instructions of straight code; builder.py adds the control flow between them."""

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

    # ---- statements ----

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
