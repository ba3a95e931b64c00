"""`ptofix verify`, and certificates of `ptofix run`: the command line's side of ptofix.proof."""

from __future__ import annotations

from dataclasses import dataclass

from ptofix.arch.architecture import A2A3
from ptofix.arch.grade import GRADES
from ptofix.arch.headers import Headers
from ptofix.arch.other_hardware import refuse_other_hardware
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.order.model import REPEAT_DISTANCE, Model, model_named
from ptofix.program.ops import ops_in_use
from ptofix.proof.certificate import Certificate, certify, recheck
from ptofix.proof.check import check, check_rewrite, checked_assumptions, parsed_kernel
from ptofix.proof.claims import Claim, FoldMulsOneClaim, SlotNumClaim
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict, Witness
from ptofix.report.headers import headers_lines
from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError, Severity, error, render
from ptofix.text.source import SourceFile, Span, read_source

REFUTED, UNDECIDED = "PF900", "PF901"
_MOST_WITNESSES = 10


@dataclass(frozen=True)
class VerifyOptions:
    """The two texts, what may be assumed, what is claimed, and a certificate to check again ("" for none).

    `local_slot_num` is a number for all pipes or FlagID=N,…, "" for no claim.
    """

    before: str
    after: str
    model: str
    no_assume: tuple[str, ...] = ()
    evidence: str = ""
    certificate: str = ""
    across_versions: bool = False
    local_slot_num: str = ""
    fold_muls_one: bool = False
    arch: str = ""
    headers: str = ""


def verify_files(options: VerifyOptions) -> int:
    """Print the verdict. Returns the exit code: 0 proved, 1 refuted or not decided. Raises PtofixError, OSError."""
    claims = _claims(options)
    if (claims or options.certificate) and options.across_versions:
        raise error("--across-versions compares whole programs: it takes no certificate and no claimed rewrites")
    if claims and options.certificate:
        raise error("a certificate is about barriers alone: it takes no claimed rewrites")
    before, after = read_source(options.before), read_source(options.after)
    for source in (before, after):
        refuse_other_hardware(source, options.arch)
    headers = chosen_headers(options.headers)
    model = model_named(options.model).without(*options.no_assume).accepting(options.evidence)
    evidence = str(model.evidence)
    if options.certificate:
        known = parsed_kernel(before)
        certificate = _read_certificate(options.certificate)
        if options.evidence:
            _require_evidence(certificate, model)
        evidence = certificate.evidence
        # Nobody says which headers they are: those of the certificate, as far as its fingerprints are known.
        headers = certificate.headers if headers.assumed else headers
        verdict = recheck(certificate, before, after, headers)
    else:
        arch, taken = headers.arch, checked_assumptions(model.name, model.assumed)
        known = parsed_kernel(before, arch)
        if options.across_versions:
            verdict = check(before, after, model.name, taken, (), True, arch, model.evidence)
        else:
            verdict = check_rewrite(before, after, model.name, taken, claims, known, arch, model.evidence)
    print(verdict_text(verdict, before, after, evidence))
    print("\n".join(headers_lines(after.name, headers, ops_in_use(known.tree, A2A3))))
    return 0 if isinstance(verdict, Proved) else 1


def _claims(options: VerifyOptions) -> tuple[Claim, ...]:
    slots = (slot_num_claim(options.local_slot_num),) if options.local_slot_num else ()
    return (*slots, *((FoldMulsOneClaim(),) if options.fold_muls_one else ()))


def slot_num_claim(text: str) -> SlotNumClaim:
    """From `N` or `ID=N,…`. Raises PtofixError."""
    if text.isdecimal():
        return SlotNumClaim(default=int(text))
    pairs = [item.partition("=") for item in text.split(",")]
    if not all(flag.isdecimal() and value.isdecimal() for flag, _, value in pairs):
        raise error(f"--local-slot-num: `{text}` is neither N nor ID=N,…")
    return SlotNumClaim(tuple((int(flag), int(value)) for flag, _, value in pairs))


def make_certificate(before: SourceFile, after: SourceFile, model: Model, headers: Headers) -> str:
    """The certificate of a rewrite as JSON. Raises PtofixError where the checker does not confirm the rewrite."""
    result = certify(before, after, model.name, model.assumed, headers, model.evidence)
    if isinstance(result, Certificate):
        return result.to_json()
    raise PtofixError(diagnostics(result, before, after))


def verdict_text(verdict: Verdict, before: SourceFile, after: SourceFile, evidence: str) -> str:
    """The verdict for people; `evidence` is the weakest grade that was accepted."""
    if isinstance(verdict, Proved):
        counted = verdict.statistics
        how = ", compared up to renaming" if verdict.renamed else ""
        lines = [
            f"{after.name}: proved: every order of {before.name} is still there{how} "
            f"({counted.programs} programs, {counted.changed} of them changed, {counted.states} states, "
            f"{counted.removed} barriers or flags fewer, {counted.added} more)"
        ]
        lines += [f"{after.name}: not judged: {what}" for what in verdict.not_judged]
        if verdict.assumptions:
            graded = f" (evidence: {evidence})" if REPEAT_DISTANCE in verdict.assumptions else ""
            lines.append(f"{after.name}: rests on {', '.join(verdict.assumptions)}{graded}")
        return "\n".join(lines)
    return "\n".join(render(diagnostic) for diagnostic in diagnostics(verdict, before, after))


def diagnostics(verdict: Refuted | Undecided, before: SourceFile, after: SourceFile) -> list[Diagnostic]:
    """Why the checker does not confirm that `after` may stand for `before`."""
    if isinstance(verdict, Undecided):
        here, there = verdict.places
        notes = tuple(Note("and this", place) for place in (there,) if here is not None and place is not None)
        return [Diagnostic(Severity.ERROR, f"not decided: {verdict.reason}", here or there, UNDECIDED, notes)]
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


def _require_evidence(certificate: Certificate, model: Model) -> None:
    if GRADES.get(certificate.evidence, model.evidence) > model.evidence:
        raise error(f"the certificate accepts evidence `{certificate.evidence}`, weaker than `{model.evidence}`")


def _read_certificate(path: str) -> Certificate:
    source = read_source(path)
    try:
        return Certificate.from_json(source.text)
    except ValueError as problem:
        raise error(f"not a certificate: {problem}", Place(source, Span(0, 1))) from None
