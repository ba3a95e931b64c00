"""What `ptofix bisect` found, for people and for machines."""

from __future__ import annotations

from msgspec import Struct

from ptofix.report.document import document
from ptofix.report.summary import remark_data
from ptofix.rewriting.job import Remark, RemarkKind
from ptofix.rewriting.pipeline import Result
from ptofix.text.diagnostics import Diagnostic, Severity, render
from ptofix.text.plural import plural


class Bisection(Struct, frozen=True):
    """`smallest` are the numbers of the rewrites with which the check fails, none if it fails with none or was not run.

    `result` is that of all `rewrites`. `tried` texts were checked, `undecided` sets could not be. `others` is what the
    check says without the smallest set: good, bad, undecided, or "" where no other rewrite is left.
    """

    file: str
    pipeline: str
    test: str
    result: Result
    rewrites: int
    smallest: tuple[int, ...] = ()
    tried: int = 0
    undecided: int = 0
    others: str = ""

    @property
    def remarks(self) -> list[Remark]:
        """Those of the smallest set."""
        made = {r.number: r for r in self.result.remarks if r.kind is RemarkKind.PASSED}
        return [made[number] for number in self.smallest]


def as_text(found: Bisection) -> str:
    if not found.rewrites:
        return f"{found.file}: nothing to bisect: `{found.pipeline}` makes no rewrite"
    if not found.smallest:
        return f"{found.file}: the check passes with all {plural(found.rewrites, 'rewrite')}: nothing to find"
    tried = f"{plural(found.tried, 'text')} checked"
    if found.undecided:
        tried += f", {plural(found.undecided, 'set')} not decided"
    lines = [
        f"{found.file}: the check fails with {len(found.smallest)} of {plural(found.rewrites, 'rewrite')} ({tried}):"
    ]
    lines += [render(Diagnostic(Severity.ERROR, _rewrite(found, r), r.place)) for r in found.remarks]
    others = f"the other {found.rewrites - len(found.smallest)} together"
    match found.others:
        case "good":
            lines.append(f"{found.file}: {others} pass the check")
        case "bad":
            lines.append(f"{found.file}: with {others} the check fails as well: there is another such set")
        case "undecided":
            lines.append(f"{found.file}: about {others} the check does not decide")
    return "\n".join(lines)


def _rewrite(found: Bisection, remark: Remark) -> str:
    """What was done, by whom, and what is said for it."""
    done = next((v for v in found.result.verifications if v.pass_name == remark.pass_name), None)
    proof = "proved" if done is not None and done.proved else "not proved"
    graded = "" if remark.grade is None else f" ({remark.grade})"
    rests = f", resting on {', '.join(remark.assumptions)}{graded}" if remark.assumptions else ""
    return f"#{remark.number} {remark.pass_name}: {remark.label}: {remark.message} [{remark.reason}], {proof}{rests}"


def as_json(found: Bisection) -> str:
    data = {
        "file": found.file,
        "pipeline": found.pipeline,
        "test": found.test,
        "rewrites": found.rewrites,
        "tried": found.tried,
        "undecided": found.undecided,
        "smallest": [remark_data(remark) for remark in found.remarks],
        "others": found.others,
    }
    return document("bisect", data)
