"""A set or wait that got lost: where it can be so that its flag is balanced on every path again.

Every place is tried in the text itself, each with an event id of its own that stands for the place. Of the places that
leave the fewest sets and waits without their other half, one is taken that orders most: a wait as late, and a set as
early as that allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Listed
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp.parser import Tree, parse
from ptofix.hardware.pipe import Pipe
from ptofix.order.flags import FlagCounts, FlagMisuse, MisuseKind, flag_counts
from ptofix.order.model import Model, ProgramOrder
from ptofix.order.unrolled import in_rounds
from ptofix.placement.event_ids import FIRST_FENCE
from ptofix.placement.raised_again import sets_to_move
from ptofix.placement.sequences import Position, Sequence, functions_of, sequences
from ptofix.placement.written import Inserted, flag_statement, with_origins
from ptofix.program.build import program_file
from ptofix.program.parts import parts_of
from ptofix.program.program import Instruction, Join, Program, SetFlag, WaitFlag
from ptofix.text.source import SourceFile


class NamedFlag(NamedTuple):
    """By its two pipes and its id."""

    source: Pipe
    target: Pipe
    event: int


class Gap(NamedTuple):
    """A place for a set or a wait: after a unit, or before it."""

    is_set: bool
    unit: Position
    behind: bool

    @property
    def offset(self) -> int:
        span = self.unit.sequence.units[self.unit.number].span
        return span.end if self.behind else span.start


_NO_PLACE = 1 << 60
_MOST_LOST = 8
"""Statements that are put back for one flag of one program."""


class Balancing(Struct, eq=False, dict=True):
    """One program of a tree, with the flags that are not balanced.

    `added` is what was put in to balance some, in any program of the tree. What is put in for this one must not make it
    worse for the `others`, which run some of it as well, or share the head of a loop or a jump.
    """

    tree: Tree
    program: Program
    model: Model
    added: list[Inserted] = field(default_factory=list)
    others: list[Balancing] = field(default_factory=list)

    def broken(self) -> dict[NamedFlag, int]:
        """The flags of which a set or a wait is alone, and how much is wrong with each."""
        program = self._with_inserted([]) if self.added else self.program
        return {} if program is None else _alone(flag_counts(in_rounds(program)))

    def hangs(self) -> bool:
        """Whether some wait may be forever in spite of what was added."""
        program = self._with_inserted([]) if self.added else self.program
        misuses = () if program is None else flag_counts(in_rounds(program)).misuses
        return any(misuse.kind is MisuseKind.NEVER_SET for misuse in misuses)

    @cached_property
    def can_balance(self) -> list[NamedFlag]:
        """Of the broken flags those of which the checker counts how often they are raised.

        It does not where some id between the same pipes is none of the hardware's: that may mean any of them.
        """
        counts = flag_counts(in_rounds(self.program))
        ids = self.program.arch.event_ids
        syncs = (i.action for i in counts.program.instructions if isinstance(i.action, (SetFlag, WaitFlag)))
        of_no_id = {(sync.source, sync.target) for sync in syncs if sync.event not in ids}
        return [
            flag
            for flag in self.broken()
            if (flag.source, flag.target) not in of_no_id and tuple(flag) not in counts.uncounted
        ]

    @cached_property
    def functions(self) -> frozenset[str]:
        """Those of the file that it runs."""
        return functions_of(self.program, sequences(self.tree, self.program.core))

    def _sees(self, place: Gap) -> bool:
        """Whether what is put in there is put into this program."""
        function, start = place.unit.sequence.function, place.unit.unit.span.start
        seen = sequences(self.tree, self.program.core).starts.get(function, frozenset())
        return function in self.functions and start in seen

    def _spoiled(self, flag: NamedFlag, places: Listed[Gap], tried: Listed[Inserted]) -> set[int]:
        """The places, by number, of a statement that would leave more of the flag alone in this program."""
        seen = [number for number, place in enumerate(places) if self._sees(place)]
        program = self._with_inserted(tried) if seen else None
        if program is None:
            return set(seen)
        before = self.broken().get(flag, 0)
        return {n for n in seen if _alone(flag_counts(in_rounds(_with(program, flag, n)))).get(flag, 0) > before}

    def _with_inserted(self, tried: Listed[Inserted]) -> Program | None:
        """The program of the text with what was added and what is tried."""
        others = parts_of(self.tree).besides(self.program.function)
        text, _ = with_origins(self.tree.source.text, [*self.added, *tried], others)
        tree = parse(SourceFile(self.tree.source.name, text), self.tree.table)
        arch, core, idle = self.program.arch, self.program.core, self.model.idle_callers
        found = program_file(tree, arch, idle_callers=idle, core=core).programs
        return next((p for p in found if p.function == self.program.function), None)

    def balance(self, flag: NamedFlag) -> list[Inserted]:
        """Statements with which a flag is balanced on every path, which become `added`; none if no few are enough."""
        found: list[Inserted] = []
        for _ in range(_MOST_LOST):
            lost = self._restore(flag)
            if lost is None:
                break
            found.append(lost)
            self.added.append(lost)
            if flag not in self.broken():
                return found
        self.added[:] = [one for one in self.added if one not in found]
        return []

    def _restore(self, flag: NamedFlag) -> Inserted | None:
        """The statement to add that leaves the fewest sets and waits alone, None if none helps."""
        places = list(self._places(flag))
        if not places:
            return None
        tried = [_statement(flag._replace(event=FIRST_FENCE + n), place, "") for n, place in enumerate(places)]
        program = self._with_inserted(tried)
        if program is None:
            return None
        spoiled = {number for other in self.others for number in other._spoiled(flag, places, tried)}
        numbers = [number for number in range(len(places)) if number not in spoiled]
        left = [_alone(flag_counts(in_rounds(_with(program, flag, number)))).get(flag, 0) for number in numbers]
        best = min(left, default=_NO_PLACE)
        if best >= self.broken()[flag]:
            return None
        good = [number for number, alone in zip(numbers, left) if alone == best]
        number = self._that_orders_most(program, flag, good, places)
        return _statement(flag, places[number])

    def _places(self, flag: NamedFlag) -> Iterator[Gap]:
        """After work of the source for a set, before work of the target for a wait.

        Both around loops, and before jumps.
        """
        for sequence in self._sequences:
            for number, unit in enumerate(sequence.units):
                inside = [i for i in self._work if unit.span.start <= i.statement.span.start < unit.span.end]  # type: ignore[union-attr]
                pipes = {pipe for i in inside for pipe in self._pipes[i.index]}
                here = Position(sequence, number)
                for is_set, worker in ((True, flag.source), (False, flag.target)):
                    behind = {is_set} if worker in pipes else set[bool]()
                    behind |= {False, True} if unit.is_loop else {False} if unit.is_jump else set()
                    yield from (Gap(is_set, here, there) for there in sorted(behind))

    @cached_property
    def _order(self) -> ProgramOrder:
        return ProgramOrder(self.program, self.model)

    @cached_property
    def _pipes(self) -> dict[int, set[Pipe]]:
        found: dict[int, set[Pipe]] = {}
        for site in self._order.effects.sites:
            found.setdefault(site.instruction.index, set()).add(site.pipe)
        return found

    @cached_property
    def _work(self) -> list[Instruction]:
        program = self._order.program
        return [i for i in program.instructions if i.statement is not None and i.index in self._pipes]

    @cached_property
    def _sequences(self) -> list[Sequence]:
        found = sequences(self.tree, self.program.core)
        every = dict.fromkeys(position.sequence for position in found.where.values())
        return [sequence for sequence in every if sequence.function in self.functions]

    def _that_orders_most(self, program: Program, flag: NamedFlag, good: list[int], places: Listed[Gap]) -> int:
        """Of balanced places: the latest for a wait, the earliest for a set, of those that leave the fewest pairs."""
        waits = [number for number in good if not places[number].is_set]
        sets = [number for number in good if places[number].is_set]
        # From where it orders most to where it costs least.
        chosen = sorted(waits or sets, key=lambda number: places[number].offset, reverse=not waits)
        least = self._unordered(_with(program, flag, chosen[0]))
        low, high = 0, len(chosen) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._unordered(_with(program, flag, chosen[middle])) <= least:
                low = middle
            else:
                high = middle - 1
        return chosen[low]

    def _unordered(self, program: Program) -> int:
        return len(ProgramOrder(program, self.model).cross.unordered)


def _statement(flag: NamedFlag, place: Gap, prefix: str = "EVENT_ID") -> Inserted:
    return flag_statement(*flag, place.unit, place.is_set, place.behind, prefix)


def _alone(counts: FlagCounts) -> dict[NamedFlag, int]:
    """Per flag that is not balanced on some path, and of which the id is known: how much is wrong with it.

    A set while the flag is up is the least of it, and none where it could be after the wait for the earlier raise.
    """
    movable = {statement for statement, _ in sets_to_move(counts)}
    found: dict[NamedFlag, int] = {}
    for misuse in counts.misuses:
        moves = misuse.kind is MisuseKind.SET_AGAIN and misuse.instruction.statement in movable
        flag = _flag_of(misuse) if misuse.kind in _WORTH else None  # of others the instruction may be an op
        if flag is not None and not moves:
            found[flag] = found.get(flag, 0) + _WORTH[misuse.kind] * (1 + len(misuse.others))
    return found


_WORTH = {MisuseKind.LEFT_RAISED: 1000, MisuseKind.NEVER_SET: 1000, MisuseKind.SET_AGAIN: 1}


def _flag_of(misuse: FlagMisuse) -> NamedFlag | None:
    action = misuse.instruction.action
    assert isinstance(action, (SetFlag, WaitFlag))
    return None if action.event is None else NamedFlag(action.source, action.target, action.event)


def _with(program: Program, flag: NamedFlag, number: int) -> Program:
    """The program with the statement at one of the places that are tried, and none at the others."""

    def chosen(instruction: Instruction) -> Instruction:
        action = instruction.action
        if not isinstance(action, (SetFlag, WaitFlag)) or action.event is None or action.event < FIRST_FENCE:
            return instruction
        there = action.event == FIRST_FENCE + number
        return replace(instruction, action=replace(action, event=flag.event) if there else Join())

    return replace(program, instructions=[chosen(i) for i in program.instructions])
