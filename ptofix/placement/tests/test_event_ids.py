"""Ids of flags that are up together: of fences, of flags that stay, and of those that headers use inside ops."""

from __future__ import annotations

import pytest

from ptofix.placement.event_ids import FIRST_FENCE, MOST_TURNS, colours, fence_of
from ptofix.tests.build import program


def up(source: str, target: str, event: str | int) -> str:
    return f"set_flag(PIPE_{source}, PIPE_{target}, {event});"


def down(source: str, target: str, event: str | int) -> str:
    return f"wait_flag(PIPE_{source}, PIPE_{target}, {event});"


def fence(number: int, turn: int = 0) -> int:
    return FIRST_FENCE + number * MOST_TURNS + turn


# Two fences, or flags, that are up at the same time; and one after the other.
TOGETHER = "{0} {1} {2} {3}"
APART = "{0} {2} {1} {3}"


def text(order: str, first: tuple[str, str, str | int], second: tuple[str, str, str | int]) -> str:
    return order.format(up(*first), up(*second), down(*first), down(*second))


FIRST, SECOND = ("V", "MTE3", fence(0)), ("V", "MTE3", fence(1))


@pytest.mark.parametrize(
    ("body", "by_pair", "expected"),
    [
        (text(TOGETHER, FIRST, SECOND), (), {0: 0, 1: 1}),
        (text(APART, FIRST, SECOND), (), {0: 0, 1: 0}),
        # To another pipe: one flag, if a flag is its source and id.
        (text(TOGETHER, FIRST, ("V", "MTE2", fence(1))), (), {0: 0, 1: 1}),
        (text(TOGETHER, FIRST, ("V", "MTE2", fence(1))), (0,), {0: 0, 1: 0}),
        (text(TOGETHER, FIRST, ("V", "MTE2", fence(1))), (1,), {0: 0, 1: 0}),
        (text(TOGETHER, FIRST, SECOND), (0, 1), {0: 0, 1: 1}),
        (text(TOGETHER, FIRST, ("MTE2", "MTE3", fence(1))), (), {0: 0, 1: 0}),
        # On one path only.
        (f"if (n > 1) {{ {up(*FIRST)} }} {up(*SECOND)} {down(*SECOND)}", (), {0: 0, 1: 1}),
        # Taken on every path.
        (f"if (n > 1) {{ {up(*FIRST)} {down(*FIRST)} }} {up(*SECOND)} {down(*SECOND)}", (), {0: 0, 1: 0}),
        (f"for (int i = 0; i < n; ++i) {{ {text(APART, FIRST, SECOND)} }}", (), {0: 0, 1: 0}),
        # Beside flags that stay.
        (text(TOGETHER, FIRST, ("V", "MTE3", "EVENT_ID0")), (), {0: 1}),
        (text(TOGETHER, ("V", "MTE3", "EVENT_ID0"), FIRST), (), {0: 1}),
        (text(APART, ("V", "MTE3", "EVENT_ID0"), FIRST), (), {0: 0}),
        (text(TOGETHER, ("V", "MTE3", "n"), FIRST), (), {0: None}),
        (text(APART, ("V", "MTE3", "n"), FIRST), (), {0: None}),
        (text(TOGETHER, ("V", "MTE2", "n"), FIRST), (0,), {0: 0}),
        # One that goes wrong may be up anywhere.
        (f"{text(APART, FIRST, SECOND)} {down('V', 'MTE3', 'EVENT_ID0')}", (), {0: 1, 1: 1}),
    ],
)
def test_ids(body: str, by_pair: tuple[int, ...], expected: dict[int, int | None]) -> None:
    assert colours(program(body), dict.fromkeys(expected, 1), set(by_pair)) == expected


def test_flags_in_turn_have_ids_side_by_side() -> None:
    both = program(text(TOGETHER, FIRST, SECOND))
    assert colours(both, {0: 3, 1: 1}, set()) == {0: 0, 1: 3}
    assert colours(both, {0: 1, 1: 7}, set()) == {0: 0, 1: 1}
    assert colours(both, {0: 2, 1: 7}, set()) == {0: 0, 1: None}
    assert colours(both, {0: 8, 1: 1}, set()) == {0: 0, 1: None}
    assert colours(both, {1: 2, 0: 1}, set()) == {1: 0, 0: 2}
    taken = program(text(TOGETHER, FIRST, ("V", "MTE3", "EVENT_ID1")))
    assert colours(taken, {0: 2}, set()) == {0: 2}


def test_flags_of_one_fence_take_turns_in_its_own_ids() -> None:
    turns = program(text(TOGETHER, FIRST, ("V", "MTE3", fence(0, 1))))
    assert colours(turns, {0: 2}, set()) == {0: 0}


def test_fences_have_numbers() -> None:
    assert [fence_of(event) for event in (None, 0, 7, FIRST_FENCE - 1)] == [None] * 4
    assert [fence_of(event) for event in (fence(0), fence(0, 7), fence(1), fence(12, 3))] == [0, 0, 1, 12]


@pytest.mark.parametrize(("target", "taken"), [("S", 1), ("MTE3", 1)])
def test_ids_that_a_header_uses_inside_of_an_op_are_taken(target: str, taken: int) -> None:
    """TSHL raises V>S with id 0 inside: another one while it runs, under both identities."""
    first = ("V", target, fence(0))
    assert colours(program(f"{up(*first)} TSHL(a, b, c); {down(*first)}"), {0: 1}, set()) == {0: taken}
    assert colours(program(f"{up(*first)} {down(*first)} TSHL(a, b, c);"), {0: 1}, set()) == {0: 0}
    other = ("MTE2", target, fence(0))
    assert colours(program(f"{up(*other)} TSHL(a, b, c); {down(*other)}"), {0: 1}, set()) == {0: 0}
