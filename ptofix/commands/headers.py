"""`ptofix headers`: which ops of a folder with headers are as known."""

from __future__ import annotations

from argparse import Namespace

from ptofix.commands.given import put_report
from ptofix.headers.compared import compared, headers_of
from ptofix.headers.tree import read_tree
from ptofix.report.headers import comparison_data, comparison_text


def command(given: Namespace) -> int:
    """Returns the exit code: 0 if they are a known version, else 1. Raises PtofixError, OSError."""
    tree = read_tree(given.folder)
    about = given.folder, headers_of(tree), compared(tree)
    put_report(given, "headers", lambda: comparison_text(*about), lambda: comparison_data(*about))
    return 0 if about[1].is_known else 1
