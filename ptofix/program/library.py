"""Names of the tile library and of the language around it, from language.toml and the op table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path

from msgspec import Struct

from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import Arch
from ptofix.program.integers import INT, IntegerType, type_named
from ptofix.text.cache import cached_toml

PATH = Path(__file__).with_name("language.toml")

EVENT = re.compile(r"EVENT_ID(\d)")
_PIPE = re.compile(r"PIPE_(\w+)")
_PIPE_NAMES: frozenset[str] = frozenset(Pipe)
TENSOR_TYPES = frozenset(("GlobalTensor", "Shape", "Stride"))
CLASS_TEMPLATES = TENSOR_TYPES | {"Tile", "TPipe"}


class Library(Struct, frozen=True, dict=True):
    """The lists of language.toml; a name in `preamble` is followed by the digest of its tokens."""

    includes: tuple[re.Pattern[str], ...]
    namespaces: frozenset[str]
    guarded_words: frozenset[str]
    guarded_macros: frozenset[str]
    undefined: frozenset[str]
    redirected: frozenset[str]
    numbers_of_core: Mapping[str, int]
    floating: frozenset[str]
    enumerations: frozenset[str]
    precisions: frozenset[str]
    constants: frozenset[str]
    objects: frozenset[str]
    records: frozenset[str]
    variants: dict[str, str]
    preamble: dict[str, str]

    @cached_property
    def enumeration_types(self) -> frozenset[str]:
        """All enumerations, those of precisions too."""
        return self.enumerations | self.precisions

    def is_type(self, name: str) -> bool:
        """Whether a type's name, without the library's namespace, is known."""
        name = name.removeprefix("pto::comm::")
        return (
            name in ("void", "auto", "char", *CLASS_TEMPLATES)
            or type_named(name) is not None
            or name in self.floating
            or name in self.enumeration_types
            or name in self.objects
        )

    def is_object(self, name: str) -> bool:
        """Whether a type's name is that of a class whose objects move no data."""
        return name.removeprefix("pto::comm::") in self.objects

    def is_constant(self, name: str) -> bool:
        """Whether a name, without the library's namespace, is a value of the library: an enumerator mostly."""
        scope = name.rpartition("::")[0]
        if scope:
            return scope.removeprefix("pto::comm::") in self.enumeration_types
        pipe = _PIPE.fullmatch(name)
        return name in self.constants or bool(EVENT.fullmatch(name)) or (pipe is not None and pipe[1] in _PIPE_NAMES)

    def variant(self, name: str, argument: str) -> str | None:
        """The op that `name<argument …>` is: another one for some, None where that is not known."""
        same = argument.startswith("Tile<") or argument.rpartition("::")[0] in self.precisions
        if same or not any(key.startswith(f"{name}<") for key in self.variants):
            return name
        return self.variants.get(f"{name}<{argument}>")

    def has(self, name: str, arch: Arch) -> bool:
        """Whether a file must not give a meaning of its own to a name."""
        return self.is_type(name) or self.is_constant(name) or arch.row(name) is not None


def number_type(name: str) -> IntegerType | None:
    """The integer type of a name's values, if it has one; an event is its number."""
    plain = plain_name(name)
    return INT if plain == "event_t" else type_named(plain)


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name without the namespace of the tile library; that of communication is kept, as in the op table."""
    plain = name.removeprefix("::")
    plain = f"pto::{plain}" if plain.startswith("comm::") else plain
    return plain if plain.startswith("pto::comm::") else plain.removeprefix("pto::")


@lru_cache(maxsize=4096)
def pipe_named(name: str) -> Pipe | None:
    """The pipe, or all of them, that an enumerator names."""
    match = _PIPE.fullmatch(plain_name(name))
    return Pipe(match[1]) if match and match[1] in _PIPE_NAMES else None


@lru_cache(maxsize=4096)
def event_named(name: str) -> int | None:
    """The id that an enumerator `EVENT_ID…` names."""
    match = EVENT.fullmatch(plain_name(name))
    return int(match[1]) if match else None


@cache
def library() -> Library:
    """The names of language.toml."""
    lists = cached_toml(PATH)
    includes = tuple(re.compile(rf'include ?[<"]{pattern}[>"]') for pattern in lists["includes"])
    return Library(
        includes,
        frozenset(lists["namespaces"]),
        frozenset(lists["guarded_words"]),
        frozenset(lists["guarded_macros"]),
        frozenset(lists["undefined"]),
        frozenset(lists["redirected"]),
        lists["numbers_of_core"],
        frozenset(lists["floating"]),
        frozenset(lists["enumerations"]),
        frozenset(lists["precisions"]),
        frozenset(lists["constants"]),
        frozenset(lists["objects"]),
        frozenset(lists["records"]),
        lists["variants"],
        lists["preamble"],
    )
