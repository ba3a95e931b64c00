"""`ptofix check`: findings in files, in one of four forms."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from ptofix.cpp.parser import parse
from ptofix.order.model import FLAG_KEY, REPEAT_DISTANCE, Model, model_named
from ptofix.rules.finding import Finding
from ptofix.rules.registry import RULES
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Place, PtofixError, error
from ptofix.text.language import language_of
from ptofix.text.source import SourceFile, Span, encode, read_source, write_atomically


@dataclass(frozen=True)
class CheckOptions:
    model: str = "default"
    no_assume: tuple[str, ...] = ()
    format: str = "text"
    output: str = ""


@dataclass(frozen=True)
class Suppressed:
    """A finding that a comment allows."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Report:
    """What was found in one file. `rests_on`: per assumption, the pairs that nothing else orders."""

    source: SourceFile
    model: Model
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    rests_on: dict[str, int] = field(default_factory=dict)
    table: str = ""  # of PTO IR: what the tiles take

    @property
    def clean(self) -> bool:
        return not any(finding.counts for finding in self.findings)


def check_files(files: Sequence[str], options: CheckOptions) -> int:
    """Check `files`. Returns the exit code: 0 clean, 1 findings, 2 a file could not be used."""
    from ptofix.report.findings import FORMATS

    if len(set(files)) != len(files):
        raise error("a file is named twice")
    model = model_named(options.model).without(*options.no_assume)
    reports: list[Report] = []
    failed = False
    for path in files:
        try:
            reports.append(check(read_source(path), model))
        except PtofixError as problem:
            print(problem, file=sys.stderr)
            failed = True
        except OSError as problem:
            print(f"{path}: error: {problem.strerror}", file=sys.stderr)
            failed = True
    text = FORMATS[options.format](reports)
    if options.output:
        write_atomically(options.output, text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(text))
        sys.stdout.buffer.flush()
    return 2 if failed else 0 if all(report.clean for report in reports) else 1


def check(source: SourceFile, model: Model) -> Report:
    """Check one file of C++ or PTO IR. Raises PtofixError if it cannot be parsed."""
    if language_of(source) == "pto":
        return _check_ir(source, model)
    subject = Subject(parse(source), model)
    findings: list[Finding] = []
    suppressed: list[Suppressed] = []
    for rule in RULES:
        for finding in _once(list(rule.run(subject))):
            allowed = [c for c in subject.comments if c.allows(finding.code, finding.place.line)]
            subject.used.update(allowed)
            if allowed:
                suppressed.append(Suppressed(finding, allowed[0].reason))
            else:
                findings.append(finding)
    findings.sort(key=lambda finding: (finding.place.span, finding.code))
    return Report(source, model, tuple(findings), tuple(suppressed), _rests_on(subject))


def _check_ir(source: SourceFile, model: Model) -> Report:
    from ptofix.mlir.lint import lint, memory_table, render_memory_table
    from ptofix.mlir.reader import parse_module

    module = parse_module(source)
    start = Place(source, Span(0, 1))
    findings = tuple(
        Finding(found.code, found.severity, found.message, found.place or start, found.notes, found.help)
        for found in lint(module)
    )
    return Report(source, model, findings, table=render_memory_table(memory_table(module)))


def _once(findings: list[Finding]) -> list[Finding]:
    """Without what was found again in another program of the file."""
    unique = {(f.place.span, f.message, tuple(n.place.span for n in f.notes if n.place)): f for f in reversed(findings)}
    return list(reversed(unique.values()))


def _rests_on(subject: Subject) -> dict[str, int]:
    found = {REPEAT_DISTANCE: len({race.key for race in subject.assumed_apart})}
    if FLAG_KEY in subject.model.assumed:
        known = {race.key for race in subject.races}
        found[FLAG_KEY] = len({race.key for race in subject.races_by_other_identity} - known)
    return {name: count for name, count in found.items() if count}
