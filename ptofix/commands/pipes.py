"""`ptofix pipes`: the TPipe types of a file."""

from __future__ import annotations

from argparse import Namespace

from ptofix.commands.given import put_report
from ptofix.report.pipes import pipe_data, pipe_table
from ptofix.text.language import read_cpp


def command(given: Namespace) -> int:
    """Returns 0. Raises PtofixError, OSError."""
    source = read_cpp(given.file, "pipes")
    put_report(given, "tpipes", lambda: pipe_table(source), lambda: pipe_data(source))
    return 0
