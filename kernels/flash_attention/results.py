"""What a run found, as text for people, TSV, JSON and a plot."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

CONVENTION = "TFLOP/s = 4*S0*S1*HEAD / latency / 1e12, non-causal; softmax, scale and reduce are not counted"
VERSION = 1


@dataclass(frozen=True)
class Row:
    """One case. `where` is npu, or host for the reference itself; None: not measured. Latencies are of one launch."""

    case: str
    s0: int
    s1: int
    s1_tile: int
    qk_preload: int
    kv_split: int
    blocks: int
    where: str
    status: str  # ok, wrong, or failed
    note: str = ""
    iterations: int = 0
    median_us: float | None = None
    least_us: float | None = None
    tflops: float | None = None
    checked_rows: int = 0
    wrong: int | None = None
    not_finite: int | None = None
    max_abs: float | None = None
    max_rel: float | None = None
    rms: float | None = None
    cosine: float | None = None


def to_tsv(rows: Sequence[Row]) -> str:
    """A head line and one line per row; nothing where nothing was measured."""
    names = [field.name for field in fields(Row)]
    lines = ["\t".join(names)]
    for row in rows:
        values = asdict(row)
        lines.append("\t".join(_cell(values[name]) for name in names))
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else " ".join(str(value).split())


def to_json(rows: Sequence[Row], cores: int, seed: int) -> str:
    """The same for machines. What is not a finite number is null, as JSON has no word for it."""
    document = {
        "version": VERSION,
        "convention": CONVENTION,
        "cores": cores,
        "seed": seed,
        "rows": [{name: _finite(value) for name, value in asdict(row).items()} for row in rows],
    }
    return json.dumps(document, indent=2, allow_nan=False) + "\n"


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and value - value != 0 else value


def from_json(text: str) -> list[Row]:
    """Raises ValueError for a text that `to_json` did not write."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise ValueError(f"version {document['version']} of the format is not known")
        return [Row(**row) for row in document["rows"]]
    except (KeyError, TypeError) as problem:
        raise ValueError(f"these are no results: {problem}") from None


def line(row: Row) -> str:
    """One row for people."""
    knobs = f"tile={row.s1_tile} preload={row.qk_preload} split={row.kv_split}"
    parts = [f"{row.case}: S0={row.s0} S1={row.s1} {knobs}: {row.status}"]
    if row.median_us is not None and row.tflops is not None:
        parts.append(f"{row.median_us:.2f} us on the {row.where}, {row.tflops:.3g} TFLOP/s")
    if row.max_abs is not None:
        parts.append(f"max error {row.max_abs:.2e}, {row.wrong} elements wrong in {row.checked_rows} rows")
    return "; ".join(parts + [row.note] * bool(row.note))


def plot(rows: Sequence[Row], path: str) -> None:
    """TFLOP/s and latency on the NPU against the size. Raises ImportError without matplotlib, OSError, ValueError."""
    from matplotlib.figure import Figure

    measured = sorted(
        (row.s1, row.tflops, row.median_us) for row in rows if row.where == "npu" and row.tflops and row.median_us
    )
    if not measured:
        raise ValueError("nothing to draw: there is no latency of an NPU in the results")
    sizes, tflops, latencies = zip(*measured)
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    left = figure.subplots()
    right = left.twinx()
    left.plot(sizes, tflops, "o-", color="tab:blue")
    right.plot(sizes, latencies, "s--", color="tab:orange")
    left.set_xscale("log", base=2)
    right.set_yscale("log")
    left.set_xlabel("S0 = S1")
    left.set_ylabel("TFLOP/s (4*S0*S1*HEAD / latency)", color="tab:blue")
    right.set_ylabel("latency in us", color="tab:orange")
    target = Path(path)
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=target.suffix)
    os.close(handle)
    try:
        figure.savefig(temporary)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
