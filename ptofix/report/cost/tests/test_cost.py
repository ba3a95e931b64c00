"""JSON as the schema says, a trace as its format says, and without numpy."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ptofix.commands.cost import CostOptions, cost_files
from ptofix.report.tests.test_schema import assert_valid
from ptofix.testing.corpus import CPP

KERNEL = str(CPP / "l_gm_slot_tensor_pipe.v0.45.insert-sync.cpp")

NUMBER = {"type": "integer", "minimum": 0}
IDS = {"pid": {"type": "integer", "minimum": 1}, "tid": NUMBER}


def _event(phase: str, **more: Any) -> dict[str, Any]:
    keys = {"ph": {"const": phase}, "name": {"type": "string", "minLength": 1}, **IDS, **more}
    optional = {"args": {"type": "object"}}
    return {"properties": {**keys, **optional}, "required": list(keys), "additionalProperties": False}


TRACE = {
    "type": "object",
    "properties": {
        "displayTimeUnit": {"enum": ["ms", "ns"]},
        "otherData": {"type": "object"},
        "traceEvents": {
            "type": "array",
            "items": {
                "type": "object",
                "oneOf": [
                    _event("M", args={"type": "object", "required": ["name"]}),
                    _event("X", cat={"type": "string"}, ts=NUMBER, dur={"type": "integer", "minimum": 1}),
                    _event("s", cat={"type": "string"}, ts=NUMBER, id=NUMBER),
                    _event("f", cat={"type": "string"}, ts=NUMBER, id=NUMBER, bp={"const": "e"}),
                ],
            },
        },
    },
    "required": ["traceEvents"],
}
"""What the Trace Event Format asks of the four kinds of events that we write."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    folder = tmp_path_factory.mktemp("cost")
    out, trace = folder / "cost.json", folder / "trace.json"
    options = CostOptions(
        files=(KERNEL,), format="json", output=str(out), timeline=str(trace), instead=("proven",), jobs=1
    )
    assert cost_files(options) == 0
    return assert_valid("cost", out.read_text()), json.loads(trace.read_text())


def test_json(written: tuple[Any, Any]) -> None:
    (kernel,) = written[0]["kernels"]
    assert kernel["instead"]["proven"] <= kernel["cycles"]
    assert [core["name"] for core in kernel["cores"]] == ["cube", "vector0", "vector1"]
    for core in kernel["cores"]:
        for pipe in core["pipes"]:
            assert pipe["busy"] + sum(pipe["stalls"].values()) <= core["cycles"]


def test_the_trace_is_one(written: tuple[Any, Any]) -> None:
    Draft202012Validator.check_schema(TRACE)
    problems = list(Draft202012Validator(TRACE).iter_errors(written[1]))
    assert not problems, problems[0].message


def test_the_slices_of_a_track_do_not_overlap(written: tuple[Any, Any]) -> None:
    tracks: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for event in written[1]["traceEvents"]:
        if event["ph"] == "X":
            tracks.setdefault((event["pid"], event["tid"]), []).append((event["ts"], event["ts"] + event["dur"]))
    assert len(tracks) > 5
    for slices in tracks.values():
        slices.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(slices))


def test_an_arrow_goes_forward_in_time(written: tuple[Any, Any]) -> None:
    ends: dict[int, list[int]] = {}
    for event in written[1]["traceEvents"]:
        if event["ph"] in "sf":
            ends.setdefault(event["id"], []).append(event["ts"])
    assert ends
    assert all(len(pair) == 2 and pair[0] <= pair[1] for pair in ends.values())


def test_no_numpy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['numpy'] = None; from ptofix.commands.cli import main; "
        f"sys.exit(main(['cost', {KERNEL!r}, '--pattern', 'none', '-o', {str(tmp_path / 'o.txt')!r}]))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
