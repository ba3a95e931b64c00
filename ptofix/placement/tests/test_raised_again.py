"""A set goes after the wait for the earlier raise of its flag only past what neither of its two pipes takes part in."""

from __future__ import annotations

import pytest

from ptofix.order.flags import flag_counts
from ptofix.placement.raised_again import sets_to_move
from ptofix.tests.build import program


def flag(word: str, source: str, target: str, event: int | str = 0) -> str:
    return f"{word}_flag(PIPE_{source}, PIPE_{target}, {event});"


SET, WAIT = flag("set", "V", "MTE2"), flag("wait", "V", "MTE2")


@pytest.mark.parametrize(
    ("between", "moves"),
    [
        ("", True),
        (flag("wait", "MTE2", "MTE3", 1), True),
        (flag("set", "MTE3", "MTE1", 1), True),
        (flag("wait", "MTE2", "MTE3", 1) + flag("set", "MTE3", "MTE1", 1), True),
        (flag("wait", "MTE3", "MTE2"), False),
        (flag("wait", "V", "MTE2", 1), False),
        (flag("wait", "V", "MTE2", "n"), False),
        (flag("wait", "MTE3", "S", 1), False),
        (flag("set", "V", "MTE3", 1), False),
        (flag("set", "MTE2", "MTE3", 1), False),
        (flag("set", "S", "MTE3", 1), False),
        ("TABS(a, b);", False),
        ("pipe_barrier(PIPE_MTE3);", False),
        ("if (n > 1) { TABS(a, b); }", False),
    ],
)
def test_what_may_stand_between(between: str, moves: bool) -> None:
    counts = flag_counts(program(f"{SET} {SET} {between} {WAIT} {WAIT}"))
    found = [(set_.text, wait.text) for set_, wait in sets_to_move(counts)]
    assert found == ([(SET, WAIT)] if moves else [])


def test_the_wait_of_another_round_is_another_one() -> None:
    loop = f"for (int i = 0; i < n; ++i) {{ {WAIT} }}"
    assert not sets_to_move(flag_counts(program(f"{SET} {SET} {loop} {WAIT}")))
    assert not sets_to_move(flag_counts(program(f"{SET} while (n > 1) {{ {SET} break; }} {WAIT}")))


def test_a_set_with_nothing_raised_stays() -> None:
    assert not sets_to_move(flag_counts(program(f"{SET} {WAIT}")))
    assert not sets_to_move(flag_counts(program(f"{WAIT} {SET}")))
    assert not sets_to_move(flag_counts(program(f"{SET} {SET}")))


def test_a_set_that_may_find_nothing_raised_stays() -> None:
    """On one path, in one of the calls of its function, or in another program: the wait before it would be forever."""
    assert not sets_to_move(flag_counts(program(f"if (n > 1) {{ {SET} }} {SET} {WAIT}")))
    helper = f"AICORE void helper() {{ {SET} {WAIT} }}"
    assert sets_to_move(flag_counts(program(f"{SET} helper(); {WAIT}", before=helper)))
    assert not sets_to_move(flag_counts(program(f"{SET} helper(); {WAIT} helper();", before=helper)))
