"""Ops whose custom syntax the `asm` notation cannot describe: one parser and one printer each.

A parser fills `ParsedOp` from the text after the op's name; a printer writes that text. The syntax is the assembler's.
"""

from __future__ import annotations

from collections.abc import Mapping

from ptofix.mlir.handwritten import pipes, synchronisation, tiles
from ptofix.mlir.handwritten.common import OpSyntax

SYNTAXES: Mapping[str, OpSyntax] = {
    **tiles.SYNTAXES,
    **synchronisation.SYNTAXES,
    **pipes.SYNTAXES,
}
