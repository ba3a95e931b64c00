"""Tiles that are at one of a few places, and it is not known at which."""

from __future__ import annotations

import pytest

from ptofix.program.program import TileOp
from ptofix.program.tests.test_helpers import TILE, program_of


def bases(body: str) -> tuple[int, ...] | None:
    program = program_of(f"{body}\nTABS(v10, v11);")
    action = program.instructions[-2].action
    assert isinstance(action, TileOp)
    return action.operands[0].bases


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("v2 > 1 ? 0 : 4096", (0, 4096)),
        ("(uint64_t) (v2 > 1 ? 0 : 4096) + 8192", (8192, 12288)),
        ("v2 > 1 ? 0 : v2 > 2 ? 4096 : 8192", (0, 4096, 8192)),
        ("(v2 > 1 ? 1 : 2) * 4096", (4096, 8192)),
        ("(v2 > 1 ? 1 : 2) * (v2 > 1 ? 1 : 2) * 32", (32, 64, 128)),
        ("(uint32_t) v2 % 3 * 4096", (0, 4096, 8192)),
        ("(v2 & 1) * 4096", (0, 4096)),
        ("v2 % 3 * 4096", None),  # may be negative
        ("(v2 & 2) * 4096", None),
        ("(uint32_t) v2 % 9 * 4096", None),
        ("v2 > 1 ? 0 : v2", None),
        ("v2 > 1 ? 0 : 1 / 0", None),
        ("true ? 4096 : v2", None),
        ("static_cast<uint8_t>(v2 > 1 ? 256 : 32)", (0, 32)),
        ("asking(v2) ? 0 : 4096", (0, 4096)),
    ],
)
@pytest.mark.parametrize("form", ["TASSIGN(v10, {});", "const int64_t v12 = {}; TASSIGN(v10, v12);"])
def test_an_address_of_which_the_values_are_few(form: str, address: str, expected: tuple[int, ...] | None) -> None:
    assert bases(form.format(address)) == expected


def test_a_number_that_changes_has_no_choices() -> None:
    assert bases("int64_t v12 = v2 > 1 ? 0 : 4096; v12 += 32; TASSIGN(v10, v12);") is None


def test_a_name_that_is_declared_again_has_its_own() -> None:
    first = "{ const int64_t v12 = v2 > 1 ? 0 : 4096; TASSIGN(v11, v12); }"
    assert bases(f"{first} {{ const int64_t v12 = v2; TASSIGN(v10, v12); }}") is None


TILES = f"{TILE} v12; {TILE} v13; {TILE} v14; TASSIGN(v12, 0); TASSIGN(v13, 4096);"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("v2 > 1 ? v12 : v13", (0, 4096)),
        ("asking(v2) ? v12 : v13", (0, 4096)),
        ("v2 > 1 ? v12 : (v2 > 2 ? v13 : v12)", (0, 4096)),
        ("v2 > 1 ? v12 : v14", None),  # v14 was never assigned
    ],
)
@pytest.mark.parametrize("form", [f"{TILE} v15 = {{}};", f"{TILE} v15; v15 = {{}};"])
def test_a_tile_that_is_one_of_several(form: str, chosen: str, expected: tuple[int, ...] | None) -> None:
    assert bases(f"{TILES} {form.format(chosen)} TRESHAPE(v10, v15);") == expected


def test_what_is_chosen_stays_when_the_source_moves() -> None:
    assert bases(f"{TILES} {TILE} v15 = v2 > 1 ? v12 : v13; TASSIGN(v12, 8192); TRESHAPE(v10, v15);") == (0, 4096)


@pytest.mark.parametrize("chosen", ["v2 > 1 ? v12 : v2", "v12 ? v12 : v13"])
def test_anything_else_is_outside(chosen: str) -> None:
    with pytest.raises(AssertionError):
        program_of(f"{TILES} {TILE} v15 = {chosen};")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("get_subblockid() * 4096", (0, 4096)),
        ("get_subblockid() * get_subblockid() * 4096 + 32", (32, 4128)),
        ("get_block_idx() % 2 * 4096", (0, 4096)),  # it is not negative
        ("get_block_idx() * 4096", None),
    ],
)
def test_a_number_of_the_core_is_small(address: str, expected: tuple[int, ...] | None) -> None:
    assert bases(f"TASSIGN(v10, {address});") == expected
