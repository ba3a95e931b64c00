"""The fewest barriers of one pipe that keep every hazard apart, wherever they go.

On straight-line code this is interval stabbing: walk forward, and put a barrier directly before the first
instruction that would meet something in flight; no set is smaller. Round a loop, what the last round left in flight
comes in at the top, until nothing changes; where all that is met comes from before the loop, the barrier goes in
front of the loop. At the end barriers that turned out superfluous are taken out, the most often executed first.

A barrier is beside a statement of a block, never inside the head of one: before what a condition evaluates it
goes after the last statement on every way there.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from ptofix.order.effects import Hazard
from ptofix.order.inflight import InFlight, PipeOrder, join
from ptofix.program.program import Instruction, Join

_FIRST_WORD = re.compile(r"[A-Za-z_]\w*")
# Statements that begin so may be a part of another one, or control may not go on after them.
_CONTROL = frozenset("if else while for do switch case default return break continue goto".split())
_HEADS = frozenset(("If", "For", "While", "Switch"))  # before which control may come from several places


class InsertionPoint(Struct, frozen=True):
    """A place for a barrier: directly before an instruction, or directly after one."""

    instruction: int
    behind: bool = False


class Placement(Struct, dict=True):
    """Barriers at `places`, over the program of `order` with none of its own barriers."""

    order: PipeOrder
    places: set[InsertionPoint] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.instructions = self.order.effects.program.instructions
        self.predecessors = self.order.effects.program.predecessors
        # In a rotating loop copies of a statement are side by side, one for each round.
        self.own_instructions = Counter((i.statement, i.calls, i.rounds) for i in self.instructions)

    def solve(self) -> bool:
        """Find the places. False if some pair cannot be kept apart by any barrier that may be put in."""
        behind: list[InFlight] = [{} for _ in self.instructions]
        settled = False
        while not settled:
            settled = True
            for instruction in self.instructions:
                state = self.before(instruction, behind)
                met = [hazard for hazard, _ in self.order.meet(instruction.index, state)]
                if met:
                    added = self.places_for(instruction, [h.earlier.instruction for h in met]) - self.places
                    added = added or self.directly_before(instruction) - self.places
                    if not added:
                        return False
                    self.places |= added
                    settled = False
                    state = {}
                    if InsertionPoint(instruction.index) not in added:
                        # What went round a loop so far did not know of a barrier before it: begin again.
                        behind = [{} for _ in self.instructions]
                        break
                after = self.after(instruction, state)
                if after != behind[instruction.index]:
                    behind[instruction.index] = after
                    settled = False
        self.prune()
        return True

    def before(self, instruction: Instruction, behind: list[InFlight]) -> InFlight:
        if InsertionPoint(instruction.index) in self.places:
            return {}
        state: InFlight = {}
        for predecessor in self.predecessors[instruction.index]:
            join(state, behind[predecessor])
        return state

    def after(self, instruction: Instruction, state: InFlight) -> InFlight:
        if InsertionPoint(instruction.index, True) in self.places:
            return {}
        return self.order.after(instruction.index, state)

    # ---- where a barrier may go ----

    def places_for(self, instruction: Instruction, earlier: list[Instruction]) -> set[InsertionPoint]:
        """Where to keep `earlier` apart from `instruction`: before the outermost loop that holds none of them."""
        for depth, loop in enumerate(instruction.loops):
            if any(len(e.loops) > depth and e.loops[depth] == loop for e in earlier):
                continue
            found = self.before_loop(instruction, depth)
            if found:
                return found
        return self.directly_before(instruction)

    def before_loop(self, instruction: Instruction, depth: int) -> set[InsertionPoint]:
        """Where control enters the loop at `depth` around `instruction`, if that is one place before it."""
        loop = instruction.loops[depth]
        top = next(i for i in self.instructions if len(i.loops) > depth and i.loops[depth] == loop)
        entries = [p for p in self.predecessors[top.index] if loop not in self.instructions[p].loops]
        found = self.behind_each(entries)
        outside = all(self.instructions[p.instruction].loops == top.loops[:depth] for p in found)
        return found if len(found) == 1 and outside else set()

    def directly_before(self, instruction: Instruction) -> set[InsertionPoint]:
        """Before its statement, or after the last statement on every path that leads to it."""
        if self.may_stand(instruction, behind=False):
            return {InsertionPoint(instruction.index)}
        return self.behind_each(self.predecessors[instruction.index])

    def behind_each(self, instructions: Iterable[int]) -> set[InsertionPoint]:
        """The nearest places on the paths to the end of `instructions`.

        Where work of the pipe lies between, they do not help, and what is met stays met.
        """
        found: set[InsertionPoint] = set()
        pending = list(instructions)
        seen: set[int] = set()
        while pending:
            index = pending.pop()
            if index in seen:
                continue
            seen.add(index)
            if self.may_stand(self.instructions[index], behind=True):
                found.add(InsertionPoint(index, True))
            else:
                pending += self.predecessors[index]
        return found

    def may_stand(self, instruction: Instruction, behind: bool) -> bool:
        """Whether a statement can be put directly before an instruction, or after it: fails closed."""
        statement = instruction.statement
        if statement is None:
            return False
        if not statement.text.endswith(";"):  # the head of a block, a label
            return isinstance(instruction.action, Join) and statement.shape.kind in _HEADS and not behind
        word = _FIRST_WORD.match(statement.text)
        if word is not None and word[0] in _CONTROL:
            return False
        if self.own_instructions[statement, instruction.calls, instruction.rounds] == 1:
            return True
        beside = instruction.index + (1 if behind else -1)
        return not 0 <= beside < len(self.instructions) or self.instructions[beside].statement is not statement

    def prune(self) -> None:
        """Take out places that nothing needs, the deepest in loops first."""
        behind: list[InFlight] = [{} for _ in self.instructions]
        for _ in self._sweep(behind):
            pass
        for place in sorted(self.places, key=lambda p: (-len(self.instructions[p.instruction].loops), p.instruction)):
            self.places.discard(place)
            news = self._flood(place, behind)
            if news is None:
                self.places.add(place)
            else:
                for index, state in news.items():
                    join(behind[index], state)

    def _flood(self, place: InsertionPoint, behind: list[InFlight]) -> dict[int, InFlight] | None:
        """What is in flight after each instruction as well if a place has no barrier any more; None if that meets."""
        first = self.instructions[place.instruction]
        found: dict[int, InFlight] = {}
        pending = deque([(first, self.before(first, behind))])
        if place.behind:
            found[first.index] = self.after(first, self.before(first, behind))
            pending = deque((self.instructions[successor], found[first.index]) for successor in first.successors)
        while pending:
            instruction, state = pending.popleft()
            if InsertionPoint(instruction.index) in self.places:
                continue
            if any(True for _ in self.order.meet(instruction.index, state)):
                return None
            if InsertionPoint(instruction.index, True) in self.places:
                continue
            known, more = behind[instruction.index], found.setdefault(instruction.index, {})
            after = self.order.pass_all(instruction.index, state)
            news = {
                site: repeats
                for site, repeats in after.items()
                if min(known.get(site, repeats + 1), more.get(site, repeats + 1)) > repeats
            }
            if news:
                join(more, news)
                pending.extend((self.instructions[successor], news) for successor in instruction.successors)
        return found

    def is_safe(self, places: set[InsertionPoint]) -> bool:
        """Whether nothing in flight is met with barriers at `places`."""
        return next(Placement(self.order, places).met(), None) is None

    def met(self) -> Iterator[tuple[Hazard, int]]:
        """The pairs that meet with barriers at the places, with the repeats between; one may come several times."""
        for instruction, state in self._sweep([{} for _ in self.instructions]):
            yield from self.order.meet(instruction.index, state)

    def _sweep(self, behind: list[InFlight]) -> Iterator[tuple[Instruction, InFlight]]:
        """Fill `after` with what is in flight after each instruction; on the way, what is before each."""
        settled = False
        while not settled:
            settled = True
            for instruction in self.instructions:
                state = self.before(instruction, behind)
                yield instruction, state
                after = self.after(instruction, state)
                if after != behind[instruction.index]:
                    behind[instruction.index] = after
                    settled = False
