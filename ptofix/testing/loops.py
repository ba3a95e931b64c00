"""Random heads of `for` loops: what the front end says of their rounds, and what compiled code does.

What it says is judged as in `addresses`: it may know less, but never say what is not so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ptofix.cpp import nodes
from ptofix.cpp.parser import Block, parse
from ptofix.isa.architecture import A2A3
from ptofix.program.counters import LoopVariable
from ptofix.program.integers import type_named
from ptofix.program.lower import Lowering
from ptofix.program.recurrences import Linear, RoundCount, Table
from ptofix.program.unit import FunctionOutsideError, Unit, read_unit
from ptofix.testing.tools import output_of
from ptofix.text.source import SourceFile

_NUMBERS = ("int32_t n", "int64_t m", "uint32_t u", "uint8_t c")
_PARAMETERS = ", ".join(_NUMBERS)
INPUTS = ((3, 5, 7, 11), (-3, -1000, 4294967290, 255), (100, 1 << 33, 0, 0), (0, 0, 1, 1), (40, 12, 1, 38))
"""What the numbers are, in several runs."""
_LARGE = 40
"""How often a loop runs is said as a formula, for numbers from 1 to this."""
_TYPES = ("int32_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "size_t", "uint8_t", "int8_t", "int16_t")
MOST = 300
"""Rounds that are run."""


@dataclass(frozen=True)
class LoopCase:
    name: str
    type: str
    head: str


def random_loop(seed: int) -> LoopCase:
    random = Random(seed)

    def of(*items: str) -> str:
        return items[random.randrange(len(items))]

    type_ = of(*_TYPES)
    start = of("0", "1", "8", "16", "100", "4u", "-3", "250", "n", "u", "m", "n + 1", "(uint8_t) n", "4294967290u")
    end = of("0", "0", "1", "3", "8", "9", "100", "0u", "8ll", "-1", "n", "u", "m", "c", "(uint32_t) n", f"({type_}) m")
    by = of("1", "1", "2", "3", "2u", "1ll", "7", "-1", "-2", "100", "i", "n", "true")
    step = of("++i", "i++", "--i", "i--", f"i += {by}", f"i -= {by}", f"i = i + {by}", f"i = i - {by}", f"i = {by} + i")
    compared = of("<", "<=", ">", ">=", "!=", "==")
    condition = of(f"i {compared} {end}", f"i {compared} {end}", f"{end} {compared} i", f"i {compared} {end} && i < 50")
    return LoopCase(f"seed{seed}", type_, f"{type_} i = {start}; {condition}; {step}")


Said = tuple[bool | None, LoopVariable | None, RoundCount | None]
"""Whether a first round runs, and what is known of the variable, and of how often the loop runs."""


class _Watched(Lowering):
    """Remembers what is said of its loop."""

    said: Said = None, None, None

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit, frozenset())

    def enter_for(self, node: nodes.For, block: Block) -> Said:
        self.said = super().enter_for(node, block)
        return self.said


def front_end(case: LoopCase) -> Said | str:
    """What is said of its loop; why, if it is not analysed."""
    text = f"__global__ AICORE void kernel({_PARAMETERS}) {{\n  for ({case.head}) {{\n    set_mask_norm();\n  }}\n}}\n"
    unit = read_unit(parse(SourceFile("case.cpp", text)), "vector", A2A3, {})
    lowering = _Watched(unit)
    try:
        lowering.program(next(iter(unit.all_functions())))
    except FunctionOutsideError as refused:
        return f"{refused.reason}: {refused.place}"
    return lowering.said


def compiled(cases: Sequence[LoopCase], compiler: str, folder: Path) -> list[list[list[int]]]:
    """For each case and each of its inputs, the value of the variable in each round, of the first `MOST`."""
    lines = ["#include <cstddef>", "#include <cstdint>", "#include <cstdio>", "using std::size_t;"]
    calls = []
    for case in cases:
        print_one = f'std::printf("%lld ", (long long) i); if (++rounds == {MOST}) {{ break; }}'
        body = f'int rounds = 0; for ({case.head}) {{ {print_one} }} std::puts("");'
        lines.append(f"void {case.name}({_PARAMETERS}) {{ {body} }}")
        calls += [f"{case.name}({', '.join(f'(decltype({value}ll)) {value}ll' for value in run)});" for run in INPUTS]
    text = "\n".join([*lines, "int main() {", *calls, "}\n"])
    found = iter(output_of(text, compiler, folder, ["-fwrapv"]).decode().split("\n"))
    return [[[int(word) for word in next(found).split()] for _ in INPUTS] for _ in cases]


def disagreements(case: LoopCase, said: Said, true: list[list[int]]) -> Iterator[str]:
    """What the front end says of a loop that is not so."""
    runs, variable, formula = said
    for given, rounds in zip(INPUTS, true):
        launch = {f"argument {place}": number for place, number in enumerate(given)}
        if formula is not None and min(given) >= 1 and max(given) <= _LARGE and _is_of(formula, launch):
            times = formula.times(launch)
            if min(times, MOST) != len(rounds):
                yield f"{case.name} for ({case.head}): {times} rounds with {given}, and has {len(rounds)}"
        if runs is not None and runs is not bool(rounds):
            yield f"{case.name} for ({case.head}): runs {runs}, and has {len(rounds)} rounds"
        if variable is not None:
            yield from (f"{case.name} for ({case.head}): {what}" for what in _of_variable(case, variable, rounds))


def _is_of(formula: RoundCount, launch: Mapping[str, int]) -> bool:
    """Whether it depends on these numbers alone, not on what is computed from them."""
    return all(symbol.name in launch for symbol, _ in formula.terms)


def _of_variable(case: LoopCase, variable: LoopVariable, rounds: list[int]) -> Iterator[str]:
    if variable.rounds is not None and variable.rounds != len(rounds):
        yield f"{variable.rounds} rounds, and has {len(rounds)}"
    if variable.course.most is not None and len(rounds) > variable.course.most:
        yield f"at most {variable.course.most} rounds, and has {len(rounds)}"
    type_ = type_named(case.type)
    assert type_ is not None
    whole = 1 << type_.bits
    for number, value in enumerate(rounds):
        if (value - rounds[0] - number * variable.grows) % whole:
            yield f"grows by {variable.grows}, and is {rounds[0]} and {value} in round {number}"
            return
        actual = value if type_.signed else value % whole  # it was printed as a signed number
        match variable.value:
            case Table(_, values):
                known = dict(values).get((number,))
                right = known is not None and known.value == actual
            case Linear() as linear:
                expected = linear.offset + number * variable.grows + (0 if variable.first is not None else rounds[0])
                right = not (value - expected) % whole
                if not linear.wrapped:
                    right &= linear.least <= actual <= linear.greatest and actual - expected in (0, actual - value)
            case _:
                right = True
        if not right:
            yield f"{variable.value}, and is {value} in round {number}"
            return
