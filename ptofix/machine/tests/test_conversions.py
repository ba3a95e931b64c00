"""TCVT: rounding and saturation, where the CPU headers know less than the device: no modes for float to half."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from ptofix.machine.conversions import converted
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import kernel, tensor, tile

STEP = {np.float16: 2.0**-10, ml_dtypes.bfloat16: 2.0**-7}
"""From 1 to the next number."""


@pytest.mark.parametrize("dtype", STEP, ids=("half", "bfloat16"))
@pytest.mark.parametrize(
    ("mode", "steps"),  # of 1 + 1/4, 1 + 1/2, 1 + 3/4 and 1 + 3/2 steps, and of the same below zero
    [
        ("RINT", (0, 0, 1, 2, 0, 0, -1, -2)),
        ("ROUND", (0, 1, 1, 2, 0, -1, -1, -2)),
        ("FLOOR", (0, 0, 0, 1, -1, -1, -1, -2)),
        ("CEIL", (1, 1, 1, 2, 0, 0, 0, -1)),
        ("TRUNC", (0, 0, 0, 1, 0, 0, 0, -1)),
        ("ODD", (1, 1, 1, 1, -1, -1, -1, -1)),
        ("NONE", (0, 0, 1, 2, 0, 0, -1, -2)),
    ],
)
def test_to_fewer_digits(dtype: Any, mode: str, steps: tuple[int, ...]) -> None:
    step = STEP[dtype]
    above = 1 + np.array([0.25, 0.5, 0.75, 1.5]) * step
    found = converted(np.concatenate((above, -above)).astype(np.float32), dtype, (f"RoundMode::CAST_{mode}",))
    assert found.dtype == dtype
    wanted = [np.sign(place) + count * step for place, count in zip((*above, *-above), steps)]
    np.testing.assert_array_equal(found.astype(np.float64), wanted)


@pytest.mark.parametrize(
    ("source", "dtype", "words", "wanted"),
    [
        (np.int32(70000), np.int16, (), 4464),
        (np.int32(70000), np.int16, ("SaturationMode::ON",), 32767),
        (np.float16(300), np.int8, ("RoundMode::CAST_RINT",), 44),
        (np.float16(300), np.int8, ("RoundMode::CAST_RINT", "SaturationMode::ON"), 127),
        (np.float32(3e10), np.int32, ("RoundMode::CAST_RINT",), 2147483647),
        (np.float32(-3e10), np.int32, ("RoundMode::CAST_RINT",), -2147483648),
        (np.float32(np.nan), np.int32, ("RoundMode::CAST_RINT",), 0),
        (np.float32(2.5), np.float32, ("RoundMode::CAST_ROUND",), 3.0),
        (np.float32(2.5), np.float32, ("RoundMode::CAST_NONE",), 2.5),
    ],
)
def test_ends_of_a_type(source: Any, dtype: Any, words: tuple[str, ...], wanted: float) -> None:
    assert converted(np.array([source]), dtype, words)[0] == wanted


def test_bfloat16_in_memory() -> None:
    text = kernel(
        "__gm__ float* v1, __gm__ float* v2",
        [
            tensor("from", "v1", "float", 16, 64),
            tensor("to", "v2", "float", 16, 64),
            tile("a", "float", 16, 64, 0),
            tile("b", "bfloat16_t", 16, 64, 4096),
            "TLOAD(a, from); pipe_barrier(PIPE_ALL); TCVT(b, a, RoundMode::CAST_RINT); pipe_barrier(PIPE_V);",
            "TCVT(a, b, RoundMode::CAST_RINT); pipe_barrier(PIPE_ALL); TSTORE(to, a);",
        ],
    )
    outcome, arrays = ran(Path("bf16.cpp"), text, Schedule("lazy"))
    assert not outcome.races
    source = arrays["v1"][: 16 * 64]
    np.testing.assert_array_equal(arrays["v2"][: 16 * 64], source.astype(ml_dtypes.bfloat16).astype(np.float32))
