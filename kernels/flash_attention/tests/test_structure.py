"""The pipeline's structure, asked of the IR: FIFOs, stages, ring, global memory."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from counts import TILES, per_item
from launches import Outcome, attention, built, outcome
from machine import VECTOR_HALVES, Event, Launch
from xdsl.dialects import func
from xdsl.dialects.builtin import IntegerAttr

from builder import flash_attention
from plan import CUBE_S1, HEAD, KV_SPLITS, QK_PRELOADS, S1_TILES, VECTOR_CORES, Plan

QK, P, PV = 0, 2, 4  # first flags of the FIFOs
ALL = list(itertools.product(S1_TILES, QK_PRELOADS, KV_SPLITS))
SOME = [(256, 3, 1), (512, 7, 1), (512, 4, 1), (256, 4, 2), (256, 3, 4)]


def _outcome(s1_tile: int, qk_preload: int, kv_split: int) -> tuple[Plan, Outcome]:
    """Two core groups; every split has tiles enough that the ring of rescale factors comes round."""
    plan = Plan(256 if kv_split == 1 else 128, s1_tile, qk_preload, kv_split)
    return plan, outcome(plan, s1_tile * kv_split * (qk_preload + 2), blocks=2)


@pytest.mark.parametrize(("s1_tile", "qk_preload", "kv_split"), ALL)
def test_pushes_and_pops_balance_for_any_s1(s1_tile: int, qk_preload: int, kv_split: int) -> None:
    kernel = built(Plan(1024, s1_tile, qk_preload, kv_split))
    functions = {op.sym_name.data: op for op in kernel.ops if isinstance(op, func.FuncOp)}
    producer, consumer = ("talloc", "tpush"), ("tpop", "tfree")
    for name, roles in (
        ("fa_cube", {QK: producer, P: consumer, PV: producer}),
        ("fa_vector", {QK: consumer, P: producer, PV: consumer}),
    ):
        expected = {(verb, flag): TILES for flag, verbs in roles.items() for verb in verbs}
        assert per_item(functions[name], qk_preload) == expected


@pytest.mark.parametrize(("s1_tile", "qk_preload", "kv_split"), SOME)
def test_each_tile_passes_the_four_stages_once(s1_tile: int, qk_preload: int, kv_split: int) -> None:
    plan, result = _outcome(s1_tile, qk_preload, kv_split)
    keys = result.main.s1 // kv_split
    for item in range(plan.items):
        events = [event for event in result.main.events if event.item == item]
        first = item % kv_split * keys
        blocks = list(range(first, first + keys, CUBE_S1))
        assert [start // HEAD for start in _loaded(events, "k_part")] == blocks
        assert [start // HEAD for start in _loaded(events, "v_part")] == blocks
        when = {(e.op, e.flag, e.number, e.core): at for at, e in enumerate(events) if e.flag >= 0}
        numbers = {e.number for e in events if e.flag >= 0}
        assert len(numbers) == keys // s1_tile
        for number in numbers:
            qk, pv = (when["tpush", flag, number, "cube"] for flag in (QK, PV))
            for core in VECTOR_HALVES:
                p, gu = when["tpush", P, number, core], when["tfree", PV, number, core]
                assert qk < p < pv < gu
        # compute_p takes exponentials of every slice, compute_gu adds all tiles but the first.
        tiles = keys // s1_tile
        for core in VECTOR_HALVES:
            mine = [event for event in events if event.core == core]
            assert sum(e.op == "texp" and e.names[0] == "p_tile" for e in mine) == tiles * plan.subs
            assert sum(e.op == "trowexpandmul" for e in mine) == (tiles - 1) * plan.subs
    assert {event.item for event in result.main.events if event.flag >= 0} == set(range(plan.items))


def _loaded(events: list[Event], name: str) -> list[int]:
    return [event.part[0] for event in events if event.op == "tload" and event.names[0] == name]


@pytest.mark.parametrize(("s1_tile", "qk_preload", "kv_split"), SOME)
def test_a_rescale_factor_is_used_before_its_place_is_written_again(
    s1_tile: int, qk_preload: int, kv_split: int
) -> None:
    plan, result = _outcome(s1_tile, qk_preload, kv_split)
    last: dict[tuple[str, str], tuple[str, int]] = {}
    for event in result.main.events:
        if event.op == "tsub":
            key, role = (event.core, event.names[2].removesuffix("_row")), "written"
        elif event.op == "trowexpandmul":
            key, role = (event.core, event.names[1]), "used"
        else:
            continue
        assert last.get(key, ("used", 0))[0] != role, f"{key} is {role} twice"
        last[key] = (role, event.item)
    assert len(last) == VECTOR_CORES * plan.exp_ring * plan.subs
    assert {role for role, _ in last.values()} == {"used"}


@pytest.mark.parametrize(("s1_tile", "qk_preload", "kv_split"), SOME)
def test_places_in_global_memory_do_not_overlap(s1_tile: int, qk_preload: int, kv_split: int) -> None:
    _, result = _outcome(s1_tile, qk_preload, kv_split)
    for fifo in ("qk_fifo", "p_fifo", "pv_fifo"):
        rings = sorted(span for (name, _), span in result.main.touched.items() if name == fifo)
        assert len(rings) == 2
        assert rings[0][1] < rings[1][0]
    written = result.main.written
    for name in ("out",) if kv_split == 1 else ("part_out", "part_max", "part_sum"):
        assert np.all(written[name] == 1), f"an element of {name} is not written exactly once"
    if result.reduce is not None:
        assert np.all(result.reduce.written["out"] == 1)
    assert not any(written[name].any() for name in ("q", "k", "v"))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("steady", [0, 1])
def test_every_order_of_the_cores_ends_and_gives_the_same(seed: int, steady: int) -> None:
    plan = Plan(128, 256, 3)
    s1 = plan.s1_tile * (plan.qk_preload + steady)
    result = outcome(plan, s1, seed=seed)
    assert np.array_equal(result.out, outcome(plan, s1).out)


@pytest.mark.parametrize(("s1_tile", "qk_preload", "kv_split"), SOME)
def test_the_result_is_attention(s1_tile: int, qk_preload: int, kv_split: int) -> None:
    _, result = _outcome(s1_tile, qk_preload, kv_split)
    assert np.abs(result.out - attention(result.main)).max() < 1e-3


def test_the_machine_sees_fifos_that_are_too_short() -> None:
    plan = Plan(128, 256, 3)
    kernel = flash_attention(plan)
    for op in kernel.walk():
        if op.name == "pto.initialize_l2g2l_pipe":
            op.properties["slot_num"] = IntegerAttr(1, 32)
    whole = outcome(plan, plan.s1_tile * 3).main
    with pytest.raises(AssertionError, match="deadlock"):
        Launch(kernel, whole.memory, whole.s1, 1).run("fa")
