"""What the scalar unit reads and writes itself: `p[i]`, `*p`, GetValue and SetValue, and what they are ordered with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ptofix.machine.memory import Array
from ptofix.machine.run import Outcome, Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.diagnostics import PtofixError

PARAMETERS = "__gm__ float* v1, __gm__ int32_t* v2"
TILE = tile("a", "float", 8, 64, 0)
GLOBAL = tensor("g", "v1", "float", 8, 64)
KINDS = ("inorder", "eager", "lazy", "random")


def _ran(*lines: str, kind: str = "inorder", before: str = "") -> tuple[Outcome, dict[str, Array]]:
    text = kernel(PARAMETERS, list(lines)).replace("__global__", f"{before}\n__global__", 1)
    return ran(Path("scalar.cpp"), text, Schedule(kind))


def _kinds(outcome: Outcome) -> list[str]:
    return sorted(race.kind for race in outcome.races)


@pytest.mark.parametrize("kind", KINDS)
def test_elements_of_global_memory(kind: str) -> None:
    lines = ("v2[0] = 7;", "(v2)[v2[0]] = (int32_t) (v2[0] * 6);", "v2[0] = (v2)[7] + 1;", "v1[3] = 0.5f;")
    outcome, arrays = _ran(*lines, "__gm__ float* p = &v1[3];", "v1[4] = *p + p[0];", kind=kind)
    assert not outcome.races
    assert arrays["v2"][[0, 7]].tolist() == [43, 42]
    assert arrays["v1"][[3, 4]].tolist() == [0.5, 1.0]


def test_a_value_is_stored_in_the_type_of_the_memory() -> None:
    _, arrays = _ran("v2[0] = (int64_t) 4294967298;", "v1[0] = (int32_t) 3;")
    assert arrays["v2"][0] == 2
    assert arrays["v1"][0] == 3.0


def test_an_array_of_the_function() -> None:
    lines = ("int32_t n[4];", "for (int32_t i = 0; i < 4; i += 1) {", "n[i] = i * i;", "}", "v2[1] = n[3] + n[2];")
    _, arrays = _ran(*lines)
    assert arrays["v2"][1] == 13


@pytest.mark.parametrize(("size", "why"), [("n[4] = 1;", "word 4 of 4"), ("v2[1] = n[-1];", "word -1 of 4")])
def test_outside_of_an_array(size: str, why: str) -> None:
    with pytest.raises(PtofixError, match=why):
        _ran("int32_t n[4];", "for (int32_t i = 0; i < 4; i += 1) {", "n[i] = i;", "}", size)


def test_outside_of_global_memory() -> None:
    with pytest.raises(PtofixError, match="a load that reaches out of `v2`: it takes elements -1 to -1"):
        _ran("int32_t n = v2[-1];")


@pytest.mark.parametrize("kind", KINDS)
def test_elements_of_a_tile(kind: str) -> None:
    waits = ("set_flag(PIPE_V, PIPE_S, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_S, EVENT_ID0);")
    back = ("set_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);", "wait_flag(PIPE_S, PIPE_MTE3, EVENT_ID0);")
    lines = (TILE, GLOBAL, "TEXPANDS(a, 2.0f);", *waits, "a.SetValue(65, a.GetValue(64) * 4.0f);", *back)
    outcome, arrays = _ran(*lines, "TSTORE(g, a);", kind=kind)
    assert not outcome.races
    assert arrays["v1"][[64, 65]].tolist() == [2.0, 8.0]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("TSTORE(g, a);", "float n = v1[5];"), ["RAW"]),
        (("TSTORE(g, a);", "v1[5] = 1.0f;"), ["WAW"]),
        (("float n = v1[5];", "TSTORE(g, a);"), ["WAR"]),
        (("if (v1[5] > 0.0f) {", "}", "TSTORE(g, a);"), []),  # control waits for what it reads
        (("TSTORE(g, a);", "float n = v1[8 * 64];"), []),
        (("TEXPANDS(a, 1.0f);", "float n = a.GetValue(0);"), ["RAW"]),
        (("a.SetValue(0, 1.0f);", "TEXPANDS(a, 1.0f);"), ["WAW"]),
        (("float n = a.GetValue(0);", "float m = v1[5];", "a.SetValue(0, n + m);"), []),
    ],
)
def test_orders(lines: tuple[str, ...], found: list[str]) -> None:
    outcome, _ = _ran(TILE, GLOBAL, *lines)
    assert _kinds(outcome) == found


def test_a_function_that_computes_a_number() -> None:
    helper = "static AICORE int64_t twice(__gm__ int32_t* p, int64_t n) {\n  return (int64_t) p[n] * 2;\n}"
    _, arrays = _ran("v2[3] = 21;", "v2[0] = (int32_t) twice(v2, 3) + 1;", before=helper)
    assert arrays["v2"][0] == 43


def test_jumps() -> None:
    lines = ["int32_t i;", "int32_t s;", "i = 0;", "s = 0;", "goto head;", "head:"]
    lines += ["if (i < 5) {", "goto body;", "} else {", "goto end;", "}"]
    _, arrays = _ran(*lines, "body:", "s = s + i;", "i = i + 1;", "goto head;", "end:", "v2[0] = s;")
    assert arrays["v2"][0] == 10


def test_fences_move_nothing() -> None:
    _, arrays = _ran("v2[0] = 5;", "dsb((mem_dsb_t)0);", "dsb(DSB_DDR);", "v2[1] = v2[0];")
    assert arrays["v2"][1] == 5


LOADED = "Tile<TileType::Vec, float, 8, 64, BLayout::RowMajor, -1, -1, SLayout::NoneBox, 512, PadValue::Null, CompactMode::Null> b({}, {});"  # noqa: E501


def _loaded(rows: int, cols: int, valid: tuple[int, int]) -> Array:
    """What of a tile that was -1 a load of so many elements of 1 changes."""
    lines = (TILE, LOADED.format(*valid), "TASSIGN(b, 0);", tensor("s", "v1", "float", rows, cols), GLOBAL)
    fill = ("TEXPANDS(a, 1.0f);", "pipe_barrier(PIPE_ALL);", "TSTORE(g, a);", "pipe_barrier(PIPE_ALL);")
    moves = ("TEXPANDS(a, -1.0f);", "pipe_barrier(PIPE_ALL);", "TLOAD(b, s);", "pipe_barrier(PIPE_ALL);")
    _, arrays = _ran(*lines, *fill, *moves, "TSTORE(g, a);")
    return arrays["v1"][: 8 * 64].reshape(8, 64)


@pytest.mark.parametrize(
    ("rows", "cols", "valid", "copied"),
    [(4, 64, (4, 64), (4, 64)), (4, 64, (2, 64), (4, 64)), (2, 64, (4, 64), (2, 64)), (1, 64, (1, 16), (1, 16))],
)
def test_a_load_copies_the_lines_of_the_tensor(
    rows: int, cols: int, valid: tuple[int, int], copied: tuple[int, int]
) -> None:
    """Also where they are not as many as are valid: TLoadGm2ubNd2nd without assertions."""
    found = _loaded(rows, cols, valid)
    assert np.array_equal(found == 1.0, np.add.outer(np.arange(8) >= copied[0], np.arange(64) >= copied[1]) == 0)


@pytest.mark.parametrize(("rows", "valid"), [(4, (4, 16)), (1, (1, 64)), (9, (8, 64))])
def test_sizes_that_do_not_fit(rows: int, valid: tuple[int, int]) -> None:
    with pytest.raises(PtofixError, match=r"`TLOAD`: a tensor of \d+ x \d+ elements, and a tile of which"):
        _loaded(rows, 32 if rows == 1 else 64, valid)


def test_a_row_is_expanded_as_far_as_the_target_is_valid() -> None:
    row = tile("r", "float", 1, 64, 4096)
    short = LOADED.replace("8, 64", "1, 64").replace(" b(", " h(").format(1, 8)
    lines = (TILE, row, short, "TASSIGN(h, 4096);", GLOBAL, "TEXPANDS(r, 3.0f);", "pipe_barrier(PIPE_ALL);")
    _, arrays = _ran(*lines, "TCOLEXPAND(a, h);", "pipe_barrier(PIPE_ALL);", "TSTORE(g, a);")
    assert set(arrays["v1"][: 8 * 64].tolist()) == {3.0}


SIGNAL = "GlobalTensor<int32_t, pto::Shape<1, 1, 1, 1, 1>, pto::Stride<1, 1, 1, 1, 1>, pto::Layout::ND>"


def test_a_signal_and_a_copy_by_way_of_a_tile() -> None:
    """As one rank of several sees them: remote memory is an array like others."""
    signal = f"{SIGNAL} s = {SIGNAL}(v2, pto::Shape<1, 1, 1, 1, 1>(), pto::Stride<1, 1, 1, 1, 1>());"
    lines = (TILE, GLOBAL, tensor("h", "v1", "float", 8, 64, 1024), signal, "v2[0] = 2;", "v1[7] = 5.0f;")
    calls = ("pto::comm::TPUT(h, g, a);", "pto::comm::TNOTIFY(s, 3, pto::comm::NotifyOp::AtomicAdd);")
    _, arrays = _ran(*lines, "pipe_barrier(PIPE_ALL);", *calls)
    assert arrays["v1"][1024 + 7] == 5.0
    assert np.array_equal(arrays["v1"][1024:][: 8 * 64], arrays["v1"][: 8 * 64])
    assert arrays["v2"][0] == 5
