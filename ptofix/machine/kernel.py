"""The kernel that a file has: its entry, and the cores that it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Conditional, Element, Statement, Tree, statements
from ptofix.isa.architecture import A2A3
from ptofix.program.conditionals import CORE_MACROS, CORES, for_core
from ptofix.program.unit import OutsideError, SourceFunction, Unit, read_units
from ptofix.text.diagnostics import Place, error, line_place
from ptofix.text.nearest import did_you_mean

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

    def has_function(self, name: str, given: int) -> bool:
        """Whether a call with so many arguments is one of a function of the file: an op may have its name."""
        if name not in self.functions:
            return False
        head = self.functions[name].head.node
        assert isinstance(head, nodes.Function)
        needed = sum(parameter.default is None for parameter in head.parameters)
        return needed <= given <= len(head.parameters)

    def place(self, line: int) -> Place:
        """All of a line of its file, without indentation."""
        return line_place(self.functions[self.name].head.place.source, line)


def kernel_of(tree: Tree, name: str = "") -> Kernel:
    """The kernel called `name`, or the only one of the file: `__global__`, or called by no other function and without
    tiles as parameters.

    Raises PtofixError if there is none, or more than one to choose from.
    """
    functions = {
        block.head.node.name: block
        for block in tree.body
        if isinstance(block, Block) and isinstance(block.head.node, nodes.Function)
    }
    entries = [name] if name else _entries(functions)
    if len(entries) != 1 or entries[0] not in functions:
        there = (
            ", ".join(one for one in (functions if name else entries or functions) if not _is_helper(functions[one]))
            or "none"
        )
        meant = did_you_mean(name, functions) if name else ""
        none = "there is no kernel to run" if there == "none" else "there is no single kernel to run"
        what = f"it has no kernel `{name}`; {meant}" if meant else none
        raise error(f"{tree.source.name}: {what}", help=f"--kernel NAME chooses; there are: {there}")
    head = functions[entries[0]].head.node
    assert isinstance(head, nodes.Function)
    _refuse_other_meanings(tree, head.name)
    written = (element.node for element in tree.body if isinstance(element, Statement))
    declared = tuple(node for node in written if node is not None and _is_constant(node))
    return Kernel(head.name, head, functions, _cores(functions), declared)


def _refuse_other_meanings(tree: Tree, name: str) -> None:
    """Raises PtofixError where a word in the kernel may mean something else than it says: outside of functions there is
    something unknown, a macro of the file has its name, or several functions have.
    """
    # Constants are computed when the kernel is run, or are refused then.
    others = [element for element in tree.body if not (isinstance(element, Statement) and _is_number(element.node))]
    try:
        units = read_units(replace(tree, body=others), A2A3)
    except OutsideError as problem:
        raise error(f"the machine does not run this: {problem.reason}", problem.place) from None
    for unit in units:
        for function in _called(unit, name):
            why = "" if unit.macros.isdisjoint(function.words) else "it uses a macro of this file"
            if len(unit.ambiguous.get(function.name, ())) > 1:
                why = f"more than one `{function.name}`"
            if why:
                raise error(f"the machine does not run this: {why}", function.block.head.place)
            for lost, why in _misplaced(function.block.body, unit.core):
                raise error(why, lost.place)


def _misplaced(
    body: list[Element], core: str, *, in_loop: bool = False, in_switch: bool = False
) -> Iterator[tuple[Statement, str]]:
    """What no compiler accepts where it is, and why: `else`, `break` and `continue` that belong to nothing."""
    before: nodes.Node | None = None
    for element in for_core(body, core):
        head = element.head if isinstance(element, Block) else element
        if not isinstance(head, Statement):
            continue
        node = head.node
        match node:
            case nodes.Else() | nodes.ElseIf() if not isinstance(before, nodes.If | nodes.ElseIf | nodes.IfAssign):
                yield head, "`else` without an `if`"
            case nodes.Break() if not in_loop and not in_switch:
                yield head, "`break` outside of a loop and of a switch"
            case nodes.Continue() if not in_loop:
                yield head, "`continue` outside of a loop"
        if isinstance(element, Block):
            loops, switches = (isinstance(node, kind) for kind in (nodes.For | nodes.While, nodes.Switch))
            yield from _misplaced(element.body, core, in_loop=in_loop or loops, in_switch=in_switch or switches)
        before = node


def _called(unit: Unit, name: str) -> list[SourceFunction]:
    """The functions called `name` on one core, and all whose names they and those hold."""
    by_name: dict[str, list[SourceFunction]] = {}
    for function in unit.all_functions():
        by_name.setdefault(function.name, []).append(function)
    found, pending = list[SourceFunction](), by_name.pop(name, [])
    while pending:
        function = pending.pop()
        found.append(function)
        for called in by_name.keys() & function.words:
            pending += by_name.pop(called)
    return found


def _is_constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Alias) or _is_number(node)


def _is_number(node: nodes.Node | None) -> bool:
    match node:
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
        if name not in called
        and isinstance(head, nodes.Function)
        and "static" not in head.type.before
        and not _is_helper(functions[name])
    ]


def _is_helper(function: Block) -> bool:
    """Whether it takes tiles, which a kernel calls it with, or has default arguments, which no launch takes."""
    head = function.head.node
    return isinstance(head, nodes.Function) and any(
        one.default is not None or one.type.name.rpartition("::")[2] in _TILES for one in head.parameters
    )


_TILES = ("Tile", "ConvTile", "GlobalTensor")


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
