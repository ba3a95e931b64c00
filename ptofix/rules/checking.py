"""All rules on one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import CORE_FLAGS, FLAG_KEY, IDLE_CALLERS, REPEAT_DISTANCE, UNIT_FLAG
from ptofix.headers.versions import Headers, assumed_headers
from ptofix.order.model import Model
from ptofix.program.ops import ops_in_use
from ptofix.program.program import Refusal
from ptofix.rules.messages import hanging
from ptofix.rules.registry import RULES
from ptofix.rules.rule import Finding, Rule
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Place, PtofixError, Severity, error
from ptofix.text.language import language_of
from ptofix.text.order_words import OrderVerdict
from ptofix.text.plural import plural
from ptofix.text.source import SourceFile, Span


class NothingToCheck(PtofixError):
    """A text in which no function works on on-chip memory: no kernel, such as the host's part of a build."""


class SuppressedFinding(Struct, frozen=True):
    """A finding that a comment allows."""

    finding: Finding
    reason: str


class Checked(Struct, frozen=True):
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
    left_out: tuple[Finding, ...] = ()  # findings that are counted and not shown
    known: tuple[Finding, ...] = ()  # in the baseline: counted by themselves
    off: tuple[Finding, ...] = ()  # of rules that the configuration switches off: counted by themselves

    @property
    def clean(self) -> bool:
        """Whether all was analysed and there is nothing but notes, in what is known or switched off either."""
        return not self.not_analysed and not self.has(Severity.ERROR) and not self.has(Severity.UNDECIDED)

    def without_suppressions(self) -> Checked:
        """With what comments allow among the findings."""
        allowed = tuple(one.finding for one in self.suppressed)
        return replace(self, findings=(*self.findings, *allowed), suppressed=())

    @property
    def verdict(self) -> OrderVerdict:
        """What all that is reported comes to. What is known, allowed or switched off is counted by itself."""
        found = (*self.findings, *self.left_out)
        counting = [finding for finding in found if finding.severity is not Severity.NOTE]
        missing = dict(pair for finding in counting for pair in finding.missing)
        others = Counter(finding.severity for finding in counting if not finding.missing)
        aside = len(self.suppressed) + len(self.known) + len(self.off)
        scope = f", but for {plural(aside, 'finding')} allowed, known or switched off" if aside else ""
        return OrderVerdict(missing, others[Severity.ERROR], others[Severity.UNDECIDED], scope=scope)

    def has(self, level: Severity) -> bool:
        return any(finding.severity is level for finding in (*self.findings, *self.left_out, *self.known, *self.off))


def check(source: SourceFile, model: Model, arch: str = "", headers: Headers | None = None) -> Checked:
    """Check one file of C++, for `arch` or what it says it is for, or of PTO IR; `headers` None are the assumed ones.

    Raises PtofixError if it cannot be parsed, and NothingToCheck.
    """
    if language_of(source) == "pto":
        return _check_ir(source, model)
    return check_subject(subject_of(source, model, arch, headers))


def subject_of(source: SourceFile, model: Model, arch: str = "", headers: Headers | None = None) -> Subject:
    """A file of C++ for `check_subject`. Raises PtofixError if it cannot be parsed, and NothingToCheck."""
    headers = headers or assumed_headers()
    subject = Subject(parse(source), model.alone, headers.arch, arch, headers)
    if not subject.programs and not subject.refusals:
        raise NothingToCheck(error("nothing to check: no function of this text works on on-chip memory").diagnostics)
    return subject


def check_subject(subject: Subject) -> Checked:
    """What all rules say of C++."""
    findings: list[Finding] = []
    suppressed: list[SuppressedFinding] = []
    for found in _findings(subject, RULES):
        finding = replace(found, function=subject.function_at(found.place.span))
        allowed = [s for s in subject.suppressions if s.allows(finding.code, finding.place.line)]
        subject.used.update(allowed)
        if allowed:
            suppressed.append(SuppressedFinding(finding, allowed[0].reason))
        else:
            findings.append(finding)
    findings.sort(key=_rank)
    ops = ops_in_use(subject.tree, subject.arch)
    kept = tuple(findings), tuple(suppressed), subject.refusals
    return Checked(subject.tree.source, subject.model, *kept, _rests_on(subject), headers=subject.headers, ops=ops)


def errors_in(subject: Subject) -> int:
    """How many errors `check_subject` finds, by the rules that can find any."""
    found = _findings(subject, [rule for rule in RULES if rule.severity is Severity.ERROR])
    errors = (finding for finding in found if finding.severity is Severity.ERROR)
    return sum(not any(s.allows(f.code, f.place.line) for s in subject.suppressions) for f in errors)


def _findings(subject: Subject, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        if subject.other_hardware is None or rule.on_any_hardware:
            yield from _once(list(rule.run(subject)))


def _rank(finding: Finding) -> tuple[object, ...]:
    """Errors, then what is undecided, the place that most orders depend on first, then notes."""
    return [*Severity].index(finding.severity), -finding.orders, finding.place.span, finding.code


def _once(findings: list[Finding]) -> list[Finding]:
    """What was found again in another program of the file is one finding; the orders that depend on it are added up."""
    unique: dict[object, list[Finding]] = {}
    for f in findings:
        key = (f.place.span, f.message, tuple(n.place.span for n in f.notes if n.place))
        unique.setdefault(key, []).append(f)
    return [_united(same) for same in unique.values()]


def _united(same: list[Finding]) -> Finding:
    worst = min(same, key=_rank)
    orders = sum(finding.orders for finding in same)
    if not orders:
        return worst
    return replace(worst, message=worst.message + hanging(orders), data={**worst.data, "orders": orders})


OFF = "off"


def at_levels(checked: Checked, levels: Mapping[str, str]) -> Checked:
    """With other levels for some codes; `OFF` sets what they find apart."""
    if not levels:
        return checked
    off = tuple(finding for finding in checked.findings if levels.get(finding.code) == OFF)
    kept = [finding for finding in checked.findings if levels.get(finding.code) != OFF]
    changed = [replace(f, severity=Severity(levels[f.code])) if f.code in levels else f for f in kept]
    return replace(checked, findings=tuple(sorted(changed, key=_rank)), off=off)


def capped(checked: Checked, most: int) -> Checked:
    """With at most that many findings per rule, level and function shown (0: all); the rest is only counted."""
    seen: Counter[object] = Counter()
    shown: list[Finding] = []
    left_out: list[Finding] = []
    for finding in checked.findings:
        key = (finding.code, finding.severity, finding.function)
        seen[key] += 1
        (shown if not most or seen[key] <= most else left_out).append(finding)
    return replace(checked, findings=tuple(shown), left_out=tuple(left_out))


def _rests_on(subject: Subject) -> dict[str, int]:
    if subject.other_hardware is not None:
        return {}  # no pair of accesses was looked at
    found: dict[str, int] = {}
    apart = {race.key: race for race in subject.assumed_apart}
    for race in apart.values():
        support = race.support
        for name in sorted(support.rests_on if support is not None else (REPEAT_DISTANCE,)):
            found[name] = found.get(name, 0) + 1
    if UNIT_FLAG in subject.model.assumed and any(order.unit_flags.products for order in subject.orders):
        found[UNIT_FLAG] = subject.resting_on_turns
    if CORE_FLAGS in subject.model.assumed:
        found[CORE_FLAGS] = subject.resting_on_core_flags
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
