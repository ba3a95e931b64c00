"""A spelling of each statement that two versions of the assembler share: names numbered, constants and casts gone.

Declarations of values that never change disappear; where they are used stands what they are computed from. So it
matters neither how a version names, types and orders its constants nor which copies and casts it makes. A tile is
spelled as its type: its address is not taken from here, since the checker resolves the operands of both inputs by
themselves and compares the bytes.
"""

from __future__ import annotations

import hashlib
import re

from ptofix.cpp import tree
from ptofix.cpp.parser import Statement, Tree
from ptofix.cpp.scanner import ItemKind
from ptofix.program.facts import facts, statements
from ptofix.program.program import Instruction, Program, TileOp
from ptofix.proof.accesses import steps_of

_INTEGER = re.compile(r"(?:unsigned|signed|int|long|size_t|u?int(?:32|64)_t)(?: (?:int|long))*")
_LITERAL = re.compile(r"(-?\d+)[uUlL]*")
_VIEWS = re.compile(r"(?:pto::)?(?:Shape|Stride|GlobalTensor)")
_BINDINGS = frozenset(("TASSIGN", "TRESHAPE"))
# Newer versions pass it where older ones leave it to the default; it changes values, not bytes or pipes.
_OPTIONAL = re.compile(r"\bSaturationMode::\w+$")
_IGNORED = frozenset(("const", "constexpr", "static", "inline"))
_LONGEST = 160


def canonical(source_tree: Tree) -> dict[int, str]:
    """By offset, the spelling of each statement, head and label; "" for one that says nothing."""
    inside = list(statements(source_tree.body))
    by_start = {statement.span.start: statement for statement in inside}
    writer = _Writer(_changed(inside))
    keys: dict[int, str] = {}
    for item in source_tree.items:
        if item.kind is ItemKind.CLOSE:
            writer.scopes.pop()
        elif item.start in by_start:
            keys[item.start] = writer.statement(by_start[item.start], item.kind is ItemKind.OPEN)
    return keys


def _changed(inside: list[Statement]) -> frozenset[str]:
    """Names that get a new value other than in the head of their own loop."""
    return frozenset(
        node.target.text
        for statement in inside
        if statement.template is not None and facts(statement).changes_names
        if not isinstance(statement.node, tree.For)
        for node in tree.walk(statement.node)
        if isinstance(node, (tree.Assign, tree.Step)) and isinstance(node.target, tree.Name)
    )


class _Writer:
    def __init__(self, changed: frozenset[str]) -> None:
        self.changed = changed
        self.scopes: list[dict[str, str]] = [{}]
        self.count = 0

    def statement(self, statement: Statement, opens: bool) -> str:
        if opens:
            self.scopes.append({})
        node = statement.node
        if isinstance(node, (tree.Opaque, tree.Using, tree.Enum)):
            return " ".join(statement.text.split())
        if isinstance(node, tree.Empty) or (isinstance(node, tree.Declare) and self.inlined(node)) or self.binds(node):
            return ""
        if isinstance(node, tree.Declare):
            return self.declaration(node)
        if isinstance(node, tree.For) and isinstance(node.initial, tree.Declare):
            initial = self.declaration(node.initial)
            return f"for({initial};{self.text(node.condition)};{self.text(node.step)})"
        if isinstance(node, tree.Function):
            parameters = [f"{self.text(p.type, True)} {self.new(p.name)}" for p in node.parameters]
            return f"{self.text(node.type, True)} {node.name}({', '.join(parameters)})"
        return self.text(node)

    def inlined(self, node: tree.Declare) -> bool:
        """Take a value that never changes for what it is computed from, and a tile for its type."""
        if node.array or node.name in self.changed or "*" in node.type.modifiers:
            return False
        if node.type.name == "Tile" and node.initial is None:
            self.scopes[-1][node.name] = self.text(node.type)
            return True
        if node.initial is None or not self.is_pure(node.initial):
            return False
        value = self.text(node.initial)
        typed = value if _INTEGER.fullmatch(node.type.name) else f"{self.text(node.type)}:{value}"
        self.scopes[-1][node.name] = typed if len(typed) <= _LONGEST else hashlib.sha256(typed.encode()).hexdigest()
        return True

    def is_pure(self, node: tree.Node) -> bool:
        """Whether the value is the same wherever it is computed."""
        match node:
            case tree.Name(text):
                return text not in self.changed
            case tree.Number():
                return True
            case tree.Cast(_, operand) | tree.Unary(_, operand):
                return self.is_pure(operand)
            case tree.Binary(left, _, right):
                return self.is_pure(left) and self.is_pure(right)
            case tree.Call(tree.TemplateName(name), arguments) if _VIEWS.fullmatch(name):
                return all(map(self.is_pure, arguments))
        return False

    def binds(self, node: tree.Node) -> bool:
        """Whether the statement only gives a tile its address."""
        match node:
            case tree.Expression(tree.Call(tree.Name(name), (tree.Name(), _))):
                return name in _BINDINGS
        return False

    def declaration(self, node: tree.Declare) -> str:
        parts = [self.text(node.type, True), self.text(node.initial), self.text(node.arguments), str(node.array)]
        return f"{self.new(node.name)}={';'.join(parts)}"

    def new(self, name: str) -> str:
        self.count += 1
        self.scopes[-1][name] = f"${self.count}"
        return self.scopes[-1][name]

    def text(self, node: object, outermost: bool = False) -> str:
        match node:
            case tree.Name(text):
                return next((scope[text] for scope in reversed(self.scopes) if text in scope), text)
            case tree.Number(text):
                literal = _LITERAL.fullmatch(text)
                return literal[1] if literal else text
            case tree.Cast(type_, operand) if _INTEGER.fullmatch(type_):
                return self.text(operand)
            case tree.Type(name, arguments, modifiers):
                kept = [m for m in modifiers if m not in _IGNORED]
                shown = "integer" if outermost and _INTEGER.fullmatch(name) else name
                inner = ", ".join(map(self.text, arguments))
                return " ".join([f"{shown}<{inner}>", *kept])
            case tree.Call(callee, arguments):
                passed = [text for text in map(self.text, arguments) if not _OPTIONAL.search(text)]
                return f"{self.text(callee)}({', '.join(passed)})"
            case tuple():
                return ", ".join(map(self.text, node))
        if not hasattr(node, "__dataclass_fields__"):
            return str(node)
        values = ", ".join(self.text(getattr(node, name)) for name in node.__dataclass_fields__)
        return f"{type(node).__name__}({values})"


def without_bindings(program: Program) -> Program:
    """`program` without the instructions that only give a tile its address: versions place them differently."""
    old = program.instructions
    dropped = {
        i.index for i in old if isinstance(i.action, TileOp) and i.action.call.name in _BINDINGS
        and not steps_of(i.action, "strict")
    }  # fmt: skip
    kept = [i for i in old if i.index not in dropped]
    number = {instruction.index: new for new, instruction in enumerate(kept)}

    def behind(index: int) -> set[int]:
        found: set[int] = set()
        pending = list(old[index].successors)
        while pending:
            successor = pending.pop()
            if successor in number:
                found.add(number[successor])
            else:
                pending += old[successor].successors
        return found

    instructions = [Instruction(number[i.index], i.action, i.statement, i.loops, sorted(behind(i.index))) for i in kept]
    return Program(program.function, program.core, instructions)
