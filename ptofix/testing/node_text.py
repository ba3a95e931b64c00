"""Nodes of the closed C++ language as text, so that a test can write what it changed in one."""

from __future__ import annotations

from ptofix.cpp import nodes
from ptofix.cpp.grammar import parse_lexemes
from ptofix.cpp.lexer import tokenize
from ptofix.cpp.nodes import Node
from ptofix.cpp.shapes import Shape

_HEADS = (
    nodes.If, nodes.ElseIf, nodes.Else, nodes.For, nodes.While, nodes.Switch, nodes.Struct, nodes.Union, nodes.Enum,
    nodes.Function, nodes.Scope,
)  # fmt: skip
_LABELS = (nodes.Case, nodes.Default, nodes.Label)


def start_of(node: Node) -> str:
    """The rule of the grammar that the node of an item starts with."""
    if isinstance(node, nodes.Enumerators):
        return "enumerators"
    return "header" if isinstance(node, _HEADS) else "label" if isinstance(node, _LABELS) else "statement"


def parsed(text: str, start: str) -> Node | None:
    """The node of a whole item, read without the memo of shapes."""
    return Shape(parse_lexemes(tokenize(text), start, {})).node([])


def text_of(node: Node) -> str:
    """The text of a whole item: of a statement, a head with its brace, a label, or what an enumeration holds."""
    end = {"statement": ";", "header": " {", "label": ":", "enumerators": ""}[start_of(node)]
    return (_text(node) + end).lstrip()


def _text(node: Node | None) -> str:
    """Of a part without what ends it; None is nothing."""
    match node:
        case None | nodes.Empty() | nodes.Scope():
            return ""
        case nodes.Name(text) | nodes.Number(text) | nodes.String(text):
            return text
        case nodes.TemplateName(name, arguments):
            return f"{name}<{_list(arguments)}>"
        case nodes.StaticMember(name, arguments, member):
            return f"{name}<{_list(arguments)}>{member}"
        case nodes.Call(callee, arguments):
            return f"{_postfix(callee)}({_list(arguments)})"
        case nodes.Binary(left, operator, right):
            return f"{_operand(left)} {operator} {_operand(right)}"
        case nodes.Unary(operator, operand):
            return f"{operator} {_operand(operand)}"
        case nodes.Cast(type_, operand):
            return f"({_text(type_)}) {_operand(operand)}"
        case nodes.NamedCast(keyword, type_, operand):
            return f"{keyword}<{_text(type_)}>({_text(operand)})"
        case nodes.Construct(type_, arguments):
            return f"{_text(type_)}({_list(arguments)})"
        case nodes.ConstructList(type_, items):
            return f"{_text(type_)}{_text(items)}"
        case nodes.Member(base, name):
            return f"{_postfix(base)}.{name}"
        case nodes.PointerMember(base, name):
            return f"{_postfix(base)}->{name}"
        case nodes.Index(base, subscript):
            return f"{_postfix(base)}[{_text(subscript)}]"
        case nodes.Conditional(condition, then, other):
            return f"{_operand(condition)} ? {_text(then)} : {_text(other)}"
        case nodes.Braces(items):
            return f"{{{_list(items)}}}"
        case nodes.Type(before, name, arguments, after):
            return " ".join((*before, f"{name}<{_list(arguments)}>" if arguments else name, *after))
        case nodes.Value(value):
            return f" = {_text(value)}"
        case nodes.Arguments(arguments):
            return f"({_list(arguments)})"
        case nodes.Declare(type_, name, sizes, initializer):
            return f"{_text(type_)} {name}{''.join(f'[{_text(size)}]' for size in sizes)}{_text(initializer)}"
        case nodes.Assign(target, operator, value):
            return f"{_text(target)} {operator} {_text(value)}"
        case nodes.StepBefore(operator, target):
            return f"{operator}{_text(target)}"
        case nodes.StepBehind(target, operator):
            return f"{_text(target)}{operator}"
        case nodes.Parameter(type_, name, default):
            given = f" = {_text(default)}" if default is not None else ""
            return f"{_text(type_)} {name or ''}{given}"
        case nodes.Function(linkage, type_, name, parameters) | nodes.Prototype(linkage, type_, name, parameters):
            return f"{linkage or ''} {_text(type_)} {name}({_list(parameters)})"
        case nodes.Enumerator(name, value):
            return f"{name} = {_text(value)}"
        case nodes.Enumerators(items):
            return _list(items)
        case _:
            return _with_keyword(node)


def _with_keyword(node: Node) -> str:
    match node:
        case nodes.Expression(value):
            return _text(value)
        case nodes.IfAssign(condition, assign):
            return f"if ({_text(condition)}) {_text(assign)}"
        case nodes.StaticAssert(condition, texts):
            return f"static_assert({_text(condition)}{', ' if texts else ''}{' '.join(texts)})"
        case nodes.Return(value):
            return f"return {_text(value)}"
        case nodes.Break():
            return "break"
        case nodes.Continue():
            return "continue"
        case nodes.Goto(label):
            return f"goto {label}"
        case nodes.Launch(kernel, configuration, arguments):
            return f"{kernel}<<<{_list(configuration)}>>>({_list(arguments)})"
        case nodes.UsingNamespace(name):
            return f"using namespace {name}"
        case nodes.Alias(name, type_):
            return f"using {name} = {_text(type_)}"
        case nodes.If(condition):
            return f"if ({_text(condition)})"
        case nodes.ElseIf(condition):
            return f"else if ({_text(condition)})"
        case nodes.Else():
            return "else"
        case nodes.For(initial, condition, step):
            return f"for ({_text(initial)}; {_text(condition)}; {_text(step)})"
        case nodes.While(condition):
            return f"while ({_text(condition)})"
        case nodes.Switch(subject):
            return f"switch ({_text(subject)})"
        case nodes.Struct(name):
            return f"struct {name}"
        case nodes.Union():
            return "union"
        case nodes.Enum(name, base):
            return f"enum class {name} : {_text(base)}"
        case nodes.Case(value):
            return f"case {_text(value)}"
        case nodes.Default():
            return "default"
        case nodes.Label(name):
            return name
        case _:
            raise TypeError(f"a node without a text: {type(node).__name__}")


def _list(items: tuple[Node, ...]) -> str:
    return ", ".join(map(_text, items))


_PRIMARY = (
    nodes.Name, nodes.Number, nodes.String, nodes.TemplateName, nodes.StaticMember, nodes.Call, nodes.Member,
    nodes.PointerMember, nodes.Index, nodes.NamedCast, nodes.Construct, nodes.ConstructList,
)  # fmt: skip


def _postfix(node: Node) -> str:
    return _text(node) if isinstance(node, _PRIMARY) else f"({_text(node)})"


def _operand(node: Node) -> str:
    return _text(node) if isinstance(node, (*_PRIMARY, nodes.Cast, nodes.Unary)) else f"({_text(node)})"
