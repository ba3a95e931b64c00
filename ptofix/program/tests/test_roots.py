"""Which functions start a program: those that nobody calls, on any core."""

from __future__ import annotations

import pytest

from ptofix.program.build import program_file
from ptofix.tests.build import tile, tree
from ptofix.text.source import SourceFile

HELPER = f"AICORE void helper() {{ {tile('a', 0)} TABS(a, a); }}\n"


def started(kernel: str, core: str = "") -> set[tuple[str, str]]:
    file = program_file(
        tree(SourceFile("k.cpp", f"{HELPER}__global__ AICORE void kernel() {{\n{kernel}\n}}\n")), core=core
    )
    return {(program.function, program.core) for program in file.programs}


@pytest.mark.parametrize(
    ("core", "expected"), [("", {("kernel", "vector")}), ("vector", {("kernel", "vector")}), ("cube", set())]
)
def test_a_helper_that_one_core_calls_starts_nothing_on_the_other(core: str, expected: set[tuple[str, str]]) -> None:
    assert started("#if defined(__DAV_VEC__)\nhelper();\n#endif", core) == expected


def test_a_helper_that_no_core_calls_starts_a_program_on_both() -> None:
    assert started("") == {("helper", "cube"), ("helper", "vector")}
