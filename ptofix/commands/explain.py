"""`ptofix explain`: the page of a name, or what the model knows about one line of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ptofix.arch.headers import Headers
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.cpp.parser import parse
from ptofix.order.model import REPEAT_DISTANCE, Model, ProgramOrder, model_named
from ptofix.program.build import program_file
from ptofix.program.program import Barrier, Instruction, Opaque, SetFlag, TileOp, WaitFlag
from ptofix.report.explanations.barrier import barrier
from ptofix.report.explanations.flag import flag
from ptofix.report.explanations.op import op
from ptofix.report.explanations.removed import removed_words, restored
from ptofix.report.listings import explanation
from ptofix.text.diagnostics import Place, error
from ptofix.text.source import SourceFile, Span, read_source

_PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)")


def explain(name: str, model: str, no_assume: Sequence[str], headers: str, evidence: str = "") -> str:
    """Raises PtofixError for an unknown name, and for a line that there is nothing to say about."""
    place = _PLACE.fullmatch(name)
    if place is None:
        return explanation(name)
    source = read_source(place["file"])
    chosen, rests = chosen_headers(headers), model_named(model).without(*no_assume).accepting(evidence)
    facts = explain_line(source, int(place["line"]), rests, chosen)
    return f"{facts}\n\nheaders: {chosen}"


def explain_line(source: SourceFile, line: int, model: Model, headers: Headers) -> str:
    """Everything on the statements of one line, per function and core."""
    if not 1 <= line <= source.line_count:
        raise error(f"{source.name} has {source.line_count} lines, not {line}")
    source, removed_as = restored(source, line)
    parts = [removed_words(source.name, line, removed_as)] if removed_as else []
    file = program_file(parse(source), headers.arch)
    for program in file.programs:
        order = ProgramOrder(program, model)
        for instruction in order.program.instructions:
            if _on_line(source, instruction, line):
                text = " ".join((instruction.statement.text if instruction.statement else "").split())
                where = f"  in `{program.function}`, on the {program.core} core, {_model(model)}{_rounds(instruction)}"
                parts.append("\n".join([f"{source.name}:{line}: {text}", where, *_facts(order, instruction)]))
    for refusal in file.refusals:
        first, last = (source.line_column(offset)[0] for offset in refusal.span)
        if first <= line <= last:
            what = f"`{refusal.function}`" if refusal.function else "the whole file"
            parts.append(f"{source.name}:{line}: not analysed, like all of {what}: {refusal.place}: {refusal.reason}")
    if not parts[bool(removed_as) :]:
        text = source.line_text(line)
        start = source.line_start(line) + len(text) - len(text.lstrip())
        raise error("nothing to explain here: no barrier, flag or tile op", Place(source, Span(start, start)))
    return "\n\n".join(parts)


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
    graded = f" (evidence: {model.evidence})" if REPEAT_DISTANCE in model.assumed else ""
    return f"model {model.name}{assumed}{graded}"
