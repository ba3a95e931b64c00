"""Facts about statement shapes, read off their templates once per shape, so that most statements need no tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ptofix.cpp.parser import Arm, Block, Conditional, Directive, Element, Statement
from ptofix.cpp.shapes import holes_of


@dataclass(eq=False)
class ShapeFacts:
    """`calls` are the callees' names (`member.NAME` for member calls, "" where the name differs per statement)."""

    template: Any

    @cached_property
    def calls(self) -> tuple[str, ...]:
        return tuple(_callee(node[1]) for node in _nodes(self.template) if node[0] == "call")

    @cached_property
    def has_holes(self) -> bool:
        """Whether statements of this shape differ."""
        return any(isinstance(child, int) for node in _nodes(self.template) for child in node[1:])

    @cached_property
    def writes_through_pointer(self) -> bool:
        """Whether it stores through `*p`, or takes an address: names may then change unseen."""
        return any(
            (node[0] == "unary" and node[1] == "&")
            or (node[0] == "constant" and node[1] == "&")
            or (node[0] in ("assignment", "step") and _has_dereference(node))
            for node in _nodes(self.template)
        )

    @cached_property
    def declared(self) -> tuple[str, int | str] | None:
        """For a declaration: the type's name, and the declared name or the number of the hole it stands in."""
        rule, *rest = self.template or [None]
        if rule not in ("declare", "declare_init", "declare_call"):
            return None
        core = next(child for child in rest[0][1:] if isinstance(child, list))
        return (core[1] if isinstance(core[1], str) else ""), rest[1]

    @cached_property
    def changes_names(self) -> bool:
        return any(node[0] in ("assignment", "step") for node in _nodes(self.template))


_FACTS: dict[int, ShapeFacts] = {}


def facts(statement: Statement) -> ShapeFacts:
    """The facts of a statement's shape. The template is kept alive with them, so its id stays its own."""
    key = id(statement.template)
    found = _FACTS.get(key)
    if found is None:
        found = _FACTS[key] = ShapeFacts(statement.template)
    return found


def declared_name(statement: Statement) -> str:
    """The name that a declaration declares, "" for any other statement; builds no tree."""
    declared = facts(statement).declared
    if declared is None:
        return ""
    leaf = declared[1]
    return holes_of(statement.text)[leaf] if isinstance(leaf, int) else leaf


def _nodes(template: Any) -> Iterator[Any]:
    if isinstance(template, list):
        yield template
        for child in template[1:]:
            yield from _nodes(child)


def _callee(callee: Any) -> str:
    if callee[0] == "member":
        return f"member.{callee[3]}"
    name = callee[1] if callee[0] in ("name", "template_name") else ""
    return name if isinstance(name, str) else ""


def _has_dereference(node: Any) -> bool:
    return any(
        child[0] == "unary" and child[1] == "*" for child in _nodes(node[1] if node[0] == "assignment" else node)
    )


def statements(body: list[Element]) -> Iterator[Statement]:
    """Every statement, head and label in `body`, in text order, whatever preprocessor arm it is in."""
    for element in body:
        match element:
            case Statement():
                yield element
            case Block(head, inner):
                yield head
                yield from statements(inner)
            case Conditional(arms):
                for arm in arms:
                    yield from statements(arm.body)
            case Directive():
                pass


def for_core(body: list[Element], core: str) -> Iterator[Element | list[Arm]]:
    """The elements that the compiler sees for `core`; a conditional it cannot decide comes as its list of arms."""
    for element in body:
        if not isinstance(element, Conditional):
            yield element
            continue
        chosen = decide(element, core)
        if chosen is None:
            yield element.arms
        else:
            yield from for_core(chosen, core)


# The macros that the device compiler defines for one kind of core: pto-isa include/pto/common, assembler output.
_CORE_MACROS = {
    "__DAV_CUBE__": "cube",
    "__DAV_C220_CUBE__": "cube",
    "__DAV_VEC__": "vector",
    "__DAV_C220_VEC__": "vector",
}


def decide(conditional: Conditional, core: str) -> list[Element] | None:
    """The body that `core` compiles, None if the condition is about something else than the core."""
    for arm in conditional.arms:
        words = arm.condition.replace("(", " ").replace(")", " ").split()
        match words:
            case ["else"]:
                return arm.body
            case ["if" | "elif", "defined", macro] | ["ifdef", macro] if macro in _CORE_MACROS:
                if _CORE_MACROS[macro] == core:
                    return arm.body
            case ["if" | "elif", "!", "defined", macro] | ["if" | "elif", "!defined", macro] | ["ifndef", macro] if (
                macro in _CORE_MACROS
            ):
                if _CORE_MACROS[macro] != core:
                    return arm.body
            case _:
                return None
    return []
