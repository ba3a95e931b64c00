"""What repeats alone keep apart: the conditions of two accesses, worked out anew, and what evidence.toml says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from ptofix.evidence.assumptions import BY_DISTANCE, REPEAT_DISTANCE, assumptions
from ptofix.evidence.entry import CONTIGUOUS, FORWARD, HIDDEN, LONG, SAME_TILE
from ptofix.evidence.grade import Grade
from ptofix.evidence.measured import RAW, WAR, MeasuredDistances
from ptofix.evidence.pairs import COUNTED, WAW, Support, supports
from ptofix.hardware.tile import BLOCK, Rows
from ptofix.isa.block_distance import min_distance
from ptofix.isa.call import Access
from ptofix.program.program import Action, Program, Region, TileOp
from ptofix.proof.accesses import AccessedBytes, PipeWork, meeting, ways_of


class AcceptedDistance(NamedTuple):
    """What repeats may keep apart: pairs with the grade `weakest` or a better one, by the assumptions `taken`.

    More than `repeats` is asked of no pair, of products into accumulators none. With `measured` each pair has its own.
    """

    repeats: int
    weakest: Grade
    measured: MeasuredDistances | None = None
    taken: frozenset[str] = BY_DISTANCE

    @property
    def alone(self) -> bool:
        """Whether the repeats are enough, whatever the two accesses are."""
        return self.weakest is Grade.EXTRAPOLATED and self.measured is None and self.taken >= BY_DISTANCE


Met = tuple[Sequence[AccessedBytes], Sequence[AccessedBytes]]
Both = tuple[AccessedBytes, AccessedBytes]


class Conflict(NamedTuple):
    """Two accesses that meet, what may keep them apart, and the repeats between their stages if these are adjacent."""

    accesses: Both
    kind: str
    apart: int
    supports: tuple[Support, ...]


def conflicts_of(program: Program, nodes: tuple[int, int], met: Met) -> tuple[Conflict, ...]:
    """Of the accesses `met` of two instructions, the earlier one first, all that meet.

    An op between that overwrites the one tile that both touch meets each of the two: with both it is judged.
    """
    actions = program.instructions[nodes[0]].action, program.instructions[nodes[1]].action
    return with_others_between(
        program, nodes, met, conflicts_of_two(actions, met, partial(is_forward, program, *nodes))
    )


def with_others_between(
    program: Program, nodes: tuple[int, int], met: Met, known: Sequence[Conflict]
) -> tuple[Conflict, ...]:
    """The same, `known` being what is said of the two ops alone."""
    found = []
    for one in known:
        poor = all(known.grade is Grade.EXTRAPOLATED for known in one.supports)
        between = by_way_of_another(program, nodes, met, one) if poor else None
        found.append(one if between is None else one._replace(supports=(*one.supports, between)))
    return tuple(found)


def at_full_distance(found: Sequence[Conflict]) -> Support:
    """What supports accesses that are as far apart as any are asked to be."""
    if not found:
        return Support(0, Grade.EXTRAPOLATED, frozenset())
    grades, rests_on = list[Grade](), frozenset[str]()
    for one in found:
        best = min(one.supports, key=lambda known: (known.grade, len(known.rests_on)))
        grades.append(best.grade)
        rests_on |= best.rests_on
    return Support(int(assumptions()[REPEAT_DISTANCE].parameters["repeats"]), max(grades), rests_on)


def by_way_of_another(program: Program, nodes: tuple[int, int], met: Met, conflict: Conflict) -> Support | None:
    """What supports two accesses of one tile by way of an op between that overwrites it; None if nothing does."""
    tile, other = conflict.accesses
    asked = assumptions()[REPEAT_DISTANCE].parameters
    if tile.region.end - tile.region.start < asked["repeats"] * asked["repeat_bytes"] or not one_tile(tile, other):
        return None
    best: Support | None = None
    for node in only_way(program, *nodes) or ():
        worst: Support | None = None
        for steps in ways_of(program.instructions[node].action, "default"):
            in_this_form: Support | None = None
            for step in steps:
                if isinstance(step, PipeWork) and any(x.write and one_tile(tile, x) for x in step.accesses):
                    first = at_full_distance(conflicts_of(program, (nodes[0], node), (met[0], step.accesses)))
                    then = at_full_distance(conflicts_of(program, (node, nodes[1]), (step.accesses, met[1])))
                    both = first.and_also(then)
                    if in_this_form is None or both.grade < in_this_form.grade:
                        in_this_form = both
            if in_this_form is None:
                worst = None
                break
            if worst is None or in_this_form.grade > worst.grade:
                worst = in_this_form
        if worst is not None and worst.grade is not Grade.EXTRAPOLATED and (best is None or worst.grade < best.grade):
            best = worst
    return best


def kept_apart(
    program: Program, nodes: tuple[int, int], found: Sequence[Conflict], between: int, accepted: AcceptedDistance
) -> Support | None:
    """What keeps all of the conflicts `found` apart, whatever its grade, `between` repeats of others lying between."""
    whole: Support | None = None
    for conflict in found:
        best: Support | None = None
        for known in conflict.supports:
            asked = known.repeats
            if accepted.measured is not None:
                measured = as_measured(accepted.measured, program, nodes, conflict)
                if measured is None:
                    return None
                asked = measured
            enough = between + conflict.apart >= asked and known.rests_on <= accepted.taken
            if enough and (best is None or (known.grade, len(known.rests_on)) < (best.grade, len(best.rests_on))):
                best = known
        if best is None:
            return None
        whole = best if whole is None else whole.and_also(best)
    return whole


def as_measured(
    measured: MeasuredDistances, program: Program, nodes: tuple[int, int], conflict: Conflict
) -> int | None:
    """The repeats that were measured for two accesses of ops, None if none were."""
    x, y = (program.instructions[node].action for node in nodes)
    a, b = (one.access for one in conflict.accesses)
    if a is None or b is None:
        return None
    assert isinstance(x, TileOp)
    assert isinstance(y, TileOp)
    dtype = type_seen(x, a)
    return measured.asked(x.call.name, y.call.name, dtype, conflict.kind) if dtype == type_seen(y, b) else None


def type_seen(op: TileOp, access: Access) -> str:
    """The element type of what is accessed: that of the operand, or of the first tile where the memory has no name."""
    named = op.call.operands if access.operand is None else (op.call.operands[access.operand],)
    return [*(operand.tile.dtype for operand in named if operand.tile is not None), ""][0]


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


def conflicts_of_two(actions: tuple[Action, Action], met: Met, forward: Callable[[], bool]) -> tuple[Conflict, ...]:
    """The same by what is said of the two ops alone; `forward` is asked only where that makes a difference."""
    x, y = actions
    pairs = [(a, b) for a in met[0] for b in met[1] if meeting(a, b) is not None]
    names = [op.call.name if isinstance(op, TileOp) else "" for op in (x, y)]
    asked = assumptions()[REPEAT_DISTANCE].parameters
    long = asked["repeats"] * asked["repeat_bytes"]
    in_place = {(bytes_of(a), bytes_of(b)) for a, b in pairs if a.write and not b.write}
    by_kind: dict[str, list[Both]] = {
        RAW: [(a, b) for a, b in pairs if (bytes_of(a), bytes_of(b)) in in_place],
        WAR: [(a, b) for a, b in pairs if not a.write],
        WAW: [(a, b) for a, b in pairs if a.write and b.write],
    }

    def meets(kind: str, condition: str) -> bool:
        about = by_kind[kind]
        if condition == COUNTED:
            return all(one.access is not None and one.access.order is not None for both in about for one in both)
        if condition == SAME_TILE:
            return all(one_tile(a, b) or one_operand(valid(x, a), valid(y, b)) for a, b in about)
        if condition == CONTIGUOUS:
            return all(one is not None and one.number == 1 for a, b in about for one in (valid(x, a), valid(y, b)))
        if condition == LONG:
            sizes = [0 if v is None else v.number * v.width for a, b in about for v in (valid(x, a), valid(y, b))]
            return all(size >= long for size in sizes)
        if condition == HIDDEN:
            return all(one.access is not None and one.access.operand is None for both in about for one in both)
        assert condition == FORWARD
        return forward()

    of_kind = {kind: supports(kind, names[0], names[1], partial(meets, kind)) for kind, both in by_kind.items() if both}
    found = []
    for a, b in pairs:
        kind = WAR if not a.write else WAW if b.write else RAW
        known = of_kind[kind]
        if kind != RAW and (bytes_of(a), bytes_of(b)) in in_place:
            known = (*of_kind[RAW], *known)
        apart = 0
        if a.access is not None and b.access is not None:
            apart = min_distance(a.access, a.base, b.access, b.base)
        found.append(Conflict((a, b), kind, apart, known))
    return tuple(found)


def one_tile(a: AccessedBytes, b: AccessedBytes) -> bool:
    """Two operands, both at one exact address, of which the same bytes are touched."""
    named = all(one.access is not None and one.access.operand is not None for one in (a, b))
    return named and a.base == b.base and bytes_of(a) == bytes_of(b)


def bytes_of(one: AccessedBytes) -> tuple[Region, Rows | None]:
    """All that tells which they are."""
    return one.region, one.rows


class Valid(NamedTuple):
    """The valid part of an operand that is exactly known to start at `base`: `number` runs of `width` bytes."""

    base: int
    number: int
    width: int
    stride: int


def valid(op: Action, touched: AccessedBytes) -> Valid | None:
    """That of the operand, by its type and the values of its sizes; None where the call touches bytes after it."""
    if not isinstance(op, TileOp) or touched.access is None or touched.access.operand is None:
        return None
    tile = op.call.operands[touched.access.operand].tile
    if tile is None or tile.boxed or tile.element_bytes is None or not (tile.valid_rows and tile.valid_cols):
        return None
    lines, line, whole = tile.valid_rows, tile.valid_cols, tile.cols
    if tile.layout != "RowMajor":
        lines, line, whole = tile.valid_cols, tile.valid_rows, tile.rows
    element = tile.element_bytes
    if line == whole or lines == 1:
        found = Valid(touched.base, 1, lines * line * element, 0)
    else:
        found = Valid(touched.base, lines, line * element, whole * element)
    blocks = -(-((found.number - 1) * found.stride + found.width) // BLOCK)
    return found if touched.region.end <= touched.base + blocks * BLOCK else None


def one_operand(a: Valid | None, b: Valid | None) -> bool:
    """The same bytes, though a stage may touch some of them only."""
    return a is not None and a == b


def same_round(program: Program, earlier: int, later: int) -> bool:
    """Whether the two are in one round of each loop of which the rounds are distinguished."""
    x, y = ({r.loop: r.residue for r in program.instructions[node].rounds} for node in (earlier, later))
    return all(y[loop] == residue for loop, residue in x.items() if loop in y)


def is_forward(program: Program, earlier: int, later: int) -> bool:
    """Whether the later one comes later in the text, and the order is not loop-carried."""
    return earlier < later and same_round(program, earlier, later) and not carried(program, earlier, later)


def carried(program: Program, earlier: int, later: int) -> bool:
    """Whether a path from the one to the other goes back before the earlier one, and on without it."""
    if not any(to < earlier <= start for start, to in program.back_edges):
        return False
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
