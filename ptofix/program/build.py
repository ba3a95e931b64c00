"""From the syntax of a file to its programs, and to the functions that are outside of the closed language."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.cpp.parser import Tree
from ptofix.program.conditionals import CORES
from ptofix.program.lower import Lowering
from ptofix.program.program import Join, Program, ProgramFile, Refusal
from ptofix.program.unit import OutsideError, SourceFunction, Unit, read_unit
from ptofix.text.source import Span


def program_file(tree: Tree) -> ProgramFile:
    """The programs of every function of the file that may touch on-chip memory or synchronises, for each core.

    A function that another one of the file calls is part of the caller's program. Raises PtofixError for a file that
    changes what tells the cores apart.
    """
    try:
        units = [read_unit(tree, core) for core in CORES]
    except OutsideError as problem:
        whole = Span(0, len(tree.source.text))
        return ProgramFile((), (Refusal("", whole, problem.place, problem.reason),))
    refusals: dict[Span, Refusal] = {}
    programs: dict[tuple[str, SourceFunction], tuple[Program, set[SourceFunction]]] = {}
    settled = False
    while not settled:
        settled = True
        for unit in units:
            refused = frozenset(f for f in unit.all_functions() if f.block.span in refusals)
            for function in _roots(unit, refused):
                key = (unit.core, function)
                if key in programs and not refused & programs[key][1]:
                    continue
                lowering = Lowering(unit, refused)
                try:
                    programs[key] = lowering.program(function), lowering.met
                except OutsideError as problem:
                    place_of = problem.function or function
                    span = place_of.block.span
                    refusals[span] = Refusal(place_of.name, span, problem.place, problem.reason)
                    settled = False
                    break
    kept = [p for (_, f), (p, _) in programs.items() if f.block.span not in refusals and _matters(p)]
    return ProgramFile(tuple(kept), tuple(refusals[span] for span in sorted(refusals)))


def _roots(unit: Unit, refused: frozenset[SourceFunction]) -> Iterator[SourceFunction]:
    """Functions that a program starts with: kernels, and what nothing, or something that is not followed, may call."""
    functions = list(unit.all_functions())
    names = {function.name for function in functions}
    followed: set[str] = set()
    elsewhere: set[str] = set()
    for function in functions:
        mentioned = (function.words & names) - {function.name}
        (elsewhere if function in refused else followed).update(mentioned)
    for function in functions:
        called_by_followed = function.name in followed and function.name not in unit.ambiguous
        if function not in refused and (function.is_kernel or function.name in elsewhere or not called_by_followed):
            yield function


def _matters(program: Program) -> bool:
    """Whether anything happens besides what may run around the function."""
    return any(not isinstance(i.action, Join) for i in program.instructions[1:-1])


def build_programs(tree: Tree) -> list[Program]:
    return list(program_file(tree).programs)
