"""Facts about statement shapes, read off their templates once per shape, so that most statements need no tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ptofix.cpp.parser import Arm, Block, Conditional, Directive, Element, Statement
from ptofix.cpp.shapes import nth_hole


class ShapeFacts:
    """Facts of one shape, collected in one walk over its template.

    `calls`: the callees' names, outermost first (`member.NAME` for member calls, "" where it differs per statement).
    `writes_through_pointer`: it stores through `*p` or takes an address, so names may change unseen.
    `changes_names`: it assigns or steps. `has_holes`: statements of the shape differ.
    `declared`: for a declaration, the type's name, and the declared name or the number of the hole it stands in.
    """

    __slots__ = ("calls", "changes_names", "declared", "has_holes", "template", "writes_through_pointer")

    def __init__(self, template: Any) -> None:
        self.template = template
        self.has_holes = self.changes_names = self.writes_through_pointer = False
        calls: list[str] = []
        pending = [template] if template is not None else []
        while pending:
            node = pending.pop()
            rule = node[0]
            if rule == "call":
                calls.append(_callee(node[1]))
            elif rule in ("assignment", "step"):
                self.changes_names = True
                self.writes_through_pointer |= _stores_through_pointer(node)
            elif rule in ("unary", "constant") and node[1] == "&":
                self.writes_through_pointer = True
            children = [child for child in node[1:] if isinstance(child, list)]
            self.has_holes |= any(isinstance(child, int) for child in node[1:])
            pending.extend(reversed(children))
        self.calls = tuple(calls)
        self.declared = _declared(template)


def _declared(template: Any) -> tuple[str, int | str] | None:
    if template is not None and template[0] == "attributed":
        template = template[2]
    if template is None or template[0] not in ("declare", "declare_init", "declare_call"):
        return None
    core = next(child for child in template[1][1:] if isinstance(child, list))
    return (core[1] if isinstance(core[1], str) else ""), template[2]


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
    return nth_hole(statement.text, leaf) if isinstance(leaf, int) else leaf


def _callee(callee: Any) -> str:
    if callee[0] == "member":
        return f"member.{callee[3]}"
    name = callee[1] if callee[0] in ("name", "template_name") else ""
    return name if isinstance(name, str) else ""


def _stores_through_pointer(node: Any) -> bool:
    pending = [child for child in node[1:] if isinstance(child, list)][:1]
    while pending:
        target = pending.pop()
        if target[0] == "unary" and target[1] == "*":
            return True
        pending += [child for child in target[1:] if isinstance(child, list)]
    return False


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
CORE_MACROS = {
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
            case ["if" | "elif", "defined", macro] | ["ifdef", macro] if macro in CORE_MACROS:
                if CORE_MACROS[macro] == core:
                    return arm.body
            case ["if" | "elif", "!", "defined", macro] | ["if" | "elif", "!defined", macro] | ["ifndef", macro] if (
                macro in CORE_MACROS
            ):
                if CORE_MACROS[macro] != core:
                    return arm.body
            case _:
                return None
    return []
