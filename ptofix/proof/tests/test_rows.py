"""Which bytes of on-chip memory the checker takes two ops to share: against the set of all of them, one by one."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.hardware.tile import Rows
from ptofix.program.build import program_file
from ptofix.program.program import Region, TileOp
from ptofix.proof.accesses import AccessedBytes, PipeWork, meeting, steps_of
from ptofix.testing.views import TileView, kernel_with, view
from ptofix.text.source import SourceFile

MANY = settings(max_examples=200, deadline=None, derandomize=True, database=None)


@st.composite
def accesses(draw: st.DrawFn) -> AccessedBytes:
    """In blocks; without rows also of a part of one."""
    start, length, stride = draw(st.integers(0, 40)), draw(st.integers(1, 60)), draw(st.integers(1, 20))
    if draw(st.booleans()):
        odd = draw(st.integers(0, 31))
        return AccessedBytes(Region("UB", 32 * start + odd, 32 * (start + length)), True, "")
    rows = Rows(32 * draw(st.integers(1, stride)), 32 * stride)
    return AccessedBytes(Region("UB", 32 * start, 32 * (start + length)), True, "", rows=rows)


def bytes_of(one: AccessedBytes) -> set[int]:
    region, rows = one.region, one.rows
    inside = range(region.start, region.end)
    return {b for b in inside if rows is None or (b - region.start) % rows.stride < rows.width}


@MANY
@given(accesses(), accesses())
def test_what_two_accesses_share(first: AccessedBytes, second: AccessedBytes) -> None:
    """The range is from the first to the last byte that both touch."""
    shared = bytes_of(first) & bytes_of(second)
    found = meeting(first, second)
    assert found == (Region("UB", min(shared), max(shared) + 1) if shared else None)


def do_meet(first: TileView, second: TileView, model: str) -> bool:
    """What the checker says of two ops that follow each other."""
    source = SourceFile("views.cpp", kernel_with(first, second))
    (program,) = (one for one in program_file(parse(source)).programs if one.core == "vector")
    actions = [i.action for i in program.instructions]
    ops = [steps_of(a, model) for a in actions if isinstance(a, TileOp) and a.call.name != "TASSIGN"]
    touched = [[x for step in steps if isinstance(step, PipeWork) for x in step.accesses] for steps in ops]
    return any(meeting(x, y) is not None for x, y in product(*touched) if x.region.memory == "UB")


@pytest.mark.parametrize("model", ["ops", "strict"])
def test_views_of_one_memory(model: str) -> None:
    """What shares a byte is never apart; rows of whole blocks that share none always are."""
    random = Random(23)
    apart = 0
    for _ in range(150):
        first, second = view(random.randrange), view(random.randrange)
        if not first.writes and not second.writes:
            continue
        found = do_meet(first, second, model)
        if first.bytes() & second.bytes():
            assert found, (first, second)
        elif first.is_plain and second.is_plain and (model != "ops" or min(first.valid_rows, second.valid_rows) > 1):
            apart += 1
            assert not found, (first, second)
    assert apart > 8
