"""Random scalar code of all types, run by the machine, against what a C++ compiler makes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import Array
from ptofix.machine.run import Schedule, launch
from ptofix.machine.values import Value
from ptofix.testing.expressions import compiled, random_case
from ptofix.testing.helper_functions import random_calls, random_functions, returned
from ptofix.testing.scalar_kernels import POINTERS, memory, random_kernel, stored
from ptofix.testing.tools import compiler
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

NO_VALUE = ("which has no value in C++", "a floating-point number that its integer type does not hold")
"""What the machine may refuse: the compiler's answer is as good as any there."""


def left_by(text: str, name: str, types: dict[str, str], arrays: dict[str, Array]) -> bool:
    """Whether the kernel ran; the arrays are as it left them."""
    given: dict[str, Value] = {one: pointer(one, array, types[one]) for one, array in arrays.items()}
    try:
        launch(kernel_of(parse(SourceFile("k.cpp", text)), name), given, 1, A2A3, Schedule())
    except PtofixError as problem:
        if not any(why in str(problem) for why in NO_VALUE):
            raise
        return False
    return True


def test_what_a_kernel_stores_is_what_a_compiler_says(tmp_path: Path) -> None:
    kernels, ran = [random_kernel(seed) for seed in range(80)], 0
    for kernel, true in zip(kernels, stored(kernels, compiler(), tmp_path)):
        arrays = memory()
        if left_by(kernel.text, kernel.name, POINTERS, arrays):
            ran += 1
            for name, array in arrays.items():
                assert np.array_equal(array, true[name], equal_nan=array.dtype.kind == "f"), f"{name}\n{kernel.text}"
    assert ran > 60


def test_what_a_function_returns_is_what_a_compiler_says(tmp_path: Path) -> None:
    programs = [(made, random_calls(made, seed, 2)) for seed in range(30) for made in [random_functions(seed)]]
    for (functions, calls), answers in zip(programs, returned(programs, compiler(), tmp_path)):
        for call, answer in zip(calls, answers):
            text = "\n".join(function.text for function in functions)
            text += f"\n__global__ AICORE void k(__gm__ int64_t* out) {{\n  out[0] = {call.text};\n}}\n"
            arrays = {"out": np.zeros(1, np.int64)}
            assert not left_by(text, "k", {"out": "int64_t"}, arrays) or arrays["out"][0] == answer, text


def test_what_an_expression_is_a_compiler_says(tmp_path: Path) -> None:
    cases = [random_case(seed, changes=4) for seed in range(8)]
    for case, answers in zip(cases, compiled(cases, compiler(), tmp_path)):
        for term, answer in zip(case.expressions, answers):
            text = "\n".join(("__global__ AICORE void k(__gm__ uint64_t* out) {", *case.statements))
            text += f"\nout[0] = {term.text};\n}}\n"
            arrays = {"out": np.zeros(1, np.uint64)}
            if left_by(text, "k", {"out": "uint64_t"}, arrays):
                assert answer.value is not None, term.text
                assert int(arrays["out"][0]) == answer.value % 2**64, term.text
            else:
                assert answer.value is None, term.text
