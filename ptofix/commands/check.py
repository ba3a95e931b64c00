"""`ptofix check`: findings in files and whole trees, in one of several forms."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ptofix.arch.headers import Headers
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.many import on_each, with_progress
from ptofix.commands.result_cache import ResultCache, result_cache
from ptofix.order.model import Model, model_named
from ptofix.report.findings import FORMATS
from ptofix.report.totals import FileTotals, FindingCount, Totals, counts_of
from ptofix.report.unusable import UnusableFile
from ptofix.rules.checking import NothingToCheck, capped, check
from ptofix.text.diagnostics import Diagnostic, PtofixError, Severity, render
from ptofix.text.source import STDIN_NAME, encode, read_source
from ptofix.text.trees import InputFile, input_files
from ptofix.text.writing import write_atomically


@dataclass(frozen=True)
class CheckOptions:
    """What `ptofix check` is told on the command line."""

    model: str = "default"
    no_assume: tuple[str, ...] = ()
    evidence: str = ""
    format: str = "text"
    output: str = ""
    arch: str = ""
    headers: str = ""
    strict_undecided: bool = False
    max_per_rule: int = 20
    jobs: int = 0
    cache: str = ""


@dataclass(frozen=True)
class _Work:
    """What is asked of each file, in whatever process."""

    model: Model
    headers: Headers
    arch: str
    form: str
    max_per_rule: int


@dataclass(frozen=True)
class _Outcome:
    """What one file led to: `part` of the report, and counts; or why there is none."""

    file: InputFile
    part: Any = None
    counts: tuple[FindingCount, ...] = ()
    no_kernel: bool = False
    unusable: UnusableFile | None = None


def check_files(paths: Sequence[str], options: CheckOptions) -> int:
    """Check files and what is below folders. Returns the exit code: 0 no error, 1 errors, 2 a file is not usable.

    Below a folder a file that has nothing to check is only counted; one that is named must have something.
    """
    files = input_files(paths)
    model = model_named(options.model).without(*options.no_assume).accepting(options.evidence)
    work = _Work(model, chosen_headers(options.headers), options.arch, options.format, options.max_per_rule)
    outcomes = list(_outcomes(files, work, options))
    unusable = [outcome.unusable for outcome in outcomes if outcome.unusable is not None]
    for file in unusable:
        for problem in file.errors:
            print(render(problem) if problem.place else f"{file.name}: error: {problem.message}", file=sys.stderr)
    totals = Totals(
        tuple(FileTotals(_name(o.file), o.part is not None, o.counts) for o in outcomes),
        tuple(_name(o.file) for o in outcomes if o.no_kernel),
    )
    parts = [outcome.part for outcome in outcomes if outcome.part is not None]
    text = FORMATS[options.format].whole(parts, unusable, totals)
    if options.output:
        write_atomically(options.output, text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(text))
        sys.stdout.buffer.flush()
    return 2 if unusable else int(any(_fails(outcome, options) for outcome in outcomes))


def findings_in(path: str) -> dict[str, list[dict[str, Any]]]:
    """All findings of a file or tree, as in JSON, by the file's name below it. Raises PtofixError."""
    options = CheckOptions()
    work = _Work(model_named(options.model), chosen_headers(""), "", "json", 0)
    found: dict[str, list[dict[str, Any]]] = {}
    for outcome in _outcomes(input_files([path]), work, options):
        if outcome.unusable is not None:
            raise PtofixError(list(outcome.unusable.errors))
        if outcome.part is not None:
            name = "" if outcome.file.named else os.path.relpath(outcome.file.path, path)
            found[name] = outcome.part["findings"]
    return found


def _fails(outcome: _Outcome, options: CheckOptions) -> bool:
    levels = {Severity.ERROR.value, *([Severity.UNDECIDED.value] if options.strict_undecided else [])}
    return any(found.level in levels for found in outcome.counts)


def _outcomes(files: Sequence[InputFile], work: _Work, options: CheckOptions) -> Iterator[_Outcome]:
    """In the order of the files: from the cache where it has them, else checked."""
    cache = result_cache(options.cache, _key(work) if options.cache else [])
    known: dict[int, _Outcome] = {}
    if options.cache:
        known = {number: found for number, file in enumerate(files) if (found := _kept(file, cache)) is not None}
    missing = [file for number, file in enumerate(files) if number not in known]
    checked = on_each(partial(_check_file, work=work, cache=cache), missing, options.jobs)
    yield from with_progress(_merged(len(files), known, checked), len(files))


def _merged(count: int, known: dict[int, _Outcome], checked: Iterable[_Outcome]) -> Iterator[_Outcome]:
    rest = iter(checked)
    for number in range(count):
        yield known[number] if number in known else next(rest)


def _key(work: _Work) -> list[str]:
    """All that a result depends on, apart from the file and ptofix itself."""
    from dataclasses import fields  # slow to import, and needed for the cache only

    headers = [work.headers.version, str(work.headers.assumed), repr(sorted(work.headers.fingerprints.items()))]
    values = [getattr(work.model, one.name) for one in fields(work.model)]  # whatever a model has, or will have
    model = [repr(sorted(value)) if isinstance(value, frozenset) else repr(value) for value in values]
    return [*headers, *model, work.arch, work.form, str(work.max_per_rule)]


def _kept(file: InputFile, cache: ResultCache) -> _Outcome | None:
    """What the cache has of a file. One without a kernel is looked at again where it is named."""
    if file.path == "-":
        return None
    try:
        found = cache.find(read_source(file.path))
    except OSError:
        return None
    if found is None or (found["no_kernel"] and file.named):
        return None
    return _Outcome(file, found["part"], tuple(FindingCount(*row) for row in found["counts"]), found["no_kernel"])


def _check_file(file: InputFile, work: _Work, cache: ResultCache) -> _Outcome:
    try:
        source = read_source(file.path)
        try:
            checked = check(source, work.model, work.arch, work.headers)
        except NothingToCheck:
            if file.named:
                raise
            outcome = _Outcome(file, no_kernel=True)
        else:
            part = FORMATS[work.form].part(capped(checked, work.max_per_rule))
            outcome = _Outcome(file, part, counts_of(checked))
        cache.keep(source, {"part": outcome.part, "counts": outcome.counts, "no_kernel": outcome.no_kernel})
        return outcome
    except PtofixError as problem:
        return _unusable(file, *problem.diagnostics)
    except OSError as problem:
        message = problem.strerror or str(problem)
    except RecursionError:
        message = "blocks or calls are nested too deeply"
    return _unusable(file, Diagnostic(Severity.ERROR, message))


def _unusable(file: InputFile, *errors: Diagnostic) -> _Outcome:
    return _Outcome(file, unusable=UnusableFile(_name(file), errors))


def _name(file: InputFile) -> str:
    return STDIN_NAME if file.path == "-" else file.path
