"""The `asm` notation of ptofix/mlir/table.py, compiled: elements with the white space that a printer puts before them.

MLIR's printers write a blank before every element except around brackets and before commas; `spaced` records that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

_TOKEN = re.compile(r"->|<\w+\?|>|~~\w+|&&\w+|[%&~*]\w+|@attrs!?|\w+|[(){}\[\],:=]")
_NO_SPACE_BEFORE = frozenset("<>(){}[],")
_NO_SPACE_BEFORE_AFTER_PUNCTUATION = frozenset(">)}],")
_NO_SPACE_AFTER = frozenset("<({[")


class Literal(Struct, frozen=True):
    """A word or punctuation that stands for itself."""

    text: str
    spaced: bool


class OperandRef(Struct, frozen=True):
    """An operand of the op."""

    name: str
    spaced: bool


class AttributeRef(Struct, frozen=True):
    """An attribute of the op; `whole`: printed with its dialect prefix."""

    name: str
    whole: bool
    spaced: bool


class TypeRef(Struct, frozen=True):
    """The type of operand or result `name`; `short`: a single PTO type loses its dialect prefix."""

    name: str
    short: bool
    spaced: bool


class RegionRef(Struct, frozen=True):
    """A region of the op."""

    name: str
    spaced: bool


class AttributeDictionary(Struct, frozen=True):
    """All attributes not mentioned elsewhere; `defaults`: print those that have their default value too."""

    defaults: bool


class Group(Struct, frozen=True):
    """Elements that are there when operand, attribute or result `anchor` is."""

    anchor: str
    elements: tuple[Element, ...]


Element = Literal | OperandRef | AttributeRef | TypeRef | RegionRef | AttributeDictionary | Group


class _Spacing:
    """State of MLIR's format printer: whether a blank may come, and whether punctuation came last."""

    def __init__(self) -> None:
        self.wanted = True
        self.after_punctuation = False

    def literal(self, text: str) -> bool:
        bare = _NO_SPACE_BEFORE_AFTER_PUNCTUATION if self.after_punctuation else _NO_SPACE_BEFORE
        spaced = self.wanted and ((len(text) > 1) or text not in bare)
        self.wanted = len(text) > 1 or text not in _NO_SPACE_AFTER
        self.after_punctuation = not (text[0].isalpha() or text[0] == "_")
        return spaced

    def other(self) -> bool:
        spaced = self.wanted or not self.after_punctuation
        self.wanted, self.after_punctuation = True, False
        return spaced


@cache
def compile_forms(text: str) -> tuple[tuple[Element, ...], ...]:
    """The alternatives of `text`, each as its elements."""
    return tuple(map(compile_asm, text.split(" | ")))


@cache
def compile_asm(text: str) -> tuple[Element, ...]:
    """The elements of `text`. Raises ValueError for text that is not in the notation."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise ValueError(f"bad assembly format: {text!r}")
    return tuple(_elements(iter(tokens), _Spacing()))


def _elements(tokens: Iterator[str], spacing: _Spacing) -> Iterator[Element]:
    for token in tokens:
        if token == ">":
            return
        if token.startswith("<"):
            yield Group(token[1:-1], tuple(_elements(tokens, spacing)))
        elif token == "_":
            spacing.after_punctuation = True
        elif token.startswith("@attrs"):
            spacing.after_punctuation = False
            yield AttributeDictionary(token.endswith("!"))
        elif token.startswith("%"):
            yield OperandRef(token[1:], spacing.other())
        elif token.startswith("&"):
            yield AttributeRef(token.lstrip("&"), token.startswith("&&"), spacing.other())
        elif token.startswith("~"):
            yield TypeRef(token.lstrip("~"), token.startswith("~~"), spacing.other())
        elif token.startswith("*"):
            yield RegionRef(token[1:], spacing.other())
        else:
            yield Literal(token, spacing.literal(token))


def mentioned(elements: tuple[Element, ...], kind: type[AttributeRef | OperandRef] = AttributeRef) -> frozenset[str]:
    """Names of the attributes, or operands, that have their own place in the syntax."""
    inner = (mentioned(element.elements, kind) for element in elements if isinstance(element, Group))
    return required(elements, kind).union(*inner)


def required(elements: tuple[Element, ...], kind: type[AttributeRef | OperandRef]) -> frozenset[str]:
    """Those of them that are in no optional part."""
    return frozenset(element.name for element in elements if isinstance(element, kind))
