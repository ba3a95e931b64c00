"""Random scalar code on numbers of all types, as kernels in C++, and what a C++ compiler makes of them.

`random_kernel(seed)` writes one: declarations, arrays, references, helper functions, loops, `switch`, elements of
global memory. What its variables are in the end it stores. `stored` has a compiler answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

import numpy as np

from ptofix.machine.memory import Array
from ptofix.testing.tools import output_of

MEMORY = {
    "int8_t": np.int8, "uint8_t": np.uint8, "int16_t": np.int16, "uint16_t": np.uint16, "int32_t": np.int32,
    "uint32_t": np.uint32, "int64_t": np.int64, "uint64_t": np.uint64, "float": np.float32,
}  # fmt: skip
"""Types of elements in global memory: an array `p0`, `p1`, … of each; two more take what variables are."""
POINTERS = {**{f"p{index}": name for index, name in enumerate(MEMORY)}, "wholes": "int64_t", "reals": "float"}
"""The parameters, and the types that they point to."""
LENGTH = 8
"""Elements of each array."""
_WHOLE = tuple(name for name in MEMORY if name != "float")
_TYPES = (*_WHOLE, "bool", "float", "double", "auto")
_SIGNS = ("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<", "<=", ">", ">=", "==", "!=", "&&", "||")
_OF_REALS = ("+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||")
_HELPERS = """\
static AICORE inline int16_t narrow(int64_t x, uint8_t y = 3) { if (x > y) { return x; } return y - x; }
static AICORE inline float half_of(float x) { using T = float; T y = x; y /= 2; return y; }
static AICORE inline uint32_t steps(int32_t n) {
  uint32_t sum = 0;
  while (true) {
    if (n <= 0) { break; }
    n--;
    if (n % 3 == 1) { continue; }
    sum += n;
  }
  return sum;
}
static AICORE inline void bump(int32_t& x, uint8_t by) { x += by; if (x % 2 != 0) { return; } x ^= 5; }
"""


@dataclass(frozen=True)
class ScalarKernel:
    """A function `name`, and what it needs, in C++."""

    name: str
    text: str


def random_kernel(seed: int, statements: int = 8) -> ScalarKernel:
    name = f"k{seed}"
    writer = _Writer(Random(seed))
    lines = [line for _ in range(4) for line in writer.declaration()]
    lines += [line for _ in range(statements) for line in writer.statement(2)]
    for index, (variable, whole) in enumerate(list(writer.variables.items())[-LENGTH:]):
        lines.append(f"{'wholes' if whole else 'reals'}[{index}] = {variable};")
    parameters = ", ".join(f"__gm__ {type_}* {pointer}" for pointer, type_ in POINTERS.items())
    head = f"__global__ AICORE void {name}({parameters}) {{"
    return ScalarKernel(name, _HELPERS + "\n".join([head, *lines, "}\n"]))


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.variables: dict[str, bool] = {}
        """Those that are seen at the end, and whether they are whole numbers."""
        self.fixed: list[str] = []
        self.bumped: list[str] = []
        self.stepped: list[str] = []
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def declaration(self) -> list[str]:
        name, type_ = self.new(), self.random.choice(_TYPES)
        whole = self.random.random() < 0.6 if type_ == "auto" else type_ not in ("float", "double")
        value = self.whole(2) if whole else self.real(2)
        self.variables[name] = whole
        if type_ in _WHOLE:
            self.stepped.append(name)
        if type_ == "int32_t":
            self.bumped.append(name)
        return [f"{type_} {name} = {value};"]

    def statement(self, depth: int) -> list[str]:
        random = self.random
        kind = random.randrange(12 if depth else 7)
        names = list(self.variables)
        if kind < 2:
            name = random.choice(names)
            if not self.variables[name]:
                return [f"{name} {random.choice(('', '+', '-', '*', '/'))}= {self.any(2)};"]
            sign = random.choice(("", "+", "-", "*", "&", "|", "^", "/", "%", "<<", ">>"))
            value = {"/": "3", "%": "7", "<<": "2", ">>": "1"}.get(sign) or self.whole(2)
            return [f"{name} {sign}= {value};"]
        if kind == 2:
            number = random.randrange(len(MEMORY))
            sign = random.choice(("", "+", "-", "*", "^")) if number < len(_WHOLE) else random.choice(("", "+", "*"))
            value = self.whole(2) if number < len(_WHOLE) else self.any(2)
            return [f"p{number}[{self.index()}] {sign}= {value};"]
        if kind == 3:
            steps = [name for name in self.stepped if name in names]
            step, place = random.choice(("++", "--")), random.choice([*steps, f"p2[{random.randrange(LENGTH)}]"])
            return [random.choice((f"{step}{place};", f"{place}{step};"))]
        if kind == 4 and self.bumped:
            return [f"bump({random.choice(self.bumped)}, {self.whole(1)});"]
        if kind == 5:
            array, index = self.new(), self.index()
            type_ = random.choice(_WHOLE)
            return [
                f"{type_} {array}[{LENGTH}] = {{{random.randint(0, 9)}, {random.randint(0, 9)}}};",
                f"{array}[{index}] += {self.whole(1)};",
                f"wholes[{random.randrange(LENGTH)}] = {array}[{self.index()}];",
            ]
        if kind <= 6:
            pointer = self.new()
            return [
                f"__gm__ uint16_t* {pointer} = p3 + {random.randint(0, 3)};",
                f"{pointer}[0] = {self.whole(1)};",
                f"wholes[{random.randrange(LENGTH)}] = {pointer}[{random.randint(0, 4)}] + ({pointer} - p3);",
            ]
        if kind == 7:
            return [f"if ({self.any(2)}) {{", *self.block(depth), "} else {", *self.block(depth), "}"]
        if kind == 8:
            cases = random.sample(range(-2, 6), 3)
            lines = [f"switch ({self.whole(1)} % 6) {{"]
            for case in cases:
                lines += [f"case {case}:", "{", *self.block(depth), "}", random.choice(("break;", ""))]
            return [*lines, "default:", "{", *self.block(depth), "}", "}"]
        if kind == 9:
            name, value = self.new(), f"static_cast<T>({self.whole(1)})"
            lines = ["{", "using T = uint8_t;", *self.block(depth), f"T {name} = {value};"]
            self.variables[name] = True
            lines += [*self.block(depth), "}"]
            del self.variables[name]
            return lines
        counter = self.new()
        self.fixed.append(counter)
        body = [
            *self.block(depth),
            f"if ({counter} == {random.randint(0, 3)}) {{",
            random.choice(("break;", "continue;")),
            "}",
        ]
        body += self.block(depth)
        self.fixed.remove(counter)
        step = random.choice((f"{counter} += 1", f"{counter}++", f"++{counter}"))
        return [f"for (int32_t {counter} = 0; {counter} < {random.randint(0, 4)}; {step}) {{", *body, "}"]

    def block(self, depth: int) -> list[str]:
        """Statements; what they declare is not seen after them."""
        seen, bumped = dict(self.variables), list(self.bumped)
        lines = [] if self.random.random() < 0.5 else self.declaration()
        lines += [line for _ in range(self.random.randint(1, 2)) for line in self.statement(depth - 1)]
        self.variables, self.bumped = seen, bumped
        return lines

    def index(self) -> str:
        return str(self.random.randrange(LENGTH)) if self.random.random() < 0.6 else f"({self.whole(1)} & {LENGTH - 1})"

    def any_small(self) -> str:
        return f"({self.whole(1)} & 15)"

    def any(self, depth: int) -> str:
        return self.whole(depth) if self.random.random() < 0.5 else self.real(depth)

    def whole(self, depth: int) -> str:
        """An integer expression."""
        random = self.random
        kind = random.randrange(12) if depth else random.randrange(4)
        if kind < 2:
            names = [name for name, whole in self.variables.items() if whole] + self.fixed
            return random.choice(names) if names else "7"
        if kind == 2:
            return random.choice(("0", "1", "2", "5", "100u", "-3", "40000", "0x7fLL", "255", "true"))
        if kind == 3:
            return f"p{random.randrange(len(_WHOLE))}[{random.randrange(LENGTH)}]"
        if kind == 4:
            return f"({random.choice((*_WHOLE, 'bool'))}) ({self.whole(depth - 1)})"
        if kind == 5:
            return f"({random.choice(('int32_t', 'int64_t', 'bool'))}) ({self.real(depth - 1)})"
        if kind == 6:
            return f"({self.any(depth - 1)} ? {self.whole(depth - 1)} : {self.whole(depth - 1)})"
        if kind == 7:
            return f"{random.choice('-~!')}({self.whole(depth - 1)})"
        if kind == 8:
            return random.choice(
                (f"narrow({self.whole(depth - 1)})", f"steps({self.any_small()})", f"narrow(9, {self.any_small()})")
            )
        if kind == 9:
            return f"({self.any(depth - 1)} {random.choice(_OF_REALS[4:])} {self.any(depth - 1)})"
        sign = random.choice(_SIGNS)
        right = str(random.randint(1, 7)) if sign in ("/", "%", "<<", ">>") else self.whole(depth - 1)
        return f"({self.whole(depth - 1)} {sign} {right})"

    def real(self, depth: int) -> str:
        """An expression of float or double."""
        random = self.random
        kind = random.randrange(9) if depth else random.randrange(4)
        if kind < 2:
            names = [name for name, whole in self.variables.items() if not whole]
            return random.choice(names) if names else "1.5f"
        if kind == 2:
            return random.choice(("0.1f", "2.0", "-1.25f", "1e30f", "3.0e-5", "0.0f", "7.f"))
        if kind == 3:
            return f"p{len(_WHOLE)}[{random.randrange(LENGTH)}]"
        if kind == 4:
            return f"({random.choice(('float', 'double'))}) ({self.any(depth - 1)})"
        if kind == 5:
            return f"({self.any(depth - 1)} ? {self.real(depth - 1)} : {self.any(depth - 1)})"
        if kind == 6:
            return f"half_of({self.any(depth - 1)})"
        sign, one, other = random.choice(_OF_REALS[:4]), self.real(depth - 1), self.any(depth - 1)
        return f"({one} {sign} {other})" if random.random() < 0.5 else f"({other} {sign} {one})"


def memory() -> dict[str, Array]:
    """What the arrays hold before."""
    values = np.array([0, 1, 2, 3, 100, 7, 5, 120])
    return {
        name: (values + index if name[0] == "p" else values * 0).astype(MEMORY[type_])
        for index, (name, type_) in enumerate(POINTERS.items())
    }


def stored(kernels: Sequence[ScalarKernel], compiler: str, folder: Path) -> list[dict[str, Array]]:
    """What the arrays hold after each of the kernels, by a compiler. Signed numbers wrap."""
    lines = ["#include <cstdint>", "#include <cstdio>", "#define AICORE", "#define __gm__", "#define __global__"]
    calls = []
    sizes = {name: array.nbytes for name, array in memory().items()}
    start = ",".join(map(str, b"".join(array.tobytes() for array in memory().values())))
    for kernel in kernels:
        lines.append(f"namespace n_{kernel.name} {{\n{kernel.text}}}")
        starts = accumulate(sizes.values(), initial=0)
        given = [f"({kind} *) (bytes + {start})" for start, kind in zip(starts, POINTERS.values())]
        call = f"n_{kernel.name}::{kernel.name}({', '.join(given)});"
        calls.append(
            f"{{ alignas(8) unsigned char bytes[] = {{{start}}}; {call} fwrite(bytes, 1, sizeof bytes, stdout); }}"
        )
    text = "\n".join([*lines, "int main() {", *calls, "}\n"])
    said, found = output_of(text, compiler, folder, ["-fwrapv", "-ffp-contract=off", "-fno-strict-aliasing"]), []
    for _ in kernels:
        arrays = memory()
        for name, array in arrays.items():
            arrays[name], said = np.frombuffer(said[: array.nbytes], array.dtype), said[array.nbytes :]
        found.append(arrays)
    return found
