"""`ptofix headers`: which ops of a folder with headers are as known."""

from __future__ import annotations

import sys

from ptofix.commands.colour import as_on_stdout
from ptofix.headers.compared import compared, headers_of
from ptofix.headers.tree import read_tree
from ptofix.report.headers import comparison_json, comparison_text
from ptofix.text.source import encode

FORMATS = {"text": comparison_text, "json": comparison_json}


def show_headers(folder: str, form: str) -> int:
    """Returns the exit code: 0 if they are a known version, else 1. Raises PtofixError, OSError."""
    tree = read_tree(folder)
    headers = headers_of(tree)
    sys.stdout.flush()
    sys.stdout.buffer.write(encode(as_on_stdout(FORMATS[form](folder, headers, compared(tree)))))
    sys.stdout.buffer.flush()
    return 0 if headers.is_known else 1
