"""Random loops of loads and stores in global memory against a list of all that they touch, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random

import pytest

from ptofix.cpp.parser import Statement, parse
from ptofix.evidence.assumptions import ARGUMENTS
from ptofix.order.global_memory import may_meet
from ptofix.order.model import OPS, ProgramOrder
from ptofix.program.build import program_file
from ptofix.proof.check import check
from ptofix.proof.tests.kernels import kernel
from ptofix.proof.verdict import Proved, Refuted
from ptofix.rules.races import races
from ptofix.text.source import SourceFile

ROWS = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<512, 512, 512, 64, 1>, pto::Layout::ND>"
COLUMNS = "GlobalTensor<float, pto::Shape<1, 1, 1, 8, 64>, pto::Stride<1024, 1024, 1024, 128, 1>, pto::Layout::ND>"
PITCH = {ROWS: 64, COLUMNS: 128}


@dataclass(frozen=True)
class Copy:
    """A store or load at `where`, of variables and numbers, in elements."""

    number: int
    is_store: bool
    type: str
    where: tuple[tuple[str, int], ...]
    start: int

    @property
    def text(self) -> str:
        terms = " + ".join([str(self.start), *(f"{name} * {by}" for name, by in self.where)])
        op = f"TSTORE(t{self.number}, a);" if self.is_store else f"TLOAD(b, t{self.number});"
        return f"{self.type} t{self.number}(p + ({terms}));\n{op}\n"

    def elements(self, values: dict[str, int]) -> set[int]:
        start = self.start + sum(values[name] * by for name, by in self.where)
        return {start + row * PITCH[self.type] + column for row in range(8) for column in range(0, 64, 16)}


@dataclass(frozen=True)
class Loop:
    """`for (int32_t name = first; name < end; name += step)`."""

    name: str
    first: str
    end: str
    step: int
    body: list[Loop | Copy] = field(default_factory=list)

    @property
    def text(self) -> str:
        head = f"for (int32_t {self.name} = {self.first}; {self.name} < {self.end}; {self.name} += {self.step}) {{\n"
        return head + "".join(part.text for part in self.body) + "}\n"


def random_body(random: Random, names: tuple[str, ...], numbers: Iterator[int]) -> Iterator[Loop | Copy]:
    for _ in range(random.randrange(1, 3)):
        if len(names) < 2 and random.random() < 0.7:
            name = f"i{next(numbers)}"
            first, end = random.choice(("0", "0", "1", "m")), random.choice(("n", "4", "5", "n + m"))
            body = list(random_body(random, (*names, name), numbers))
            yield Loop(name, first, end, random.choice((1, 1, 2)), body)
        else:
            where = [
                (name, random.choice((64, 512, 512, 1024, 2048, 192, -512))) for name in names if random.random() < 0.8
            ]
            where += [("m", random.choice((512, 64)))] * (random.random() < 0.3)
            start = random.choice((0, 0, 64, 256, 512, 1024))
            type_ = random.choice((ROWS, ROWS, COLUMNS))
            yield Copy(next(numbers), random.random() < 0.6, type_, tuple(where), start)


def executed(body: list[Loop | Copy], values: dict[str, int]) -> Iterator[tuple[Copy, frozenset[int]]]:
    for part in body:
        if isinstance(part, Copy):
            yield part, frozenset(part.elements(values))
            continue
        known = {"n + m": values["n"] + values["m"], **values}
        first, end = (known[word] if word in known else int(word) for word in (part.first, part.end))
        for value in range(first, end, part.step):
            yield from executed(part.body, {**values, part.name: value})


def conflicts(body: list[Loop | Copy]) -> set[tuple[int, int]]:
    """The numbers of two copies, in order, that touch a common element in some run, one of them storing."""
    found = set[tuple[int, int]]()
    for n, m in product((0, 1, 3), (0, 1, 2)):
        done = list(executed(body, {"n": n, "m": m}))
        for later, (copy, mine) in enumerate(done):
            for other, theirs in done[:later]:
                if (other.is_store or copy.is_store) and not mine.isdisjoint(theirs):
                    found.add((other.number, copy.number))
    return found


def number_of(statement: Statement | None) -> int:
    """That of the tensor that it copies."""
    assert statement is not None
    return int(statement.text.split("t")[-1].split(",")[0].split(")")[0])


def body_of_seed(seed: int) -> tuple[list[Loop | Copy], SourceFile]:
    numbers = iter(range(1000))
    body = list(random_body(Random(seed), (), numbers))
    return body, kernel("".join(part.text for part in body))


@pytest.mark.parametrize("seeds", [range(160)])
def test_what_meets_in_some_round_is_never_apart(seeds: range) -> None:
    """Nor is a pair reported that meets in none."""
    apart = reported = 0
    for seed in seeds:
        body, text = body_of_seed(seed)
        needed = conflicts(body)
        (program,) = (p for p in program_file(parse(text)).programs if p.core == "vector")
        order = ProgramOrder(program, OPS)
        sites = order.effects.sites
        kept = {
            (number_of(sites[one].instruction.statement), number_of(later.instruction.statement))
            for later, ones in zip(sites, may_meet(order.effects, distinct=True))
            for one in range(len(sites))
            if ones >> one & 1
        }
        assert needed <= kept, seed
        apart += len(sites) ** 2 - len(kept)
        found = {
            (number_of(race.earlier.instruction.statement), number_of(race.later.instruction.statement))
            for race in races(order)
            if race.earlier.pipe != race.later.pipe and race.overlaps[0][1].region.memory == "GM"
        }
        reported += len(found)
        assert found <= needed, seed
    assert apart > 20
    assert reported


@pytest.mark.parametrize("seeds", [range(first, first + 25) for first in range(1000, 1200, 25)])
def test_the_checker_gives_up_no_order_that_is_needed(seeds: range) -> None:
    """A barrier of all pipes before every copy, then none."""
    verdicts = list[bool]()
    for seed in seeds:
        body, text = body_of_seed(seed)
        lines = text.text.splitlines(keepends=True)
        barrier = "  pipe_barrier(PIPE_ALL);\n"
        every = "".join(barrier * line.strip().startswith(("TSTORE", "TLOAD")) + line for line in lines)
        verdict = check(SourceFile("k.cpp", every), text, "ops", frozenset((ARGUMENTS,)))
        verdicts.append(isinstance(verdict, Proved))
        assert not (verdicts[-1] and conflicts(body)), seed
        assert isinstance(verdict, (Proved, Refuted))
    assert {*verdicts} == {True, False}
