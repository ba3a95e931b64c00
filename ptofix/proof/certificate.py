"""Certificates: per removed barrier the pairs it kept apart and what orders each now, as JSON to be re-checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from ptofix.proof.check import checked_assumptions, judge, lock_steps
from ptofix.proof.evidence import Crediting, Evidence, separated
from ptofix.proof.explore import BEFORE, PAIR_KEY, Lockstep, Meeting
from ptofix.proof.report import Proved, Refuted, Unknown, Verdict, obligations
from ptofix.text.source import SourceFile

SCHEMA = "ptofix-certificate/1"


@dataclass(frozen=True)
class Order:
    """What orders a pair: `kind` is barrier, flags, internal-drain or repeat-distance; `lines` are of `after`."""

    kind: str
    lines: tuple[int, ...] = ()
    distance: int = 0


@dataclass(frozen=True)
class Pair:
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
    ordered_by: tuple[Order, ...]


@dataclass(frozen=True)
class Barrier:
    """A barrier that is gone from `before`, or (with no pairs) new in `after`."""

    line: int
    text: str
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """`assumptions` are in force, `rests_on` are those that the proof needs."""

    before_sha256: str
    after_sha256: str
    model: str
    assumptions: tuple[str, ...]
    rests_on: tuple[str, ...]
    removed: tuple[Barrier, ...]
    added: tuple[Barrier, ...]
    schema: str = SCHEMA

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1) + "\n"

    @staticmethod
    def from_json(text: str) -> Certificate:
        """Raises ValueError for text that is no certificate of this schema."""
        try:
            data = json.loads(text)
            if data["schema"] != SCHEMA:
                raise ValueError(f"the certificate has schema `{data['schema']}`, this version reads `{SCHEMA}`")
            lists = {key: tuple(map(_barrier, data[key])) for key in ("removed", "added")}
            names = {key: tuple(data[key]) for key in ("assumptions", "rests_on")}
            return Certificate(**{**data, **lists, **names})
        except (KeyError, TypeError, AttributeError) as problem:
            raise ValueError(f"the certificate is not well-formed: {problem}") from problem


def _barrier(data: dict[str, Any]) -> Barrier:
    pairs = []
    for pair in data["pairs"]:
        orders = tuple(Order(**{**order, "lines": tuple(order["lines"])}) for order in pair["ordered_by"])
        pairs.append(Pair(**{**pair, "pipes": tuple(pair["pipes"]), "ordered_by": orders}))
    return Barrier(data["line"], data["text"], tuple(pairs))


def sha256(source: SourceFile) -> str:
    return hashlib.sha256(source.to_bytes()).hexdigest()


def certify(
    before: SourceFile, after: SourceFile, model: str = "default", assumptions: frozenset[str] | None = None
) -> Certificate | Refuted | Unknown:
    """The certificate for a rewrite that removed and added barriers alone, if it is right."""
    certificate, verdict = _certify(before, after, model, checked_assumptions(model, assumptions))
    if certificate is not None:
        return certificate
    assert not isinstance(verdict, Proved)
    return verdict


def recheck(certificate: Certificate, before: SourceFile, after: SourceFile) -> Verdict:
    """Whether the certificate is right about the two texts. Everything in it is worked out again."""
    for which, source, expected in (
        ("first", before, certificate.before_sha256),
        ("second", after, certificate.after_sha256),
    ):
        if sha256(source) != expected:
            return Unknown(f"the {which} input is not the one that the certificate is about")
    try:
        taken = checked_assumptions(certificate.model, frozenset(certificate.assumptions))
    except ValueError as problem:
        return Unknown(str(problem))
    own, verdict = _certify(before, after, certificate.model, taken)
    if own is None:
        return verdict
    if own.rests_on != certificate.rests_on:
        return Unknown(f"the proof rests on {', '.join(own.rests_on) or 'no assumption'}: not what is claimed")
    for what, mine, claimed in (("removed", own.removed, certificate.removed), ("added", own.added, certificate.added)):
        if [(b.line, b.text) for b in mine] != [(b.line, b.text) for b in claimed]:
            return Unknown(f"the {what} barriers are not those that the certificate lists")
        for x, y in zip(mine, claimed):
            if set(x.pairs) != set(y.pairs):
                return Unknown(f"line {x.line}: {_difference(set(x.pairs), set(y.pairs))}")
    return verdict


def _certify(
    before: SourceFile, after: SourceFile, model: str, taken: frozenset[str]
) -> tuple[Certificate | None, Verdict]:
    verdict, woven = judge(before, after, model, taken)
    if not isinstance(verdict, Proved) or woven is None:
        return None, verdict
    if woven.renamed or not all(piece.text.startswith("pipe_barrier") for piece in (*woven.removed, *woven.added)):
        return None, Unknown("a certificate is about barriers: the inputs differ in more")
    pairs: dict[int, list[Pair]] = {offset: [] for offset, mark in woven.marks.items() if mark[0] == BEFORE}
    for run in lock_steps(woven, model, taken, Crediting):
        if run.flag_key != PAIR_KEY:
            continue
        marks = [woven.mark(run.before, i) for i in range(len(run.ops))]
        lines = [mark[1] or mark[2] for mark in marks], [mark[2] for mark in marks]
        for barrier, found in separated(run).items():
            statement = run.before.instructions[barrier].statement
            assert statement is not None
            pairs[statement.span.start] += pairs_of(run, found, *lines)
    listed = [Barrier(p.line, p.text, tuple(sorted(own, key=str))) for p, own in zip(woven.removed, pairs.values())]
    added = tuple(Barrier(piece.line, piece.text) for piece in woven.added)
    hashes = sha256(before), sha256(after)
    return Certificate(*hashes, model, tuple(sorted(taken)), verdict.assumptions, tuple(listed), added), verdict


def _difference(mine: set[Pair], claimed: set[Pair]) -> str:
    extra, missing = sorted(claimed - mine, key=str), sorted(mine - claimed, key=str)
    pair = (extra or missing)[0]
    where = f"{pair.kind} on {pair.memory}[{pair.start}, {pair.end}) from line {pair.earlier_line} to {pair.later_line}"
    return f"{where} is not ordered as claimed" if extra else f"{where} is missing"


def pairs_of(run: Lockstep, found: dict[Meeting, list[Evidence]], before: list[int], after: list[int]) -> list[Pair]:
    """In the words of a certificate; `before` and `after` are the lines of each instruction."""
    pairs = []
    for met, reasons in found.items():
        orders = [Order(r.kind, tuple(after[i] for i in r.statements), r.distance) for r in reasons]
        ordered_by = tuple(sorted(orders, key=str))
        for o in obligations(run, met, before):
            names = (o.earlier.line, o.earlier.text, o.earlier.name, o.later.line, o.later.text, o.later.name)
            pipes = (o.earlier.pipe, o.later.pipe)
            program = run.before
            pairs.append(Pair(program.function, program.core, o.kind, *names, pipes, *o.region, ordered_by))
    return pairs
