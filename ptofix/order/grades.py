"""Who relies on the distance between two sites: the conditions that the pair keeps, and the grade that follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ptofix.arch.assumptions import assumptions
from ptofix.arch.call import OpCall
from ptofix.arch.evidence import CONTIGUOUS, HIDDEN, LONG, RAW, SAME_TILE, WAR, grade_of_order
from ptofix.arch.grade import Grade
from ptofix.order.effects import Effects, Footprint, Hazard, Site, Steps, Touches
from ptofix.order.on_chip import Touched
from ptofix.program.program import TileOp

Overlaps = Sequence[tuple[str, Footprint, Footprint]]


class Grading:
    """The grades of the pairs of one program; each is worked out when it is first asked for."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.grades: dict[tuple[int, int], Grade] = {}
        self.carried: dict[int, frozenset[int]] = {}
        self.alike: dict[tuple[Touches, Touches, OpCall, OpCall, bool], Grade] = {}

    def grade(self, earlier: Site, later: Site) -> Grade:
        key = earlier.index, later.index
        if key not in self.grades:
            self.grades[key] = self._grade(earlier, later)
        return self.grades[key]

    def _grade(self, earlier: Site, later: Site) -> Grade:
        found = self._of_the_two(earlier, later)
        return found if found is not Grade.EXTRAPOLATED else self._through_another(earlier, later)

    def _of_the_two(self, earlier: Site, later: Site) -> Grade:
        first, second = earlier.instruction.action, later.instruction.action
        if not isinstance(first, TileOp) or not isinstance(second, TileOp):
            return Grade.EXTRAPOLATED
        forward = self.is_forward(earlier.instruction.index, later.instruction.index)
        alike = earlier.touches, later.touches, first.call, second.call, forward
        if alike not in self.alike:
            self.alike[alike] = self._of_ops(first, second, Hazard(earlier, later).overlaps, forward)
        return self.alike[alike]

    def _of_ops(self, first: TileOp, second: TileOp, overlaps: Overlaps, forward: bool) -> Grade:
        read = {(a.touched, b.touched) for kind, a, b in overlaps if kind == RAW}
        if read and all((a.touched, b.touched) in read for _, a, b in overlaps):
            order = RAW
        elif overlaps and all(kind == WAR for kind, _, _ in overlaps):
            order = WAR
        else:
            return Grade.EXTRAPOLATED  # nobody's practice

        def holds(condition: str) -> bool:
            if condition == SAME_TILE:
                return all(_is_one_tile(a, b) for _, a, b in overlaps)
            if condition == CONTIGUOUS:
                return all(_is_contiguous(first, a) and _is_contiguous(second, b) for _, a, b in overlaps)
            if condition == LONG:
                return all(one.region.end - one.region.start >= self.long for pair in read for one in pair)
            if condition == HIDDEN:
                return all(_is_hidden(a) and _is_hidden(b) for _, a, b in overlaps)
            return forward

        return grade_of_order(order, first.call.name, second.call.name, holds)

    def _through_another(self, earlier: Site, later: Site) -> Grade:
        """The grade by way of an op between that overwrites the same tile, which is judged with each of the two."""
        first, last = earlier.instruction.index, later.instruction.index
        found = Hazard(earlier, later).overlaps
        places = {(x.base, x.touched) for _, a, b in found for x in (a, b)}
        if len(places) != 1 or first >= last or self._runs[first] != self._runs[last]:
            return Grade.EXTRAPOLATED
        [(base, tile)] = places
        if base is None or tile.region.end - tile.region.start < self.long:
            return Grade.EXTRAPOLATED
        between = [
            index
            for index in self._overwriting.get((base, tile), ())
            if first < index < last and self._runs[index] == self._runs[first]
        ]

        def through(steps: Steps) -> Grade:
            sites = [x for x in steps if isinstance(x, Site) and _overwrites(x, base, tile)]
            return min((max(self.grade(earlier, x), self.grade(x, later)) for x in sites), default=Grade.EXTRAPOLATED)

        by_op = (max(through(steps) for steps in self.effects.forms[index]) for index in between)
        return min(by_op, default=Grade.EXTRAPOLATED)

    @cached_property
    def _overwriting(self) -> dict[tuple[int | None, Touched], list[int]]:
        """The instructions that write to bytes at an address, in order."""
        found: dict[tuple[int | None, Touched], dict[int, None]] = {}
        for site in self.effects.sites:
            for one in (x for x in site.footprints if x.write):
                found.setdefault((one.base, one.touched), {})[site.instruction.index] = None
        return {place: sorted(indices) for place, indices in found.items()}

    @cached_property
    def long(self) -> int:
        """Bytes of as many repeats as the distance asks for."""
        asked = assumptions()["hw.repeat-distance"].parameters
        return int(asked["repeats"] * asked["repeat_bytes"])

    # ---- forward ----

    def is_forward(self, earlier: int, later: int) -> bool:
        if earlier >= later:
            return False
        x, y = ({r.loop: r.residue for r in self.effects.program.instructions[i].rounds} for i in (earlier, later))
        if any(x[loop] != y[loop] for loop in x.keys() & y.keys()):
            return False
        if self._runs[earlier] == self._runs[later]:
            return True
        if earlier not in self.carried:
            self.carried[earlier] = self._carried(earlier)
        return later not in self.carried[earlier]

    @cached_property
    def _runs(self) -> list[int]:
        """Per instruction, the first one of its run: there each has one successor, and that one predecessor."""
        program = self.effects.program
        runs: list[int] = []
        for index, before in enumerate(program.predecessors):
            follows = len(before) == 1 and before[0] < index and len(program.instructions[before[0]].successors) == 1
            runs.append(runs[before[0]] if follows else index)
        return runs

    def _carried(self, start: int) -> frozenset[int]:
        """What is reached from `start` by going back in the text, in a loop around it, and not past `start` again."""
        instructions = self.effects.program.instructions

        def reached(pending: list[int]) -> set[int]:
            found: set[int] = set()
            while pending:
                index = pending.pop()
                if index not in found and index != start:
                    found.add(index)
                    pending += instructions[index].successors
            return found

        return frozenset(reached([i for i in reached(list(instructions[start].successors)) if i < start]))


def _overwrites(site: Site, base: int, tile: Touched) -> bool:
    return any(x.write and (x.base, x.touched) == (base, tile) for x in site.footprints)


def _is_one_tile(first: Footprint, second: Footprint) -> bool:
    """Whether two operands are at one known address, and the same bytes of them are touched."""
    if any(x.access is None or x.access.operand is None or x.base is None for x in (first, second)):
        return False
    return (first.base, first.touched) == (second.base, second.touched)


def _is_hidden(touched: Footprint) -> bool:
    """Whether it is memory that no operand of the call names."""
    return touched.access is not None and touched.access.scratch is not None


def _is_contiguous(op: TileOp, touched: Footprint) -> bool:
    """Whether the bytes in use of the operand have no gaps, as far as its type tells."""
    if touched.access is None or touched.access.operand is None:
        return False
    tile = op.call.operands[touched.access.operand].tile
    if tile is None or tile.boxed or tile.element_bytes is None or not tile.valid_rows or not tile.valid_cols:
        return False
    return tile.valid_cols == tile.cols if tile.layout == "RowMajor" else tile.valid_rows == tile.rows
