"""Folders of kernels that nobody here wrote: `python benchmarks/real_kernels.py FOLDER… [--only NAME,…] [--list WHAT]`.

One column per folder: files that are parsed and analysed, what was not understood and why, findings by code, PIPE_V
barriers by every way of removing them, seconds. The commands' own code does the work. `--list WHAT` names the files
after a row instead: a code, or a part of a reason. Exit code 1 if a file makes the tool fail.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ptofix.cpp.parser import Tree, parse, statements
from ptofix.isa.call import Unknown
from ptofix.isa.expand import expand
from ptofix.order.model import DEFAULT
from ptofix.program.build import program_file
from ptofix.program.program import Opaque, TileOp
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.rules.checking import check
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, read_source

WAYS = {
    "gu": ("remove-barriers{patterns=gu}", Settings()),
    "proven": ("drop-redundant-barriers", Settings()),
    "proven, extrapolated": ("drop-redundant-barriers{evidence=extrapolated}", Settings()),
    "proven, callers.idle": ("drop-redundant-barriers", Settings(idle_callers=True)),
    "proven, both": ("drop-redundant-barriers{evidence=extrapolated}", Settings(idle_callers=True)),
    "minimal": ("minimal-barriers", Settings()),
    "minimal, both": ("minimal-barriers{evidence=extrapolated}", Settings(idle_callers=True)),
}
"""Pipeline and what it may rest on; each result is proved."""
_BARRIER = "pipe_barrier(PIPE_V);"
_NAME = re.compile(r"`[^`]*`")


@dataclass
class Outcome:
    """What one file came to. `causes` and `findings` count; `seconds` are of processor time, per verb."""

    parsed: bool = False
    empty: bool = False  # nothing in it to check
    refused: int = 0  # functions that are not analysed
    causes: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    barriers: dict[str, int] = field(default_factory=dict)
    more: Counter[str] = field(
        default_factory=Counter
    )  # ways that leave more than there were, and whether they say why
    seconds: dict[str, float] = field(default_factory=dict)
    failure: str = ""


def outcome_of(path: str) -> Outcome:
    """Everything that the commands say of one file."""
    found = Outcome()
    try:
        _look_at(read_source(path), found)
    except Exception as problem:  # a traceback is what this is to find
        found.failure = f"{type(problem).__name__}: {problem}"
    return found


def _look_at(source: SourceFile, found: Outcome) -> None:
    try:
        tree = parse(source)
    except PtofixError:
        return
    found.parsed = tree.print() == source.text
    file = program_file(tree)
    found.refused = len(file.refusals)
    found.causes.update(dict.fromkeys((_cause(refusal.reason) for refusal in file.refusals), 1))
    actions = [i.action for program in file.programs for i in program.instructions if i.statement is not None]
    reasons = {action.reason for action in actions if isinstance(action, Opaque)}
    calls = (expand(action.call) for action in actions if isinstance(action, TileOp))
    reasons |= {call.reason for call in calls if isinstance(call, Unknown)}
    found.causes.update({_cause(reason) for reason in reasons})
    started = time.process_time()
    try:
        checked = check(source, DEFAULT)
    except PtofixError:
        found.empty = True
        return
    found.findings.update(f"{finding.severity.value} {finding.code}" for finding in checked.findings)
    found.seconds["check"] = time.process_time() - started
    found.barriers["emitted"] = _barriers(tree)
    if not found.barriers["emitted"]:
        return
    for way, (pipeline, settings) in WAYS.items():
        started = time.process_time()
        rewritten = run_pipeline(source, parse_pipeline(pipeline), settings)
        found.seconds[way] = time.process_time() - started
        found.barriers[way] = _barriers(parse(rewritten.source, tree.table))
        repairs = any(remark.reason == "missing" for remark in rewritten.remarks)
        if found.barriers[way] > found.barriers["emitted"]:
            found.more[f"more than emitted, {way}, {'repairs' if repairs else 'WITHOUT A REPAIR'}"] += 1


def _barriers(tree: Tree) -> int:
    return sum(statement.text == _BARRIER for statement in statements(tree.body))


def _cause(reason: str) -> str:
    """A reason without the names of one kernel, but with those of ops."""
    return _NAME.sub(lambda match: match[0] if any(c.isupper() for c in match[0]) else "`…`", reason)


def _not_understood(cause: str, column: list[Outcome]) -> int:
    return sum(cause in outcome.causes for outcome in column)


def _places_in_files(code: str, column: list[Outcome]) -> str:
    return f"{sum(o.findings[code] for o in column)} in {sum(code in o.findings for o in column)}"


def _barriers_left(way: str, column: list[Outcome]) -> int:
    return sum(outcome.barriers.get(way, 0) for outcome in column)


def _more_than_emitted(what: str, column: list[Outcome]) -> int:
    return sum(outcome.more[what] for outcome in column)


def _seconds(way: str, column: list[Outcome]) -> str:
    return f"{sum(outcome.seconds.get(way, 0) for outcome in column):.0f}"


def table(outcomes: dict[str, dict[str, Outcome]]) -> list[tuple[str, list[str]]]:
    """Title and cells of each row."""
    columns = [list(files.values()) for files in outcomes.values()]

    def row(title: str, cell: Callable[[list[Outcome]], object]) -> tuple[str, list[str]]:
        return title, [str(cell(column)) for column in columns]

    def total(counters: list[Counter[str]]) -> Counter[str]:
        return sum(counters, Counter())

    rows = [
        row("files", len),
        row("parsed, printed to the byte", lambda c: sum(o.parsed for o in c)),
        row("the tool fails", lambda c: sum(bool(o.failure) for o in c)),
        row("nothing to check", lambda c: sum(o.empty for o in c)),
        row("every function analysed", lambda c: sum(o.parsed and not o.refused for o in c)),
        row("everything understood", lambda c: sum(o.parsed and not o.causes for o in c)),
    ]
    for cause, _ in total([o.causes for column in columns for o in column]).most_common():
        rows.append(row(f"not understood: {cause}", partial(_not_understood, cause)))
    for code in sorted(total([o.findings for column in columns for o in column])):
        rows.append(row(code, partial(_places_in_files, code)))
    for way in ("emitted", *WAYS):
        rows.append(row(f"PIPE_V, {way}", partial(_barriers_left, way)))
    for what in sorted(total([o.more for column in columns for o in column])):
        rows.append(row(what, partial(_more_than_emitted, what)))
    for way in ("check", *WAYS):
        rows.append(row(f"seconds, {way}", partial(_seconds, way)))
    return rows


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--list", metavar="WHAT", help="the files behind a row")
    options = arguments.parse_args()
    outcomes: dict[str, dict[str, Outcome]] = {}
    with ProcessPoolExecutor(options.processes) as pool:
        for folder in options.folders:
            paths = sorted(map(str, folder.rglob("*.cpp")))
            outcomes[folder.name] = dict(zip(paths, pool.map(outcome_of, paths, chunksize=8)))
    found = [(path, outcome) for files in outcomes.values() for path, outcome in files.items()]
    if options.list:
        for path, outcome in found:
            for what, number in (outcome.causes + outcome.findings + outcome.more).items():
                if options.list in what:
                    print(f"{path}: {what}: {number}")
    else:
        print("| |" + "".join(f" {name} |" for name in outcomes) + "\n|---|" + "---|" * len(outcomes))
        for title, cells in table(outcomes):
            print(f"| {title} |" + "".join(f" {cell} |" for cell in cells))
    for path, outcome in found:
        if outcome.failure:
            print(f"{path}: {outcome.failure}", file=sys.stderr)
    return 1 if any(outcome.failure for _, outcome in found) else 0


if __name__ == "__main__":
    sys.exit(main())
