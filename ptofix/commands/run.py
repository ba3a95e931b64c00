"""`ptofix run`: rewrite files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ptofix.arch.headers import Headers, assumed_headers
from ptofix.arch.other_hardware import refuse_other_hardware
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.many import on_each, with_progress
from ptofix.order.model import DEFAULT, Model, model_named
from ptofix.report.summary import remark_lines, report, summary
from ptofix.rewrite.job import Pass, under_model, weakest_evidence
from ptofix.rewrite.pipeline import Settings, run_pipeline
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.language import LANGUAGES, language_of
from ptofix.text.source import SourceFile, read_source
from ptofix.text.trees import InputFile

if TYPE_CHECKING:
    from ptofix.mlir.slots import PipeSlots
    from ptofix.text.writing import OutputFile


@dataclass(frozen=True)
class RunOptions:
    """What to do with every file: the passes for C++ and those for PTO IR, and what their proofs may rest on.

    `model` and `evidence` "" are no choice: the default ones, unless a pass names others.
    """

    passes: tuple[Pass, ...]
    ir_passes: tuple[Pass, ...] = ()
    model: str = ""
    no_assume: tuple[str, ...] = ()
    evidence: str = ""
    headers: str = ""
    mode: str = "stdout"  # stdout, output, in-place, diff or check
    output: str = ""
    report: str = ""
    certificate: str = ""  # where to write the proof
    strip: bool = False
    verify: bool = True
    bisect_limit: int | None = None
    print_after_all: bool = False
    timing: bool = False
    remarks: frozenset[str] = frozenset()
    arch: str = ""
    jobs: int = 0

    @property
    def memory_model(self) -> Model:
        return model_named(self.model or DEFAULT.name).without(*self.no_assume).accepting(self.evidence)


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
    problem: str = ""


def run_files(inputs: Sequence[InputFile], options: RunOptions) -> int:
    """Rewrite the files. Returns the exit code: 0, 1 (`--check` found work) or 2, and then nothing is written.

    Raises PtofixError, OSError.
    """
    from ptofix.text.writing import write_all

    files = [file.path for file in inputs]
    _check_arguments(files, options)
    work = on_each(partial(run_file, options=options), files, options.jobs)
    outcomes = list(with_progress(work, len(files)))
    for file, outcome in zip(inputs, outcomes):
        if file.named or outcome.changed or options.remarks:
            for message in outcome.messages:
                print(message, file=sys.stderr)
        if outcome.problem:
            print(outcome.problem, file=sys.stderr)
    if any(outcome.problem for outcome in outcomes):
        return 2
    if not all(file.named for file in inputs):
        changed = sum(outcome.changed for outcome in outcomes)
        print(
            f"ptofix: {len(outcomes)} files: {changed} to rewrite, {len(outcomes) - changed} as they are",
            file=sys.stderr,
        )
    write_all(list(_outputs(outcomes, options)))
    return 1 if options.mode == "check" and any(outcome.changed for outcome in outcomes) else 0


def _check_arguments(files: Sequence[str], options: RunOptions) -> None:
    under_model((*options.passes, *options.ir_passes), options.model, options.no_assume, options.evidence)
    _ = options.memory_model
    if len(files) > 1 and options.mode in ("stdout", "output"):
        raise error("several files need -i, --diff or --check")
    if "-" in files and options.mode == "in-place":
        raise error("standard input cannot be rewritten in place")
    if len(files) > 1 and options.certificate:
        raise error("--certificate is for one file")


def run_file(path: str, options: RunOptions) -> RunOutcome:
    """Rewrite one file in memory."""
    outcome = RunOutcome(path)
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


def _rewrite(source: SourceFile, options: RunOptions, outcome: RunOutcome) -> None:
    language = language_of(source)
    chosen = options.ir_passes if language == "pto" else options.passes
    passes = under_model(chosen, options.model, options.no_assume, options.evidence)
    for item in passes:
        if item.language != language:
            raise error(
                f"pass `{item.name}` is for {LANGUAGES[item.language]}, `{source.name}` is {LANGUAGES[language]}"
            )
    if language == "cpp":
        refuse_other_hardware(source, options.arch)
    on_pass = partial(_print_after, outcome) if options.print_after_all else None
    headers = chosen_headers(options.headers) if language == "cpp" else assumed_headers()
    settings = Settings(options.verify, options.memory_model, options.bisect_limit, options.strip, on_pass, headers)
    result = run_pipeline(source, passes, settings)
    outcome.text = result.source.text
    outcome.changed = result.source.text != source.text
    if options.mode == "diff":
        outcome.diff = _diff(source, result.source)
    outcome.messages += remark_lines(result.remarks, options.remarks)
    outcome.messages.append(summary(source.name, result))
    if options.timing:
        outcome.messages += [f"{source.name}: {name}: {seconds * 1000:.1f} ms" for name, seconds in result.seconds]
    if options.report:
        from ptofix.rewrite.pipeline_text import print_pipeline

        outcome.report = report(source.name, result, print_pipeline(passes))
    outcome.pipes = result.pipes
    if options.certificate:
        model = options.memory_model.accepting(str(weakest_evidence(passes)))
        outcome.certificate = _certificate(source, result.source, model, headers)


def _certificate(before: SourceFile, after: SourceFile, model: Model, headers: Headers) -> str:
    from ptofix.commands.verify import make_certificate

    return make_certificate(before, after, model, headers)


def _print_after(outcome: RunOutcome, item: Pass, source: SourceFile) -> None:
    from ptofix.rewrite.pipeline_text import print_pipeline

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
    if options.report:
        reports = [outcome.report for outcome in outcomes]
        yield OutputFile(options.report, json.dumps(reports[0] if len(reports) == 1 else reports, indent=2) + "\n")


def _side_file(output: str, outcome: RunOutcome) -> Iterator[OutputFile]:
    if outcome.pipes:
        from ptofix.mlir import sidecar
        from ptofix.text.writing import OutputFile

        yield OutputFile(sidecar.side_file(output), sidecar.to_json(outcome.pipes))
