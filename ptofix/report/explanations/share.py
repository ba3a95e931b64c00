"""What the waits at one line are worth, by the model of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ptofix.cpp.parser import parse
from ptofix.machine.kernel import kernel_of
from ptofix.machine.timing.estimate import integers_of, timed
from ptofix.machine.timing.latency import latencies
from ptofix.machine.timing.worth import Waited, ranked, waits_of
from ptofix.report.cost.as_text import change_words
from ptofix.text.diagnostics import PtofixError
from ptofix.text.source import SourceFile


def share(source: SourceFile, line: int, sizes: Mapping[str, int], s1: int | None) -> Iterator[str]:
    """Lines on each wait there; why there are none if time is not known."""
    try:
        kernel = kernel_of(parse(source))
        values = integers_of(kernel, sizes, s1)
        ready = timed(kernel, 1, latencies())
    except PtofixError as problem:
        first = problem.diagnostics[0]
        yield f"worth: unknown: {first.message}" + (f" ({first.help})" if first.help else "")
        return
    found = ready.run(values, timeline=True)
    if found.stuck:
        yield f"worth: unknown: {found.stuck[0].core} waits forever in line {found.stuck[0].line}"
        return
    waits = waits_of(found)
    here = [one for one in waits if one.line == line]
    if not here:
        yield "worth: nothing waits here, by the model of time"
    for one in here:
        without = ready.run(values, free=frozenset([one.place])).cycles
        waited = f"worth, on the {one.core} core: waits {one.cycles} cycles in all, {one.count} times"
        yield f"{waited}{_rank(one, waits)}; without it {found.cycles} → {change_words(found.cycles, without)}"


def _rank(one: Waited, waits: tuple[Waited, ...]) -> str:
    """Of a barrier of one pipe: its place among all of them on the critical path."""
    if not one.on_path:
        return ", none of them on the critical path"
    if not one.is_barrier or one.cause == "pipe_barrier(PIPE_ALL)":
        return ""
    order = ranked(other for other in waits if other.cause == one.cause)
    total = sum(other.on_path for other in order)
    number = order.index(one) + 1
    return f", {one.on_path} of the {total} that barriers have of the critical path, no. {number} of {len(order)}"
