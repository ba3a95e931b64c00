"""Columns of one tile on the machine: what shares no byte is no race, whatever the ranges are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran

SHAPE, STRIDE = "pto::Shape<1, 1, 1, 16, 128>", "pto::Stride<2048, 2048, 2048, 128, 1>"
TENSOR = f"GlobalTensor<float, {SHAPE}, {STRIDE}, pto::Layout::ND>"
TILE = "Tile<TileType::Vec, float, 16, 512, BLayout::RowMajor, 16, 128, SLayout::NoneBox, 512, PadValue::Null>"


def raced(body: str, right: int) -> set[tuple[str, str]]:
    """The ops of each race, with a tile at the start of UB and one `right` bytes after it."""
    text = f"""extern "C" __global__ AICORE void kernel(__gm__ float* v1, __gm__ float* v2) {{
#if defined(__DAV_VEC__)
  {TENSOR} from = {TENSOR}(v1);
  {TENSOR} to = {TENSOR}(v2);
  {TILE} left; TASSIGN(left, 0);
  {TILE} right; TASSIGN(right, {right});
  {body}
  pipe_barrier(PIPE_ALL);
#endif
}}
"""
    outcome, _ = ran(Path("columns.cpp"), text, Schedule("lazy"))
    return {(race.earlier.op, race.later.op) for race in outcome.races}


@pytest.mark.parametrize(
    ("body", "pair"),
    [
        ("TLOAD(left, from); TSTORE(to, right);", ("TLOAD", "TSTORE")),
        ("TEXP(left, left); TLOAD(right, from);", ("TEXP", "TLOAD")),
        ("TLOAD(left, from); TEXP(right, right);", ("TLOAD", "TEXP")),
    ],
)
def test_columns(body: str, pair: tuple[str, str]) -> None:
    assert raced(body, 512) == raced(body, 1536) == set()
    assert pair in raced(body, 480)
    assert pair in raced(body, 2048)
