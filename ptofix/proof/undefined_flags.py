"""Flags that the hardware does not have: what a set or a wait of one does is not defined.

They are taken as flags of which the id is known at run time only: in `after` they order nothing, in `before` all they
could.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ptofix.hardware.pipe import Pipe
from ptofix.program.program import Action, Program, SetFlag, TileOp, WaitFlag
from ptofix.proof.accesses import PipeWork, ways_of

Sync = SetFlag | WaitFlag


def undefined_flags(program: Program) -> frozenset[int]:
    """The sets and waits of such flags."""
    is_defined = _defined_on(program)
    syncs = (i for i in program.instructions if isinstance(i.action, SetFlag | WaitFlag))
    return frozenset(i.index for i in syncs if isinstance(i.action, SetFlag | WaitFlag) and not is_defined(i.action))


def with_defined_flags(program: Program) -> Program:
    """The same object if it has no others."""
    unlike = undefined_flags(program)
    if not unlike:
        return program
    instructions = [replace(i, action=_of_the_run(i.action)) if i.index in unlike else i for i in program.instructions]
    return replace(program, instructions=instructions)


def _of_the_run(sync: Action) -> Action:
    if not isinstance(sync, SetFlag | WaitFlag) or sync.event is None:
        return sync
    return replace(sync, event=None, among=frozenset((sync.event,)))


def _defined_on(program: Program) -> Callable[[Sync], bool]:
    there = program.arch.pipes[program.core]
    flags = {sync for i in program.instructions if isinstance(sync := i.action, SetFlag | WaitFlag)}
    if any(not {sync.source, sync.target} <= there for sync in flags) and not _pipes_of_ops(program) <= there:
        there = frozenset(Pipe)  # a function for the other kind of core
    ids = program.arch.event_ids
    return lambda x: (x.event is None or x.event in ids) and x.source != x.target and {x.source, x.target} <= there


def _pipes_of_ops(program: Program) -> frozenset[Pipe]:
    works = (
        step
        for i in program.instructions
        if isinstance(i.action, TileOp)
        for steps in ways_of(i.action, "strict")
        for step in steps
    )
    return frozenset(work.pipe for work in works if isinstance(work, PipeWork) and not work.opaque)
