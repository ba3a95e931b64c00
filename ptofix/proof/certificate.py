"""Certificates: per removed barrier the pairs it kept apart and what orders each now, as JSON to be re-checked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import asdict

from ptofix.evidence.assumptions import ARGUMENTS, BARRIER_BEFORE_SIGNAL, IDLE_CALLERS
from ptofix.evidence.grade import DEFAULT_GRADE, GRADES, Grade
from ptofix.evidence.measured import MeasuredDistances
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.isa.architecture import A2A3
from ptofix.program.ops import ops_in_use
from ptofix.program.program import Region
from ptofix.proof.certificate_json import read_certificate
from ptofix.proof.check import AcceptedEvidence, check_rewrite, checked_assumptions, threshold
from ptofix.proof.evidence import Crediting, Evidence, separated
from ptofix.proof.explore import PAIR_KEY, Lockstep
from ptofix.proof.product import BEFORE, Parsed, Product, product
from ptofix.proof.states import Meeting
from ptofix.proof.verdict import Proved, Refuted, Undecided, Verdict
from ptofix.proof.witness import obligations
from ptofix.text.diagnostics import Place
from ptofix.text.source import SourceFile

SCHEMA = "ptofix-certificate/4"
COMPARED = "token by token"


class OrderedBy(Struct, frozen=True):
    """What orders a pair: `kind` is barrier, flags, internal-drain, or one by distance; `lines` are of `after`.

    `grade` is that of a pair that rests on `distance`.
    """

    kind: str
    lines: tuple[int, ...] = ()
    distance: int = 0
    grade: str = ""


class Pair(Struct, frozen=True):
    """Two accesses to bytes `[start, end)` of `memory`, with lines of `before`, and what orders them on each path."""

    function: str
    core: str
    kind: str
    earlier_line: int
    earlier: str
    earlier_name: str
    later_line: int
    later: str
    later_name: str
    pipes: tuple[str, str]
    memory: str
    start: int
    end: int
    ordered_by: tuple[OrderedBy, ...]


class ChangedBarrier(Struct, frozen=True):
    """A barrier that is removed from `before`, or (with no pairs) new in `after`."""

    line: int
    text: str
    pairs: tuple[Pair, ...] = ()


class AssumptionFile(Struct, frozen=True):
    """The file of measured distances that a proof rests on; `sha256` is of its content."""

    name: str
    sha256: str


class Stated(Protocol):
    """What every kind of certificate says: what is taken for granted, and what of that the proof needs."""

    @property
    def model(self) -> str: ...
    @property
    def assumptions(self) -> tuple[str, ...]: ...
    @property
    def rests_on(self) -> tuple[str, ...]: ...
    @property
    def evidence(self) -> str: ...
    @property
    def pairs_by_grade(self) -> dict[str, int]: ...
    @property
    def headers(self) -> Headers: ...
    @property
    def assumption_file(self) -> AssumptionFile | None: ...


class Certificate(Struct, frozen=True):
    """`assumptions` are in force, `rests_on` are those that the proof needs.

    The texts are equal token by token but for the barriers listed; `not_judged` is what the verdict is not about. The
    `headers` have the fingerprints of the ops in use. `evidence` is the weakest grade that is accepted of a pair that
    rests on repeats; `pairs_by_grade` counts those pairs. How many are asked for is in `assumption_file`, if any.
    """

    before_sha256: str
    after_sha256: str
    model: str
    assumptions: tuple[str, ...]
    rests_on: tuple[str, ...]
    removed: tuple[ChangedBarrier, ...]
    added: tuple[ChangedBarrier, ...]
    not_judged: tuple[str, ...] = ()
    evidence: str = str(DEFAULT_GRADE)
    pairs_by_grade: dict[str, int] = field(default_factory=dict)
    headers: Headers = field(default_factory=assumed_headers)
    compared: str = COMPARED
    schema: str = SCHEMA
    assumption_file: AssumptionFile | None = None

    def to_json(self) -> str:
        return json.dumps(self, default=asdict, indent=1) + "\n"

    @staticmethod
    def from_json(text: str) -> Certificate:
        """Raises ValueError for text that is no certificate of this schema."""
        return read_certificate(Certificate, text, SCHEMA)


def sha256(source: SourceFile) -> str:
    return hashlib.sha256(source.to_bytes()).hexdigest()


def certify(
    before: SourceFile,
    after: SourceFile,
    model: str = "default",
    assumptions: frozenset[str] | None = None,
    headers: Headers | None = None,
    evidence: Grade = DEFAULT_GRADE,
    measured: MeasuredDistances | None = None,
) -> Certificate | Refuted | Undecided:
    """The certificate for a rewrite that removed and added barriers alone, if it is right.

    `headers` None are the assumed ones. Raises PtofixError for text that cannot be read.
    """
    taken = checked_assumptions(model, assumptions)
    accepted = AcceptedEvidence(evidence, measured)
    certificate, answer = _certify(before, after, model, taken, headers or assumed_headers(), accepted)
    if certificate is not None:
        return certificate
    assert not isinstance(answer, Proved)
    return answer


def recheck(
    certificate: Certificate,
    before: SourceFile,
    after: SourceFile,
    headers: Headers | None = None,
    measured: MeasuredDistances | None = None,
) -> Verdict:
    """Whether the certificate is right about the two texts, compiled with `headers`; None are those that it names.

    Everything in it is worked out again; of headers that it names alone, the fingerprints must be known ones.
    """
    for which, source, expected in (
        ("first", before, certificate.before_sha256),
        ("second", after, certificate.after_sha256),
    ):
        if sha256(source) != expected:
            return Undecided(f"the {which} input is not the one that the certificate is about")
    basis = basis_of(certificate, measured)
    if isinstance(basis, Undecided):
        return basis
    own, answer = _certify(before, after, certificate.model, basis[0], headers or certificate.headers, basis[1])
    if own is None:
        return answer
    other = other_basis(own, certificate)
    if other is not None:
        return other
    for what, mine, claimed in (("removed", own.removed, certificate.removed), ("added", own.added, certificate.added)):
        if [(b.line, b.text) for b in mine] != [(b.line, b.text) for b in claimed]:
            return Undecided(f"the {what} barriers are not those that the certificate lists")
        for x, y in zip(mine, claimed):
            if x.pairs != y.pairs:
                return Undecided(f"line {x.line}: {difference_of_pairs(x.pairs, y.pairs)}")
    if (own.compared, own.not_judged) != (certificate.compared, certificate.not_judged):
        return Undecided("what was not judged is not what the certificate says")
    return answer


def basis_of(
    certificate: Stated, measured: MeasuredDistances | None
) -> tuple[frozenset[str], AcceptedEvidence] | Undecided:
    """The assumptions and the evidence that a certificate names, if there are such."""
    try:
        taken = checked_assumptions(certificate.model, frozenset(certificate.assumptions))
    except ValueError as problem:
        return Undecided(str(problem))
    if certificate.evidence not in GRADES:
        return Undecided(f"there is no evidence `{certificate.evidence}`, only {', '.join(GRADES)}")
    if certificate.headers.contradicts_itself:
        return Undecided("the fingerprints of the headers are not those of the version that the certificate names")
    if (measured and measured.sha256) != (certificate.assumption_file and certificate.assumption_file.sha256):
        return Undecided(_other_file(certificate.assumption_file, measured))
    return taken, AcceptedEvidence(GRADES[certificate.evidence], measured)


def rests_on_more(
    certificate: Stated, model: str, assumptions: frozenset[str], evidence: AcceptedEvidence
) -> Undecided | None:
    """What a certificate takes for granted and nobody asked for, None for nothing."""
    more = sorted({*certificate.rests_on} - assumptions)
    if more:
        return Undecided(f"the certificate rests on {', '.join(more)}, and that is not asked for")
    if "ops" in (certificate.model, model) and certificate.model != model:
        return Undecided(f"the certificate is about the model `{certificate.model}`, and `{model}` is asked for")
    if any(GRADES.get(name, evidence.weakest) > evidence.weakest for name in certificate.pairs_by_grade):
        weakest = max(GRADES[name] for name in certificate.pairs_by_grade if name in GRADES)
        return Undecided(f"the certificate rests on evidence `{weakest}`, weaker than `{evidence.weakest}`")
    return None


def is_on_basis(certificate: Stated, model: str, assumptions: frozenset[str], evidence: AcceptedEvidence) -> bool:
    """Whether a certificate takes for granted just this."""
    own = certificate.model, frozenset(certificate.assumptions), certificate.evidence
    return own == (model, assumptions, str(evidence.weakest))


def other_basis(own: Stated, claimed: Stated) -> Undecided | None:
    """What a certificate says besides its pairs that is not so."""
    my_ops, its_ops = own.headers.fingerprints, claimed.headers.fingerprints
    changed = sorted(op for op in {*my_ops, *its_ops} if my_ops.get(op) != its_ops.get(op))
    if changed:
        return Undecided(f"the certificate is about other headers (--headers names them): {', '.join(changed)}")
    if own.rests_on != claimed.rests_on:
        return Undecided(f"the proof rests on {', '.join(own.rests_on) or 'no assumption'}: not what is claimed")
    if own.pairs_by_grade != claimed.pairs_by_grade:
        return Undecided(f"the pairs that rest on repeats are {_grades(own)}: not what is claimed")
    return None


def _other_file(named: AssumptionFile | None, given: MeasuredDistances | None) -> str:
    if named is None:
        return "the certificate rests on no assumption file, and one is given"
    what = "another one is" if given is not None else "none is"
    return f"the certificate rests on the assumption file `{named.name}` ({named.sha256[:12]}), and {what} given"


def _certify(
    before: SourceFile,
    after: SourceFile,
    model: str,
    taken: frozenset[str],
    headers: Headers,
    evidence: AcceptedEvidence,
) -> tuple[Certificate | None, Verdict]:
    known, measured = Parsed.of(before, headers.arch), evidence.measured
    answer = check_rewrite(before, after, model, taken, (), known, headers.arch, *evidence)
    if not isinstance(answer, Proved):
        return None, answer
    made = product(before, after, (), known, headers.arch)
    made = made.with_idle_callers() if IDLE_CALLERS in answer.assumptions else made
    if not all(
        _text(place).startswith(("pipe_barrier", "pto::pipe_barrier")) for place in (*made.removed, *made.added)
    ):
        return None, Undecided("a certificate is about barriers: the texts differ in more")
    pairs: dict[int, list[Pair]] = {place.span.start: [] for place in made.removed}
    for program, _ in made.programs:
        sides = made.instruction_sides(program)
        if BEFORE not in sides:
            continue
        assumed = ARGUMENTS in taken, BARRIER_BEFORE_SIGNAL in taken
        run = Crediting(program, program, sides, model, PAIR_KEY, threshold(taken, evidence), *assumed)
        for barrier, found in separated(run).items():
            place, _ = made.places_of(program, barrier)
            assert place is not None
            pairs[place.span.start] += pairs_of(run, found, made)
    listed = [
        ChangedBarrier(place.line, _text(place), tuple(sorted(pairs[place.span.start], key=str)))
        for place in made.removed
    ]
    added = tuple(ChangedBarrier(place.line, _text(place)) for place in made.added)
    certificate = Certificate(
        sha256(before),
        sha256(after),
        model,
        tuple(sorted(taken)),
        answer.assumptions,
        tuple(listed),
        added,
        answer.not_judged,
        str(evidence.weakest),
        pairs_by_grade(pair for barrier in listed for pair in barrier.pairs),
        Headers(headers.version, headers.of(ops_in_use(known.tree, A2A3)), headers.assumed),
        assumption_file=AssumptionFile(measured.file, measured.sha256) if measured else None,
    )
    return certificate, answer


def pairs_by_grade(pairs: Iterable[Pair]) -> dict[str, int]:
    """How many pairs rest on repeats, by grade; none of those that no pair has."""
    found = Counter(order.grade for pair in pairs for order in pair.ordered_by)
    return {name: found[name] for name in GRADES if found[name]}


def _grades(certificate: Stated) -> str:
    return ", ".join(f"{count} {name}" for name, count in certificate.pairs_by_grade.items()) or "none"


def _text(place: Place) -> str:
    return place.source.text[place.span.start : place.span.end]


def difference_of_pairs(mine: Sequence[Pair], claimed: Sequence[Pair]) -> str:
    """Both are to have each pair once, in the order of their words."""
    extra, missing = sorted({*claimed} - {*mine}, key=str), sorted({*mine} - {*claimed}, key=str)
    if not extra and not missing:
        return "the pairs are not listed once each, in order"
    pair = (extra or missing)[0]
    where = (
        f"{pair.kind} on {Region(pair.memory, pair.start, pair.end)} from line {pair.earlier_line} to {pair.later_line}"
    )
    return f"{where} is not ordered as claimed" if extra else f"{where} is missing"


def pairs_of(run: Lockstep, found: list[tuple[Meeting, list[Evidence]]], made: Product) -> list[Pair]:
    """In the words of a certificate."""
    pairs = []
    program = run.before
    for met, reasons in found:
        orders = [
            OrderedBy(r.kind, tuple(made.lines(program, i)[1] for i in r.statements), r.distance, r.grade)
            for r in reasons
        ]
        ordered_by = tuple(sorted(orders, key=str))
        for o in obligations(run, met, made):
            names = (o.earlier.line, o.earlier.text, o.earlier.name, o.later.line, o.later.text, o.later.name)
            pipes = (o.earlier.pipe, o.later.pipe)
            pairs.append(Pair(program.function, program.core, o.kind, *names, pipes, *o.region, ordered_by))
    return pairs
