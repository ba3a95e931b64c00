"""From the syntax of a file to its programs."""

from __future__ import annotations

from ptofix.cpp.parser import Tree
from ptofix.program.builder import Builder
from ptofix.program.file import File
from ptofix.program.program import Program

CORES = ("cube", "vector")


def build_programs(source_tree: Tree) -> list[Program]:
    """The programs of every function of the file that may touch on-chip memory, one for each core where it may."""
    return [
        Builder(function, core).build()
        for function in File(source_tree).functions.values()
        for core in CORES
        if function.has_effects(core)
    ]
