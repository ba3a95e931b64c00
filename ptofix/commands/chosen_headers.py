"""The headers that a command is told of: by `--headers`, else by the variable that builds set."""

from __future__ import annotations

import os
from functools import lru_cache

from ptofix.arch.headers import Headers, assumed_headers, read_headers
from ptofix.text.diagnostics import PtofixError, error

HEADERS_VARIABLE = "PTO_LIB_PATH"


def chosen_headers(folder: str) -> Headers:
    """The headers in `folder` ("": not given). Raises PtofixError where there are none, and OSError."""
    if folder:
        return _read(os.path.abspath(folder), folder)
    folder = os.environ.get(HEADERS_VARIABLE, "")
    if not folder:
        return assumed_headers()
    try:
        return _read(os.path.abspath(folder), folder)
    except PtofixError as problem:
        raise error(f"{HEADERS_VARIABLE}: {problem.diagnostics[0].message}", help=problem.diagnostics[0].help) from None


@lru_cache(maxsize=1)  # several files have the same headers
def _read(_: str, folder: str) -> Headers:
    return read_headers(folder)
