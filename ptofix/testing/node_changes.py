"""Every way to change one field of a node, made from the definitions of the nodes: a new field is changed as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.nodes import KINDS, Node

_SAME_LEVEL = (
    ("+", "-"), ("*", "/", "%"), ("<<", ">>"), ("<", "<=", ">", ">="), ("==", "!="), ("&&", "&"), ("||", "|", "^"),
    ("-", "~", "!"), ("=", "+=", "-=", "<<="), ("++", "--"), (".", "->"),
)  # fmt: skip
_WORDS = {"static_cast": "reinterpret_cast", "const": "constexpr", "static": "const", "__gm__": "__ubuf__"}
_NEW_ITEM: dict[str, Node | str] = {
    "tuple[str, ...]": "const",
    "tuple[Node, ...]": nodes.Name("v2"),
    "tuple[Parameter, ...]": nodes.Parameter(nodes.Type((), "int64_t", (), ()), "v99", None),
    "tuple[Enumerator, ...]": nodes.Enumerator("kNew", nodes.Number("7")),
}
"""One more item of a tuple, by the type of the field."""
_OPTIONAL: dict[tuple[str, str], Node | str] = {
    ("Declare", "initializer"): nodes.Value(nodes.Number("7")),
    ("Return", "value"): nodes.Name("v2"),
    ("For", "initial"): nodes.Assign(nodes.Name("v2"), "=", nodes.Number("7")),
    ("For", "condition"): nodes.Name("v2"),
    ("For", "step"): nodes.Assign(nodes.Name("v2"), "+=", nodes.Number("7")),
    ("Parameter", "name"): "v99",
    ("Parameter", "default"): nodes.Number("7"),
    ("Function", "linkage"): 'extern "C"',
}
"""What is in a field that was None, by class and field."""


def changes(node: Node) -> Iterator[tuple[str, str, Node]]:
    """(class, field, `node` with that field changed), for `node` and every node in it."""
    kind = type(node)
    for name in kind.__struct_fields__:
        value = getattr(node, name)
        for other in _others((kind.__name__, name), kind.__annotations__[name], value):
            yield kind.__name__, name, replace(node, **{name: other})
        for inside, field_name, changed in _inside(value):
            yield inside, field_name, replace(node, **{name: changed})


def _inside(value: Any) -> Iterator[tuple[str, str, Any]]:
    """Changes of the nodes in the value of a field."""
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from ((kind, name, (*value[:i], new, *value[i + 1 :])) for kind, name, new in _inside(item))
    elif type(value) in KINDS.values():
        yield from changes(value)


def _others(of: tuple[str, str], type_: str, value: Any) -> Iterator[Any]:
    """Other values for the field `of` a class, which was declared as `type_`."""
    if value is None:
        yield _OPTIONAL[of]
        return
    if of in _OPTIONAL:
        yield None
    if isinstance(value, str):
        yield from _other_words(value)
    elif isinstance(value, tuple):
        yield from _other_tuples(value, _NEW_ITEM[type_])
    elif isinstance(value, nodes.Name):
        yield nodes.Number("7")
    elif isinstance(value, nodes.Type):
        yield nodes.Type((), "int64_t" if value.name != "int64_t" else "int8_t", (), ())
    elif isinstance(value, nodes.Braces):
        yield nodes.Braces((nodes.Name("v2"),))
    elif type_ == "Assign":
        yield nodes.Assign(nodes.Name("v2"), "=", nodes.Number("77"))
    elif type_.startswith("Node"):
        yield nodes.Name("v2")


def _other_words(text: str) -> Iterator[str]:
    levels = [level for level in _SAME_LEVEL if text in level]
    if levels:
        yield from {word for level in levels for word in level if word != text}
    elif text[0] in "\"'":
        yield f"{text[:-1]} {text[-1]}"
    elif text[0].isdigit():
        yield from ("7", f"{text}u" if text.isdecimal() else f"{text}f")
    elif text in _WORDS:
        yield _WORDS[text]
    elif text.startswith("extern"):
        yield 'extern "C++"'
    else:
        yield f"{text}9"


def _other_tuples(items: tuple[Any, ...], new: Any) -> Iterator[tuple[Any, ...]]:
    """One item less, two swapped, one more."""
    yield from (items[:i] + items[i + 1 :] for i in range(len(items)))
    for i in range(len(items) - 1):
        if items[i] != items[i + 1]:
            yield (*items[:i], items[i + 1], items[i], *items[i + 2 :])
    yield (*items, *items[-1:], *([] if items else [new]))
    yield (*items, new)
