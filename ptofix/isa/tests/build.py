"""Short constructors for the tests."""

from __future__ import annotations

from ptofix.hardware.tile import Space, TileType
from ptofix.isa.architecture import A2A3
from ptofix.isa.block_distance import min_distance
from ptofix.isa.call import Access
from ptofix.isa.expand import (
    Drain,
    Expansion,
    OpCall,
    Operand,
    Stage,
    Unknown,
    expand,
)

SCALAR = Operand("scalar")
GM = Operand("global")
PIPE = Operand("pipe")


def tile(
    rows: int,
    cols: int,
    dtype: str = "float",
    *,
    valid: tuple[int | None, int | None] | None = None,
    space: str = "Vec",
    layout: str = "RowMajor",
    boxed: bool = False,
    at: object | None = None,
    static: bool = True,
) -> Operand:
    """A tile operand, full unless `valid` says otherwise; if not `static` its type leaves that open."""
    size = valid if valid is not None else (rows, cols)
    of_type = size if static else (None, None)
    return Operand("tile", TileType(Space(space), dtype, rows, cols, *of_type, layout, boxed).sized(*size), at)


def column(rows: int, dtype: str = "float", *, valid: int | None = None, at: object | None = None) -> Operand:
    """A column-major [rows, 1] tile."""
    return tile(rows, 1, dtype, valid=(valid or rows, 1), layout="ColMajor", at=at)


def run(name: str, *operands: Operand) -> Expansion:
    """The expansion of a call that must be known."""
    found = expand(OpCall(name, operands, A2A3))
    assert isinstance(found, Expansion), found
    return found


def unknown(name: str, *operands: Operand) -> str:
    """The reason why a call is unknown."""
    found = expand(OpCall(name, operands, A2A3))
    assert isinstance(found, Unknown), found
    return found.reason


def stages(found: Expansion) -> list[Stage]:
    """The stages in order."""
    return [step for step in found.steps if isinstance(step, Stage)]


def text(found: Expansion) -> list[str]:
    """Steps as `V 2 -> 0`, operands by index, scratch by name, drains by kind."""
    lines = []
    for step in found.steps:
        if isinstance(step, Drain):
            lines.append(str(step))
            continue
        sides = [
            " ".join(str(a.scratch or a.operand) for a in step.accesses if a.write is write) for write in (False, True)
        ]
        lines.append(f"{step.pipe} {sides[0]} -> {sides[1]}".replace("  ", " ").strip())
    return lines


def access(stage: Stage, operand: int | str, write: bool) -> Access:
    """The only access of a stage to an operand (or scratch) in one direction."""
    found = [a for a in stage.accesses if operand in (a.operand, a.scratch) and a.write is write]
    assert len(found) == 1, (operand, write, stage)
    return found[0]


def distance(earlier: Access, later: Access) -> int:
    """Distance of two accesses to one buffer."""
    return min_distance(earlier, 0, later, 0)
