"""The folder of a probe: kernels, arguments, the runner, and what it has to know."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ptofix.probe.cases import Probe
from ptofix.probe.kernels import OUT_SIZE, call_data, input_types, kernel_text

RUNNER = Path(__file__).with_name("runner.py")


def folder_of(probes: Sequence[Probe]) -> dict[str, str]:
    """The text of each file, by its path in the folder; C++ is not among them."""
    manifest = {"kind": "probe", "version": 1, "probes": [probe_data(probe) for probe in probes]}
    texts = {"probe.json": json.dumps(manifest, indent=1) + "\n", "run.py": RUNNER.read_text(encoding="utf-8")}
    for probe in probes:
        texts[f"ir/{probe.name}.pto"] = kernel_text(probe)
        texts[f"runs/{probe.name}/arguments.toml"] = _arguments_text(probe)
    return texts


def probe_data(probe: Probe) -> dict[str, Any]:
    """What the runner has to know of a probe."""
    x, out = input_types(probe)
    cases = [
        {
            "earlier": call_data(case.earlier),
            "later": call_data(case.later),
            "distance": case.distance,
            "hidden": case.hidden,
        }
        for case in probe.cases
    ]
    return {
        "name": probe.name,
        "earlier": probe.earlier,
        "later": probe.later,
        "dtype": probe.dtype,
        "arguments": {"x": x, "y": probe.dtype, "column": probe.dtype, "stale": probe.dtype, "out": out},
        "sizes": _sizes(probe),
        "out_size": OUT_SIZE,
        "cases": cases,
    }


def _sizes(probe: Probe) -> dict[str, int]:
    """Elements of each argument."""
    return {"x": OUT_SIZE, "y": OUT_SIZE, "column": OUT_SIZE, "stale": OUT_SIZE, "out": OUT_SIZE * len(probe.cases)}


def _arguments_text(probe: Probe) -> str:
    """For `ptofix simulate --arguments`."""
    lines = [f"# ptofix simulate ../../cpp/{probe.name}.cpp --arguments arguments.toml --out ."]
    for number, size in enumerate(_sizes(probe).values(), 1):
        lines += [f"[v{number}]", f"shape = [{size}]", f'fill = "v{number}.npy"']
    return "\n".join(lines) + "\n"
