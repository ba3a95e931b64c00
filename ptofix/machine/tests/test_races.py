"""Pairs of calls on one pipe, as `verify --absolute` judges them: each is a race, or is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import ran
from ptofix.testing.written import kernel, tile

TILES = [tile(name, "float", 1, 64, 4096 * number) for number, name in enumerate("abc")]


@pytest.mark.parametrize(
    ("lines", "races"),
    [
        (("TADDS(b, a, 1.0f);", "TMULS(a, a, 2.0f);"), ["WAR"]),  # its own read does not hide that of the other
        (("TADDS(b, a, 1.0f);", "TADD(a, a, c);", "TMULS(a, a, 2.0f);"), ["WAR", "WAW", "RAW"]),
        (("TADDS(b, a, 1.0f);", "pipe_barrier(PIPE_V);", "TMULS(a, a, 2.0f);"), []),
        (("TADDS(b, a, 1.0f);", "TMULS(c, a, 2.0f);"), []),
        (("TADDS(b, a, 1.0f);", "TMULS(b, c, 2.0f);"), ["WAW"]),
        (("TADDS(b, a, 1.0f);", "TMULS(a, c, 2.0f);"), ["WAR"]),
        (("TADDS(b, a, 1.0f);", "TMULS(c, b, 2.0f);"), ["RAW"]),
        (("TMULS(a, a, 2.0f);",), []),
    ],
)
@pytest.mark.parametrize("schedule", ["inorder", "lazy"])
def test_races_on_one_pipe(lines: tuple[str, ...], races: list[str], schedule: str) -> None:
    outcome, _ = ran(Path("pairs.cpp"), kernel("__gm__ float* v1", [*TILES, *lines]), Schedule(schedule))
    assert {race.kind for race in outcome.races} == set(races)
