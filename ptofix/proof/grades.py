"""The grade of two accesses: which conditions they keep, worked out anew, and what evidence.toml makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ptofix.arch.assumptions import assumptions
from ptofix.arch.evidence import CONTIGUOUS, FORWARD, HIDDEN, LONG, RAW, SAME_TILE, WAR, grade_of_order
from ptofix.arch.grade import Grade
from ptofix.program.program import Program, TileOp
from ptofix.proof.accesses import AccessedBytes, meeting


class SafeDistance(NamedTuple):
    """Vector repeats that keep two accesses apart, of pairs with the grade `weakest` or a better one."""

    repeats: int
    weakest: Grade

    @property
    def alone(self) -> bool:
        """Whether the repeats are enough, whatever the two accesses are."""
        return self.weakest is Grade.EXTRAPOLATED


def grade(
    program: Program, nodes: tuple[int, int], met: tuple[Sequence[AccessedBytes], Sequence[AccessedBytes]]
) -> Grade:
    """Of the accesses `met` of two instructions, the earlier one first."""
    x, y = (program.instructions[node].action for node in nodes)
    if not isinstance(x, TileOp) or not isinstance(y, TileOp):
        return Grade.EXTRAPOLATED
    pairs = [(a, b) for a in met[0] for b in met[1] if meeting(a, b) is not None]
    reads = [(a.region, b.region) for a, b in pairs if a.write and not b.write]
    in_place = bool(reads) and all((a.region, b.region) in reads for a, b in pairs)
    if not in_place and any(a.write or not b.write for a, b in pairs):
        return Grade.EXTRAPOLATED
    sides = ((x, [a for a, _ in pairs]), (y, [b for _, b in pairs]))
    asked = assumptions()["hw.repeat-distance"].parameters
    conditions = {
        SAME_TILE: lambda: all(one_tile(a, b) for a, b in pairs),
        CONTIGUOUS: lambda: all(without_gaps(op, one) for op, side in sides for one in side),
        LONG: lambda: all(r.end - r.start >= asked["repeats"] * asked["repeat_bytes"] for both in reads for r in both),
        HIDDEN: lambda: all(one.access is not None and one.access.operand is None for both in pairs for one in both),
        FORWARD: lambda: nodes[0] < nodes[1] and not carried(program, *nodes),
    }
    return grade_of_order(RAW if in_place else WAR, x.call.name, y.call.name, lambda name: conditions[name]())


def one_tile(a: AccessedBytes, b: AccessedBytes) -> bool:
    """Two operands, both at one exact address, of which the same bytes are touched."""
    named = all(one.access is not None and one.access.operand is not None for one in (a, b))
    return named and a.base == b.base and a.region == b.region


def without_gaps(op: TileOp, touched: AccessedBytes) -> bool:
    """Whether the valid part of the operand is one run of bytes, by its static type."""
    index = touched.access.operand if touched.access is not None else None
    tile = op.call.operands[index].tile if index is not None else None
    if tile is None or tile.boxed or tile.element_bytes is None or not (tile.valid_rows and tile.valid_cols):
        return False
    if tile.layout == "RowMajor":
        return tile.cols == tile.valid_cols
    return tile.rows == tile.valid_rows


def carried(program: Program, earlier: int, later: int) -> bool:
    """Whether a path from the one to the other goes back in front of the earlier one, and on without it."""
    seen, pending = set[tuple[int, bool]](), [(node, False) for node in program.instructions[earlier].successors]
    while pending:
        node, back = pending.pop()
        back = back or node < earlier
        if node == earlier or (node, back) in seen:
            continue
        if back and node == later:
            return True
        seen.add((node, back))
        pending += [(following, back) for following in program.instructions[node].successors]
    return False
