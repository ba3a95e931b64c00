"""Random functions that compute integers, as C++ text, and what a C++ compiler says that they return.

`random_functions(seed)` writes functions each of which may call those before it: declarations, assignments, branches
that return or not, loops, aliases, scopes, default arguments. `returned` has a compiler answer for calls of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ptofix.testing.tools import output_of

TYPES = ("int32_t", "int64_t", "uint32_t", "uint64_t", "uint8_t", "int16_t", "bool")
_SIGNS = ("+", "-", "*", "&", "|", "^", "<", "<=", "==", "!=", "&&", "||", ">", "%", "/", "<<", ">>")


@dataclass(frozen=True)
class HelperFunction:
    """`types` are those of the parameters, of which the last `defaults` need no argument."""

    name: str
    types: tuple[str, ...]
    defaults: int
    text: str


@dataclass(frozen=True)
class HelperCall:
    """A call of a function with literals."""

    function: HelperFunction
    arguments: tuple[int, ...]

    @property
    def text(self) -> str:
        return f"{self.function.name}({', '.join(map(str, self.arguments))})"


def random_functions(seed: int, number: int = 6) -> list[HelperFunction]:
    random = Random(seed)
    made: list[HelperFunction] = []
    for index in range(number):
        made.append(_Writer(random, tuple(made)).function(f"f{index}"))
    return made


def random_calls(functions: Sequence[HelperFunction], seed: int, each: int = 6) -> list[HelperCall]:
    random = Random(seed)
    found = []
    for function in functions:
        for _ in range(each):
            given = len(function.types) - random.randint(0, function.defaults)
            found.append(HelperCall(function, tuple(random.choice((0, 1, 2, 3, 7, 100)) for _ in range(given))))
    return found


class _Writer:
    """One function; all names are its own, and none hides another."""

    def __init__(self, random: Random, others: tuple[HelperFunction, ...]) -> None:
        self.random, self.others = random, others
        self.visible: list[str] = []
        self.changeable: list[str] = []
        self.count = 0

    def function(self, name: str) -> HelperFunction:
        random = self.random
        types = tuple(random.choice(TYPES) for _ in range(random.randint(0, 3)))
        defaults = random.randint(0, len(types)) if random.random() < 0.3 else 0
        parameters = []
        for index, type_ in enumerate(types):
            parameter = self.new()
            default = f" = {random.randint(0, 5)}" if index >= len(types) - defaults else ""
            parameters.append(f"{type_} {parameter}{default}")
            self.visible.append(parameter)
            if random.random() < 0.3:
                self.changeable.append(parameter)
        lines = [*self.statements(2), f"return {self.term(3)};"]
        head = f"static AICORE inline {random.choice(TYPES)} {name}({', '.join(parameters)}) {{"
        return HelperFunction(name, types, defaults, "\n".join([head, *lines, "}"]))

    def new(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def statements(self, depth: int) -> list[str]:
        return [line for _ in range(self.random.randint(0, 3)) for line in self.statement(depth)]

    def block(self, depth: int) -> list[str]:
        """A block's statements; what it declares is not seen after it."""
        visible, changeable = list(self.visible), list(self.changeable)
        lines = self.statements(depth)
        if self.random.random() < 0.35:
            lines.append(f"return {self.term(2)};")
        self.visible, self.changeable = visible, changeable
        return lines

    def statement(self, depth: int) -> list[str]:
        random = self.random
        kind = random.randrange(10 if depth else 5)
        if kind < 3 or (kind == 3 and not self.changeable):
            name, type_ = self.new(), random.choice((*TYPES, "auto"))
            value = self.term(2)
            self.visible.append(name)
            if random.random() < 0.3:
                self.changeable.append(name)
                return [f"{type_} {name} = {value};"]
            return [f"const {type_} {name} = {value};"]
        if kind == 3:
            return [f"{random.choice(self.changeable)} {random.choice(('', '+', '*', '^'))}= {self.term(1)};"]
        if kind == 4:
            alias, name = f"T{self.new()}", self.new()
            lines = [f"using {alias} = {random.choice(TYPES)};", f"const {alias} {name} = {self.term(1)};"]
            self.visible.append(name)
            return lines
        if kind == 5:
            return ["{", *self.block(depth - 1), "}"]
        if kind == 6:
            name = self.new()
            self.visible.append(name)
            body = self.block(depth - 1)
            self.visible.remove(name)
            head = f"for (int32_t {name} = 0; {name} < {random.randint(0, 3)}; {name} += 1) {{"
            return [head, *body, random.choice(("", "break;")), "}"]
        lines = [f"if ({self.term(2)}) {{", *self.block(depth - 1)]
        if random.random() < 0.4:
            lines += [f"}} else if ({self.term(2)}) {{", *self.block(depth - 1)]
        if random.random() < 0.6:
            lines += ["} else {", *self.block(depth - 1)]
        return [*lines, "}"]

    def term(self, depth: int) -> str:
        random = self.random
        kind = random.randrange(10) if depth else random.randrange(3)
        if kind < 3:
            return random.choice(self.visible) if self.visible and kind else str(random.randint(0, 9))
        if kind == 3:
            return f"({random.choice(TYPES)}) ({self.term(depth - 1)})"
        if kind == 4:
            return f"({self.term(depth - 1)} ? {self.term(depth - 1)} : {self.term(depth - 1)})"
        if kind == 5 and self.others:
            called = random.choice(self.others)
            given = len(called.types) - random.randint(0, called.defaults)
            return f"{called.name}({', '.join(self.term(depth - 1) for _ in range(given))})"
        if kind == 6:
            return f"{random.choice('-~!')}({self.term(depth - 1)})"
        sign = random.choice(_SIGNS)
        right = str(random.randint(1, 7)) if sign in ("/", "%", "<<", ">>") else self.term(depth - 1)
        return f"({self.term(depth - 1)} {sign} {right})"


def returned(
    programs: Sequence[tuple[Sequence[HelperFunction], Sequence[HelperCall]]], compiler: str, folder: Path
) -> list[list[int]]:
    """What each call of each program returns. Signed numbers wrap: where C++ has no answer any is as good."""
    lines = ["#include <cstdint>", "#include <cstdio>", "#define AICORE"]
    body = []
    for number, (functions, calls) in enumerate(programs):
        lines += [f"namespace n{number} {{", *(function.text for function in functions), "}"]
        body += [f'std::printf("%lld\\n", (long long) n{number}::{call.text});' for call in calls]
    text = "\n".join([*lines, "int main() {", *body, "}\n"])
    found = iter(output_of(text, compiler, folder, ["-fwrapv"]).split())
    return [[int(next(found)) for _ in calls] for _, calls in programs]
