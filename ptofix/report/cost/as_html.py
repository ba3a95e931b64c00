"""Costs as one page: a timeline, what each pipe does and waits for, and the text with its cycles. One run, or two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ptofix.hardware.pipe import PIPES
from ptofix.machine.timing.engine import Slice, Spent
from ptofix.machine.timing.estimate import Estimate
from ptofix.machine.timing.path import critical_path
from ptofix.report.cost.result import Cost
from ptofix.report.page import escaped, viewer
from ptofix.text.recording import recording_lines

MOST_SLICES = 40_000
"""Of one run; a page of more would be slow, and too large to mail."""

_LINE = re.compile(r"^line (\d+):", re.M)
_BODY = """<main>
<section id="source" tabindex="0"><div id="heads"><i>busy</i><i>waits</i></div>
<div id="lines"></div></section>
<section id="right"><nav><span id="runs"></span><span id="zoom"></span></nav>
<div id="plot"><canvas id="timeline"></canvas></div>
<div id="legend"><span><i class="key work"></i>work</span><span><i class="key barrier"></i>waits at a barrier</span>
<span><i class="key flag"></i>waits for a flag</span>
<span><i class="key scalar"></i>waits for data, a slot, the scalar unit</span>
<span><i class="key path"></i>critical path</span><span><i class="key chosen"></i>the chosen line</span>
<span class="hint">wheel: zoom · drag: move · double click: all</span></div>
<div id="details"></div></section></main>"""


def html(costs: list[Cost]) -> str:
    """The page; the estimates have timelines."""
    title = " · ".join(dict.fromkeys(cost.source.name for cost in costs))
    body = [
        f'<header><h1>{escaped(title)}</h1><span id="totals"></span></header>',
        '<p id="basis">Cycles by a model of time, which shows trends; nothing in it was measured on a device.</p>',
        _BODY,
    ]
    return viewer(title, Path(__file__).parent, body, {"runs": [_run(cost) for cost in costs]})


def _run(cost: Cost) -> dict[str, Any]:
    """What the script draws from: slices as five numbers, of which two are an index into tracks and names."""
    estimate, source = cost.estimate, cost.source
    timeline = estimate.timeline
    assert timeline is not None
    alike = _alike(timeline.slices, [core.name for core in estimate.cores])
    cores = [core.name for core in estimate.cores if core.name not in alike]
    slices = sorted((one for one in timeline.slices if one.core not in alike), key=lambda one: one.start)
    shown = slices[:MOST_SLICES]
    used = {(one.core, one.pipe) for one in slices}
    tracks = sorted(used, key=lambda one: (cores.index(one[0]), PIPES.index(one[1])))
    names = list(dict.fromkeys((one.name, one.kind) for one in shown))
    track_of = {track: number for number, track in enumerate(tracks)}
    name_of = {name: number for number, name in enumerate(names)}
    steps = critical_path(timeline).steps
    limit = shown[-1].start if len(shown) < len(slices) else estimate.cycles
    on_path: Counter[int] = Counter()
    for step in steps:
        on_path[step.slice.line] += step.end - step.start
    return {
        "name": source.name,
        "kernel": cost.kernel,
        "cycles": estimate.cycles,
        "ghz": cost.setting.ghz,
        "values": dict(cost.setting.values),
        "instead": dict(cost.instead),
        "warnings": [f"{one.core} waits forever in line {one.line}: {one.text}" for one in estimate.stuck]
        + [*cost.findings, *recording_lines(source)],
        "cores": [
            [core.name, core.cycles, [[pipe.pipe, pipe.busy, dict(pipe.stalls)] for pipe in core.pipes]]
            for core in estimate.cores
            if core.name not in alike
        ],
        "alike": {core: [name for name, same in alike.items() if same == core] for core in alike.values()},
        "findings": [one.line for one in estimate.stuck] + [int(n) for n in _LINE.findall("\n".join(cost.findings))],
        "text": [source.line_text(line) for line in range(1, source.line_count + 1)],
        "lines": _lines(estimate),
        "tracks": [[core, str(pipe)] for core, pipe in tracks],
        "names": names,
        "slices": [
            [track_of[one.core, one.pipe], name_of[one.name, one.kind], one.line, one.start, one.end - one.start]
            for one in shown
        ],
        "path": [
            [
                track_of[alike.get(step.slice.core, step.slice.core), step.slice.pipe],
                step.slice.line,
                step.start,
                step.end,
            ]
            for step in steps
            if step.start < limit
        ],
        "onPath": on_path,
        "cut": [len(shown), len(slices), limit] if len(shown) < len(slices) else None,
    }


def _alike(slices: Iterable[Slice], cores: Iterable[str]) -> dict[str, str]:
    """Cores that do at each time what an earlier one does, with that one: a pane shows both."""
    done: dict[str, list[tuple[object, ...]]] = {core: [] for core in cores}
    for one in slices:
        done[one.core].append((one.pipe, one.kind, one.name, one.line, one.start, one.end))
    seen: dict[tuple[tuple[object, ...], ...], str] = {}
    found = {core: seen.setdefault(tuple(sorted(what, key=repr)), core) for core, what in done.items()}
    return {core: first for core, first in found.items() if core != first}


def _lines(estimate: Estimate) -> list[list[Any]]:
    """Line, kind of core, name, times, cycles of work, cycles that it made wait; of two vector cores the slower one."""
    slowest: dict[tuple[int, str, str], Spent] = {}
    for core in estimate.cores:
        for one in core.lines:
            key = (one.line, core.name.rstrip("01"), one.name)
            if key not in slowest or slowest[key].busy + slowest[key].stalled < one.busy + one.stalled:
                slowest[key] = one
    return [
        [line, core, name, one.count, one.busy, one.stalled]
        for (line, core, name), one in sorted(slowest.items(), key=lambda item: item[0])
    ]
