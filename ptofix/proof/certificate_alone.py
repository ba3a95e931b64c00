"""Certificates of one text by itself: each pair that conflicts, what orders it, each flag; as JSON to be re-checked."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import asdict

from ptofix.evidence.assumptions import BARRIER_BEFORE_SIGNAL, CORE_FLAGS, IDLE_CALLERS, UNIT_FLAG
from ptofix.evidence.grade import DEFAULT_GRADE
from ptofix.evidence.measured import MeasuredDistances
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.isa.architecture import A2A3
from ptofix.program.ops import ops_in_use
from ptofix.program.program import Program, SetFlag, WaitFlag
from ptofix.proof.absolute import check_alone, difference
from ptofix.proof.accesses import GLOBAL
from ptofix.proof.certificate import (
    AssumptionFile,
    Pair,
    basis_of,
    difference_of_pairs,
    other_basis,
    pairs_by_grade,
    pairs_of,
    sha256,
)
from ptofix.proof.certificate_json import read_certificate
from ptofix.proof.check import AcceptedEvidence, resting_on_idle_callers, threshold
from ptofix.proof.evidence import Evidence, explain
from ptofix.proof.explore import PAIR_KEY, Lockstep
from ptofix.proof.product import AFTER, BOTH, Parsed, alone
from ptofix.proof.states import Meeting, WorkSite
from ptofix.proof.unrolled import by_rounds
from ptofix.proof.verdict import Proved, Undecided, Verdict
from ptofix.text.json_text import parse_json
from ptofix.text.source import SourceFile

SCHEMA = "ptofix-certificate-alone/1"


class BalancedFlag(Struct, frozen=True):
    """A flag that is raised on `raised` and awaited on `awaited` (lines), in turn on every path."""

    function: str
    core: str
    flag: tuple[str, ...]
    raised: tuple[int, ...]
    awaited: tuple[int, ...]


class CertificateAlone(Struct, frozen=True):
    """That one text is in order by itself; `against_sha256` is of the text that it may differ from, "" for none.

    `pairs` conflict, and are in order by what each has; `flags` are balanced. The other fields are as in Certificate.
    """

    sha256: str
    against_sha256: str
    model: str
    assumptions: tuple[str, ...]
    rests_on: tuple[str, ...]
    pairs: tuple[Pair, ...]
    flags: tuple[BalancedFlag, ...]
    not_judged: tuple[str, ...] = ()
    evidence: str = str(DEFAULT_GRADE)
    pairs_by_grade: dict[str, int] = field(default_factory=dict)
    headers: Headers = field(default_factory=assumed_headers)
    schema: str = SCHEMA
    assumption_file: AssumptionFile | None = None

    def to_json(self) -> str:
        return json.dumps(self, default=asdict, indent=1) + "\n"

    @staticmethod
    def from_json(text: str) -> CertificateAlone:
        """Raises ValueError for text that is no certificate of this schema."""
        return read_certificate(CertificateAlone, text, SCHEMA)


def is_of_one_text(certificate: str) -> bool:
    """Whether this is the JSON of such a certificate, of whatever version."""
    try:
        return str(parse_json(certificate)["schema"]).startswith(SCHEMA.partition("/")[0] + "/")
    except (ValueError, TypeError, KeyError, IndexError):
        return False


def judge_text(
    source: SourceFile,
    against: SourceFile | None,
    model: str,
    taken: frozenset[str],
    headers: Headers,
    evidence: AcceptedEvidence,
) -> Verdict:
    """Whether a text is in order by itself and, if `against` is given, differs from it in synchronisation alone.

    A proof rests on callers.idle only where it is among `taken` and there is none without. Raises PtofixError.
    """
    arch = headers.arch
    other = None if against is None else difference(against, source, arch)
    if other is not None:
        return other
    read = Parsed.of(source, arch)
    verdict = check_alone(read, model, taken, *evidence)
    if isinstance(verdict, Undecided) and IDLE_CALLERS in taken:
        verdict = resting_on_idle_callers(check_alone(read.with_idle_callers(), model, taken, *evidence))
    return verdict


def certify_text(
    source: SourceFile,
    against: SourceFile | None,
    model: str,
    taken: frozenset[str],
    headers: Headers,
    evidence: AcceptedEvidence,
) -> tuple[CertificateAlone | None, Verdict]:
    """The verdict, and its certificate if it is a proof. Raises PtofixError."""
    verdict = judge_text(source, against, model, taken, headers, evidence)
    if not isinstance(verdict, Proved):
        return None, verdict
    known, measured = Parsed.of(source, headers.arch, IDLE_CALLERS in verdict.assumptions), evidence.measured
    pairs, flags = list[Pair](), list[BalancedFlag]()
    for program in known.file.programs:
        rounds = by_rounds(program)
        sides = [BOTH] * len(rounds.instructions)
        assumed = threshold(taken, evidence), False, BARRIER_BEFORE_SIGNAL in taken
        in_turns, by_core_flags = UNIT_FLAG in taken, CORE_FLAGS in taken
        both = rounds, rounds, sides, model, PAIR_KEY
        run = Lockstep(*both, *assumed, in_turns=in_turns, by_core_flags=by_core_flags)
        made = alone(rounds)
        pairs += dict.fromkeys(pair for pair in pairs_of(run, _reasons(run), made) if not _is_left_out(pair))
        flags += _flags(program)
    for pair in pairs:
        if any(not order.kind for order in pair.ordered_by):
            where = f"{pair.kind} on {pair.memory}[{pair.start}, {pair.end}) from line {pair.earlier_line}"
            return None, Undecided(f"{where} to {pair.later_line}: nothing is found that orders it")
    certificate = CertificateAlone(
        sha256(source),
        "" if against is None else sha256(against),
        model,
        tuple(sorted(taken)),
        verdict.assumptions,
        tuple(sorted(pairs, key=str)),
        tuple(flags),
        verdict.not_judged,
        str(evidence.weakest),
        pairs_by_grade(pairs),
        Headers(headers.version, headers.of(ops_in_use(known.tree, A2A3)), headers.assumed),
        assumption_file=AssumptionFile(measured.file, measured.sha256) if measured else None,
    )
    return certificate, verdict


def recheck_text(
    certificate: CertificateAlone,
    source: SourceFile,
    against: SourceFile | None = None,
    headers: Headers | None = None,
    measured: MeasuredDistances | None = None,
) -> Verdict:
    """Whether the certificate is right about the text, compiled with `headers`; None are those that it names.

    Everything in it is worked out again. Raises PtofixError.
    """
    if sha256(source) != certificate.sha256:
        return Undecided("the text is not the one that the certificate is about")
    if ("" if against is None else sha256(against)) != certificate.against_sha256:
        return Undecided("the text that nothing else may differ from is not the one of the certificate")
    basis = basis_of(certificate, measured)
    if isinstance(basis, Undecided):
        return basis
    own, verdict = certify_text(source, against, certificate.model, basis[0], headers or certificate.headers, basis[1])
    if own is None:
        return verdict
    other = other_basis(own, certificate)
    if other is not None:
        return other
    if own.pairs != certificate.pairs:
        return Undecided(difference_of_pairs(own.pairs, certificate.pairs))
    if own.flags != certificate.flags:
        return Undecided("the flags are not those that the certificate lists")
    if own.not_judged != certificate.not_judged:
        return Undecided("what was not judged is not what the certificate says")
    return verdict


def _reasons(run: Lockstep) -> list[tuple[Meeting, list[Evidence]]]:
    """The pairs that meet, each once, with all that orders it on some path."""
    found: dict[tuple[WorkSite, WorkSite], tuple[Meeting, list[Evidence]]] = {}
    for met in run.meetings():
        if run.holds(met, AFTER) == "disjoint":
            continue
        _, reasons = found.setdefault((met.earlier, met.later), (met, []))
        reason = explain(run, met)
        if reason not in reasons:
            reasons.append(reason)
    return list(found.values())


def _is_left_out(pair: Pair) -> bool:
    """Global memory: what is not in order there is not judged."""
    return pair.memory.startswith(GLOBAL) and any(not order.kind for order in pair.ordered_by)


def _flags(program: Program) -> Iterator[BalancedFlag]:
    found: dict[tuple[str, ...], tuple[dict[int, None], dict[int, None]]] = {}
    for instruction in program.instructions:
        action, statement = instruction.action, instruction.statement
        if isinstance(action, (SetFlag, WaitFlag)) and statement is not None:
            lines = found.setdefault((action.source, action.target, str(action.event)), ({}, {}))
            lines[isinstance(action, WaitFlag)][statement.place.line] = None
    for flag, (raised, awaited) in found.items():
        yield BalancedFlag(program.function, program.core, flag, tuple(raised), tuple(awaited))
