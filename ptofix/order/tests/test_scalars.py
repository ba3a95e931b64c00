"""Scalar accesses: S works in program order, and an access with a known index touches one element."""

from __future__ import annotations

import pytest

from ptofix.order.model import OPS, STRICT, ProgramOrder
from ptofix.rules.races import races
from ptofix.testing.pairs import unordered_pairs
from ptofix.testing.soundness import examine
from ptofix.tests.build import kernel, program, tile


def found(body: str) -> list[str]:
    """The bytes on which pairs meet that nothing orders."""
    return [str(race.later.footprints[0].region) for race in races(ProgramOrder(program(body), STRICT))]


@pytest.mark.parametrize(
    "body",
    ["a.SetValue(0, s); a.SetValue(1, s);", "a.SetValue(n, s); float z = a.GetValue(n); a.SetValue(n, z);"],
)
def test_the_scalar_unit_keeps_its_order(body: str) -> None:
    for model in (OPS, STRICT):
        assert races(ProgramOrder(program(body), model)) == []
        assert unordered_pairs(program(body), model.name) == []
    assert found(f"{body} TADD(b, a, a);")  # another pipe does not wait for it


# Tile i covers element 3 of tile a alone, and tile h its elements 8 to 15.
TILES = f"{tile('i', 12, 1, 1)} {tile('h', 32, 1, 8)}"


@pytest.mark.parametrize(
    ("access", "with_h", "elements"),
    [
        ("a.SetValue(7, s);", False, "UB[28, 32)"),
        ("a.SetValue(8, s);", True, "UB[32, 36)"),
        ("float z = a.GetValue(15);", True, "UB[60, 64)"),
        ("float z = a.GetValue(16);", False, "UB[64, 68)"),
        ("const int32_t k = 4; a.SetValue(k * 2 - 1, s);", False, "UB[28, 32)"),
        ("a.SetValue(n, s);", True, "UB[0, 4096)"),
        ("a.SetValue(-1, s);", True, "UB[17179869180, 17179869184)"),  # it may wrap
    ],
)
def test_an_index_that_is_known(access: str, with_h: bool, elements: str) -> None:
    body = f"{TILES} TADD(h, h, h); {access}"
    assert found(body) == ([elements] if with_h else [])
    assert bool(unordered_pairs(program(body), "strict")) is with_h


@pytest.mark.parametrize(
    ("declared", "access", "elements"),
    [
        (tile("t", 256, 16, 8, "ColMajor"), "t.SetValue(17, s);", "UB[324, 328)"),  # from the base, in any layout
        (tile("t", 256).replace("float", "half"), "t.SetValue(17, s);", "UB[290, 292)"),
        (tile("t", 256).replace("float", "int8_t"), "t.SetValue(17, s);", "UB[273, 274)"),
    ],
)
def test_by_layout_and_type(declared: str, access: str, elements: str) -> None:
    assert found(f"{declared} TADD(a, b, c); {access}") == [elements]


@pytest.mark.parametrize("first", ["a.SetValue(3, s);", "TADD(h, h, h);", "set_flag(PIPE_S, PIPE_V, EVENT_ID0);"])
@pytest.mark.parametrize("second", ["a.SetValue(8, s);", "a.GetValue(7);", "a.SetValue(n, s);"])
def test_brute_force_agrees(first: str, second: str) -> None:
    lines = [*TILES.split("; "), first, second, "TADD(h, h, h);", "a.SetValue(9, s);", "a.SetValue(9, s);"]
    text = kernel("\n".join(line if line.endswith(";") else f"{line};" for line in lines)).text
    assert not examine(text).bugs
