"""All rules on one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ptofix.arch.headers import Headers, assumed_headers
from ptofix.cpp.parser import parse
from ptofix.order.model import FLAG_KEY, IDLE_CALLERS, REPEAT_DISTANCE, Model
from ptofix.program.ops import ops_in_use
from ptofix.program.program import Refusal
from ptofix.rules.registry import RULES
from ptofix.rules.rule import Finding
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Place, error
from ptofix.text.language import language_of
from ptofix.text.source import SourceFile, Span


@dataclass(frozen=True)
class SuppressedFinding:
    """A finding that a comment allows."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Checked:
    """What was found in one file.

    `not_analysed` are functions that no rule has seen (a finding says so). `rests_on`: per assumption, the pairs that
    nothing else orders.
    """

    source: SourceFile
    model: Model
    findings: tuple[Finding, ...]
    suppressed: tuple[SuppressedFinding, ...] = ()
    not_analysed: tuple[Refusal, ...] = ()
    rests_on: dict[str, int] = field(default_factory=dict)
    table: str = ""  # of PTO IR: what the tiles take
    headers: Headers | None = None  # of C++: those that the findings are about
    ops: frozenset[str] = frozenset()  # of C++: the ops in use

    @property
    def clean(self) -> bool:
        return not any(finding.counts for finding in self.findings)


def check(source: SourceFile, model: Model, arch: str = "", headers: Headers | None = None) -> Checked:
    """Check one file of C++, for `arch` or what it says it is for, or of PTO IR; `headers` None are the assumed ones.

    Raises PtofixError if it cannot be parsed, or has nothing to check.
    """
    if language_of(source) == "pto":
        return _check_ir(source, model)
    headers = headers or assumed_headers()
    known = headers.arch
    subject = Subject(parse(source), model, known, arch, headers)
    if not subject.programs and not subject.refusals:
        raise error("nothing to check: no function of this text works on on-chip memory")
    findings: list[Finding] = []
    suppressed: list[SuppressedFinding] = []
    for finding in _findings(subject):
        allowed = [s for s in subject.suppressions if s.allows(finding.code, finding.place.line)]
        subject.used.update(allowed)
        if allowed:
            suppressed.append(SuppressedFinding(finding, allowed[0].reason))
        else:
            findings.append(finding)
    findings.sort(key=lambda finding: (finding.place.span, finding.code))
    ops = ops_in_use(subject.tree, known)
    found = tuple(findings), tuple(suppressed), subject.refusals
    return Checked(source, model, *found, _rests_on(subject), headers=headers, ops=ops)


def _findings(subject: Subject) -> Iterator[Finding]:
    for rule in RULES if subject.other_hardware is None else [rule for rule in RULES if rule.on_any_hardware]:
        yield from _once(list(rule.run(subject)))


def _once(findings: list[Finding]) -> list[Finding]:
    """Without what was found again in another program of the file."""
    unique = {(f.place.span, f.message, tuple(n.place.span for n in f.notes if n.place)): f for f in reversed(findings)}
    return list(reversed(unique.values()))


def _rests_on(subject: Subject) -> dict[str, int]:
    if subject.other_hardware is not None:
        return {}  # no pair of accesses was looked at
    found = {REPEAT_DISTANCE: len({race.key for race in subject.assumed_apart})}
    if FLAG_KEY in subject.model.assumed:
        known = {race.key for race in subject.races}
        found[FLAG_KEY] = len({race.key for race in subject.races_by_other_identity} - known)
    if subject.as_called is not subject:
        known = {race.key for race in subject.races}
        found[IDLE_CALLERS] = len({race.key for race in subject.as_called.races} - known)
    return {name: count for name, count in found.items() if count}


def _check_ir(source: SourceFile, model: Model) -> Checked:
    from ptofix.mlir.lint import lint, memory_table, render_memory_table
    from ptofix.mlir.reader import parse_module
    from ptofix.mlir.targets import title, versions_of

    module = parse_module(source)
    start = Place(source, Span(0, 1))
    findings = tuple(
        Finding(found.code, found.severity, found.message, found.place or start, found.notes, found.help)
        for found in lint(module)
    )
    table = "\n".join(filter(None, (title(versions_of(module)), render_memory_table(memory_table(module)))))
    return Checked(source, model, findings, table=table)
