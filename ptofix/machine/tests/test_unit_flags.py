"""Matrix unit and fix-pipe take turns by the unit flag, under whichever schedule."""

from __future__ import annotations

import numpy as np
import pytest

from ptofix.cpp.parser import parse
from ptofix.isa.architecture import A2A3
from ptofix.machine.arguments import pointer
from ptofix.machine.core import TURNS
from ptofix.machine.kernel import kernel_of
from ptofix.machine.run import Outcome, Schedule, launch
from ptofix.text.source import SourceFile

HEAD = """#include "pto/pto-inst.hpp"
using namespace pto;
__global__ AICORE void k(__gm__ float* x) {
#if defined(__DAV_CUBE__)
  Tile<TileType::Left, half, 64, 16, BLayout::RowMajor, 64, 16, SLayout::RowMajor, 512, PadValue::Null> a;
  TASSIGN(a, 0);
  Tile<TileType::Right, half, 16, 64, BLayout::RowMajor, 16, 64, SLayout::ColMajor, 512, PadValue::Null> b;
  TASSIGN(b, 0);
  Tile<TileType::Acc, float, 64, 64, BLayout::ColMajor, 64, 64, SLayout::RowMajor, 1024, PadValue::Null> c;
  TASSIGN(c, 0);
  GlobalTensor<float, Shape<1, 1, 1, 64, 64>, Stride<4096, 4096, 4096, 64, 1>, Layout::ND> g(x);
"""
FIRST, THEN = "  TMATMUL{}(c, a, b);\n", "  TMATMUL_ACC{}(c, c, a, b);\n"
STORE = "  TSTORE{}(g, c);\n"
PARTIAL, FINAL, STORED = "<AccPhase::Partial>", "<AccPhase::Final>", "<STPhase::Final>"
ROUND = FIRST.format(PARTIAL) + THEN.format(FINAL) + STORE.format(STORED)


def ran(body: str, schedule: Schedule) -> Outcome:
    kernel = kernel_of(parse(SourceFile("k.cpp", f"{HEAD}{body}#endif\n}}\n")))
    arguments = {"x": pointer("x", np.zeros(4096, np.float32), "float")}
    return launch(kernel, arguments, 1, A2A3, schedule)


SCHEDULES = [Schedule("inorder"), Schedule("eager"), Schedule("lazy"), Schedule("random", 3)]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.kind)
def test_turns_order_both_ways(schedule: Schedule) -> None:
    outcome = ran(ROUND * 2, schedule)
    assert (outcome.races, outcome.blocked, outcome.faults) == ((), (), ())
    assert outcome.counts[TURNS] == 6


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.kind)
def test_without_the_flag_they_race(schedule: Schedule) -> None:
    plain = FIRST.format("") + THEN.format("") + STORE.format("")
    found = ran(plain, schedule).races
    assert found
    assert all("TSTORE" in (race.earlier.op, race.later.op) for race in found)
    assert TURNS not in ran(plain, schedule).counts


def test_a_store_waits_for_the_last_product() -> None:
    outcome = ran(FIRST.format(PARTIAL) + STORE.format(STORED), SCHEDULES[0])
    assert [(one.pipe, one.text) for one in outcome.blocked] == [("FIX", "TSTORE, for the unit flag of L0C[0, 16384)")]


def test_a_product_waits_for_the_store() -> None:
    outcome = ran(FIRST.format(FINAL) + FIRST.format(FINAL), SCHEDULES[0])
    assert [one.pipe for one in outcome.blocked] == ["M"]


def test_what_nobody_stores_is_left_up() -> None:
    outcome = ran(ROUND + FIRST.format(FINAL), SCHEDULES[0])
    assert [fault.text for fault in outcome.faults] == ["the unit flag of L0C[0, 16384) of cube is still up at the end"]
