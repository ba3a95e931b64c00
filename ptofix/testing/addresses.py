"""Random address expressions as C++ text, and where they lead: as the front end says, and as compiled code does.

Each case is the body of a kernel: declarations of pointers and of numbers made of them, and expressions over those. The
memories of its arguments are far apart, so an address tells which of them it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

from ptofix.cpp.parser import Statement, parse
from ptofix.isa.architecture import A2A3
from ptofix.program.entities import Entity
from ptofix.program.lower import Lowering
from ptofix.program.places import GlobalPlace, Tensor
from ptofix.program.unit import FunctionOutsideError, Unit, read_unit
from ptofix.testing.tools import output_of
from ptofix.text.source import SourceFile

_T = TypeVar("_T")

POINTEES = {
    "float": 4, "int8_t": 1, "int16_t": 2, "int64_t": 8, "uint8_t": 1, "uint32_t": 4, "half": 2, "bool": 1,
    "long": 8, "unsigned short": 2, "std::uint16_t": 2,
}  # fmt: skip
"""Types of elements, with their bytes."""
_POINTERS = (("g0", "float"), ("g1", "half"), ("g2", "int8_t"), ("g3", "int64_t"))
_NUMBERS = ("int32_t n", "int64_t m", "uint32_t u", "uint64_t w", "int8_t c")
PARAMETERS = ", ".join((*(f"__gm__ {of}* {name}" for name, of in _POINTERS), *_NUMBERS))
ROOTS = tuple((number + 1) << 40 for number in range(len(_POINTERS)))
"""Where the memory of each pointer begins."""
INPUTS = ((3, 5, 7, 11, 2), (-3, -1000, 4294967290, 18446744073709551000, -5), (0, 123456, 1, 1 << 33, 127))
"""What the numbers are, in several runs."""
ALIASES = "using P4 = __gm__ float*;\nusing P8 = __gm__ int64_t*;\nusing N = uint64_t;\nusing I = int64_t;\n"
_ALIAS_OF_NAME = re.compile(r"(?:P4|P8|N|I)\(\w+\)")
"""In an alias of its own, and in brackets, C++ reads it as the parameter of a function's type."""
_WORDS = ("uint64_t", "int64_t", "size_t", "unsigned long", "intptr_t", "uintptr_t", "long long", "N", "I")
_NARROW = ("int32_t", "uint32_t", "uint16_t", "int8_t")


class Spelled(NamedTuple):
    """`type` is what a pointer points to, "*" for a pointer to one, or the type of a number, "" for a plain one."""

    text: str
    type: str


@dataclass(frozen=True)
class AddressCase:
    """`names` are pointers to bytes that the declarations end with."""

    name: str
    declarations: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n".join(self.declarations)


def random_case(seed: int, declarations: int = 4, expressions: int = 20) -> AddressCase:
    writer = _Writer(Random(seed))
    lines = [writer.declaration(f"d{number}") for number in range(declarations)]
    names = tuple(f"e{number}" for number in range(expressions))
    lines += [f"__gm__ uint8_t* {name} = {writer.as_bytes()};" for name in names]
    return AddressCase(f"seed{seed}", tuple(lines), names)


@dataclass
class _Writer:
    random: Random
    pointers: list[Spelled] = field(default_factory=lambda: [Spelled(*pair) for pair in _POINTERS])
    words: list[Spelled] = field(default_factory=list)

    def of(self, items: Sequence[_T]) -> _T:
        return items[self.random.randrange(len(items))]

    def percent(self, share: int) -> bool:
        return self.random.randrange(100) < share

    def declaration(self, name: str) -> str:
        if self.percent(50):
            pointer = self.pointer(2)
            while pointer.type in ("*", "void"):
                pointer = self.pointer(2)
            self.pointers.append(Spelled(name, pointer.type))
            declared = self.of((f"__gm__ {pointer.type}*", f"__gm__ {pointer.type}*", "auto", "const auto"))
            return f"{declared} {name} = {pointer.text};"
        word = self.word(2)
        type_ = self.of((*_WORDS, "auto", "auto"))
        self.words.append(Spelled(name, word.type if type_ == "auto" else type_))
        return f"{self.of(('', 'const '))}{type_} {name} = {word.text};"

    def as_bytes(self) -> str:
        """A pointer to bytes."""
        inner = self.pointer(4) if self.percent(60) else self.word(4)
        plain = f"{self.of(('(__gm__ uint8_t*) ', '(__gm__ uint8_t*)'))}{_operand(inner.text)}"
        return self.of((plain, f"reinterpret_cast<__gm__ uint8_t*>({inner.text})"))

    def pointer(self, depth: int) -> Spelled:
        kind = self.random.randrange(100) if depth else 0
        if kind < 15:
            return self.of(self.pointers)
        if kind < 35:
            return self.cast_to_pointer(depth)
        inner = self.pointer(depth - 1)
        if inner.type == "void":
            return inner
        if kind < 60:
            sign = self.of(("+", "+", "-"))
            return Spelled(f"{_operand(inner.text)} {sign} {_factor(self.number(2))}", inner.type)
        if kind < 68:
            return Spelled(f"{_factor(self.number(2))} + {_operand(inner.text)}", inner.type)
        if kind < 82:  # the language has elements of what has a name
            named = self.of(self.pointers)
            return Spelled(f"&*{named.text}" if self.percent(20) else f"&{named.text}[{self.number(2)}]", named.type)
        if kind < 90:
            other = Spelled(f"{_operand(inner.text)} + {_factor(self.number(1))}", inner.type)
            return Spelled(f"{self.condition()} ? {_operand(inner.text)} : {_operand(other.text)}", inner.type)
        if kind < 94:
            apart = f"({_operand(inner.text)} - {_operand(inner.text)})"
            return Spelled(f"{_operand(inner.text)} + {apart}", inner.type)
        return Spelled(f"({inner.text})", inner.type)

    def cast_to_pointer(self, depth: int) -> Spelled:
        inner = self.pointer(depth - 1) if self.percent(50) else self.word(depth - 1)
        kind = self.random.randrange(100)
        if kind < 10 and inner.type not in _WORDS:
            return Spelled(f"(__gm__ void*) {_operand(inner.text)}", "void")
        if kind < 25:
            spelled, of = self.of((("P4", "float"), ("P8", "int64_t")))
            forms = [f"reinterpret_cast<{spelled}>({inner.text})"]
            forms += [] if _ALIAS_OF_NAME.fullmatch(inner.text) else [f"{spelled}({inner.text})"]
            return Spelled(self.of(forms), of)
        of = self.of(tuple(POINTEES))
        stars = self.of(("*", "*", "*", "**"))
        spelled = f"__gm__ {of}{stars}"
        form = self.of((f"({spelled}) {_operand(inner.text)}", f"reinterpret_cast<{spelled}>({inner.text})"))
        return Spelled(form, of if stars == "*" else "*")

    def word(self, depth: int) -> Spelled:
        """A number of 64 bits that is an address."""
        kind = self.random.randrange(100) if depth else 0
        if kind < 15 and self.words:
            return self.of(self.words)
        if kind < 45:
            return self.converted("reinterpret_cast", self.pointer(max(depth - 1, 0)))
        inner = self.word(depth - 1)
        if kind < 55:
            return self.converted("static_cast", inner)
        if kind < 75:
            return Spelled(f"{_operand(inner.text)} {self.of(('+', '-'))} {_factor(self.number(2))}", "")
        if kind < 82:
            return Spelled(f"{_factor(self.number(2))} + {_operand(inner.text)}", "")
        if kind < 86:
            return Spelled(f"{self.condition()} ? {_operand(inner.text)} : {_operand(self.word(1).text)}", "")
        if kind < 90:
            other = self.word(1)
            return Spelled(f"{_operand(inner.text)} + ({_operand(self.word(1).text)} - {_operand(other.text)})", "")
        if kind < 94:
            return Spelled(f"{_operand(inner.text)} {self.of(('|', '^', '&', '*'))} {_factor(self.number(1))}", "")
        if kind < 97:
            return Spelled(f"(uint64_t) ({self.of(_NARROW)}) {_operand(inner.text)}", "uint64_t")
        return Spelled(
            self.of((f"+{_operand(inner.text)}", f"~{_operand(inner.text)}", f"-{_operand(inner.text)}")), ""
        )

    def converted(self, keyword: str, inner: Spelled) -> Spelled:
        """A number; the language knows an alias in brackets only where it is called."""
        type_ = self.of(_WORDS)
        forms = [f"{keyword}<{type_}>({inner.text})"]
        if type_ not in ("N", "I"):
            forms.append(f"({type_}) {_operand(inner.text)}")
        elif not _ALIAS_OF_NAME.fullmatch(inner.text):
            forms.append(f"{type_}({inner.text})")
        return Spelled(self.of(forms), type_)

    def condition(self) -> str:
        return self.of(("true", "false", "1 < 2", "n > 3", "m != 0"))

    def number(self, depth: int) -> str:
        """A plain number; nothing in it overflows where C++ gives that no meaning."""
        kind = self.random.randrange(100) if depth else self.random.randrange(40)
        if kind < 18:
            return self.of(("0", "1", "2", "64", "16u", "3ull", "0x40", "-1", "-8", "128l", "(-4)"))
        if kind < 36:
            return self.of(("n", "m", "u", "w", "c"))
        if kind < 40:
            return self.of(("18446744073709551615u", "4294967295u", "4294967295", "true", "(uint64_t) -64", "-1ll"))
        first = _factor(self.number(depth - 1))
        if kind < 55:
            return f"({self.of((*_WORDS[:-2], *_NARROW, 'bool'))}) {first}"
        if kind < 80:
            return f"(int64_t) {first} {self.of('+-')} (int64_t) {_factor(self.number(depth - 1))}"
        if kind < 88:
            return f"(uint32_t) {first} {self.of('+-*')} (uint32_t) {_factor(self.number(depth - 1))}"
        if kind < 94:
            return f"(int64_t) {first} / {self.of(('2', '3', '16'))}"
        return f"(uint64_t) {first} {self.of(('& 63', '% 24', '>> 3', '<< 2'))}"


def _operand(text: str) -> str:
    """`text` where a cast or a sign is put before it, or a sum around it."""
    name, bracket, _ = text.partition("(")  # `(N(x)) + 1` would cast to a function's type
    is_whole = (name.isidentifier() or not name) and bracket and _closes_at(text, len(name)) == len(text) - 1
    return text if is_whole or text.isidentifier() else f"({text})"


_factor = _operand


def _closes_at(text: str, opened: int) -> int:
    depth = 0
    for place, letter in enumerate(text[opened:], opened):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return place
    return -1


# ---- what the front end says ----


class _Recorded(Lowering):
    """Remembers the names of the function that it lowers."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit, frozenset())
        self.seen: dict[str, Entity] = {}

    def name(self, name: str, entity: Entity, statement: Statement) -> None:
        super().name(name, entity, statement)
        self.seen[name] = entity


def front_end(case: AddressCase) -> list[GlobalPlace | None] | str:
    """Where the names of a case lead; why, if it is not analysed."""
    text = (
        f"{ALIASES}__global__ AICORE void kernel({PARAMETERS}) {{\n#if defined(__DAV_VEC__)\n{case.body}\n#endif\n}}\n"
    )
    unit = read_unit(parse(SourceFile("case.cpp", text)), "vector", A2A3, {})
    lowering = _Recorded(unit)
    try:
        lowering.program(next(iter(unit.all_functions())))
    except FunctionOutsideError as refused:
        return f"{refused.reason}: {refused.place}"
    found = [lowering.seen[name] for name in case.names]
    return [entity.place() if isinstance(entity, Tensor) else None for entity in found]


# ---- what a compiler says ----

_HEAD = """\
#include <cstddef>
#include <cstdint>
#include <cstdio>
#define __gm__
using std::intptr_t, std::uintptr_t, std::size_t;
struct half { uint16_t bits; };
"""


def program_text(cases: Sequence[AddressCase]) -> str:
    """A program that prints, for each case, a line for each input with all of its addresses."""
    lines, calls = [_HEAD + ALIASES], []
    for case in cases:
        lines += [f"void {case.name}({PARAMETERS}) {{", case.body]
        lines += [f'std::printf("%llu ", (unsigned long long) {name});' for name in case.names]
        lines.append('std::puts("");\n}')
        for numbers in INPUTS:
            roots = (f"({of}*) {root}ull" for root, (_, of) in zip(ROOTS, _POINTERS))
            calls.append(
                f"{case.name}({', '.join((*roots, *(f'{n}ull' if n >= 0 else f'({n}ll)' for n in numbers)))});"
            )
    return "\n".join([*lines, "int main() {", *calls, "}\n"])


def compiled(cases: Sequence[AddressCase], compiler: str, folder: Path) -> list[list[list[int]]]:
    """For each case and each of its inputs, the addresses."""
    lines = iter(output_of(program_text(cases), compiler, folder, ["-fwrapv", "-fpermissive"]).splitlines())
    return [[list(map(int, next(lines).split())) for _ in INPUTS] for _ in cases]


# ---- comparison ----


def disagreements(case: AddressCase, said: list[GlobalPlace | None], true: list[list[int]]) -> Iterator[str]:
    """What the front end says of a case that is not so. What it does not know says nothing."""
    for number, (name, place) in enumerate(zip(case.names, said)):
        if place is None:
            continue
        addresses = [run[number] for run in true]
        expected = [_address(place, numbers) for numbers in INPUTS]
        whole = (place.distance.modulus if place.distance else 0) or 1 << 64
        for address, known in zip(addresses, expected):
            if known is not None and (address - known) % min(whole, 1 << 64):
                yield f"{case.name} {name}: {place}, and {address:#x} is not {known % (1 << 64):#x}\n{case.body}"
                break
    yield from _equal_ones(case, said, true)


def _equal_ones(case: AddressCase, said: list[GlobalPlace | None], true: list[list[int]]) -> Iterator[str]:
    """Two places that depend on the same numbers are as far apart as their starts, whatever those numbers are."""
    groups: dict[object, list[tuple[int, int]]] = {}
    for number, place in enumerate(said):
        if place is not None and place.distance is not None and not place.distance.modulus:
            key = (place.root, place.distance.terms)
            groups.setdefault(key, []).append((number, place.distance.start))
    for known in groups.values():
        (first, start), *rest = known
        for number, other in rest:
            if any((run[number] - run[first] - (other - start)) % (1 << 64) for run in true):
                yield f"{case.name} {case.names[number]}: not {other - start} after {case.names[first]}\n{case.body}"


def _address(place: GlobalPlace, numbers: Sequence[int]) -> int | None:
    """The address of a place; None if it depends on more than arguments."""
    if place.distance is None:
        return None
    values = {f"argument {len(_POINTERS) + at}": value for at, value in enumerate(numbers)}
    if any(term.symbol.name not in values for term in place.distance.terms):
        return None
    by_numbers = sum(term.by * values[term.symbol.name] for term in place.distance.terms)
    return ROOTS[place.root[1]] + place.distance.start + by_numbers
