"""The nodes of the closed C++ language: what a statement, head or label can be, with every token that has meaning.

Nodes are immutable: a rewrite is an edit of the text, never of the tree. `docs/language.md` says what each node means;
what no node describes is outside of the language (`Statement.node` is None).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, get_args

import msgspec
from msgspec.structs import astuple


class Syntax(msgspec.Struct, frozen=True):
    """What all nodes have in common."""

    @property
    def fields(self) -> tuple[object, ...]:
        """The values of all fields, in the order of the text."""
        return astuple(self)

    @property
    def children(self) -> list[Node]:
        """The nodes that it is directly made of, in the order of the text."""
        found: list[Node] = []
        for value in astuple(self):
            if value.__class__ is tuple:
                found += [child for child in value if child.__class__ in _CLASSES]
            elif value.__class__ in _CLASSES:
                found.append(value)
        return found


# ---- expressions and types ----


class Name(Syntax, frozen=True):
    """A possibly qualified name, such as `v12` or `PadValue::Null`."""

    text: str


class Number(Syntax, frozen=True):
    """`16384`, `0x10u`, `1.0f`: the text as it stands."""

    text: str


class String(Syntax, frozen=True):
    """A string or character literal, quotes included."""

    text: str


class TemplateName(Syntax, frozen=True):
    """`name<arguments>` used as a value, mostly as the callee of a call."""

    name: str
    arguments: tuple[Node, ...]


class StaticMember(Syntax, frozen=True):
    """`name<arguments>::member`; `member` with the `::` in front."""

    name: str
    arguments: tuple[Node, ...]
    member: str


class Call(Syntax, frozen=True):
    """`f(a, b)`."""

    callee: Node
    arguments: tuple[Node, ...]


class Binary(Syntax, frozen=True):
    """`a + b`, and every other operator with two operands."""

    left: Node
    operator: str
    right: Node


class Unary(Syntax, frozen=True):
    """`-a`, `!a`, `&a`, `*a`."""

    operator: str
    operand: Node


class Cast(Syntax, frozen=True):
    """`(type) operand`."""

    type: Type
    operand: Node


class NamedCast(Syntax, frozen=True):
    """`static_cast<type>(operand)`, `reinterpret_cast<type>(operand)`."""

    keyword: str
    type: Type
    operand: Node


class Construct(Syntax, frozen=True):
    """`type(arguments)` of a built-in type."""

    type: Type
    arguments: tuple[Node, ...]


class ConstructList(Syntax, frozen=True):
    """`type{items}` of a built-in type or a class."""

    type: Type
    items: Braces


class Member(Syntax, frozen=True):
    """`v1.data`."""

    base: Node
    name: str


class PointerMember(Syntax, frozen=True):
    """`p->data`."""

    base: Node
    name: str


class Index(Syntax, frozen=True):
    """`a[i]`."""

    base: Node
    subscript: Node


class Conditional(Syntax, frozen=True):
    """`condition ? then : other`."""

    condition: Node
    then: Node
    other: Node


class Braces(Syntax, frozen=True):
    """`{1, 2}`."""

    items: tuple[Node, ...]


class Type(Syntax, frozen=True):
    """`name<arguments>` with the qualifiers in front and the qualifiers, `*` and `&` after, in order."""

    before: tuple[str, ...]
    name: str
    arguments: tuple[Node, ...]
    after: tuple[str, ...]


# ---- statements ----


class Value(Syntax, frozen=True):
    """The initialiser `= value`."""

    value: Node


class Arguments(Syntax, frozen=True):
    """The initialiser `(arguments)`."""

    arguments: tuple[Node, ...]


class Declare(Syntax, frozen=True):
    """`type name[sizes] initializer;`"""

    type: Type
    name: str
    sizes: tuple[Node, ...]
    initializer: Value | Arguments | Braces | None


class Assign(Syntax, frozen=True):
    """`a = b;`, `a += b;`."""

    target: Node
    operator: str
    value: Node


class StepBefore(Syntax, frozen=True):
    """`++target`, `--target`."""

    operator: str
    target: Node


class StepBehind(Syntax, frozen=True):
    """`target++`, `target--`."""

    target: Node
    operator: str


class Expression(Syntax, frozen=True):
    """`f(a);`: an expression as a statement."""

    value: Node


class Return(Syntax, frozen=True):
    """`return;`, `return a;`."""

    value: Node | None


class Break(Syntax, frozen=True):
    """`break;`."""


class Continue(Syntax, frozen=True):
    """`continue;`."""


class Goto(Syntax, frozen=True):
    """`goto end;`."""

    label: str


class Launch(Syntax, frozen=True):
    """`kernel<<<configuration>>>(arguments);`, in a function of the host."""

    kernel: str
    configuration: tuple[Node, ...]
    arguments: tuple[Node, ...]


class UsingNamespace(Syntax, frozen=True):
    """`using namespace pto;`."""

    name: str


class Alias(Syntax, frozen=True):
    """`using name = type;`"""

    name: str
    type: Type


class Prototype(Syntax, frozen=True):
    """`extern "C" type name(parameters);`: a function that another file defines."""

    linkage: str
    type: Type
    name: str
    parameters: tuple[Parameter, ...]


class IfAssign(Syntax, frozen=True):
    """`if (a) b = c;`."""

    condition: Node
    assign: Assign


class StaticAssert(Syntax, frozen=True):
    """`static_assert(condition, "text");`."""

    condition: Node
    texts: tuple[str, ...]


class Empty(Syntax, frozen=True):
    """`;`."""


# ---- heads of blocks, and what an enumeration holds ----


class If(Syntax, frozen=True):
    """`if (a) {`."""

    condition: Node


class ElseIf(Syntax, frozen=True):
    """`else if (a) {`."""

    condition: Node


class Else(Syntax, frozen=True):
    """`else {`."""


class For(Syntax, frozen=True):
    """`for (int32_t i = 0; i < n; i += 1) {`."""

    initial: Node | None
    condition: Node | None
    step: Node | None


class While(Syntax, frozen=True):
    """`while (a) {`."""

    condition: Node


class Switch(Syntax, frozen=True):
    """`switch (a) {`."""

    subject: Node


class Struct(Syntax, frozen=True):
    """`struct name {`"""

    name: str


class Union(Syntax, frozen=True):
    """`union {`, with the name of a variable after its end."""


class Enum(Syntax, frozen=True):
    """`enum class name : base {`"""

    name: str
    base: Type


class Enumerator(Syntax, frozen=True):
    """`Name = 1` in an enumeration."""

    name: str
    value: Node


class Enumerators(Syntax, frozen=True):
    """The list in an enumeration's braces."""

    items: tuple[Enumerator, ...]


class Parameter(Syntax, frozen=True):
    """`name` None: the parameter has none. `default` None: it has no default argument."""

    type: Type
    name: str | None
    default: Node | None


class Function(Syntax, frozen=True):
    """`linkage` is `extern "C"` or None; the other specifiers are in `type`."""

    linkage: str | None
    type: Type
    name: str
    parameters: tuple[Parameter, ...]


class Scope(Syntax, frozen=True):
    """A block without a head."""


# ---- labels ----


class Case(Syntax, frozen=True):
    """`case 1:`."""

    value: Node


class Default(Syntax, frozen=True):
    """`default:`."""


class Label(Syntax, frozen=True):
    """`end:`."""

    name: str


Node: TypeAlias = (
    Name | Number | String | TemplateName | StaticMember | Call | Binary | Unary | Cast | NamedCast
    | Construct | ConstructList | Member | PointerMember | Index | Conditional | Braces | Type | Value
    | Arguments | Declare | Assign | StepBefore | StepBehind | Expression | Return | Break | Continue | Goto
    | Launch | UsingNamespace | Alias | Prototype | IfAssign | StaticAssert | Empty | If | ElseIf | Else
    | For | While | Switch | Struct | Union | Enum | Enumerator | Enumerators | Parameter | Function | Scope
    | Case | Default | Label
)  # fmt: skip

KINDS: dict[str, type[Node]] = {kind.__name__: kind for kind in get_args(Node)}
_CLASSES = frozenset(KINDS.values())


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it, outermost first."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        pending += reversed(part.children)
