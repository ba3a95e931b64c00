"""The kernel that a file has: its entry, and the cores that it is for."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Conditional, Element, Statement, Tree, statements
from ptofix.program.conditionals import CORE_MACROS, CORES
from ptofix.text.diagnostics import Place, error
from ptofix.text.nearest import did_you_mean
from ptofix.text.source import Span

GROUP = ("cube", "vector0", "vector1")
"""The cores of a block: one cube core and two vector cores."""


class Kernel(Struct, frozen=True, eq=False):
    """`cores` are those of a group, or one core of a kind for a kernel of that kind; `declared` are the aliases and
    constants of the file."""

    name: str
    head: nodes.Function
    functions: Mapping[str, Block]
    cores: tuple[str, ...]
    declared: tuple[nodes.Node, ...]

    def place(self, line: int) -> Place:
        """All of a line of its file, without indentation."""
        source = self.functions[self.name].head.place.source
        start, text = source.line_start(line), source.line_text(line)
        return Place(source, Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip())))


def kernel_of(tree: Tree, name: str = "") -> Kernel:
    """The kernel called `name`, or the only one of the file: `__global__`, or called by no other function.

    Raises PtofixError if there is none, or more than one to choose from.
    """
    functions = {
        block.head.node.name: block
        for block in tree.body
        if isinstance(block, Block) and isinstance(block.head.node, nodes.Function)
    }
    entries = [name] if name else _entries(functions)
    if len(entries) != 1 or entries[0] not in functions:
        there = ", ".join(functions if name else entries or functions) or "none"
        meant = did_you_mean(name, functions) if name else ""
        what = f"it has no kernel `{name}`; {meant}" if meant else "no one kernel to run"
        raise error(f"{tree.source.name}: {what}", help=f"--kernel NAME chooses; there are: {there}")
    head = functions[entries[0]].head.node
    assert isinstance(head, nodes.Function)
    written = (element.node for element in tree.body if isinstance(element, Statement))
    declared = tuple(node for node in written if node is not None and _is_constant(node))
    return Kernel(head.name, head, functions, _cores(functions), declared)


def _is_constant(node: nodes.Node) -> bool:
    match node:
        case nodes.Alias():
            return True
        case nodes.Declare(nodes.Type(before=before), _, (), nodes.Value()):
            return "constexpr" in before or "const" in before
    return False


def _entries(functions: Mapping[str, Block]) -> list[str]:
    heads = {name: block.head.node for name, block in functions.items()}
    marked = [n for n, head in heads.items() if isinstance(head, nodes.Function) and "__global__" in head.type.before]
    if marked:
        return marked
    called = {
        callee
        for block in functions.values()
        for statement in statements(block.body)
        for callee in statement.shape.plain_callees
    }
    return [
        name
        for name, head in heads.items()
        if name not in called and isinstance(head, nodes.Function) and "static" not in head.type.before
    ]


def _cores(functions: Mapping[str, Block]) -> tuple[str, ...]:
    kinds = {kind for block in functions.values() for kind in _kinds(block.body)}
    if kinds == set(CORES):
        return GROUP
    return ("cube",) if kinds == {"cube"} else ("vector0",)


def _kinds(body: list[Element]) -> set[str]:
    """The kinds of core that preprocessor lines in a body name."""
    found: set[str] = set()
    for element in body:
        if isinstance(element, Block):
            found |= _kinds(element.body)
        elif isinstance(element, Conditional):
            for arm in element.arms:
                found |= {kind for macro, kind in CORE_MACROS.items() if macro in arm.condition} | _kinds(arm.body)
    return found
