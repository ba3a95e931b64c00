"""How the stages of one call follow each other is the header's business; only those of another round are not."""

from __future__ import annotations

import pytest

from ptofix.order.model import STRICT, ProgramOrder
from ptofix.rules.races import races
from ptofix.testing.pairs import unordered_pairs
from ptofix.testing.soundness import examine
from ptofix.tests.build import kernel, program

# The outer flag could be taken by the wait inside TSCATTER, so its drain V > S does not count: V and S both write `a`.
CALL = "set_flag(PIPE_V, PIPE_S, EVENT_ID0);\nTSCATTER(a, b, c);\nwait_flag(PIPE_V, PIPE_S, EVENT_ID0);"
LOOP = "for (int32_t i = 0; i < n; i += 1) {{\n{0}\n}}"


def found(body: str) -> list[tuple[str, str]]:
    return [(race.earlier.pipe, race.later.pipe) for race in races(ProgramOrder(program(body), STRICT))]


@pytest.mark.parametrize(
    "body", [CALL, f"if (n == 1) {{\n{CALL}\n}}", f"{CALL}\n{CALL.replace('(a, b, c)', '(d, e, f)')}"]
)
def test_straight_line_code(body: str) -> None:
    assert found(body) == []
    assert unordered_pairs(program(body), "strict") == []


def test_of_two_rounds() -> None:
    """Then it is another call: the round before may still write what this one writes."""
    body = LOOP.format(CALL)
    assert found(body) == [("V", "S"), ("V", "V")]
    assert len(unordered_pairs(program(body), "strict")) == 2


@pytest.mark.parametrize("body", [CALL, LOOP.format(CALL), f"{CALL}\n{CALL}"])
def test_brute_force_agrees(body: str) -> None:
    assert not examine(kernel(body).text, rounds=3).bugs
