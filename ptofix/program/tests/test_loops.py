"""What the front end says of the rounds of a loop is what compiled code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.program.lower import Lowering
from ptofix.program.recurrences import Linear, Table
from ptofix.program.unit import read_unit
from ptofix.testing.loops import LoopCase, compiled, disagreements, front_end, random_loop
from ptofix.testing.tools import compiler
from ptofix.text.source import SourceFile

SAMPLE = tuple(range(300))


def test_a_sample_agrees_with_a_compiler(tmp_path: Path) -> None:
    cases = [random_loop(seed) for seed in SAMPLE]
    known = 0
    for case, true in zip(cases, compiled(cases, compiler(), tmp_path)):
        said = front_end(case)
        assert not isinstance(said, str), said
        assert list(disagreements(case, said, true)) == []
        known += said[1] is not None
    assert known > 0.4 * len(cases)


@pytest.mark.parametrize(
    ("head", "runs", "rounds", "grows"),
    [
        ("int32_t i = 8; i > 0; --i", True, 8, -1),
        ("int32_t i = 8; i > 0; i -= 3", True, 3, -3),
        ("int32_t i = 8; i >= 0; i = i - 2", True, 5, -2),
        ("uint32_t i = 3; i > 0; i--", True, 3, -1),
        ("int32_t i = 0; i < 4; i = i + 1", True, 4, 1),
        ("int32_t i = n; i > 0; --i", None, None, -1),
        ("int32_t i = 0; i < 0; ++i", False, None, None),
        ("int32_t i = 3; i > 0u; i -= 2", True, None, -2),  # -1 is more than 0u
        ("int32_t i = 3; i > 0; i -= 0", True, None, None),
        ("int32_t i = 3; i > 0; i = 2 - i", True, None, None),
        ("int32_t i = 1; i < 9; i += i", True, None, None),
        ("int32_t i = 9; i > 0; i -= n", True, None, None),
    ],
)
def test_what_is_known(head: str, runs: bool | None, rounds: int | None, grows: int | None) -> None:
    said = front_end(LoopCase("one", "int32_t", head))
    assert not isinstance(said, str)
    assert said[0] is runs
    assert (said[1] and said[1].rounds, said[1] and said[1].grows) == (rounds, grows)


@pytest.mark.parametrize(
    ("head", "wraps"),
    [
        ("int32_t i = n; i > 0; --i", False),
        ("uint32_t i = u; i > 0; --i", False),
        ("uint32_t i = u; i >= 0; --i", True),
        ("uint32_t i = u; i > 0; i -= 2", True),
        ("uint32_t i = u; i > m; --i", True),
        ("int32_t i = n; i < 9; i += 2u", True),
        ("int32_t i = n; i < 9; i += 1ll", True),
        ("uint8_t i = c; i > 0; --i", True),
    ],
)
def test_what_may_wrap(head: str, wraps: bool) -> None:
    said = front_end(LoopCase("one", "int32_t", head))
    assert not isinstance(said, str)
    assert said[1] is not None
    assert isinstance(said[1].value, Linear)
    assert said[1].value.wrapped is wraps


def test_values_go_down() -> None:
    said = front_end(LoopCase("one", "int32_t", "int32_t i = 4; i > 0; i -= 2"))
    assert not isinstance(said, str)
    assert said[1] is not None
    assert isinstance(said[1].value, Table)
    assert [number.value for _, number in said[1].value.values] == [4, 2]


@pytest.mark.parametrize(
    ("head", "times"),
    [
        ("int32_t i = 0; i < n; i += 2", 3),
        ("int32_t i = 0; i <= n; ++i", 6),
        ("int32_t i = n; i > 0; i -= 2", 3),
        ("int32_t i = 7; i < n; ++i", 0),
        ("uint32_t i = 0; i < u; ++i", 5),
        ("int32_t i = 8; i >= u; i -= 3", None),  # -1 is more than any u
        ("uint32_t i = u; i > 0; i -= 2", None),
        ("int32_t i = 0; i < n; i += n", None),
        ("int32_t i = 0; n > i; --i", None),
        ("uint8_t i = 0; i < 300; ++i", None),
        ("int8_t i = 0; i < n; ++i", None),  # it may never get there
        ("int32_t i = -3; i < u; ++i", None),
    ],
)
def test_how_often_a_loop_runs_if_the_numbers_are_five(head: str, times: int | None) -> None:
    said = front_end(LoopCase("one", "int32_t", head))
    assert not isinstance(said, str)
    assert (said[2] and said[2].times({f"argument {place}": 5 for place in range(4)})) == times


@pytest.mark.parametrize(
    ("body", "is_known"),
    [("", True), ("if (n == 3) { break; }", False), ("if (n == 3) { return; }", False), ("continue;", True)],
)
def test_a_loop_that_something_leaves_has_no_such_number(body: str, is_known: bool) -> None:
    lines = body.replace("{ ", "{\n").replace("; }", ";\n}")
    loop = f"for (int32_t i = 0; i < n; ++i) {{\nset_mask_norm();\n{lines}\n}}"
    text = f"__global__ AICORE void k(int32_t n) {{\n{loop}\n}}\n"
    unit = read_unit(parse(SourceFile("k.cpp", text)), "vector", A2A3, {})
    program = Lowering(unit, frozenset()).program(next(iter(unit.all_functions())))
    assert bool(program.trips) is is_known
