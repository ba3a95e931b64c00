"""One side of a comparison: what a kernel does, statement by statement, with segment and stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.program.pipe_uses import PipeUse, pipe_uses
from ptofix.program.program import Instruction, Join, Opaque, Program, ProgramFile
from ptofix.program.segments import segments
from ptofix.program.stages import stage_names
from ptofix.text.diagnostics import Place, error
from ptofix.text.language import language_of
from ptofix.text.source import SourceFile, Span


@dataclass(frozen=True)
class Step:
    """One instruction, with its place in the pipeline; `stage` is "" outside of all stages."""

    segment: str
    stage: str
    instruction: Instruction

    @property
    def line(self) -> int:
        """Of the statement; an instruction without one is no step."""
        assert self.instruction.statement is not None
        return Place(self.instruction.statement.source, self.instruction.statement.span).line


@dataclass(frozen=True)
class CoreSteps:
    """What one function does on one core, in the order of the text."""

    function: str
    core: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Outside:
    """What is not in the language: a whole function that was left out, or a call that is shown but not understood."""

    function: str
    whole_function: bool
    place: Place
    reason: str


@dataclass(frozen=True)
class Kernel:
    """A file as far as views look at it."""

    source: SourceFile
    cores: tuple[CoreSteps, ...]
    pipes: tuple[PipeUse, ...]
    outside: tuple[Outside, ...]


def read_kernel(source: SourceFile) -> Kernel:
    """Raises PtofixError for a text that cannot be parsed, or in which there is nothing to compare."""
    start = Place(source, Span(0, 1))
    if language_of(source) == "pto":
        raise error("`ptofix compare` reads C++: have the assembler translate PTO IR first", start)
    tree = parse(source)
    file = program_file(tree)
    if not file.programs and not file.refusals:
        raise error("nothing to compare: no function of this text works on on-chip memory", start)
    stages = stage_names(file.programs)
    cores = tuple(_core_steps(program, stages[program]) for program in file.programs)
    return Kernel(source, cores, tuple(pipe_uses(tree)), _outside(file, cores))


def _core_steps(program: Program, stages: Sequence[str]) -> CoreSteps:
    steps = tuple(
        Step(segment, stage, instruction)
        for segment, stage, instruction in zip(segments(program), stages, program.instructions)
        if instruction.statement is not None and not isinstance(instruction.action, Join)
    )
    return CoreSteps(program.function, program.core, steps)


def _outside(file: ProgramFile, cores: Sequence[CoreSteps]) -> tuple[Outside, ...]:
    found = [Outside(refusal.function, True, refusal.place, refusal.reason) for refusal in file.refusals]
    for core in cores:
        for step in core.steps:
            action, statement = step.instruction.action, step.instruction.statement
            if isinstance(action, Opaque) and statement is not None:
                place = Place(statement.source, statement.span)
                found.append(Outside(core.function, False, place, action.reason))
    return tuple(dict.fromkeys(found))
