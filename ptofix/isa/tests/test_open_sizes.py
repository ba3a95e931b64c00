"""Sizes known at run time only: what the table says of them holds for every size that the type allows."""

from __future__ import annotations

import random
from functools import cache
from itertools import product

import pytest
from msgspec.structs import replace

from ptofix.isa.architecture import A2A3
from ptofix.isa.call import Access, Expansion, OpCall, Stage, Unknown
from ptofix.isa.drain import Drain
from ptofix.isa.expand import forms
from ptofix.isa.operand import Operand
from ptofix.isa.tests.build import SCALAR, column, tile
from ptofix.isa.walk import NEVER

Place = tuple[int | None, bool, int]
ROWS, COLS = 5, 136
SIZES = list(product((1, 2, 4, 5), (1, 8, 64, 65, 128, 130, 136)))

ONE = ["TADD d d d", "TADDS d d s", "TEXP d d", "TEXPANDS d s", "TCMP m d d s", "TCMPS m d s s", "TTRI d s",
       "TSEL d m d d m", "TDIVS d d s", "TDIVS d s d", "TRECIP d d", "TANDS i i s", "TXOR i i i i", "TXORS i i s i",
       "TPARTADD d d d", "TROWEXPAND d b", "TROWEXPANDMUL d d c", "TROWEXPANDMUL d c d", "TROWEXPANDSUB d d c t",
       "TCOLEXPANDADD d r d", "TROWEXPANDMUL d d b", "TROWEXPANDEXPDIF d d c",
       "TCOLEXPANDADD d d r", "TCOLEXPANDEXPDIF d d r", "TROWMAX c d t", "TROWARGMAX x d t", "TROWPROD c d t",
       "TPRELU d d d m", "TCVT h d s", "TCVT i e t s", "TCVT d x2 s", "TFILLPAD f d", "TFILLPAD_INPLACE d d",
       "TFILLPAD y y", "TFMOD d d d", "TFMODS d d s", "TREM d d d t", "TREMS d d s t", "TREMS x2 x2 s t",
       "TSELS d m d m s", "TROWSUM x x2 x2", "TNOT y y"]  # fmt: skip


def operand(word: str, rows: int | None, cols: int | None) -> Operand:
    """One operand by its letter, of a type that leaves its valid size open."""
    size = (rows, cols)
    match word:
        case "s":
            return SCALAR
        case "c" | "x":
            found = column(8, "float" if word == "c" else "int32_t", valid=rows)
            return found if rows is not None else tile(8, 1, "float", valid=(None, 1), layout="ColMajor")
        case "b":
            return tile(ROWS, 8, valid=(rows, 8), static=rows is not None)
        case "r":
            return tile(1, COLS, valid=(1, cols), static=cols is not None)
        case "m":
            return tile(ROWS + 1, 64, "uint8_t")
        case "t":
            return tile(ROWS, 3 * COLS, "float")
        case "f":
            return tile(ROWS, COLS)
    kind = {"d": "float", "i": "int16_t", "h": "half", "x2": "int32_t", "y": "int8_t", "e": "float"}[word]
    width = 160 if word in "yie" else COLS
    return tile(ROWS, width, kind, valid=size, static=False)


@cache
def variants(words: str, rows: int | None, cols: int | None) -> list[Expansion]:
    name, *rest = words.split()
    found = forms(OpCall(name, tuple(operand(word, rows, cols) for word in rest), A2A3))
    assert isinstance(found, tuple), found
    return list(found)


@cache
def claims(accesses: tuple[Access, ...]) -> dict[Place, tuple[int, int]]:
    """Repeats before the first touch of each block, and from the last on to the end."""
    found: dict[Place, tuple[int, int]] = {}
    for a in accesses:
        for block in range(a.length // 32):
            order = a.order
            if order is not None and block >= len(order.first):
                order = None
            if order is not None and order.first[block] == NEVER:
                continue
            if a.rows is not None and block * 32 % a.rows.stride >= a.rows.width:
                continue
            said = (0, 0) if order is None else (order.first[block], order.repeats - order.last[block])
            place = a.operand, a.write, block
            known = found.get(place, said)
            found[place] = min(known[0], said[0]), min(known[1], said[1])
    return found


def holds(general: Expansion, special: Expansion) -> bool:
    """Does what `general` says hold of `special`, stage by stage, or of all stages of `special` at once?"""
    if len(general.steps) != len(special.steps):
        return _promises_nothing_of(general, special)
    for one, other in zip(general.steps, special.steps):
        if isinstance(one, Drain) or isinstance(other, Drain):
            if one != other:
                return False
            continue
        if one.repeats > other.repeats:
            return False
        said, true = claims(one.accesses), claims(other.accesses)
        if not all(place in said and said[place][0] <= a and said[place][1] <= b for place, (a, b) in true.items()):
            return False
    return True


def _promises_nothing_of(general: Expansion, special: Expansion) -> bool:
    """Is `general` one stage, without an order or repeats, that touches all that `special` does between its drains?"""
    if len(general.steps) != 1:
        return False
    stage = general.steps[0]
    if isinstance(stage, Drain) or stage.repeats:
        return False
    true = claims(tuple(a for step in special.steps if isinstance(step, Stage) for a in step.accesses))
    said = claims(stage.accesses)
    return all(said.get(place) == (0, 0) for place in true)


@pytest.mark.parametrize("words", ONE)
@pytest.mark.parametrize("known", ["rows", "columns", "nothing"])
def test_what_is_said_of_all_sizes_holds_for_each(words: str, known: str) -> None:
    for rows, cols in SIZES:
        general = variants(words, rows if known == "rows" else None, cols if known == "columns" else None)
        for special in variants(words, rows, cols):
            assert any(holds(one, special) for one in general), (rows, cols)


@pytest.mark.parametrize("words", ONE)
def test_of_open_sizes_no_repeats_are_promised(words: str) -> None:
    for found in variants(words, None, None):
        assert not any(isinstance(step, Drain) for step in found.steps) or words.split()[0] not in ("TADD", "TEXP")
        assert sum(step.repeats for step in found.steps if isinstance(step, Stage)) <= 1, "one block of scratch at most"


@pytest.mark.parametrize("words", ONE)
def test_sizes_that_differ_are_no_less_known_than_open_ones(words: str) -> None:
    """Operands of one call should have one valid shape. To know that they have not proves nothing that not knowing does
    not prove, and the other way round: what is said of open sizes holds for sizes that differ, too."""
    name, *rest = words.split()
    choice = random.Random(words)
    for _ in range(60):
        sizes = [choice.choice(SIZES) for _ in rest]
        known = [[size if choice.random() < 0.6 else None for size in both] for both in sizes]
        special, general = (
            forms(OpCall(name, tuple(operand(word, *size) for word, size in zip(rest, each)), A2A3))
            for each in (sizes, known)
        )
        if isinstance(general, Unknown):  # the walk may go past the end of a tile
            continue
        if isinstance(special, Unknown):  # as it does where neither source can be the full one
            assert words.startswith(("TROWEXPAND", "TCOLEXPAND"))
            continue
        for found in special:
            assert any(holds(one, found) for one in general), (sizes, known)


@pytest.mark.parametrize(
    "call",
    [
        OpCall("TADD", (tile(16, 64), tile(8, 64), tile(16, 64)), A2A3),
        OpCall("TADDS", (tile(8, 128), tile(8, 64), SCALAR), A2A3),
        OpCall("TADD", (tile(16, 64, valid=(None, 64)), tile(8, 64), tile(16, 64)), A2A3),
        OpCall("TROWSUM", (column(8, "float"), tile(16, 64), tile(16, 64)), A2A3),
        OpCall("TROWEXPANDMUL", (tile(16, 64), tile(16, 64), column(8, "float")), A2A3),
        OpCall("TCOLEXPANDMUL", (tile(16, 64), tile(16, 64), tile(1, 32)), A2A3),
    ],
    ids=lambda call: call.name,
)
def test_a_walk_past_the_end_of_a_tile_is_not_known(call: OpCall) -> None:
    """The headers walk the valid size of one operand in the others; only debug builds compare the two."""
    found = forms(call)
    assert isinstance(found, Unknown)
    assert "the headers walk the" in found.reason


@pytest.mark.parametrize(
    "call",
    [
        OpCall("TROWEXPANDMUL", (tile(16, 64), column(16, "float"), tile(16, 64)), A2A3),
        OpCall("TROWEXPANDSUB", (tile(16, 64), tile(16, 8), tile(16, 64), tile(16, 64)), A2A3),
        OpCall("TCOLEXPANDMUL", (tile(16, 64), tile(1, 64), tile(16, 64)), A2A3),
    ],
    ids=lambda call: call.name,
)
def test_a_small_first_source_is_walked_as_the_full_one_only_where_dst_is_as_small(call: OpCall) -> None:
    """Whichever of the two has the valid shape of dst, and no other row or column is read."""
    operands = tuple(replace(one, tile=one.tile and one.tile.sized(None, None)) for one in call.operands)
    found = forms(OpCall(call.name, operands, A2A3))
    assert isinstance(found, tuple)
    assert all(a.order is not None for one in found for step in one.steps if isinstance(step, Stage)
               for a in step.accesses)  # fmt: skip


@pytest.mark.parametrize(
    "operands",
    [
        (tile(16, 64), column(16, "float"), tile(16, 32)),
        (tile(16, 64), tile(16, 32), column(16, "float")),
        (tile(16, 64), column(8, "float"), column(8, "float")),
    ],
)
def test_two_sources_that_are_both_smaller_than_dst_are_walked_past_their_end(operands: tuple[Operand, ...]) -> None:
    opened = tuple(replace(one, tile=one.tile and one.tile.sized(None, None)) for one in operands)
    assert isinstance(forms(OpCall("TROWEXPANDMUL", opened, A2A3)), Unknown)


@pytest.mark.parametrize("words", ["TADD d d d", "TADDS d d s", "TEXP d d", "TSEL d m d d m", "TCVT h d s",
                                   "TCVT d x2 s"])  # fmt: skip
def test_sizes_that_differ_promise_no_more_than_the_size_of_dst_keeps(words: str) -> None:
    """The headers walk the valid part of dst in all of them, whatever size another one has."""
    name, *rest = words.split()
    for of_dst, other in product(SIZES, SIZES):
        sizes = [of_dst, *(other for _ in rest[1:])]
        differing = forms(OpCall(name, tuple(operand(word, *size) for word, size in zip(rest, sizes)), A2A3))
        assert isinstance(differing, tuple)
        walked = variants(words, *of_dst)
        assert all(any(holds(one, found) for one in differing) for found in walked), (of_dst, other)
