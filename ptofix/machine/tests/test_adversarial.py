"""The adversarial schedule: calls that are kept back, read and write as late as they may."""

from __future__ import annotations

from pathlib import Path

import pytest

from ptofix.commands.directed import in_parts, known_pairs
from ptofix.evidence.assumptions import BY_DISTANCE
from ptofix.machine.run import Schedule
from ptofix.machine.tests.kernels import SYNCHRONISED, ran, same
from ptofix.testing.written import kernel, tensor, tile
from ptofix.text.source import SourceFile, read_source

HEAD = [
    tensor("g0", "v1", "float", 16, 64),
    tensor("g1", "v1", "float", 16, 64, 1024),
    tensor("g2", "v1", "float", 16, 64, 2048),
    tile("a", "float", 16, 64, 0),
    tile("b", "float", 16, 64, 4096),
]
LOADED = ["TLOAD(a, g0);", "set_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);", "wait_flag(PIPE_MTE2, PIPE_V, EVENT_ID0);"]
STORED = ["set_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_MTE3, EVENT_ID0);", "TSTORE(g2, b);"]
ORDER = ["set_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);", "wait_flag(PIPE_V, PIPE_MTE2, EVENT_ID0);"]

# What a line loses against a later one: the work of another pipe, or of its own without a barrier.
CROSS = (["TADDS(b, a, 1.0f);"], ORDER, ["TLOAD(a, g1);"])
WAR = (["TADDS(b, a, 1.0f);"], ["pipe_barrier(PIPE_V);"], ["TEXPANDS(a, 2.0f);"])
WAW = (["TEXPANDS(b, 1.0f);"], ["pipe_barrier(PIPE_V);"], ["TEXPANDS(b, 2.0f);"])


@pytest.mark.parametrize(("pair", "distance"), [(CROSS, True), (WAR, False), (WAW, False)], ids=("cross", "war", "waw"))
def test_the_second_of_a_pair_comes_first_if_nothing_orders_them(
    pair: tuple[list[str], list[str], list[str]], distance: bool
) -> None:
    first, order, second = pair
    texts = [
        kernel("__gm__ float* v1", [*HEAD, *LOADED, *first, *between, *second, *STORED]) for between in (order, [])
    ]
    line = texts[0][: texts[0].index(first[0])].count("\n") + 1
    adversarial = Schedule("adversarial", assumed=BY_DISTANCE if distance else frozenset(), held_back=frozenset({line}))
    _, expected = ran(Path("ordered"), texts[0], Schedule())
    outcome, arrays = ran(Path("ordered"), texts[0], adversarial)
    assert not outcome.races
    assert same(arrays, expected)
    outcome, arrays = ran(Path("open"), texts[1], adversarial)
    assert outcome.races
    assert not same(arrays, expected)


@pytest.mark.parametrize("path", [p for p in SYNCHRONISED if ".v0.45" in p.name], ids=lambda path: path.stem)
def test_nothing_changes_where_all_is_in_order(path: Path) -> None:
    source = read_source(str(path))
    _, expected = ran(path, source.text, Schedule(), rounds=2)
    for held in in_parts(known_pairs(source), 2):
        outcome, arrays = ran(path, source.text, Schedule("adversarial", held_back=held), rounds=2)
        assert not outcome.races
        assert not outcome.blocked
        assert same(arrays, expected)


def test_pairs() -> None:
    text = kernel("__gm__ float* v1", [*HEAD, *LOADED, *WAR[0], *WAR[2], *STORED])
    lines = {name: text[: text.index(name)].count("\n") + 1 for name in ("TLOAD(", "TADDS(", "TEXPANDS(", "TSTORE(")}
    pairs = known_pairs(SourceFile("k.cpp", text))
    assert (lines["TADDS("], lines["TEXPANDS("]) in pairs
    assert (lines["TEXPANDS("], lines["TSTORE("]) not in pairs
    assert in_parts(pairs, 99) == [frozenset({line}) for line in sorted(lines.values())]
    assert in_parts(frozenset(), 3) == []
