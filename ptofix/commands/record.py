"""`ptofix record`: one launch of a hand-written kernel, as C++ that the other verbs read."""

from __future__ import annotations

from ptofix.record.recording import RecordOptions, record
from ptofix.text.language import read_cpp
from ptofix.text.writing import OutputFile, write_all


def record_file(path: str, options: RecordOptions, output: str) -> int:
    """Write the recording. Returns 0. Raises PtofixError, OSError."""
    write_all([OutputFile(output, record(read_cpp(path, "record"), options))])
    return 0
