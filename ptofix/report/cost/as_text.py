"""Costs as text."""

from __future__ import annotations

from collections.abc import Iterator

from ptofix.machine.timing.estimate import CoreTime, Estimate
from ptofix.report.cost.result import Cost, waited
from ptofix.text.recording import line_words, recording_lines

_MOST_PLACES = 10
_MOST_CAUSES = 4


def cost_text(costs: list[Cost]) -> str:
    """One kernel after the other; of two, what the second takes more or less than the first."""
    lines = [line for cost in costs for line in _cost(cost)]
    if len(costs) > 1:
        before, after = (cost.estimate.cycles for cost in costs)
        lines.append(f"{costs[1].source.name}: {_change(before, after)} of {costs[0].source.name}")
    return "\n".join(lines)


def time_line(name: str, estimate: Estimate, ghz: float) -> str:
    return f"{name}: {estimate.cycles} cycles, {estimate.cycles / ghz / 1000:.1f} µs at {ghz} GHz, by the model of time"


def core_lines(core: CoreTime) -> Iterator[str]:
    """A core, and each of its pipes: busy, and what it waited for most."""
    yield f"  {core.name}: {core.cycles} cycles"
    for pipe in core.pipes:
        causes = sorted(pipe.stalls.items(), key=lambda one: -one[1])
        shown = [f"{cause} {cycles}" for cause, cycles in causes[:_MOST_CAUSES]]
        rest = sum(cycles for _, cycles in causes[_MOST_CAUSES:])
        shown += [f"else {rest}"] if rest else []
        share = 100 * pipe.busy / max(core.cycles, 1)
        yield f"    {pipe.pipe:5}{pipe.busy:9} busy {share:4.0f} %" + (f"; waits: {', '.join(shown)}" if shown else "")


def _cost(cost: Cost) -> Iterator[str]:
    estimate, name = cost.estimate, cost.source.name
    yield time_line(name, estimate, cost.setting.ghz)
    for core in estimate.cores:
        yield from core_lines(core)
    places = waited(estimate)
    if places:
        yield f"{name}: what is waited at most, in cycles:"
    for one in places[:_MOST_PLACES]:
        yield f"  {one.cycles:9} {line_words(cost.source, one.line)}, {one.core}, {one.count} times: {one.name}"
    if len(places) > _MOST_PLACES:
        rest = sum(one.cycles for one in places[_MOST_PLACES:])
        yield f"  {rest:9} at {len(places) - _MOST_PLACES} more places"
    kinds = {"pipe_barrier": "barriers", "wait_flag": "flags"}
    for word, plural in kinds.items():
        total = sum(one.cycles for one in places if one.name.startswith(word))
        yield f"{name}: {plural}: {total} cycles of waiting"
    for pattern, cycles in cost.instead.items():
        change = "cannot be made of it" if cycles is None else _change(estimate.cycles, cycles)
        yield f"{name}: {pattern}: {change}"
    yield from recording_lines(cost.source)


def _change(before: int, after: int) -> str:
    return f"{after} cycles, {after - before:+} ({100 * (after - before) / max(before, 1):+.2f} %)"
