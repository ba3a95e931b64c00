"""The time of whole texts: small ones worked out by hand, and Flash Attention against perf_sim of pto-isa."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.machine.kernel import Kernel, kernel_of
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ROUNDS, SYNCHRONISED, ran
from ptofix.machine.timing import estimate as module
from ptofix.machine.timing import scalar as scalar_module
from ptofix.machine.timing.estimate import Estimate, estimate, integers_of
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.scalar import scalar_code
from ptofix.program.integers import type_named
from ptofix.testing.corpus import CPP, FLASH_ATTENTION
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, read_source

TILE = "Tile<TileType::Vec, float, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox, 512, PadValue::Null>"
TILES = "".join(f"  {TILE} v{n};\n  TASSIGN(v{n}, (uint64_t) {n * 16384});\n" for n in range(1, 5))
BUSY, LATENCY, ISSUE = 64, 14 + 64 + 18, 1  # of TADD on 64 repeats


def timed(body: str, before: str = "", **sizes: int) -> Estimate:
    text = f"{before}AICORE void k(int32_t n, __gm__ int32_t* p, float x) {{\n{TILES}{body}}}\n"
    kernel = kernel_of(parse(SourceFile("k.cpp", text)))
    return estimate(kernel, integers_of(kernel, {"n": 1, **sizes}), 1, latencies())


def test_without_a_barrier_calls_overlap() -> None:
    found = timed("  TADD(v1, v2, v2);\n  TADD(v3, v4, v4);\n")
    assert found.cycles == BUSY + LATENCY


def test_a_function_with_the_name_of_an_op() -> None:
    """The call with operands is the op."""
    found = timed("  TADD(v1, v2, v2);\n", "AICORE void TADD(int32_t a, int32_t b) {\n}\n")
    assert found.cycles == LATENCY


def test_a_barrier_costs_head_and_tail() -> None:
    found = timed("  TADD(v1, v2, v2);\n  pipe_barrier(PIPE_V);\n  TADD(v3, v4, v4);\n")
    assert found.cycles == LATENCY + 1 + LATENCY
    (vector,) = found.cores
    barrier = vector.lines[1]
    assert (barrier.line, barrier.name) == (11, "pipe_barrier(PIPE_V)")
    assert barrier.stalled == LATENCY - BUSY + 1


def test_a_flag_makes_another_pipe_wait() -> None:
    flag = "(PIPE_V, PIPE_MTE3, EVENT_ID0);\n"
    found = timed(f"  TADD(v1, v2, v2);\n  set_flag{flag}  wait_flag{flag}  TSTORE(g, v1);\n")
    store = int(16384 / (188.46 * 2**30 / 1.85e9))
    assert found.cycles == LATENCY + 1 + store
    (vector,) = found.cores
    (mte3,) = [pipe for pipe in vector.pipes if pipe.pipe == "MTE3"]
    assert mte3.stalls["flag V>MTE3"] == LATENCY - 2 * ISSUE
    assert mte3.stalls["issue"] == 2 * ISSUE


def test_a_flag_that_nobody_sets() -> None:
    found = timed("  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);\n  TSTORE(g, v1);\n")
    (stuck,) = found.stuck
    assert (stuck.core, stuck.line, stuck.text) == ("vector0", 10, "wait_flag(PIPE_V, PIPE_MTE3, 0)")


@pytest.mark.parametrize(
    ("head", "n", "count"),
    [
        ("for (int32_t i = 0; i < n; i += 2)", 7, 4),
        ("for (uint32_t i = (uint32_t) (n - 2); i < (uint32_t) 3; ++i)", 1, 0),  # wraps
        ("for (uint8_t i = (uint8_t) (n + 255); i < (uint8_t) 3; i++)", 1, 3),
        ("for (int32_t i = n / 2; i < n % 4; ++i)", -7, 0),
        ("for (int32_t i = n / 2; i < 0; ++i)", -7, 3),  # towards zero
        ("if (n == 3 && !(n > 4))", 3, 1),
        ("if ((n == 3 ? n - 3 : n) != 0)", 3, 0),
    ],
)
def test_scalar_code_is_that_of_cpp(head: str, n: int, count: int) -> None:
    found = timed(f"  {head} {{\n    TADD(v1, v2, v2);\n  }}\n", n=n)
    (vector,) = found.cores
    assert sum(spent.count for spent in vector.lines) == count


def test_leaving_early() -> None:
    body = """  for (int32_t i = 0; i < 9; ++i) {
    if (i == 1) {
      continue;
    }
    if (i == n) {
      break;
    }
    switch (i) {
    case 2:
      TADD(v1, v2, v2);
      break;
    case 3:
      TADD(v3, v2, v2);
    default:
      TADD(v4, v2, v2);
    }
  }
  if (n == 5) {
    return;
  }
  pipe_barrier(PIPE_V);
"""
    (vector,) = timed(body, n=5).cores
    assert [spent.count for spent in vector.lines] == [1, 1, 3]


@pytest.mark.parametrize("path", [path for path in SYNCHRONISED if "v0.45" in path.name], ids=lambda path: path.stem)
def test_as_much_happens_as_on_the_machine(path: Path) -> None:
    """The machine evaluates all of the text, on numpy; what it counts is what is timed here."""
    source = read_source(str(path))
    outcome, _ = ran(path, source.text, Schedule())
    kernel = kernel_of(parse(source))
    whole = {str(p.name): ROUNDS for p in kernel.head.parameters if "*" not in p.type.after and type_named(p.type.name)}
    found = estimate(kernel, integers_of(kernel, whole), 1, latencies())
    counts: dict[str, int] = {}
    for core in found.cores:
        for spent in core.lines:
            name = spent.name if spent.name.startswith("pipe_barrier") else spent.name.partition("(")[0]
            counts[name] = counts.get(name, 0) + spent.count
    assert not found.stuck
    assert {name: n for name, n in counts.items() if " of pipe " not in name} == dict(outcome.counts)


@cache
def flash_attention(name: str) -> Kernel:
    folder = FLASH_ATTENTION / "golden" if name.endswith("_k1") else CPP
    return kernel_of(parse(read_source(str(folder / f"{name}.v0.45.insert-sync.cpp"))))


PERF_SIM = [
    ("fa_q128_s256_p4", 1024, 50050),
    ("fa_q128_s256_p4", 2048, 94982),
    ("fa_q128_s256_p4", 4096, 180032),
    ("fa_q1024_s256_p3", 1024, 97530),
    ("fa_q1024_s256_p3", 2048, 183516),
    ("fa_q1024_s256_p3", 4096, 358752),
    ("fa_q1024_s512_p3_k1", 2048, 160811),
    ("fa_q1024_s512_p3_k1", 4096, 299844),
]
"""Total cycles in the report of pto-isa's perf_sim (b9122ec), for a launch on four blocks.

It ran the last kernel as another builder wrote it, which the model estimates at as many cycles.
"""


@pytest.mark.parametrize(("name", "s1", "total"), PERF_SIM)
def test_put_together_as_perf_sim_does_it_takes_as_long(name: str, s1: int, total: int) -> None:
    kernel = flash_attention(name)
    found = estimate(kernel, integers_of(kernel, {}, s1), 4, latencies("perf_sim"))
    assert found.cycles == pytest.approx(total, rel=0.15)


def test_vector_cores_that_do_the_same_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = flash_attention("fa_q128_s256_p4")
    values = integers_of(kernel, {}, 1024)
    once = estimate(kernel, values, 1, latencies())
    monkeypatch.setattr(module, "scalar_code", lambda *given: replace(scalar_code(*given), tells_subblocks=True))
    both = estimate(kernel, values, 1, latencies())
    assert both.items > once.items
    assert replace(both, items=0) == replace(once, items=0)


def test_what_is_not_given() -> None:
    kernel = flash_attention("fa_q128_s256_p4")
    with pytest.raises(PtofixError, match="needs a value for `v9`"):
        integers_of(kernel, {})
    with pytest.raises(PtofixError, match="no integer `v1` that decides"):
        estimate(kernel, integers_of(kernel, {"v1": 1, "v9": 1024}), 1, latencies())
    with pytest.raises(PtofixError, match="nothing to give it to: all of `v9` have a value"):
        integers_of(kernel, {"v9": 1024}, 1024)


def test_a_switch_in_a_switch() -> None:
    body = """  switch (n) {
  case 1:
    switch (n) {
    case 2:
      TADD(v1, v2, v2);
      break;
    }
    TADD(v3, v2, v2);
  }
"""
    (vector,) = timed(body, n=1).cores
    assert [(spent.line, spent.count) for spent in vector.lines] == [(17, 1)]
    with pytest.raises(PtofixError, match="`continue` in a switch"):
        timed("  while (n > 1) {\n    switch (n) {\n    case 1:\n      continue;\n    }\n  }\n")


READ = """  int32_t a = p[3];
  bool b = x > 1.0f;
  int32_t c = p[4];
  int64_t d = (int64_t) a + 1;
  int32_t e = 0;
  e = p[c];
  for (int64_t i = 0; i < d; i += 1) {
    if (b) {
      TADD(v1, v2, v2);
    }
  }
  if (e == 2) {
    TSTORE(g, v1);
  }
"""


def _lines(body: str, **sizes: int) -> dict[int, int]:
    (vector,) = timed(body, "", **sizes).cores
    return {spent.line: spent.count for spent in vector.lines}


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"a": 2, "b": 1, "e": 0}, {18: 3}),
        ({"a": 2, "b": 0, "e": 2}, {22: 1}),
        ({"a": -1, "b": 1, "e": 2}, {22: 1}),
    ],
)
def test_variables_that_are_read_at_run_time(values: dict[str, int], counts: dict[int, int]) -> None:
    """`c` has none: nothing that is timed depends on it."""
    assert _lines(READ, **values) == counts


def test_a_variable_is_asked_for_by_name() -> None:
    with pytest.raises(
        PtofixError, match=r"k.cpp:10:3: .*no time without a value of `a`(.|\n)*--set a=N --set b=N --set e"
    ):
        timed(READ)
    with pytest.raises(PtofixError, match=r"k.cpp:11:3: .*no time without a value of `b`(.|\n)*--set b=N --set e=N$"):
        timed(READ, a=1)


def test_a_value_is_taken_in_the_type_of_its_variable() -> None:
    assert _lines("  uint8_t a = p[3];\n  if (a == 1) {\n    TADD(v1, v2, v2);\n  }\n", a=257) == {12: 1}


def test_only_variables_have_a_value() -> None:
    with pytest.raises(PtofixError, match="no integer `p` that decides"):
        timed(READ, p=1)


@pytest.mark.parametrize("size", [1, 2])
def test_a_valid_size_that_is_set(size: int) -> None:
    open_tile = TILE.replace("64, 64, SLayout", "-1, -1, SLayout") + " t(64, 64);\n  TASSIGN(t, 0);\n"
    before = timed(f"  {open_tile}  TADD(t, t, t);\n")
    after = timed(f"  {open_tile}  t.SetValidShape({size}, 64);\n  TADD(t, t, t);\n")
    assert before.cycles - after.cycles == 64 - size


def test_arrays_and_stores_take_no_time() -> None:
    body = "  int32_t n[4];\n  n[1] = 2;\n  p[n[1]] = n[1];\n  TADD(v1, v2, v2);\n"
    assert timed(body).cycles == timed("  TADD(v1, v2, v2);\n").cycles


def test_a_call_inside_of_an_expression() -> None:
    """One that works out a number takes no time, and what it gives is asked for; others are refused."""
    head = "AICORE int32_t f(int32_t n) {{\n{}  return n;\n}}\n"
    use = "  int32_t a = f(2);\n  if (a > 1) {\n    TADD(v1, v2, v2);\n  }\n"
    assert timed(use, before=head.format(""), a=2).items == timed(use, before=head.format(""), a=1).items + 1
    with pytest.raises(PtofixError, match="a call of `f` inside of an expression"):
        timed(use, before=head.format("  pipe_barrier(PIPE_V);\n"), a=2)


def test_time_that_depends_on_values() -> None:
    with pytest.raises(PtofixError, match="no time without values"):
        timed("  if (v1.data()[0] > 1) {\n    TADD(v1, v2, v2);\n  }\n")


FILE = f"""using Element = float;
using Whole = {TILE.replace("float", "Element")};
constexpr int32_t kHalf = 2;
const int32_t kRounds = 2 * kHalf;
"""


def test_names_of_the_file() -> None:
    body = """  Whole w;
  for (int32_t i = 0; i < kRounds; i += 1) {
    TADD(w, v2, v2);
  }
"""
    (vector,) = timed(body, FILE).cores
    assert [(spent.line, spent.count) for spent in vector.lines] == [(16, 4)]


def test_a_condition_without_braces() -> None:
    body = (
        "  int32_t a = 1;\n  if (n > 2) a += 3;\n  for (int32_t i = 0; i < a; i += 1) {\n    TADD(v1, v2, v2);\n  }\n"
    )
    assert _lines(body, n=3) == {13: 4}
    assert _lines(body, n=2) == {13: 1}


def test_a_union_is_read_at_run_time() -> None:
    body = "  union { uint64_t word; int32_t number; } held;\n  int32_t a = held.number;\n"
    body += "  if (a == 1) {\n    TADD(v1, v2, v2);\n  }\n"
    assert timed(body, a=1).items == timed(body, a=0).items + 1


def test_a_loop_that_is_not_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scalar_module, "_MOST_ROUNDS", 100)
    loop = "  for (int32_t i = 0; i < n; i += 1) {\n    int32_t a = i;\n  }\n"
    assert timed(loop, n=100).items == 0
    with pytest.raises(PtofixError, match=r"k\.cpp:10:3: .*a loop that is still not left after 100 rounds"):
        timed(loop, n=101)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("  if (x > 1.0f) {\n  }\n", r"not known before; .*`int32_t n = …;`\) it is given by --set n=N"),
        ("  TADD(v1, v2, w);\n", "no form of `TADD` takes these 3 operands; nothing is known of `w`"),
        ("  pipe_barrier(V);\n", "it is not known what `pipe_barrier` issues"),
    ],
)
def test_why_there_is_no_time(body: str, why: str) -> None:
    with pytest.raises(PtofixError, match=f"k.cpp:10:3: error: no time without values: .*{why}"):
        timed(body)


def test_template_arguments_that_are_numbers() -> None:
    """TCI that counts down has a product after what it counted."""
    row = "Tile<TileType::Vec, int32_t, 1, 64, BLayout::RowMajor, 1, 64, SLayout::NoneBox, 512, PadValue::Null>"
    body = f"  {row} r;\n  TASSIGN(r, 0);\n  TCI<{row}, {row}, int32_t, {{}}>(r, 0, v1);\n"
    assert timed(body.format(1)).cycles > timed(body.format(0)).cycles


def test_variants_are_ops_of_their_own() -> None:
    row = "Tile<TileType::Vec, int32_t, 64, 64, BLayout::RowMajor, 64, 64, SLayout::NoneBox, 512, PadValue::Null>"
    body = f"  {row} r;\n  TASSIGN(r, 0);\n  MGATHER<Coalesce::{{}}>(v1, g, r);\n"
    assert [timed(body.format(word)).cores[0].lines[0].name for word in ("Row", "Elem")] == ["MGATHER", "MGATHER_ELEM"]
