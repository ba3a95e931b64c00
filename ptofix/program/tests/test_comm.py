"""Communication between devices: what the ops of `pto::comm` touch and order, and the ways on which they do nothing."""

from __future__ import annotations

import pytest

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Expansion, OpCall, Unknown
from ptofix.isa.expand import expand
from ptofix.isa.operand import Operand
from ptofix.order.model import STRICT
from ptofix.program.program import Opaque, TileOp
from ptofix.tests.build import hazards, program

COMM = "pto::comm::"
GROUP = "auto group = pto::comm::ParallelGroup<float>::Create(gm, 2, 0); "
SUM = "pto::comm::ReduceOp::Sum"
SET = "pto::comm::NotifyOp::Set"
DYNAMIC = (
    "Tile<TileType::Vec, float, 16, 64, BLayout::RowMajor, -1, -1, SLayout::NoneBox> h(16, 64); TASSIGN(h, 65536); "
)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("what it loads into", f"TABS(a, b); {COMM}TPUT(gm, gm, a);", {f"TABS -> {COMM}TPUT"}),
        ("what it stores from", f"{COMM}TGET(gm, gm, a); TABS(a, b);", {f"{COMM}TGET -> TABS"}),
        ("the other tile of two", f"{COMM}TPUT(gm, gm, c, a); TABS(a, b);", {f"{COMM}TPUT -> TABS"}),
        ("with a template argument", f"{COMM}TPUT<pto::AtomicType::AtomicAdd>(gm, gm, a); TABS(a, b);",
         {f"{COMM}TPUT -> TABS"}),
        ("with a shorter front", "comm::TPUT(gm, gm, a); TABS(a, b);", {f"{COMM}TPUT -> TABS"}),
        ("with another front", "::pto::comm::TPUT(gm, gm, a); TABS(a, b);", {f"{COMM}TPUT -> TABS"}),
        ("its loads are waited for on MTE3", f"{COMM}TPUT(gm, gm, a); TSTORE(gm, a);", set()),
        ("an empty tensor passes by its flags", f"TLOAD(a, gm); {COMM}TPUT(gm, gm, b); TSTORE(gm, a);",
         {"TLOAD -> TSTORE"}),
        ("a collective", f"{GROUP}{COMM}TBROADCAST(group, gm, a); TABS(a, b);", {f"{COMM}TBROADCAST -> TABS"}),
        ("gathered", f"{GROUP}{COMM}TGATHER(group, gm, a, b); TABS(c, b);", {f"{COMM}TGATHER -> TABS"}),
        ("scattered", f"{GROUP}{COMM}TSCATTER(group, gm, a); TABS(a, b);", {f"{COMM}TSCATTER -> TABS"}),
        ("reduced on V", f"{GROUP}TABS(c, d); {COMM}TREDUCE(group, gm, a, c, {SUM});", {f"TABS -> {COMM}TREDUCE"}),
        ("reduced on V, two tiles", f"{GROUP}{COMM}TREDUCE(group, gm, a, b, c, {SUM}); TABS(d, c);",
         {f"{COMM}TREDUCE -> TABS"}),
        ("a notice drains", f"TABS(a, b); {COMM}TNOTIFY(gm, n, {SET}); TNEG(c, a);", set()),
        ("waiting drains nothing", f"TABS(a, b); {COMM}TWAIT(gm, n, pto::comm::WaitCmp::GE); TNEG(c, a);",
         {"TABS -> TNEG"}),
        ("a signal to the other core", "TABS(a, b); uint16_t m = getFFTSMsg(FFTS_MODE_VAL, 3); "
         "ffts_cross_core_sync(PIPE_V, m); wait_flag_dev(3); __builtin_cce_wait_flag_dev(3); TNEG(c, a);",
         {"TABS -> TNEG"}),
        ("all cores", "TABS(a, b); SYNCALL<SyncCoreType::AIVOnly>(); TNEG(c, a);", set()),
    ],
)  # fmt: skip
def test_what_is_left_unordered(title: str, body: str, expected: set[str]) -> None:
    found = {pair for pair in hazards(body, STRICT) if len(set(pair.split(" -> "))) == 2}
    assert found == expected, title


def test_the_valid_shape_after_it_is_that_of_the_last_chunk() -> None:
    calls = [
        i.action
        for i in program(f"{DYNAMIC}{COMM}TPUT(gm, gm, h); TABS(h, h);").instructions
        if isinstance(i.action, TileOp)
    ]
    tile = calls[-1].call.operands[0].tile
    assert calls[-1].call.name == "TABS"
    assert tile is not None
    assert (tile.valid_rows, tile.valid_cols) == (None, None)


def test_the_form_for_workspaces_is_not_known() -> None:
    actions = [i.action for i in program("SYNCALL<SyncAllMode::Soft, SyncCoreType::AIVOnly>(gm, a);").instructions]
    (call,) = [action.call for action in actions if isinstance(action, TileOp) and action.call.name == "SYNCALL"]
    assert isinstance(expand(call), Unknown)


def test_a_name_without_its_namespace_is_another_op() -> None:
    actions = [i.action for i in program("TPUT(gm, gm, a);").instructions]
    assert any(isinstance(action, Opaque) and "`TPUT` is not in the op table" in action.reason for action in actions)


def test_the_flags_inside_are_those_of_the_header() -> None:
    """So `check` finds one that is up around the call."""
    vec = Operand("tile", TileType(Space.VEC, "float", 16, 64, 16, 64, "RowMajor", False), 0)
    memory = Operand("global", None, None)
    found = expand(OpCall("pto::comm::TPUT", (memory, memory, vec), A2A3))
    assert isinstance(found, Expansion)
    assert [str(step) for step in found.steps[1::2]] == ["MTE2>MTE3", "MTE3>MTE2"]
