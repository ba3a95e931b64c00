"""The grade of two accesses: which conditions they keep, worked out anew, and what evidence.toml makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ptofix.arch.assumptions import assumptions
from ptofix.arch.call import Access, OpCall
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
    found, tile = grade_of_two(program, nodes, met), _tile_of(met)
    if found is not Grade.EXTRAPOLATED or tile is None or not only_way(program, *nodes):
        return found
    return _by_way(program, _links(program, nodes[0], tuple(met[0]), tile), nodes, met)


_Steps = tuple[tuple[AccessedBytes, ...], ...]


class _Link(NamedTuple):
    """An op that overwrites a tile, in stages of each of its `forms`, and the grade of each with what comes first."""

    node: int
    forms: tuple[_Steps, ...]
    grades: tuple[tuple[Grade, ...], ...]


class _Known(NamedTuple):
    """What was worked out of a program: accesses by number, grades of ops that do the same, links behind an access."""

    numbers: dict[tuple[AccessedBytes, ...], int]
    alike: dict[tuple[OpCall, OpCall, int, int, bool], Grade]
    links: dict[tuple[int, int, AccessedBytes], list[_Link]]

    def number(self, accesses: Sequence[AccessedBytes]) -> int:
        return self.numbers.setdefault(tuple(accesses), len(self.numbers))


@lru_cache(maxsize=8)
def _known(program: Program) -> _Known:
    del program
    return _Known({}, {}, {})


def _tile_of(met: Met) -> AccessedBytes | None:
    """The one tile, of as many bytes as the distance asks for, that is all that the two have in common."""
    pairs = [(a, b) for a in met[0] for b in met[1] if meeting(a, b) is not None]
    if not pairs or not all(one_tile(pairs[0][0], one) for both in pairs for one in both):
        return None
    asked = assumptions()["hw.repeat-distance"].parameters
    first = pairs[0][0]
    return first if first.region.end - first.region.start >= asked["repeats"] * asked["repeat_bytes"] else None


def _by_way(program: Program, links: list[_Link], nodes: tuple[int, int], met: Met) -> Grade:
    """The best grade of the two by themselves, or by way of the last of `links` between them."""
    found, chains = grade_of_two(program, nodes, met), _chains(program)
    for link in links if found is Grade.EXTRAPOLATED else ():
        if chains[link.node] < chains[nodes[1]]:
            by_form = (
                min(
                    (
                        max(first, grade_of_two(program, (link.node, nodes[1]), (step, met[1])))
                        for first, step in zip(grades, steps)
                    ),
                    default=Grade.EXTRAPOLATED,
                )
                for grades, steps in zip(link.grades, link.forms)
            )
            found = min(found, max(by_form))
    return found


def _links(program: Program, start: int, accesses: tuple[AccessedBytes, ...], tile: AccessedBytes) -> list[_Link]:
    """What overwrites the tile behind `start` in its chain; of ops that do the same, those with a better grade only."""
    known, chains = _known(program), _chains(program)
    key = start, known.number(accesses), tile
    if key in known.links:
        return known.links[key]
    found = known.links[key] = []
    best: dict[tuple[object, ...], tuple[tuple[Grade, ...], ...]] = {}
    for node, forms in _overwriting(program).get((tile.base, *bytes_of(tile)), ()):
        if chains[node][0] != chains[start][0] or chains[node] <= chains[start]:
            continue

        def graded(step: tuple[AccessedBytes, ...], node: int = node) -> Grade:
            met, nodes = (accesses, step), (start, node)
            between = _tile_of(met)
            alone = between is None or not one_tile(tile, between)
            return _by_way(program, [] if alone else found, nodes, met)

        grades = tuple(tuple(map(graded, steps)) for steps in forms)
        does = program.instructions[node].action, tuple(tuple(map(known.number, steps)) for steps in forms)
        before = best.get(does, tuple((Grade.EXTRAPOLATED,) * len(steps) for steps in grades))
        if any(one < other for mine, theirs in zip(grades, before) for one, other in zip(mine, theirs)):
            best[does] = tuple(tuple(map(min, mine, theirs)) for mine, theirs in zip(grades, before))
            found.append(_Link(node, forms, grades))
    return found


@lru_cache(maxsize=8)
def _chains(program: Program) -> list[tuple[int, int]]:
    """Per instruction the first one of its chain, and how far behind that it is; no way parts or meets in a chain."""
    found: list[tuple[int, int] | None] = [None] * len(program.instructions)

    def follows(node: int) -> bool:
        before = program.predecessors[node]
        return len(before) == 1 and len(program.instructions[before[0]].successors) == 1 and before[0] != node

    for first in [*(node for node in range(len(found)) if not follows(node)), *range(len(found))]:
        node, position = first, 0
        while found[node] is None:
            found[node] = first, position
            if len(program.instructions[node].successors) == 1 and follows(program.instructions[node].successors[0]):
                [node], position = program.instructions[node].successors, position + 1
    return [one for one in found if one is not None]


@lru_cache(maxsize=8)
def _overwriting(program: Program) -> dict[tuple[object, ...], list[tuple[int, tuple[_Steps, ...]]]]:
    """By address and bytes of an operand the instructions that write to it, in chains, and in which stages they do."""
    found: dict[tuple[object, ...], list[tuple[int, tuple[_Steps, ...]]]] = {}
    for node in sorted(range(len(program.instructions)), key=_chains(program).__getitem__):
        ways = ways_of(program.instructions[node].action, "default")
        stages = [[step.accesses for step in steps if isinstance(step, PipeWork)] for steps in ways]
        written = {x for steps in stages for accesses in steps for x in accesses if x.write and one_tile(x, x)}
        for place in {(x.base, *bytes_of(x)): x for x in written}.values():
            forms = tuple(
                tuple(accesses for accesses in steps if any(x.write and one_tile(place, x) for x in accesses))
                for steps in stages
            )
            found.setdefault((place.base, *bytes_of(place)), []).append((node, forms))
    return found


def only_way(program: Program, start: int, end: int) -> bool:
    """Whether one way leads from the one to the other, and none parts from it or comes to it."""
    (first, position), (other, behind) = (_chains(program)[node] for node in (start, end))
    return first == other and position < behind


def grade_of_two(program: Program, nodes: tuple[int, int], met: Met) -> Grade:
    """What is said of the two ops alone."""
    x, y = (program.instructions[node].action for node in nodes)
    if not isinstance(x, TileOp) or not isinstance(y, TileOp):
        return Grade.EXTRAPOLATED
    known = _known(program)
    one, other = map(known.number, met)
    forward = nodes[0] < nodes[1] and same_round(program, *nodes) and not carried(program, *nodes)
    alike = x.call, y.call, one, other, forward
    if alike not in known.alike:
        known.alike[alike] = _grade_of_ops(x, y, met, forward)
    return known.alike[alike]


def _grade_of_ops(x: TileOp, y: TileOp, met: Met, forward: bool) -> Grade:
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
        FORWARD: lambda: forward,
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
    if only_way(program, earlier, later):
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
