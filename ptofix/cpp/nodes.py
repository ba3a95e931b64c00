"""The nodes of the closed C++ language: what a statement, head or label can be, with every token that has meaning.

Nodes are immutable: a rewrite is an edit of the text, never of the tree. `docs/language.md` says what each node means;
what no node describes is outside of the language (`Statement.node` is None).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias, get_args

# ---- expressions and types ----


@dataclass(frozen=True, slots=True)
class Name:
    """A possibly qualified name, such as `v12` or `PadValue::Null`."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    text: str


@dataclass(frozen=True, slots=True)
class String:
    """A string or character literal, quotes included."""

    text: str


@dataclass(frozen=True, slots=True)
class TemplateName:
    """`name<arguments>` used as a value, mostly as the callee of a call."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class StaticMember:
    """`name<arguments>::member`; `member` with the `::` in front."""

    name: str
    arguments: tuple[Node, ...]
    member: str


@dataclass(frozen=True, slots=True)
class Call:
    callee: Node
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    left: Node
    operator: str
    right: Node


@dataclass(frozen=True, slots=True)
class Unary:
    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Cast:
    """`(type) operand`."""

    type: Type
    operand: Node


@dataclass(frozen=True, slots=True)
class NamedCast:
    """`static_cast<type>(operand)`, `reinterpret_cast<type>(operand)`."""

    keyword: str
    type: Type
    operand: Node


@dataclass(frozen=True, slots=True)
class Construct:
    """`type(arguments)` of a built-in type."""

    type: Type
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ConstructList:
    """`type{items}` of a built-in type or a class."""

    type: Type
    items: Braces


@dataclass(frozen=True, slots=True)
class Member:
    base: Node
    operator: str
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    base: Node
    subscript: Node


@dataclass(frozen=True, slots=True)
class Conditional:
    """`condition ? then : other`."""

    condition: Node
    then: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Braces:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """`name<arguments>` with the qualifiers in front and the qualifiers, `*` and `&` behind, in order."""

    before: tuple[str, ...]
    name: str
    arguments: tuple[Node, ...]
    after: tuple[str, ...]


# ---- statements ----


@dataclass(frozen=True, slots=True)
class Value:
    """The initialiser `= value`."""

    value: Node


@dataclass(frozen=True, slots=True)
class Arguments:
    """The initialiser `(arguments)`."""

    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Declare:
    """`type name[sizes] initializer;`"""

    type: Type
    name: str
    sizes: tuple[Node, ...]
    initializer: Value | Arguments | Braces | None


@dataclass(frozen=True, slots=True)
class Assign:
    target: Node
    operator: str
    value: Node


@dataclass(frozen=True, slots=True)
class StepBefore:
    """`++target`, `--target`."""

    operator: str
    target: Node


@dataclass(frozen=True, slots=True)
class StepBehind:
    """`target++`, `target--`."""

    target: Node
    operator: str


@dataclass(frozen=True, slots=True)
class Expression:
    value: Node


@dataclass(frozen=True, slots=True)
class Return:
    value: Node | None


@dataclass(frozen=True, slots=True)
class Break:
    pass


@dataclass(frozen=True, slots=True)
class Continue:
    pass


@dataclass(frozen=True, slots=True)
class Goto:
    label: str


@dataclass(frozen=True, slots=True)
class UsingNamespace:
    name: str


@dataclass(frozen=True, slots=True)
class Alias:
    """`using name = type;`"""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Prototype:
    """`extern "C" type name(parameters);`: a function that another file defines."""

    linkage: str
    type: Type
    name: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    pass


# ---- heads of blocks, and what an enumeration holds ----


@dataclass(frozen=True, slots=True)
class If:
    condition: Node


@dataclass(frozen=True, slots=True)
class ElseIf:
    condition: Node


@dataclass(frozen=True, slots=True)
class Else:
    pass


@dataclass(frozen=True, slots=True)
class For:
    initial: Node | None
    condition: Node | None
    step: Node | None


@dataclass(frozen=True, slots=True)
class While:
    condition: Node


@dataclass(frozen=True, slots=True)
class Switch:
    subject: Node


@dataclass(frozen=True, slots=True)
class Enum:
    """`enum class name : base {`"""

    name: str
    base: Type


@dataclass(frozen=True, slots=True)
class Enumerator:
    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class Enumerators:
    items: tuple[Enumerator, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`name` None: the parameter has none. `default` None: it has no default argument."""

    type: Type
    name: str | None
    default: Node | None


@dataclass(frozen=True, slots=True)
class Function:
    """`linkage` is `extern "C"` or None; the other specifiers are in `type`."""

    linkage: str | None
    type: Type
    name: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A block without a head."""


# ---- labels ----


@dataclass(frozen=True, slots=True)
class Case:
    value: Node


@dataclass(frozen=True, slots=True)
class Default:
    pass


@dataclass(frozen=True, slots=True)
class Label:
    name: str


Node: TypeAlias = (
    Name | Number | String | TemplateName | StaticMember | Call | Binary | Unary | Cast | NamedCast | Construct
    | ConstructList | Member | Index | Conditional | Braces | Type | Value | Arguments | Declare | Assign
    | StepBefore | StepBehind | Expression | Return | Break | Continue | Goto | UsingNamespace | Alias | Prototype
    | Empty | If | ElseIf | Else | For | While | Switch | Enum | Enumerator | Enumerators | Parameter | Function
    | Scope | Case | Default | Label
)  # fmt: skip

KINDS: dict[str, type[Node]] = {kind.__name__: kind for kind in get_args(Node)}


_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in KINDS.values()}
"""The names of each node's fields, in the order of the text."""


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it, outermost first."""
    yield node
    for name in _FIELDS[type(node)]:
        value = getattr(node, name)
        for child in value if isinstance(value, tuple) else (value,):
            if type(child) in _FIELDS:
                yield from walk(child)
