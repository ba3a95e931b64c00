"""Counting raises and waits of two texts, each rule by itself: one flag, nodes in a row."""

from __future__ import annotations

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.proof.flag_counts import CountedFlags, FlagOperation, counted_flags
from ptofix.proof.product import AFTER, BEFORE, BOTH
from ptofix.proof.states import BIT, NOT_RAISED, UNRELIABLE, Flag, FlagStates, Taint

ONCE, TWICE = NOT_RAISED << 1, NOT_RAISED << 2
WAIT, RAISE = BIT[Pipe.S], 0


def counted(op: FlagOperation, before: FlagStates, after: FlagStates) -> CountedFlags:
    """Of a node with one operation that leads from `before` to `after`, and the end."""
    return counted_flags([[op], []], [[1], []], before, 1, lambda *_: after, lambda: None)


def flag(sides: int, targets: int) -> Flag:
    return Flag(sides, 0, BIT[Pipe.V], targets, racing=False)


@pytest.mark.parametrize(
    ("sides", "flags", "is_endless"),
    [
        (AFTER, (ONCE, NOT_RAISED), True),
        (AFTER, (ONCE, ONCE), False),
        (BOTH, (ONCE, NOT_RAISED), True),
        (BOTH, (NOT_RAISED, NOT_RAISED), False),  # it waits in both
        (BEFORE, (ONCE, NOT_RAISED), False),
    ],
)
def test_a_wait_that_only_after_never_ends(sides: int, flags: tuple[int, int], is_endless: bool) -> None:
    state = (flags[:1], flags[1:])
    assert ((0, 0, True) in counted(flag(sides, WAIT), state, state).imbalances) is is_endless


@pytest.mark.parametrize(
    ("sides", "flags", "is_again"),
    [
        (AFTER, (NOT_RAISED, ONCE), True),
        (BOTH, (NOT_RAISED, ONCE), True),
        (BOTH, (ONCE, ONCE), False),  # it does in both
        (AFTER, (NOT_RAISED, NOT_RAISED), False),
    ],
)
def test_a_flag_that_only_after_raises_again(sides: int, flags: tuple[int, int], is_again: bool) -> None:
    state = (flags[:1], flags[1:])
    assert ((0, 0) in counted(flag(sides, RAISE), state, state).again) is is_again


@pytest.mark.parametrize(
    ("sides", "before", "after", "is_unlike"),
    [
        (BEFORE, (TWICE, TWICE), (UNRELIABLE, TWICE), True),  # it loses the count in one text
        (BOTH, (TWICE, ONCE), (UNRELIABLE, TWICE), True),
        (BOTH, (TWICE, TWICE), (UNRELIABLE, UNRELIABLE), False),
        (BEFORE, (NOT_RAISED, NOT_RAISED), (ONCE, NOT_RAISED), False),  # both can be counted
    ],
)
def test_an_unreliable_flag_that_the_texts_treat_differently(
    sides: int, before: tuple[int, int], after: tuple[int, int], is_unlike: bool
) -> None:
    found = counted(flag(sides, RAISE), (before[:1], before[1:]), (after[:1], after[1:]))
    assert ((0, 0) in found.unlike) is is_unlike


@pytest.mark.parametrize(("flags", "is_unlike"), [((ONCE, TWICE), True), ((ONCE, ONCE), False)])
def test_what_may_raise_any_flag_finds_the_texts_different(flags: tuple[int, int], is_unlike: bool) -> None:
    lost = ((UNRELIABLE,), (UNRELIABLE,))
    assert ((0, 0) in counted(Taint(), (flags[:1], flags[1:]), lost).unlike) is is_unlike


@pytest.mark.parametrize(
    ("flags", "is_left"),
    [((NOT_RAISED, ONCE), True), ((ONCE, TWICE), True), ((ONCE, ONCE), False), ((UNRELIABLE, ONCE), False)],
)
def test_a_flag_that_only_after_leaves_raised(flags: tuple[int, int], is_left: bool) -> None:
    state = (flags[:1], flags[1:])
    assert ((1, 0, False) in counted(Taint(), state, state).imbalances) is is_left


@pytest.mark.parametrize(("sides", "is_different"), [(BEFORE, True), (AFTER, True), (BOTH, False)])
def test_an_operation_that_only_one_text_has(sides: int, is_different: bool) -> None:
    state = ((ONCE,), (ONCE,))
    assert ((0, 0) in counted(flag(sides, WAIT), state, state).differing) is is_different
