"""`ptofix.verify`, and what it has in common with `ptofix verify`: the independent checker on two texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct, field

from ptofix.api.basis import Basis, basis
from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.evidence.assumptions import BY_DISTANCE, IDLE_CALLERS
from ptofix.hardware.other_hardware import refuse_other_hardware
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.isa.architecture import A2A3
from ptofix.order.model import DEFAULT, Model
from ptofix.program.ops import ops_in_use
from ptofix.proof.certificate import Certificate, is_on_basis, recheck, rests_on_more
from ptofix.proof.certificate_alone import CertificateAlone, certify_text, judge_text, recheck_text
from ptofix.proof.check import AcceptedEvidence, check, check_rewrite, checked_assumptions, parsed_alone, parsed_kernel
from ptofix.proof.claims import Claim, FoldMulsOneClaim, SlotNumClaim
from ptofix.proof.product import Parsed
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.order_words import Acceptance, Apart, OrderVerdict, Pair, acceptance
from ptofix.text.source import SourceFile, Span


def verify(
    before: Text,
    after: Text,
    *,
    model: str = "",
    assume: Collection[str] | None = None,
    no_assume: Collection[str] = (),
    evidence: str = "",
    assumptions: str | os.PathLike[str] = "",
    headers: Headers | None = None,
    arch: str = "",
    certificate: str = "",
    across_versions: bool = False,
    local_slot_num: int | str = "",
    fold_muls_one: bool = False,
    name: str = "",
) -> Verdict:
    """Judge whether `after` keeps every order of `before`, as `ptofix verify` does. Only Proved is true.

    `certificate` is the text of one, which is worked out again. `name` is what messages call both texts.

    Raises PtofixError for texts or arguments that cannot be used; OSError.
    """
    sources = source_of(before, name), source_of(after, name)
    question = VerifyQuestion(
        basis(model, assume, no_assume, evidence, arch, assumptions),
        claims_of(str(local_slot_num), fold_muls_one),
        across_versions,
        SourceFile("<certificate>", certificate) if certificate else None,
    )
    with no_deeper_than_python(sources[1].name):
        return judge(*sources, question, assumed_headers() if headers is None else headers).verdict


class VerifyQuestion(Struct, frozen=True):
    """What is asked of two texts: what may be assumed, what is claimed, and a certificate to work out again."""

    basis: Basis = field(default_factory=Basis)
    claims: tuple[Claim, ...] = ()
    across_versions: bool = False
    certificate: SourceFile | None = None


class VerifyAnswer(Struct, frozen=True):
    """The verdict, the weakest evidence that it accepts, the headers that it is about, and the ops in use.

    `certificate` is the JSON of one, "" if there is none. `accepted` has the orders that other options would accept.
    `found` is what the rules of `check` say of a text that is judged by itself.
    """

    verdict: Verdict
    evidence: str
    headers: Headers
    ops: frozenset[str]
    certificate: str = ""
    model: Model = DEFAULT
    accepted: Mapping[Pair, Acceptance] = field(default_factory=dict)
    found: OrderVerdict | None = None


def judge(before: SourceFile, after: SourceFile, asked: VerifyQuestion, headers: Headers) -> VerifyAnswer:
    """Ask the checker. Raises PtofixError."""
    if (asked.claims or asked.certificate) and asked.across_versions:
        raise error("--across-versions compares whole programs: it takes no certificate and no claimed rewrites")
    if asked.basis.idle_callers and asked.across_versions:
        raise error(f"--across-versions does not rest on `{IDLE_CALLERS}`")
    if asked.claims and asked.certificate:
        raise error("a certificate is about barriers alone: it takes no claimed rewrites")
    for source in (before, after):
        refuse_other_hardware(source, asked.basis.arch)
    model = asked.basis.memory_model
    if asked.certificate is not None:
        return _judge_certificate(before, after, asked.basis, _read_certificate(asked.certificate), headers)
    arch, taken = headers.arch, _taken(asked.basis)
    known = parsed_kernel(before, arch)
    under = model.evidence, model.measured

    def verdict_under(name: str, taken: frozenset[str]) -> Verdict:
        if asked.across_versions:
            return check(before, after, name, taken, (), True, arch, *under)
        return check_rewrite(before, after, name, taken, asked.claims, known, arch, *under)

    verdict = verdict_under(model.name, taken)
    accepted = _accepted(verdict, model, taken, verdict_under)
    ops = ops_in_use(known.tree, A2A3)
    return VerifyAnswer(verdict, str(model.evidence), headers, ops, model=model, accepted=accepted)


def _accepted(
    verdict: Verdict, model: Model, taken: frozenset[str], again: Callable[[str, frozenset[str]], Verdict]
) -> dict[Pair, Acceptance]:
    """The pairs that are not in order, and that repeats would keep apart under other options, by their lines.

    `again` judges the same under another model, with other assumptions.
    """
    if not isinstance(verdict, Refuted):
        return {}
    evidence, off = str(model.evidence), () if model.name != DEFAULT.name else BY_DISTANCE - taken
    known = {witness.lines: witness.apart for witness in verdict.witnesses}
    if model.name != DEFAULT.name or off:
        lenient = again(DEFAULT.name, taken | BY_DISTANCE)
        if isinstance(lenient, Undecided):
            return {}
        nearer = {
            witness.lines: witness.apart for witness in (lenient.witnesses if isinstance(lenient, Refuted) else ())
        }
        needed = {pair: _grade_of(nearer[pair]) if pair in nearer else "" for pair in known}
    else:
        needed = {pair: _grade_of(apart) for pair, apart in known.items()}
    found = {
        pair: acceptance(model.name, off, evidence, grade)
        for pair, grade in needed.items()
        if pair is not None and grade is not None
    }
    return {pair: one for pair, one in found.items() if one is not None}


def _grade_of(apart: Apart | None) -> str | None:
    return None if apart is None else apart.grade


def _judge_certificate(
    before: SourceFile, after: SourceFile, asked: Basis, certificate: Certificate, headers: Headers
) -> VerifyAnswer:
    """Whether the texts are right by what is asked for, and the certificate by what it says, which is no more."""
    model, taken, arch = asked.memory_model, _taken(asked), headers.arch
    known, accepted = parsed_kernel(before, arch), AcceptedEvidence(model.evidence, model.measured)
    verdict: Verdict | None = rests_on_more(certificate, model.name, taken, accepted)
    if verdict is None:
        verdict = recheck(certificate, before, after, headers, model.measured)
    if isinstance(verdict, Proved) and not is_on_basis(certificate, model.name, taken, accepted):
        verdict = check_rewrite(before, after, model.name, taken, (), known, arch, *accepted)
    return VerifyAnswer(verdict, str(model.evidence), headers, ops_in_use(known.tree, A2A3), model=model)


def judge_alone(
    source: SourceFile, against: SourceFile | None, asked: Basis, headers: Headers, certify: bool = False
) -> VerifyAnswer:
    """Ask whether one text is in order by itself, and, if `against` is given, differs from it in nothing else.

    Where there is no verdict without callers.idle, one may rest on it, as `check` does, and says so.

    Raises PtofixError.
    """
    model = asked.memory_model
    known = _kernel_alone(source, against, asked, headers)
    more = headers, AcceptedEvidence(model.evidence, model.measured)
    under = (model.name, _taken_alone(asked), *more)
    made, verdict = certify_text(source, against, *under) if certify else (None, judge_text(source, against, *under))
    accepted = _accepted(verdict, model, under[1], lambda name, taken: judge_text(source, against, name, taken, *more))
    proof = "" if made is None else made.to_json()
    ops = ops_in_use(known.tree, A2A3)
    return VerifyAnswer(
        verdict, str(model.evidence), headers, ops, proof, model, accepted, _found(known, asked, headers)
    )


def judge_certificate_alone(
    certificate: SourceFile, source: SourceFile, against: SourceFile | None, asked: Basis, headers: Headers
) -> VerifyAnswer:
    """Ask whether a certificate of one text is right. Raises PtofixError."""
    try:
        read = CertificateAlone.from_json(certificate.text)
    except ValueError as problem:
        raise _no_certificate(certificate, problem) from None
    model, taken = asked.memory_model, _taken_alone(asked)
    known, accepted = _kernel_alone(source, against, asked, headers), AcceptedEvidence(model.evidence, model.measured)
    verdict: Verdict | None = rests_on_more(read, model.name, taken, accepted)
    if verdict is None:
        verdict = recheck_text(read, source, against, headers, model.measured)
    if isinstance(verdict, Proved) and not is_on_basis(read, model.name, taken, accepted):
        verdict = judge_text(source, against, model.name, taken, headers, accepted)
    ops, found = ops_in_use(known.tree, A2A3), _found(known, asked, headers)
    return VerifyAnswer(verdict, str(model.evidence), headers, ops, model=model, found=found)


def _found(known: Parsed, asked: Basis, headers: Headers) -> OrderVerdict:
    """The verdict of `check`, without what comments allow."""
    from ptofix.rules.checking import check_subject  # not for two texts
    from ptofix.rules.subject import Subject

    checked = check_subject(Subject(known.tree, asked.memory_model.alone, headers.arch, asked.arch, headers))
    return checked.without_suppressions().verdict


def _kernel_alone(source: SourceFile, against: SourceFile | None, asked: Basis, headers: Headers) -> Parsed:
    for text in (source, against):
        if text is not None:
            refuse_other_hardware(text, asked.arch)
    return parsed_alone(source, headers.arch)


def _taken(asked: Basis) -> frozenset[str]:
    model = asked.memory_model
    return checked_assumptions(model.name, model.assumed | ({IDLE_CALLERS} if asked.idle_callers else set()))


def _taken_alone(asked: Basis) -> frozenset[str]:
    model = asked.memory_model
    return _taken(asked) | model.of_one_text | ({IDLE_CALLERS} if model.idle_callers else set())


def claims_of(local_slot_num: str, fold_muls_one: bool) -> tuple[Claim, ...]:
    """What the second text is said to have besides. Raises PtofixError."""
    slots = (_slot_num_claim(local_slot_num),) if local_slot_num else ()
    return (*slots, *((FoldMulsOneClaim(),) if fold_muls_one else ()))


def _slot_num_claim(text: str) -> SlotNumClaim:
    """From `N` or `ID=N,…`. Raises PtofixError."""
    if text.isdecimal():
        return SlotNumClaim(default=int(text))
    pairs = [item.partition("=") for item in text.split(",")]
    if not all(flag.isdecimal() and value.isdecimal() for flag, _, value in pairs):
        raise error(f"--local-slot-num: `{text}` is neither N nor ID=N,…")
    return SlotNumClaim(tuple((int(flag), int(value)) for flag, _, value in pairs))


def _read_certificate(source: SourceFile) -> Certificate:
    """Raises PtofixError."""
    try:
        return Certificate.from_json(source.text)
    except ValueError as problem:
        raise _no_certificate(source, problem) from None


def _no_certificate(source: SourceFile, problem: ValueError) -> PtofixError:
    return error(f"not a certificate: {problem}", Place(source, Span(0, 1)))
