"""Calls that work on several pipes: their own flags order them, and what has none is refused or shown as a race."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Access, Stage
from ptofix.machine.expressions import NotRunError
from ptofix.machine.memory import Array
from ptofix.machine.parts import parts
from ptofix.machine.run import Outcome, Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError

DRAIN = "pipe_barrier(PIPE_ALL);"


def _kernel(*body: str, extra: tuple[str, ...] = ()) -> str:
    """Two matrices of float are loaded to a and b; d is stored."""
    lines = [tensor(f"g{name}", f"v{number}", "float", 8, 64) for number, name in enumerate("abd", 1)]
    lines += [tile(name, "float", 8, 64, number * 2048) for number, name in enumerate("abd")]
    lines += [*extra, "TLOAD(a, ga);", "TLOAD(b, gb);", DRAIN, *body, DRAIN, "TSTORE(gd, d);"]
    return kernel("__gm__ float* v1, __gm__ float* v2, __gm__ float* v3", lines)


def _ran(text: str, kind: str) -> tuple[Outcome, list[Array]]:
    outcome, arrays = ran(Path("inner.cpp"), text, Schedule(kind, 7, assumed=frozenset()))
    return outcome, [arrays[f"v{number}"][:512] for number in (1, 2, 3)]


@pytest.mark.parametrize("kind", ["inorder", "eager", "lazy", "random", "adversarial"])
def test_flags_inside_order_what_is_around(kind: str) -> None:
    """TTRANS to rows of 8 waits for the vector pipe, runs on the scalar unit, and the vector pipe waits for that."""
    extra = tuple(tile(name, "float", 64, 8, address) for name, address in (("e", 8192), ("f", 4096), ("t", 16384)))
    body = ("TABS(a, a);", "TTRANS(e, a, t);", "TMULS(f, e, 2.0f);")
    outcome, (a, _, d) = _ran(_kernel(*body, extra=extra), kind)
    assert not outcome.races
    assert not outcome.blocked + outcome.faults
    np.testing.assert_array_equal(d.reshape(64, 8), 2 * np.abs(a.reshape(8, 64)).T)


def test_scalar_unit_writes_scratch_without_waiting() -> None:
    """TSELS: pto-isa include/pto/npu/a2a3/TSels.hpp writes its scratch before the vector pipe is done with it."""
    extra = (tile("t", "uint8_t", 1, 32, 8192), tile("m", "uint8_t", 8, 32, 16384), tile("e", "float", 1, 8, 8192))
    select = "TSELS(d, m, a, t, 1.0f);"
    before = ("TEXPANDS(e, 2.0f);", select)
    races = {race.later.op for race in _ran(_kernel(*before, extra=extra), "inorder")[0].races}
    assert races == {"TSELS"}
    assert not _ran(_kernel(before[0], DRAIN, select, extra=extra), "inorder")[0].races


@pytest.mark.parametrize("kind", ["inorder", "lazy", "random"])
def test_comparison_and_selection(kind: str) -> None:
    """A mask has a bit per element, each row from the start of its row."""
    extra = (tile("m", "uint8_t", 8, 32, 8192, (8, 8)), tile("t", "uint8_t", 1, 32, 16384))
    body = ("TCMP(m, a, b, CmpMode::LT);", DRAIN, "TSEL(d, m, a, b, t);")
    outcome, (a, b, d) = _ran(_kernel(*body, extra=extra), kind)
    assert not outcome.races
    np.testing.assert_array_equal(d, np.minimum(a, b))


def test_what_an_op_destroys_is_no_number() -> None:
    extra = (tile("q", "int8_t", 8, 64, 8192), tile("s", "float", 8, 1, 16384), tile("t", "float", 8, 64, 24576))
    body = ("TROWMAX(s, b, d);", DRAIN, "TQUANT<QuantType::INT8_SYM>(q, a, s, t);", DRAIN, "TADD(d, a, b);")
    outcome, (_, _, d) = _ran(_kernel(*body, extra=extra), "inorder")
    assert not outcome.races
    assert np.isnan(d).all()


@pytest.mark.parametrize(
    ("call", "extra", "why"),
    [
        ("TSCATTER<MaskPattern::P0101>(d, a);", (), "`TSCATTER`"),
        ("TTRI<float, 2>(d, 0);", (), "the template argument `2`"),
        ("TFILLPAD(d, a);", (), "padding with PadValue::Null"),
        (
            "TCMPS(m, a, 0.5f, CmpMode::XX);",
            (tile("m", "uint8_t", 8, 32, 8192, (8, 8)),),
            "the operand `CmpMode::XX`",
        ),
        (
            "TQUANT<QuantType::INT8_ASYM>(m, a, b, d);",
            (tile("m", "uint8_t", 8, 64, 8192),),
            "the template argument `QuantType::INT8_ASYM`",
        ),
        ("TGATHER<GatherAxis::X>(d, a);", (), "the template argument `GatherAxis::X`"),
    ],
)
def test_refused(call: str, extra: tuple[str, ...], why: str) -> None:
    with pytest.raises(PtofixError, match=why):
        _ran(_kernel(call, extra=extra), "inorder")


def test_pipes_without_a_flag_between_are_refused() -> None:
    steps = tuple(Stage(pipe, (Access(0, None, True, 0, 32),)) for pipe in (Pipe.V, Pipe.MTE3, Pipe.V))
    with pytest.raises(NotRunError, match="several pipes, with no flag between them"):
        list(parts("TOP", steps, Pipe.V))
