"""PF306."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.arch.pipe import Pipe
from ptofix.order.effects import Site
from ptofix.order.model import ProgramOrder
from ptofix.program.conditionals import tells_cores_apart
from ptofix.program.program import Barrier, Instruction, SetFlag, WaitFlag
from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class PipeNotOnCore(Rule):
    """A pipe that the core does not have.

    What: a barrier, a flag or an op of a pipe that is not on the core that compiles it: the vector core has no M, MTE1
    and FIX, the cube core no V.

    Why it matters: the device compiler rejects it at best; a wait for such a pipe never ends.

    Example:
        #if defined(__DAV_CUBE__)
        pipe_barrier(PIPE_V);   // PF306: the cube core has no vector pipe
        #endif

    Limits: a function for no core in particular is checked for each core for which it has something to do; statements
    outside every `__DAV_…__` region are seen by both. A file without any such region is for one kind of core, which its
    build chooses (the assembler since 0.47 writes a module of one kind so): it is checked only for having one.
    """

    code = "PF306"
    name = "pipe-not-on-core"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        found = {core: list(self.on_core(subject, core)) for core in subject.arch.pipes}
        if tells_cores_apart(subject.tree.body) or all(found.values()):
            for findings in found.values():
                yield from findings

    def on_core(self, subject: Subject, core: str) -> Iterator[Finding]:
        there = subject.arch.pipes[core]
        for order in subject.orders:
            if order.program.core != core:
                continue
            for instruction in order.program.instructions:
                for pipe in sorted(_pipes(order, instruction) - there):
                    yield self.finding(
                        f"the {core} core has no PIPE_{pipe}",
                        statement_of(instruction).place,
                        (Note(f"its pipes are {', '.join(f'PIPE_{name}' for name in sorted(there))}"),),
                        core=core,
                        pipe=pipe,
                    )


def _pipes(order: ProgramOrder, instruction: Instruction) -> set[Pipe]:
    match instruction.action:
        case Barrier(pipe):
            return {pipe} - {Pipe.ALL}
        case SetFlag(source, target) | WaitFlag(source, target):
            return {source, target}
    steps = order.effects.steps[instruction.index]
    return {step.pipe for step in steps if isinstance(step, Site) and not step.opaque}
