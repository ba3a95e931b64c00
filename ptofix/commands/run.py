"""`ptofix run`: rewrite files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ptofix.api.inputs import TOO_DEEP
from ptofix.api.rewriting import RewriteOptions, rewrite_page, rewrite_source
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.many import on_each, with_progress
from ptofix.report.summary import remark_lines, report, summary, totals_of_runs
from ptofix.rewriting.job import Pass, under_model
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.language import language_of
from ptofix.text.source import SourceFile, read_source
from ptofix.text.trees import InputFile

if TYPE_CHECKING:
    from ptofix.mlir.slots import PipeSlots
    from ptofix.text.writing import OutputFile


@dataclass(frozen=True)
class RunOptions:
    """Where the results go, and what is told of them."""

    mode: str = "stdout"  # stdout, output, in-place, diff or check
    output: str = ""
    report: str = ""
    certificate: str = ""  # where to write the proof
    html: str = ""  # where to write the picture
    print_after_all: bool = False
    timing: bool = False
    remarks: frozenset[str] = frozenset()
    jobs: int = 0
    quiet: bool = False


@dataclass
class RunOutcome:
    """What one file led to; workers send it back, and nothing is written before all files went well."""

    name: str
    text: str = ""
    changed: bool = False
    diff: str = ""
    messages: list[str] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    pipes: tuple[PipeSlots, ...] = ()  # of PTO IR, for the side file
    certificate: str = ""
    page: str = ""
    problem: str = ""


def run_files(inputs: Sequence[InputFile], rewrites: Sequence[RewriteOptions], options: RunOptions) -> int:
    """Rewrite each file as is said of it. Returns the exit code: 0, 1 (`--check` found work) or 2, nothing is written.

    Raises PtofixError, OSError.
    """
    from ptofix.text.writing import write_all

    files = [file.path for file in inputs]
    _check_arguments(files, options)
    for rewrite in dict.fromkeys(rewrites):
        _check_rewrite(rewrite)
    work = on_each(partial(_run_pair, options=options), list(zip(files, rewrites)), options.jobs)
    outcomes = list(with_progress(work, len(files), options.quiet))
    for file, outcome in zip(inputs, outcomes):
        if not options.quiet and (file.named or outcome.changed or options.remarks):
            for message in outcome.messages:
                print(message, file=sys.stderr)
        if outcome.problem:
            print(outcome.problem, file=sys.stderr)
    if any(outcome.problem for outcome in outcomes):
        return 2
    if len(outcomes) > 1 and not options.quiet:
        print(totals_of_runs([(outcome.changed, outcome.report) for outcome in outcomes]), file=sys.stderr)
    write_all(list(_outputs(outcomes, options)))
    return 1 if options.mode == "check" and any(outcome.changed for outcome in outcomes) else 0


def _check_arguments(files: Sequence[str], options: RunOptions) -> None:
    if len(files) > 1 and options.mode in ("stdout", "output"):
        raise error("several files need -i, --diff or --check")
    if "-" in files and options.mode == "in-place":
        raise error("standard input cannot be rewritten in place")
    if len(files) > 1 and options.certificate:
        raise error("--certificate is for one file")
    if len(files) > 1 and options.html:
        raise error("--html is for one file", help="`ptofix check --html` makes a page about several")


def _check_rewrite(rewrite: RewriteOptions) -> None:
    """What is wrong for any text is said once."""
    basis = rewrite.basis
    under_model((*rewrite.passes, *rewrite.ir_passes), basis.model, basis.no_assume, basis.evidence, basis.assumptions)
    _ = basis.memory_model


def _run_pair(item: tuple[str, RewriteOptions], options: RunOptions) -> RunOutcome:
    return run_file(*item, options)


def run_file(path: str, rewrite: RewriteOptions, options: RunOptions) -> RunOutcome:
    """Rewrite one file in memory."""
    outcome = RunOutcome(path)
    try:
        source = read_source(path)
    except OSError as problem:
        outcome.problem = f"{path}: error: {problem.strerror}"
        return outcome
    try:
        _rewrite(source, rewrite, options, outcome)
    except PtofixError as problem:
        outcome.problem = str(problem)
    except RecursionError:
        outcome.problem = f"{path}: error: {TOO_DEEP}"
    return outcome


def _rewrite(source: SourceFile, rewrite: RewriteOptions, options: RunOptions, outcome: RunOutcome) -> None:
    on_pass = partial(_print_after, outcome) if options.print_after_all else None
    headers = chosen_headers(rewrite.basis.headers) if language_of(source) == "cpp" else None
    result, passes, outcome.certificate = rewrite_source(source, rewrite, headers, on_pass)
    outcome.text = result.source.text
    outcome.changed = result.source.text != source.text
    if options.mode == "diff":
        outcome.diff = _diff(source, result.source)
    outcome.messages += remark_lines(result.remarks, options.remarks)
    outcome.messages.append(summary(source.name, result))
    if options.timing:
        outcome.messages += [f"{source.name}: {name}: {seconds * 1000:.1f} ms" for name, seconds in result.seconds]
    outcome.report = report(source.name, result, print_pipeline(passes))
    outcome.pipes = result.pipes
    if options.html:
        outcome.page = rewrite_page(source, result, passes, rewrite.basis)


def _print_after(outcome: RunOutcome, item: Pass, source: SourceFile) -> None:
    outcome.messages.append(f"// ----- after {print_pipeline((item,))} -----\n{source.text}")


def _diff(before: SourceFile, after: SourceFile) -> str:
    import difflib

    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), before.name, before.name
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _outputs(outcomes: Sequence[RunOutcome], options: RunOptions) -> Iterator[OutputFile]:
    """Everything that the run writes."""
    from ptofix.text.writing import STANDARD_OUTPUT, OutputFile

    for outcome in outcomes:
        if options.mode == "in-place":
            if outcome.changed:
                yield OutputFile(outcome.name, outcome.text)
            yield from _side_file(outcome.name, outcome)
        elif options.mode == "output":
            yield OutputFile(options.output, outcome.text)
            yield from _side_file(options.output, outcome)
        elif options.mode == "stdout":
            yield OutputFile(STANDARD_OUTPUT, outcome.text)
        elif options.mode == "diff":
            yield OutputFile(STANDARD_OUTPUT, outcome.diff)
        if options.certificate:
            yield OutputFile(options.certificate, outcome.certificate)
        if options.html:
            yield OutputFile(options.html, outcome.page)
    if options.report:
        reports = [outcome.report for outcome in outcomes]
        yield OutputFile(options.report, json.dumps(reports[0] if len(reports) == 1 else reports, indent=2) + "\n")


def _side_file(output: str, outcome: RunOutcome) -> Iterator[OutputFile]:
    if outcome.pipes:
        from ptofix.mlir import sidecar
        from ptofix.text.writing import OutputFile

        yield OutputFile(sidecar.side_file(output), sidecar.to_json(outcome.pipes))
