"""Which flags between the cores a TPipe uses, by its direction."""

from __future__ import annotations

import pytest

from ptofix.hardware.core_flags import DIRECTIONS, CoreFlag, PipeFlags, mode_and_number, pipe_flags


@pytest.mark.parametrize(
    ("direction", "producer", "ready", "free"),
    [
        ("DIR_C2V", "cube", ("vector", 4), ("cube", 5)),
        ("DIR_V2C", "vector", ("cube", 4), ("vector", 5)),
        ("DIR_BOTH", "cube", ("vector", 4), ("cube", 5)),
        ("DIR_BOTH", "vector", ("cube", 6), ("vector", 7)),
    ],
)
def test_flags_of_a_direction(direction: str, producer: str, ready: tuple[str, int], free: tuple[str, int]) -> None:
    assert pipe_flags(direction, 4, producer) == PipeFlags(CoreFlag(*ready), CoreFlag(*free))


@pytest.mark.parametrize(
    ("direction", "producer"), [("DIR_C2V", "vector"), ("DIR_V2C", "cube"), ("DIR_V2C_CTRL", "cube")]
)
def test_nothing_goes_the_other_way(direction: str, producer: str) -> None:
    assert pipe_flags(direction, 4, producer) is None


def test_directions() -> None:
    assert DIRECTIONS == ("DIR_C2V", "DIR_V2C", "DIR_BOTH")


@pytest.mark.parametrize(("message", "meaning"), [(0x321, (2, 3)), (0xB01, (0, 11)), (0x1F21, (2, 15))])
def test_a_message(message: int, meaning: tuple[int, int]) -> None:
    assert mode_and_number(message) == meaning
