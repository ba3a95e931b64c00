"""Nodes of the C++ subset, and their construction from a shape's template.

Nodes are immutable: a rewrite is an edit of the text, never of the tree. They are named tuples since those are made
much faster than data classes, which shows in the start-up time; so compare kinds with isinstance, not nodes with ==.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

# ---- expressions and types ----


class Name(NamedTuple):
    """A possibly qualified name, such as `v12` or `PadValue::Null`."""

    text: str


class Number(NamedTuple):
    text: str


class String(NamedTuple):
    text: str


class TemplateName(NamedTuple):
    """`text<arguments>` used as a value, mostly as the callee of a call."""

    text: str
    arguments: tuple[Node, ...]


class Call(NamedTuple):
    callee: Node
    arguments: tuple[Node, ...]


class Binary(NamedTuple):
    left: Node
    operator: str
    right: Node


class Unary(NamedTuple):
    operator: str
    operand: Node


class Cast(NamedTuple):
    type: str
    operand: Node


class Member(NamedTuple):
    base: Node
    operator: str
    name: str


class Index(NamedTuple):
    base: Node
    subscript: Node


class Ternary(NamedTuple):
    condition: Node
    then: Node
    other: Node


class Braces(NamedTuple):
    items: tuple[Node, ...]


class Type(NamedTuple):
    """`name<arguments>` with the qualifiers, `*` and `&` around it (in `modifiers`, in order)."""

    name: str
    arguments: tuple[Node, ...] = ()
    modifiers: tuple[str, ...] = ()


class Decltype(NamedTuple):
    operand: Node


# ---- statements ----


class Declare(NamedTuple):
    """`type name = initial;` or `type name(arguments);`; `array` if the name has dimensions."""

    type: Type
    name: str
    initial: Node | None = None
    arguments: tuple[Node, ...] = ()
    array: bool = False


class Assign(NamedTuple):
    target: Node
    operator: str
    value: Node


class Step(NamedTuple):
    target: Node


class Expression(NamedTuple):
    value: Node


class Return(NamedTuple):
    value: Node | None = None


class Break(NamedTuple):
    pass


class Continue(NamedTuple):
    pass


class Goto(NamedTuple):
    label: str


class Using(NamedTuple):
    pass


class Empty(NamedTuple):
    pass


# ---- heads of blocks ----


class If(NamedTuple):
    condition: Node


class ElseIf(NamedTuple):
    condition: Node


class Else(NamedTuple):
    pass


class For(NamedTuple):
    initial: Node | None
    condition: Node | None
    step: Node | None


class While(NamedTuple):
    condition: Node


class Switch(NamedTuple):
    subject: Node


class Enum(NamedTuple):
    pass


class Parameter(NamedTuple):
    type: Type
    name: str


class Function(NamedTuple):
    name: str
    type: Type
    parameters: tuple[Parameter, ...]


class Scope(NamedTuple):
    """A block without a head."""


# ---- labels ----


class Case(NamedTuple):
    value: Node


class Default(NamedTuple):
    pass


class Label(NamedTuple):
    name: str


class Opaque(NamedTuple):
    """What the grammar does not know."""


Node = (
    Name | Number | String | TemplateName | Call | Binary | Unary | Cast | Member | Index | Ternary | Braces
    | Type | Decltype | Declare | Assign | Step | Expression | Return | Break | Continue | Goto | Using | Empty
    | If | ElseIf | Else | For | While | Switch | Enum | Parameter | Function | Scope | Case | Default | Label
    | Opaque
)  # fmt: skip


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it, outermost first."""
    yield node
    value: Any
    for value in node:
        if hasattr(value, "_fields"):
            yield from walk(value)
        elif isinstance(value, tuple):
            for child in value:
                if hasattr(child, "_fields"):
                    yield from walk(child)


_DECIMAL = re.compile(r"0|[1-9][0-9]*")


def decimal(text: str) -> int | None:
    """The value of a plain decimal literal; None for any other text, such as an octal literal."""
    return int(text) if _DECIMAL.fullmatch(text) else None


# ---- construction ----


def build(template: Any, holes: Callable[[], list[str]]) -> Node:
    """The node for `template`, its holes filled with what `holes` gives; Opaque for None."""
    if template is None:
        return Opaque()
    node: Node = _Builder(holes()).node(template) if _holes_in(template) else _shared(template, ())
    return node


# Nodes and hole numbers by the identity of their template. Templates live as long as the process (shapes.py), and
# types and flag statements repeat so often that building each once saves most of the work.
_NODES: dict[tuple[int, tuple[str, ...]], Any] = {}
_HOLES_IN: dict[int, tuple[int, ...]] = {}


def _holes_in(template: Any) -> tuple[int, ...]:
    """The numbers of the holes in a template, in order."""
    found = _HOLES_IN.get(id(template))
    if found is None:
        numbers: list[int] = []
        for child in template[1:]:
            if isinstance(child, int):
                numbers.append(child)
            elif isinstance(child, list):
                numbers += _holes_in(child)
        found = _HOLES_IN[id(template)] = tuple(numbers)
    return found


def _shared(template: Any, holes: tuple[str, ...]) -> Any:
    """The one node for `template` with `holes` in its holes."""
    key = id(template), holes
    if key not in _NODES:
        builder = _Builder(dict(zip(_holes_in(template), holes)))
        _NODES[key] = builder.type(template) if template[0] == "type" else builder.node(template)
    return _NODES[key]


class _Builder:
    def __init__(self, holes: list[str] | dict[int, str]) -> None:
        self.holes = holes

    def text(self, leaf: int | str) -> str:
        return self.holes[leaf] if isinstance(leaf, int) else leaf

    def node(self, template: Any) -> Any:
        return None if template is None else _BUILD[template[0]](self, template)

    def nodes(self, templates: list[Any]) -> tuple[Any, ...]:
        return tuple(_BUILD[t[0]](self, t) for t in templates)

    def arguments(self, template: Any) -> tuple[Any, ...]:
        """Of a `template` node, whose first and last child are the angle brackets."""
        return self.nodes(template[2:-1])

    def shared_type(self, t: Any) -> Type:
        """Types repeat: build each once."""
        node: Type = _shared(t, tuple([self.holes[number] for number in _holes_in(t)]))
        return node

    def type(self, t: Any) -> Type:
        core = next(child for child in t[1:] if isinstance(child, list))
        modifiers = tuple(self.text(child) for child in t[1:] if not isinstance(child, list))
        if core[0] == "decltype":
            return Type("decltype", (self.node(core[1]),), modifiers)
        if core[0] == "builtin":
            return Type(" ".join(core[1:]), (), modifiers)
        return Type(self.text(core[1]), self.arguments(core[2]) if len(core) > 2 else (), modifiers)

    def declaration(self, t: Any) -> Declare:
        rule, type_, name, *rest = t
        array = [child for child in rest if isinstance(child, list) and child[0] == "dimension"]
        initial, arguments = None, ()
        if rule == "declare_init":
            initial = self.node(rest[-1])
        elif rule == "declare_call":
            arguments = self.nodes(rest[-1][1:])
        return Declare(self.node(type_), self.text(name), initial, arguments, bool(array))

    def function(self, t: Any) -> Function:
        parts = {child[0]: child for child in t[1:] if isinstance(child, list)}
        name = t[t.index(parts["type"]) + 1]
        parameters = tuple(
            Parameter(self.node(p[1]), self.text(p[2]) if len(p) > 2 and not isinstance(p[2], list) else "")
            for p in parts["parameters"][1:]
        )
        return Function(self.text(name), self.node(parts["type"]), parameters)

    def constant(self, t: Any) -> Node:
        text = "".join(self.text(leaf) for leaf in t[1:])
        return Unary("&", Name(text[1:])) if text.startswith("&") else Number(text)


_BUILD: dict[str, Callable[[_Builder, Any], Node]] = {
    "name": lambda b, t: Name(b.text(t[1])),
    "number": lambda b, t: Number(b.text(t[1])),
    "string": lambda b, t: String(b.text(t[1])),
    "constant": _Builder.constant,
    "template_name": lambda b, t: TemplateName(b.text(t[1]), b.arguments(t[2])),
    "call": lambda b, t: Call(b.node(t[1]), b.nodes(t[2][1:])),
    "binary": lambda b, t: Binary(b.node(t[1]), t[2], b.node(t[3])),
    "unary": lambda b, t: Unary(t[1], b.node(t[2])),
    "cast": lambda b, t: Cast(t[1][1:-1], b.node(t[2])),
    "member": lambda b, t: Member(b.node(t[1]), t[2], b.text(t[3])),
    "index": lambda b, t: Index(b.node(t[1]), b.node(t[2])),
    "ternary": lambda b, t: Ternary(b.node(t[1]), b.node(t[2]), b.node(t[3])),
    "braces": lambda b, t: Braces(b.nodes(t[1:])),
    "type": _Builder.shared_type,
    "declare": _Builder.declaration,
    "declare_init": _Builder.declaration,
    "declare_call": _Builder.declaration,
    "assignment": lambda b, t: Assign(b.node(t[1]), t[2], b.node(t[3])),
    "step": lambda b, t: Step(b.node(next(c for c in t[1:] if isinstance(c, list)))),
    "expression": lambda b, t: Expression(b.node(t[1])),
    "attributed": lambda b, t: b.node(t[2]),
    "return_": lambda b, t: Return(b.node(t[1]) if len(t) > 1 else None),
    "break_": lambda _b, _t: Break(),
    "continue_": lambda _b, _t: Continue(),
    "goto": lambda b, t: Goto(b.text(t[1])),
    "using": lambda _b, _t: Using(),
    "empty": lambda _b, _t: Empty(),
    "if_": lambda b, t: If(b.node(t[1])),
    "else_if": lambda b, t: ElseIf(b.node(t[1])),
    "else_": lambda _b, _t: Else(),
    "for_": lambda b, t: For(b.node(t[1]), b.node(t[2]), b.node(t[3])),
    "while_": lambda b, t: While(b.node(t[1])),
    "switch": lambda b, t: Switch(b.node(t[1])),
    "enum": lambda _b, _t: Enum(),
    "function": _Builder.function,
    "scope": lambda _b, _t: Scope(),
    "case": lambda b, t: Case(b.node(t[1])),
    "default": lambda _b, _t: Default(),
    "name_label": lambda b, t: Label(b.text(t[1])),
}
