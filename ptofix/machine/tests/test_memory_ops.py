"""Loads, stores, moves and matrix products against what the CPU headers of pto-isa made of the same kernels.

`memory_results.npz` holds their results; memory_cases.py the kernels, and how far apart the numbers may be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.run import Schedule, launch
from ptofix.machine.tests.memory_cases import MemoryCase, cases
from ptofix.testing.written import tensor, tile
from ptofix.text.source import SourceFile

CASES = {case.name: case for case in cases()}


@cache
def _results() -> dict[str, Array]:
    with np.load(Path(__file__).parent / "memory_results.npz") as file:
        return dict(file)


def _given(case: MemoryCase) -> list[Array]:
    """Values of the parameters: kept once for all cases that have the same."""
    results = _results()
    kept = [results[f"in/{number}"] for number in results[f"{case.name}/in"]]
    return [array.view(DTYPES[dtype]).copy() for array, (dtype, _) in zip(kept, case.arguments, strict=True)]


def ran(case: MemoryCase, arrays: list[Array]) -> Array:
    """What the result holds afterwards, on the machine."""
    kernel = kernel_of(parse(SourceFile(f"{case.name}.cpp", case.text)))
    given = zip(arrays, case.arguments, strict=True)
    arguments = {f"v{n}": pointer(f"v{n}", array, dtype) for n, (array, (dtype, _)) in enumerate(given, 1)}
    outcome = launch(kernel, arguments, 1, A2A3, Schedule())
    assert not outcome.races
    return arrays[-1]


@pytest.mark.parametrize("name", CASES)
def test_as_the_cpu_headers(name: str) -> None:
    case = CASES[name]
    found = ran(case, _given(case))
    wanted = _results()[f"{name}/result"].view(found.dtype)
    if found.dtype.kind not in "iu":  # float64, for numpy knows no NaN of bfloat16
        found, wanted = found.astype(np.float64), wanted.astype(np.float64)
    np.testing.assert_array_equal(found, wanted)
    zero = wanted == 0
    np.testing.assert_array_equal(np.signbit(found[zero]), np.signbit(wanted[zero]))


def test_every_result_has_its_case() -> None:
    names = {name.rpartition("/")[0] for name in _results() if name.endswith("/result")}
    assert names == set(CASES)


SCALED = [name for name in CASES if name.startswith("TSTORE-Acc") and "-by-0.5-0-halves" in name]


@pytest.mark.parametrize("name", SCALED)
def test_a_scale_means_the_same_to_tmov_as_to_a_store(name: str) -> None:
    """The CPU headers leave out that of TMOV."""
    case = CASES[name]
    if case.arguments[-1][0] == "bfloat16_t":
        return
    store = case.lines[-1]
    to, (_, scale) = case.arguments[-1][0], store.removesuffix(");").rsplit(", ", 1)
    tile_type = tile("m", to, 32, 64, 131072, space="Mat", layout="ColMajor", box="RowMajor")
    accumulator, relu = (
        store.split(", GlobalTensor")[0].removeprefix("TSTORE<"),
        re.findall(r"ReluPreMode::\w+", store)[0],
    )
    call = f"TMOV<{tile_type.partition('>')[0]}>, {accumulator}, {relu}>(m, d, {scale});"
    moved = replace(case, lines=(*case.lines[:-1], tile_type, call, "pipe_barrier(PIPE_ALL);", "TSTORE(go, m);"))
    np.testing.assert_array_equal(ran(moved, _given(case)), ran(case, _given(case)))


def test_padding_goes_as_far_down_as_a_tile_is_valid() -> None:
    """Not to the end of the tile, as the CPU headers have it: pto-isa include/pto/npu/a2a3/TFillPad.hpp."""
    d = tile("d", "float", 8, 16, 8192, (4, 16)).replace("PadValue::Null", "PadValue::Zero")
    lines = (
        tile("a", "float", 8, 16, 0, (2, 9)), d, tile("w", "float", 8, 16, 8192),
        tensor("gi", "v1", "float", 2, 9), tensor("go", "v2", "float", 8, 16), "TLOAD(a, gi);", "TEXPANDS(w, 5.0f);",
        "pipe_barrier(PIPE_ALL);", "TFILLPAD(d, a);", "pipe_barrier(PIPE_ALL);", "TSTORE(go, w);",
    )  # fmt: skip
    source, result = np.ones(18, np.float32), np.zeros(128, np.float32)
    found = ran(MemoryCase("rows", lines, (("float", 18), ("float", 128))), [source, result]).reshape(8, 16)
    assert (found[:2, :9] == 1).all()
    assert (found[:2, 9:] == 0).all()
    assert (found[2:4] == 0).all()
    assert (found[4:] == 5).all()
