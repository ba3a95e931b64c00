"""The fewest barriers of one pipe that keep every hazard apart, wherever they have to stand.

On straight-line code this is interval stabbing: walk forward, and put a barrier directly in front of the first
instruction that would meet something in flight; no set is smaller. Round a loop, what the last round left in flight
comes in at the top, until nothing changes; where all that is met comes from before the loop, the barrier goes in
front of the loop. At the end barriers that turned out superfluous are taken out, the most often executed first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ptofix.order.inflight import InFlight, PipeOrder, join
from ptofix.program.program import Instruction


@dataclass(frozen=True)
class InsertionPoint:
    """A place for a barrier: directly before an instruction, or directly behind one."""

    instruction: int
    behind: bool = False


@dataclass
class Placement:
    """Barriers at `places`, over the program of `order` with none of its own barriers."""

    order: PipeOrder
    places: set[InsertionPoint] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.instructions = self.order.effects.program.instructions
        self.predecessors = self.order.effects.program.predecessors

    def solve(self) -> bool:
        """Find the places. False if some pair cannot be kept apart by any barrier (code outside the function)."""
        behind: list[InFlight] = [{} for _ in self.instructions]
        settled = False
        while not settled:
            settled = True
            for instruction in self.instructions:
                state = self.before(instruction, behind)
                met = [hazard for hazard, _ in self.order.meet(instruction.index, state)]
                if met:
                    place = self.place_for(instruction, [h.earlier.instruction for h in met])
                    if place is None or place in self.places:
                        place = self.directly_before(instruction)
                    if place is None or place in self.places:
                        return False
                    self.places.add(place)
                    settled = False
                    state = {}
                    if place.instruction != instruction.index:
                        # What went round a loop so far did not know of a barrier in front of it: begin again.
                        behind = [{} for _ in self.instructions]
                        break
                after = (
                    {}
                    if InsertionPoint(instruction.index, True) in self.places
                    else self.order.after(instruction.index, state)
                )
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

    def place_for(self, instruction: Instruction, earlier: list[Instruction]) -> InsertionPoint | None:
        """Where to keep `earlier` apart from `instruction`: in front of the outermost loop that holds none of them."""
        for depth, loop in enumerate(instruction.loops):
            if any(len(e.loops) > depth and e.loops[depth] == loop for e in earlier):
                continue
            last = self.last_before_loop(instruction, depth)
            if last is not None:
                return InsertionPoint(last, True)
        return self.directly_before(instruction)

    def directly_before(self, instruction: Instruction) -> InsertionPoint | None:
        """In front of its statement; the exit has none, so behind the one statement that leads there."""
        if instruction.statement is not None:
            return InsertionPoint(instruction.index)
        before = self.predecessors[instruction.index]
        alone = len(before) == 1 and self.instructions[before[0]].statement is not None
        return InsertionPoint(before[0], True) if alone else None

    def last_before_loop(self, instruction: Instruction, depth: int) -> int | None:
        """The statement from which alone control enters the loop at `depth` around `instruction`, if there is one."""
        loop = instruction.loops[depth]
        top = next(i for i in self.instructions if len(i.loops) > depth and i.loops[depth] == loop)
        entries = [p for p in self.predecessors[top.index] if loop not in self.instructions[p].loops]
        if len(entries) != 1:
            return None
        entry = self.instructions[entries[0]]
        alone = len(entry.successors) == 1 and entry.loops == top.loops[:depth]
        return entry.index if alone and entry.statement is not None else None

    def prune(self) -> None:
        """Take out places that nothing needs, the deepest in loops first."""
        for place in sorted(self.places, key=lambda p: (-len(self.instructions[p.instruction].loops), p.instruction)):
            if self.is_safe(self.places - {place}):
                self.places.discard(place)

    def is_safe(self, places: set[InsertionPoint]) -> bool:
        """Whether nothing in flight is met with barriers at `places`."""
        trial = Placement(self.order, places)
        behind: list[InFlight] = [{} for _ in self.instructions]
        settled = False
        while not settled:
            settled = True
            for instruction in self.instructions:
                state = trial.before(instruction, behind)
                if any(True for _ in self.order.meet(instruction.index, state)):
                    return False
                after = (
                    {}
                    if InsertionPoint(instruction.index, True) in places
                    else self.order.after(instruction.index, state)
                )
                if after != behind[instruction.index]:
                    behind[instruction.index] = after
                    settled = False
        return True
