"""Preprocessor conditionals: what the compiler sees for one kind of core."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.cpp.parser import Block, Conditional, Element

# The macros that the device compiler defines for one kind of core: pto-isa include/pto/common, assembler output.
CORE_MACROS = {
    "__DAV_CUBE__": "cube",
    "__DAV_C220_CUBE__": "cube",
    "__DAV_VEC__": "vector",
    "__DAV_C220_VEC__": "vector",
}

CORES = ("cube", "vector")


def for_core(body: list[Element], core: str) -> Iterator[Element]:
    """The elements that the compiler sees for `core`; a conditional about something else comes as it is."""
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
    """The body that `core` compiles, None if the condition is about something else than the core."""
    for arm in conditional.arms:
        words = arm.condition.replace("(", " ( ").replace(")", " ) ").replace("!", " ! ").split()
        match words:
            case ["else"]:
                return arm.body
            case ["if" | "elif", "defined", "(", macro, ")"] | ["if" | "elif", "defined", macro] | ["ifdef", macro] if (
                macro in CORE_MACROS
            ):
                if CORE_MACROS[macro] == core:
                    return arm.body
            case (
                ["if" | "elif", "!", "defined", "(", macro, ")"] | ["if" | "elif", "!", "defined", macro]
                | ["ifndef", macro]
            ) if macro in CORE_MACROS:  # fmt: skip
                if CORE_MACROS[macro] != core:
                    return arm.body
            case _:
                return None
    return []
