"""Launch the kernels of this folder, and see which of their cases read too early. Needs Python and numpy, nothing else.

    python run.py --launch './launch.sh {name}' --device 'Ascend 910B2, CANN 8.2' -o results.json

The command launches one kernel: {name} is its name, {cpp} its C++, {folder} a folder with its arguments. These are
v1.npy to v4.npy, and v5.npy comes out of it, flat, with the type that it had as the command found it. How the command
ends makes no difference: the file is what counts.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

Array = Any
HERE = Path(__file__).resolve().parent

SCALAR = 0.5
STALE = 300.0
"""What a tile holds before the first op writes it: nothing that an op makes of the inputs is near."""

TOLERANCE = {"float": 1e-3, "half": 2e-2}
TYPES: dict[str, Any] = {"float": np.float32, "half": np.float16}
RANGES = {"x": (0.05, 0.1), "y": (0.01, 0.04), "column": (0.01, 0.04)}

COMPUTE: dict[str, Callable[..., Array]] = {
    "TADD": np.add, "TSUB": np.subtract, "TMUL": np.multiply, "TMAX": np.maximum, "TDIV": np.divide,
    "TADDS": lambda a: a + SCALAR, "TMULS": lambda a: a * SCALAR,
    "TABS": np.abs, "TRELU": lambda a: np.maximum(a, 0), "TEXP": np.exp, "TSQRT": np.sqrt,
    "TMOV": np.copy, "TCVT": np.copy, "TEXPANDS": lambda: SCALAR,
    "TROWEXPANDMUL": np.multiply, "TROWEXPANDADD": np.add, "TROWEXPANDSUB": np.subtract, "TROWEXPANDDIV": np.divide,
    "TROWSUM": lambda a: a.sum(1, keepdims=True), "TROWMAX": lambda a: a.max(1, keepdims=True),
    "TROWMIN": lambda a: a.min(1, keepdims=True),
}  # fmt: skip


def inputs(probe: Mapping[str, Any], seed: int) -> dict[str, Array]:
    """Random arguments by name, and room for the result."""
    generator = np.random.default_rng(seed)
    made = {}
    for name, kind in probe["arguments"].items():
        size = probe["sizes"][name]
        made[name] = np.full(size, STALE, TYPES[kind])
        if name in RANGES:
            made[name] = generator.uniform(*RANGES[name], size).astype(TYPES[kind])
    return made


def computed(call: Mapping[str, Any], given: Mapping[str, Array]) -> Array:
    """What one op makes of the tiles by name, in its type."""
    sources = [
        given[source["place"]].reshape(-1)[: int(np.prod(source["shape"]))].reshape(source["shape"]).astype(np.float32)
        for source in call["sources"]
    ]
    with np.errstate(all="ignore"):
        made = np.broadcast_to(COMPUTE[call["op"]](*sources), call["shape"])
        return made.astype(TYPES[call["dtype"]])


def reference(case: Mapping[str, Any], given: Mapping[str, Array], stale: bool = False) -> Array:
    """What a case gives, or what it would give if nothing of the first op's result were read."""
    tiles = {**given, "other": given["y"]}
    if case["hidden"]:
        return computed(case["earlier"], {**tiles, "column": given["y"] if stale else given["column"]}).reshape(-1)
    pair = np.full_like(given["stale"], STALE) if stale else computed(case["earlier"], tiles)
    return computed(case["later"], {**tiles, "pair": pair}).reshape(-1)


def differs(found: Array, wanted: Array, dtype: str) -> Array:
    """Element by element."""
    with np.errstate(all="ignore"):
        apart = np.abs(found.astype(np.float64) - wanted.astype(np.float64))
        near = apart <= TOLERANCE[dtype] * np.maximum(1e-2, np.abs(wanted.astype(np.float64)))
    return ~(near | (found == wanted))


def wrong_cases(probe: Mapping[str, Any], given: Mapping[str, Array], result: Array) -> Iterator[bool]:
    """Of each case whether its result is wrong."""
    for number, case in enumerate(probe["cases"]):
        wanted = reference(case, given)
        start = number * probe["out_size"]
        kind = "half" if "half" in (probe["dtype"], *probe["arguments"].values()) else "float"
        yield bool(differs(result[start : start + wanted.size], wanted, kind).any())


def launched(probe: Mapping[str, Any], command: str, seed: int) -> Iterator[bool]:
    """Launch a kernel once with random arguments."""
    folder = HERE / "runs" / probe["name"]
    given = inputs(probe, seed)
    for number, array in enumerate(given.values(), 1):
        np.save(folder / f"v{number}.npy", array)
    result = folder / f"v{len(given)}.npy"
    before = result.stat().st_mtime_ns
    words = {"name": probe["name"], "cpp": HERE / "cpp" / f"{probe['name']}.cpp", "folder": folder}
    for word, path in words.items():
        command = command.replace(f"{{{word}}}", shlex.quote(str(path)))
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    if result.stat().st_mtime_ns == before:
        sys.exit(
            f"{probe['name']}: `{command}` has written no {result.name}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    yield from wrong_cases(probe, given, np.load(result).reshape(-1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--launch", required=True, metavar="COMMAND", help="launches one kernel")
    parser.add_argument("--device", required=True, help="what was measured, for the assumption file")
    parser.add_argument("--trials", type=int, default=100, help="launches of each kernel; default: 100")
    parser.add_argument("--seed", type=int, default=0, help="of the first trial")
    parser.add_argument("-o", "--output", default="results.json", help="default: results.json")
    options = parser.parse_args()
    found = []
    probes = json.loads((HERE / "probe.json").read_text())["probes"]
    for at, probe in enumerate(probes, 1):
        wrong = np.zeros(len(probe["cases"]), int)
        for trial in range(options.trials):
            wrong += np.fromiter(launched(probe, options.launch, options.seed + trial), int)
        print(
            f"{at}/{len(probes)} {probe['name']}: {np.count_nonzero(wrong)} of {len(wrong)} cases wrong",
            file=sys.stderr,
        )
        for case, times in zip(probe["cases"], wrong.tolist()):
            what = {key: probe[key] for key in ("earlier", "later", "dtype")}
            ops = [case["earlier"]["op"], case["later"]["op"]]
            how = {"ops": ops, "hidden": case["hidden"], "distance": case["distance"]}
            found.append({**what, **how, "trials": options.trials, "wrong": times})
    today = datetime.date.today().isoformat()
    document = {"kind": "probe_results", "version": 1, "device": options.device, "date": today, "cases": found}
    Path(options.output).write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
