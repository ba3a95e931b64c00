"""Random kernels over numbers, renamed, and nearly so; and what each of them computes, as compiled code says.

A kernel hands numbers to ops. Two kernels are the same if they hand over the same numbers in the same order, whatever
they are called with. What `verify --across-versions` calls the same has to be.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

_T = TypeVar("_T")

PARAMETERS = {"n": "int32_t", "m": "int64_t", "u": "uint32_t", "f": "float"}
INPUTS = ((3, 5, 7, 2.5), (-3, -(1 << 40) - 9, 4294967290, -7.75), (2147483647, 1 << 33, 2147483648, 1e6))
_TYPES = ("int32_t", "int64_t", "uint32_t", "uint64_t", "size_t", "int16_t", "uint8_t", "float")
_NAME = re.compile(r"\bv\d+\b")


@dataclass
class _Writer:
    random: Random
    values: list[str] = field(default_factory=lambda: [*PARAMETERS])
    changing: list[str] = field(default_factory=list)
    loops: int = 0
    count: int = 0

    def of(self, items: Sequence[_T]) -> _T:
        return items[self.random.randrange(len(items))]

    def new(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def term(self, depth: int = 2) -> str:
        kind = self.random.randrange(10) if depth else 0
        if kind < 4:
            return self.of((*self.values, *self.changing, "0", "1", "3", "64", "5u"))
        if kind < 7:
            return f"({self.of(_TYPES)}) ({self.term(depth - 1)})"
        return f"({self.integer(depth - 1)} {self.of(('+', '-', '*', '<'))} {self.integer(depth - 1)})"

    def integer(self, depth: int) -> str:
        return f"(({self.of(_TYPES[:5])}) {self.of(self.values)})" if self.random.randrange(3) else self.term(depth)

    def statements(self, depth: int, most: int) -> list[str]:
        found, kept = [], (len(self.values), len(self.changing))
        for _ in range(self.random.randrange(2, most)):
            found += self.statement(depth)
        del self.values[kept[0] :], self.changing[kept[1] :]
        return found

    def statement(self, depth: int) -> list[str]:
        kind = self.random.randrange(12)
        if kind < 4:
            name, text = self.new(), self.term()
            (self.values if self.random.randrange(3) else self.changing).append(name)
            return [f"{self.of(_TYPES)} {name} = {text};"]
        if kind < 6 and self.changing:
            return [f"{self.of(self.changing)} {self.of(('=', '+=', '='))} {self.term()};"]
        if kind == 6 and self.changing:
            return [f"something({self.of(self.changing + self.values[4:])});"]
        if kind == 7 and depth:
            name = self.new()
            self.values.append(name)
            inside = self.statements(depth - 1, 4)
            self.values.remove(name)
            return [f"for ({self.of(_TYPES[:5])} {name} = 0; {name} < 3; {name} += 1) {{", *inside, "}"]
        if kind == 8 and depth and self.changing:
            name = self.changing.pop(self.random.randrange(len(self.changing)))
            self.values.append(name)
            inside = self.statements(depth - 1, 4)
            self.values.remove(name)
            self.changing.append(name)
            return [f"for ({name} = 0; {name} < 2; {name} += 1) {{", *inside, "}"]
        return [f"TADDS(a, b, {self.term()});"]


def random_body(seed: int) -> tuple[str, ...]:
    """Statements of a kernel, which ends."""
    return tuple(_Writer(Random(seed)).statements(2, 9))


def renamed(body: Sequence[str], seed: int) -> tuple[str, ...]:
    """With other names."""
    names = list(dict.fromkeys(_NAME.findall("\n".join(body))))
    others = [f"v{number}" for number in range(100, 100 + len(names))]
    Random(seed).shuffle(others)
    table = dict(zip(names, others))
    return tuple(_NAME.sub(lambda match: table[match[0]], line) for line in body)


def nearly(body: Sequence[str], seed: int) -> tuple[str, ...]:
    """With one name, type or number another one, or a cast less."""
    random, lines = Random(seed), list(body)
    for _ in range(100):
        at = random.randrange(len(lines))
        pattern = random.choice((r"\b(v\d+|[nmuf])\b", rf"\b(?:{'|'.join(_TYPES)})\b", r"\([a-z0-9_]+\) ", r"\b\d+\b"))
        places = list(re.finditer(pattern, lines[at]))
        if not places:
            continue
        place = random.choice(places)
        others = {m[0] for line in lines for m in re.finditer(pattern, line)} - {place[0]}
        other = "" if pattern.startswith(r"\([") else random.choice(sorted(others or {place[0]}))
        line = lines[at][: place.start()] + other + lines[at][place.end() :]
        if line != lines[at]:
            return (*lines[:at], line, *lines[at + 1 :])
    return tuple(lines)


_HEAD = """\
#include <cstddef>
#include <cstdint>
#include <cstdio>
using std::size_t;
int a, b, budget;
template <class T> void TADDS(int, int, T x) { if (budget-- > 0) std::printf("%.17g ", (double) x); }
template <class T> void something(T& x) { x += 1; budget -= 1; }
template <class T> void something(const T&&) { budget -= 1; }
"""
_MOST = 60  # numbers that a kernel hands over before it is left


def traces(bodies: Sequence[Sequence[str]], compiler: str, folder: Path) -> list[str | None]:
    """What each kernel hands over in all runs; None for one that does not compile."""
    found: list[str | None] = []
    for number, body in enumerate(bodies):
        source = folder / f"k{number}.cpp"
        taken = ", ".join(f"{type_} {name}" for name, type_ in PARAMETERS.items())
        lines = [f"if (budget < 0) return; {line}" if line.startswith("TADDS") else line for line in body]
        runs = (f'budget = {_MOST}; kernel({", ".join(map(repr, given))}); std::puts("");' for given in INPUTS)
        ends = (line.replace("{", "{ if (budget-- < 0) return;", 1) if line[:3] == "for" else line for line in lines)
        text = f"{_HEAD}void kernel({taken}) {{\n" + "\n".join(ends) + "\n}\nint main() {\n" + "\n".join(runs) + "\n}\n"
        source.write_text(text)
        binary = folder / f"k{number}"
        flags = ["-std=c++17", "-w", "-O0", "-fwrapv", str(source), "-o", str(binary)]
        made = subprocess.run([compiler, *flags], capture_output=True, check=False)
        ran = (
            subprocess.run([str(binary)], capture_output=True, text=True, check=False) if not made.returncode else None
        )
        found.append(None if ran is None else ran.stdout)
    return found
