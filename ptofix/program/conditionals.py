"""Preprocessor conditionals: what the compiler sees for one kind of core."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ptofix.cpp.parser import Block, Conditional, Element
from ptofix.program.library import library

# The macros that the device compiler defines for one kind of core: pto-isa include/pto/common, assembler output.
CORE_MACROS = {
    "__DAV_CUBE__": "cube",
    "__DAV_C220_CUBE__": "cube",
    "__DAV_VEC__": "vector",
    "__DAV_C220_VEC__": "vector",
}

CORES = ("cube", "vector")


def for_core(body: list[Element], core: str) -> Iterator[Element]:
    """The elements that the compiler sees for `core`; a conditional that nothing decides comes as it is."""
    for element in body:
        chosen = decide(element, core) if isinstance(element, Conditional) else None
        if chosen is None:
            yield element
        else:
            yield from for_core(chosen, core)


def tells_cores_apart(body: list[Element]) -> bool:
    """Whether some conditional in `body` is about the core."""
    for element in body:
        if isinstance(element, Block) and tells_cores_apart(element.body):
            return True
        if isinstance(element, Conditional):
            about_core = any(macro in arm.condition for arm in element.arms for macro in CORE_MACROS)
            if about_core or any(tells_cores_apart(arm.body) for arm in element.arms):
                return True
    return False


def decide(conditional: Conditional, core: str) -> list[Element] | None:
    """The body that `core` compiles, None if a condition depends on a macro of which nothing is known."""
    for arm in conditional.arms:
        holds = _holds(arm.condition, core)
        if holds is None:
            return None
        if holds:
            return arm.body
    return []


_PART = re.compile(r"\w+|&&|\|\||\S", re.ASCII)


def _holds(condition: str, core: str) -> bool | None:
    """Whether an arm's condition holds for `core`, None if that is not known."""
    word, *parts = _PART.findall(condition)
    match word, parts:
        case "else", []:
            return True
        case "ifdef", [macro]:
            return _is_defined(macro, core)
        case "ifndef", [macro]:
            return _negated(_is_defined(macro, core))
        case "if" | "elif", _:
            value, rest = _any_of(parts, core)
            return None if rest else value
    return None


def _is_defined(macro: str, core: str) -> bool | None:
    if macro in library().undefined:
        return False
    return CORE_MACROS[macro] == core if macro in CORE_MACROS else None


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _any_of(parts: list[str], core: str) -> tuple[bool | None, list[str]]:
    """The value of `a || b …` at the start, and what is left of the parts."""
    value, rest = _all_of(parts, core)
    while rest[:1] == ["||"]:
        other, rest = _all_of(rest[1:], core)
        value = True if True in (value, other) else None if None in (value, other) else False
    return value, rest


def _all_of(parts: list[str], core: str) -> tuple[bool | None, list[str]]:
    value, rest = _one(parts, core)
    while rest[:1] == ["&&"]:
        other, rest = _one(rest[1:], core)
        value = False if False in (value, other) else None if None in (value, other) else True
    return value, rest


def _one(parts: list[str], core: str) -> tuple[bool | None, list[str]]:
    """`defined X`, `defined(X)`, `!…` or `(…)`; for anything else all parts are left."""
    match parts:
        case ["defined", "(", macro, ")", *rest]:
            return _is_defined(macro, core), rest
        case ["defined", macro, *rest] if macro != "(":
            return _is_defined(macro, core), rest
        case ["!", *rest]:
            value, left = _one(rest, core)
            return _negated(value), left
        case ["(", *rest]:
            value, left = _any_of(rest, core)
            if left[:1] == [")"]:
                return value, left[1:]
    return None, parts or ["nothing"]
