"""What was found in many files: per rule and per kernel, worst first."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from msgspec import Struct

from ptofix.rules.checking import Checked
from ptofix.rules.registry import pages
from ptofix.text.columns import columns
from ptofix.text.diagnostics import Diagnostic, Severity
from ptofix.text.order_words import VERDICT, VerdictCounts
from ptofix.text.plural import plural


class UnusableFile(Struct, frozen=True):
    """It cannot be read or parsed, or there is nothing in it to check: `errors` say which."""

    name: str
    errors: tuple[Diagnostic, ...]


_MOST_KERNELS = 20
_MOST_NAMES = 5


class FindingCount(NamedTuple):
    """How many findings of one code and level a function has; `function` is "" outside of all."""

    function: str
    code: str
    level: str
    findings: int


class FileTotals(NamedTuple):
    """What was found in one file; `seen` is False for a file that is no kernel or could not be used."""

    name: str
    seen: bool
    counts: tuple[FindingCount, ...]
    known: int = 0  # findings of the baseline, which are not among the others
    verdict: VerdictCounts = VerdictCounts()


class Totals(Struct, frozen=True):
    """What was found in all files; `no_kernels` are the names of files in which there is nothing to check.

    `docs_url` is where the site of docs/ is published, "" for nowhere.
    """

    files: tuple[FileTotals, ...]
    no_kernels: tuple[str, ...] = ()
    docs_url: str = ""


class LevelCounts(NamedTuple):
    """How many findings of each level; more errors are worse than anything undecided, and that than any note."""

    error: int
    undecided: int
    note: int


class RuleRow(NamedTuple):
    """One rule in all kernels."""

    code: str
    name: str
    levels: LevelCounts
    kernels: int


class KernelRow(NamedTuple):
    """One function of one file."""

    file: str
    function: str
    levels: LevelCounts


def counts_of(checked: Checked) -> tuple[FindingCount, ...]:
    """The counts of one file, whether a finding is shown or not."""
    found = Counter((f.function, f.code, f.severity.value) for f in (*checked.findings, *checked.left_out))
    return tuple(FindingCount(*key, count) for key, count in sorted(found.items()))


def by_rule(totals: Totals) -> list[RuleRow]:
    """Each rule that found something, worst first."""
    levels: dict[str, Counter[str]] = {}
    kernels: dict[str, set[tuple[str, str]]] = {}
    for file in totals.files:
        for found in file.counts:
            levels.setdefault(found.code, Counter())[found.level] += found.findings
            kernels.setdefault(found.code, set()).add((file.name, found.function))
    rows = [RuleRow(code, pages()[code].name, _levels(counts), len(kernels[code])) for code, counts in levels.items()]
    return sorted(rows, key=lambda row: (*(-count for count in row.levels), row.code))


def by_kernel(totals: Totals) -> list[KernelRow]:
    """Each function in which something was found, worst first."""
    levels: dict[tuple[str, str], Counter[str]] = {}
    for file in totals.files:
        for found in file.counts:
            levels.setdefault((file.name, found.function), Counter())[found.level] += found.findings
    rows = [KernelRow(*key, _levels(counts)) for key, counts in levels.items()]
    return sorted(rows, key=lambda row: (*(-count for count in row.levels), row.file, row.function))


def _levels(counts: Counter[str]) -> LevelCounts:
    return LevelCounts(*(counts[level.value] for level in Severity))


def all_levels(totals: Totals) -> LevelCounts:
    return _levels(sum(map(_counter, totals.files), Counter()))


def _counter(file: FileTotals) -> Counter[str]:
    found: Counter[str] = Counter()
    for count in file.counts:
        found[count.level] += count.findings
    return found


# ---- in words ----


def counted(count: int, level: Severity) -> str:
    """`2 errors`, `1 undecided`."""
    return f"{count} undecided" if level is Severity.UNDECIDED else plural(count, level.value)


def one_line(totals: Totals) -> str:
    """`1200 files: 3 errors in 2 of them, 1 undecided; 4 are no kernels: …`."""
    levels = all_levels(totals)
    found = ", ".join(counted(count, level) for count, level in zip(levels, Severity) if count)
    wrong = sum(any(f.level == Severity.ERROR.value for f in file.counts) for file in totals.files)
    where = f"; errors in {plural(wrong, 'file')}" if wrong else ""
    checked = sum(file.seen for file in totals.files)
    line = f"{plural(checked, 'file')} checked: {found or 'nothing found'}{where}"
    known = sum(file.known for file in totals.files)
    if known:
        line += f"; {known} known (baseline)"
    unusable = len(totals.files) - checked - len(totals.no_kernels)
    if unusable:
        line += f"; {unusable} could not be checked"
    if totals.no_kernels:
        names = ", ".join(totals.no_kernels[:_MOST_NAMES]) + (", …" if len(totals.no_kernels) > _MOST_NAMES else "")
        line += f"; {len(totals.no_kernels)} without a kernel: {names}"
    return line


def totals_text(totals: Totals) -> str:
    """Both tables, and a line on all of it."""
    lines: list[str] = []
    rules, kernels = by_rule(totals), by_kernel(totals)
    if rules:
        heads = ("rule", "", "errors", "undecided", "notes", "kernels")
        rows = [(row.code, row.name, *map(str, row.levels), str(row.kernels)) for row in rules]
        lines += ["", *(f"  {line}" for line in columns([heads, *rows], left=2))]
        titles = ("kernel", "", "errors", "undecided", "notes")
        cells = [(row.file, row.function, *map(str, row.levels)) for row in kernels[:_MOST_KERNELS]]
        lines += ["", *(f"  {line}" for line in columns([titles, *cells], left=2))]
        if len(kernels) > _MOST_KERNELS:
            lines.append(f"  and {plural(len(kernels) - _MOST_KERNELS, 'kernel')} more")
        lines.append("")
    return "".join(f"{line}\n" for line in [*lines, one_line(totals), f"{VERDICT}: {_verdict(totals)}"])


def _verdict(totals: Totals) -> str:
    known = sum(file.known for file in totals.files)
    return f"{all_verdicts(totals).words}{f', but for {known} known' if known else ''}"


def all_verdicts(totals: Totals) -> VerdictCounts:
    """What the files come to; one that could not be checked is not decided."""
    judged = [file.verdict for file in totals.files]
    unusable = sum(not file.seen and file.name not in totals.no_kernels for file in totals.files)
    summed = VerdictCounts(*map(sum, zip(*judged))) if judged else VerdictCounts()
    return summed._replace(undecided=summed.undecided + unusable)


def totals_data(totals: Totals) -> dict[str, Any]:
    """The same for machines: all kernels and all names."""
    return {
        "checked": sum(file.seen for file in totals.files),
        **all_levels(totals)._asdict(),
        "known": sum(file.known for file in totals.files),
        "no_kernel": list(totals.no_kernels),
        "rules": [
            {"code": row.code, "name": row.name, **row.levels._asdict(), "kernels": row.kernels}
            for row in by_rule(totals)
        ],
        "kernels": [{"file": row.file, "function": row.function, **row.levels._asdict()} for row in by_kernel(totals)],
    }
