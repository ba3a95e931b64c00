"""The table against runs of the headers on the host where sizes are values: header_open_walks.json.

Each line is a call as in header_walks.json. `whole` are its vector repeats and, for some blocks of 32 bytes of each
operand that it touches, repeats before the first touch and from the last on to the end. Where it drains V inside,
`ends` says the same of what stands before the first drain and behind the last.

What the table says must hold both where the program knows the sizes and where only the type is known; of a call with
`sizes` in these modes only: open for one in which neither source has the valid shape of dst. Where `ordered` names the
mode, the table has an order of everything that stands at the ends.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK
from ptofix.isa.call import Expansion, OpCall, Stage
from ptofix.isa.drain import Drain
from ptofix.isa.expand import forms
from ptofix.isa.operand import Operand
from ptofix.isa.tests.test_header_walks import ARCHS, operand
from ptofix.isa.walk import NEVER

CALLS = json.loads(Path(__file__).with_name("header_open_walks.json").read_text())


def opened(one: Operand) -> Operand:
    """The operand where only its type is known."""
    tile = one.tile
    if tile is None:
        return one
    return replace(one, tile=replace(tile.sized(tile.static_rows, tile.static_cols), rows_at_run_time=False))


def parts(found: Expansion) -> list[list[Stage]]:
    """The stages on V between drains of V."""
    made: list[list[Stage]] = [[]]
    for step in found.steps:
        if isinstance(step, Drain):
            made += [[]] if step.drains(Pipe.V) else []
        elif step.pipe is Pipe.V:
            made[-1].append(step)
    return made


def said(part: Sequence[Stage], key: str, block: int) -> tuple[int, int] | None:
    """Repeats before the first touch of a block and from the last on, by the table; None if nothing touches it."""
    total, place, found = sum(stage.repeats for stage in part), 0, []
    for stage in part:
        for a in stage.accesses:
            at = block - a.offset // BLOCK
            if (
                key != f"{'scratch' if a.scratch else a.operand} {'w' if a.write else 'r'}"
                or not 0 <= at * BLOCK < a.length
            ):
                continue
            if a.rows is not None and at * BLOCK % a.rows.stride >= a.rows.width:
                continue
            if a.order is None or at >= len(a.order.first):
                found.append((place, total - place - stage.repeats))
            elif a.order.first[at] != NEVER:
                found.append((place + a.order.first[at], total - place - a.order.last[at]))
        place += stage.repeats
    return None if not found else (min(before for before, _ in found), min(left for _, left in found))


def holds(found: Expansion, call: dict[str, Any]) -> bool:
    """Does this form say no more than the header keeps?"""
    own = parts(found)
    if sum(stage.repeats for part in own for stage in part) > call["whole"][0] or (len(own) > 1 and not call["drains"]):
        return False
    pairs = [(own[0], call["whole"])] if len(own) == 1 else [(own[0], call["ends"][0]), (own[-1], call["ends"][-1])]
    for number, (part, (_, touched)) in enumerate(pairs):
        for key, blocks in touched.items():
            for block, before, left in blocks:
                claim = said(part, key, block)
                if (
                    claim is None
                    or (number == 0 and claim[0] > before)
                    or (number == len(pairs) - 1 and claim[1] > left)
                ):
                    return False
    return True


@pytest.mark.parametrize(
    ("number", "sizes"),
    [(number, sizes) for number, call in enumerate(CALLS) for sizes in call.get("sizes", ("known", "open"))],
)
def test_no_order_claims_more_than_the_header_keeps(number: int, sizes: str) -> None:
    call = CALLS[number]
    operands = [operand(words, at) for at, words in enumerate(call["operands"])]
    made = OpCall(call["op"], tuple(map(opened, operands) if sizes == "open" else operands), ARCHS[call["headers"]])
    found = forms(made)
    assert isinstance(found, tuple), found
    assert any(holds(one, call) for one in found)
    if sizes in call.get("ordered", ()):
        ends = [part for one in found for part in (parts(one)[0], parts(one)[-1])]
        assert all(a.order is not None for part in ends for stage in part for a in stage.accesses)
