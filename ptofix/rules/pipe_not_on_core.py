"""PF306."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.arch.pipe import PIPES_OF_CORE, Pipe
from ptofix.order.effects import Site
from ptofix.order.model import ProgramOrder
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
    outside every `__DAV_…__` region are seen by both.
    """

    code = "PF306"
    name = "pipe-not-on-core"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        for order in subject.orders:
            there = PIPES_OF_CORE[order.program.core]
            for instruction in order.program.instructions:
                for pipe in sorted(_pipes(order, instruction) - there):
                    yield self.finding(
                        f"the {order.program.core} core has no PIPE_{pipe}",
                        statement_of(instruction).place,
                        (Note(f"its pipes are {', '.join(f'PIPE_{name}' for name in sorted(there))}"),),
                        core=order.program.core,
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
