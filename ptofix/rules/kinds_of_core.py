"""For which kind of core a file is that does not say so: what an op, barrier or flag needs is on one kind only."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.arch.call import Expansion, Stage
from ptofix.arch.pipe import Pipe
from ptofix.cpp.parser import Tree
from ptofix.order.effects import expansion_of
from ptofix.program.conditionals import CORES, tells_cores_apart
from ptofix.program.program import Action, Barrier, Program, SetFlag, TileOp, WaitFlag


def pipes_of(action: Action) -> frozenset[Pipe]:
    """The pipes that a statement cannot do without; none of a call that is not known."""
    match action:
        case Barrier(pipe):
            return frozenset((pipe,)) - {Pipe.ALL}
        case SetFlag(source, target) | WaitFlag(source, target):
            return frozenset((source, target))
        case TileOp(call):
            expansion = expansion_of(call, micro_steps=True)
            steps = expansion.steps if isinstance(expansion, Expansion) else ()
            return frozenset(step.pipe for step in steps if isinstance(step, Stage))
    return frozenset()


def on_their_core(tree: Tree, programs: Iterable[Program]) -> tuple[Program, ...]:
    """The programs without those of the kind of core that a function cannot be for.

    A file that tells the cores apart somewhere means both; a function for neither kind, or for either, keeps both.
    """
    found = tuple(programs)
    if tells_cores_apart(tree.body):
        return found
    misfits = {(program.function, program.core) for program in found if not _fits(program)}
    for_none = {function for function, _ in misfits if all((function, core) in misfits for core in CORES)}
    return tuple(p for p in found if (p.function, p.core) not in misfits or p.function in for_none)


def _fits(program: Program) -> bool:
    there = program.arch.pipes[program.core]
    return all(pipes_of(instruction.action) <= there for instruction in program.instructions)
