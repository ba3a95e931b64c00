"""The grade of two accesses: which conditions they keep, worked out anew, and what evidence.toml makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ptofix.arch.assumptions import assumptions
from ptofix.arch.call import Access
from ptofix.arch.evidence import CONTIGUOUS, FORWARD, HIDDEN, LONG, RAW, SAME_TILE, WAR, grade_of_order
from ptofix.arch.grade import Grade
from ptofix.arch.measured import MeasuredDistances
from ptofix.arch.tile import Rows
from ptofix.arch.walk import min_distance
from ptofix.program.program import Action, Program, Region, TileOp
from ptofix.proof.accesses import AccessedBytes, PipeWork, meeting, ways_of


class AcceptedDistance(NamedTuple):
    """Vector repeats that keep two accesses apart, of pairs with the grade `weakest` or a better one."""

    repeats: int
    weakest: Grade
    measured: MeasuredDistances | None = None
    """What each pair asks for: then `repeats` is the most of it."""

    @property
    def alone(self) -> bool:
        """Whether the repeats are enough, whatever the two accesses are."""
        return self.weakest is Grade.EXTRAPOLATED and self.measured is None


Met = tuple[Sequence[AccessedBytes], Sequence[AccessedBytes]]


def as_measured(measured: MeasuredDistances, ops: tuple[Action, Action], met: Met, repeats: int) -> bool:
    """Whether all accesses of two ops that meet are as far apart as was measured, `repeats` of others lying between."""
    x, y = ops
    if not isinstance(x, TileOp) or not isinstance(y, TileOp):
        return False
    for a in met[0]:
        for b in met[1]:
            if meeting(a, b) is None:
                continue
            if a.access is None or b.access is None or (dtype := type_seen(x, a.access)) != type_seen(y, b.access):
                return False
            asked = measured.asked(x.call.name, y.call.name, dtype)
            if asked is None or repeats + min_distance(a.access, a.base, b.access, b.base) < asked:
                return False
    return True


def type_seen(op: TileOp, access: Access) -> str:
    """The element type of what is accessed: that of the operand, or of the first tile where the memory has no name."""
    named = op.call.operands if access.operand is None else (op.call.operands[access.operand],)
    return [*(operand.tile.dtype for operand in named if operand.tile is not None), ""][0]


def grade(program: Program, nodes: tuple[int, int], met: Met) -> Grade:
    """Of the accesses `met` of two instructions, the earlier one first: by themselves, or by way of ops between.

    An op that overwrites the one tile that both touch meets each of the two: with both it is judged.
    """
    found = grade_of_two(program, nodes, met)
    pairs = [(a, b) for a in met[0] for b in met[1] if meeting(a, b) is not None]
    if found is not Grade.EXTRAPOLATED or not pairs:
        return found
    tile = pairs[0][0]
    asked = assumptions()["hw.repeat-distance"].parameters
    if tile.region.end - tile.region.start < asked["repeats"] * asked["repeat_bytes"]:
        return found
    if not all(one_tile(tile, one) for both in pairs for one in both):
        return found
    for node in only_way(program, *nodes) or ():
        ways = ways_of(program.instructions[node].action, "default")
        by_form = [Grade.EXTRAPOLATED] * len(ways)
        for number, steps in enumerate(ways):
            for step in steps:
                if isinstance(step, PipeWork) and any(x.write and one_tile(tile, x) for x in step.accesses):
                    halves = ((nodes[0], node), (met[0], step.accesses)), ((node, nodes[1]), (step.accesses, met[1]))
                    by_form[number] = min(by_form[number], max(grade(program, *half) for half in halves))
        found = min(found, max(by_form))
    return found


def only_way(program: Program, start: int, end: int) -> list[int] | None:
    """The instructions between, if nothing but these lies between the two; None if ways part or meet."""
    passed: list[int] = []
    node = start
    while len(program.instructions[node].successors) == 1:
        [node] = program.instructions[node].successors
        if node == end:
            return passed if len(program.predecessors[node]) == 1 else None
        if len(program.predecessors[node]) > 1 or node == start:
            break
        passed.append(node)
    return None


def grade_of_two(program: Program, nodes: tuple[int, int], met: Met) -> Grade:
    """What is said of the two ops alone."""
    x, y = (program.instructions[node].action for node in nodes)
    if not isinstance(x, TileOp) or not isinstance(y, TileOp):
        return Grade.EXTRAPOLATED
    pairs = [(a, b) for a in met[0] for b in met[1] if meeting(a, b) is not None]
    reads = [(bytes_of(a), bytes_of(b)) for a, b in pairs if a.write and not b.write]
    in_place = bool(reads) and all((bytes_of(a), bytes_of(b)) in reads for a, b in pairs)
    if not in_place and any(a.write or not b.write for a, b in pairs):
        return Grade.EXTRAPOLATED
    sides = ((x, [a for a, _ in pairs]), (y, [b for _, b in pairs]))
    asked = assumptions()["hw.repeat-distance"].parameters
    long = asked["repeats"] * asked["repeat_bytes"]
    conditions = {
        SAME_TILE: lambda: all(one_tile(a, b) for a, b in pairs),
        CONTIGUOUS: lambda: all(without_gaps(op, one) for op, side in sides for one in side),
        LONG: lambda: all(x.end - x.start >= long for both in reads for x, _ in both),
        HIDDEN: lambda: all(one.access is not None and one.access.operand is None for both in pairs for one in both),
        FORWARD: lambda: nodes[0] < nodes[1] and same_round(program, *nodes) and not carried(program, *nodes),
    }
    return grade_of_order(RAW if in_place else WAR, x.call.name, y.call.name, lambda name: conditions[name]())


def one_tile(a: AccessedBytes, b: AccessedBytes) -> bool:
    """Two operands, both at one exact address, of which the same bytes are touched."""
    named = all(one.access is not None and one.access.operand is not None for one in (a, b))
    return named and a.base == b.base and bytes_of(a) == bytes_of(b)


def bytes_of(one: AccessedBytes) -> tuple[Region, Rows | None]:
    """All that tells which they are."""
    return one.region, one.rows


def without_gaps(op: TileOp, touched: AccessedBytes) -> bool:
    """Whether the valid part of the operand is one run of bytes, by its static type."""
    index = touched.access.operand if touched.access is not None else None
    tile = op.call.operands[index].tile if index is not None else None
    if tile is None or tile.boxed or tile.element_bytes is None or not (tile.valid_rows and tile.valid_cols):
        return False
    if tile.layout == "RowMajor":
        return tile.cols == tile.valid_cols
    return tile.rows == tile.valid_rows


def same_round(program: Program, earlier: int, later: int) -> bool:
    """Whether the two stand in one round of each loop of which the rounds are told apart."""
    x, y = ({r.loop: r.residue for r in program.instructions[node].rounds} for node in (earlier, later))
    return all(y[loop] == residue for loop, residue in x.items() if loop in y)


def carried(program: Program, earlier: int, later: int) -> bool:
    """Whether a path from the one to the other goes back in front of the earlier one, and on without it."""
    if only_way(program, earlier, later) is not None:
        return False
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
