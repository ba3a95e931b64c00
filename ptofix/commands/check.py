"""`ptofix check`: findings in files and whole trees, in one of several forms."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ptofix.api.basis import Basis
from ptofix.api.inputs import TOO_DEEP
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.configured import settings_of
from ptofix.commands.given import basis_of, put, record_of
from ptofix.commands.many import jobs_for, on_each, with_progress
from ptofix.commands.result_cache import ResultCache, headers_key, model_key, result_cache
from ptofix.config.merged import Settings, basis_with, docs_url_of, levels_of
from ptofix.headers.versions import Headers
from ptofix.order.model import Model
from ptofix.report.diagnostics_text import summary
from ptofix.report.findings import FORMATS, FULL, QUIET, VERBOSE
from ptofix.report.findings_html import html, html_of
from ptofix.report.totals import FileTotals, FindingCount, Totals, UnusableFile, counts_of
from ptofix.rules.baseline import KnownFinding, baseline_text, known_findings, known_of, read_baseline, without_known
from ptofix.rules.checking import Checked, NothingToCheck, at_levels, capped, check, check_subject, subject_of
from ptofix.rules.selection import only, selected_codes
from ptofix.rules.subject import Subject
from ptofix.text.diagnostics import Diagnostic, PtofixError, Severity, render
from ptofix.text.language import language_of
from ptofix.text.order_words import VerdictCounts
from ptofix.text.plural import plural
from ptofix.text.source import STDIN_NAME, SourceFile, read_source
from ptofix.text.trees import InputFile, input_files
from ptofix.text.writing import OutputFile, write_atomically


class CheckOptions(Struct, frozen=True):
    """The options of `ptofix check`."""

    basis: Basis = field(default_factory=Basis)
    format: str = "text"
    output: str = ""
    strict_undecided: bool = False
    max_per_rule: int = 20
    jobs: int = 0
    cache: str = ""
    config: str = ""
    baseline: str = ""
    write_baseline: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    quiet: bool = False
    verbose: bool = False
    html: str = ""  # where to write a page

    @property
    def form(self) -> str:
        """Text with less or more is a form of its own; what is asked for by name is there in full."""
        more = {QUIET: self.quiet, FULL: bool(self.select), VERBOSE: self.verbose}
        return next((form for form, asked in more.items() if asked and self.format == "text"), self.format)


def command(given: Namespace) -> int:
    """Raises PtofixError, OSError."""
    chosen = record_of(CheckOptions, given, basis=basis_of(given))
    chosen = replace(chosen, max_per_rule=0) if given.verbose else chosen
    if given.fix and (status := _repair(given)):
        return status
    return check_files(given.files, chosen)


def _repair(given: Namespace) -> int:
    """Put in what is missing, in the files themselves, as `ptofix fix -i` does."""
    from ptofix.api.chosen_passes import PassChoice
    from ptofix.api.rewriting import RewriteOptions
    from ptofix.commands.configured import rewrites_of
    from ptofix.commands.run import RunOptions, run_files

    inputs = input_files(given.files)
    options = RewriteOptions((), basis=basis_of(given))
    rewrites = rewrites_of(inputs, options, PassChoice(sync="missing"), given.config)
    return run_files(inputs, rewrites, RunOptions("in-place", jobs=given.jobs, quiet=given.quiet))


class _Work(Struct, frozen=True):
    """What is asked of a file, in whatever process. `levels` are those of rules that have another one.

    With `is_baseline` every finding becomes a known one.
    """

    model: Model
    headers: Headers
    arch: str
    form: str
    max_per_rule: int
    codes: frozenset[str]
    levels: tuple[tuple[str, str], ...] = ()
    is_baseline: bool = False
    page: str = ""  # whether a page is asked for too: "whole" if this file is all that it is about, else "part"


class _Task(Struct, frozen=True):
    """One file, what is asked of it, what the baseline knows of it, and where results are kept."""

    file: InputFile
    work: _Work
    known: Mapping[str, int]
    cache: ResultCache


class _Outcome(Struct, frozen=True):
    """What one file led to: `part` of the report, and of the page, and counts; or why there is none."""

    file: InputFile
    part: Any = None
    page: str = ""
    counts: tuple[FindingCount, ...] = ()
    known: int = 0
    to_write: tuple[KnownFinding, ...] = ()  # for a baseline
    no_kernel: bool = False
    unusable: UnusableFile | None = None
    verdict: VerdictCounts = field(default_factory=VerdictCounts)


def check_files(paths: Sequence[str], options: CheckOptions) -> int:
    """Check files and what is below folders. Returns the exit code: 0 no error, 1 errors, 2 a file is not usable.

    Below a folder a file that has nothing to check is only counted; one that is named must have something.
    """
    files = input_files(paths)
    page = "" if not options.html else "whole" if len(files) == 1 and files[0].named else "part"
    settings = settings_of([file.path for file in files], options.config)
    outcomes = list(_outcomes(_tasks(files, settings, options, page), options))
    unusable = [outcome.unusable for outcome in outcomes if outcome.unusable is not None]
    for file in unusable:
        for problem in file.errors:
            print(render(problem) if problem.place else f"{file.name}: error: {problem.message}", file=sys.stderr)
    if options.write_baseline and not unusable:
        _write_baseline(options.write_baseline, outcomes)
    totals = Totals(
        tuple(FileTotals(_name(o.file), o.part is not None, o.counts, o.known, o.verdict) for o in outcomes),
        tuple(_name(o.file) for o in outcomes if o.no_kernel),
        next(filter(None, map(docs_url_of, settings)), ""),
    )
    parts = [outcome.part for outcome in outcomes if outcome.part is not None]
    text = FORMATS[options.form].whole(parts, unusable, totals)
    outputs = []
    if page == "part":
        outputs.append(OutputFile(options.html, html([o.page for o in outcomes], unusable, totals)))
    elif page and not unusable:
        outputs.append(OutputFile(options.html, outcomes[0].page))
    put(text, options.output, *outputs, is_text=options.format == "text")
    return 2 if unusable else int(any(_fails(outcome, options) for outcome in outcomes))


def findings_in(path: str) -> dict[str, list[dict[str, Any]]]:
    """All findings of a file or tree, as in JSON, by the file's name below it. Raises PtofixError."""
    options = CheckOptions()
    work = _Work(options.basis.memory_model, chosen_headers(""), "", "json", 0, selected_codes((), ()))
    nothing = result_cache("", ())
    tasks = [_Task(file, work, {}, nothing) for file in input_files([path])]
    found: dict[str, list[dict[str, Any]]] = {}
    for outcome in _outcomes(tasks, options):
        if outcome.unusable is not None:
            raise PtofixError(list(outcome.unusable.errors))
        if outcome.part is not None:
            name = "" if outcome.file.named else os.path.relpath(outcome.file.path, path)
            found[name] = outcome.part["findings"]
    return found


def _fails(outcome: _Outcome, options: CheckOptions) -> bool:
    levels = {Severity.ERROR.value, *([Severity.UNDECIDED.value] if options.strict_undecided else [])}
    return any(found.level in levels for found in outcome.counts)


def _tasks(files: Sequence[InputFile], configured: Sequence[Settings], options: CheckOptions, page: str) -> list[_Task]:
    """What to do with each file, as its configuration says."""
    baseline = read_baseline(read_source(options.baseline)) if options.baseline else {}
    codes = selected_codes(options.select, options.ignore)
    by_settings: dict[tuple[Basis, tuple[tuple[str, str], ...]], _Work] = {}
    tasks = []
    for file, settings in zip(files, configured):
        chosen, levels = basis_with(options.basis, settings), tuple(sorted(levels_of(settings).items()))
        if (chosen, levels) not in by_settings:
            about = chosen.memory_model, chosen_headers(chosen.headers), chosen.arch
            form = options.form, options.max_per_rule, codes
            by_settings[chosen, levels] = _Work(*about, *form, levels, bool(options.write_baseline), page)
        work = by_settings[chosen, levels]
        known = known_of(options.baseline, baseline, file.path)
        # What is written to a baseline is not kept.
        folder = "" if work.is_baseline else options.cache
        tasks.append(_Task(file, work, known, result_cache(folder, [*_key(work), repr(sorted(known.items()))])))
    return tasks


def _write_baseline(path: str, outcomes: Sequence[_Outcome]) -> None:
    write_atomically(path, baseline_text(path, ((outcome.file.path, outcome.to_write) for outcome in outcomes)))
    known = sum(outcome.known for outcome in outcomes)
    print(f"ptofix: {path}: {plural(known, 'finding')} written", file=sys.stderr)


def _outcomes(tasks: Sequence[_Task], options: CheckOptions) -> Iterator[_Outcome]:
    """In the order of the files: from the cache where it has them, else checked."""
    kept: dict[int, _Outcome] = {}
    if options.cache:
        kept = {number: found for number, task in enumerate(tasks) if (found := _kept(task)) is not None}
    missing = [task for number, task in enumerate(tasks) if number not in kept]
    checked = on_each(_check_file, missing, jobs_for([task.file.path for task in missing], options.jobs))
    yield from with_progress(_merged(len(tasks), kept, checked), len(tasks), options.quiet)


def _merged(count: int, kept: dict[int, _Outcome], checked: Iterable[_Outcome]) -> Iterator[_Outcome]:
    rest = iter(checked)
    for number in range(count):
        yield kept[number] if number in kept else next(rest)


def _key(work: _Work) -> list[str]:
    """All that a result depends on, apart from the file and ptofix itself."""
    about = [work.arch, work.form, str(work.max_per_rule), repr(sorted(work.codes)), repr(work.levels), work.page]
    return [*headers_key(work.headers), *model_key(work.model), *about]


def _kept(task: _Task) -> _Outcome | None:
    """What the cache has of a file. One without a kernel is looked at again where it is named."""
    file = task.file
    if file.path == "-":
        return None
    try:
        found = task.cache.find(read_source(file.path))
    except OSError:
        return None
    if found is None or (found["no_kernel"] and file.named):
        return None
    counts = tuple(FindingCount(*row) for row in found["counts"])
    return _Outcome(
        file,
        found["part"],
        found["page"],
        counts,
        found["known"],
        no_kernel=found["no_kernel"],
        verdict=VerdictCounts(*found["verdict"]),
    )


def _check_file(task: _Task) -> _Outcome:
    file, work = task.file, task.work
    try:
        source = read_source(file.path)
        try:
            checked, subject = _checked(source, work)
        except NothingToCheck:
            if file.named:
                raise
            outcome = _Outcome(file, no_kernel=True)
        else:
            checked = at_levels(only(checked, work.codes), dict(work.levels))
            to_write = known_findings(checked) if work.is_baseline else ()
            known = {one.key: one.count for one in to_write} if work.is_baseline else task.known
            checked = without_known(checked, known)
            part = FORMATS[work.form].part(capped(checked, work.max_per_rule))
            page = _page(checked, subject, work)
            verdict = checked.verdict.counts
            outcome = _Outcome(file, part, page, counts_of(checked), len(checked.known), to_write, verdict=verdict)
        kept = {"part": outcome.part, "page": outcome.page, "counts": outcome.counts, "known": outcome.known}
        task.cache.keep(source, {**kept, "no_kernel": outcome.no_kernel, "verdict": outcome.verdict})
        return outcome
    except PtofixError as problem:
        return _unusable(file, *problem.diagnostics)
    except OSError as problem:
        message = problem.strerror or str(problem)
    except RecursionError:
        message = TOO_DEEP
    return _unusable(file, Diagnostic(Severity.ERROR, message))


def _checked(source: SourceFile, work: _Work) -> tuple[Checked, Subject | None]:
    """What was found, and what a picture is made from, if there is to be one."""
    if work.page == "whole" and language_of(source) == "cpp":
        subject = subject_of(source, work.model, work.arch, work.headers)
        return check_subject(subject), subject
    return check(source, work.model, work.arch, work.headers), None


def _page(checked: Checked, subject: Subject | None, work: _Work) -> str:
    """The picture of C++, or the part of a page about several files or PTO IR."""
    if subject is not None:
        from ptofix.report.pictures.as_html import html as picture_page
        from ptofix.report.pictures.make import picture

        return picture_page(picture(subject, checked.findings, summary(checked).splitlines()))
    part = html_of(capped(checked, work.max_per_rule)) if work.page else ""
    if work.page != "whole":
        return part
    return html([part], (), Totals((_totals_of(checked),)))


def _totals_of(checked: Checked) -> FileTotals:
    return FileTotals(checked.source.name, True, counts_of(checked), len(checked.known), checked.verdict.counts)


def _unusable(file: InputFile, *errors: Diagnostic) -> _Outcome:
    return _Outcome(file, unusable=UnusableFile(_name(file), errors))


def _name(file: InputFile) -> str:
    return STDIN_NAME if file.path == "-" else file.path
