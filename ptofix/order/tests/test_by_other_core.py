"""Orders by way of the other core, where a trip may not have started, or something may give any flag."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.hardware.pipe import Pipe
from ptofix.order.model import DEFAULT, ProgramOrder
from ptofix.program.build import program_file
from ptofix.program.program import Program, ProgramFile, RoundTrip, TileOp
from ptofix.proof.absolute import check_alone
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved
from ptofix.tests.build import tree
from ptofix.text.source import SourceFile

_GIVE, _WAIT = "ffts_cross_core_sync(PIPE_V, 545);", "wait_flag_dev(4);"
_TILE = "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, 16, 64>"


def program(before: str, given: str) -> tuple[SourceFile, Program]:
    """A load over what PIPE_V reads, after a wait, with a trip from the signal to it."""
    text = f"""__global__ AICORE void kernel(__gm__ float* v1, int32_t n) {{
#if defined(__DAV_VEC__)
{_TILE} v3; TASSIGN(v3, 0); {_TILE} v4; TASSIGN(v4, 4096);
GlobalTensor<float, pto::Shape<1, 1, 1, 16, 64>, pto::Stride<1, 1, 1, 64, 1>, pto::Layout::ND> v5(v1);
{before}
TEXP(v4, v3);
{given}
{_WAIT}
TLOAD(v3, v5);
#endif
}}
"""
    source = SourceFile("trip.cpp", text)
    (found,) = program_file(tree(source)).programs
    instructions = [*found.instructions]
    for instruction in found.instructions:
        action = instruction.action
        if isinstance(action, TileOp) and action.signal is not None:
            trips = (RoundTrip(0, Pipe.V, action.signal.pipe is None),)
            instructions[instruction.index] = replace(instruction, action=replace(action, round_trips=trips))
    return source, replace(found, instructions=instructions)


@pytest.mark.parametrize(
    ("before", "given", "in_order"),
    [
        pytest.param("", _GIVE, True, id="in order"),
        pytest.param("", f"if (n) {{ {_GIVE} }}", False, id="perhaps not started"),
        pytest.param("unknown(v1);", _GIVE, False, id="something may give any flag"),
    ],
)
def test_a_trip(before: str, given: str, in_order: bool) -> None:
    source, made = program(before, given)
    pairs = ProgramOrder(made, DEFAULT.alone).cross.unordered
    assert in_order is not any(site.pipe == Pipe.V and later.pipe == Pipe.MTE2 for site, later in pairs)
    parsed = replace(Parsed.of(source), file=ProgramFile((made,)))
    verdict = check_alone(parsed, "default", DEFAULT.alone.assumed, DEFAULT_GRADE)
    assert isinstance(verdict, Proved) is in_order
    if isinstance(verdict, Proved):
        assert "hw.core-flags" in verdict.assumptions


def test_without_the_assumption() -> None:
    source, made = program("", _GIVE)
    assert ProgramOrder(made, DEFAULT).cross.unordered
    parsed = replace(Parsed.of(source), file=ProgramFile((made,)))
    assert not isinstance(check_alone(parsed, "default", DEFAULT.assumed, DEFAULT_GRADE), Proved)
