"""The ops that a file calls, whatever is understood of the calls."""

from __future__ import annotations

from ptofix.cpp.parser import Tree
from ptofix.isa.architecture import Arch
from ptofix.program.library import plain_name


def ops_in_use(tree: Tree, arch: Arch) -> frozenset[str]:
    """The names of the op table that statements of the file call."""
    called = {callee for statement in tree.statements for callee in statement.shape.callees}
    return frozenset(name for name in map(plain_name, called) if arch.row(name) is not None)
