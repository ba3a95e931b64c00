"""Costs as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ptofix.machine.timing.estimate import CoreTime, Estimate
from ptofix.machine.timing.worth import BARRIERS, SHARE, Waited, WithoutWaits, Worth, few, ranked, waits_of
from ptofix.report.cost.advice import advice
from ptofix.report.cost.result import Cost
from ptofix.text.recording import line_words, recording_lines

_MOST_PLACES = 10
_MOST_CAUSES = 4
_MOST_LINES = 8


def cost_text(costs: list[Cost]) -> str:
    """One kernel after the other; of two, what the second takes more or less than the first."""
    lines = [line for cost in costs for line in _cost(cost)]
    if len(costs) > 1:
        before, after = (cost.estimate.cycles for cost in costs)
        lines.append(f"{costs[1].source.name}: {change_words(before, after)} of {costs[0].source.name}")
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
    places = waits_of(estimate)
    if places:
        yield f"{name}: longest waits, in cycles:"
    for one in places[:_MOST_PLACES]:
        alone = f"; {_alone(cost.worth, one)}" if cost.worth is not None else ""
        yield f"  {one.cycles:9} {line_words(cost.source, one.line)}, {one.core}, {one.count} times: {one.name}{alone}"
    if len(places) > _MOST_PLACES:
        rest = sum(one.cycles for one in places[_MOST_PLACES:])
        yield f"  {rest:9} at {len(places) - _MOST_PLACES} more places"
    for word, waits in (("barriers", [p for p in places if p.is_barrier]), ("flags", [p for p in places if p.is_flag])):
        yield f"{name}: {word}: {sum(one.cycles for one in waits)} cycles of waiting"
    if cost.worth is not None:
        yield from worth_lines(name, cost.worth)
    for pattern, cycles in cost.instead.items():
        change = "cannot be made of it" if cycles is None else change_words(estimate.cycles, cycles)
        yield f"{name}: {pattern}: {change}"
    yield from recording_lines(cost.source)


def change_words(before: int, after: int) -> str:
    """`950 cycles, -50 (-5.00 %)`"""
    return f"{after} cycles, {after - before:+} ({100 * (after - before) / max(before, 1):+.2f} %)"


def worth_lines(name: str, worth: Worth) -> Iterator[str]:
    """Where the time goes, and what would change it."""
    shares = [
        f"{where} of {core} {cycles}" for (core, where), cycles in worth.path.items() if cycles >= worth.cycles / 100
    ]
    yield f"{name}: critical path, in cycles: {', '.join(shares)}"
    shown = [one for one in worth.tried if 100 * (worth.cycles - one.cycles) >= worth.cycles]
    if shown:
        yield f"{name}: largest savings without a wait, in cycles:"
    for tried in shown:
        saved = worth.cycles - tried.cycles
        share = 100 * saved / worth.cycles
        what = f"{tried.core}, {tried.cause}" if tried.core else tried.cause
        yield f"  {saved:9} ({share:.1f} %) {what}: {advice(tried)}"
        yield f"{'':12}{_few_words(tried)}"


def _few_words(tried: WithoutWaits) -> str:
    """The places that matter: of barriers of one pipe the path itself says how much."""
    if tried.cause == BARRIERS:
        return barrier_words(tried.waits)
    return f"on the critical path: {_lines(ranked(tried.waits))}"


def barrier_words(waits: Iterable[Waited]) -> str:
    """`these 9 of 40 give 90 % of 7600 cycles on the critical path: lines 12, …`"""
    every = ranked(waits)
    if not every:
        return "none on the critical path"
    chosen = few(every)
    share = f"these {len(chosen)} of {len(every)} give {100 * SHARE:.0f} %"
    return f"{share} of {sum(one.on_path for one in every)} cycles on the critical path: {_lines(chosen)}"


def _lines(waits: list[Waited]) -> str:
    numbers = list(dict.fromkeys(one.line for one in waits))
    shown = ", ".join(map(str, numbers[:_MOST_LINES])) + (", …" if len(numbers) > _MOST_LINES else "")
    return f"line{'s' if len(numbers) > 1 else ''} {shown}"


def _alone(worth: Worth, one: Waited) -> str:
    saved = worth.cycles - worth.alone[one.place]
    if saved:
        return f"without it {saved} less"
    return "worth nothing" + ("" if one.on_path else ": not on the critical path")
