"""Where a place of a rewritten text was in the input: what a user can look up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ptofix.text.diagnostics import Diagnostic, Note, Place, PtofixError
from ptofix.text.source import Edit, SourceFile, Span


class Origin(Struct, frozen=True):
    """An input and the rewrites made of it so far, each as the edits of the text before it."""

    source: SourceFile
    rewrites: tuple[tuple[Edit, ...], ...] = ()

    def then(self, edits: Sequence[Edit]) -> Origin:
        """With one more rewrite."""
        return Origin(self.source, (*self.rewrites, tuple(sorted(edits, key=lambda edit: edit.span))))

    def offset(self, offset: int) -> int:
        """In the input, of an offset in the rewritten text; inside of what an edit put in: where the edit begins."""
        for edits in reversed(self.rewrites):
            offset = _before(edits, offset)
        return offset

    def place(self, place: Place | None) -> Place | None:
        if place is None or not self.rewrites:
            return place
        start, end = self.offset(place.span.start), self.offset(place.span.end)
        return Place(self.source, Span(start, max(start, end)))

    def problem(self, problem: PtofixError) -> PtofixError:
        """A message about the rewritten text, as one about the input."""
        return PtofixError([self._diagnostic(diagnostic) for diagnostic in problem.diagnostics])

    def _diagnostic(self, diagnostic: Diagnostic) -> Diagnostic:
        notes = tuple(Note(note.message, self._own(note.place)) for note in diagnostic.notes)
        return replace(diagnostic, place=self._own(diagnostic.place), notes=notes)

    def _own(self, place: Place | None) -> Place | None:
        """Places of other files (patterns, side files) stay what they are."""
        return self.place(place) if place is not None and place.source.name == self.source.name else place


def _before(edits: Sequence[Edit], offset: int) -> int:
    """Of an offset in the text after `edits`, which are in order, in the text before them."""
    ends, shifts, starts, shift = [0], [0], [0], 0
    for edit in edits:
        starts.append(edit.span.start + shift)
        shift += len(edit.replacement) - (edit.span.end - edit.span.start)
        ends.append(edit.span.end + shift)
        shifts.append(shift)
    index = bisect_right(starts, offset) - 1
    if index > 0 and offset < ends[index]:
        return edits[index - 1].span.start
    return offset - shifts[index]
