"""The numbers at which arithmetic goes wrong: as the CPU headers of pto-isa have them, or as the device's where they
differ (benchmarks/RESULTS.md says where and why).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer, poison
from ptofix.machine.kernel import kernel_of
from ptofix.machine.memory import DTYPES, Array
from ptofix.machine.run import Schedule, launch
from ptofix.machine.tests.op_cases import Case, Place
from ptofix.machine.tests.test_ops import ran_case
from ptofix.machine.tests.value_cases import ZERO_SIGNS_DIFFER, cases
from ptofix.testing.corpus import REDTEAM2
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

CASES = {case.name: case for case in cases()}


@cache
def _results() -> dict[str, Array]:
    with np.load(Path(__file__).parent / "value_results.npz") as file:
        return dict(file)


def _same(case: Case, found: Array, wanted: Array) -> None:
    first, second = (
        values.astype(np.float64) if values.dtype.kind not in "iu" else values for values in (found, wanted)
    )
    if case.tolerance:
        np.testing.assert_allclose(first, second, rtol=case.tolerance)
        return
    np.testing.assert_array_equal(first, second)
    if found.dtype.kind not in "iu" and case.name.split("-")[0] not in ZERO_SIGNS_DIFFER:
        np.testing.assert_array_equal(np.signbit(first[~np.isnan(first)]), np.signbit(second[~np.isnan(second)]))


@pytest.mark.parametrize("op", sorted({name.split("-")[0] for name in CASES}))
def test_as_the_cpu_headers(op: str) -> None:
    for name, case in CASES.items():
        if name.split("-")[0] == op:
            saved = _results()[name]
            wanted = saved.view(DTYPES[case.result.dtype]) if case.result.dtype == "bfloat16_t" else saved
            try:
                _same(case, ran_case(case, case.inputs(1)), wanted)
            except AssertionError as problem:
                raise AssertionError(name) from problem


def test_every_case_has_its_result() -> None:
    assert _results().keys() == CASES.keys()


# ---- where the headers for the device do something else ----


def _values_of(call: str, dtype: str, *sources: Any, result: str = "", scratch: bool = False) -> Array:
    """What a call makes of the lists a, b, …; `scratch` is a tile t."""
    given = [np.array([source], DTYPES[dtype]) for source in sources]
    wide = -(-len(sources[0]) // 32) * 32
    places = tuple(Place(dtype, 8, wide, (1, len(source))) for source in sources)
    extra = Place(dtype, 8, 4 * wide, (8, 4 * wide)) if scratch else None
    case = Case("values", call, Place(result or dtype, 8, wide, (1, len(sources[0]))), places, extra)
    found: Array = ran_case(case, given)[0]
    return found


def test_the_remainder_of_integers_goes_by_way_of_fp32() -> None:
    found = _values_of("TREM(d, a, b, t);", "int32_t", (7, -7, 7, -7), (3, 3, -3, -3), scratch=True)
    np.testing.assert_array_equal(found, (1, 2, -2, -1))
    found = _values_of("TREM(d, a, b, t);", "int32_t", (2**24 + 1,), (2**24,), scratch=True)
    assert found[0] == 0  # 2^24 + 1 is no number of fp32


def test_the_remainder_of_integers_leaves_other_operands() -> None:
    left, right = (2**24 + 1, 5, -9), (3, -7, 2)
    kept = "TREM(d, a, b, t); pipe_barrier(PIPE_ALL); TMOV(d, {});"
    found = _values_of(kept.format("a"), "int32_t", left, right, scratch=True)
    np.testing.assert_array_equal(found, (2**24, 5, -9))
    found = _values_of(kept.format("b"), "int32_t", left, right, scratch=True)
    np.testing.assert_array_equal(found.view(np.float32), right)
    found = _values_of("TREMS(d, a, 3, t); pipe_barrier(PIPE_ALL); TMOV(d, a);", "int32_t", left, scratch=True)
    np.testing.assert_array_equal(found, (2**24, 5, -9))
    found = _values_of("TREM(d, a, b, t); pipe_barrier(PIPE_ALL); TMOV(d, b);", "float", (7.5,), (2.0,), scratch=True)
    assert found[0] == 2.0


def test_the_remainder_of_floats_rounds_the_quotient() -> None:
    found = _values_of("TREM(d, a, b, t);", "float", (1.0, 7.5, -7.5, -7.5), (0.1, -2.0, 2.0, -2.0), scratch=True)
    np.testing.assert_array_equal(found, np.array((0.0, -0.5, 0.5, -1.5), np.float32))
    assert _values_of("TFMODS(d, a, 0.1f);", "float", (1.0,))[0] == 0.0


def test_integers_are_divided_as_in_c() -> None:
    np.testing.assert_array_equal(_values_of("TDIVS(d, a, -2);", "int32_t", (7, -7, 2**31 - 1)), (-3, 3, 1 - 2**30))
    np.testing.assert_array_equal(_values_of("TDIVS(d, 7, a);", "int32_t", (2, -2, 8)), (3, -3, 0))
    np.testing.assert_array_equal(_values_of("TDIVS(d, a, -1);", "int16_t", (-(2**15), 5)), (-(2**15), -5))
    np.testing.assert_array_equal(_values_of("TRECIP(d, a);", "int32_t", (1, -1, 5)), (1, -1, 0))


@pytest.mark.parametrize(
    ("call", "values", "why"),
    [
        ("TDIVS(d, a, 0);", (1, 2), "a division by 0"),
        ("TDIVS(d, 5, a);", (1, 0), "a division by 0"),
        ("TDIVS(d, a, -1);", (-(2**31), 2), "a division of the least number by -1"),
    ],
)
def test_a_division_of_integers_without_a_result(call: str, values: tuple[int, int], why: str) -> None:
    with pytest.raises(PtofixError, match=f"`TDIVS`: {why}"):
        _values_of(call, "int32_t", values)


def test_a_division_in_place_multiplies_by_the_inverse() -> None:
    """TDivS.hpp: `dst == src0`. The inverse of 3 is rounded, so the results are not those of a division."""
    for dtype in ("float", "half"):
        values = np.arange(1, 30, dtype=DTYPES[dtype])
        inverse = DTYPES[dtype](np.float32(1) / np.float32(3))
        found = _values_of("TDIVS(a, a, 3); pipe_barrier(PIPE_ALL); TMOV(d, a);", dtype, values)
        np.testing.assert_array_equal(found, values * inverse)
        np.testing.assert_array_equal(_values_of("TDIVS(d, a, 3);", dtype, values), values / DTYPES[dtype](3))
        assert (values * inverse != values / DTYPES[dtype](3)).any()


def test_powers_of_integers_wrap() -> None:
    call = "TPOW(d, a, b, t);"
    found = _values_of(call, "int32_t", (2**31 - 1, 3, 0, -1, -1, 0, 2), (2, 30, -1, 3, -4, 0, -1), scratch=True)
    np.testing.assert_array_equal(found, (1, 3**30 % 2**32 - 2**32, 0, -1, 1, 1, 0))
    found = _values_of("TPOWS(d, a, 2, t);", "uint16_t", (65535, 300), scratch=True)
    np.testing.assert_array_equal(found, (1, 90000 % 65536))


def test_powers_of_floats_at_the_infinities() -> None:
    base, exponent = (
        (1.0, -1.0, -2.0, 2.0, 0.0, -0.0, -2.0, -2.0),
        (np.inf, np.inf, np.inf, -np.inf, -1.0, -1.0, 3.0, 0.5),
    )
    found = _values_of("TPOW(d, a, b, t);", "float", base, exponent, scratch=True)
    np.testing.assert_array_equal(found, (np.nan, 1.0, np.nan, 0.0, np.inf, np.inf, -8.0, np.nan))


def test_the_magnitude_of_zero_has_no_sign() -> None:
    assert not np.signbit(_values_of("TABS(d, a);", "float", (-0.0,))[0])


def test_the_larger_one_of_equals_is_the_first() -> None:
    values, numbers = Place("float", 8, 32, (1, 4)), Place("int32_t", 8, 32, (1, 4))
    sources = (values, values, numbers, numbers)
    arrays = [np.array([n], DTYPES[place.dtype]) for n, place in zip(((1, 2, np.nan, 4), (1, 3, 5, np.nan)), sources)]
    arrays += [np.array([n], np.int32) for n in ((10, 11, 12, 13), (20, 21, 22, 23))]
    for op, wanted in (("TPARTARGMAX", (10, 21, 22, 23)), ("TPARTARGMIN", (10, 11, 22, 23))):
        case = Case("pairs", f"{op}(t, a, b, d, c, e);", numbers, sources, values)
        np.testing.assert_array_equal(ran_case(case, arrays)[0], wanted)


def test_binary_column_sums_add_pairs() -> None:
    column, row = Place("half", 8, 32, (3, 1)), Place("half", 1, 32, (1, 1))
    for binary, wanted in (("true", 2048.0), ("false", 2050.0)):
        case = Case("sums", f"TCOLSUM(d, a, t, {binary});", row, (column,), Place("half", 8, 32, (8, 32)))
        found = ran_case(case, [np.array([[2048.0], [1.0], [1.0 if binary == "true" else 2.0]], np.float16)])
        assert found[0, 0] == wanted


@pytest.mark.parametrize("op", ["TCMP(d, a, b", "TCMPS(d, a, 1"])
def test_int32_is_compared_for_equality_only(op: str) -> None:
    for mode in ("EQ", "NE"):
        _values_of(f"{op}, CmpMode::{mode});", "int32_t", (1, 2), (1, 3), result="uint8_t")
    with pytest.raises(PtofixError, match="int32 by CmpMode::LT, for which the header takes EQ"):
        _values_of(f"{op}, CmpMode::LT);", "int32_t", (1, 2), (1, 3), result="uint8_t")


def test_halfwords_are_compared_as_halves() -> None:
    with pytest.raises(PtofixError, match="int16, which the header compares as half"):
        _values_of("TCMPS(d, a, 1, CmpMode::EQ);", "int16_t", (1, 2), result="uint8_t")


def test_numbers_outside_of_a_table() -> None:
    with pytest.raises(PtofixError, match="`MGATHER_ELEM`: number 9 of a table that has 2"):
        _values_of("MGATHER<Coalesce::Elem>(d, ga, b);", "int32_t", (1, 2), (0, 9))


@pytest.mark.parametrize(
    ("call", "dtype", "wanted"),
    [
        ("TSELS(d, b, a, t, 70000);", "int16_t", 4464),
        ("TSELS(d, b, a, t, -1);", "uint16_t", 65535),
        ("TSELS(d, b, a, t, 3.7f);", "int32_t", 3),
        ("TEXPANDS(d, 70000);", "int16_t", 4464),
        ("TADDS(d, a, -1.9f);", "int32_t", 0),
        ("TSHRS(d, a, 31);", "int32_t", 0),
    ],
)
def test_numbers_are_converted_as_in_c(call: str, dtype: str, wanted: int) -> None:
    assert _selected(call, dtype) == wanted


@pytest.mark.parametrize("number", ["1e10f", "0.0f / 0.0f", "-2147483904.0f"])
@pytest.mark.parametrize("call", ["TSELS(d, b, a, t, {});", "TEXPANDS(d, {});", "TADDS(d, a, {});", "TMAXS(d, a, {});"])
def test_numbers_that_an_integer_type_does_not_hold(call: str, number: str) -> None:
    with pytest.raises(PtofixError, match="which int32 does not hold"):
        _selected(call.format(number), "int32_t")


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("TSHLS(d, a, 32);", "`TSHLS`: a shift of 32 bits by 32"),
        ("TSHRS(d, a, -1);", "`TSHRS`: a shift of 32 bits by -1"),
        ("TEXPANDS(d, 40); pipe_barrier(PIPE_V); TSHL(d, a, d);", "`TSHL`: a shift of 32 bits by 40"),
    ],
)
def test_shifts_of_which_nobody_says_the_result(call: str, why: str) -> None:
    with pytest.raises(PtofixError, match=why):
        _selected(call, "int32_t")


def _selected(call: str, dtype: str) -> int:
    """The first number of the result; a is 1, b a mask that takes nothing of it, t scratch."""
    place, mask = Place(dtype, 8, 32, (1, 1)), Place("uint8_t", 8, 32, (1, 1))
    case = Case("numbers", call, place, (place, mask), Place("uint8_t", 8, 32, (8, 32)))
    given = [np.ones((1, 1), DTYPES[dtype]), np.zeros((1, 1), np.uint8)]
    return int(ran_case(case, given)[0, 0])


# ---- the second red team ----


def _redteam(name: str, **arrays: Array) -> Array:
    path = REDTEAM2 / "simulate" / f"{name}.cpp"
    result = poison("int32_t" if name == "tci_descending" else "float", (1, 8) if name == "tci_descending" else (8, 8))
    arrays["out_b"] = result
    kinds = {np.dtype(np.int32): "int32_t", np.dtype(np.float32): "float"}
    arguments = {name: pointer(name, array, kinds[array.dtype]) for name, array in arrays.items()}
    kernel = kernel_of(parse(SourceFile(str(path), path.read_text())))
    outcome = launch(kernel, arguments, 1, A2A3, Schedule())
    assert not outcome.races
    return result


def test_tci_counts_down() -> None:
    np.testing.assert_array_equal(_redteam("tci_descending")[0], np.arange(6, -2, -1))


def test_tcvt_rounds_down_from_integer_to_float() -> None:
    given = np.load(REDTEAM2 / "simulate" / "tcvt_int_to_float_floor" / "in_a.npy")
    found = _redteam("tcvt_int_to_float_floor", in_a=given)
    assert (found.astype(np.float64) <= given).all()
    assert (np.nextafter(found, np.float32(np.inf)).astype(np.float64) > given).all()
