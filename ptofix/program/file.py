"""The functions of a file, what they may touch, and what may run around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from ptofix.arch.table import classify
from ptofix.cpp import tree
from ptofix.cpp.parser import Block, Directive, Element, Statement, Tree
from ptofix.program.facts import CORE_MACROS, facts, for_core, statements
from ptofix.program.types import plain_name
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import Span

WORD = re.compile(r"[A-Za-z_]\w*")


class File:
    """The functions of a file and the macros it defines."""

    def __init__(self, source_tree: Tree) -> None:
        self.macros = frozenset(_defined(source_tree))
        self.functions: dict[str, FunctionModel] = {}
        for block in _function_blocks(source_tree.body):
            head = block.head.node
            assert isinstance(head, tree.Function)
            ambiguous = head.name in self.functions or _overloads_library(head.name)
            self.functions[head.name] = FunctionModel(self, head, block, ambiguous)
        self._touching: dict[int, tuple[bool, tuple[str, ...]]] = {}

    def boundary(self, function: FunctionModel, core: str, seen: tuple[FunctionModel, ...] = ()) -> str:
        """Why ops outside `function` may be in flight when it starts or ends on `core`; "" if none can be."""
        name = function.head.name
        if function.ambiguous:
            return f"`{name}` is also the name of another function"
        if "__global__" in function.head.type.modifiers:
            return ""
        calls = [
            (caller, statement, depth)
            for caller in self.functions.values()
            if name in caller.callees
            for statement, depth in _with_loop_depth(caller.block.body)
            if name in facts(statement).calls
        ]
        if len(calls) != 1:
            return f"`{name}` is called from {len(calls)} places in this file"
        caller, call, depth = calls[0]
        if caller in (function, *seen):
            return f"`{name}` is called by nobody but itself"
        others = (s for s in statements_for_core(caller.block.body, core) if s is not call)
        if depth or caller.has_labels or any(self.disturbs(other, core, frozenset((name,))) for other in others):
            return f"`{caller.head.name}` does more on this core than call `{name}` once"
        return self.boundary(caller, core, (function, *seen))

    def disturbs(self, statement: Statement, core: str, seen: frozenset[str]) -> bool:
        """Whether a statement around a call may leave work in flight or a flag raised."""
        names = [plain_name(callee) for callee in facts(statement).calls]
        flags = any(name in ("set_flag", "wait_flag") for name in names)
        helpers = [self.functions[name] for name in names if name in self.functions and name not in seen]
        return flags or self.has_effects(statement, core, seen) or any(h.leaves_flags(core) for h in helpers)

    def has_effects(self, statement: Statement, core: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a statement may touch on-chip memory on `core`; calls of `seen` functions are left out."""
        if statement.template is None or self.mentions_macro(statement):
            return True
        touches, local = self._shape_touches(statement)
        return touches or any(name not in seen and self.functions[name].has_effects(core, seen) for name in local)

    def _shape_touches(self, statement: Statement) -> tuple[bool, tuple[str, ...]]:
        """Whether the shape calls an op or something unknown, and the functions of this file that it calls."""
        key = id(statement.template)
        if key not in self._touching:
            names = [plain_name(callee) for callee in facts(statement).calls]
            local = tuple(name for name in names if name in self.functions)
            others = (name for name in names if name not in self.functions)
            self._touching[key] = any(classify(n) not in ("sync", "pure", "alias") for n in others), local
        return self._touching[key]

    def mentions_macro(self, statement: Statement) -> bool:
        return bool(self.macros) and not self.macros.isdisjoint(WORD.findall(statement.text))


# What the assembler itself prints at the top of a file; the op table knows them as well.
_ASSEMBLER_HELPERS = frozenset(("ptoas_auto_sync_tail", "PTOAS__GLOBAL_TENSOR_DATA"))


def _overloads_library(name: str) -> bool:
    """Whether a call of `name` may mean a function of the tile library rather than the one of this file."""
    return name not in _ASSEMBLER_HELPERS and classify(name) != "unknown"


def _defined(source_tree: Tree) -> Iterator[str]:
    """Macros that the file defines or takes back. Raises PtofixError for those that tell the cores apart."""
    for element in _all_directives(source_tree.body):
        word, *names = WORD.findall(element.text)[:2] or [""]
        if word in ("define", "undef"):
            if not CORE_MACROS.keys().isdisjoint(names):
                place = Place(source_tree.source, Span(element.item.start, element.item.end))
                raise error(f"the file changes `{names[0]}`, which tells the cores apart", place)
            yield from names


class FunctionModel:
    """One function of the file; `ambiguous` if another one, here or in the library, has the same name."""

    def __init__(self, file: File, head: tree.Function, block: Block, ambiguous: bool) -> None:
        self.file = file
        self.head = head
        self.block = block
        self.ambiguous = ambiguous
        self._has_effects: dict[tuple[str, frozenset[str]], bool] = {}
        self._leaves_flags: dict[tuple[str, frozenset[str]], bool] = {}

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement, head and label, whatever preprocessor arm it is in."""
        return list(statements(self.block.body))

    @cached_property
    def callees(self) -> frozenset[str]:
        return frozenset(callee for statement in self.statements for callee in facts(statement).calls)

    def has_effects(self, core: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether the function may touch on-chip memory on `core`."""
        if self.head.name in seen or self.ambiguous:
            return True
        if (core, seen) not in self._has_effects:
            inside = seen | {self.head.name}
            self._has_effects[core, seen] = any(
                self.file.has_effects(s, core, inside) for s in statements_for_core(self.block.body, core)
            )
        return self._has_effects[core, seen]

    def leaves_flags(self, core: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a call may raise a flag, or wait for one, other than in a set and its wait side by side."""
        if (core, seen) not in self._leaves_flags:
            self._leaves_flags[core, seen] = self._may_leave_flags(core, seen)
        return self._leaves_flags[core, seen]

    def _may_leave_flags(self, core: str, seen: frozenset[str]) -> bool:
        if self.head.name in seen or self.ambiguous:
            return True
        flags: list[tuple[str, str]] = []
        for statement in statements_for_core(self.block.body, core):
            for callee in facts(statement).calls:
                name = plain_name(callee)
                if name in ("set_flag", "wait_flag"):
                    flags.append((name, statement.text.partition("(")[2]))
                elif name in self.file.functions and self.file.functions[name].leaves_flags(
                    core, seen | {self.head.name}
                ):
                    return True
        sets, waits = flags[::2], flags[1::2]
        return len(sets) != len(waits) or any(
            (first[0], second[0]) != ("set_flag", "wait_flag") or first[1] != second[1]
            for first, second in zip(sets, waits)
        )

    @cached_property
    def changed_names(self) -> frozenset[str]:
        """Names that are assigned, stepped, or may be changed through a reference."""
        changed: set[str] = set()
        for statement in self.statements:
            shape = facts(statement)
            if statement.template is None or shape.writes_through_pointer:
                changed.update(WORD.findall(statement.text))
            elif shape.changes_names:
                for node in tree.walk(statement.node):
                    if isinstance(node, (tree.Assign, tree.Step)) and isinstance(node.target, tree.Name):
                        changed.add(node.target.text)
            if any(self._may_change_arguments(callee) for callee in shape.calls):
                changed.update(WORD.findall(statement.text))
        return frozenset(changed)

    def _may_change_arguments(self, callee: str) -> bool:
        name = plain_name(callee)
        return name not in self.file.functions and classify(name) == "unknown"

    @cached_property
    def has_labels(self) -> bool:
        """Whether control flow jumps with goto."""
        return any(s.template is not None and s.template[0] in ("goto", "name_label") for s in self.statements)


def _all_directives(body: list[Element]) -> Iterator[Directive]:
    for element in body:
        if isinstance(element, Directive):
            yield element
        elif isinstance(element, Block):
            yield from _all_directives(element.body)
        elif not isinstance(element, Statement):
            for arm in element.arms:
                yield from _all_directives(arm.body)


def _function_blocks(body: list[Element]) -> Iterator[Block]:
    for element in body:
        if isinstance(element, Block):
            if isinstance(element.head.node, tree.Function):
                yield element
        elif not isinstance(element, (Statement, Directive)):
            for arm in element.arms:
                yield from _function_blocks(arm.body)


def statements_for_core(body: list[Element], core: str) -> Iterator[Statement]:
    """Every statement and head that the compiler may see for `core`."""
    for element in for_core(body, core):
        if isinstance(element, Statement):
            yield element
        elif isinstance(element, Block):
            yield element.head
            yield from statements_for_core(element.body, core)
        elif isinstance(element, list):
            for arm in element:
                yield from statements_for_core(arm.body, core)


def _with_loop_depth(body: list[Element], depth: int = 0) -> Iterator[tuple[Statement, int]]:
    for element in body:
        if isinstance(element, Statement):
            yield element, depth
        elif isinstance(element, Block):
            loop = isinstance(element.head.node, (tree.For, tree.While, tree.Opaque))
            yield from _with_loop_depth(element.body, depth + loop)
        elif not isinstance(element, Directive):
            for arm in element.arms:
                yield from _with_loop_depth(arm.body, depth)
