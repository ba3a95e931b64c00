"""What barriers that went, and those that stay, are worth by the model of time: the same text before and after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import integers_of, timed
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.worth import Waited, waits_of
from ptofix.report.cost.as_text import barrier_words, change_words
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


class RemovalWorth(Struct, frozen=True):
    """Cycles before and after; waits at barriers of one pipe in the text before, at those that went and that stay."""

    before: int
    after: int
    removed: tuple[Waited, ...]
    kept: tuple[Waited, ...]


def removal_worth(
    before: SourceFile, after: SourceFile, lines: Collection[int], sizes: Mapping[str, int], s1: int | None
) -> RemovalWorth | str:
    """`lines` are those of `before` whose barriers went. Or why time is not known."""
    try:
        kernel, rewritten = kernel_of(parse(before)), kernel_of(parse(after))
        values = integers_of(kernel, sizes, s1)
        found = timed(kernel, 1, latencies()).run(values, timeline=True)
        then = timed(rewritten, 1, latencies()).run(values)
    except PtofixError as problem:
        first = problem.diagnostics[0]
        return first.message + (f" ({first.help})" if first.help else "")
    if found.stuck or then.stuck:
        return f"{(found.stuck or then.stuck)[0].core} waits forever"
    barriers = [one for one in waits_of(found) if one.is_barrier and one.cause != "pipe_barrier(PIPE_ALL)"]
    return RemovalWorth(
        found.cycles,
        then.cycles,
        tuple(one for one in barriers if one.line in lines),
        tuple(one for one in barriers if one.line not in lines),
    )


def removal_lines(name: str, found: RemovalWorth | str) -> list[str]:
    """For people."""
    if isinstance(found, str):
        return [f"{name}: by the model of time: not known: {found}"]
    lines = [f"{name}: by the model of time: {found.before} → {change_words(found.before, found.after)}"]
    for word, waits in (("removed", found.removed), ("kept", found.kept)):
        if waits:
            lines.append(f"{name}: barriers {word}: {barrier_words(waits)}")
    return lines


def removal_data(found: RemovalWorth | str) -> dict[str, Any]:
    """For machines: `barriers` of each line with cycles on the critical path, the most first."""
    if isinstance(found, str):
        return {"unknown": found}
    return {
        "before": found.before,
        "after": found.after,
        "removed": _on_path(found.removed),
        "kept": _on_path(found.kept),
    }


def _on_path(waits: Collection[Waited]) -> list[dict[str, int]]:
    order = sorted(waits, key=lambda one: (-one.on_path, one.line))
    return [{"line": one.line, "cycles": one.on_path} for one in order]
