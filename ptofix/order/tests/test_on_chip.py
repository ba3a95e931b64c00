"""Which bytes of on-chip memory two ops share: against the set of all of them, one by one."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.arch.tile import Rows
from ptofix.cpp.parser import parse
from ptofix.order.effects import resolve
from ptofix.order.on_chip import Touched, meet
from ptofix.program.build import program_file
from ptofix.program.program import Region, TileOp
from ptofix.testing.views import View, kernel_with, view
from ptofix.text.source import SourceFile

MANY = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def bytes_of(one: Touched) -> set[int]:
    region, rows = one
    inside = range(region.start, region.end)
    return {b for b in inside if rows is None or (b - region.start) % rows.stride < rows.width}


@st.composite
def touches(draw: st.DrawFn) -> Touched:
    start, length = draw(st.integers(0, 40)), draw(st.integers(1, 60))
    stride = draw(st.integers(1, 20))
    rows = Rows(draw(st.integers(1, stride)), stride) if draw(st.booleans()) else None
    return Touched(Region("UB", 32 * start, 32 * (start + length)), rows and Rows(32 * rows.width, 32 * rows.stride))


@MANY
@given(touches(), touches())
def test_rows_meet_where_they_have_a_byte_in_common(first: Touched, second: Touched) -> None:
    assert meet(first, second) is bool(bytes_of(first) & bytes_of(second))


def test_other_memory_is_apart() -> None:
    assert not meet(Touched(Region("UB", 0, 64)), Touched(Region("L1", 0, 64)))


def conflict(first: View, second: View, micro_steps: bool) -> bool:
    """What the analysis says of two ops that follow each other."""
    source = SourceFile("views.cpp", kernel_with(first, second))
    (program,) = (one for one in program_file(parse(source)).programs if one.core == "vector")
    effects = resolve(program, micro_steps)
    ops = [i.index for i in program.instructions if isinstance(i.action, TileOp) and i.action.call.name != "TASSIGN"]
    sites = [[site for site in effects.sites if site.instruction.index == op] for op in ops]
    return any(effects.conflicts[y.index] & x.bit for x in sites[0] for y in sites[1])


@pytest.mark.parametrize("micro_steps", [False, True])
def test_views_of_one_memory(micro_steps: bool) -> None:
    """What shares a byte is never apart; rows of whole blocks that share none always are."""
    random = Random(22)
    apart = 0
    for _ in range(150):
        first, second = view(random.randrange), view(random.randrange)
        shared = first.bytes() & second.bytes()
        if not first.writes and not second.writes:
            continue
        found = conflict(first, second, micro_steps)
        if shared:
            assert found, (first, second)
        elif first.is_plain and second.is_plain:
            apart += 1
            assert not found, (first, second)
    assert apart > 8
