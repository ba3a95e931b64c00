"""`ptofix record`: one launch of a hand-written kernel, as C++ that the other verbs read."""

from __future__ import annotations

from argparse import Namespace

from ptofix.commands.given import put, record_of
from ptofix.record.recording import RecordOptions, record
from ptofix.text.language import read_cpp


def command(given: Namespace) -> int:
    """Write the recording. Returns 0. Raises PtofixError, OSError."""
    put(record(read_cpp(given.file, "record"), record_of(RecordOptions, given)), given.output, is_text=False)
    return 0
