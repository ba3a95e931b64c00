"""What single calls take: the instruction model of pto-isa (June 2026) gives the same, but for the cycles said here."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall, Unknown
from ptofix.isa.expand import expand, issue_pipe
from ptofix.isa.operand import Operand
from ptofix.machine.timing.latency import Took, latencies, profiles, took
from ptofix.text.diagnostics import PtofixError

WIDE = ("Vec", "float", 32, 256)
HALF = ("Vec", "half", 32, 256)
TALL = ("Vec", "float", 32, 128)
ROW = ("Vec", "float", 1, 32)
COLUMN = ("Vec", "float", 32, 1)
MAT = ("Mat", "half", 128, 128)
LEFT = ("Left", "half", 128, 128)
RIGHT = ("Right", "half", 128, 128)
ACC = ("Acc", "float", 128, 128)
GLOBAL = None
SCALAR = ()

Shape = tuple[str, str, int, int] | tuple[()] | None


def cycles(name: str, *shapes: Shape, profile: str = "default") -> Took:
    operands = []
    for number, shape in enumerate(shapes):
        if shape is None:
            operands.append(Operand("global"))
        elif not shape:
            operands.append(Operand("scalar"))
        else:
            space, dtype, rows, cols = shape
            layout = "ColMajor" if cols == 1 else "RowMajor"
            tile = TileType(Space(space), dtype, rows, cols, rows, cols, layout, False)
            operands.append(Operand("tile", tile, number + 1))
    call = OpCall(name, tuple(operands), A2A3)
    expansion, pipe = expand(call), issue_pipe(call)
    assert not isinstance(expansion, Unknown)
    assert pipe is not None
    return took(call, expansion, pipe, latencies(profile))


@pytest.mark.parametrize(
    ("name", "shapes", "perf_sim", "apart"),
    [
        ("TMULS", (WIDE, WIDE, SCALAR), 161, 0),
        ("TEXP", (WIDE, WIDE), 549, 0),
        ("TCVT", (HALF, WIDE, SCALAR), 288, 0),
        ("TADD", (TALL, TALL, TALL), 96, 0),
        ("TADD", (ROW, ROW, ROW), 35, 2),
        ("TROWEXPANDSUB", (WIDE, WIDE, COLUMN), 306, 3),
        ("TROWEXPANDMUL", (TALL, TALL, COLUMN), 179, 3),
        ("TROWEXPANDDIV", (TALL, TALL, COLUMN), 569, 3),
        ("TROWMAX", (COLUMN, WIDE, WIDE), 282, 11),
        ("TROWSUM", (COLUMN, WIDE, WIDE), 288, 11),
        ("TLOAD", (WIDE, GLOBAL), 559, 0),
        ("TLOAD", (MAT, GLOBAL), 418, 0),
        ("TSTORE", (GLOBAL, HALF), 149, 0),
        ("TSTORE", (GLOBAL, ACC), 807, 1),
        ("TMOV", (LEFT, MAT), 129, 1),
        ("TMOV", (RIGHT, MAT), 257, 1),
        ("TMATMUL", (ACC, LEFT, RIGHT), 518, 0),
    ],
)
def test_a_call_takes_what_perf_sim_says(name: str, shapes: tuple[Shape, ...], perf_sim: int, apart: int) -> None:
    found = cycles(name, *shapes, profile="perf_sim").done
    assert abs(found - perf_sim) == apart


def test_heads_and_tails_of_neighbours_overlap() -> None:
    assert cycles("TMULS", WIDE, WIDE, SCALAR) == Took(128, 161)


def test_after_a_drain_inside_a_call_what_came_before_is_done() -> None:
    found = cycles("TROWEXPANDMUL", TALL, TALL, COLUMN)
    assert found.after_drain == 128  # 64 repeats of vmul, two cycles each
    assert found.busy == 4 + 18 + 1 + 128  # four repeats of vbrcb, its tail, the barrier


def test_profiles() -> None:
    assert profiles() == ("default", "perf_sim")
    with pytest.raises(PtofixError, match="there are: default, perf_sim"):
        latencies("fast")
