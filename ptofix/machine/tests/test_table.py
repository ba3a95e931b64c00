"""docs/simulate.md names the ops that have semantics, and the calls of the tile library that have none."""

from __future__ import annotations

import re
from pathlib import Path

from ptofix.isa.architecture import A2A3
from ptofix.machine.semantics import TABLE

PAGE = Path(__file__).parents[3] / "docs" / "simulate.md"
OF_TILES = re.compile(r"T[A-Z0-9_]+|MGATHER\w*|MSCATTER")


def _names(after: str) -> list[str]:
    text = PAGE.read_text().partition(after)[2].partition("\n\n")[0]
    return re.findall(r"`(\w+)`", text)


def test_ops_without_semantics() -> None:
    known = {name for name in A2A3.ops.names() if OF_TILES.fullmatch(name)}
    assert _names("Ops without semantics: ") == sorted(known - TABLE.keys())


def test_every_row_is_an_op() -> None:
    assert TABLE.keys() <= set(A2A3.ops.names())
