"""`ptofix compare`: two kernels by one view, in one of three forms."""

from __future__ import annotations

import os
from argparse import Namespace

from msgspec import Struct, field

from ptofix.api.basis import Basis
from ptofix.api.comparing import compared, sync_model
from ptofix.commands.chosen_headers import chosen_headers
from ptofix.commands.given import basis_of, put, record_of
from ptofix.report.comparison.findings import FINDINGS, compare_findings
from ptofix.report.comparison.formats import FORMATS
from ptofix.report.comparison.side import KernelSide, read_kernel
from ptofix.report.comparison.sync import SYNC, compare_sync_of_trees
from ptofix.report.comparison.views import VIEWS
from ptofix.text.diagnostics import PtofixError, error
from ptofix.text.language import CPP_SUFFIXES
from ptofix.text.source import read_source
from ptofix.text.trees import input_files


class CompareOptions(Struct, frozen=True):
    """The two files, the view, and where the result goes and in which form."""

    a: str
    b: str
    view: str
    format: str
    output: str = ""
    basis: Basis = field(default_factory=Basis)


def command(given: Namespace) -> int:
    """Raises PtofixError, OSError."""
    return compare_files(record_of(CompareOptions, given, basis=basis_of(given)))


def compare_files(options: CompareOptions) -> int:
    """Write the comparison. Returns the exit code: 0 equal by the view, 1 not. Raises PtofixError, OSError."""
    if options.a == options.b == "-":
        raise error("standard input can be one side only")
    if options.format == "sarif" and options.view != SYNC:
        raise error("--format sarif is for --view sync")
    if options.view == FINDINGS:
        from ptofix.commands.check import findings_in  # slow to import

        comparison = compare_findings((options.a, options.b), findings_in(options.a), findings_in(options.b))
    elif options.view == SYNC and os.path.isdir(options.a) and os.path.isdir(options.b):
        comparison = compare_sync_of_trees(
            (options.a, options.b), _kernels_in(options.a), _kernels_in(options.b), sync_model(options.basis)
        )
    elif options.view in VIEWS or options.view == SYNC:
        a, b = (read_kernel(read_source(path)) for path in (options.a, options.b))
        comparison = compared(a, b, options.view, options.basis, chosen_headers(options.basis.headers))
    else:
        raise error(f"unknown view `{options.view}`", help=f"views are: {', '.join([*VIEWS, FINDINGS, SYNC])}")
    put(FORMATS[options.format](comparison), options.output, is_text=options.format == "text")
    return 0 if comparison.equal else 1


def _kernels_in(folder: str) -> dict[str, KernelSide]:
    """The C++ files of a tree in which there is something to compare, by their name below it."""
    found = {}
    for file in input_files([folder], CPP_SUFFIXES):
        try:
            found[os.path.relpath(file.path, folder)] = read_kernel(read_source(file.path))
        except PtofixError:
            continue  # no function of it works on on-chip memory
    return found
