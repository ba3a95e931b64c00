"""`ptofix.explain` and `ptofix.explain_line`: the page of a name, and what the model knows about one line of a text."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ptofix.api.basis import Basis, basis
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.cpp.parser import parse
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.order.model import Model, ProgramOrder, model_words
from ptofix.program.build import program_file
from ptofix.program.program import Barrier, Instruction, Opaque, SetFlag, TileOp, WaitFlag
from ptofix.report.explanations.barrier import barrier
from ptofix.report.explanations.flag import flag
from ptofix.report.explanations.op import op
from ptofix.report.explanations.removed import removed_words, restored
from ptofix.report.listings import explanation
from ptofix.rules.checking import check_subject, subject_of
from ptofix.rules.messages import race_message, statement_of
from ptofix.rules.races import by_unit_flag, is_left_out
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Place, error, line_place
from ptofix.text.order_words import OrderVerdict, verdict_line
from ptofix.text.recording import from_words, recording_lines
from ptofix.text.source import SourceFile, Span


def explain(name: str) -> str:
    """The page of a name: a code, pattern, pass, assumption or reason. Raises PtofixError for an unknown one."""
    return explanation(name)


def explain_line(
    text: Text,
    line: int,
    *,
    model: str = "",
    assume: Collection[str] | None = None,
    no_assume: Collection[str] = (),
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    headers: Headers | None = None,
    sizes: Mapping[str, int] | None = None,
    s1: int | None = None,
    name: str = "",
) -> str:
    """Why the barrier on a line is needed, or why it could go; what a flag or an op there does.

    `sizes` are values of the kernel's integers, `s1` that of its only one: what a wait is worth depends on them.

    Raises PtofixError for a line that there is nothing to say about; OSError.
    """
    source = source_of(text, name)
    chosen = basis(model, assume, no_assume, evidence, "", assumptions)
    with no_deeper_than_python(source.name):
        assumed = assumed_headers() if headers is None else headers
        return str(explained_line(source, line, chosen, assumed, sizes, s1))


class ExplainedLine(Struct, frozen=True):
    """What there is to say of a line of `source`, in which a barrier that was removed on the line is put back.

    `verdict` is on the text as it was given.
    """

    source: SourceFile
    line: int
    words: str
    model: Model
    headers: Headers
    verdict: OrderVerdict

    def __str__(self) -> str:
        last = verdict_line(self.source.name, self.verdict, model_words(self.model))
        about = [*recording_lines(self.source), f"headers: {self.headers}", last]
        return "\n".join([self.words, "", *about])


def line_page(said: ExplainedLine) -> str:
    """The picture of the file, open at the line. Raises PtofixError."""
    from ptofix.report.pictures.as_html import html  # only where somebody asks for one
    from ptofix.report.pictures.make import picture

    subject = subject_of(said.source, said.model, headers=said.headers)
    drawn = picture(subject, check_subject(subject).findings)
    return html(replace(drawn, focus=said.line, focus_words=said.words))


def explained_line(
    source: SourceFile,
    line: int,
    chosen: Basis,
    headers: Headers,
    sizes: Mapping[str, int] | None = None,
    s1: int | None = None,
) -> ExplainedLine:
    """Everything on the statements of one line, per function and core. Raises PtofixError."""
    model = chosen.memory_model
    if not 1 <= line <= source.line_count:
        raise error(f"{source.name} has {source.line_count} lines, not {line}")
    subject = subject_of(source, model, headers=headers)
    source, removed_as = restored(source, line)
    parts = [removed_words(source.name, line, removed_as)] if removed_as else []
    file = program_file(parse(source), headers.arch, idle_callers=chosen.idle_callers)
    waits = False
    for program in file.programs:
        order = ProgramOrder(program, model)
        found = [instruction for instruction in order.program.instructions if _on_line(source, instruction, line)]
        for instruction in found:
            text = " ".join((instruction.statement.text if instruction.statement else "").split())
            where = f"  in `{program.function}`, on the {program.core} core, {_model(model)}{_rounds(instruction)}"
            recorded = [f"  recorded from {found_at}"] if (found_at := from_words(source, line)) else []
            parts.append("\n".join([f"{source.name}:{line}: {text}", *recorded, where, *_facts(order, instruction)]))
        if found:
            parts[-1] = "\n".join([parts[-1], *_map(order, found[0])])
        waits |= bool(found and (sizes or s1 is not None))
        waits |= any(isinstance(instruction.action, (Barrier, WaitFlag)) for instruction in found)
    for refusal in file.refusals:
        first, last = (source.line_column(offset)[0] for offset in refusal.span)
        if first <= line <= last:
            what = f"`{refusal.function}`" if refusal.function else "the whole file"
            parts.append(f"{source.name}:{line}: not analysed, like all of {what}: {refusal.place}: {refusal.reason}")
    if not parts[bool(removed_as) :]:
        start = line_place(source, line).span.start
        raise error("nothing to explain here: no barrier, flag or tile op", Place(source, Span(start, start)))
    parts += _missing(subject, line)
    if waits:
        parts.append("\n".join(_share(source, line, sizes or {}, s1)))
    return ExplainedLine(source, line, "\n\n".join(parts), model, headers, check_subject(subject).verdict)


def _missing(subject: Subject, line: int) -> Iterator[str]:
    """The missing orders of the ops on the line, in the words of `check`."""
    if subject.other_hardware is not None:
        return
    found = dict[str, None]()
    for race in subject.missing:
        ends = statement_of(race.earlier.instruction), statement_of(race.later.instruction)
        if line in {end.line for end in ends} and not is_left_out(race) and not by_unit_flag(race):
            event = race_message(race, subject.acceptance(race))
            found[f"  line {ends[0].line} → line {ends[1].line}: {event}"] = None
    if found:
        name = subject.tree.source.name
        yield "\n".join([f"{name}:{line}: missing orders of this line:", *found])


def _share(source: SourceFile, line: int, sizes: Mapping[str, int], s1: int | None) -> Iterator[str]:
    from ptofix.report.explanations.share import share

    return share(source, line, sizes, s1)


def _map(order: ProgramOrder, instruction: Instruction) -> Iterator[str]:
    from ptofix.report.pictures.as_text import around
    from ptofix.report.pictures.lanes import LaneNumbers

    numbers = LaneNumbers(order)
    return around(numbers.lane, numbers.column(instruction))


def _rounds(instruction: Instruction) -> str:
    """In which rounds of the loops around it, where that makes a difference."""
    return "".join(
        f", round i of the loop over `{r.variable}`, i % {r.period} = {r.residue}" for r in instruction.rounds
    )


def _on_line(source: SourceFile, instruction: Instruction, line: int) -> bool:
    if instruction.statement is None:
        return False
    first, last = (source.line_column(offset)[0] for offset in instruction.statement.span)
    return first <= line <= last


def _facts(order: ProgramOrder, instruction: Instruction) -> Iterator[str]:
    match instruction.action:
        case Barrier():
            yield from barrier(order, instruction)
        case SetFlag() | WaitFlag():
            yield from flag(order, instruction)
        case TileOp():
            yield from op(order, instruction)
        case Opaque(reason):
            yield f"not analysed, it may touch anything: {reason}"


def _model(model: Model) -> str:
    assumed = f" assuming {', '.join(sorted(model.assumed))}" if model.assumed else ", no assumption"
    graded = f" (evidence: {model.evidence})" if model.safe_distance.repeats is not None else ""
    return f"model {model.name}{assumed}{graded}"
