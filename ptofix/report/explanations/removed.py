"""A line whose barrier ptofix removed: the text with that barrier in its place again, so that it can be asked about."""

from __future__ import annotations

import re
from typing import NamedTuple

from ptofix.text.source import Edit, SourceFile, Span, apply_edits

_REMOVED = re.compile(r"/\* ptofix: removed (?P<call>pipe_barrier\(PIPE_\w+\)): (?P<why>.*?) \*/;?")


class Restored(NamedTuple):
    """`source` with the barriers that were removed on one line; `why` is what the comments say, "" for none."""

    source: SourceFile
    why: str


def restored(source: SourceFile, line: int) -> Restored:
    """All other removals stay: what orders the pairs without this barrier is in the text."""
    if not 1 <= line <= source.line_count:
        return Restored(source, "")
    start, text = source.line_start(line), source.line_text(line)
    found = list(_REMOVED.finditer(text))
    edits = [Edit(Span(start + one.start(), start + one.end()), f"{one['call']};") for one in found]
    whys = dict.fromkeys(one["why"] for one in found)
    return Restored(SourceFile(source.name, apply_edits(source.text, edits)), ", ".join(whys))


def removed_words(name: str, line: int, why: str) -> str:
    """The text before the explanation of the barrier."""
    return f"{name}:{line}: ptofix removed a barrier here ({why}); with it in its place:"
