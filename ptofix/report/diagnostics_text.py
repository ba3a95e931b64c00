"""Findings for people: each with its source line and caret, then one summary line per file.

Files that could not be checked are left out: their errors go to standard error, whatever the form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ptofix.order.model import model_words
from ptofix.report.headers import header_warnings
from ptofix.report.totals import Totals, UnusableFile, counted, totals_text
from ptofix.rules.checking import Checked
from ptofix.rules.flags import FlagIdentity
from ptofix.rules.rule import Finding
from ptofix.text.diagnostics import Severity, render
from ptofix.text.order_words import verdict_line
from ptofix.text.plural import halves_of_flags, plural
from ptofix.text.recording import recording_lines


def full_text_of(checked: Checked) -> str:
    """The findings of one file."""
    return _text_of(checked, checked.findings, [])


def verbose_text_of(checked: Checked) -> str:
    """The same with one line for all orders that depend on what names a flag: every text has many."""
    by_key = _by_flag_key(checked)
    pairs, flags = (sum(finding.data[what] for finding in by_key) for what in ("pairs", "flags"))
    found = [plural(pairs, "order")] * (pairs > 0) + [halves_of_flags(flags)] * (flags > 0)
    line = (
        f"{checked.source.name}: note: {' and '.join(found)} depend{'s' * (pairs + flags == 1)} on the assumption that "
        f"a flag is named by both pipes and its id (hw.flag-key; --select {FlagIdentity.code} has the places)"
    )
    return _text_of(checked, [one for one in checked.findings if one not in by_key], [line] if by_key else [])


def text_of(checked: Checked) -> str:
    """The same without these orders, and with notes in brief."""
    by_key = _by_flag_key(checked)
    shown = [one for one in checked.findings if one not in by_key]
    return _text_of(checked, shown, [], len(by_key), in_full=False)


def _by_flag_key(checked: Checked) -> list[Finding]:
    return [one for one in checked.findings if one.code == FlagIdentity.code and one.severity is Severity.NOTE]


def _text_of(
    checked: Checked, findings: Iterable[Finding], more: list[str], not_shown: int = 0, in_full: bool = True
) -> str:
    parts = [render(finding.diagnostic, in_full) for finding in findings] + more
    parts += [checked.table] if checked.table else []
    last = verdict_line(checked.source.name, checked.verdict, model_words(checked.model))
    return "".join(f"{part}\n" for part in [*parts, *_left_out(checked), summary(checked, not_shown), last])


def text(parts: Sequence[str], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """All files; of more than one the totals after them."""
    del unusable
    return "".join([*parts, totals_text(totals) if len(totals.files) > 1 else ""])


def quiet_text_of(checked: Checked) -> str:
    """What may be wrong in one file, and nothing else."""
    found = [finding for finding in checked.findings if finding.severity is not Severity.NOTE]
    return "".join(f"{render(finding.diagnostic)}\n" for finding in found)


def quiet_text(parts: Sequence[str], unusable: Sequence[UnusableFile], totals: Totals) -> str:
    """All files, without totals."""
    del unusable, totals
    return "".join(parts)


def _left_out(checked: Checked) -> list[str]:
    left_out = Counter((finding.code, finding.severity, finding.function) for finding in checked.left_out)
    return [
        f"{checked.source.name}: {code}: {count} more {level.value}{f' in `{function}`' if function else ''} "
        "(--max-per-rule)"
        for (code, level, function), count in left_out.items()
    ]


def summary(checked: Checked, not_shown: int = 0) -> str:
    """`fa.cpp: 2 errors, 1 note (model default); 14 pairs rest on hw.repeat-distance`; `not_shown` notes need -v."""
    counts = Counter(finding.severity for finding in (*checked.findings, *checked.left_out))
    found = [counted(counts[severity], severity) for severity in Severity if counts[severity]]
    found += [f"{not_shown} of them with -v"] if not_shown else []
    line = f"{checked.source.name}: {', '.join(found) or 'nothing found'} (model {checked.model.name})"
    if checked.not_analysed:
        line += f"; {plural(len(checked.not_analysed), 'function')} not analysed"
    if checked.suppressed:
        line += f"; {len(checked.suppressed)} allowed by comments"
    if checked.off:
        line += f"; {len(checked.off)} of rules that are switched off"
    if checked.known:
        line += f"; {len(checked.known)} known (baseline)"
    for name, count in checked.rests_on.items():
        line += f"; {plural(count, 'pair')} rest{'s' if count == 1 else ''} on {name}"
    if checked.headers is not None:
        line += f"; headers: {checked.headers}"
        warnings = header_warnings(checked.headers, checked.ops)
        line = "\n".join([*(f"{checked.source.name}: warning: {warning}" for warning in warnings), line])
    return "\n".join([*recording_lines(checked.source), line])
