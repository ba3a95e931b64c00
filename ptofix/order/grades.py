"""What keeps two sites apart by distance alone: the repeats between them, and what evidence.toml says of the pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from operator import le
from typing import NamedTuple

from msgspec import Struct

from ptofix.evidence.assumptions import (
    ACCUMULATOR_DISTANCE,
    BY_DISTANCE,
    READ_BEFORE_WRITE,
    REPEAT_DISTANCE,
    assumptions,
    repeats_asked,
)
from ptofix.evidence.entry import CONTIGUOUS, FORWARD, HIDDEN, LONG, SAME_TILE
from ptofix.evidence.grade import Grade
from ptofix.evidence.measured import RAW, WAR, MeasuredDistances
from ptofix.evidence.pairs import COUNTED, Support, fewest_repeats, products, supports
from ptofix.hardware.pipe import Pipe
from ptofix.hardware.tile import BLOCK, Runs, round_up
from ptofix.order.effects import GLOBAL_MEMORY, Effects, Footprint, Site, overlaps_apart
from ptofix.order.on_chip import Touched
from ptofix.program.program import TileOp


class SafeDistance(Struct, frozen=True, dict=True):
    """When two conflicting sites of one pipe are safe without a drain: never (`repeats` None), or some repeats apart.

    `assumed` are those of BY_DISTANCE in force: what each requires depends on the pair, but more than `repeats` is
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

    @cached_property
    def counted_only(self) -> SafeDistance:
        """The same count of repeats, which keep nothing apart."""
        return SafeDistance(self.repeats, self.weakest, self.measured, frozenset())


NO_DISTANCE = SafeDistance(None, assumed=frozenset())
"""Two conflicting sites are never safe without a drain."""


class Separation(Struct, frozen=True):
    """One hazard of a pair: RAW, WAR or WAW on bytes of one `dtype`, None if they are not of one.

    The two stages are `apart` repeats from each other there if nothing comes between.
    """

    kind: str
    first: Footprint
    second: Footprint
    apart: int
    dtype: str | None


class OpenOrder(Struct, frozen=True):
    """A read after a write or a write after a read, of which ops, and which conditions of evidence.toml it meets."""

    order: str
    earlier: str
    later: str
    meets: Callable[[str], bool]


Supports = tuple[tuple[Support, ...], ...]
"""For each hazard of a pair, all that may keep the two apart."""

Alike = tuple[int, int, bool]
"""What the two sites of a pair do (`Grading.does`), and whether the pair is forward: what is known of both ops alone is
known of all pairs that are alike."""


class _Tile(NamedTuple):
    """The bytes of a tile, and the address of the whole of it."""

    base: int | None
    touched: Touched


class _OfOps(Struct, frozen=True):
    """What is known of two ops alone; `tiles` per hazard, where an op between may be of more help."""

    supports: Supports
    tiles: tuple[_Tile | None, ...]

    @property
    def by_way(self) -> bool:
        return any(tile is not None for tile in self.tiles)


class _Link(Struct, frozen=True, dict=True):
    """An op that overwrites the tile of an earlier site: per form its sites that do, with what supports these after
    the earlier one. `does` is equal for those of which the same is known."""

    index: int
    does: object
    forms: tuple[tuple[tuple[Site, Support], ...], ...]

    @cached_property
    def grades(self) -> list[Grade]:
        return [known.grade for form in self.forms for _, known in form]


class Grading:
    """What supports the pairs of one program; each is worked out when it is first asked for."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.numbers: dict[Site, int] = {}
        self.alike: dict[object, int] = {}
        self.separations: dict[tuple[int, int], tuple[Separation, ...]] = {}  # by what the two sites do (`does`)
        self.of_ops: dict[Alike, _OfOps] = {}
        self.enough: dict[SafeDistance, dict[tuple[Alike, int], Support | None]] = {}
        self.supports: dict[tuple[int, int], Supports] = {}  # by number of the sites, where an op between may help
        self.links: dict[tuple[int, _Tile], list[_Link]] = {}  # by number of the earlier site
        self.linked: set[int] = set()  # the instructions whose sites have these
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
        known = self.enough.setdefault(safe, {})
        alike = self._alike(earlier, later)
        if (alike, between) not in known:
            separations = self.separations_of(earlier, later)
            too_near = safe.measured is None and any(between + s.apart < fewest_repeats(s.kind) for s in separations)
            if not too_near and self._of_ops(alike, earlier, later).by_way:
                return self._enough(safe, between, earlier, later)
            known[alike, between] = None if too_near else self._enough(safe, between, earlier, later)
        return known[alike, between]

    def _enough(self, safe: SafeDistance, between: int, earlier: Site, later: Site) -> Support | None:
        found: Support | None = None
        for separation, known in zip(self.separations_of(earlier, later), self.supports_of(earlier, later)):
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

    def does(self, site: Site) -> int:
        """A number, the same for all sites that touch the same bytes in calls of the same form.

        All that is said of a pair but where the two are is said of all pairs of the same numbers.
        """
        if site not in self.numbers:
            action = site.instruction.action
            key = (site.touches, action.call) if isinstance(action, TileOp) else site
            self.numbers[site] = self.alike.setdefault(key, len(self.alike))
        return self.numbers[site]

    def repetitions(self, pipe: Pipe) -> Iterator[tuple[Site, Site]]:
        """A site with each next one that does the same after it, nothing but a straight run lying between the two.

        What keeps the later one apart from anything keeps the earlier one apart from it, too: more repeats lie between,
        it is forward wherever the later one is, and what leads on from the later one (`_link_op`) leads on from it.
        """
        last: dict[object, list[Site]] = {}
        for site in self.effects.of(self.effects.on_pipe[pipe]):
            instruction = site.instruction
            if site.opaque or any(touched.region.memory == GLOBAL_MEMORY for touched in site.footprints):
                continue
            key = self.does(site), self._runs[instruction.index], instruction.rounds
            before = last.get(key, [])
            if before and before[0].instruction is instruction:
                before.append(site)  # in another form of the call
                continue
            last[key] = [site]
            yield from ((earlier, site) for earlier in before)

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
        key = self.does(earlier), self.does(later)
        if key not in self.separations:
            self.separations[key] = tuple(Separation(*each) for each in overlaps_apart(earlier, later))
        return self.separations[key]

    def supports_of(self, earlier: Site, later: Site) -> Supports:
        """For each hazard of a pair, all that may keep the two apart."""
        known = self._of_ops(self._alike(earlier, later), earlier, later)
        if not known.by_way:
            return known.supports
        key = earlier.index, later.index
        if key not in self.supports:
            through = [
                self._through_another(earlier, later, tile) if tile is not None else None for tile in known.tiles
            ]
            self.supports[key] = tuple(
                each if another is None else (*each, another) for each, another in zip(known.supports, through)
            )
        return self.supports[key]

    def _alike(self, earlier: Site, later: Site) -> Alike:
        forward = self.is_forward(earlier.instruction.index, later.instruction.index)
        return self.does(earlier), self.does(later), forward

    def _of_ops(self, alike: Alike, earlier: Site, later: Site) -> _OfOps:
        if alike not in self.of_ops:
            known = tuple(self._of_the_two(earlier, later))
            separations = self.separations_of(earlier, later)
            self.of_ops[alike] = _OfOps(known, tuple(map(self._open_tile, separations, known)))
        return self.of_ops[alike]

    def _open_tile(self, here: Separation, known: tuple[Support, ...]) -> _Tile | None:
        """The tile that both touch, where an op between that overwrites it may be of a better grade than the two."""
        tile, other = (_Tile(x.base, x.touched) for x in (here.first, here.second))
        poor = all(each.grade is Grade.EXTRAPOLATED for each in known)
        return tile if poor and tile == other and self._is_long(tile) else None

    def _is_long(self, tile: _Tile) -> bool:
        return tile.base is not None and tile.touched.region.end - tile.touched.region.start >= self.long

    def asks(self, safe: SafeDistance, earlier: Site, later: Site) -> Iterator[str]:
        """What keeps a pair apart, per assumption in words: `hw.repeat-distance needs 16 repeats`."""
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
                yield f"{name} has no distance for this pair: it is not in {safe.measured and safe.measured.file}"
            else:
                yield f"{name} needs {max(numbers)}" + (f" ({safe.measured.file})" if safe.measured else "")

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
        """The repeats that one support requires; those that were measured, where somebody did."""
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
        if condition == HIDDEN:
            return all(_is_hidden(s.first) and _is_hidden(s.second) for s in about)
        if condition == FORWARD:
            return self.is_forward(earlier.instruction.index, later.instruction.index)
        in_use = [(_in_use(first, s.first), _in_use(second, s.second)) for s in about]
        if condition == SAME_TILE:
            return all(
                _is_one_tile(s.first, s.second)
                or (runs is not None and runs == other and s.first.base == s.second.base)
                for s, (runs, other) in zip(about, in_use)
            )
        if condition == CONTIGUOUS:
            return all(runs is not None and runs.number == 1 for both in in_use for runs in both)
        assert condition == LONG
        return all(runs is not None and runs.number * runs.width >= self.long for both in in_use for runs in both)

    # ---- by way of another ----

    def _through_another(self, earlier: Site, later: Site, tile: _Tile) -> Support | None:
        """What supports a hazard by way of an op between that overwrites the same tile, judged with each of the two."""
        first, last = earlier.instruction.index, later.instruction.index
        if first >= last or self._runs[first] != self._runs[last]:
            return None
        self._link(first)
        best: Support | None = None
        for link in self.links[earlier.index, tile]:
            if link.index >= last or (best is not None and best.grade is Grade.SHIPPED):
                break
            by_form = [
                min(
                    (known.and_also(self.at_full_distance(site, later)) for site, known in form),
                    key=lambda each: each.grade,
                )
                for form in link.forms
            ]
            worst = max(by_form, key=lambda each: each.grade)
            if worst.grade is not Grade.EXTRAPOLATED and (best is None or worst.grade < best.grade):
                best = worst
        return best

    def _link(self, first: int) -> None:
        """Find the links of the sites from instruction `first` to the end of its run.

        From the last one on, each from the nearest op on: all that a link requires is known by then.
        """
        for index in reversed(self._members[self._runs[first]]):
            if index >= first and index not in self.linked:
                self.linked.add(index)
                for site in self.effects.steps(index):
                    if isinstance(site, Site):
                        self._link_site(site)

    def _link_site(self, earlier: Site) -> None:
        first = earlier.instruction.index
        tiles = [tile for x in earlier.footprints if self._is_long(tile := _Tile(x.base, x.touched))]
        for tile in tiles:
            self.links[earlier.index, tile] = []
        behind = {(index, tile) for tile in tiles for index in self._overwriting.get(tile, ()) if index > first}
        for index, tile in sorted(behind, key=lambda each: each[0]):
            if self._runs[index] == self._runs[first]:
                self._link_op(earlier, tile, index)

    def _link_op(self, earlier: Site, tile: _Tile, index: int) -> None:
        """A link by way of an op: of those that do the same only if it has a better grade than all before it.

        What leads on from the later one leads on from the earlier one, too.
        """
        by_form = [
            [step for step in steps if isinstance(step, Site) and _overwrites(step, tile)]
            for steps in self.effects.forms[index]
        ]
        sites = [site for form in by_form for site in form]
        does = self.effects.program.instructions[index].rounds, tuple(self.does(site) for site in sites)
        same = [link for link in self.links[earlier.index, tile] if link.does == does]
        if any(all(grade is Grade.SHIPPED for grade in link.grades) for link in same):
            return
        forms = tuple(tuple((site, self.at_full_distance(earlier, site)) for site in form) for form in by_form)
        if all(any(known.grade is not Grade.EXTRAPOLATED for _, known in form) for form in forms):
            found = _Link(index, does, forms)
            if not any(all(map(le, link.grades, found.grades)) for link in same):
                self.links[earlier.index, tile].append(found)

    @cached_property
    def _overwriting(self) -> dict[_Tile, list[int]]:
        """Per tile the instructions that overwrite it in each of their forms, in order."""
        found: dict[_Tile, list[int]] = {}
        for index, forms in enumerate(self.effects.forms):
            touched = [[x for step in steps if isinstance(step, Site) for x in step.footprints] for steps in forms]
            for tile in set.intersection(*({_Tile(x.base, x.touched) for x in each if x.write} for each in touched)):
                found.setdefault(tile, []).append(index)
        return found

    def at_full_distance(self, earlier: Site, later: Site) -> Support:
        """What supports a pair that is as far apart as any is asked to be."""
        found = Support(0, Grade.SHIPPED, frozenset())
        for known in self.supports_of(earlier, later):
            found = found.and_also(min(known, key=lambda each: (each.grade, len(each.rests_on))))
        return found._replace(repeats=repeats_asked(REPEAT_DISTANCE))

    @cached_property
    def long(self) -> int:
        """Bytes of as many repeats as the distance requires."""
        asked = assumptions()[REPEAT_DISTANCE].parameters
        return int(asked["repeats"] * asked["repeat_bytes"])

    # ---- forward ----

    def is_forward(self, earlier: int, later: int) -> bool:
        if earlier >= later:
            return False
        x, y = self._residues[earlier], self._residues[later]
        if x and y and any(x[loop] != y[loop] for loop in x.keys() & y.keys()):
            return False
        if self._runs[earlier] == self._runs[later]:
            return True
        if earlier not in self.carried:
            self.carried[earlier] = self._carried(earlier)
        return later not in self.carried[earlier]

    @cached_property
    def _residues(self) -> list[dict[int, int]]:
        """Per instruction the round that it is in, of each loop around it of which the rounds are distinguished."""
        return [{r.loop: r.residue for r in each.rounds} for each in self.effects.program.instructions]

    @cached_property
    def _runs(self) -> list[int]:
        """Per instruction, the first one of its run: there each has one successor, and that one predecessor."""
        program = self.effects.program
        runs: list[int] = []
        for index, before in enumerate(program.predecessors):
            follows = len(before) == 1 and before[0] < index and len(program.instructions[before[0]].successors) == 1
            runs.append(runs[before[0]] if follows else index)
        return runs

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        """Per run its instructions, in the order in which they come."""
        members: dict[int, list[int]] = {}
        for index, run in enumerate(self._runs):
            members.setdefault(run, []).append(index)
        return members

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


def _overwrites(site: Site, tile: _Tile) -> bool:
    return any(x.write and (x.base, x.touched) == tile for x in site.footprints)


def _is_one_tile(first: Footprint, second: Footprint) -> bool:
    """Whether two operands are at one known address, and the same bytes of them are touched."""
    if any(x.access is None or x.access.operand is None or x.base is None for x in (first, second)):
        return False
    return (first.base, first.touched) == (second.base, second.touched)


def _is_hidden(touched: Footprint) -> bool:
    """Whether it is memory that no operand of the call names."""
    return touched.access is not None and touched.access.scratch is not None


def _in_use(op: TileOp, touched: Footprint) -> Runs | None:
    """The bytes in use of the operand, of which the stage touches all or some, from where it is exactly known to be.

    None where that is not known, or where more than these are touched.
    """
    if touched.access is None or touched.access.operand is None or touched.base is None:
        return None
    tile = op.call.operands[touched.access.operand].tile
    runs = None if tile is None else tile.valid_runs
    if runs is None or touched.region.end > touched.base + round_up(runs.end, BLOCK):
        return None
    return runs
