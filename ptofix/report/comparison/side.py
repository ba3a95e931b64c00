"""One side of a comparison: what a kernel does, statement by statement, with segment and stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ptofix.cpp.parser import parse
from ptofix.program.build import program_file
from ptofix.program.outline import Outline, OutlineEntry, outline
from ptofix.program.pipe_uses import PipeUse, pipe_uses
from ptofix.program.program import ProgramFile
from ptofix.program.segments import segments
from ptofix.program.stages import stage_names
from ptofix.report.comparison.sketch import Sketch, sketch, spelled_pipes
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.language import refuse_ir
from ptofix.text.source import SourceFile, Span


class PlacedEntry(Struct, frozen=True):
    """One entry of an outline, with its place in the pipeline; `stage` is "" outside of all stages."""

    segment: str
    stage: str
    entry: OutlineEntry


class CoreSteps(Struct, frozen=True):
    """What one function does on one core, in the order of the text."""

    function: str
    core: str
    steps: tuple[PlacedEntry, ...]


class Outside(Struct, frozen=True):
    """What is not in the language: a function or file that is read by its spelling, or a call that is not understood.

    `function` is "" for the whole file.
    """

    function: str
    whole_function: bool
    place: Place
    reason: str


class KernelSide(Struct, frozen=True):
    """A file as far as views look at it."""

    source: SourceFile
    cores: tuple[CoreSteps, ...]
    pipes: tuple[PipeUse, ...]
    outside: tuple[Outside, ...]


def read_kernel(source: SourceFile) -> KernelSide:
    """Raises PtofixError for a text in which there is nothing to compare."""
    refuse_ir(source, "compare")
    try:
        tree = parse(source)
    except PtofixError as problem:
        return _unparsed(source, problem)
    file = program_file(tree)
    drawn = Sketch() if not file.refusals else sketch(source, [refusal.span for refusal in file.refusals])
    outlines = [outline(program) for program in file.programs if program.function not in drawn.functions]
    if not outlines and not drawn.outlines and not file.refusals:
        raise error("nothing to compare: no function of this text works on on-chip memory", Place(source, Span(0, 1)))
    outside = (*_refused(file), *_not_understood(outlines))
    return KernelSide(source, _placed([*outlines, *drawn.outlines]), tuple(pipe_uses(tree)), outside)


def _unparsed(source: SourceFile, problem: PtofixError) -> KernelSide:
    """A text that is not even C++ as ptofix reads it: still what it spells."""
    drawn = sketch(source, [Span(0, len(source.text))])
    first = problem.diagnostics[0]
    if not drawn.outlines or first.place is None:
        raise problem
    pipes = tuple(spelled_pipes(source))
    return KernelSide(source, _placed(drawn.outlines), pipes, (Outside("", True, first.place, first.message),))


def _placed(outlines: Sequence[Outline]) -> tuple[CoreSteps, ...]:
    found = []
    for one, stages in zip(outlines, stage_names(outlines)):
        steps = zip(segments(one.entries), stages, one.entries)
        found.append(CoreSteps(one.function, one.core, tuple(PlacedEntry(*step) for step in steps)))
    return tuple(found)


def _refused(file: ProgramFile) -> Iterator[Outside]:
    return (Outside(refusal.function, True, refusal.place, refusal.reason) for refusal in file.refusals)


def _not_understood(outlines: Sequence[Outline]) -> Iterator[Outside]:
    """Calls in programs; each once, whatever cores see it."""
    found = {
        (one.function, entry.place): Outside(one.function, False, entry.place, entry.name)
        for one in outlines
        for entry in one.entries
        if entry.kind == "unknown"
    }
    yield from found.values()
