"""A timeline in the Trace Event Format, which Perfetto (ui.perfetto.dev) and chrome://tracing open.

A process per core, a thread per pipe, a slice per call and per wait, an arrow per flag and signal. The format counts in
microseconds; here one of them is a cycle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ptofix.hardware.pipe import PIPES, Pipe
from ptofix.machine.timing.engine import Timeline
from ptofix.report.cost.result import Cost
from ptofix.report.document import printable
from ptofix.text.recording import line_words
from ptofix.text.source import SourceFile


def trace_json(cost: Cost) -> str:
    timeline = cost.estimate.timeline
    assert timeline is not None
    document = {
        "displayTimeUnit": "ns",
        "otherData": {"file": cost.source.name, "kernel": cost.kernel, "unit": "1 us is 1 cycle"},
        "traceEvents": list(_events(cost.source, timeline, [core.name for core in cost.estimate.cores])),
    }
    return json.dumps(printable(document)) + "\n"


def _events(source: SourceFile, timeline: Timeline, cores: list[str]) -> Iterator[dict[str, Any]]:
    def where(core: str, pipe: Pipe) -> dict[str, int]:
        return {"pid": cores.index(core) + 1, "tid": PIPES.index(pipe) + 1}

    used = dict.fromkeys((one.core, one.pipe) for one in timeline.slices)
    for core in cores:
        yield {"ph": "M", "name": "process_name", "pid": cores.index(core) + 1, "tid": 0, "args": {"name": core}}
    for core, pipe in used:
        yield {"ph": "M", "name": "thread_name", **where(core, pipe), "args": {"name": f"PIPE_{pipe}"}}
    for one in timeline.slices:
        yield {
            "ph": "X", "name": f"{one.name}, {line_words(source, one.line)}", "cat": one.kind,
            **where(one.core, one.pipe), "ts": one.start, "dur": one.end - one.start, "args": {"line": one.line},
        }  # fmt: skip
    for number, arrow in enumerate(timeline.arrows):
        for phase, (core, pipe, time) in (("s", arrow.source), ("f", arrow.target)):
            more = {"bp": "e"} if phase == "f" else {}
            yield {
                "ph": phase, "id": number, "name": arrow.name, "cat": "flag", **where(core, pipe), "ts": time, **more
            }  # fmt: skip
