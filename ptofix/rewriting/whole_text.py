"""What passes on IR have in common: the notes of the dialect as remarks, and the new text as one rewrite."""

from __future__ import annotations

from collections.abc import Iterable

from ptofix.rewriting.job import Job
from ptofix.text.diagnostics import Diagnostic, Place
from ptofix.text.source import Edit, Span


def note_remarks(job: Job, notes: Iterable[Diagnostic]) -> None:
    """Turn notes into remarks of the running pass."""
    for note in notes:
        job.note("assembly", note.code or "note", note.message, note.place)


def whole_text(job: Job, text: str, label: str, reason: str, message: str) -> None:
    """Replace the text, if it is another one."""
    if text != job.source.text:
        everything = Span(0, len(job.source.text))
        job.accept([Edit(everything, text)], label, reason, message, Place(job.source, Span(0, 1)))
