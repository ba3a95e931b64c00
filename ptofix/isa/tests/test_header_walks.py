"""The table's orders against what the headers do: facts of runs of them on the host, in header_walks.json.

Each line is a call: what its tiles are (type, rows, columns, valid ones, and whether the type or a value tells these),
the vector repeats that it issues, and for some blocks of 32 bytes of each operand, read (r) or written (w): `begin`,
repeats before the first that touches the block, of those before the first drain that the table has; `end`, repeats from
the last that touches it to the end, of those after the last drain.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK, Space, TileType
from ptofix.headers.versions import Headers, versions
from ptofix.isa.architecture import A2A3, Arch
from ptofix.isa.call import OpCall, Stage
from ptofix.isa.chains import WALKS
from ptofix.isa.drain import Drain
from ptofix.isa.expand import Expansion, expand
from ptofix.isa.operand import Operand
from ptofix.isa.row import Step
from ptofix.isa.rules import BYTES_ONLY
from ptofix.isa.tests.build import SCALAR, run, stages, tile
from ptofix.isa.walk import NEVER

CALLS = [
    json.loads(line.rstrip(",\n")) for line in Path(__file__).with_name("header_walks.json").open() if len(line) > 2
]

OLDEST = versions()[0]
ARCHS = {"august": A2A3, "june": Headers(str(OLDEST), OLDEST.fingerprints).arch}


def operand(words: Any, at: int) -> Operand:
    if words == "scalar":
        return SCALAR
    dtype, rows, cols, valid_rows, valid_cols, known, layout = words
    of_type = (valid_rows if known[0] == "t" else None, valid_cols if known[1] == "t" else None)
    return Operand("tile", TileType(Space.VEC, dtype, rows, cols, *of_type, layout).sized(valid_rows, valid_cols), at)


def expansion(call: dict[str, Any], arch: Arch) -> Expansion:
    operands = tuple(operand(words, at) for at, words in enumerate(call["operands"]))
    found = expand(OpCall(call["op"], operands, arch))
    assert isinstance(found, Expansion)
    return found


def ends(found: Expansion) -> tuple[list[Stage], list[Stage]]:
    """The stages on V before the first drain, and after the last."""
    parts: list[list[Stage]] = [[]]
    for step in found.steps:
        if isinstance(step, Drain):
            parts += [[]] if step.drains(Pipe.V) else []
        elif step.pipe is Pipe.V:
            parts[-1].append(step)
    return parts[0], parts[-1]


def before(part: Sequence[Stage], key: str, block: int) -> int:
    """Repeats of these stages before the first that touches a block of an operand, by the table."""
    place, found = 0, NEVER
    for stage in part:
        for a in stage.accesses:
            if key == f"{'scratch' if a.scratch else a.operand} {'w' if a.write else 'r'}":
                assert a.order is not None
                at = block - a.offset // BLOCK
                if at * BLOCK < a.length:
                    found = min(found, place + a.order.first[at])
        place += stage.repeats
    return found


def left(part: Sequence[Stage], key: str, block: int) -> int:
    """Repeats of these stages from the last that touches the block to the end."""
    place, found = sum(stage.repeats for stage in part), NEVER
    for stage in part:
        for a in stage.accesses:
            if key == f"{'scratch' if a.scratch else a.operand} {'w' if a.write else 'r'}":
                assert a.order is not None
                at = block - a.offset // BLOCK
                if at * BLOCK < a.length:
                    found = min(found, place - a.order.last[at])
        place -= stage.repeats
    return found


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_no_order_claims_more_than_the_header_keeps(number: int) -> None:
    call = CALLS[number]
    found = expansion(call, ARCHS[call["headers"]])
    first, last = ends(found)
    assert sum(stage.repeats for stage in stages(found)) <= call["repeats"]
    assert all(a.order is not None for stage in (*first, *last) for a in stage.accesses)
    for key, blocks in call["begin"].items():
        assert all(before(first, key, block) <= at for block, at in blocks), key
    for key, blocks in call["end"].items():
        assert all(left(last, key, block) <= at for block, at in blocks), key


MOVES = [
    "TMOV", "TCOLEXPAND", "TEXTRACT", "TINSERT", "TCONCAT", "TTRANS", "TGATHER", "TGATHERB", "TSCATTER", "TSORT32",
    "TMRGSORT", "TCOLMAX", "TCOLMIN", "TCOLPROD", "TCOLSUM",
]  # fmt: skip
"""Ops that copy blocks, gather, scatter, sort or transpose: none of it is a repeat a cycle."""


@pytest.mark.parametrize("arch", ARCHS.values(), ids=ARCHS)
@pytest.mark.parametrize("name", MOVES)
def test_what_is_moved_has_no_order(name: str, arch: Arch) -> None:
    row = arch.row(name)
    assert row is not None
    walks = {step.walk for form in row.form for step in form.steps if isinstance(step, Step)}
    assert walks <= {None, *BYTES_ONLY}


def test_bytes_only_has_no_order() -> None:
    whole = {name: tile(8, 64).tile for name in ("dst", "src", "src0", "src1", "tmp", "idx", "offsets", "fp")}
    tiles = {name: found for name, found in whole.items() if found is not None}
    for name, rule in BYTES_ONLY.items():
        walk = rule.walk(tiles)
        assert walk is not None
        assert (walk.repeats, dict(walk.orders)) == (0, {}), name
    assert WALKS.keys() >= BYTES_ONLY.keys()


def test_the_rest_of_a_larger_source_is_copied_in_blocks() -> None:
    """TPARTADD: with no barrier between, so the call has no order; of equal sources it has."""
    large, small = tile(32, 64), tile(32, 64, valid=(16, 64))
    assert all(a.order is not None for a in stages(run("TPARTADD", large, large, large))[0].accesses)
    for sources in ((large, small), (small, large)):
        assert all(a.order is None for stage in stages(run("TPARTADD", large, *sources)) for a in stage.accesses)
