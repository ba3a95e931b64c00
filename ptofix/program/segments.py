"""The parts of a pipelined program, found by its structure: prologue, steady loop, epilogue, drain.

docs/compare.md says how. Names in the file play no part in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ptofix.program.outline import SYNCHRONISATION, OutlineEntry

PROLOGUE, STEADY, EPILOGUE, DRAIN = SEGMENTS = ("prologue", "steady", "epilogue", "drain")


def segments(entries: Sequence[OutlineEntry]) -> list[str]:
    """The segment of each entry of an outline."""
    loop = steady_loop(entries)
    inside = [index for index, entry in enumerate(entries) if loop in entry.loops]
    if not inside:
        return [PROLOGUE] * len(entries)
    first, last = inside[0], inside[-1]
    last_load = max((i for i, entry in enumerate(entries) if i >= last and entry.kind == "load"), default=last)
    found = [PROLOGUE] * first + [STEADY] * (last + 1 - first)
    found += [EPILOGUE] * (last_load - last)
    return found + [DRAIN] * (len(entries) - len(found))


def steady_loop(entries: Sequence[OutlineEntry]) -> int | None:
    """The number of the steady loop; None if no loop has ops."""
    ops: Counter[int] = Counter()
    around: dict[int, tuple[int, ...]] = {}
    using_pipes: dict[int, None] = {}
    for entry in entries:
        for depth, loop in enumerate(entry.loops):
            if entry.kind != SYNCHRONISATION:
                ops[loop] += 1
                around[loop] = entry.loops[:depth]
            if entry.slot:
                using_pipes[loop] = None
    candidates = list(using_pipes or ops)
    outer = {loop for candidate in candidates for loop in around[candidate]}
    innermost = [loop for loop in candidates if loop not in outer]
    rounds = [_round(loop, around[loop], entries) for loop in innermost]
    return max(rounds, key=lambda loop: ops[loop], default=None)  # the first of equals


def _round(loop: int, around: Sequence[int], entries: Sequence[OutlineEntry]) -> int:
    """The loop of which `loop` is a part of one round, or itself.

    A loop around it that only adds other stages is such a one; one that repeats its stages before it or after
    it, as a prologue and an epilogue do, is not.
    """
    for wider in reversed(around):
        inner = {(entry.slot, entry.fifo) for entry in entries if entry.slot and loop in entry.loops}
        added = {
            (entry.slot, entry.fifo)
            for entry in entries
            if entry.slot and wider in entry.loops and loop not in entry.loops
        }
        if not added or added & inner:
            break
        loop = wider
    return loop
