"""The summary of a run: removed and kept per pattern, each reason counted, assumptions named; and its JSON form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ptofix.cpp.parser import parse
from ptofix.evidence.assumptions import BY_DISTANCE
from ptofix.evidence.measured import MeasuredDistances
from ptofix.program.executions import by_source_line, executions
from ptofix.report.headers import headers_data, headers_lines
from ptofix.rewriting.job import Remark, RemarkKind
from ptofix.rewriting.pipeline import Result
from ptofix.text.recording import from_data, recording_lines, recording_words
from ptofix.text.source import SourceFile

REPORT_VERSION = 1


def summary(name: str, result: Result) -> str:
    """A few lines for people."""
    lines = []
    for label, remarks in _by_label(result.remarks).items():
        made = [r for r in remarks if r.kind is RemarkKind.PASSED]
        kept = [r for r in remarks if r.kind is RemarkKind.MISSED]
        notes = [r for r in remarks if r.kind is RemarkKind.ANALYSIS]
        if made or kept:
            lines.append(f"{name}: {label}: {len(made)} done, {len(kept)} kept{reasons_of(kept)}{_moved(made, kept)}")
        lines += [f"{remark.place or name}: note: {remark.message}" for remark in notes]
    used = used_assumptions(result.remarks)
    if used:
        lines.append(f"{name}: rests on {', '.join(used)} (see `ptofix explain {used[0]}`)")
    if result.measured is not None and BY_DISTANCE & {*used}:
        lines.append(f"{name}: {measured_words(result.measured)}")
    grades = removals_by_grade(result.remarks)
    if grades:
        counts = ", ".join(f"{count} {grade}" for grade, count in grades.items())
        names = " and ".join(one for one in used if one in BY_DISTANCE)
        lines.append(f"{name}: evidence for {names}, by the weakest pair of each removal: {counts}")
    proved = [done.pass_name for done in result.verifications if done.proved]
    if proved:
        lines.append(f"{name}: verified: {', '.join(dict.fromkeys(proved))}")
    lines += [
        f"{name}: not verified: {done.pass_name}: {why}" for done in result.verifications for why in done.not_judged
    ]
    if result.headers is not None and (result.verifications or not result.headers.assumed):
        lines += headers_lines(name, result.headers, result.ops)
    if not any(remark.kind is not RemarkKind.ANALYSIS for remark in result.remarks) and not result.verifications:
        lines.insert(0, f"{name}: nothing to do")
    lines += recording_lines(SourceFile(name, result.source.text))
    return "\n".join(lines)


def _moved(made: Sequence[Remark], kept: Sequence[Remark]) -> str:
    """Of barriers that were put in and removed, how many that left; "" where none could be put in."""
    if not {"minimal", "added"} & {remark.reason for remark in made}:
        return ""
    added = sum(remark.reason == "added" for remark in made)
    if added == len(made):
        return ": all added"
    return f": {len(made) - added} removed, {added} added, {len(kept) + added} left"


def totals_of_runs(runs: Sequence[tuple[bool, dict[str, Any]]]) -> str:
    """A line on several files, of whether each changes and its report."""
    changed = sum(change for change, _ in runs)
    counts: dict[str, Counter[str]] = {}
    for _, document in runs:
        for label, found in document["labels"].items():
            counts.setdefault(label, Counter()).update(done=found["done"], kept=found["kept"])
    labels = [
        f"{label}: {count['done']} done, {count['kept']} kept" for label, count in counts.items() if count.total()
    ]
    left_out = sum(document.get("unanalysed") is not None for _, document in runs)
    files = f"{len(runs)} files: {changed} to rewrite, {len(runs) - changed - left_out} as they are"
    files += f", {left_out} left out" if left_out else ""
    return "; ".join([f"ptofix: {files}", *labels])


def reasons_of(kept: Iterable[Remark]) -> str:
    """The reasons in brackets, each with its number; "" for none."""
    reasons = Counter(remark.reason for remark in kept)
    return f" ({', '.join(f'{reason}: {count}' for reason, count in sorted(reasons.items()))})" if reasons else ""


def remark_lines(remarks: Iterable[Remark], kinds: frozenset[str]) -> list[str]:
    """One line per remark of the given kinds."""
    return [
        f"{r.place or 'ptofix'}: remark[{r.kind.value}]: {f'#{r.number} ' if r.number else ''}"
        f"{r.pass_name}: {r.label}: {r.message} [{r.reason}]{_recorded(r)}"
        for r in remarks
        if r.kind.value in kinds
    ]


def source_lines(name: str, remarks: Iterable[Remark]) -> list[str]:
    """Of barriers that were removed from a recording, in how many executions each line of the source has such a one."""
    tried = [remark for remark in counted_once(remarks) if remark.kind is not RemarkKind.ANALYSIS and remark.place]
    places = {remark.place: remark.kind for remark in tried if remark.place and remark.place.recorded_from}
    if not places:
        return []
    times = executions(parse(next(iter(places)).source))
    removed = [place for place, kind in places.items() if kind is RemarkKind.PASSED]
    return [f"{name}: {line}" for line in by_source_line(places, removed, times)]


def _recorded(remark: Remark) -> str:
    """Where the place of a remark is from, in a recording."""
    words = remark.place.from_words if remark.place else ""
    return f", recorded from {words}" if words else ""


def measured_words(measured: MeasuredDistances) -> str:
    """Where the distances that keep accesses apart come from."""
    return f"distances as measured on {measured.device}, {measured.date} ({measured.file}, {measured.sha256[:12]})"


def measured_data(measured: MeasuredDistances | None) -> dict[str, str] | None:
    """The same for machines."""
    if measured is None:
        return None
    return {"file": measured.file, "sha256": measured.sha256, "device": measured.device, "date": measured.date}


def report(name: str, result: Result, pipeline: str) -> dict[str, Any]:
    """The same for machines. Lines and columns count from 1."""
    return {
        "kind": "run",
        "version": REPORT_VERSION,
        "file": name,
        "recording": recording_words(result.source) or None,
        "pipeline": pipeline,
        "labels": {
            label: {
                "done": sum(r.kind is RemarkKind.PASSED for r in remarks),
                "kept": sum(r.kind is RemarkKind.MISSED for r in remarks),
                "reasons": dict(sorted(Counter(r.reason for r in remarks if r.kind is RemarkKind.MISSED).items())),
            }
            for label, remarks in _by_label(result.remarks).items()
        },
        "assumptions": used_assumptions(result.remarks),
        "measured": measured_data(result.measured),
        "removals_by_grade": removals_by_grade(result.remarks),
        "verifications": [
            {
                "pass": v.pass_name,
                "proved": v.proved,
                "assumptions": list(v.assumptions),
                "not_judged": list(v.not_judged),
            }
            for v in result.verifications
        ],
        "headers": None if result.headers is None else headers_data(result.headers, result.ops),
        "remarks": [remark_data(r) for r in result.remarks],
    }


def counted_once(remarks: Iterable[Remark]) -> list[Remark]:
    """Without those that say that something was kept of which a later pass says what became of it."""
    every = list(remarks)
    last = {_subject(remark): remark.pass_name for remark in every if remark.kind is not RemarkKind.ANALYSIS}
    return [r for r in every if r.kind is not RemarkKind.MISSED or last[_subject(r)] == r.pass_name]


def _subject(remark: Remark) -> tuple[str, object]:
    """What was decided about: several passes may look at one barrier."""
    return remark.label, remark.place.span.start if remark.place else id(remark)


def _by_label(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    grouped: dict[str, list[Remark]] = {}
    for remark in counted_once(remarks):
        grouped.setdefault(remark.label, []).append(remark)
    return grouped


def used_assumptions(remarks: Iterable[Remark]) -> list[str]:
    return sorted({name for remark in remarks for name in remark.assumptions})


def removals_by_grade(remarks: Iterable[Remark]) -> dict[str, int]:
    """How many rewrites rest on distance, by the worst grade of their pairs."""
    found = Counter(remark.grade for remark in remarks if remark.grade is not None)
    return {str(grade): found[grade] for grade in sorted(found)}


def remark_data(remark: Remark) -> dict[str, Any]:
    return {
        "kind": remark.kind.value,
        "pass": remark.pass_name,
        "label": remark.label,
        "reason": remark.reason,
        "message": remark.message,
        "line": remark.place.line if remark.place else None,
        "column": remark.place.column if remark.place else None,
        **(from_data(remark.place.source, remark.place.line) if remark.place else {}),
        "number": remark.number or None,
        "assumptions": list(remark.assumptions),
        "grade": None if remark.grade is None else str(remark.grade),
    }
