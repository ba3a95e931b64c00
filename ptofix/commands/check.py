"""`ptofix check`: findings in files, in one of four forms."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from ptofix.arch.headers import Headers
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.order.model import Model, model_named
from ptofix.report.findings import FORMATS
from ptofix.report.unusable import UnusableFile
from ptofix.rules.checking import Checked, check
from ptofix.text.diagnostics import Diagnostic, PtofixError, Severity, error, render
from ptofix.text.source import STDIN_NAME, encode, read_source
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


def check_files(files: Sequence[str], options: CheckOptions) -> int:
    """Check `files`. Returns the exit code: 0 clean, 1 findings, 2 a file could not be used."""
    if len(set(files)) != len(files):
        raise error("a file is named twice")
    model = model_named(options.model).without(*options.no_assume).accepting(options.evidence)
    headers = chosen_headers(options.headers)
    outcomes = [_check_file(path, model, options.arch, headers) for path in files]
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    unusable = [outcome for outcome in outcomes if isinstance(outcome, UnusableFile)]
    for file in unusable:
        for problem in file.errors:
            print(render(problem) if problem.place else f"{file.name}: error: {problem.message}", file=sys.stderr)
    text = FORMATS[options.format](checked, unusable)
    if options.output:
        write_atomically(options.output, text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(text))
        sys.stdout.buffer.flush()
    return 2 if unusable else 0 if all(file.clean for file in checked) else 1


def _check_file(path: str, model: Model, arch: str, headers: Headers) -> Checked | UnusableFile:
    name = STDIN_NAME if path == "-" else path
    try:
        return check(read_source(path), model, arch, headers)
    except PtofixError as problem:
        return UnusableFile(name, tuple(problem.diagnostics))
    except OSError as problem:
        message = problem.strerror or str(problem)
    except RecursionError:
        message = "blocks or calls are nested too deeply"
    return UnusableFile(name, (Diagnostic(Severity.ERROR, message),))
