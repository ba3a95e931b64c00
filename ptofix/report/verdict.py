"""What the checker answered, for people."""

from __future__ import annotations

from ptofix.arch.evidence import BY_DISTANCE, GRADED
from ptofix.arch.measured import MeasuredDistances
from ptofix.proof.explore import SOURCE_KEY
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict, Witness
from ptofix.report.summary import measured_words
from ptofix.text.diagnostics import Diagnostic, Note, Place, Severity, render
from ptofix.text.recording import recording_lines
from ptofix.text.source import SourceFile, Span

REFUTED, UNDECIDED = "PF900", "PF901"
_MOST_WITNESSES = 10


def verdict_text(
    verdict: Verdict, before: SourceFile, after: SourceFile, evidence: str, measured: MeasuredDistances | None = None
) -> str:
    """The verdict for people; `evidence` is the weakest grade that was accepted, `measured` the distances."""
    if isinstance(verdict, Proved):
        counted = verdict.statistics
        how = ", compared up to renaming" if verdict.renamed else ""
        lines = [
            f"{after.name}: proved: every order of {before.name} is still there{how} "
            f"({counted.programs} programs, {counted.changed} of them changed, {counted.states} states, "
            f"{counted.removed} barriers or flags fewer, {counted.added} more)"
        ]
        return "\n".join([*lines, *_limits(verdict, after, evidence, measured)])
    found = [render(diagnostic) for diagnostic in diagnostics(verdict, before, after)]
    return "\n".join([*found, *recording_lines(after)])


def verdict_alone_text(
    verdict: Verdict,
    source: SourceFile,
    against: SourceFile | None,
    evidence: str,
    measured: MeasuredDistances | None = None,
) -> str:
    """The verdict on one text by itself; `against` is what it was compared with, if with any."""
    if isinstance(verdict, Proved):
        counted = verdict.statistics
        same = f"; but for synchronisation it is {against.name}" if against is not None else ""
        line = (
            f"{source.name}: proved: every conflict in on-chip memory is in order and every flag is balanced{same} "
            f"({counted.programs} programs, {counted.states} states)"
        )
        return "\n".join([line, *_limits(verdict, source, evidence, measured)])
    found = [render(diagnostic) for diagnostic in diagnostics(verdict, source, source, "not in order")]
    return "\n".join([*found, *recording_lines(source)])


def _limits(verdict: Proved, source: SourceFile, evidence: str, measured: MeasuredDistances | None) -> list[str]:
    """What a proof is not about, and what it rests on."""
    lines = [f"{source.name}: not judged: {what}" for what in verdict.not_judged]
    if verdict.assumptions:
        graded = f" (evidence: {evidence})" if GRADED & {*verdict.assumptions} else ""
        lines.append(f"{source.name}: rests on {', '.join(verdict.assumptions)}{graded}")
        if measured is not None and BY_DISTANCE & {*verdict.assumptions}:
            lines.append(f"{source.name}: {measured_words(measured)}")
    return [*lines, *recording_lines(source)]


def diagnostics(
    verdict: Refuted | Undecided, before: SourceFile, after: SourceFile, wrong: str = "order lost"
) -> list[Diagnostic]:
    """Why the checker does not confirm that `after` may stand for `before`; `wrong` says what a witness shows."""
    if isinstance(verdict, Undecided):
        here, there = verdict.places
        notes = tuple(Note("and this", place) for place in (there,) if here is not None and place is not None)
        return [Diagnostic(Severity.ERROR, f"not decided: {verdict.reason}", here or there, UNDECIDED, notes)]
    found = [_of_witness(witness, before, wrong) for witness in verdict.witnesses[:_MOST_WITNESSES]]
    more = len(verdict.witnesses) - len(found) + verdict.more
    if more:
        found.append(Diagnostic(Severity.NOTE, f"and {more} more", Place(after, Span(0, 1)), REFUTED))
    return found


def _of_witness(witness: Witness, before: SourceFile, wrong: str) -> Diagnostic:
    place = None
    notes: list[Note] = []
    for obligation in witness.obligations:
        place = place or _line(before, obligation.later.line)
        notes.append(
            Note(f"{obligation.kind} on {obligation.region} with this", _line(before, obligation.earlier.line))
        )
    passed = ", ".join(f"line {line}: {why}" for line, why in witness.passed)
    if passed:
        notes.append(Note(f"on the way: {passed}"))
    if witness.flag_key == SOURCE_KEY:
        notes.append(Note("if source pipe and id alone name a flag: hw.flag-key is not assumed"))
    return Diagnostic(
        Severity.ERROR, f"{wrong} on the {witness.core} core: {witness.message}", place, REFUTED, tuple(notes)
    )


def _line(source: SourceFile, line: int) -> Place | None:
    if not 1 <= line <= source.line_count:
        return None
    text = source.line_text(line)
    start = source.line_start(line) + len(text) - len(text.lstrip())
    return Place(source, Span(start, source.line_start(line) + len(text.rstrip())))
