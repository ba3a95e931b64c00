"""The nodes of the closed C++ language: what a statement, head or label can be, with every token that has meaning.

Nodes are immutable: a rewrite is an edit of the text, never of the tree. `docs/language.md` says what each node means;
what no node describes is outside of the language (`Statement.node` is None).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeAlias, get_args


class Syntax:
    """What all nodes have in common, once: made for each of them, it would show in the start-up time."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    @property
    def fields(self) -> tuple[object, ...]:
        """The values of all fields, in the order of the text."""
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Syntax) and self.fields == other.fields

    def __hash__(self) -> int:
        return hash((type(self), self.fields))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.fields))})"


# ---- expressions and types ----


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Name(Syntax):
    """A possibly qualified name, such as `v12` or `PadValue::Null`."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Number(Syntax):
    """`16384`, `0x10u`, `1.0f`: the text as it stands."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class String(Syntax):
    """A string or character literal, quotes included."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TemplateName(Syntax):
    """`name<arguments>` used as a value, mostly as the callee of a call."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StaticMember(Syntax):
    """`name<arguments>::member`; `member` with the `::` in front."""

    name: str
    arguments: tuple[Node, ...]
    member: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Call(Syntax):
    """`f(a, b)`."""

    callee: Node
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Binary(Syntax):
    """`a + b`, and every other operator with two operands."""

    left: Node
    operator: str
    right: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Unary(Syntax):
    """`-a`, `!a`, `&a`, `*a`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cast(Syntax):
    """`(type) operand`."""

    type: Type
    operand: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NamedCast(Syntax):
    """`static_cast<type>(operand)`, `reinterpret_cast<type>(operand)`."""

    keyword: str
    type: Type
    operand: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Construct(Syntax):
    """`type(arguments)` of a built-in type."""

    type: Type
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ConstructList(Syntax):
    """`type{items}` of a built-in type or a class."""

    type: Type
    items: Braces


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Member(Syntax):
    """`v1.data`."""

    base: Node
    name: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PointerMember(Syntax):
    """`p->data`."""

    base: Node
    name: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Index(Syntax):
    """`a[i]`."""

    base: Node
    subscript: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Conditional(Syntax):
    """`condition ? then : other`."""

    condition: Node
    then: Node
    other: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Braces(Syntax):
    """`{1, 2}`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Type(Syntax):
    """`name<arguments>` with the qualifiers in front and the qualifiers, `*` and `&` after, in order."""

    before: tuple[str, ...]
    name: str
    arguments: tuple[Node, ...]
    after: tuple[str, ...]


# ---- statements ----


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Value(Syntax):
    """The initialiser `= value`."""

    value: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Arguments(Syntax):
    """The initialiser `(arguments)`."""

    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Declare(Syntax):
    """`type name[sizes] initializer;`"""

    type: Type
    name: str
    sizes: tuple[Node, ...]
    initializer: Value | Arguments | Braces | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Assign(Syntax):
    """`a = b;`, `a += b;`."""

    target: Node
    operator: str
    value: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StepBefore(Syntax):
    """`++target`, `--target`."""

    operator: str
    target: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StepBehind(Syntax):
    """`target++`, `target--`."""

    target: Node
    operator: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Expression(Syntax):
    """`f(a);`: an expression as a statement."""

    value: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Return(Syntax):
    """`return;`, `return a;`."""

    value: Node | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Break(Syntax):
    """`break;`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Continue(Syntax):
    """`continue;`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Goto(Syntax):
    """`goto end;`."""

    label: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Launch(Syntax):
    """`kernel<<<configuration>>>(arguments);`, in a function of the host."""

    kernel: str
    configuration: tuple[Node, ...]
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class UsingNamespace(Syntax):
    """`using namespace pto;`."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Alias(Syntax):
    """`using name = type;`"""

    name: str
    type: Type


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Prototype(Syntax):
    """`extern "C" type name(parameters);`: a function that another file defines."""

    linkage: str
    type: Type
    name: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class IfAssign(Syntax):
    """`if (a) b = c;`."""

    condition: Node
    assign: Assign


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StaticAssert(Syntax):
    """`static_assert(condition, "text");`."""

    condition: Node
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Empty(Syntax):
    """`;`."""


# ---- heads of blocks, and what an enumeration holds ----


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class If(Syntax):
    """`if (a) {`."""

    condition: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ElseIf(Syntax):
    """`else if (a) {`."""

    condition: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Else(Syntax):
    """`else {`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class For(Syntax):
    """`for (int32_t i = 0; i < n; i += 1) {`."""

    initial: Node | None
    condition: Node | None
    step: Node | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class While(Syntax):
    """`while (a) {`."""

    condition: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Switch(Syntax):
    """`switch (a) {`."""

    subject: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Struct(Syntax):
    """`struct name {`"""

    name: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Union(Syntax):
    """`union {`, with the name of a variable after its end."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Enum(Syntax):
    """`enum class name : base {`"""

    name: str
    base: Type


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Enumerator(Syntax):
    """`Name = 1` in an enumeration."""

    name: str
    value: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Enumerators(Syntax):
    """The list in an enumeration's braces."""

    items: tuple[Enumerator, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Parameter(Syntax):
    """`name` None: the parameter has none. `default` None: it has no default argument."""

    type: Type
    name: str | None
    default: Node | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Function(Syntax):
    """`linkage` is `extern "C"` or None; the other specifiers are in `type`."""

    linkage: str | None
    type: Type
    name: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Scope(Syntax):
    """A block without a head."""


# ---- labels ----


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Case(Syntax):
    """`case 1:`."""

    value: Node


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Default(Syntax):
    """`default:`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Label(Syntax):
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


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it, outermost first."""
    yield node
    for value in node.fields:
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Syntax):
                yield from walk(child)  # type: ignore[arg-type]
