"""What `run` says of the errors in its input is what `check` finds there."""

from __future__ import annotations

from ptofix.order.model import DEFAULT
from ptofix.rules.checking import check_subject, errors_in, subject_of
from ptofix.rules.registry import RULES
from ptofix.rules.rule import Finding
from ptofix.rules.subject import Subject
from ptofix.testing.corpus import CPP, NO_SYNC, REDTEAM, REDTEAM3
from ptofix.tests.build import run
from ptofix.text.diagnostics import PtofixError, Severity
from ptofix.text.source import SourceFile, read_source

TEXTS = [path for folder in (REDTEAM, REDTEAM3, NO_SYNC) for path in sorted(folder.rglob("[!f]*.cpp"))][::4]
RACY = CPP / "o_subview_alias.v0.45.graph-sync-solver.cpp"
LEVELS = [*Severity]


def findings(text: str) -> tuple[list[Finding], int]:
    """What `check` finds, and the errors that are counted without it."""
    subject = subject_of(SourceFile("t.cpp", text), DEFAULT)
    return list(check_subject(subject).findings), errors_in(subject)


def errors(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is Severity.ERROR]


def test_the_errors_are_those_that_check_finds_and_no_finding_is_worse_than_its_rule() -> None:
    worst, counts = {rule.code: rule.severity for rule in RULES}, set[int]()
    for path in [*TEXTS, RACY]:
        try:
            found, counted = findings(path.read_text())
        except PtofixError:
            continue  # nothing to check
        assert counted == len(errors(found)), path
        assert all(LEVELS.index(f.severity) >= LEVELS.index(worst[f.code]) for f in found), path
        counts.add(counted)
    assert len(counts) > 2


def test_errors_that_a_comment_allows_do_not_count() -> None:
    text = RACY.read_text()
    found, counted = findings(text)
    first = errors(found)[0]
    lines = text.splitlines()
    lines[first.place.line - 1] += f" // ptofix: allow {first.code} -- known"
    left, still = findings("\n".join(lines))
    assert still == len(errors(left)) < counted


def test_a_run_finds_the_same_with_the_orders_that_its_pass_asked_for() -> None:
    model, taken = DEFAULT.alone, 0
    for path in [*sorted(CPP.glob("[!f]*.v0.60.*.cpp")), RACY]:
        job = run(read_source(str(path)), "drop-redundant-barriers").first
        assert job is not None
        known = job.as_called.with_idle_callers()
        subject, anew = (Subject(job.tree, model, job.arch, known=known, solved=solved) for solved in (job.solved, {}))
        assert [race.key for race in subject.races] == [race.key for race in anew.races], path
        assert [race.key for race in subject.missing] == [race.key for race in anew.missing], path
        taken += sum(program in job.solved for program in known.programs)
    assert taken
