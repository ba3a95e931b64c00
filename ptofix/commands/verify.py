"""`ptofix verify`, and certificates of `ptofix run`: the command line's side of ptofix.proof."""

from __future__ import annotations

from dataclasses import dataclass

from ptofix.order.model import model_named
from ptofix.proof.certificate import Certificate, certify, recheck
from ptofix.proof.check import check
from ptofix.proof.report import Proved, Refuted, Unknown, Verdict, Witness
from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity, error, render
from ptofix.text.source import SourceFile, Span, read_source

REFUTED, UNKNOWN = "PF900", "PF901"
_MOST_WITNESSES = 10


@dataclass(frozen=True)
class VerifyOptions:
    """The two texts, what may be assumed, and a certificate to check again ("" for none)."""

    before: str
    after: str
    model: str
    no_assume: tuple[str, ...] = ()
    certificate: str = ""


def verify_files(options: VerifyOptions) -> int:
    """Print the verdict. Returns the exit code: 0 proved, 1 refuted or not decided. Raises PtofixError, OSError."""
    before, after = read_source(options.before), read_source(options.after)
    if options.certificate:
        verdict = recheck(_read_certificate(options.certificate), before, after)
    else:
        verdict = check(before, after, options.model, _assumed(options.model, options.no_assume))
    print(verdict_text(verdict, before, after))
    return 0 if isinstance(verdict, Proved) else 1


def make_certificate(before: SourceFile, after: SourceFile, model: str, no_assume: tuple[str, ...]) -> str:
    """The certificate of a rewrite as JSON. Raises PtofixError where the checker does not confirm the rewrite."""
    result = certify(before, after, model, _assumed(model, no_assume))
    if isinstance(result, Certificate):
        return result.to_json()
    raise PtofixError(_diagnostics(result, before, after))


def verdict_text(verdict: Verdict, before: SourceFile, after: SourceFile) -> str:
    """The verdict for people."""
    if isinstance(verdict, Proved):
        counted = verdict.statistics
        lines = [
            f"{after.name}: proved: every order of {before.name} is still there "
            f"({counted.programs} programs, {counted.accesses} accesses, {counted.states} states, "
            f"{counted.removed} barriers or flags fewer, {counted.added} more)"
        ]
        if verdict.assumptions:
            lines.append(f"{after.name}: rests on {', '.join(verdict.assumptions)}")
        return "\n".join(lines)
    return "\n".join(render(diagnostic) for diagnostic in _diagnostics(verdict, before, after))


def _diagnostics(verdict: Refuted | Unknown, before: SourceFile, after: SourceFile) -> list[Diagnostic]:
    if isinstance(verdict, Unknown):
        here, there = verdict.places
        notes = tuple(Note("and this", place) for place in (there,) if place is not None)
        return [Diagnostic(Severity.ERROR, f"not decided: {verdict.reason}", here, UNKNOWN, notes)]
    found = [_of_witness(witness, before) for witness in verdict.witnesses[:_MOST_WITNESSES]]
    more = len(verdict.witnesses) - len(found)
    if more:
        found.append(Diagnostic(Severity.NOTE, f"and {more} more", Place(after, Span(0, 1)), REFUTED))
    return found


def _of_witness(witness: Witness, before: SourceFile) -> Diagnostic:
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
    return Diagnostic(
        Severity.ERROR, f"order lost on the {witness.core} core: {witness.message}", place, REFUTED, tuple(notes)
    )


def _line(source: SourceFile, line: int) -> Place | None:
    if not 1 <= line <= source.line_count:
        return None
    text = source.line_text(line)
    start = source.line_start(line) + len(text) - len(text.lstrip())
    return Place(source, Span(start, source.line_start(line) + len(text.rstrip())))


def _assumed(model: str, no_assume: tuple[str, ...]) -> frozenset[str]:
    return model_named(model).without(*no_assume).assumed


def _read_certificate(path: str) -> Certificate:
    source = read_source(path)
    try:
        return Certificate.from_json(source.text)
    except ValueError as problem:
        raise error(f"not a certificate: {problem}", Place(source, Span(0, 1))) from None
