"""For which kind of core a file is that does not say so: what an op, barrier or flag needs is on one kind only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ptofix.cpp.nodes import Function
from ptofix.cpp.parser import Block, Tree
from ptofix.hardware.pipe import Pipe
from ptofix.isa.call import Expansion, OpCall, Stage
from ptofix.order.effects import expansion_of
from ptofix.program.conditionals import CORES, tells_cores_apart
from ptofix.program.program import Action, Barrier, Opaque, Program, SetFlag, TileOp, WaitFlag


def pipes_of(action: Action) -> frozenset[Pipe]:
    """The pipes that a statement cannot do without; none of a call that is not known."""
    match action:
        case Barrier(pipe):
            return frozenset((pipe,)) - {Pipe.ALL}
        case SetFlag(source, target) | WaitFlag(source, target):
            return frozenset((source, target))
        case TileOp(call):
            return _pipes_of_op(call)
    return frozenset()


@lru_cache(maxsize=4096)
def _pipes_of_op(call: OpCall) -> frozenset[Pipe]:
    expansion = expansion_of(call)
    steps = expansion.steps if isinstance(expansion, Expansion) else ()
    return frozenset(step.pipe for step in steps if isinstance(step, Stage))


def on_their_core(tree: Tree, programs: Iterable[Program]) -> tuple[Program, ...]:
    """The programs without those of the kind of core that a function cannot be for.

    A file that tells the cores apart somewhere means both; a function for neither kind, or for either, keeps both. So
    does one that tells them apart itself, while any other that unknown code calls is for the core of its callers.
    """
    found = tuple(programs)
    if tells_cores_apart(tree.body):
        elsewhere = set(for_another_core(tree, found))
        return tuple(program for program in found if program not in elsewhere)
    misfits = {(program.function, program.core) for program in found if not _fits(program)}
    for_none = {function for function, _ in misfits if all((function, core) in misfits for core in CORES)}
    return tuple(p for p in found if (p.function, p.core) not in misfits or p.function in for_none)


def for_another_core(tree: Tree, programs: Iterable[Program]) -> Iterator[Program]:
    """Programs of functions that anything may call, on a core that has not what they need, if another one has."""
    found = tuple(programs)
    own = {
        block.head.node.name
        for block in tree.body
        if isinstance(block, Block) and isinstance(block.head.node, Function) and tells_cores_apart(block.body)
    }
    called = {p.function for p in found if isinstance(p.entry.action, Opaque)} - own
    fitting = {program.function for program in found if program.function in called and _fits(program)}
    for program in found:
        if program.function in fitting and isinstance(program.entry.action, Opaque) and not _fits(program):
            yield program


def _fits(program: Program) -> bool:
    there = program.arch.pipes[program.core]
    return all(pipes_of(instruction.action) <= there for instruction in program.instructions)
