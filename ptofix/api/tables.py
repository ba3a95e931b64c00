"""`ptofix.pipes` and `ptofix.canonicalize`."""

from __future__ import annotations

from ptofix.api.inputs import Text, no_deeper_than_python, source_of
from ptofix.report.pipes import PipeRow, pipe_rows


def pipes(text: Text, *, name: str = "") -> list[PipeRow]:
    """The different TPipe types of C++, per kernel, as `ptofix pipes` shows them. Raises PtofixError, OSError."""
    source = source_of(text, name)
    with no_deeper_than_python(source.name):
        return pipe_rows(source)


def canonicalize(text: Text, target: str = "", *, name: str = "") -> str:
    """PTO IR in the custom form that assembler version `target` reads.

    By default that of `ptoas` on PATH (or PTOFIX_PTOAS), or what the text says. Raises PtofixError, OSError.
    """
    from ptofix.mlir import targets
    from ptofix.mlir.canonicalize import canonicalize as canonical

    source = source_of(text, name)
    with no_deeper_than_python(source.name):
        return canonical(source, targets.target(target) if target else None).text
