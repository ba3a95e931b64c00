"""Paths through a program on which a pair of sites stays unordered, in instructions and in lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from ptofix.hardware.pipe import Pipe
from ptofix.order.effects import Site
from ptofix.order.model import ProgramOrder
from ptofix.program.program import Instruction, Program

MayPass = Callable[[int], bool]


def _any_passes(index: int) -> bool:
    del index
    return True


def shortest(program: Program, start: int, goal: int, may_pass: MayPass = _any_passes) -> list[int] | None:
    """The fewest instructions from `start` to `goal` (at least one step), through those that `may_pass`."""
    return path_in(tree_from(program, start, {goal}, may_pass), start, goal)


def tree_from(program: Program, start: int, goals: set[int], may_pass: MayPass) -> dict[int, int]:
    """Shortest paths from `start`: for each instruction that is reached, the one before it.

    Ends with the last of the goals, if there are any.
    """
    came_from: dict[int, int] = {}
    missing = len(goals)
    pending = deque([start])
    while pending:
        index = pending.popleft()
        for successor in program.instructions[index].successors:
            if successor not in came_from:
                came_from[successor] = index
                if goals and successor in goals:
                    missing -= 1
                    if not missing:
                        return came_from
                if may_pass(successor):
                    pending.append(successor)
    return came_from


def path_in(came_from: dict[int, int], start: int, goal: int) -> list[int] | None:
    """The path to `goal` in what `tree_from` found."""
    if goal not in came_from:
        return None
    path = [goal, came_from[goal]]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


class UnorderedPaths:
    """Paths through a program on which pairs stay unordered: one search for all pairs of an earlier site and a pipe."""

    def __init__(self, order: ProgramOrder) -> None:
        self.order = order
        self._trees: dict[tuple[int, Pipe | None], dict[int, int]] = {}

    def between(self, earlier: Site, later: Site) -> list[int]:
        """A path from one site to the other on which nothing orders them; any path if there is no such."""
        start, goal = earlier.instruction.index, later.instruction.index
        open_path = path_in(self._tree(earlier, later.pipe), start, goal)
        return open_path or path_in(self._tree(earlier, None), start, goal) or [start, goal]

    def _tree(self, earlier: Site, pipe: Pipe | None) -> dict[int, int]:
        """All paths from a site, or those on which work of `pipe` is not ordered after it."""
        key = earlier.index, pipe
        if key not in self._trees:
            may_pass = _any_passes if pipe is None else leaves_open(self.order, earlier, pipe)
            self._trees[key] = tree_from(self.order.program, earlier.instruction.index, set(), may_pass)
        return self._trees[key]


def leaves_open(order: ProgramOrder, earlier: Site, pipe: Pipe) -> MayPass:
    """Whether an instruction lets `earlier` go on while later work on `pipe` starts."""
    keep = order.cross.keep
    on_pipe = order.on(pipe) if pipe == earlier.pipe else None

    def lets_pass(index: int) -> bool:
        if not keep[index].get(pipe, -1) >> earlier.index & 1:
            return False
        return on_pipe is None or not (on_pipe.drains(index) or index in on_pipe.barriers)

    return lets_pass


def lines(path: Iterable[Instruction]) -> list[int]:
    """The lines of a path, each run of one line once."""
    found: list[int] = []
    for instruction in path:
        if instruction.statement is not None and (not found or found[-1] != instruction.statement.line):
            found.append(instruction.statement.line)
    return found
