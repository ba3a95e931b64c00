"""Which bytes of on-chip memory two ops share: against the set of all of them, one by one."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.cpp.parser import parse
from ptofix.hardware.tile import Rows, Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import OpCall
from ptofix.isa.operand import Operand as CallOperand
from ptofix.order.effects import resolve
from ptofix.order.model import DEFAULT, OPS, STRICT, Model
from ptofix.order.on_chip import Touched, meet
from ptofix.program.build import program_file
from ptofix.program.program import Instruction, Operand, Program, Region, TileOp
from ptofix.proof.accesses import PipeWork, steps_of
from ptofix.testing.pairs import unordered_pairs
from ptofix.testing.views import TileView, kernel_with, view
from ptofix.tests.build import hazards, kernel, programs
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


def conflict(first: TileView, second: TileView, micro_steps: bool) -> bool:
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
        elif first.is_plain and second.is_plain and (micro_steps or min(first.valid_rows, second.valid_rows) > 1):
            apart += 1
            assert not found, (first, second)
    assert apart > 8


def part(name: str, at: int, cols: int = 512) -> str:
    size = f"float, 16, {cols}, BLayout::RowMajor, 16, 128, SLayout::NoneBox"
    return f"Tile<TileType::Vec, {size}> {name}; TASSIGN({name}, {at});"


LEFT, RIGHT = part("left", 0), part("right", 512)
COPIED = {"TLOAD -> TSTORE"}


@pytest.mark.parametrize("model", [OPS, STRICT, DEFAULT], ids=lambda model: model.name)
@pytest.mark.parametrize(
    ("tiles", "expected"),
    [
        (f"{LEFT} {RIGHT}", set()),
        (f"{LEFT} {part('right', 480)}", COPIED),  # the last block of a row
        (f"{LEFT} {part('right', 1536)}", set()),
        (f"{LEFT} {part('right', 1568)}", COPIED),  # the first block of the next row
        (f"{LEFT} {part('right', 2048)}", COPIED),  # the next row
        (f"{LEFT} {part('right', 512, 128)}", COPIED),  # no gaps
        (f"{LEFT} {part('right', 1024, 256)}", COPIED),  # rows of another pitch, every second of which meets one
        (f"{LEFT} {part('right', 512, 256)}", set()),
        (f"{LEFT} {part('right', 520)}", COPIED),  # not in whole blocks
        (f"{LEFT} {RIGHT} if (n > 0) {{ TASSIGN(right, 2048); }}", COPIED),
        (f"{LEFT} {RIGHT} if (n > 0) {{ TASSIGN(right, 1024); }}", set()),
    ],
)
def test_columns_of_one_tile(tiles: str, expected: set[str], model: Model) -> None:
    body = f"{tiles} TLOAD(left, gm); TSTORE(gm, right);"
    assert hazards(body, model) == expected
    (one,) = (p for p in programs(kernel(body)) if p.core == "vector")
    lost = [w for w in unordered_pairs(one, model.name) if "TSTORE" in w.message]
    assert bool(lost) is bool(expected)


def test_a_tile_in_one_of_several_slots_has_no_rows() -> None:
    """Which bytes of the slots between are left alone is not looked at."""
    tile = TileType(Space.VEC, "float", 16, 512, 16, 128, "RowMajor")
    call = OpCall("TLOAD", (CallOperand("tile", tile), CallOperand("global")), A2A3)
    for slots in (1, 2):
        operands = (Operand("t", (0,), slots), Operand("g"))
        action = TileOp(call, operands)
        program = Program("f", "vector", [Instruction(0, action, None, ())], A2A3)
        (written,) = (f for site in resolve(program, True).sites for f in site.footprints if f.write)
        (checked,) = (
            x for step in steps_of(action, "strict") if isinstance(step, PipeWork) for x in step.accesses if x.write
        )
        assert (written.rows is None) is (checked.rows is None) is (slots == 2)
