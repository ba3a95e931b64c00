"""PF306."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.hardware.other_hardware import OTHER
from ptofix.program.conditionals import tells_cores_apart
from ptofix.rules.kinds_of_core import for_another_core, pipes_of
from ptofix.rules.messages import statement_of
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Note, Severity


class PipeNotOnCore(Rule):
    """A pipe that the core does not have.

    What: the vector core has no M, MTE1 and FIX, the cube core no V.

    Why it matters: the device compiler rejects it at best; a wait for such a pipe never ends.

    Example:
        #if defined(__DAV_CUBE__)
        pipe_barrier(PIPE_V);   // PF306: the cube core has no vector pipe
        #endif

    Limits: both cores see statements outside every `__DAV_…__` region. A file without any such region is for the kind
    of core that its build chooses: the ops of each function say which, and a mixture is one finding, undecided.
    """

    code = "PF306"
    name = "pipe-not-on-core"
    severity = Severity.ERROR

    def run(self, subject: Subject) -> Iterator[Finding]:
        found = {core: list(self.on_core(subject, core)) for core in subject.arch.pipes}
        if tells_cores_apart(subject.tree.body):
            for findings in found.values():
                yield from findings
        elif all(found.values()):
            first = sorted((findings[0] for findings in found.values()), key=lambda finding: finding.place.span)
            yield self.finding(
                "the file has work for both kinds of core, and nothing in it tells them apart: "
                "which it is for is undecided",
                first[0].place,
                tuple(Note(finding.message, finding.place) for finding in first),
                severity=Severity.UNDECIDED,
            )

    def on_core(self, subject: Subject, core: str) -> Iterator[Finding]:
        there = subject.arch.pipes[core]
        elsewhere = set(for_another_core(subject.tree, subject.programs_of_all_cores))
        programs = [p for p in subject.programs_of_all_cores if p.core == core and p not in elsewhere]
        for instruction in (instruction for program in programs for instruction in program.reached):
            for pipe in sorted(pipes_of(instruction.action) - there):
                yield self.finding(
                    f"the {core} core has no PIPE_{pipe}",
                    statement_of(instruction).place,
                    (Note(f"its pipes are {', '.join(f'PIPE_{name}' for name in sorted(there))}"),),
                    f"is this text for A5? Then `--arch {OTHER}`" if subject.may_be_for_other else "",
                    core=core,
                    pipe=pipe,
                )
