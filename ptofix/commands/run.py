"""`ptofix run` and `ptofix fix`: rewrite files."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from ptofix.api.chosen_passes import PassChoice
from ptofix.api.inputs import TOO_DEEP
from ptofix.api.rewriting import RewriteOptions, rewrite_page, rewrite_source
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import rewrites_of
from ptofix.commands.given import basis_of, record_of
from ptofix.commands.many import jobs_for, on_each, with_progress
from ptofix.commands.result_cache import NOTHING_KEPT, ResultCache, headers_key, model_key, result_cache
from ptofix.hardware.other_hardware import OtherHardwareError
from ptofix.headers.versions import assumed_headers
from ptofix.report.summary import remark_lines, report, source_lines, summary, totals_of_runs
from ptofix.rewriting.job import Job, ModelPass, Pass, RemarkKind, SyncPass, under_model
from ptofix.rewriting.pipeline import Result
from ptofix.rewriting.pipeline_text import print_pipeline
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import PtofixError, Severity, error, render
from ptofix.text.language import IR_SUFFIXES, language_of, refuse_ir
from ptofix.text.plural import plural
from ptofix.text.source import SourceFile, read_source
from ptofix.text.trees import InputFile, cpp_files, input_files

if TYPE_CHECKING:
    from ptofix.text.writing import OutputFile


class RunOptions(Struct, frozen=True):
    """Where the results go, and what is reported of them."""

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
    cache: str = ""  # a folder in which results are kept
    sizes: Mapping[str, int] = field(default_factory=dict)  # of integer parameters, for an estimate
    s1: int | None = None
    worth: bool = False  # whether the time of removed barriers is estimated, as `fix` always does
    strict: bool = False  # nothing is written if a file in a folder is for other hardware


def command(given: Namespace) -> int:
    """`run`, or `fix`, which chooses its passes by `sync` alone. Raises PtofixError, OSError."""
    choice = record_of(PassChoice, given)
    inputs = (
        cpp_files(given.files, "fix" if given.verb == "fix" else "run --sync")
        if choice.sync
        else input_files(given.files)
    )
    if any(file.named and file.path.endswith(IR_SUFFIXES) for file in inputs):
        _say_what_is_for_cpp(given)
    modes = {"output": given.output, "in-place": given.in_place, "diff": given.diff, "check": given.check}
    rewrite = rewrite_options(given, bisect_limit=given.bisect_limit, certificate=bool(given.certificate))
    made = record_of(
        RunOptions,
        given,
        mode=next((mode for mode, chosen in modes.items() if chosen), "stdout"),
        timing=given.timing or given.verbose,
        remarks=_remark_kinds(("all",) if given.verbose else given.remarks),
        worth=given.verbose or bool(given.sizes) or given.s1 is not None,
    )
    return run_files(inputs, rewrites_of(inputs, rewrite, choice, given.config), made)


def _say_what_is_for_cpp(given: Namespace) -> None:
    """Of options that PTO IR has no use for."""
    about = {"--pattern": given.patterns, "--local-slot-num": given.local_slot_num, "--pipes-from": given.pipes_from}
    about |= {"--fold-muls-one": given.fold_muls_one, "--unsafe-remove-lines": given.remove_barrier_lines}
    idle = [name for name, value in about.items() if value]
    if idle and not given.quiet:
        print(f"ptofix: note: {', '.join(idle)}: for C++; PTO IR is put into canonical form only", file=sys.stderr)


def rewrite_options(given: Namespace, **more: Any) -> RewriteOptions:
    """How passes are run; which they are is added for each file."""
    return RewriteOptions(passes=(), basis=basis_of(given), strip=given.strip, verify=not given.no_verify, **more)


def _remark_kinds(chosen: Sequence[str]) -> frozenset[str]:
    kinds = [kind.value for kind in RemarkKind]
    if "all" in chosen:
        return frozenset(kinds)
    if unknown := set(chosen) - {*kinds}:
        raise error(f"unknown kind of remark `{min(unknown)}`", help=f"kinds are: {', '.join(kinds)}, all")
    return frozenset(chosen)


class RunOutcome(Struct):
    """What one file led to; workers send it back, and nothing is written before all files went well."""

    name: str
    text: str = ""
    changed: bool = False
    diff: str = ""
    messages: list[str] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    side_file: str = ""  # of PTO IR: its pipes
    certificate: str = ""
    page: str = ""
    warning: str = ""  # about something that is lost: said whatever is asked for
    problem: str = ""
    other_hardware: OtherHardwareError | None = None  # the problem, if it is that nothing is known about the file

    @property
    def left_out(self) -> bool:
        """Whether the text stays as it is because nothing is known about it."""
        return self.other_hardware is not None and not self.problem


def run_files(inputs: Sequence[InputFile], rewrites: Sequence[RewriteOptions], options: RunOptions) -> int:
    """Rewrite each file as is said of it. Returns the exit code: 0, 1 (`--check` found work) or 2, nothing is written.

    Raises PtofixError, OSError.
    """
    from ptofix.text.writing import write_all

    files = [file.path for file in inputs]
    _check_arguments(files, options)
    for rewrite in dict.fromkeys(rewrites):
        _check_rewrite(rewrite)
    caches = {rewrite: _cache_for(rewrite, options) for rewrite in dict.fromkeys(rewrites)}
    tasks = [(file, rewrite, caches[rewrite]) for file, rewrite in zip(files, rewrites)]
    work = on_each(partial(_run_task, options=options), tasks, jobs_for(files, options.jobs))
    outcomes = list(with_progress(work, len(files), options.quiet))
    for file, outcome in zip(inputs, outcomes):
        if outcome.other_hardware and not file.named and not options.strict:
            _leave_out(outcome)
        if outcome.problem:
            print(outcome.problem, file=sys.stderr)
    if any(outcome.problem for outcome in outcomes):
        return 2
    nothing = all(outcome.left_out for outcome in outcomes)
    if not nothing:
        write_all(list(_outputs(outcomes, options)))  # what is said below is about files that are there
    for file, outcome in zip(inputs, outcomes):
        if not options.quiet and (file.named or outcome.changed or options.remarks or outcome.left_out):
            print("\n".join(outcome.messages), file=sys.stderr)
        if outcome.warning:
            print(outcome.warning, file=sys.stderr)
    if nothing:
        raise error("nothing to rewrite: every file is for A5")
    if len(outcomes) > 1 and not options.quiet:
        print(totals_of_runs([(outcome.changed, outcome.report) for outcome in outcomes]), file=sys.stderr)
    return 1 if options.mode == "check" and any(outcome.changed for outcome in outcomes) else 0


def _leave_out(outcome: RunOutcome) -> None:
    """Of a folder the rest is rewritten. A file that is named itself is a mistake of who names it."""
    assert outcome.other_hardware is not None
    outcome.problem = ""
    for found in outcome.other_hardware.diagnostics:
        advice = "; ".join(filter(None, (found.help, "with --strict nothing is written at all")))
        message = f"left out: {found.message}"
        outcome.messages.append(render(replace(found, severity=Severity.NOTE, message=message, help=advice)))
        outcome.report = {**report(outcome.name, Result(SourceFile(outcome.name, "")), ""), "unanalysed": found.message}


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


def _cache_for(rewrite: RewriteOptions, options: RunOptions) -> ResultCache:
    """Where results of these options are kept. One that tells of times, or that a stranger's pass made, is not."""
    passes = (*rewrite.passes, *rewrite.ir_passes)
    has_times = options.timing or options.print_after_all
    if not options.cache or has_times or not all(type(item).__module__.startswith("ptofix.") for item in passes):
        return NOTHING_KEPT
    read = [repr((path, read_source(path).text)) for item in passes for path in item.files_read]
    sizes = (sorted(options.sizes.items()), options.s1, options.worth)
    shown = repr((options.mode == "diff", bool(options.html), sorted(options.remarks), sizes))
    basis = rewrite.basis
    models = [basis.memory_model, *(item.memory_model for item in passes if isinstance(item, ModelPass))]
    keys = [*headers_key(chosen_headers(basis.headers)), *(key for model in models for key in model_key(model))]
    return result_cache(options.cache, ["run", repr(rewrite), *read, shown, *keys])


def _run_task(task: tuple[str, RewriteOptions, ResultCache], options: RunOptions) -> RunOutcome:
    path, rewrite, cache = task
    return run_file(path, rewrite, options, cache)


def run_file(path: str, rewrite: RewriteOptions, options: RunOptions, cache: ResultCache = NOTHING_KEPT) -> RunOutcome:
    """Rewrite one file in memory, or take what was kept of it."""
    outcome = RunOutcome(path)
    try:
        source = read_source(path)
    except OSError as problem:
        outcome.problem = f"{path}: error: {problem.strerror}"
        return outcome
    kept = cache.find(source)
    if kept is not None:
        return RunOutcome(**kept)
    try:
        _rewrite(source, rewrite, options, outcome)
        cache.keep(source, asdict(outcome))
    except PtofixError as problem:
        outcome.problem = str(problem)
        outcome.other_hardware = problem if isinstance(problem, OtherHardwareError) else None
    except RecursionError:
        outcome.problem = f"{path}: error: {TOO_DEEP}"
    return outcome


def _rewrite(source: SourceFile, rewrite: RewriteOptions, options: RunOptions, outcome: RunOutcome) -> None:
    if any(isinstance(item, SyncPass) for item in rewrite.passes):
        refuse_ir(source, "fix")
    if options.certificate:
        refuse_ir(source, "run --certificate")
    on_pass = partial(_print_after, outcome) if options.print_after_all else None
    headers = chosen_headers(rewrite.basis.headers) if language_of(source) == "cpp" else None
    result, passes, outcome.certificate = rewrite_source(source, rewrite, headers, on_pass)
    outcome.text = result.source.text
    outcome.changed = result.source.text != source.text
    if options.mode == "diff":
        outcome.diff = _diff(source, result.source)
    outcome.messages += remark_lines(result.remarks, options.remarks)
    outcome.messages += source_lines(source.name, result.remarks) if options.remarks else []
    outcome.messages.append(summary(source.name, result))
    outcome.messages += _errors_that_stay(source, result, rewrite, options)
    if options.timing:
        outcome.messages += [f"{source.name}: {name}: {seconds * 1000:.1f} ms" for name, seconds in result.seconds]
    outcome.report = report(source.name, result, print_pipeline(passes))
    models = {item.memory_model.name for item in passes if isinstance(item, SyncPass)}
    if models and outcome.changed:
        _count_sync(result, options, outcome, " and ".join(sorted(models)))
    elif options.worth and headers is not None:
        _tell_worth(source, result, options, outcome)
    if result.pipes and options.mode in ("stdout", "diff") and outcome.changed:
        advice = "-o OUT or -i writes them to OUT.ptofix.json, for `run --pipes-from`"
        outcome.warning = f"{source.name}: warning: the LocalSlotNum of its pipes is not written anywhere; {advice}"
    if result.pipes:
        from ptofix.mlir.sidecar import to_json

        outcome.side_file = to_json(result.pipes)
    if options.html:
        outcome.page = rewrite_page(source, result, passes, rewrite.basis)


def _errors_that_stay(source: SourceFile, result: Result, rewrite: RewriteOptions, options: RunOptions) -> list[str]:
    """How many errors `check` finds in the input, or in the result of `fix`: no other rewrite repairs one.

    Without a missing order and an unbalanced flag, that is not asked.
    """
    job = result.first
    if options.quiet or job is None or "program_file" not in vars(job):
        return []
    repaired = result.source.text != source.text and any(isinstance(item, SyncPass) for item in rewrite.passes)
    if repaired:
        job = Job(result.source, job.pass_name, job.next_number, arch=job.arch, idle_callers=job.idle_callers)
    model, headers = rewrite.basis.memory_model.alone, result.headers or assumed_headers()
    known = job.as_called.with_idle_callers() if model.idle_callers else job.as_called
    subject = Subject(job.tree, model, job.arch, rewrite.basis.arch, headers, known=known, solved=job.solved)
    suspects = chain(subject.missing, (misuse for counts in subject.flags for misuse in counts.misuses))
    if subject.other_hardware is not None or next(suspects, None) is None:
        return []
    from ptofix.rules.checking import errors_in  # all rules: a quarter of a run's modules

    errors = errors_in(subject)
    stay = "which stay" if errors > 1 else "which stays"
    text = "result" if repaired else "input"
    return [f"{source.name}: the {text} has {plural(errors, 'error')}, {stay}: see `ptofix check`"] if errors else []


def _count_sync(result: Result, options: RunOptions, outcome: RunOutcome, model: str) -> None:
    """What became of flags and barriers."""
    from ptofix.report.sync_counts import counts_of, sync_counts, sync_data, sync_lines

    first, given = result.first, (dict(options.sizes), options.s1)
    assert first is not None
    counts = counts_of(first.tree, first.program_file.programs, *given), sync_counts(result.source, first.arch, *given)
    outcome.messages += sync_lines(outcome.name, model, *counts)
    outcome.report["synchronisation"] = {"before": sync_data(counts[0]), "after": sync_data(counts[1])}


def _tell_worth(source: SourceFile, result: Result, options: RunOptions, outcome: RunOutcome) -> None:
    """What the removals are worth, and what stays."""
    from ptofix.report.removal_worth import removal_data, removal_lines, removal_worth

    removed = {r.place.line for r in result.remarks if r.kind is RemarkKind.PASSED and r.place is not None}
    found = removal_worth(source, result.source, removed, options.sizes, options.s1)
    outcome.messages += removal_lines(source.name, found)
    outcome.report["time"] = removal_data(found)


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
        if outcome.left_out:
            continue
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
    if outcome.side_file:
        from ptofix.mlir.sidecar import side_file
        from ptofix.text.writing import OutputFile

        path = side_file(output)
        if os.path.islink(path):  # nobody has named it, so nobody has said that what it leads to may be replaced
            raise error(f"`{path}` is a link: nothing is written through it")
        yield OutputFile(path, outcome.side_file)
