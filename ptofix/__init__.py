"""ptofix: structured, proven rewrites between the PTO assembler and the device compiler."""

from __future__ import annotations

__all__ = ["canonicalize"]


def canonicalize(text: str, target: str = "") -> str:
    """PTO IR in the custom form that assembler version `target` reads (by default that of `ptoas` on PATH,
    or what the text says).

    For builders that print in process. Raises ptofix.text.diagnostics.PtofixError.
    """
    from ptofix.mlir import targets
    from ptofix.mlir.canonicalize import canonicalize as canonical
    from ptofix.text.source import SourceFile

    chosen = targets.target(target) if target else None
    return canonical(SourceFile("<text>", text), chosen).text
