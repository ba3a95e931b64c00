"""The parts of a pipelined program, found by its structure: prologue, steady loop, epilogue, drain.

docs/compare.md says how. Names in the file play no part in it.
"""

from __future__ import annotations

from collections import Counter

from ptofix.arch.classes import fifo_step, work_of
from ptofix.program.program import Instruction, Opaque, Program, TileOp

PROLOGUE, STEADY, EPILOGUE, DRAIN = "prologue", "steady", "epilogue", "drain"
SEGMENTS = {
    PROLOGUE: "in front of the steady loop; all of a program that has no loop with ops",
    STEADY: "the innermost loop that uses pipes between the cores and has the most ops; without pipes, of all loops",
    EPILOGUE: "behind the steady loop, up to the last load from global memory",
    DRAIN: "behind that",
}


def segments(program: Program) -> tuple[str, ...]:
    """The segment of each instruction."""
    loop = steady_loop(program)
    inside = [i.index for i in program.instructions if loop in i.loops]
    if not inside:
        return (PROLOGUE,) * len(program.instructions)
    first, last = inside[0], inside[-1]
    loads = [i.index for i in program.instructions if i.index > last and _is_load(i)]
    last_load = loads[-1] if loads else last

    def segment(index: int) -> str:
        if index <= last:
            return PROLOGUE if index < first else STEADY
        return EPILOGUE if index <= last_load else DRAIN

    return tuple(segment(index) for index in range(len(program.instructions)))


def steady_loop(program: Program) -> int | None:
    """The number of the steady loop; None if no loop has ops."""
    ops: Counter[int] = Counter()
    using_pipes: dict[int, None] = {}
    around: dict[int, tuple[int, ...]] = {}
    for instruction in program.instructions:
        for depth, loop in enumerate(instruction.loops):
            around[loop] = instruction.loops[:depth]
            if isinstance(instruction.action, (TileOp, Opaque)):
                ops[loop] += 1
            if isinstance(instruction.action, TileOp) and fifo_step(instruction.action.call.name):
                using_pipes[loop] = None
    candidates = list(using_pipes or ops)
    outer = {loop for candidate in candidates for loop in around[candidate]}
    innermost = [loop for loop in candidates if loop not in outer]
    return max(innermost, key=lambda loop: ops[loop], default=None)  # the first of equals


def _is_load(instruction: Instruction) -> bool:
    return isinstance(instruction.action, TileOp) and work_of(instruction.action.call).kind == "load"
