"""The executor against itself: closed constraints and every interleaving give the same orders."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ptofix.testing.machine import BarrierStep, Set, Step, Trace, Wait, Work, done_before, overlaps

BOUNDED = settings(max_examples=150, deadline=None, derandomize=True)
PIPES = ("V", "MTE2", "MTE3", "S")


def on(pipe: str) -> Work:
    return Work(pipe, (), 0, (0, 0), 0)


def unordered(trace: Trace) -> set[tuple[int, int]]:
    before = done_before(trace).before
    return {(i, j) for j, done in enumerate(before) for i in range(j) if not done >> i & 1}


@st.composite
def traces(draw: Any) -> Trace:
    """Up to five pieces of work and five syncs; every wait has something raised before it."""
    trace: Trace = []
    raised: list[Set] = []
    work = syncs = 0
    for _ in range(draw(st.integers(2, 10))):
        kind = draw(st.sampled_from(("work", "set", "wait", "barrier")))
        step: Step
        if kind == "work" and work < 5:
            step, work = on(draw(st.sampled_from(PIPES))), work + 1
        elif kind == "wait" and raised and syncs < 5:
            step, syncs = Wait(*raised.pop(draw(st.integers(0, len(raised) - 1)))), syncs + 1
        elif kind == "set" and syncs < 5:
            source, target = draw(st.sampled_from(PIPES)), draw(st.sampled_from(PIPES))
            step, syncs = Set(source, target, draw(st.sampled_from("01"))), syncs + 1
            raised.append(step)
        elif syncs < 5:
            step, syncs = BarrierStep(draw(st.sampled_from((*PIPES, "ALL")))), syncs + 1
        else:
            continue
        trace.append(step)
    return trace


@BOUNDED
@given(traces())
def test_constraints_are_exact(trace: Trace) -> None:
    assert unordered(trace) == overlaps(trace)


def test_a_wait_does_not_drain_its_own_pipe() -> None:
    trace: Trace = [on("V"), Set("MTE2", "V", "0"), Wait("MTE2", "V", "0"), on("V")]
    assert unordered(trace) == overlaps(trace) == {(0, 1)}


def test_a_round_trip_drains() -> None:
    there, back = ("V", "MTE3", "0"), ("MTE3", "V", "0")
    trace: Trace = [on("V"), Set(*there), Wait(*there), Set(*back), Wait(*back), on("V")]
    assert unordered(trace) == overlaps(trace) == set()


def test_the_scalar_unit_holds_every_pipe() -> None:
    flag = ("V", "S", "0")
    trace: Trace = [on("V"), Set(*flag), Wait(*flag), on("MTE2"), on("V")]
    assert unordered(trace) == overlaps(trace) == {(1, 2)}


def test_a_wait_takes_the_eldest_raise() -> None:
    flag = ("V", "MTE3", "0")
    trace: Trace = [Set(*flag), on("V"), Set(*flag), Wait(*flag), on("MTE3")]
    assert unordered(trace) == overlaps(trace) == {(0, 1)}
    assert done_before(trace).raised == {Set(*flag): 1}


def test_a_wait_with_nothing_raised_hangs() -> None:
    orders = done_before([on("V"), Wait("V", "MTE3", "0"), on("MTE3")])
    assert orders.hangs == [1]
    assert orders.before == [0, 0]
