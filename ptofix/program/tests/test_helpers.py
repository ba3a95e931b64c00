"""What functions of a file return, against a C++ compiler; and what calls of them inside expressions do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.program import integers
from ptofix.program.build import program_file
from ptofix.program.helpers import Helpers
from ptofix.program.integers import Integer
from ptofix.program.program import Program, TileOp
from ptofix.program.unit import read_units
from ptofix.testing.helper_functions import HelperCall, HelperFunction, random_calls, random_functions, returned
from ptofix.testing.tools import compiler
from ptofix.text.source import SourceFile

PROGRAMS = 60


def text_of(functions: list[HelperFunction]) -> str:
    return "using namespace pto;\n" + "\n".join(function.text for function in functions) + "\n"


def values(functions: list[HelperFunction], calls: list[HelperCall]) -> list[Integer | None]:
    _, unit = read_units(parse(SourceFile("k.cpp", text_of(functions))), A2A3)
    helpers = Helpers(unit)
    found = []
    for call in calls:
        given = tuple(Integer(integers.INT, argument) for argument in call.arguments)
        value = helpers.value(unit.functions[call.function.name], given)
        assert value is None or isinstance(value, Integer)
        found.append(value)
    return found


def test_what_a_function_returns_is_what_a_compiler_says(tmp_path: Path) -> None:
    programs = []
    for seed in range(PROGRAMS):
        functions = random_functions(seed)
        programs.append((functions, random_calls(functions, seed)))
    truth = returned(programs, compiler(), tmp_path)
    known = 0
    for (functions, calls), answers in zip(programs, truth):
        for call, found, right in zip(calls, values(functions, calls), answers):
            known += found is not None
            assert found is None or (found.value + 2**63) % 2**64 - 2**63 == right, (text_of(functions), call.text)
    assert known > PROGRAMS * 12  # of 36 calls each


HELPERS = """\
static AICORE int64_t place(int64_t v1, int64_t v2 = 4096) {
  using T = float;
  const int64_t v3 = v1 * v2;
  if (v1 > 8) { return 0; } else if (v1 == 8) { return 1; }
  return v3;
}
static AICORE int64_t twice(int64_t v1) { return place(v1) + place(v1); }
static AICORE int64_t changing(int64_t v1) { v1 += 1; return v1; }
static AICORE int64_t looping(int64_t v1) {
  for (int32_t v2 = 0; v2 < v1; v2 += 1) { if (v2 > 3) { return v2; } }
  return 0;
}
static AICORE int64_t reading(__gm__ int64_t* v1, int64_t v2) { const int64_t v3 = v1[v2]; return v3; }
static AICORE int64_t waiting(int64_t v1) { pipe_barrier(PIPE_V); return v1; }
static AICORE bool asking(int32_t v1) { return v1 > 2; }
"""
TILE = (
    "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64, SLayout::NoneBox, 512, PadValue::Null, "
    "CompactMode::Null>"
)


def program_of(body: str) -> Program:
    text = (
        f"using namespace pto;\n{HELPERS}\n__global__ AICORE void kernel(__gm__ int64_t* v1, int32_t v2) {{\n"
        f"#if defined(__DAV_VEC__)\n{TILE} v10;\n{TILE} v11;\n{body}\n#endif\n}}\n"
    )
    made = program_file(parse(SourceFile("k.cpp", text)), core="vector")
    assert not [str(refusal) for refusal in made.refusals], [str(refusal) for refusal in made.refusals]
    [program] = [program for program in made.programs if program.function == "kernel"]
    return program


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("place(2)", 8192),
        ("place(2, 32)", 64),
        ("place(9)", 0),
        ("place(8) * 32", 32),
        ("twice(1) + 32", 8224),
        ("place(place(0) + 1)", 4096),
        ("asking(3) ? 64 : 32", 64),
        ("looping(2)", None),
        ("changing(32)", None),
        ("reading(v1, 2)", None),
        ("waiting(32)", 32),
        ("v2", None),
    ],
)
@pytest.mark.parametrize("form", ["TASSIGN(v10, {});", "const auto v12 = {}; TASSIGN(v10, v12);",
                                  "const int64_t v12 = {}; TASSIGN(v10, v12);"])  # fmt: skip
def test_an_address_may_be_computed_by_functions(form: str, value: str, address: int | None) -> None:
    program = program_of(form.format(value) + "\nTABS(v10, v10);")
    action = program.instructions[-2].action
    assert isinstance(action, TileOp)
    assert action.operands[0].bases == (None if address is None else (address,))


def names(program: Program) -> list[str]:
    return [
        i.action.call.name if isinstance(i.action, TileOp) else type(i.action).__name__
        for i in program.instructions[1:-1]
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("const int64_t v12 = twice(1) + twice(2); TABS(v10, v10);", ["TABS"]),
        ("const int64_t v12 = waiting(1) + place(2);", ["Barrier"]),
        ("TADDS(v10, v11, waiting(3));", ["Barrier", "TADDS"]),
        ("TADDS(v10, v11, waiting(waiting(3)));", ["Barrier", "Barrier", "TADDS"]),
        ("if (waiting(v2) > 2) { TABS(v10, v10); }", ["Barrier", "TABS"]),
        ("const int64_t v12 = reading(v1, 0) + reading(v1, 1);", ["element.load", "element.load"]),
        ("const int64_t v12 = v1[reading(v1, 0)];", ["element.load", "element.load"]),
        ("TADDS(v10, v11, twice(v2));", ["TADDS"]),
        ("while (asking(v2)) { v2 -= 1; TABS(v10, v10); }", ["TABS"]),
    ],
)
def test_what_a_call_does_is_done_where_it_stands(body: str, expected: list[str]) -> None:
    assert [name for name in names(program_of(body)) if name != "Join"] == expected


def test_what_is_evaluated_perhaps_is_on_one_way_only() -> None:
    for condition in ("v2 > 1 && waiting(v2) > 2", "v2 > 1 || waiting(v2) > 2", "v2 > 1 ? waiting(v2) > 2 : true"):
        program = program_of(f"TABS(v10, v10);\nif ({condition}) {{ TABS(v11, v11); }}")
        [barrier] = [i.index for i in program.instructions if type(i.action).__name__ == "Barrier"]
        first = next(i for i in program.instructions if isinstance(i.action, TileOp))
        reached, pending = set[int](), [first.index]
        while pending:  # ways that do not lead through the barrier
            index = pending.pop()
            if index not in reached and index != barrier:
                reached.add(index)
                pending += program.instructions[index].successors
        assert program.exit.index in reached


@pytest.mark.parametrize(
    "body",
    [
        "const int64_t v12 = waiting(1) + waiting(2);",
        "const int64_t v12 = place(waiting(1), waiting(2));",
        "const int64_t v12 = waiting(1) + reading(v1, 0);",
        "const int64_t v12 = v1[waiting(1)];",
        "v1[waiting(1)] = 2;",
    ],
)
def test_an_order_that_cpp_leaves_open_is_outside(body: str) -> None:
    with pytest.raises(AssertionError, match="order that is not known"):
        program_of(body)


def test_a_function_that_does_nothing_leaves_no_trace() -> None:
    head = "static AICORE int64_t g"
    inside = [f"{head}{i}(int64_t v1) {{ return g{i - 1}(v1) + g{i - 1}(v1 + 1); }}" for i in range(1, 25)]
    text = (
        "using namespace pto;\nstatic AICORE int64_t g0(int64_t v1) { if (v1 > 3) { return 1; } return 2; }\n"
        + "\n".join(inside)
        + f"\n__global__ AICORE void kernel(int32_t v2) {{\n#if defined(__DAV_VEC__)\n{TILE} v10;\n"
        "TASSIGN(v10, g24(v2));\nTABS(v10, v10);\n#endif\n}\n"
    )
    made = program_file(parse(SourceFile("k.cpp", text)), core="vector")
    assert not made.refusals
    assert [len(program.instructions) for program in made.programs] == [4]
