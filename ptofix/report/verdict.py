"""What the checker answered, for people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from ptofix.evidence.assumptions import BY_DISTANCE, GRADED
from ptofix.evidence.measured import MeasuredDistances
from ptofix.proof.explore import SOURCE_KEY
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict, Witness
from ptofix.report.diagnostics_json import diagnostic_data
from ptofix.report.summary import measured_words
from ptofix.text.diagnostics import Diagnostic, Note, Place, Severity, line_place, render
from ptofix.text.order_words import Acceptance, OrderVerdict, Pair, missing_words
from ptofix.text.plural import plural
from ptofix.text.recording import recording_lines
from ptofix.text.source import SourceFile, Span


class VerdictBasis(Struct, frozen=True):
    """What a verdict rests on: the weakest grade that was accepted, the distances, and what would accept more pairs."""

    evidence: str
    measured: MeasuredDistances | None = None
    accepted: Mapping[Pair, Acceptance] = field(default_factory=dict)


REFUTED, UNDECIDED = "PF900", "PF901"
_MOST_WITNESSES = 10


def verdict_text(verdict: Verdict, before: SourceFile, after: SourceFile, about: VerdictBasis) -> str:
    """The verdict on two texts for people."""
    if isinstance(verdict, Proved):
        counted = verdict.statistics
        how = ", compared up to renaming" if verdict.renamed else ""
        lines = [
            f"{after.name}: proved: every order of {before.name} is still there{how} "
            f"({plural(counted.programs, 'program')}, {counted.changed} of them changed, "
            f"{plural(counted.states, 'state')}, {_plural(counted.removed)} fewer, {counted.added} more)"
        ]
        return "\n".join([*lines, *_limits(verdict, after, about)])
    found = [render(diagnostic) for diagnostic in diagnostics(verdict, before, after, about.accepted)]
    return "\n".join([*found, *recording_lines(after)])


def _plural(count: int) -> str:
    return f"{count} barrier{'' if count == 1 else 's'} or flag{'' if count == 1 else 's'}"


def verdict_alone_text(verdict: Verdict, source: SourceFile, against: SourceFile | None, about: VerdictBasis) -> str:
    """The verdict on one text by itself; `against` is what it was compared with, if with any."""
    if isinstance(verdict, Proved):
        counted = verdict.statistics
        same = f"; but for synchronisation it is {against.name}" if against is not None else ""
        line = (
            f"{source.name}: proved: every conflict in on-chip memory is in order and every flag is balanced{same} "
            f"({plural(counted.programs, 'program')}, {plural(counted.states, 'state')})"
        )
        return "\n".join([line, *_limits(verdict, source, about)])
    found = [render(diagnostic) for diagnostic in diagnostics(verdict, source, source, about.accepted)]
    return "\n".join([*found, *recording_lines(source)])


def order_verdict(verdict: Verdict, about: VerdictBasis) -> OrderVerdict:
    """The same in the words of all verbs; what is not certain is undecided."""
    if isinstance(verdict, Proved):
        return OrderVerdict()
    if isinstance(verdict, Undecided):
        return OrderVerdict(undecided=1)
    certain = [witness for witness in verdict.witnesses if witness.certain]
    missing = {w.lines: about.accepted.get(w.lines) for w in certain if w.lines is not None}
    flags = sum(witness.lines is None for witness in certain)
    return OrderVerdict(missing, flags, len(verdict.witnesses) - len(certain), more=verdict.more)


def one_verdict(verdict: Verdict, about: VerdictBasis, found: OrderVerdict | None) -> OrderVerdict:
    """What to say of a text in one line: what `check` says of it by itself (`found`), which counts by more rules.

    Nothing that is not proved is in order.
    """
    own = order_verdict(verdict, about)
    return own if found is None or (found.in_order and not own.in_order) else found


def verdict_data(verdict: Verdict, source: SourceFile, about: VerdictBasis) -> dict[str, Any]:
    """The same for machines: what a proof rests on, else why there is none."""
    found = [] if isinstance(verdict, Proved) else diagnostics(verdict, source, source, about.accepted)
    return {
        "proved": isinstance(verdict, Proved),
        "assumptions": list(verdict.assumptions) if isinstance(verdict, Proved) else [],
        "not_judged": list(verdict.not_judged) if isinstance(verdict, Proved) else [],
        "problems": [diagnostic_data(one) for one in found],
    }


def _limits(verdict: Proved, source: SourceFile, about: VerdictBasis) -> list[str]:
    """What a proof is not about, and what it rests on."""
    lines = [f"{source.name}: not judged: {what}" for what in verdict.not_judged]
    if verdict.assumptions:
        graded = f" (evidence: {about.evidence})" if GRADED & {*verdict.assumptions} else ""
        lines.append(f"{source.name}: rests on {', '.join(verdict.assumptions)}{graded}")
        if about.measured is not None and BY_DISTANCE & {*verdict.assumptions}:
            lines.append(f"{source.name}: {measured_words(about.measured)}")
    return [*lines, *recording_lines(source)]


def diagnostics(
    verdict: Refuted | Undecided,
    before: SourceFile,
    after: SourceFile,
    accepted: Mapping[Pair, Acceptance] = MappingProxyType({}),
) -> list[Diagnostic]:
    """Why the checker does not confirm `after`, with places in it where it has them."""
    if isinstance(verdict, Undecided):
        here, there = reversed(verdict.places)
        notes = tuple(Note("and this", place) for place in (there,) if here is not None and place is not None)
        return [Diagnostic(Severity.ERROR, f"not decided: {verdict.reason}", here or there, UNDECIDED, notes)]
    del before
    found = [_of_witness(witness, after, accepted) for witness in verdict.witnesses[:_MOST_WITNESSES]]
    more = len(verdict.witnesses) - len(found) + verdict.more
    if more:
        found.append(Diagnostic(Severity.NOTE, f"and {more} more", Place(after, Span(0, 1)), REFUTED))
    return found


def _of_witness(witness: Witness, after: SourceFile, accepted: Mapping[Pair, Acceptance]) -> Diagnostic:
    place = None
    notes: list[Note] = []
    for obligation in witness.obligations:
        place = place or _line(after, obligation.later.line)
        notes.append(Note(f"{obligation.kind} on {obligation.region} with this", _line(after, obligation.earlier.line)))
    if place is None and witness.path:
        place = _line(after, witness.path[0])
    passed = ", ".join(f"line {line}: {why}" for line, why in witness.passed)
    if passed:
        notes.append(Note(f"on the way: {passed}"))
    if witness.flag_key == SOURCE_KEY:
        notes.append(Note("if source pipe and id alone name a flag: hw.flag-key is not assumed"))
    by = accepted.get(witness.lines) if witness.lines is not None else None
    if witness.lines is None:
        wrong = "flag not balanced"
    elif witness.certain:
        wrong = missing_words(by, witness.apart if by is not None else None)
    else:
        wrong = "not decided"
        notes.append(Note("no document says whether two loads on one pipe overtake each other"))
    undecided = not witness.certain or (by is not None and witness.apart is not None)
    level = Severity.UNDECIDED if undecided else Severity.ERROR
    return Diagnostic(level, f"{wrong}: on the {witness.core} core, {witness.message}", place, REFUTED, tuple(notes))


def _line(source: SourceFile, line: int) -> Place | None:
    return line_place(source, line) if 1 <= line <= source.line_count else None
