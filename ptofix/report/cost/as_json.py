"""Costs for machines; docs/cost.md describes the keys. Lines count from 1."""

from __future__ import annotations

from typing import Any

from ptofix.machine.timing.engine import Spent
from ptofix.machine.timing.estimate import CoreTime
from ptofix.machine.timing.worth import Worth, ranked
from ptofix.report.cost.advice import advice
from ptofix.report.cost.result import Cost
from ptofix.report.document import document
from ptofix.text.recording import from_data, recording_words


def cost_json(costs: list[Cost]) -> str:
    return document("cost", {"kernels": [cost_data(cost) for cost in costs]})


def cost_data(cost: Cost) -> dict[str, Any]:
    return {
        "file": cost.source.name,
        "recording": recording_words(cost.source) or None,
        "kernel": cost.kernel,
        "cycles": cost.estimate.cycles,
        "ghz": cost.setting.ghz,
        "timing": cost.setting.timing,
        "blocks": cost.setting.blocks,
        "values": dict(cost.setting.values),
        "cores": [_core(cost, core) for core in cost.estimate.cores],
        "instead": dict(cost.instead),
        "worth": None if cost.worth is None else _worth(cost.worth),
    }


def _worth(worth: Worth) -> dict[str, Any]:
    return {
        "path": [{"core": core, "what": what, "cycles": cycles} for (core, what), cycles in worth.path.items()],
        "waits": [
            {
                "core": one.core,
                "line": one.line,
                "name": one.name,
                "count": one.count,
                "cycles": one.cycles,
                "on_path": one.on_path,
                "without": worth.alone.get(one.place),
            }
            for one in worth.waits
        ],
        "tried": [
            {
                "core": one.core,
                "cause": one.cause,
                "cycles": one.cycles,
                "advice": advice(one),
                "lines": [wait.line for wait in ranked(one.waits)],
            }
            for one in worth.tried
        ],
    }


def _core(cost: Cost, core: CoreTime) -> dict[str, Any]:
    return {
        "name": core.name,
        "cycles": core.cycles,
        "pipes": [{"pipe": pipe.pipe, "busy": pipe.busy, "stalls": dict(pipe.stalls)} for pipe in core.pipes],
        "lines": [_line(cost, one) for one in core.lines],
    }


def _line(cost: Cost, spent: Spent) -> dict[str, Any]:
    return {
        "line": spent.line,
        "name": spent.name,
        "count": spent.count,
        "busy": spent.busy,
        "stalled": spent.stalled,
        **from_data(cost.source, spent.line),
    }
