"""What synchronisation a text has and what it costs: before and after a pass that puts it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from ptofix.cpp.parser import Statement, Tree, parse
from ptofix.hardware.pipe import Pipe
from ptofix.isa.architecture import Arch
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import estimate, integers_of
from ptofix.machine.timing.latency import latencies
from ptofix.program.build import program_file
from ptofix.program.program import Action, Barrier, Program, SetFlag
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile

KINDS = ("PIPE_ALL", "PIPE_V", "other barriers", "flags")


class SyncCounts(Struct, frozen=True):
    """Statements of each kind in the text, and those per round of the innermost loops, all of them together.

    A flag is counted where it is set. `cycles` is by the model of time, None where that is not known, for the reason in
    `unknown`.
    """

    static: Mapping[str, int]
    innermost: Mapping[str, int]
    cycles: int | None
    unknown: str = ""


def sync_counts(source: SourceFile, arch: Arch, sizes: Mapping[str, int], s1: int | None) -> SyncCounts:
    """Of a text that can be read. Raises PtofixError."""
    tree = parse(source)
    return counts_of(tree, program_file(tree, arch).programs, sizes, s1)


def counts_of(tree: Tree, programs: Sequence[Program], sizes: Mapping[str, int], s1: int | None) -> SyncCounts:
    """Of a text that was read."""
    static: Counter[str] = Counter()
    innermost: Counter[str] = Counter()
    met = set[Statement]()
    for program in programs:
        loops = _innermost(program)
        for instruction in program.instructions:
            kind = _kind(instruction.action)
            if kind and instruction.statement is not None and instruction.statement not in met:
                met.add(instruction.statement)
                static[kind] += 1
                innermost[kind] += bool(instruction.loops) and instruction.loops[-1] in loops
    return SyncCounts(static, innermost, *_cycles(tree, sizes, s1))


def _innermost(program: Program) -> set[int]:
    """Loops with no other loop inside."""
    around = {loop for i in program.instructions for loop in i.loops[:-1]}
    return {loop for i in program.instructions for loop in i.loops} - around


def _kind(action: Action) -> str:
    match action:
        case Barrier(Pipe.ALL):
            return "PIPE_ALL"
        case Barrier(Pipe.V):
            return "PIPE_V"
        case Barrier():
            return "other barriers"
        case SetFlag():
            return "flags"
    return ""


def _cycles(tree: Tree, sizes: Mapping[str, int], s1: int | None) -> tuple[int | None, str]:
    """None and why where a size is not given, the model of time lacks an op, or the kernel never ends."""
    try:
        kernel = kernel_of(tree)
        found = estimate(kernel, integers_of(kernel, sizes, s1), 1, latencies())
    except PtofixError as problem:
        first = problem.diagnostics[0]
        where = "" if first.place is None else f"line {first.place.line}: "
        return None, f"{where}{first.message}" + (f" ({first.help})" if first.help else "")
    if found.stuck:
        return None, f"{found.stuck[0].core} waits forever in line {found.stuck[0].line}"
    return found.cycles, ""


def sync_lines(name: str, model: str, before: SyncCounts, after: SyncCounts) -> list[str]:
    """Before → after, for people."""
    lines = [
        f"{name}: {title}: {_change(one, other)}"
        for title, one, other in (
            (f"synchronisation (model {model})", before.static, after.static),
            ("per round of the innermost loops", before.innermost, after.innermost),
        )
        if any(one.values()) or any(other.values())
    ]
    if before.cycles is not None and after.cycles is not None:
        change = (after.cycles - before.cycles) / before.cycles * 100
        lines.append(f"{name}: cycles by the model of time: {before.cycles} → {after.cycles} ({change:+.1f} %)")
    else:
        lines.append(f"{name}: cycles by the model of time: not known: {before.unknown or after.unknown}")
    return lines


def _change(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    kinds = (kind for kind in KINDS if before.get(kind) or after.get(kind))
    return ", ".join(f"{kind} {before.get(kind, 0)} → {after.get(kind, 0)}" for kind in kinds)


def sync_data(counts: SyncCounts) -> dict[str, Any]:
    """For machines."""
    return {
        "static": {kind: counts.static.get(kind, 0) for kind in KINDS},
        "innermost": {kind: counts.innermost.get(kind, 0) for kind in KINDS},
        "cycles": counts.cycles,
    }
