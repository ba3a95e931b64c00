"""What keeps two sites apart by distance alone: the repeats between them, and what evidence.toml says of the pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from ptofix.arch.assumptions import assumptions
from ptofix.arch.evidence import (
    ACCUMULATOR_DISTANCE,
    BY_DISTANCE,
    CONTIGUOUS,
    COUNTED,
    HIDDEN,
    LONG,
    RAW,
    READ_BEFORE_WRITE,
    REPEAT_DISTANCE,
    SAME_TILE,
    WAR,
    Support,
    fewest_repeats,
    products,
    repeats_asked,
    supports,
)
from ptofix.arch.grade import Grade
from ptofix.arch.measured import MeasuredDistances
from ptofix.arch.pipe import Pipe
from ptofix.order.effects import Effects, Footprint, Site, Steps, overlaps_apart
from ptofix.order.on_chip import Touched
from ptofix.program.program import TileOp


@dataclass(frozen=True)
class SafeDistance:
    """When two conflicting sites of one pipe are safe without a drain: never (`repeats` None), or some repeats apart.

    `assumed` are those of BY_DISTANCE in force: what each asks for depends on the pair, but more than `repeats` is
    asked of none; and ACCUMULATOR_DISTANCE, which counts no repeats. The pair must have the grade `weakest`, or a
    better one. With `measured` distances each pair has one of its own, or none.
    """

    repeats: int | None
    weakest: Grade = Grade.EXTRAPOLATED
    measured: MeasuredDistances | None = None
    assumed: frozenset[str] = BY_DISTANCE

    @property
    def accepts_all(self) -> bool:
        """Whether enough repeats keep any pair apart, whatever it is."""
        return self.weakest is Grade.EXTRAPOLATED and self.measured is None and self.assumed >= BY_DISTANCE

    def forgets(self, repeats_between: int) -> bool:
        """Whether nothing that comes later can be unsafe. A pair without the grade is unsafe however far apart."""
        return self.accepts_all and self.repeats is not None and repeats_between >= self.repeats

    @property
    def counted_only(self) -> SafeDistance:
        """The same count of repeats, which keep nothing apart."""
        return SafeDistance(self.repeats, self.weakest, self.measured, frozenset())


NO_DISTANCE = SafeDistance(None, assumed=frozenset())
"""Two conflicting sites are never safe without a drain."""


class Separation(NamedTuple):
    """One hazard of a pair: RAW, WAR or WAW on bytes of one `dtype`, None if they are not of one.

    The two stages are `apart` repeats from each other there if nothing comes between.
    """

    kind: str
    first: Footprint
    second: Footprint
    apart: int
    dtype: str | None


class OpenOrder(NamedTuple):
    """A read after a write or a write after a read, of which ops, and which conditions of evidence.toml it meets."""

    order: str
    earlier: str
    later: str
    meets: Callable[[str], bool]


class Grading:
    """What supports the pairs of one program; each is worked out when it is first asked for."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.separations: dict[tuple[int, int], tuple[Separation, ...]] = {}
        self.supports: dict[tuple[int, int], tuple[tuple[Support, ...], ...]] = {}
        self.carried: dict[int, frozenset[int]] = {}

    def support(self, safe: SafeDistance, between: int, earlier: Site, later: Site) -> Support | None:
        """What keeps a pair apart by distance alone, whatever its grade; None if nothing does.

        `between` repeats of other work start between the two.
        """
        if earlier.pipe == later.pipe == Pipe.M:
            enough = ACCUMULATOR_DISTANCE in safe.assumed and self.blocks_between(earlier, later) >= products().blocks
            return products().support if enough else None
        if safe.repeats is None or not safe.assumed or earlier.opaque or not earlier.pipe == later.pipe == Pipe.V:
            return None
        separations = self.separations_of(earlier, later)
        if safe.measured is None and any(between + s.apart < fewest_repeats(s.kind) for s in separations):
            return None
        found: Support | None = None
        for separation, known in zip(separations, self.supports_of(earlier, later)):
            best = self._best(safe, between, earlier, later, separation, known)
            if best is None:
                return None
            found = best if found is None else found.and_also(best)
        return found

    def is_safe(self, safe: SafeDistance, between: int, earlier: Site, later: Site) -> bool:
        """Whether distance keeps a pair apart that has the grade that is asked for."""
        both_on_vector = earlier.pipe == later.pipe == Pipe.V
        if both_on_vector and safe.accepts_all and safe.repeats is not None and not earlier.opaque:
            separations = self.separations_of(earlier, later)
            if separations and all(between + s.apart >= safe.repeats for s in separations):
                return True  # without a look at the grade
        found = self.support(safe, between, earlier, later)
        return found is not None and found.grade <= safe.weakest

    def blocks_between(self, earlier: Site, later: Site) -> int:
        """So many blocks of the one accumulator of two products of one size; 0 if that is not what they are."""
        first, second = earlier.instruction.action, later.instruction.action
        if earlier.opaque or later.opaque or not isinstance(first, TileOp) or not isinstance(second, TileOp):
            return 0
        size = first.call.product_size
        met = self.separations_of(earlier, later)
        if not met or size != second.call.product_size or not all(_is_one_tile(s.first, s.second) for s in met):
            return 0
        return min(products().blocks_of(op.call.name, size) for op in (first, second))

    def separations_of(self, earlier: Site, later: Site) -> tuple[Separation, ...]:
        key = earlier.index, later.index
        if key not in self.separations:
            self.separations[key] = tuple(Separation(*each) for each in overlaps_apart(earlier, later))
        return self.separations[key]

    def supports_of(self, earlier: Site, later: Site) -> tuple[tuple[Support, ...], ...]:
        """For each hazard of a pair, all that may keep the two apart."""
        key = earlier.index, later.index
        if key not in self.supports:
            found = []
            for here, known in zip(self.separations_of(earlier, later), self._of_the_two(earlier, later)):
                extrapolated = min(each.grade for each in known) is Grade.EXTRAPOLATED
                through = self._through_another(earlier, later, here) if extrapolated else None
                found.append(known if through is None else (*known, through))
            self.supports[key] = tuple(found)
        return self.supports[key]

    def asks(self, safe: SafeDistance, earlier: Site, later: Site) -> Iterator[str]:
        """What keeps a pair apart, per assumption in words: `hw.repeat-distance asks for 16 repeats`."""
        asked: dict[str, list[int | None]] = {}
        for separation, known in zip(self.separations_of(earlier, later), self.supports_of(earlier, later)):
            usable = [one for one in known if one.rests_on <= safe.assumed]
            repeats = [self._asked(safe, one, separation, earlier, later) for one in usable]
            fewest = min((each for each in repeats if each is not None), default=None)
            asked.setdefault(READ_BEFORE_WRITE if separation.kind == WAR else REPEAT_DISTANCE, []).append(fewest)
        for name in sorted(asked):
            numbers = [number for number in asked[name] if number is not None]
            if name not in safe.assumed:
                yield f"{name} is switched off"
            elif len(numbers) < len(asked[name]):
                yield f"{name} asks for more than was measured: {safe.measured and safe.measured.file} has no such pair"
            else:
                yield f"{name} asks for {max(numbers)}" + (f" ({safe.measured.file})" if safe.measured else "")

    def _best(
        self, safe: SafeDistance, between: int, earlier: Site, later: Site, here: Separation, known: tuple[Support, ...]
    ) -> Support | None:
        enough = []
        for each in known:
            asked = self._asked(safe, each, here, earlier, later)
            if each.rests_on <= safe.assumed and asked is not None and between + here.apart >= asked:
                enough.append(each)
        return min(enough, key=lambda each: (each.grade, len(each.rests_on), each.repeats), default=None)

    @staticmethod
    def _asked(safe: SafeDistance, known: Support, here: Separation, earlier: Site, later: Site) -> int | None:
        """The repeats that one support asks for; those that were measured, where somebody did."""
        if safe.measured is None:
            return known.repeats
        first, second = earlier.instruction.action, later.instruction.action
        if not isinstance(first, TileOp) or not isinstance(second, TileOp):
            return None
        return safe.measured.asked(first.call.name, second.call.name, here.dtype, here.kind)

    def _of_the_two(self, earlier: Site, later: Site) -> Iterator[tuple[Support, ...]]:
        """For each hazard, what is known of the two ops alone."""
        first, second = earlier.instruction.action, later.instruction.action
        found = self.separations_of(earlier, later)
        names = [action.call.name if isinstance(action, TileOp) else "" for action in (first, second)]
        read = {(s.first.touched, s.second.touched) for s in found if s.kind == RAW}
        written_back = [s for s in found if (s.first.touched, s.second.touched) in read]
        in_place = supports(RAW, names[0], names[1], partial(self._meets, earlier, later, written_back))
        for one in found:
            known = in_place if (one.first.touched, one.second.touched) in read else ()
            if one.kind != RAW:
                same_kind = [s for s in found if s.kind == one.kind]
                known = (
                    *known,
                    *supports(one.kind, names[0], names[1], partial(self._meets, earlier, later, same_kind)),
                )
            yield known

    def could_be_evidence(self, earlier: Site, later: Site) -> OpenOrder | None:
        """What the two could be evidence for: None if they have more in common than one entry is about."""
        first, second = earlier.instruction.action, later.instruction.action
        if not isinstance(first, TileOp) or not isinstance(second, TileOp):
            return None
        found = self.separations_of(earlier, later)
        read = {(s.first.touched, s.second.touched) for s in found if s.kind == RAW}
        if read and all((s.first.touched, s.second.touched) in read for s in found):
            order = RAW
        elif found and all(s.kind == WAR for s in found):
            order = WAR
        else:
            return None
        return OpenOrder(order, first.call.name, second.call.name, partial(self._meets, earlier, later, list(found)))

    def _meets(self, earlier: Site, later: Site, about: list[Separation], condition: str) -> bool:
        """Whether these hazards of a pair meet a condition of evidence.toml."""
        first, second = earlier.instruction.action, later.instruction.action
        if not isinstance(first, TileOp) or not isinstance(second, TileOp):
            return False
        if condition == COUNTED:
            touched = [x.access for s in about for x in (s.first, s.second)]
            return all(access is not None and access.order is not None for access in touched)
        if condition == SAME_TILE:
            return all(_is_one_tile(s.first, s.second) for s in about)
        if condition == CONTIGUOUS:
            return all(_is_contiguous(first, s.first) and _is_contiguous(second, s.second) for s in about)
        if condition == LONG:
            return all(r.end - r.start >= self.long for s in about for r in (s.first.region, s.second.region))
        if condition == HIDDEN:
            return all(_is_hidden(s.first) and _is_hidden(s.second) for s in about)
        return self.is_forward(earlier.instruction.index, later.instruction.index)

    def _through_another(self, earlier: Site, later: Site, here: Separation) -> Support | None:
        """What supports a hazard by way of an op between that overwrites the same tile, judged with each of the two."""
        first, last = earlier.instruction.index, later.instruction.index
        (base, tile), other = ((x.base, x.touched) for x in (here.first, here.second))
        if other != (base, tile) or first >= last or self._runs[first] != self._runs[last]:
            return None
        if base is None or tile.region.end - tile.region.start < self.long:
            return None
        between = [index for index in range(first + 1, last) if self._runs[index] == self._runs[first]]

        def through(steps: Steps) -> Support | None:
            sites = [x for x in steps if isinstance(x, Site) and _overwrites(x, base, tile)]
            both = (self.at_full_distance(earlier, x).and_also(self.at_full_distance(x, later)) for x in sites)
            return min(both, key=lambda each: each.grade, default=None)

        best: Support | None = None
        for index in between:
            by_form = [through(steps) for steps in self.effects.forms[index]]
            if None in by_form:
                continue
            worst = max((each for each in by_form if each is not None), key=lambda each: each.grade)
            if worst.grade is not Grade.EXTRAPOLATED and (best is None or worst.grade < best.grade):
                best = worst
        return best

    def at_full_distance(self, earlier: Site, later: Site) -> Support:
        """What supports a pair that is as far apart as any is asked to be."""
        found = Support(0, Grade.SHIPPED, frozenset())
        for known in self.supports_of(earlier, later):
            found = found.and_also(min(known, key=lambda each: (each.grade, len(each.rests_on))))
        return found._replace(repeats=repeats_asked(REPEAT_DISTANCE))

    @cached_property
    def long(self) -> int:
        """Bytes of as many repeats as the distance asks for."""
        asked = assumptions()[REPEAT_DISTANCE].parameters
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


def weakest(known: tuple[tuple[Support, ...], ...]) -> Grade:
    """The grade of a pair that is as far apart as any is asked to be."""
    return max((min(each.grade for each in one) for one in known), default=Grade.EXTRAPOLATED)
