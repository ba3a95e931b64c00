"""`ptofix run`: rewrite files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ptofix.report.summary import remark_lines, report, summary
from ptofix.rewrite.job import Pass
from ptofix.rewrite.pipeline import Settings, parse_pipeline, print_pipeline, run_pipeline
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.language import LANGUAGES, language_of, may_be_ir
from ptofix.text.source import SourceFile, encode, read_source, write_atomically

if TYPE_CHECKING:
    from ptofix.mlir.slots import PipeSlots


@dataclass(frozen=True)
class RunOptions:
    """What to do with every file; the pipelines are pipeline texts, one for C++ and one for PTO IR."""

    pipeline: str
    ir_pipeline: str = ""
    certificate: str = ""  # where to write the proof, made under `model` and without the assumptions `no_assume`
    model: str = "default"
    no_assume: tuple[str, ...] = ()
    mode: str = "stdout"  # stdout, output, in-place, diff or check
    output: str = ""
    strip: bool = False
    verify_each: bool = True
    bisect_limit: int | None = None
    print_after_all: bool = False
    timing: bool = False
    remarks: frozenset[str] = frozenset()


@dataclass
class Outcome:
    """What one file led to; workers send it back, and nothing is written before all files went well."""

    name: str
    text: str = ""
    changed: bool = False
    diff: str = ""
    messages: list[str] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    pipes: tuple[PipeSlots, ...] = ()  # of PTO IR, for the side file
    certificate: str = ""
    problem: str = ""


def run_files(files: Sequence[str], options: RunOptions, report_path: str = "") -> int:
    """Rewrite `files`. Returns the exit code: 0, 1 (`--check` found something to do) or 2."""
    _check_arguments(files, options)
    outcomes = _each(files, options)
    for outcome in outcomes:
        for message in outcome.messages:
            print(message, file=sys.stderr)
        if outcome.problem:
            print(outcome.problem, file=sys.stderr)
    if any(outcome.problem for outcome in outcomes):
        return 2
    for outcome in outcomes:
        _write(outcome, options)
        if options.certificate:
            write_atomically(options.certificate, outcome.certificate)
    if report_path:
        reports = [outcome.report for outcome in outcomes]
        write_atomically(report_path, json.dumps(reports[0] if len(reports) == 1 else reports, indent=2) + "\n")
    return 1 if options.mode == "check" and any(outcome.changed for outcome in outcomes) else 0


def _check_arguments(files: Sequence[str], options: RunOptions) -> None:
    # Passes on IR are slow to import: only where a file may be IR.
    texts = [options.pipeline, *([options.ir_pipeline] if any(map(may_be_ir, files)) else [])]
    for text in filter(None, texts):
        parse_pipeline(text)
    if len(files) > 1 and options.mode in ("stdout", "output"):
        raise error("several files need -i, --diff or --check")
    if "-" in files and options.mode == "in-place":
        raise error("standard input cannot be rewritten in place")
    if len(files) > 1 and options.certificate:
        raise error("--certificate is for one file")
    if len(set(files)) != len(files):
        raise error("a file is named twice")


def _each(files: Sequence[str], options: RunOptions) -> list[Outcome]:
    if len(files) == 1:
        return [run_file(files[0], options)]
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor() as pool:
        return list(_progress(pool.map(partial(run_file, options=options), files), len(files)))


def _progress(outcomes: Iterable[Outcome], total: int) -> Iterable[Outcome]:
    if not sys.stderr.isatty():
        return outcomes
    from tqdm import tqdm

    return tqdm(outcomes, total=total, unit="file", leave=False)  # type: ignore[no-any-return]


def run_file(path: str, options: RunOptions) -> Outcome:
    """Rewrite one file in memory."""
    outcome = Outcome(path)
    try:
        source = read_source(path)
    except OSError as problem:
        outcome.problem = f"{path}: error: {problem.strerror}"
        return outcome
    try:
        _rewrite(source, options, outcome)
    except PtofixError as problem:
        outcome.problem = str(problem)
    except RecursionError:
        outcome.problem = f"{path}: error: blocks or calls are nested too deeply"
    return outcome


def _rewrite(source: SourceFile, options: RunOptions, outcome: Outcome) -> None:
    language = language_of(source)
    text = options.ir_pipeline if language == "pto" else options.pipeline
    passes = parse_pipeline(text) if text else ()
    for item in passes:
        if item.language != language:
            raise error(
                f"pass `{item.name}` is for {LANGUAGES[item.language]}, `{source.name}` is {LANGUAGES[language]}"
            )
    settings = Settings(options.verify_each, options.bisect_limit, options.strip)
    if options.print_after_all:
        settings.on_pass = partial(_print_after, outcome)
    result = run_pipeline(source, passes, settings)
    outcome.text = result.source.text
    outcome.changed = result.source.text != source.text
    if options.mode == "diff":
        outcome.diff = _diff(source, result.source)
    outcome.messages += remark_lines(result.remarks, options.remarks)
    outcome.messages.append(summary(source.name, result))
    if options.timing:
        outcome.messages += [f"{source.name}: {name}: {seconds * 1000:.1f} ms" for name, seconds in result.seconds]
    outcome.report = report(source.name, result, print_pipeline(passes))
    outcome.pipes = result.handover.get("pipes", ())
    if options.certificate:
        outcome.certificate = _certificate(source, result.source, options)


def _certificate(before: SourceFile, after: SourceFile, options: RunOptions) -> str:
    from ptofix.commands.verify import make_certificate

    return make_certificate(before, after, options.model, options.no_assume)


def _write_side_file(output: str, outcome: Outcome) -> None:
    if outcome.pipes:
        from ptofix.mlir import handover

        handover.write(output, outcome.pipes)


def _print_after(outcome: Outcome, item: Pass, source: SourceFile) -> None:
    outcome.messages.append(f"// ----- after {print_pipeline((item,))} -----\n{source.text}")


def _diff(before: SourceFile, after: SourceFile) -> str:
    import difflib

    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), before.name, before.name
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _write(outcome: Outcome, options: RunOptions) -> None:
    if options.mode == "in-place":
        if outcome.changed:
            write_atomically(outcome.name, outcome.text)
        _write_side_file(outcome.name, outcome)
    elif options.mode == "output":
        write_atomically(options.output, outcome.text)
        _write_side_file(options.output, outcome)
    elif options.mode != "check":
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(outcome.diff if options.mode == "diff" else outcome.text))
        sys.stdout.buffer.flush()
