"""From missing orders to fences, barriers and event ids, for one program.

The statements are tried in the text itself, every fence with an event id of its own: so the program that is judged is
the one that the text means, with its loops, calls and rotating slots.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp.parser import Statement, Tree, parse
from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.order.barriers import title
from ptofix.order.covering import CostBound
from ptofix.order.effects import Effects, Hazard, Site
from ptofix.order.flags import flag_counts
from ptofix.order.least import few_places, least_places
from ptofix.order.model import Globally, Model, ProgramOrder
from ptofix.order.unrolled import in_rounds
from ptofix.placement.event_ids import FIRST_FENCE, MOST_TURNS, colours, fence_of
from ptofix.placement.fences import FlagFence, fences_for, in_text_order, narrower, shares, widest
from ptofix.placement.reach import Reach
from ptofix.placement.selection import Pair, Selection
from ptofix.placement.sequences import Sequences, functions_of, may_go, sequences, synchronises
from ptofix.placement.turns import Skipped, in_turns, rounds_between
from ptofix.placement.written import Inserted, barrier_at, barrier_beside, flag_statements, wall_statement, with_origins
from ptofix.program.build import program_file
from ptofix.program.counters import recurring_in
from ptofix.program.parts import parts_of
from ptofix.program.program import Barrier, Counter, Instruction, Join, Program, SetFlag, WaitFlag
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile


def _everything(_: Site, __: Site) -> bool:
    return True


Forgets = Callable[[Instruction], bool]
Wanted = Callable[[Site, Site], bool]

_MOST_ROUNDS = 60


class UnplaceableError(Exception):
    """There is no place for the synchronisation that a program needs."""


class Placed(Struct, frozen=True):
    """What to put in; `fallbacks` say where event ids did not suffice, and what was done instead."""

    fences: tuple[tuple[FlagFence, int], ...]
    walls: tuple[FlagFence, ...]
    barriers: tuple[Inserted, ...]
    fallbacks: tuple[str, ...] = ()
    bounds: tuple[CostBound, CostBound] | None = None  # of flags, and of barriers, where a solver chose them

    @property
    def parts(self) -> list[tuple[str, Place, list[Inserted]]]:
        """Each flag and each barrier: in words, where it is, and its statements."""
        flags = [(fence, flag_statements(fence, event)) for fence, event in self.fences]
        found = [(f"a flag {fence.source}>{fence.target}", statements) for fence, statements in flags]
        found += [(one.text.rstrip(";"), [one]) for one in (*map(wall_statement, self.walls), *self.barriers)]
        return [(words, statements[0].place, statements) for words, statements in found]

    @property
    def statements(self) -> list[Inserted]:
        return [one for _, _, statements in self.parts for one in statements]


class Engine(Struct, dict=True):
    """One program of `tree`, in which `forgets` tells the flags and barriers that are no longer there.

    Orders are put in for pairs that are `wanted`, under `model`: in global memory for all that are not known to be
    apart.
    """

    tree: Tree
    program: Program
    model: Model
    forgets: Forgets = lambda _: False
    wanted: Wanted = _everything
    solves: bool = False  # with a solver
    _fences: dict[tuple[int, int, Pipe, Pipe], list[FlagFence]] = field(default_factory=dict)
    """By the instructions and pipes of two sites: the one that is tried, and those for where it is not enough."""
    _turns: dict[FlagFence, Skipped] = field(default_factory=dict)  # of carried fences
    _takes_turns: bool = True
    _instead: dict[FlagFence, FlagFence] = field(default_factory=dict)  # where ids did not suffice
    _by_pair: set[FlagFence] = field(default_factory=set)  # whose ids are their own among those of the two pipes only
    _walls: dict[FlagFence, None] = field(default_factory=dict)
    _fallbacks: list[str] = field(default_factory=list)

    @property
    def placed(self) -> Placed:
        """What to put in. Raises UnplaceableError."""
        found = self._placed
        if isinstance(found, str):
            raise UnplaceableError(found)
        return found

    @cached_property
    def _placed(self) -> Placed | str:
        """What to put in, or why there is no place for it."""
        try:
            return self._place()
        except UnplaceableError as problem:
            return str(problem)

    def _place(self) -> Placed:
        """Raises UnplaceableError."""
        unknown = next((site.opaque for site in self.effects.sites if site.opaque), "")
        if unknown:
            raise UnplaceableError(f"it has something that may touch anything: {unknown}")
        forgotten = (i.statement for i in self.program.reached if i.statement is not None and self.forgets(i))
        fixed = next((statement for statement in forgotten if not may_go(statement)), None)
        if fixed is not None:
            raise UnplaceableError(f"`{fixed.text.rstrip(';')}` does more than name a flag")
        fences = self._fences_of(self.before)
        tried: set[FlagFence] = set()
        forced: set[FlagFence] = set()
        for _ in range(_MOST_ROUNDS):
            wanted = {pair: self._present(fence) for pair, fence in fences.items()}
            needed = {pair: fence for pair, fence in wanted.items() if fence not in self._walls}
            candidates = sorted({*widest(needed.values()), *tried}, key=in_text_order)
            trial = _Trial(self, candidates)
            if self._takes_turns and not trial.is_understood:
                self._takes_turns = False
                continue
            chosen, of_flags = trial.choose(needed, {candidates.index(fence) for fence in forced})
            order = trial.order(chosen)
            left = self._fences_of(order)
            if left:
                # A fence that another one seemed to cover is tried; one that was tried and not chosen is taken.
                again = {self._present(fence) for pair, fence in left.items() if pair in fences}
                if again and again <= forced | self._walls.keys():
                    fences |= self._next_fences(left.keys() & fences.keys())
                    forced &= {self._present(fence) for fence in fences.values()}
                    continue
                forced |= again & set(candidates)
                tried |= again
                fences |= left
                continue
            events = trial.event_ids(order.program, chosen)
            full = [candidates[number] for number, event in events.items() if event is None]
            if not full:
                given = tuple((candidates[number], event) for number, event in events.items() if event is not None)
                barriers, of_barriers = trial.barriers(order)
                bounds = (of_flags, of_barriers) if of_flags is not None and of_barriers is not None else None
                return Placed(given, tuple(self._walls), barriers, tuple(self._fallbacks), bounds)
            self._give_way(full, [candidates[number] for number in chosen])
            forced, tried = (
                {self._present(fence) for fence in known} - self._walls.keys() for known in (forced, tried)
            )
        raise UnplaceableError("no set of flags was found that orders everything")

    def keeping(self, kept: Collection[Statement]) -> Engine:
        """The same, but that these statements stay, with all that raise or take a flag of theirs."""
        kept = self._with_partners(kept)
        if not any(self.forgets(i) and i.statement in kept for i in self.program.instructions):
            return self

        def forgets(instruction: Instruction) -> bool:
            return self.forgets(instruction) and instruction.statement not in kept

        return Engine(self.tree, self.program, self.model, forgets, self.wanted, self.solves)

    def _with_partners(self, kept: Collection[Statement]) -> set[Statement]:
        """These statements, and those that are about a flag of theirs; one of no known id may be any of its pipes."""
        flags: dict[Statement, set[tuple[Pipe, Pipe, int | None]]] = {}
        for i in self.program.instructions:
            actions = (i.action, *(i.by_round.actions.values() if i.by_round else ()))
            named = {(x.source, x.target, x.event) for x in actions if isinstance(x, (SetFlag, WaitFlag))}
            if named and i.statement is not None:
                flags.setdefault(i.statement, set()).update(named)
        staying = {*kept}
        while True:
            known = {flag for one in staying & flags.keys() for flag in flags[one]}
            pipes = {flag[:2] for flag in known}
            open_ended = {flag[:2] for flag in known if flag[2] is None}
            more = {
                statement
                for statement, own in flags.items()
                if any(x in known or x[:2] in open_ended or (x[2] is None and x[:2] in pipes) for x in own)
            }
            if more <= staying:
                return staying
            staying |= more

    @property
    def sequences(self) -> Sequences:
        return sequences(self.tree, self.program.core)

    @cached_property
    def keeps_flags(self) -> bool:
        """Whether flags of the assembler stay, for which an id is one of its two pipes."""
        return any(isinstance(i.action, SetFlag) and not self.forgets(i) for i in self.program.instructions)

    @cached_property
    def before(self) -> ProgramOrder:
        """Without what is forgotten."""
        return ProgramOrder(_without(self.program, self.forgets), self.model)

    @property
    def effects(self) -> Effects:
        return self.before.effects

    @cached_property
    def functions(self) -> frozenset[str]:
        """Those of the file that it runs."""
        return functions_of(self.program, self.sequences)

    def _fences_of(self, order: ProgramOrder) -> dict[tuple[int, int], FlagFence]:
        """A fence for each pair of sites on different pipes that nothing orders. Raises UnplaceableError."""
        return {(earlier.index, later.index): self._fence(earlier, later) for earlier, later in self._unordered(order)}

    def _fence(self, earlier: Site, later: Site) -> FlagFence:
        """The one that is tried. Raises UnplaceableError."""
        key = (earlier.instruction.index, later.instruction.index, earlier.pipe, later.pipe)
        if key not in self._fences:
            self._fences[key] = [self._raised_early(f) for f in fences_for(earlier, later, self.sequences)]
        if not self._fences[key]:
            named = _named((earlier.index, later.index), self.effects.sites)
            raise UnplaceableError(f"there is no place for a flag that orders {named}")
        fence = self._fences[key][0]
        if fence.loop is not None:
            skipped = rounds_between(earlier.instruction, later.instruction, fence, self.counters)
            self._turns[fence] = min(skipped, self._turns.get(fence, skipped))
        return fence

    def _next_fences(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], FlagFence]:
        """For pairs that what was tried does not order on every path. Raises UnplaceableError."""
        sites = self.effects.sites
        chosen = [(sites[earlier], sites[later]) for earlier, later in sorted(pairs)]
        for key in {(one.instruction.index, other.instruction.index, one.pipe, other.pipe) for one, other in chosen}:
            del self._fences[key][0]
        return {(earlier.index, later.index): self._fence(earlier, later) for earlier, later in chosen}

    def _unordered(self, order: ProgramOrder) -> Iterable[Pair]:
        """All pairs, or of very many those that are likely to order the others: what is left comes in the next round.

        For each site and pipe these are the last site before it, and the last one of a round before.
        """
        open_ = [*order.cross.open, *order.in_global_memory.open]
        sites = self.effects.sites
        if self.wanted is not _everything or sum(earlier.bit_count() for earlier, _ in open_) <= _MANY_PAIRS:
            pairs = dict.fromkeys((sites[one], sites[later.index]) for ones, later in open_ for one in _numbers(ones))
            return [pair for pair in pairs if self.wanted(*pair)]
        on_pipe = self.effects.on_pipe.values()
        nearest = dict.fromkeys((one, later.index) for ones, later in open_ for one in _nearest(ones, later, on_pipe))
        return [(sites[one], sites[later]) for one, later in nearest]

    def _raised_early(self, fence: FlagFence) -> FlagFence:
        """The first round of a loop has nothing to wait for: not for work before the loop, either."""
        if fence.loop is None:
            return fence
        sequence, loop = fence.loop
        starts = self._work_starts[fence.source]
        for number, unit in enumerate(sequence.units[:loop]):
            first = bisect_left(starts, unit.span.start)
            if first < len(starts) and starts[first] < unit.span.end:
                return replace(fence, early=number)
        return fence

    @cached_property
    def _work_starts(self) -> dict[Pipe, list[int]]:
        """Per pipe, where the statements are that give it work."""
        found: dict[Pipe, set[int]] = {pipe: set() for pipe in PIPES}
        for site in self.effects.sites:
            if site.instruction.statement is not None:
                found[site.pipe].add(site.instruction.statement.span.start)
        return {pipe: sorted(starts) for pipe, starts in found.items()}

    @cached_property
    def counters(self) -> dict[int, Counter]:
        return {counter.loop: counter for counter in self.program.counters}

    def _present(self, fence: FlagFence) -> FlagFence:
        """What stands for a fence now."""
        skipped = self._turns.get(fence)
        if self._takes_turns and skipped is not None and skipped.rounds > 1:
            fence = in_turns(fence, skipped)
        while fence in self._instead:
            fence = self._instead[fence]
        return fence

    def _give_way(self, full: list[FlagFence], chosen: list[FlagFence]) -> None:
        """There are no event ids for `full`: let them share flags, then be up for less time, then be barriers."""
        shared: set[Pipe] = set()  # one that shares may be enough for all of its source
        for fence in full:
            if fence.source in shared or self._present(fence) != fence:
                continue
            shared_flag = shares(fence, chosen)
            if shared_flag is not None:
                other, both = shared_flag
                self._instead |= {fence: both, other: both}
                self._fallbacks.append(f"{fence}: shares a flag")
                shared.add(fence.source)
            elif fence not in self._by_pair and not self.keeps_flags:
                self._by_pair.add(fence)
                self._fallbacks.append(f"{fence}: has the id of a flag to another pipe (hw.flag-key)")
            else:
                self._shorten(fence)

    def _shorten(self, fence: FlagFence) -> None:
        less = narrower(fence)
        if less is not None:
            self._instead[fence] = less
            self._fallbacks.append(f"{fence}: has a shorter live range")
        elif fence.target != Pipe.S:
            longer = next((old for old, new in self._instead.items() if new == fence), fence)
            self._instead[fence] = replace(longer, target=Pipe.S)
            self._fallbacks.append(f"{longer}: no event id is free, the scalar unit waits instead")
        else:
            self._walls[fence] = None
            self._fallbacks.append(f"{fence}: no event id is free, pipe_barrier(PIPE_ALL) instead")


class _Trial:
    """The text with all candidates in it, without what the program does not depend on."""

    def __init__(self, engine: Engine, candidates: list[FlagFence]) -> None:
        self.engine, self.candidates = engine, candidates
        self.stand_ins = range(FIRST_FENCE, FIRST_FENCE + len(candidates) * MOST_TURNS)
        walls = [wall_statement(fence) for fence in engine._walls]
        tried = [
            s for n, fence in enumerate(candidates) for s in flag_statements(fence, FIRST_FENCE + n * MOST_TURNS, "")
        ]
        source = engine.tree.source
        name, core = engine.program.function, engine.program.core
        others = parts_of(engine.tree).besides(name)
        text, self.origins = with_origins(source.text, [*walls, *tried], others)
        tree = parse(SourceFile(source.name, text), engine.tree.table)
        arch, idle = engine.program.arch, engine.model.idle_callers
        programs = program_file(tree, arch, idle_callers=idle, core=core).programs
        found = next((p for p in programs if (p.function, p.core) == (name, core)), None)
        if found is None:
            raise UnplaceableError("with more flags the function is not understood")
        self.program = _without(found, lambda i: not self._is_new(i) and engine.forgets(self._as_it_was(i)))

    @cached_property
    def starts(self) -> list[int]:
        return sorted(self.origins)

    @property
    def is_understood(self) -> bool:
        """Whether each flag has an event id that is known in every round."""
        actions = (i.action for i in in_rounds(self.program).instructions if self._is_new(i))
        return all(action.event is not None for action in actions if isinstance(action, (SetFlag, WaitFlag)))

    def _as_it_was(self, instruction: Instruction) -> Instruction:
        """With its statement in the text as it is."""
        if instruction.statement is None:
            return instruction
        return replace(instruction, statement=self.engine.tree.statement_at[self._offset(instruction.statement)])

    def _offset(self, statement: Statement) -> int:
        """Where a statement that is not new is in the text as it is."""
        start = self.starts[bisect_right(self.starts, statement.span.start) - 1]
        origin = self.origins[start]
        assert not isinstance(origin, Inserted)
        return origin + statement.span.start - start

    def _is_new(self, instruction: Instruction) -> bool:
        """Whether a flag or barrier is one of those that are tried."""
        statement = instruction.statement
        return statement is not None and isinstance(self.origins.get(statement.span.start), Inserted)

    def choose(self, needed: dict[tuple[int, int], FlagFence], forced: set[int]) -> tuple[list[int], CostBound | None]:
        order = self._order(self.program)
        sites = order.effects.sites
        if len(sites) != len(self.engine.effects.sites):
            raise UnplaceableError("with more flags the program is another")
        counts = flag_counts(order.program)
        pairs: dict[int, list[Pair]] = {number: [] for number in range(len(self.candidates))}
        number_of = {fence: number for number, fence in enumerate(self.candidates)}
        for (earlier, later), fence in needed.items():
            if fence in number_of:  # what another fence covers is looked at in the end
                pairs[number_of[fence]].append((sites[earlier], sites[later]))
        reach = Reach(order.effects, counts)
        selection = Selection(reach, self.candidates, pairs, forced)
        return selection.cheapest() if self.engine.solves else (selection.run(), None)

    def order(self, chosen: list[int]) -> ProgramOrder:
        """With the chosen ones alone."""
        left_out = set(range(len(self.candidates))) - set(chosen)
        return self._order(_without(self.program, lambda i: _fence(i) in left_out))

    def _order(self, program: Program) -> ProgramOrder:
        return ProgramOrder(program, self.engine.model, stand_ins=self.stand_ins)

    def event_ids(self, program: Program, chosen: list[int]) -> dict[int, int | None]:
        engine = self.engine
        by_pair = {n for n in chosen if engine.keeps_flags or self.candidates[n] in engine._by_pair}
        return colours(program, {n: self.candidates[n].turns for n in chosen}, by_pair)

    # ---- barriers of one pipe ----

    def barriers(self, order: ProgramOrder) -> tuple[tuple[Inserted, ...], CostBound | None]:
        """Those that the hazards of each pipe need, beside those that are there. Raises UnplaceableError."""
        found: list[Inserted] = []
        bounds: list[CostBound] = []
        for pipe in PIPES:
            on_pipe = order.on(pipe, globally=Globally.MODEL)
            if self.engine.wanted is not _everything and not any(map(self._is_wanted, on_pipe.hazards())):
                continue
            places, bound = least_places(on_pipe) if self.engine.solves else few_places(on_pipe)
            if places is None:
                raise UnplaceableError(f"a pair on PIPE_{pipe} that no barrier can order")
            bounds += [bound] if bound is not None else []
            for point in sorted(places, key=lambda p: (p.instruction, p.behind)):
                found.append(self._barrier(order.program.instructions[point.instruction], point.behind, pipe))
        total = CostBound(sum(one.cost for one in bounds), sum(one.at_least for one in bounds))
        return tuple(found), total if self.engine.solves else None

    def _is_wanted(self, hazard: Hazard) -> bool:
        sites = self.engine.effects.sites
        return self.engine.wanted(sites[hazard.earlier.index], sites[hazard.later.index])

    def _barrier(self, instruction: Instruction, behind: bool, pipe: Pipe) -> Inserted:
        assert instruction.statement is not None
        origin = self.origins.get(instruction.statement.span.start)
        if isinstance(origin, Inserted):
            return barrier_beside(origin, pipe)
        statement = self.engine.tree.statement_at[self._offset(instruction.statement)]
        # A flag or barrier is where the next unit is.
        return barrier_at(self.engine.sequences.where[statement], behind and not synchronises(statement), pipe)


def _nearest(earlier: int, later: Site, on_pipe: Iterable[int]) -> Iterator[int]:
    """Of each pipe the last of the earlier sites before the later one, and the last of those after it."""
    in_front, behind = earlier & (later.bit - 1), earlier >> later.index << later.index
    for mask in on_pipe:
        for ones in (in_front & mask, behind & mask):
            if ones:
                yield ones.bit_length() - 1


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits &= ~lowest


_MANY_PAIRS = 20_000


def _fence(instruction: Instruction) -> int | None:
    """The number of the fence whose set or wait an instruction is."""
    actions = (instruction.action, *(instruction.by_round.actions.values() if instruction.by_round else ()))
    events = (action.event for action in actions if isinstance(action, (SetFlag, WaitFlag)))
    return next((fence for event in events if (fence := fence_of(event)) is not None), None)


def _without(program: Program, left_out: Callable[[Instruction], bool]) -> Program:
    """The program without some of its flags and barriers, and without what never runs: nothing is put in there."""
    runs = {instruction.index for instruction in program.reached}
    kept = [
        replace(i, action=Join(), by_round=None)
        if i.index not in runs or (isinstance(i.action, _SYNC) and left_out(i))
        else i
        for i in program.instructions
    ]
    return replace(program, instructions=kept, counters=recurring_in(program.counters, kept))


_SYNC = (SetFlag, WaitFlag, Barrier)


def _named(pair: tuple[int, int], sites: list[Site]) -> str:
    return " and ".join(title(sites[index]) for index in pair)
