"""The headers that a command is told of: by `--headers`, else by the variable that builds set."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from ptofix.headers.versions import Headers, assumed_headers
from ptofix.text.diagnostics import PtofixError

HEADERS_VARIABLE = "PTO_LIB_PATH"


def chosen_headers(folder: str) -> Headers:
    """The headers in `folder`, or in that of the variable if it is "".

    Raises PtofixError where there are none, and OSError. A variable that names none is warned of, not an error: builds
    set it for the device compiler, which may be on another machine.
    """
    variable = os.environ.get(HEADERS_VARIABLE, "")
    if folder or not variable:
        return named_headers(folder)
    try:
        return named_headers(variable)
    except (PtofixError, OSError) as problem:
        why = problem.diagnostics[0].message if isinstance(problem, PtofixError) else str(problem)
        print(f"ptofix: warning: {HEADERS_VARIABLE}: {why}; assumed: {assumed_headers().version}", file=sys.stderr)
        return assumed_headers()


def named_headers(folder: str) -> Headers:
    """The headers in `folder`, the assumed ones for "". Raises PtofixError where there are none, and OSError."""
    return _read(os.path.abspath(folder), folder) if folder else assumed_headers()


@lru_cache(maxsize=1)  # several files have the same headers
def _read(_: str, folder: str) -> Headers:
    from ptofix.headers.compared import read_headers  # only where somebody names headers

    return read_headers(folder)
