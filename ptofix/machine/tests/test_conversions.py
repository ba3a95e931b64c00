"""TCVT: rounding and saturation, where the CPU headers know less than the device: no modes for float to half."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from ptofix.machine.conversions import converted, unknown_conversion
from ptofix.machine.memory import Array
from ptofix.machine.run import Schedule
from ptofix.machine.shapes import OperandShape, TargetShape
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import kernel, tensor, tile

STEP = {np.float16: 2.0**-10, ml_dtypes.bfloat16: 2.0**-7}
"""From 1 to the next number."""


def _converted(source: Array, dtype: Any, *words: str, scratch: bool = False) -> Array:
    types = (dtype, source.dtype, *([np.uint8] if scratch else []))
    operands = tuple(OperandShape("Vec", type_) for type_ in types)
    with np.errstate(all="ignore"):
        return converted(TargetShape(dtype, source.shape, words, operands=operands), source)


@pytest.mark.parametrize("dtype", STEP, ids=("half", "bfloat16"))
@pytest.mark.parametrize(
    ("mode", "steps"),  # of 1 + 1/4, 1 + 1/2, 1 + 3/4 and 1 + 3/2 steps, and of the same below zero
    [
        ("RINT", (0, 0, 1, 2, 0, 0, -1, -2)),
        ("ROUND", (0, 1, 1, 2, 0, -1, -1, -2)),
        ("FLOOR", (0, 0, 0, 1, -1, -1, -1, -2)),
        ("CEIL", (1, 1, 1, 2, 0, 0, 0, -1)),
        ("TRUNC", (0, 0, 0, 1, 0, 0, 0, -1)),
        ("NONE", (0, 0, 1, 2, 0, 0, -1, -2)),
    ],
)
def test_to_fewer_digits(dtype: Any, mode: str, steps: tuple[int, ...]) -> None:
    step = STEP[dtype]
    above = 1 + np.array([0.25, 0.5, 0.75, 1.5]) * step
    found = _converted(np.concatenate((above, -above)).astype(np.float32), dtype, f"RoundMode::CAST_{mode}")
    assert found.dtype == dtype
    wanted = [np.sign(place) + count * step for place, count in zip((*above, *-above), steps)]
    np.testing.assert_array_equal(found.astype(np.float64), wanted)


def test_to_the_odd_neighbour() -> None:
    """Which only fp32 to half has; bfloat16 takes the nearest."""
    numbers = (1 + np.array([0.25, 0.5, 1.5, 2.0]) * 2.0**-10).astype(np.float32)
    found = _converted(np.concatenate((numbers, -numbers)), np.float16, "RoundMode::CAST_ODD").astype(np.float64)
    odd, even = 1 + 2.0**-10, 1 + 2.0**-9
    np.testing.assert_array_equal(found, [odd, odd, odd, even, -odd, -odd, -odd, -even])
    step = 2.0**-7
    near = _converted(np.array([1 + step / 2], np.float32), ml_dtypes.bfloat16, "RoundMode::CAST_ODD")
    assert float(near[0]) == 1.0


_INFINITY, _NAN = np.float32(np.inf), np.float32(np.nan)


@pytest.mark.parametrize(
    ("source", "dtype", "words", "wanted"),
    [
        (np.int32(70000), np.int16, (), 4464),
        (np.int32(70000), np.int16, ("OFF",), 4464),
        (np.int32(70000), np.int16, ("ON",), 32767),
        (np.int64(2**32 + 5), np.int32, (), 5),
        (np.int64(2**32 + 5), np.int32, ("ON",), 2**31 - 1),
        (np.float16(300), np.int8, (), 44),
        (np.float16(300), np.int8, ("ON",), 127),
        (np.float16(-1.5), np.uint8, (), 254),
        (np.float16(-1.5), np.uint8, ("ON",), 0),
        (np.float32(40000), np.int16, (), 40000 - 65536),
        (np.float32(40000), np.int16, ("ON",), 32767),
        (np.float16(40000), np.int16, (), 40000 - 65536),
        (_INFINITY, np.int16, (), -1),  # by way of int32, whose ends are taken first
        (-_INFINITY, np.int16, (), 0),
        (-_INFINITY, np.int16, ("ON",), -32768),
        (_NAN, np.int16, (), 0),
        (np.float32(3e10), np.int32, (), 2**31 - 1),
        (np.float32(3e10), np.int32, ("OFF",), 2**31 - 1),  # which the header does not look at
        (np.float32(-3e10), np.int32, (), -(2**31)),
        (_NAN, np.int32, (), 0),
        (_INFINITY, np.int64, (), 2**63 - 1),
        (-_INFINITY, np.int64, (), -(2**63)),
        (np.float32(2.0**62), np.int64, (), 2**62),
        (np.float32(1e6), np.float16, (), np.inf),
        (np.float32(1e6), np.float16, ("ON",), np.inf),
    ],
)
def test_ends_of_a_type(source: Any, dtype: Any, words: tuple[str, ...], wanted: float) -> None:
    modes = ("RoundMode::CAST_RINT", *(f"SaturationMode::{word}" for word in words))
    assert _converted(np.array([source]), dtype, *modes)[0] == wanted


@pytest.mark.parametrize(("source", "dtype"), [(np.float32, np.int32), (np.float16, np.int16), (np.float32, np.int64)])
@pytest.mark.parametrize(
    ("mode", "wanted"),
    [
        ("RINT", (2, -2, 4, -1)),
        ("ROUND", (3, -3, 4, -1)),
        ("FLOOR", (2, -3, 3, -1)),
        ("CEIL", (3, -2, 4, 0)),
        ("TRUNC", (2, -2, 3, 0)),
        ("ODD", (2, -2, 3, 0)),  # no mode of these pairs: as TRUNC
        ("NONE", (2, -2, 3, 0)),
    ],
)
def test_to_whole_numbers(source: Any, dtype: Any, mode: str, wanted: tuple[int, ...]) -> None:
    found = _converted(np.array([2.5, -2.5, 3.75, -0.75], source), dtype, f"RoundMode::CAST_{mode}")
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(
    ("mode", "wanted"),
    [("ROUND", 3.0), ("RINT", 2.0), ("FLOOR", 2.0), ("CEIL", 3.0), ("TRUNC", 2.0), ("ODD", 2.0), ("NONE", 2.0)],
)
def test_to_whole_numbers_of_the_same_type(mode: str, wanted: float) -> None:
    assert _converted(np.array([2.5], np.float32), np.float32, f"RoundMode::CAST_{mode}")[0] == wanted


@pytest.mark.parametrize(("dtype", "unit"), [(np.int32, 2), (np.int64, 2), (np.int64, 2**30)])
@pytest.mark.parametrize(
    ("mode", "wanted"),  # of one and of one and a half above a number that fp32 holds, in units of half its step
    [
        ("RINT", (0, 2)), ("ROUND", (2, 2)), ("FLOOR", (0, 0)), ("CEIL", (2, 2)), ("TRUNC", (0, 0)), ("NONE", (0, 2)),
        ("ODD", (0, 2)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", [1, -1])
def test_from_whole_numbers(dtype: Any, unit: int, mode: str, wanted: tuple[int, ...], sign: int) -> None:
    base, half = 2**24 * unit, unit
    numbers = np.array([sign * (base + half), sign * (base + half + half // 2)], dtype)
    found = _converted(numbers, np.float32, f"RoundMode::CAST_{mode}")
    turned = {"FLOOR": "CEIL", "CEIL": "FLOOR"}.get(mode, mode) if sign < 0 else mode
    away = {"FLOOR": (0, 0), "CEIL": (2, 2)}.get(turned, wanted)
    assert [int(number) for number in found] == [sign * (base + count * half) for count in away]


@pytest.mark.parametrize(("mode", "wanted"), [("FLOOR", -2.0), ("CEIL", -1.0), ("TRUNC", -1.0), ("ROUND", -2.0)])
def test_from_int16_to_half(mode: str, wanted: float) -> None:
    found = _converted(np.array([-2049], np.int16), np.float16, f"RoundMode::CAST_{mode}")
    assert found[0] == (-2050 if wanted == -2.0 else -2048)


def test_with_scratch_the_header_looks_at_the_saturation_mode_of_all() -> None:
    number = np.array([3e9], np.float32)
    assert _converted(number, np.int32, "SaturationMode::OFF", scratch=True)[0] == 2**31 - 1


def test_pairs_that_the_header_does_not_have() -> None:
    operands = OperandShape("Vec", np.float32), OperandShape("Vec", np.uint8)
    shape = TargetShape(np.float32, (1, 1), ("RoundMode::CAST_RINT",), operands=operands)
    assert unknown_conversion(shape) == "a conversion from uint8 to float32"


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
