"""The pass `canonicalize-asm`: any form of PTO IR → the custom form that one assembler version reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ptofix.text.diagnostics import Diagnostic
from ptofix.text.source import SourceFile

if TYPE_CHECKING:
    from ptofix.mlir.slots import PipeSlots
    from ptofix.mlir.targets import Target
    from ptofix.mlir.writer import Form


class CanonicalResult(Struct, frozen=True):
    """Printed text, notes about what was dropped or let through, the pipes that the text sets up, and its version."""

    text: str
    remarks: tuple[Diagnostic, ...]
    pipes: tuple[PipeSlots, ...]
    version_notes: tuple[Diagnostic, ...]


def canonicalize(source: SourceFile, target: Target | None = None, form: Form = "custom") -> CanonicalResult:
    """Parse `source`, take off what `target` rejects or does not know, and print for it. Raises PtofixError.

    Without a target it is printed for `targets.default_target`.
    """
    from ptofix.mlir import slots, targets
    from ptofix.mlir.reader import parse_module
    from ptofix.mlir.writer import print_module

    module = parse_module(source)
    pipes = slots.collect(module)
    version_notes = targets.version_notes(module)
    chosen = target or targets.default_target(module)
    changes = (*slots.strip(module, chosen), *targets.fit(module, chosen))
    remarks = (*module.remarks, *targets.untested(chosen), *changes)
    return CanonicalResult(print_module(module, chosen, form), remarks, pipes, version_notes)
