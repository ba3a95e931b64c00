"""What the evidence is worth: `python benchmarks/profit.py [NAME:VERSION=FOLDER…] [--s1 N] [--processes N]`.

Per kernel of kernels/flash_attention/golden, and per folder of kernels by an assembler of that version: PIPE_V barriers
emitted, those that `proven` leaves by the weakest evidence that it accepts, in the text / in a round of the innermost
loops, and cycles by the model of time, of a folder those of kernels that need no more than one size. Then the barriers
that stay by default, by reason and by the first pair that each keeps apart, most first: what is worth doing next.
Every result is judged by the checker. Exit code 1 if one is refused.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ptofix.cpp.parser import parse
from ptofix.evidence.grade import DEFAULT_GRADE, Grade
from ptofix.headers.versions import assumed_headers
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import Estimate, integers_of, timed
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.worth import waits_of
from ptofix.report.sync_counts import sync_counts
from ptofix.rewriting.job import RemarkKind
from ptofix.rewriting.pipeline import Settings, run_pipeline
from ptofix.rewriting.pipeline_text import parse_pipeline
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile, read_source

GOLDEN = Path(__file__).parent.parent / "kernels" / "flash_attention" / "golden"
FLASH_ATTENTION = "fa"
"""The kernel in a file that has one more to put parts together."""
MOST_PAIRS = 15
_PAIR = re.compile(r"\b(RAW|WAR|WAW)\b.* from `(\w+)`.* to `(\w+)`")
_GOLDEN = re.compile(r"(.+)\.v(\d\.\d+)\.insert-sync")


@dataclass(frozen=True)
class Count:
    """PIPE_V barriers in the text, per round of the innermost loops, and cycles if time is known."""

    text: int
    rounds: int
    cycles: int | None


@dataclass
class Outcome:
    """What one file came to. `stays` are the barriers that stay by default: reason and pair, and how many times; `path`
    their cycles on the critical path of the input."""

    emitted: Count = Count(0, 0, None)
    left: dict[Grade, Count] = field(default_factory=dict)
    stays: Counter[tuple[str, str]] = field(default_factory=Counter)
    path: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: str = ""


def outcome_of(path: str, s1: int) -> Outcome:
    found = Outcome()
    source = read_source(path)
    if "pipe_barrier(PIPE_V)" not in source.text:
        return found
    try:
        found.emitted = _count(source, s1)
        for grade in Grade:
            passes = parse_pipeline(f"drop-redundant-barriers{{evidence={grade}}}")
            result = run_pipeline(source, passes, Settings())
            found.left[grade] = _count(result.source, s1)
            if grade is DEFAULT_GRADE:
                on_path = _on_path(source, s1)
                for remark in result.remarks:
                    if remark.kind is RemarkKind.MISSED and remark.place is not None:
                        key = remark.reason, _pair(remark.message)
                        found.stays[key] += 1
                        found.path[key] += on_path.get(remark.place.line, 0)
    except PtofixError as problem:
        found.refused = str(problem)
        found.left = {}
    return found


def _pair(message: str) -> str:
    pair = _PAIR.search(message)
    return "" if pair is None else f"{pair[1]} {pair[2]} → {pair[3]}"


def _count(source: SourceFile, s1: int) -> Count:
    counts = sync_counts(source, assumed_headers().arch, {}, None)
    estimate = _estimate(source, s1)
    cycles = None if estimate is None or estimate.stuck else estimate.cycles
    return Count(counts.static.get("PIPE_V", 0), counts.innermost.get("PIPE_V", 0), cycles)


def _estimate(source: SourceFile, s1: int, timeline: bool = False) -> Estimate | None:
    """None if the kernel has no time: there are several in the file, or sizes and values that nobody knows."""
    tree = parse(source)
    try:
        try:
            kernel = kernel_of(tree)
        except PtofixError:
            kernel = kernel_of(tree, FLASH_ATTENTION)
        return timed(kernel, 1, latencies()).run(integers_of(kernel, {}, s1), timeline=timeline)
    except PtofixError:
        return None


def _on_path(source: SourceFile, s1: int) -> dict[int, int]:
    estimate = _estimate(source, s1, timeline=True)
    if estimate is None:
        return {}
    return {one.line: one.on_path for one in waits_of(estimate) if one.cause == "pipe_barrier(PIPE_V)"}


@dataclass(frozen=True)
class Row:
    """A line of the table: one kernel, or all of a folder."""

    name: str
    version: str
    files: tuple[str, ...]


def flash_attention() -> Iterator[Row]:
    for path in sorted(GOLDEN.glob("*.insert-sync.cpp")):
        named = _GOLDEN.match(path.name)
        assert named
        yield Row(named[1], named[2], (str(path),))


def folder(text: str) -> Row:
    """`NAME:VERSION=FOLDER`."""
    what, equals, path = text.partition("=")
    name, colon, version = what.rpartition(":")
    if not equals or not Path(path).is_dir():
        raise ValueError(text)
    files = sorted(str(one) for one in Path(path).rglob("*.cpp"))
    return Row(name if colon else Path(path).name, version, tuple(files))


def table(rows: Iterable[tuple[Row, list[Outcome]]]) -> Iterator[str]:
    yield f"| kernels | assembler | files | emitted | {' | '.join(map(str, Grade))} | cycles |"
    yield "|---" * (5 + len(Grade)) + "|"
    for row, every in rows:
        found = [one for one in every if one.left]
        emitted = _total(one.emitted for one in found)
        left = [_total(one.left[grade] for one in found) for grade in Grade]
        cells = [f"{one.text} / {one.rounds}" + _less(emitted.text, one.text, row) for one in left]
        cycles = " → ".join(f"{one.cycles:,}".replace(",", " ") for one in (emitted, *left) if one.cycles)
        start = f"{row.name} | {row.version} | {len(found)} of {len(every)} | {emitted.text} / {emitted.rounds}"
        yield f"| {start} | {' | '.join(cells)} | {cycles} |"


def _less(emitted: int, left: int, row: Row) -> str:
    return f", -{100 * (emitted - left) / emitted:.0f} %" if emitted and len(row.files) > 1 else ""


def _total(counts: Iterable[Count]) -> Count:
    every = list(counts)
    return Count(
        sum(one.text for one in every), sum(one.rounds for one in every), sum(one.cycles or 0 for one in every)
    )


def what_stays(title: str, every: list[Outcome]) -> Iterator[str]:
    """By reason, and by reason and pair."""
    stays = sum((one.stays for one in every), Counter[tuple[str, str]]())
    path: Counter[tuple[str, str]] = Counter()
    for one in every:
        path.update(one.path)
    reasons: Counter[str] = Counter()
    for (reason, _), number in stays.items():
        reasons[reason] += number
    yield f"{title}: {', '.join(f'{reason} {number}' for reason, number in reasons.most_common())}"
    yield ""
    yield "| barriers | reason | first pair | cycles on the critical path |"
    yield "|---|---|---|---|"
    order = sorted(stays, key=lambda key: (-stays[key], key))
    for key in order[:MOST_PAIRS]:
        yield f"| {stays[key]} | {key[0]} | {key[1]} | {path[key] or ''} |"
    rest = order[MOST_PAIRS:]
    if rest:
        more, cycles = sum(stays[key] for key in rest), sum(path[key] for key in rest)
        yield f"| {more} | | {len(rest)} more pairs | {cycles or ''} |"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folders", metavar="NAME:VERSION=FOLDER", nargs="*", type=folder)
    arguments.add_argument("--s1", type=int, default=4096)
    arguments.add_argument("--processes", type=int, default=2)
    options = arguments.parse_args()
    ours = list(flash_attention())
    rows: list[tuple[Row, list[Outcome]]] = []
    with ProcessPoolExecutor(options.processes) as pool:
        for row in [*ours, *options.folders]:
            rows.append((row, list(pool.map(partial(outcome_of, s1=options.s1), row.files, chunksize=4))))
    print("\n".join(table(rows)))
    parts = {"Flash Attention": [one for row, found in rows if row in ours for one in found]}
    for row, found in rows:
        if row not in ours:
            parts[f"{row.name}, {row.version}"] = found
    for title, outcomes in parts.items():
        print("", *what_stays(title, outcomes), sep="\n")
    refused = [one.refused for _, found in rows for one in found if one.refused]
    print(*refused, sep="\n", file=sys.stderr)
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
