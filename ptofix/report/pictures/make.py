"""From what the analysis knows of a kernel to its picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ptofix.order.barriers import BARRIER_PIPES, candidates
from ptofix.order.model import ProgramOrder
from ptofix.report.pictures.lanes import LaneNumbers
from ptofix.report.pictures.marks import added_marks, barrier_marks, finding_marks, flag_marks, new_race_marks
from ptofix.report.pictures.picture import Mark, Picture
from ptofix.rewriting.job import Remark, RemarkKind
from ptofix.rules.rule import Finding
from ptofix.rules.subject import Subject
from ptofix.text.recording import from_words, recording_words
from ptofix.text.source import SourceFile

_ADDED = "added"
"""The reason of a remark on a barrier that a pass put in: ptofix/passes/minimal_barriers.py."""


def picture(
    subject: Subject, findings: Iterable[Finding], said: Sequence[str] = (), remarks: Sequence[Remark] = ()
) -> Picture:
    """The picture of a file. `remarks` are those of a run over it, `said` the words of the command for all of it."""
    source, model = subject.tree.source, subject.model
    basis = [
        f"model {model.name}, assuming {', '.join(sorted(model.assumed)) or 'nothing'}",
        f"headers: {subject.headers}",
        *([words] if (words := recording_words(source)) else []),
    ]
    if subject.other_hardware is not None:  # nothing is known of that hardware
        marks = tuple(finding_marks([], findings))
        return Picture(source.name, source.text, tuple(said), (*basis, subject.other_hardware.reason), marks, ())
    basis += [str(refusal) for refusal in subject.refusals]
    orders = [ProgramOrder(order.program, model) for order in subject.as_called.orders]
    lanes = [LaneNumbers(order) for order in orders]
    added = [remark for remark in remarks if remark.reason == _ADDED]
    said_of = {r.place.span.start: r for r in remarks if r.place is not None and r.reason != _ADDED}
    if not added:
        _take_out(orders, said_of)
    marks_of_all = [
        *barrier_marks(lanes, said_of, bool(added)),
        *added_marks(added),
        *flag_marks(lanes),
        *finding_marks(lanes, findings),
    ]
    if any(remark.kind is RemarkKind.PASSED for remark in remarks):
        marks_of_all += new_race_marks(lanes, {race.key for race in subject.as_called.races})
    recorded = (_with_source_place(source, mark) for mark in marks_of_all)
    shown = tuple(sorted(recorded, key=lambda mark: (mark.start, mark.end)))
    return Picture(source.name, source.text, tuple(said), tuple(basis), shown, tuple(lane.lane for lane in lanes))


def _with_source_place(source: SourceFile, mark: Mark) -> Mark:
    """In a recording it says first where in the source the line is from."""
    words = from_words(source, source.line_column(mark.start)[0])
    return replace(mark, facts=(f"recorded from {words}", *mark.facts)) if words else mark


def _take_out(orders: list[ProgramOrder], said: Mapping[int, Remark]) -> None:
    """Let nothing rest on what a run removed."""
    for pipe in BARRIER_PIPES:
        for candidate in candidates(orders, pipe):
            remark = said.get(candidate.statement.span.start)
            if remark is not None and remark.kind is RemarkKind.PASSED:
                candidate.remove()
