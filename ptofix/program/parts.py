"""What of a file the programs of one function depend on, so that work on one does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, Conditional, Element, Tree
from ptofix.program.unit import WORD, macros_of
from ptofix.text.source import Span


class FunctionParts(Struct, frozen=True, eq=False, dict=True):
    """The functions of a tree, by name; what is around them is a part of every program."""

    tree: Tree
    functions: dict[str, list[Block]]

    def besides(self, name: str) -> list[Span]:
        """The functions without which the programs of `name` are the same.

        A program depends on the functions that it may call, however far down, and how it starts on those that
        name it. A function that uses a macro of the file may name any.
        """
        kept = {name, *self._users.get(name, ()), *self._with_macros}
        pending = list(kept)
        while pending:
            more = self._named.get(pending.pop(), frozenset()) - kept
            kept |= more
            pending += more
        return sorted(block.span for other, blocks in self.functions.items() if other not in kept for block in blocks)

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        text = self.tree.source.text
        return {
            name: frozenset(word for block in blocks for word in WORD.findall(text, *block.span))
            for name, blocks in self.functions.items()
        }

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """Per function, the functions of the file that its text names."""
        return {name: frozenset(self.functions.keys() & words) for name, words in self._words.items()}

    @cached_property
    def _users(self) -> dict[str, list[str]]:
        """Per function, those whose text names it."""
        found: dict[str, list[str]] = {name: [] for name in self.functions}
        for user, names in self._named.items():
            for name in names:
                found[name].append(user)
        return found

    @cached_property
    def _with_macros(self) -> list[str]:
        macros = macros_of(self.tree)
        return [name for name, words in self._words.items() if not macros.isdisjoint(words)] if macros else []


@lru_cache(maxsize=2)
def parts_of(tree: Tree) -> FunctionParts:
    """The same for all that work on one tree."""
    functions: dict[str, list[Block]] = {}
    for block in _functions(tree.body):
        assert isinstance(block.head.node, nodes.Function)
        functions.setdefault(block.head.node.name, []).append(block)
    return FunctionParts(tree, functions)


def _functions(body: Iterable[Element]) -> Iterator[Block]:
    for element in body:
        if isinstance(element, Conditional):
            for arm in element.arms:
                yield from _functions(arm.body)
        elif isinstance(element, Block) and isinstance(element.head.node, nodes.Function):
            yield element
