"""The semantics of ops, one by one, against what the CPU headers of pto-isa made of the same kernels.

`op_results.npz` holds the inputs and results; op_cases.py the kernels, and how far apart the numbers may be.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer, poison
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.run import Schedule, launch
from ptofix.machine.tests.op_cases import Case, Place, cases
from ptofix.text.source import SourceFile

CASES = list(cases())


@cache
def _results() -> dict[str, Array]:
    with np.load(Path(__file__).parent / "op_results.npz") as file:
        return dict(file)


def _typed(saved: Array, place: Place) -> Array:
    """bfloat16 is saved as bits, for files know no such type."""
    return saved.view(DTYPES[place.dtype]) if place.dtype == "bfloat16_t" else saved


def ran_case(case: Case, sources: list[Array]) -> Array:
    kernel = kernel_of(parse(SourceFile(f"{case.name}.cpp", case.text)))
    result = poison(case.result.dtype, case.result.valid)
    arrays = [*(np.ascontiguousarray(source) for source in sources), result]
    places = [*case.sources, case.result]
    arguments = {f"v{n}": pointer(f"v{n}", a, p.dtype) for n, (a, p) in enumerate(zip(arrays, places), 1)}
    outcome = launch(kernel, arguments, 1, A2A3, Schedule())
    assert not outcome.races
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_as_the_cpu_headers(case: Case) -> None:
    results = _results()
    found = ran_case(
        case, [_typed(results[f"{case.name}/{number}"], place) for number, place in enumerate(case.sources)]
    )
    wanted = _typed(results[f"{case.name}/result"], case.result)
    if case.tolerance:
        np.testing.assert_allclose(found.astype(np.float64), wanted.astype(np.float64), rtol=case.tolerance)
    else:
        np.testing.assert_array_equal(found, wanted)


def test_every_result_has_its_case() -> None:
    assert {name.partition("/")[0] for name in _results()} == {case.name for case in CASES}
