"""What waits are worth: small texts worked out by hand; on kernels, the properties that the words rest on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.tests.kernels import ROUNDS, SYNCHRONISED
from ptofix.machine.timing.estimate import Estimate, Integers, Timed, integers_of, timed
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.path import critical_path
from ptofix.machine.timing.tests.test_estimate import BUSY, LATENCY, TILES
from ptofix.machine.timing.worth import APART, BARRIERS, Worth, few, ranked, waits_of, worth
from ptofix.program.integers import type_named
from ptofix.testing.corpus import CPP
from ptofix.text.source import SourceFile, read_source

DRAIN = LATENCY - BUSY + 1
"""What a barrier after a TADD costs."""


def _worth(body: str) -> Worth:
    source = SourceFile("k.cpp", f"AICORE void k(int32_t n) {{\n{TILES}{body}}}\n")
    kernel = kernel_of(parse(source))
    found = worth(timed(kernel, 1, latencies()), integers_of(kernel, {"n": 1}))
    assert found is not None
    return found


def test_a_barrier_on_the_path_is_worth_what_it_costs() -> None:
    found = _worth("  TADD(v1, v2, v2);\n  pipe_barrier(PIPE_V);\n  TADD(v3, v4, v4);\n")
    (barrier,) = found.waits
    assert (barrier.line, barrier.cycles, barrier.on_path) == (11, DRAIN, DRAIN)
    assert found.cycles - found.alone[barrier.place] == DRAIN
    (tried,) = found.tried
    assert (tried.cause, tried.cycles) == (BARRIERS, found.cycles - DRAIN)


def test_a_barrier_beside_the_path_is_worth_nothing() -> None:
    found = _worth("  TADD(v1, v2, v2);\n  pipe_barrier(PIPE_V);\n  TADD(v3, v4, v4);\n" + "  TLOAD(v2, g);\n" * 9)
    (barrier,) = found.waits
    assert (barrier.cycles, barrier.on_path) == (DRAIN, 0)
    assert found.alone[barrier.place] == found.cycles
    assert not found.tried
    assert list(found.path) == [("vector", "MTE2")]


def test_a_flag_is_worth_the_overlap_that_it_prevents() -> None:
    flag = "(PIPE_V, PIPE_MTE3, EVENT_ID0);\n"
    found = _worth(f"  TADD(v1, v2, v2);\n  set_flag{flag}  wait_flag{flag}  TSTORE(g, v3);\n")
    (wait,) = found.waits
    assert (wait.line, wait.cause, wait.on_path) == (12, "flag V>MTE3", wait.cycles)
    store = int(16384 / (188.46 * 2**30 / 1.85e9))
    assert found.cycles == LATENCY + 1 + store
    assert found.alone[wait.place] == max(LATENCY, 3 + store)


def test_the_path_goes_on_at_what_a_barrier_of_all_pipes_waited_for() -> None:
    """And not at that the pipe had nothing to do meanwhile."""
    found = _worth("  TADD(v1, v2, v2);\n  pipe_barrier(PIPE_ALL);\n  TADD(v3, v4, v4);\n")
    assert found.path[("vector", "V")] == LATENCY + BUSY  # the end of the path is the last call's, not its result's
    assert not any("PIPE_ALL" in what and cycles > 2 for (_, what), cycles in found.path.items())
    (barrier,) = found.waits
    assert barrier.on_path == barrier.cycles


def test_the_few_that_are_worth_it() -> None:
    wide = "  TADD(v1, v2, v2);\n  pipe_barrier(PIPE_V);\n"
    found = _worth(wide * 9 + "  pipe_barrier(PIPE_V);\n" * 9)
    barriers = ranked(found.waits)
    assert len(barriers) == 18
    assert [one.on_path for one in barriers] == [DRAIN] * 9 + [1] * 9
    assert sum(one.on_path for one in barriers) == 9 * DRAIN + 9
    assert few(barriers) == barriers[:9]  # 90 % of 324
    assert few(barriers, 1.0) == barriers
    assert not few([])


@cache
def _ready(path: Path) -> tuple[Timed, Integers, Estimate]:
    kernel = kernel_of(parse(read_source(str(path))))
    rounds = 2048 if path.name.startswith("fa_") else ROUNDS
    whole = {str(p.name): rounds for p in kernel.head.parameters if "*" not in p.type.after and type_named(p.type.name)}
    ready, values = timed(kernel, 1, latencies()), integers_of(kernel, whole)
    return ready, values, ready.run(values, timeline=True)


KERNELS = [
    *SYNCHRONISED,
    CPP / "fa_q128_s256_p4.v0.45.insert-sync.cpp",
    CPP / "fa_q128_s256_p4.v0.37dev.insert-sync.cpp",
]


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_what_is_not_on_the_path_is_worth_nothing(path: Path) -> None:
    """Of all waits beside it together, so of each: not to wait never makes anything later."""
    ready, values, found = _ready(path)
    off = {one.place for one in waits_of(found) if not one.on_path}
    assert found.cycles - 45 <= ready.run(values, free=frozenset(off)).cycles <= found.cycles


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_the_path_has_all_cycles_once(path: Path) -> None:
    ready, values, found = _ready(path)
    assert found.timeline is not None
    steps = critical_path(found.timeline).steps
    made = worth(ready, values)
    assert made is not None
    assert sum(made.path.values()) == sum(step.end - step.start for step in steps) <= found.cycles
    barriers = [one for one in made.waits if one.cause == "pipe_barrier(PIPE_V)"]
    assert sum(one.on_path for one in barriers) == made.path.get(("vector", "pipe_barrier(PIPE_V)"), 0)
    assert all(one.cycles <= made.cycles for one in made.tried)


def test_without_any_wait_for_another_core_each_takes_its_own_time() -> None:
    ready, values, found = _ready(KERNELS[-2])
    made = worth(ready, values)
    assert made is not None
    (apart,) = [one for one in made.tried if one.cause == APART]
    busiest = max(pipe.busy for core in found.cores for pipe in core.pipes)
    assert busiest < apart.cycles < made.cycles


def test_nothing_is_tried_of_a_kernel_that_never_ends() -> None:
    source = SourceFile("k.cpp", f"AICORE void k() {{\n{TILES}  wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);\n}}\n")
    kernel = kernel_of(parse(source))
    assert worth(timed(kernel, 1, latencies()), Integers(())) is None
