"""An edit that breaks the nesting of the text is a bug in a pass, and is found."""

from __future__ import annotations

import pytest

from ptofix.cpp.parser import parse
from ptofix.rewrite.pipeline import verify_edits
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import Edit, SourceFile, Span, apply_edits


def test_an_edit_that_drops_an_endif_is_found() -> None:
    source = SourceFile("a.cpp", "#if defined(X)\nf();\n#endif\n")
    edits = [Edit(Span(source.text.index("#endif"), len(source.text)), "")]
    with pytest.raises(PtofixError, match="internal error"):
        verify_edits(parse(source), SourceFile("a.cpp", apply_edits(source.text, edits)), edits, "broken")
