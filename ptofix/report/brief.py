"""A run in one or two lines, for the output of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ptofix.report.headers import header_warnings
from ptofix.report.summary import counted_once, reasons_of, used_assumptions
from ptofix.rewriting.job import Remark, RemarkKind
from ptofix.rewriting.pipeline import Result


def brief(result: Result) -> list[str]:
    """What was done, kept and assumed; then the first note, if there is one, and how many there are."""
    decided = [remark for remark in counted_once(result.remarks) if remark.kind is not RemarkKind.ANALYSIS]
    parts = [_counted(label, decided) for label in dict.fromkeys(remark.label for remark in decided)]
    if used := used_assumptions(result.remarks):
        parts.append(f"rests on {', '.join(used)}")
    if proved := [done.pass_name for done in result.verifications if done.proved]:
        parts.append(f"verified: {', '.join(dict.fromkeys(proved))}")
    if result.verifications and result.headers is not None:
        parts.append(f"headers: {result.headers}")
    parts += [f"not verified: {done.pass_name}: {why}" for done in result.verifications for why in done.not_judged]
    lines = ["; ".join(parts) or "nothing to do"]
    if result.headers is not None:
        lines += [f"warning: {text}" for text in header_warnings(result.headers, result.ops)]
    if notes := [remark for remark in result.remarks if remark.kind is RemarkKind.ANALYSIS]:
        more = f", and {len(notes) - 1} more" if len(notes) > 1 else ""
        lines.append(f"note: {f'{notes[0].place}: ' if notes[0].place else ''}{notes[0].message}{more}")
    return lines


def did_nothing(remarks: Iterable[Remark]) -> str:
    """Why the rewrites that `remarks` are about were made nowhere; "" if one was made."""
    kinds = Counter(remark.kind for remark in remarks)
    if kinds[RemarkKind.PASSED]:
        return ""
    return f"{kinds[RemarkKind.MISSED]} kept" if kinds[RemarkKind.MISSED] else "no such place"


def _counted(label: str, decided: list[Remark]) -> str:
    mine = [remark for remark in decided if remark.label == label]
    kept = [remark for remark in mine if remark.kind is RemarkKind.MISSED]
    return f"{label}: {len(mine) - len(kept)} done, {len(kept)} kept{reasons_of(kept)}"
